"""The contract on a public task, its versions and the signatures under it."""

from decimal import Decimal
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from contracting.contracts.models.template import ContractTemplate
from contracting.evaluation.models import Assessment
from contracting.offers.models import Offer
from mkus_portal.act import Act
from mkus_portal.drafting.models import Draft
from mkus_portal.money import MoneyField
from mkus_portal.offices.models import LocalGovernment
from mkus_portal.offices.numbering import YearlyNumbers
from mkus_portal.versions import Versioned
from ngos.models import NGO_ROLES, Organisation

OFFICE_READERS = ("coordinator", "clerk", "executive", "treasurer", "lawyer")
# what pages and actions read together with a contract
TOGETHER = (
    "office",
    "organisation",
    "draft",
    "template",
    "assessment__offer__task__call__office",
    "assessment__offer__organisation",
    "assessment__offer__draft",
)
# the days of costs, each with the day of the task that it is unless the parties say otherwise
COST_DAYS = {
    "grant_costs_from": "starts_on",
    "grant_costs_to": "ends_on",
    "other_costs_from": "starts_on",
    "other_costs_to": "ends_on",
}


class ContractQuerySet(models.QuerySet["Contract"]):
    """Which contracts exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the office's own contracts, and those of the organisation."""
        if act.holds("system"):
            return self
        if act.scope.kind == "office" and act.holds(*OFFICE_READERS):
            return self.filter(office=act.scope.id)
        if act.scope.kind == "organisation" and act.holds(*NGO_ROLES):
            return self.filter(organisation=act.scope.id)
        return self.none()


class Contract(Versioned):
    """A contract on the performance of a public task (art. 16 UDPPiW), from project to settlement.

    `agreed` is the plan in force as `contracting.contracts.agreed` freezes it: empty until the
    contractor and the office have agreed. Columns hold the terms in force; every earlier text and
    its terms stay in `ContractVersion`.
    """

    class State(models.TextChoices):
        """The contract's own way; payments, reports and returns have rooms and states of theirs."""

        PLANNING = "planning", "zleceniobiorca aktualizuje plan"
        DRAFT = "draft", "projekt w urzędzie"
        REVIEW = "review", "u radcy prawnego"
        LEGAL = "legal", "zaopiniowana, czeka na kontrasygnatę"
        COUNTERSIGNED = "countersigned", "czeka na podpis zleceniobiorcy"
        SIGNED_NGO = "signed_ngo", "czeka na podpis organu"
        IN_FORCE = "in_force", "obowiązuje"
        SETTLED = "settled", "wykonana i rozliczona"
        TERMINATED = "terminated", "rozwiązana"
        WITHDRAWN = "withdrawn", "odstąpiono od umowy"
        ABANDONED = "abandoned", "nie doszło do zawarcia"

    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="contract")
    office = models.ForeignKey(LocalGovernment, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="contracts"
    )
    draft = models.OneToOneField(Draft, on_delete=models.PROTECT, related_name="contract")
    state = models.CharField("stan", max_length=14, choices=State, default=State.PLANNING)
    title = models.CharField("tytuł zadania", max_length=250)
    title_folded = models.CharField(max_length=250, editable=False, blank=True)
    commissioning_form = models.CharField("forma", max_length=10, choices=Offer.CommissioningForm)
    is_joint = models.BooleanField("oferta wspólna", default=False)
    grant = MoneyField("dotacja", validators=[MinValueValidator(Decimal("0.01"))])
    starts_on = models.DateField("początek zadania")
    ends_on = models.DateField("koniec zadania")
    grant_costs_from = models.DateField("wydatki z dotacji od", null=True, blank=True)
    grant_costs_to = models.DateField(
        "wydatki z dotacji do",
        null=True,
        blank=True,
        help_text="Najpóźniej 31 grudnia roku budżetowego (art. 221 ust. 3 pkt 3 UFP).",
    )
    other_costs_from = models.DateField("wydatki z innych środków od", null=True, blank=True)
    other_costs_to = models.DateField("wydatki z innych środków do", null=True, blank=True)
    shift_percent = models.DecimalField(
        "przesunięcia: koszt z dotacji może wzrosnąć najwyżej o, %",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text="§ 5 umowy ramowej. Puste: bez ograniczenia.",
    )
    own_share_tolerance = models.DecimalField(
        "udział wkładu własnego może spaść najwyżej o, punkty procentowe",
        max_digits=5,
        decimal_places=2,
        default=Decimal(0),
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text="§ 3 umowy ramowej. 0: udział nie może się zmniejszyć.",
    )
    grant_by_line = models.BooleanField(
        "kwota z dotacji uzgodniona w każdej pozycji kosztów", default=False
    )
    bank_account = models.CharField("rachunek do przekazania dotacji", max_length=28, blank=True)
    budget_division = models.CharField("dział", max_length=3, blank=True)
    budget_chapter = models.CharField("rozdział", max_length=5, blank=True)
    budget_paragraph = models.CharField("paragraf", max_length=4, blank=True)
    budget_task = models.CharField("zadanie budżetowe", max_length=60, blank=True)
    template = models.ForeignKey(
        ContractTemplate,
        verbose_name="wzór",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="contracts",
    )
    number = models.CharField("numer umowy", max_length=60, blank=True)
    concluded_on = models.DateField("data zawarcia", null=True, blank=True)
    concluded_in = models.CharField("miejsce zawarcia", max_length=100, blank=True)
    agreed = models.JSONField("uzgodniony plan", null=True, blank=True)
    text = models.JSONField("treść umowy", null=True, blank=True)
    digest = models.CharField("skrót treści", max_length=64, blank=True, db_index=True)
    ended_on = models.DateField("zakończona", null=True, blank=True)
    created_at = models.DateTimeField("założona")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ContractQuerySet.as_manager()

    class Meta:
        verbose_name = "umowa"
        verbose_name_plural = "umowy"
        indexes = (
            models.Index(fields=["office", "state"]),
            models.Index(fields=["organisation", "state"]),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["office", "number"], condition=~Q(number=""), name="contract_number_once"
            ),
            models.CheckConstraint(
                condition=Q(grant__gt=0),
                name="contract_grant_positive",
                violation_error_message="Kwota dotacji musi być większa od zera.",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")),
                name="contract_dates_in_order",
                violation_error_message="Zadanie nie może się kończyć, zanim się zacznie.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("in_force", "settled"))
                | Q(concluded_on__isnull=False, agreed__isnull=False, text__isnull=False)
                & ~Q(number=""),
                name="contract_binding_is_complete",
                violation_error_message="Umowa, która obowiązuje, ma numer, datę i treść.",
            ),
        )

    def __str__(self) -> str:
        return f"Umowa {self.number}" if self.number else f"Projekt umowy: {self.title}"

    def get_absolute_url(self) -> str:
        """Return the contract's page."""
        return reverse("contract-detail", args=(self.pk,))


