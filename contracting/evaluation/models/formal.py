"""The formal check: its conditions, what was found, and what a bidder was asked to correct."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from contracting.evaluation.models.evaluation import Assessment, Evaluation
from contracting.offers.content import OfferContent, from_json
from contracting.offers.models import Offer, OfferReturn
from mkus_portal.act import Act
from mkus_portal.versions import Versioned


class FormalCondition(Versioned):
    """A condition that every offer of a call must meet; some the portal checks itself."""

    belongs_to = "evaluation"

    class AppliesTo(models.TextChoices):
        """Whose offers have to meet it."""

        ALL = "all", "każda oferta"
        NGO = "ngo", "tylko organizacje pozarządowe (art. 3 ust. 2)"
        ART_3_3 = "art_3_3", "tylko podmioty z art. 3 ust. 3"
        JOINT = "joint", "tylko oferty wspólne"

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="conditions")
    position = models.PositiveSmallIntegerField("kolejność")
    text = models.CharField("warunek", max_length=300)
    is_correctable = models.BooleanField("można uzupełnić", default=False)
    applies_to = models.CharField("dotyczy", max_length=8, choices=AppliesTo, default=AppliesTo.ALL)
    automatic = models.CharField("sprawdza portal", max_length=30, blank=True, editable=False)

    class Meta:
        verbose_name = "warunek formalny"
        verbose_name_plural = "warunki formalne"
        ordering = ("evaluation", "position", "pk")

    def __str__(self) -> str:
        return self.text


class FormalAnswer(models.Model):
    """Whether an offer meets a condition; `is_automatic` while the portal's finding holds.

    `found` stays what the portal found also when a clerk has answered otherwise.
    """

    belongs_to = "assessment"

    class Answer(models.TextChoices):
        """The answers of the check sheet."""

        MET = "met", "tak"
        NOT_MET = "not_met", "nie"
        NOT_APPLICABLE = "not_applicable", "nie dotyczy"

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="answers")
    condition = models.ForeignKey(FormalCondition, on_delete=models.PROTECT, related_name="answers")
    answer = models.CharField("spełnia", max_length=16, choices=Answer)
    note = models.CharField("uwaga", max_length=500, blank=True)
    is_automatic = models.BooleanField("sprawdził portal", default=False)
    found = models.CharField("co stwierdził portal", max_length=16, choices=Answer, blank=True)
    found_note = models.CharField("uwaga portalu", max_length=500, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField("sprawdzono")

    class Meta:
        verbose_name = "odpowiedź oceny formalnej"
        ordering = ("assessment", "condition")
        constraints = (
            models.UniqueConstraint(fields=["assessment", "condition"], name="formal_answer_once"),
            models.CheckConstraint(
                condition=~Q(answer="not_met") | ~Q(note=""),
                name="formal_defect_is_named",
                violation_error_message="Napisz, na czym polega brak.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.condition}: {self.get_answer_display()}"


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """Which calls for correction exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return those about the offers that the act may read: they show what stands in them."""
        return self.filter(assessment__offer__in=Offer.objects.visible_to(act))


class Correction(models.Model):
    """The office's call to correct an offer: its letter, and the offer's return that it opened.

    What was asked for, until when, and both versions are the offer's own (`offer_return`).
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="corrections")
    offer_return = models.OneToOneField(
        OfferReturn, on_delete=models.PROTECT, related_name="correction"
    )
    letter = models.TextField("treść wezwania")
    asked_at = models.DateTimeField("wezwano")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = "wezwanie do uzupełnienia"
        verbose_name_plural = "wezwania do uzupełnienia"
        ordering = ("assessment", "pk")

    def __str__(self) -> str:
        return f"Wezwanie z {self.asked_at:%d.%m.%Y}"

    @property
    def sections(self) -> dict[str, str]:
        """Why each opened section is to be corrected, by its code."""
        found: dict[str, str] = self.offer_return.reasons
        return found

    @property
    def due_at(self) -> datetime:
        """The last instant in time."""
        return self.offer_return.due_at

    @property
    def corrected_at(self) -> datetime | None:
        """When the offer was sent anew; None while it is not."""
        return self.offer_return.corrected_at

    @property
    def old_content(self) -> OfferContent:
        """The offer as it was sent before."""
        return from_json(self.offer_return.content)

    @property
    def new_content(self) -> OfferContent | None:
        """The offer as it was sent to this call; None while it was not."""
        if self.corrected_at is None:
            return None
        offer = self.offer_return.offer
        following = offer.returns.filter(pk__gt=self.offer_return_id).first()
        content = offer.content if following is None else following.content
        return None if content is None else from_json(content)
