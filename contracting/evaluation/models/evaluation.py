"""The evaluation of a call and of each of its offers, from the formal check to the award."""

from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from contracting.calls.models import Call
from contracting.offers.models import Offer
from mkus_portal.act import Act
from mkus_portal.money import MoneyField
from mkus_portal.versions import Versioned

OFFICE_READERS = ("coordinator", "clerk", "executive", "treasurer")
COMMISSION_ROLES = ("commission_member", "commission_expert")
PERCENT = (MinValueValidator(1), MaxValueValidator(100))


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    """Which evaluations exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the office's own evaluations; those of the commission in which somebody sits."""
        if act.holds("system"):
            return self
        if act.scope.kind == "office" and act.holds(*OFFICE_READERS):
            return self.filter(call__office=act.scope.id)
        if act.scope.kind == "call" and act.holds(*COMMISSION_ROLES):
            return self.filter(call=act.scope.id)
        return self.none()


class Evaluation(Versioned):
    """The evaluation of a call: how offers are checked and scored, and where it stands.

    Settings are fixed by the first card that is begun: what is announced is what is counted.
    """

    class State(models.TextChoices):
        """The office's side of the procedure after the deadline (law.md 9.2)."""

        FORMAL = "formal", "ocena formalna"
        MERIT = "merit", "ocena merytoryczna"
        DECIDED = "decided", "rozstrzygnięty, czeka na publikację wyników"
        PUBLISHED = "published", "wyniki ogłoszone"

    class Counting(models.TextChoices):
        """How the points of several cards become the points of an offer."""

        MEAN = "mean", "średnia ocen"
        MEDIAN = "median", "mediana ocen"
        SUM = "sum", "suma ocen"

    call = models.OneToOneField(Call, on_delete=models.PROTECT, related_name="evaluation")
    state = models.CharField("stan", max_length=10, choices=State, default=State.FORMAL)
    counting = models.CharField(
        "jak liczyć punkty", max_length=8, choices=Counting, default=Counting.MEAN
    )
    spread_alarm = models.PositiveSmallIntegerField(
        "alarm, gdy oceny różnią się o więcej niż, % punktów",
        default=30,
        validators=PERCENT,
        help_text="Przy takiej rozbieżności potrzebna jest opinia kolejnej osoby z komisji.",
    )
    collective_card = models.BooleanField(
        "jedna karta całej komisji",
        default=False,
        help_text="Komisja ustala punkty wspólnie, a kartę każdej oferty wypełnia przewodniczący."
        " Liczba kart i alarm nie mają wtedy znaczenia.",
    )
    cards_needed = models.PositiveSmallIntegerField(
        "ile kart oceny na ofertę co najmniej",
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
    )
    quorum = models.PositiveSmallIntegerField(
        "kworum, % składu komisji", default=50, validators=PERCENT
    )
    correction_days = models.PositiveSmallIntegerField(
        "termin uzupełnienia oferty, dni",
        default=7,
        validators=[MinValueValidator(1), MaxValueValidator(30)],
    )
    shows_all = models.BooleanField(
        "w wynikach podaj też oferty bez dotacji i punkty",
        default=False,
        help_text="Obowiązkowe są tylko: oferent, zadanie i kwota (art. 15 ust. 2h).",
    )
    started_at = models.DateTimeField("rozpoczęta")
    without_ngo = models.CharField(
        "dlaczego komisja działa bez osób wskazanych przez organizacje",
        max_length=20,
        blank=True,
        choices=(
            ("none_indicated", "żadna organizacja nie wskazała osoby (art. 15 ust. 2da pkt 1)"),
            ("not_taking_part", "wskazane osoby nie wzięły udziału (art. 15 ust. 2da pkt 2)"),
            ("all_excluded", "wszystkie wskazane osoby są wyłączone (art. 15 ust. 2da pkt 3)"),
        ),
    )
    appointment_number = models.CharField("numer aktu powołania", max_length=60, blank=True)
    appointment_date = models.DateField("data aktu powołania", null=True, blank=True)
    appointment_signatory = models.CharField("kto powołał", max_length=150, blank=True)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = "ocena konkursu"
        verbose_name_plural = "oceny konkursów"
        constraints = (
            models.CheckConstraint(
                condition=Q(appointment_number="") | Q(appointment_date__isnull=False),
                name="commission_act_is_dated",
                violation_error_message="Podaj datę aktu, którym powołano komisję.",
            ),
        )

    def __str__(self) -> str:
        return f"Ocena: {self.call.title}"

    @property
    def is_appointed(self) -> bool:
        """Whether the executive body has appointed the commission."""
        return bool(self.appointment_number)


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """Which assessments exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the office's own; the commission's; the bidder's own once results are out."""
        if act.holds("system"):
            return self
        if act.scope.kind == "organisation":
            return self.filter(offer__in=Offer.objects.visible_to(act)).filter(
                Q(evaluation__state=Evaluation.State.PUBLISHED)
                | Q(state__in=(Assessment.State.TO_CORRECT, Assessment.State.CORRECTED))
            )
        return self.filter(evaluation__in=Evaluation.objects.visible_to(act))


class Assessment(Versioned):
    """What the office thinks of one offer: formally, on its merits, and what it gets."""

    class State(models.TextChoices):
        """The offer's way through evaluation (law.md 9.2)."""

        WAITING = "waiting", "czeka na ocenę formalną"
        TO_CORRECT = "to_correct", "wezwana do uzupełnienia"
        CORRECTED = "corrected", "uzupełniona, do ponownej oceny"
        FORMAL_OK = "formal_ok", "spełnia wymogi formalne"
        REJECTED_FORMAL = "rejected_formal", "odrzucona formalnie"
        SCORED = "scored", "oceniona"
        AWARDED = "awarded", "wybrana, z dotacją"
        RESERVE = "reserve", "na liście rezerwowej"
        NOT_AWARDED = "not_awarded", "bez dotacji"
        ACCEPTED = "accepted", "dotacja przyjęta przez oferenta"
        RESIGNED = "resigned", "oferent zrezygnował"

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="assessments")
    offer = models.OneToOneField(Offer, on_delete=models.PROTECT, related_name="assessment")
    state = models.CharField("stan", max_length=16, choices=State, default=State.WAITING)
    points = models.DecimalField("punkty", max_digits=8, decimal_places=2, null=True, blank=True)
    proposed_grant = MoneyField("proponowana kwota", null=True, blank=True)
    awarded_grant = MoneyField("przyznana kwota", null=True, blank=True)
    reserve_place = models.PositiveSmallIntegerField("miejsce na liście rezerwowej", null=True)
    reason = models.TextField("uzasadnienie dla oferenta", blank=True)
    decided_at = models.DateTimeField("rozstrzygnięto", null=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = "ocena oferty"
        verbose_name_plural = "oceny ofert"
        indexes = (models.Index(fields=["evaluation", "state"]),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(state__in=("awarded", "accepted")) | Q(awarded_grant__gt=0),
                name="assessment_award_has_amount",
                violation_error_message="Wybrana oferta musi mieć kwotę większą od zera.",
            ),
            models.CheckConstraint(
                condition=Q(proposed_grant__isnull=True) | Q(proposed_grant__gte=0),
                name="assessment_proposal_not_negative",
                violation_error_message="Proponowana kwota nie może być ujemna.",
            ),
        )

    def __str__(self) -> str:
        return f"Ocena oferty {self.offer.number}"


BEFORE_MERIT = (
    Assessment.State.WAITING,
    Assessment.State.TO_CORRECT,
    Assessment.State.CORRECTED,
)
