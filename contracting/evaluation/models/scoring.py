"""Score cards: a member's points with a reason for each criterion, and the proposed amount."""

from decimal import Decimal
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from contracting.calls.models import Criterion
from contracting.calls.rules import points_fault
from contracting.evaluation.models.commission import CommissionMember, Recusal
from contracting.evaluation.models.evaluation import Assessment, Evaluation
from mkus_portal.act import Act
from mkus_portal.drafting.models import Draft, TypedRow
from mkus_portal.money import MoneyField
from mkus_portal.web import wording

NOT_NEGATIVE = (MinValueValidator(0, message="Wpisz liczbę nie mniejszą od zera."),)


class ScoreCardQuerySet(models.QuerySet["ScoreCard"]):
    """Which cards exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return one's own cards, and others' closed ones once the scoring of the offer has ended.

        The office's people read closed cards at once, unless they score in the same commission. A
        member excluded from an offer reads nobody's card of it.
        """
        if act.holds("system"):
            return self
        here = self.filter(assessment__evaluation__in=Evaluation.objects.visible_to(act))
        closed = Q(state=ScoreCard.State.CLOSED)
        seats = CommissionMember.objects.seated().filter(user=act.user or 0)
        if act.scope.kind != "call":
            scoring = seats.exclude(side=CommissionMember.Side.EXPERT).values("evaluation")
            too_early = Q(assessment__state=Assessment.State.FORMAL_OK)
            return here.filter(closed).exclude(too_early, assessment__evaluation__in=scoring)
        seats = seats.filter(evaluation__call=act.scope.id)
        excluded = Recusal.objects.filter(member__in=seats).values("assessment")
        sits = Q(assessment__evaluation__in=seats.values("evaluation"))
        over = closed & sits & ~Q(assessment__state=Assessment.State.FORMAL_OK)
        return here.filter(Q(member__in=seats) | over & ~Q(assessment__in=excluded))


class ScoreCard(models.Model):
    """One member's card for one offer, written in `drafting` until the member closes it."""

    class State(models.TextChoices):
        """A closed card counts; it can be opened again until scoring ends."""

        OPEN = "open", "w trakcie oceny"
        CLOSED = "closed", "zamknięta"

    belongs_to = "member"
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="cards")
    member = models.ForeignKey(CommissionMember, on_delete=models.PROTECT, related_name="cards")
    draft = models.OneToOneField(Draft, on_delete=models.PROTECT, related_name="score_card")
    state = models.CharField("stan", max_length=8, choices=State, default=State.OPEN)
    is_third_opinion = models.BooleanField("dodatkowa opinia", default=False)
    total = models.DecimalField("punkty", max_digits=10, decimal_places=4, null=True)
    proposed_grant = MoneyField("proponowana kwota", null=True)
    began_at = models.DateTimeField("rozpoczęta")
    closed_at = models.DateTimeField("zamknięta", null=True)

    objects = ScoreCardQuerySet.as_manager()

    class Meta:
        verbose_name = "karta oceny"
        verbose_name_plural = "karty oceny"
        ordering = ("assessment", "member")
        constraints = (
            models.UniqueConstraint(
                fields=["assessment", "member"],
                name="score_card_once",
                violation_error_message="Ta osoba ma już kartę tej oferty.",
            ),
            models.CheckConstraint(
                condition=Q(state="open") | Q(total__isnull=False, closed_at__isnull=False),
                name="closed_card_has_points",
                violation_error_message="Zamknięta karta ma punkty.",
            ),
        )

    def __str__(self) -> str:
        return f"Karta: {self.assessment.offer.number}"


class PointsField(models.DecimalField[Any, Any]):
    """Points of a card's row: within the criterion's most and step."""

    def clean(self, raw_value: object, model_instance: models.Model | None) -> Decimal | None:
        """Return the points. Raises ValidationError with one Polish sentence."""
        points: Decimal | None = super().clean(raw_value, model_instance)
        if points is not None and isinstance(model_instance, CardScore):
            fault = points_fault(model_instance.criterion, points)
            if fault:
                raise ValidationError(fault)
        return points


class ProposedGrantField(MoneyField):
    """An amount that a member proposes: no more than the bidder asks for."""

    def clean(self, raw_value: object, model_instance: models.Model | None) -> Decimal | None:
        """Return the amount. Raises ValidationError with one Polish sentence."""
        amount: Decimal | None = super().clean(raw_value, model_instance)
        if amount is not None and isinstance(model_instance, CardProposal):
            asked = model_instance.draft.score_card.assessment.offer.grant
            if asked is not None and amount > asked:
                message = f"Oferent wnioskuje o {wording.money(asked)}. Nie proponuj więcej."
                raise ValidationError(message)
        return amount


class CardScore(TypedRow):
    """A row of a card: the points of one criterion and the reason."""

    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="scores")
    points = PointsField(
        "Punkty", max_digits=6, decimal_places=2, null=True, blank=True, validators=NOT_NEGATIVE
    )
    reason = models.TextField("Uzasadnienie", blank=True)

    class Meta(TypedRow.Meta):
        constraints = (
            models.UniqueConstraint(fields=["draft", "criterion"], name="card_score_once"),
        )

    def __str__(self) -> str:
        return str(self.criterion)


class CardProposal(TypedRow):
    """The one row of a card that stands apart from points: the amount that the member proposes."""

    grant = ProposedGrantField(
        "Proponowana kwota dotacji", null=True, blank=True, validators=NOT_NEGATIVE
    )
    opinion = models.TextField("Opinia o ofercie", blank=True)

    class Meta(TypedRow.Meta):
        constraints = (models.UniqueConstraint(fields=["draft"], name="card_proposal_once"),)

    def __str__(self) -> str:
        return "Proponowana kwota"


class ScoringAssignment(models.Model):
    """Who scores an offer, where not everybody does; and who is asked for a third opinion."""

    belongs_to = "assessment"
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="assignments")
    member = models.ForeignKey(
        CommissionMember, on_delete=models.PROTECT, related_name="assignments"
    )
    is_third_opinion = models.BooleanField("dodatkowa opinia", default=False)
    assigned_at = models.DateTimeField("przydzielono")

    class Meta:
        verbose_name = "przydział oferty"
        verbose_name_plural = "przydziały ofert"
        ordering = ("assessment", "member")
        constraints = (
            models.UniqueConstraint(
                fields=["assessment", "member"],
                name="scoring_assignment_once",
                violation_error_message="Ta osoba ma już przydzieloną tę ofertę.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.assessment}: {self.member}"


class SpreadNote(models.Model):
    """Why scores that differ much stand, where nobody is left to give a third opinion."""

    belongs_to = "assessment"
    assessment = models.OneToOneField(
        Assessment, on_delete=models.CASCADE, related_name="spread_note"
    )
    reason = models.TextField("wyjaśnienie rozbieżności")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField("wpisano")

    class Meta:
        verbose_name = "wyjaśnienie rozbieżności ocen"

    def __str__(self) -> str:
        return self.reason[:80]
