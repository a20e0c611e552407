"""The commission: who was looked for, who sits, who is impartial and who is excluded from what."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from contracting.calls.models import Call
from contracting.evaluation.models.evaluation import Assessment, Evaluation
from mkus_portal.accounts.models import Invitation
from mkus_portal.act import Act
from mkus_portal.offices.models import OFFICE_ROLES, LocalGovernment
from mkus_portal.versions import Versioned
from ngos.models import Organisation


class RecruitmentQuerySet(models.QuerySet["Recruitment"]):
    """Which recruitments exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the office's own, and everybody's published ones."""
        visible = Q(published_at__isnull=False)
        if act.scope.kind == "office" and act.holds(*OFFICE_ROLES):
            visible |= Q(office=act.scope.id)
        return self.filter(visible)


class Recruitment(Versioned):
    """A public search for people whom NGOs indicate for commissions: of one call, or of a year."""

    office = models.ForeignKey(LocalGovernment, on_delete=models.PROTECT, related_name="+")
    call = models.ForeignKey(
        Call,
        verbose_name="konkurs",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="recruitments",
        help_text="Puste: do wszystkich komisji roku.",
    )
    title = models.CharField("tytuł", max_length=300)
    year = models.PositiveSmallIntegerField("rok")
    requirements = models.TextField("wymagania i zasady")
    opens_on = models.DateField("zgłoszenia od")
    closes_on = models.DateField("zgłoszenia do")
    published_at = models.DateTimeField("ogłoszony", null=True, blank=True, editable=False)

    objects = RecruitmentQuerySet.as_manager()

    class Meta:
        verbose_name = "nabór do komisji"
        verbose_name_plural = "nabory do komisji"
        ordering = ("-closes_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(closes_on__gte=models.F("opens_on")),
                name="recruitment_ends_after_start",
                violation_error_message="Koniec naboru nie może być przed jego początkiem.",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Candidate(models.Model):
    """Somebody whom an organisation indicates for a commission (art. 15 ust. 2d UDPPiW)."""

    belongs_to = "recruitment"
    recruitment = models.ForeignKey(
        Recruitment, on_delete=models.PROTECT, related_name="candidates"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name="wskazany przez", on_delete=models.PROTECT, related_name="+"
    )
    full_name = models.CharField("imię i nazwisko", max_length=150)
    email = models.EmailField("adres e-mail")
    experience = models.TextField("doświadczenie", blank=True)
    indicated_at = models.DateTimeField("zgłoszono")
    indicated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField("wycofano", null=True, blank=True)

    class Meta:
        verbose_name = "kandydat do komisji"
        verbose_name_plural = "kandydaci do komisji"
        ordering = ("recruitment", "full_name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["recruitment", "email"],
                condition=Q(withdrawn_at__isnull=True),
                name="candidate_once",
                violation_error_message="Ta osoba jest już zgłoszona w tym naborze.",
            ),
        )

    def __str__(self) -> str:
        return self.full_name


class CommissionAct(models.Model):
    """An act of the executive body on the line-up: the appointment, or a change of it (R21).

    `content` is the line-up as the act left it, frozen.
    """

    belongs_to = "evaluation"
    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="acts")
    number = models.CharField("numer aktu", max_length=60)
    date = models.DateField("data aktu")
    signatory = models.CharField("kto podpisał", max_length=150)
    content = models.JSONField("skład komisji")
    recorded_at = models.DateTimeField("wpisano")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "akt o składzie komisji"
        verbose_name_plural = "akty o składzie komisji"
        ordering = ("evaluation", "recorded_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["evaluation", "number"],
                name="commission_act_once",
                violation_error_message="Akt o tym numerze jest już wpisany.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} z {self.date:%d.%m.%Y}"


class CommissionMemberQuerySet(models.QuerySet["CommissionMember"]):
    """Who is proposed, and who sits."""

    def standing(self) -> Self:
        """Return those who sit and those who are proposed."""
        return self.filter(ended_at__isnull=True)

    def seated(self) -> Self:
        """Return those whom an act appointed and none dismissed."""
        return self.standing().filter(appointed_by__isnull=False)

    def proposed(self) -> Self:
        """Return those who wait for the executive body's act."""
        return self.standing().filter(appointed_by__isnull=True)


