"""Organisations, the people who may sign for them, and requests to join one."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mkus_portal.accounts.models import Invitation, Membership
from mkus_portal.act import Act, Scope
from mkus_portal.money import MoneyField
from mkus_portal.offices.models import OFFICE_ROLES, LocalGovernment
from mkus_portal.versions import Versioned
from ngos.legal_forms import ART_3_3, LegalForm, Register

NGO_ROLES = ("ngo_admin", "ngo_editor", "ngo_signatory", "ngo_accountant")


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Which organisations exist for whom."""

    def registered_as(self, kind: str, authority: str, number: str) -> Self:
        """Return the organisation with that entry in the register, if it is here."""
        return self.filter(
            register_kind=kind, register_authority__iexact=authority, register_number=number
        )

    def visible_to(self, act: Act) -> Self:
        """Return one's own organisation; offices, advisers and the operator see all of them.

        What an organisation's page shows of itself is public by law (registers); drafts, people
        and offers have walls of their own.
        """
        if act.holds(*OFFICE_ROLES, "operator", "system", "programme_coordinator", "adviser"):
            return self
        if act.scope.kind == "organisation":
            return self.filter(pk=act.scope.id)
        return self.none()


class Organisation(Versioned):
    """An NGO or an entity of art. 3 ust. 3 UDPPiW that may make offers."""

    class SigningRule(models.TextChoices):
        """How the organisation makes declarations of will."""

        ALONE = "alone", "każda osoba uprawniona samodzielnie"
        TWO_JOINTLY = "two_jointly", "dwie osoby (lub więcej) łącznie"
        PRESIDENT_WITH_ANOTHER = "president_with_another", "prezes łącznie z inną osobą"
        ALL_JOINTLY = "all_jointly", "wszystkie osoby łącznie"

    name = models.CharField("nazwa", max_length=250)
    name_folded = models.CharField(max_length=250, editable=False, db_index=True)
    short_name = models.CharField("nazwa skrócona", max_length=80, blank=True)
    legal_form = models.CharField("forma prawna", max_length=30, choices=LegalForm)
    register_kind = models.CharField("rejestr", max_length=10, choices=Register)
    register_number = models.CharField("numer w rejestrze", max_length=60)
    register_authority = models.CharField(
        "kto prowadzi ewidencję",
        max_length=150,
        blank=True,
        help_text="np. Starosta Trzebnicki; kto wydał zaświadczenie",
    )
    nip = models.CharField("NIP", max_length=10, blank=True)
    regon = models.CharField("REGON", max_length=14, blank=True)
    seat_street = models.CharField("ulica i numer", max_length=150)
    seat_postcode = models.CharField("kod pocztowy", max_length=6)
    seat_place = models.CharField("miejscowość", max_length=100)
    correspondence_address = models.CharField(
        "adres do korespondencji", max_length=250, blank=True, help_text="jeżeli inny niż siedziba"
    )
    website = models.URLField("strona www", blank=True)
    email = models.EmailField("adres e-mail", blank=True)
    phone = models.CharField("telefon", max_length=30, blank=True)
    e_delivery_address = models.CharField("adres do e-Doręczeń", max_length=40, blank=True)
    has_opp_status = models.BooleanField("organizacja pożytku publicznego", default=False)
    bank_account = models.CharField("rachunek bankowy", max_length=28, blank=True)
    signing_rule = models.CharField(
        "kto podpisuje", max_length=30, choices=SigningRule, default=SigningRule.TWO_JOINTLY
    )
    signing_count = models.PositiveSmallIntegerField(
        "ile osób podpisuje łącznie", default=2, help_text="gdy podpisuje kilka osób łącznie"
    )
    registered_on = models.DateField("data wpisu do rejestru", null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "organizacja"
        verbose_name_plural = "organizacje"
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                condition=Q(signing_count__gte=2),
                name="organisation_signs_jointly_by_two",
                violation_error_message="Łącznie podpisują co najmniej dwie osoby.",
            ),
            models.UniqueConstraint(
                fields=["register_kind", "register_authority", "register_number"],
                name="organisation_registered_once",
                violation_error_message="Organizacja z tym numerem jest już w portalu.",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> Scope:
        """The organisation as a holder of roles."""
        return Scope("organisation", self.pk)

    @property
    def address(self) -> str:
        """The seat in one line."""
        return f"{self.seat_street}, {self.seat_postcode} {self.seat_place}"

    @property
    def register_label(self) -> str:
        """The register and the number in it, as documents print them."""
        if self.register_kind == Register.KRS:
            return f"KRS {self.register_number}"
        where = self.register_authority or self.get_register_kind_display()
        return f"{where}: {self.register_number}"

    @property
    def is_art3_3_entity(self) -> bool:
        """Whether it is an entity of art. 3 ust. 3 and not an NGO of art. 3 ust. 2."""
        return self.legal_form in ART_3_3

    def memberships(self) -> "models.QuerySet[Membership]":
        """Return the roles that people hold for the organisation, past ones too."""
        return Membership.objects.of(self.scope).select_related("user")


class Representative(models.Model):
    """Somebody who may sign for the organisation, and on what basis."""

    class Basis(models.TextChoices):
        """Where the right comes from."""

        REGISTER = "register", "wpis w rejestrze"
        POWER_OF_ATTORNEY = "power_of_attorney", "pełnomocnictwo"

    belongs_to = "organisation"
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="representatives"
    )
    full_name = models.CharField("imię i nazwisko", max_length=150)
    function = models.CharField("funkcja", max_length=100)
    is_president = models.BooleanField("kieruje zarządem", default=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="representations",
    )
    invitation = models.ForeignKey(
        Invitation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    basis = models.CharField("podstawa", max_length=20, choices=Basis, default=Basis.REGISTER)
    can_sign_alone = models.BooleanField(
        "podpisuje samodzielnie", default=False, help_text="np. pełnomocnik do tej sprawy"
    )
    valid_from = models.DateField("uprawnienie od")
    valid_to = models.DateField("uprawnienie do", null=True, blank=True)

    class Meta:
        verbose_name = "osoba reprezentująca"
        verbose_name_plural = "osoby reprezentujące"
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="representative_ends_after_start",
                violation_error_message="Koniec uprawnienia nie może być przed jego początkiem.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.full_name}, {self.function}"

    def may_sign_on(self, day: date) -> bool:
        """Whether the right to sign is in force on the day (both ends included)."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class AccessRequest(models.Model):
    """A person asks to join an organisation that is in the portal already."""

    class State(models.TextChoices):
        """Until the organisation's administrator answers."""

        WAITING = "waiting", "czeka na odpowiedź"
        GRANTED = "granted", "przyjęta"
        REFUSED = "refused", "odrzucona"

    belongs_to = "organisation"
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="access_requests"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="access_requests"
    )
    role = models.CharField("rola", max_length=40)
    reason = models.CharField("kim jesteś w organizacji", max_length=300)
    state = models.CharField("stan", max_length=10, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField()

    class Meta:
        verbose_name = "prośba o dostęp"
        verbose_name_plural = "prośby o dostęp"
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "user"],
                condition=Q(state="waiting"),
                name="access_request_waits_once",
                violation_error_message="Prośba już czeka na odpowiedź.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} → {self.organisation}"