BEFORE_SIGNING = (
    Contract.State.PLANNING,
    Contract.State.DRAFT,
    Contract.State.REVIEW,
    Contract.State.LEGAL,
    Contract.State.COUNTERSIGNED,
    Contract.State.SIGNED_NGO,
)


class ContractVersion(models.Model):
    """The contract as it stood from a day on: 0 as it was concluded, then after each amendment.

    `terms` holds the contract's own columns as text, `agreed` the plan, `text` the whole text.
    """

    belongs_to = "contract"
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="versions")
    ordinal = models.PositiveSmallIntegerField("kolejna wersja")
    in_force_from = models.DateField("obowiązuje od")
    terms = models.JSONField("warunki")
    agreed = models.JSONField("uzgodniony plan")
    text = models.JSONField("treść")
    digest = models.CharField("skrót treści", max_length=64, db_index=True)
    made_at = models.DateTimeField("zapisana")

    class Meta:
        verbose_name = "wersja umowy"
        verbose_name_plural = "wersje umowy"
        ordering = ("contract", "ordinal")
        constraints = (
            models.UniqueConstraint(fields=["contract", "ordinal"], name="contract_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.contract}, wersja {self.ordinal}"


class ContractSignature(models.Model):
    """A signature under a version of the contract: who, where, when and how.

    `version` is the ordinal of the version that it makes binding; the signed file, where there is
    one, is an attachment of the signature. The countersignature is a move of the contract.
    """

    belongs_to = "contract"

    class Side(models.TextChoices):
        """For whom somebody signs."""

        PRINCIPAL = "principal", "zleceniodawca"
        CONTRACTOR = "contractor", "zleceniobiorca"

    class Kind(models.TextChoices):
        """How it is signed."""

        HANDWRITTEN = "handwritten", "odręcznie, na papierze"
        QUALIFIED = "qualified", "kwalifikowany podpis elektroniczny"
        TRUSTED = "trusted", "podpis zaufany"
        PERSONAL = "personal", "podpis osobisty (e-dowód)"

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="signatures")
    version = models.PositiveSmallIntegerField("wersja umowy", default=0)
    side = models.CharField("strona", max_length=12, choices=Side)
    organisation_name = models.CharField("w imieniu", max_length=250, blank=True)
    signatory = models.CharField("kto podpisał", max_length=300)
    place = models.CharField("miejsce", max_length=100)
    signed_on = models.DateField("data podpisu")
    kind = models.CharField("rodzaj podpisu", max_length=12, choices=Kind)
    digest = models.CharField("skrót podpisanej treści", max_length=64, blank=True)
    recorded_at = models.DateTimeField("odnotowano")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "podpis pod umową"
        verbose_name_plural = "podpisy pod umową"
        ordering = ("contract", "version", "recorded_at", "pk")

    def __str__(self) -> str:
        return f"{self.get_side_display()}: {self.signatory}"


class ContractNumbers(YearlyNumbers):
    """The numbers of an office's contracts."""

    belongs_to = "portal"

    class Meta(YearlyNumbers.Meta):
        verbose_name = "numeracja umów"
        constraints = (
            models.UniqueConstraint(fields=["office", "year"], name="contract_numbers_once"),
        )
