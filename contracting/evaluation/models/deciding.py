"""Who gets how much: scenarios, the decision, its reasons, and the tasks that got no offer."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from contracting.calls.models import CallTask
from contracting.evaluation.models.evaluation import Assessment, Evaluation
from contracting.offers.models import Offer
from mkus_portal.money import MoneyField
from mkus_portal.versions import Versioned

NOT_NEGATIVE = (MinValueValidator(0, message="Wpisz kwotę nie mniejszą od zera."),)


class Scenario(Versioned):
    """A way of dividing a task's pool among its offers; the chosen one goes to the minutes."""

    belongs_to = "evaluation"

    class Cut(models.TextChoices):
        """What happens when the pool is too small."""

        IN_ORDER = "in_order", "po kolei, do wyczerpania puli"
        PROPORTIONAL = "proportional", "wszystkim w tej samej części"
        TYPED = "typed", "kwoty wpisane ręcznie"

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="scenarios")
    task = models.ForeignKey(CallTask, on_delete=models.PROTECT, related_name="scenarios")
    name = models.CharField("nazwa", max_length=120)
    cut = models.CharField("podział", max_length=14, choices=Cut, default=Cut.IN_ORDER)
    min_points = models.DecimalField(
        "próg punktowy", max_digits=8, decimal_places=2, null=True, blank=True
    )
    max_share = models.DecimalField(
        "najwyżej, % wnioskowanej kwoty",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    max_grant = MoneyField("najwyżej na ofertę", null=True, blank=True, validators=NOT_NEGATIVE)
    round_to = MoneyField(
        "zaokrąglaj w dół do",
        default=Decimal("1.00"),
        choices=(
            (Decimal("0.01"), "grosza"),
            (Decimal("1.00"), "złotego"),
            (Decimal("10.00"), "10 zł"),
            (Decimal("100.00"), "100 zł"),
        ),
    )
    with_reserve = models.BooleanField(
        "oferty powyżej progu, dla których zabrakło środków, na listę rezerwową", default=True
    )
    is_chosen = models.BooleanField("wybrany", default=False)
    reason = models.TextField("uzasadnienie wyboru", blank=True)
    created_at = models.DateTimeField("utworzony")

    class Meta:
        verbose_name = "wariant podziału"
        verbose_name_plural = "warianty podziału"
        ordering = ("evaluation", "task", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["evaluation", "task"],
                condition=Q(is_chosen=True),
                name="scenario_chosen_once",
            ),
            models.CheckConstraint(
                condition=Q(is_chosen=False) | ~Q(reason=""),
                name="scenario_choice_has_reason",
                violation_error_message="Napisz, dlaczego wybrano ten wariant.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class ScenarioAmount(Versioned):
    """How much an offer gets in a scenario; null: as the scenario's rule says."""

    belongs_to = "scenario"
    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="amounts")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="+")
    amount = MoneyField("kwota", validators=NOT_NEGATIVE)

    class Meta:
        verbose_name = "kwota w wariancie"
        ordering = ("scenario", "pk")
        constraints = (
            models.UniqueConstraint(fields=["scenario", "assessment"], name="scenario_amount_once"),
        )

    def __str__(self) -> str:
        return f"{self.assessment}: {self.amount}"


class AwardDecision(models.Model):
    """The executive body's act on the choice of offers, frozen (art. 15 ust. 2g, 2h; R21).

    The first decides the call; later ones move offers up from the reserve list. `content` holds
    the results in words, `fates` of `contracting.evaluation.results`.
    """

    belongs_to = "evaluation"
    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="decisions")
    ordinal = models.PositiveSmallIntegerField("kolejne rozstrzygnięcie", default=1)
    act_number = models.CharField("numer aktu", max_length=60)
    act_date = models.DateField("data aktu")
    signatory = models.CharField("kto podpisał akt", max_length=150)
    over_pool_reason = models.TextField("skąd środki ponad pulę", blank=True)
    reasons = models.TextField("uzasadnienie wyboru", blank=True)
    content = models.JSONField("wyniki")
    digest = models.CharField("skrót wyników", max_length=64)
    decided_at = models.DateTimeField("rozstrzygnięto")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    results_published_at = models.DateTimeField("wyniki ogłoszono", null=True)

    class Meta:
        verbose_name = "rozstrzygnięcie"
        verbose_name_plural = "rozstrzygnięcia"
        ordering = ("evaluation", "ordinal")
        constraints = (
            models.UniqueConstraint(fields=["evaluation", "ordinal"], name="decision_ordinal_once"),
        )

    def __str__(self) -> str:
        return f"{self.act_number} z {self.act_date:%d.%m.%Y}"


class TaskAnnulment(models.Model):
    """A task of the call that got no offer, or none that meets the announcement (art. 18a)."""

    belongs_to = "evaluation"

    class Ground(models.TextChoices):
        """The grounds that oblige the body."""

        NO_OFFERS = "no_offers", "nie złożono żadnej oferty (art. 18a ust. 1 pkt 1)"
        NONE_FITS = (
            "none_fits",
            "żadna oferta nie spełniła wymogów ogłoszenia (art. 18a ust. 1 pkt 2)",
        )

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="annulments")
    task = models.OneToOneField(CallTask, on_delete=models.PROTECT, related_name="annulment")
    ground = models.CharField("podstawa", max_length=12, choices=Ground)
    recorded_at = models.DateTimeField("stwierdzono")

    class Meta:
        verbose_name = "unieważnienie w części zadania"
        ordering = ("evaluation", "task")

    def __str__(self) -> str:
        return f"{self.task}: {self.get_ground_display()}"


class ReasonsRequest(models.Model):
    """A demand for reasons of the choice or rejection of an offer (art. 15 ust. 2i; R25)."""

    belongs_to = "evaluation"
    evaluation = models.ForeignKey(
        Evaluation, on_delete=models.PROTECT, related_name="reasons_requests"
    )
    offer = models.ForeignKey(
        Offer,
        verbose_name="której oferty dotyczy",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    asked_by = models.CharField("kto żąda", max_length=150)
    email = models.EmailField("adres e-mail do odpowiedzi")
    text = models.TextField("żądanie", blank=True)
    asked_at = models.DateTimeField("wpłynęło")
    answer = models.TextField("odpowiedź", blank=True)
    answered_at = models.DateTimeField("odpowiedziano", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = "żądanie uzasadnienia"
        verbose_name_plural = "żądania uzasadnienia"
        ordering = ("evaluation", "asked_at", "pk")

    def __str__(self) -> str:
        return f"{self.asked_by}, {self.asked_at:%d.%m.%Y}"