class CommissionMember(models.Model):
    """Somebody in the commission of a call; an expert advises and does not vote.

    Until an act appoints them a member is proposed only, and neither sees nor scores anything.
    """

    belongs_to = "evaluation"

    class Side(models.TextChoices):
        """Whom the person represents (art. 15 ust. 2b, 2d, 2e UDPPiW)."""

        BODY = "body", "przedstawiciel organu wykonawczego"
        NGO = "ngo", "osoba wskazana przez organizacje"
        EXPERT = "expert", "ekspert z głosem doradczym (art. 15 ust. 2e)"

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="commission_seats",
    )
    invitation = models.ForeignKey(
        Invitation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    candidate = models.ForeignKey(
        Candidate, null=True, blank=True, on_delete=models.PROTECT, related_name="seats"
    )
    full_name = models.CharField("imię i nazwisko", max_length=150)
    email = models.EmailField("adres e-mail")
    function = models.CharField("stanowisko lub specjalność", max_length=150, blank=True)
    side = models.CharField("kogo reprezentuje", max_length=8, choices=Side)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name="wskazany przez",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    is_chair = models.BooleanField("przewodniczy", default=False)
    added_at = models.DateTimeField("dodano")
    appointed_by = models.ForeignKey(
        CommissionAct,
        verbose_name="powołano aktem",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="appointed",
    )
    dismissed_by = models.ForeignKey(
        CommissionAct,
        verbose_name="odwołano aktem",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="dismissed",
    )
    ended_at = models.DateTimeField("odwołano", null=True, blank=True)
    end_reason = models.CharField("powód odwołania", max_length=300, blank=True)

    objects = CommissionMemberQuerySet.as_manager()

    class Meta:
        verbose_name = "członek komisji"
        verbose_name_plural = "członkowie komisji"
        ordering = ("evaluation", "-is_chair", "side", "full_name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["evaluation", "email"],
                condition=Q(ended_at__isnull=True),
                name="commission_seat_once",
                violation_error_message="Ta osoba jest już w komisji.",
            ),
            models.UniqueConstraint(
                fields=["evaluation"],
                condition=Q(is_chair=True, ended_at__isnull=True),
                name="commission_one_chair",
                violation_error_message="Komisja może mieć jednego przewodniczącego.",
            ),
            models.CheckConstraint(
                condition=Q(is_chair=False) | ~Q(side="expert"),
                name="commission_expert_is_no_chair",
                violation_error_message="Ekspert nie może przewodniczyć: ma głos doradczy.",
            ),
        )

    def __str__(self) -> str:
        return self.full_name

    @property
    def is_seated(self) -> bool:
        """Whether an act appointed the person and none dismissed them."""
        return self.appointed_by_id is not None and self.ended_at is None

    @property
    def votes(self) -> bool:
        """Whether the person scores and votes."""
        return self.side != self.Side.EXPERT and self.is_seated

    @property
    def role(self) -> str:
        """The code of the role that goes with the seat."""
        return "commission_expert" if self.side == self.Side.EXPERT else "commission_member"


class ImpartialityStatement(models.Model):
    """A member's signed statement: made after the list of bidders, before any content is seen.

    `content` is the statement as its document prints it: the list of bidders and the exclusions.
    """

    belongs_to = "member"
    member = models.OneToOneField(
        CommissionMember, on_delete=models.PROTECT, related_name="statement"
    )
    wording = models.TextField("treść oświadczenia")
    bidders_digest = models.CharField("skrót listy oferentów", max_length=64)
    content = models.JSONField("oświadczenie z listą oferentów")
    declared_at = models.DateTimeField("złożono")

    class Meta:
        verbose_name = "oświadczenie o bezstronności"
        verbose_name_plural = "oświadczenia o bezstronności"

    def __str__(self) -> str:
        return f"{self.member}: {self.declared_at:%d.%m.%Y}"


class Recusal(models.Model):
    """A member is excluded from one offer (KPA art. 24); its contents stay closed to them."""

    belongs_to = "member"

    class Ground(models.TextChoices):
        """The grounds of KPA art. 24 § 1 and § 3, and of art. 15 ust. 2d UDPPiW."""

        PARTY = "party", "stosunek prawny ze stroną (art. 24 § 1 pkt 1 KPA)"
        FAMILY = "family", "małżonek, krewny lub powinowaty (art. 24 § 1 pkt 2 KPA)"
        CARE = "care", "przysposobienie, opieka lub kuratela (art. 24 § 1 pkt 3 KPA)"
        REPRESENTATIVE = "representative", "przedstawiciel strony (art. 24 § 1 pkt 4 KPA)"
        EARLIER = "earlier", "udział w zaskarżonej decyzji (art. 24 § 1 pkt 5 KPA)"
        INQUIRY = "inquiry", "postępowanie dyscyplinarne lub karne (art. 24 § 1 pkt 6 KPA)"
        SUPERIOR = "superior", "nadrzędność służbowa strony (art. 24 § 1 pkt 7 KPA)"
        DOUBT = "doubt", "okoliczności budzące wątpliwość (art. 24 § 3 KPA)"
        ADVISED = "advised", "doradzanie oferentowi (art. 24 § 3 KPA)"
        INDICATED = "indicated", "wskazanie przez oferenta (art. 15 ust. 2d UDPPiW)"

    class Source(models.TextChoices):
        """Who found it."""

        DECLARED = "declared", "zgłosił członek komisji"
        DETECTED = "detected", "wykrył portal"
        DECIDED = "decided", "wyłączył organ"

    member = models.ForeignKey(CommissionMember, on_delete=models.PROTECT, related_name="recusals")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="recusals")
    ground = models.CharField("podstawa", max_length=16, choices=Ground)
    reason = models.CharField("opis", max_length=500)
    source = models.CharField("kto stwierdził", max_length=10, choices=Source)
    recorded_at = models.DateTimeField("stwierdzono")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "wyłączenie"
        verbose_name_plural = "wyłączenia"
        ordering = ("member", "assessment")
        constraints = (
            models.UniqueConstraint(
                fields=["member", "assessment"],
                name="recusal_once",
                violation_error_message="Ta osoba jest już wyłączona z oceny tej oferty.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.member}: {self.assessment}"