class TrackRecord(Versioned):
    """What became of a task that an office contracted out to the organisation: its history.

    Later rooms post it (`ngos.actions.post_track_record`) under a `source` of theirs; nothing in it
    is computed here. Amounts in złoty.
    """

    belongs_to = "organisation"
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="track_records"
    )
    source = models.CharField(max_length=60, unique=True)
    office = models.ForeignKey(LocalGovernment, on_delete=models.PROTECT, related_name="+")
    title = models.CharField("zadanie", max_length=250)
    contract_number = models.CharField("umowa", max_length=60)
    year = models.PositiveSmallIntegerField("rok")
    grant = MoneyField("dotacja")
    paid = MoneyField("wypłacono", default=0)
    returned = MoneyField("do zwrotu", null=True, blank=True)
    reported_in_time = models.BooleanField("sprawozdanie w terminie", null=True, blank=True)
    ended = models.CharField(
        "jak się zakończyło",
        max_length=12,
        blank=True,
        choices=(
            ("settled", "wykonane i rozliczone"),
            ("mutual", "umowa rozwiązana za porozumieniem"),
            ("principal", "umowa rozwiązana przez urząd"),
            ("withdrawal", "organizacja odstąpiła od umowy"),
        ),
    )
    posted_at = models.DateTimeField("odnotowano")

    class Meta:
        verbose_name = "zlecone zadanie"
        verbose_name_plural = "zlecone zadania"
        ordering = ("organisation", "-year", "-pk")

    def __str__(self) -> str:
        return f"{self.title} ({self.year})"
