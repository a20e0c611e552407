"""Leading the scoring: all cards at a glance, third opinions, assignment, the end."""

from secrets import randbelow
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django_tables2 import Table

from contracting.evaluation.actions import scoring as actions
from contracting.evaluation.forms.scoring import AssignmentForm, ThirdOpinionForm
from contracting.evaluation.models import OFFICE_READERS, Assessment, Evaluation
from contracting.evaluation.permissions import seat_of
from contracting.evaluation.rules.scoring import even_assignment
from contracting.evaluation.scoreboard import (
    EXCLUDED,
    Line,
    board_of,
    line_of,
    voting_members,
)
from contracting.evaluation.scoring_permissions import (
    may_assign,
    may_lead,
    may_lead_scoring,
    sees_points,
)
from contracting.evaluation.scoring_tables import BoardTable
from contracting.evaluation.views.bases import EvaluationFormPage, readers, writers
from contracting.evaluation.views.scoring import AROUND_ASSESSMENT, EvaluationListPage
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.workflow.verdict import Verdict, refused

MOST_SEEDS = 10_000


def may_end(evaluation: Evaluation, lines: list[Line], allowed: Verdict) -> Verdict:
    """Return whether the scoring may be ended now, naming all that is missing."""
    missing = [sentence for line in lines for sentence in line.missing]
    if not allowed or (lines and not missing and not all(one.is_scored for one in lines)):
        return allowed
    if not lines or all(one.is_scored for one in lines):
        return refused("Ocena jest już zakończona: każda oferta ma swoje punkty.")
    return refused(" ".join(missing))


class Scoring(EvaluationListPage):
    """Offers × members: for the office and the commission's chair."""

    permission = readers
    table_class = BoardTable
    template_name = "contracting/evaluation/scoring.html"
    title = "Punktacja"
    export_name = "punktacja"
    part = "evaluation-scoring"

    def setup_evaluation(self) -> None:
        """Find the evaluation; of the commission only its chair looks at all cards."""
        super().setup_evaluation()
        seat = seat_of(self.act, self.evaluation)
        if not self.act.holds(*OFFICE_READERS) and (seat is None or not seat.is_chair):
            raise PermissionDenied("Wszystkie karty przegląda urząd i przewodniczący komisji.")  # noqa: EM101, TRY003 - the reason that the person reads
        self.lines = board_of(self.evaluation)

    def get_queryset(self) -> QuerySet[Assessment]:
        """Return the offers that are scored."""
        found = Assessment.objects.filter(pk__in=[one.assessment.pk for one in self.lines])
        found = found.select_related("offer__organisation", "offer__task").defer("offer__content")
        return found.order_by("offer__task__position", "offer__task", "offer__number")

    def get_table(self, rows: QuerySet[Any]) -> Table:
        """Return the table with a column for every member."""
        return BoardTable(
            rows,
            lines={one.assessment.pk: one for one in self.lines},
            members=voting_members(self.evaluation),
            shows_points=sees_points(self.act, self.evaluation),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether the scoring may be ended, and what to mind."""
        counts = {len(one.closed) for one in self.lines if not one.is_scored}
        uneven = len(counts) > 1 and self.evaluation.counting == Evaluation.Counting.SUM
        allowed = may_lead_scoring(self.act, self.evaluation)
        return super().get_context_data(
            ending=may_end(self.evaluation, self.lines, allowed),
            assigning=may_assign(self.act, self.evaluation),
            uneven=uneven,
            missing=[sentence for one in self.lines for sentence in one.missing],
            **kwargs,
        )


class LeadingPage(EvaluationFormPage):
    """A form of whoever leads the scoring: the office or the commission's chair."""

    permission = readers

    def allowed(self) -> Verdict:
        """Whether one leads the evaluation."""
        return may_lead(self.act, self.object)

    def check(self) -> None:
        """Ask whether the act leads the scoring."""
        self.insist(may_lead_scoring(self.act, self.object))

    def back(self) -> str:
        """Return the overview."""
        return reverse("evaluation-scoring", args=(self.object.pk,))


class ScoringEnd(LeadingPage):
    """The last question before the scoring of all offers ends."""

    form_class = forms.Form
    template_name = "contracting/evaluation/scoring_end.html"
    success_message = "Ocena zakończona: każda oferta ma swoje punkty."

    def check(self) -> None:
        """Ask whether nothing is missing."""
        allowed = may_lead_scoring(self.act, self.object)
        self.insist(may_end(self.object, board_of(self.object), allowed))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the cards that will not count."""
        consequences = [
            f"Oferta {line.assessment.offer.number}: otwarta karta ({card.member}) nie liczy się."
            for line in board_of(self.object)
            for card in line.open_cards
        ]
        return super().get_context_data(consequences=consequences, **kwargs)

    def carry_out(self, form: forms.BaseForm) -> str:
        """End it."""
        actions.end_scoring(self.act, self.object)
        return self.back()


class ThirdOpinion(ActionFormPage):
    """Asks a member for one more card, or takes the explanation where nobody is left."""

    permission = readers
    form_class = ThirdOpinionForm
    heading = "Dodatkowa opinia o ofercie"
    template_name = "contracting/evaluation/third_opinion.html"
    object: Assessment
    line: Line | None

    def load(self) -> None:
        """Find the offer's assessment and its cards, else 404."""
        visible = Assessment.objects.visible_to(self.act).select_related(*AROUND_ASSESSMENT)
        self.object = get_object_or_404(visible, pk=self.kwargs["pk"])
        self.line = line_of(self.object)

    def allowed(self) -> Verdict:
        """Whether one leads the evaluation."""
        return may_lead(self.act, self.object.evaluation)

    def check(self) -> None:
        """Ask whether the act leads, and whether the cards differ too much."""
        self.insist(may_lead_scoring(self.act, self.object.evaluation))
        alarm = self.line.alarm if self.line is not None else None
        if alarm is None or alarm.is_answered:
            self.insist(refused("Oceny tej oferty nie różnią się ponad próg."))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over who can be asked."""
        people = self.line.may_be_asked if self.line is not None else []
        return {**super().get_form_kwargs(), "people": people}

    def back(self) -> str:
        """Return the overview."""
        return reverse("evaluation-scoring", args=(self.object.evaluation_id,))

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the way back to the overview."""
        return [("Punktacja", self.back())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the figures of the spread, for whoever may see points."""
        evaluation = self.object.evaluation
        return super().get_context_data(
            assessment=self.object,
            line=self.line,
            shows_points=sees_points(self.act, evaluation),
            **kwargs,
        )

    def carry_out(self, form: forms.BaseForm) -> str:
        """Ask, or keep the explanation."""
        if "member" in form.cleaned_data:
            actions.ask_third_opinion(self.act, self.object, form.cleaned_data["member"])
        else:
            actions.explain_spread(self.act, self.object, form.cleaned_data["reason"])
        return self.back()


class Assignment(LeadingPage):
    """Who scores which offer; an even lot can be drawn and is shown before it is saved."""

    permission = writers
    form_class = AssignmentForm
    heading = "Kto ocenia które oferty"
    lead = "Oferta, przy której nie zaznaczysz nikogo, jest do oceny dla całej komisji."
    template_name = "contracting/evaluation/assignment.html"
    submit = "Zapisz przydział"
    success_message = "Przydział zapisany."

    def load(self) -> None:
        """Find the evaluation and its offers."""
        super().load()
        self.lines = [one for one in board_of(self.object) if not one.is_scored]

    def check(self) -> None:
        """Ask whether the assignment can be changed."""
        self.insist(may_assign(self.act, self.object))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the offers, with what is assigned or what the lot proposes."""
        return {**super().get_form_kwargs(), "board": self.lines, "initial": self.proposed()}

    def proposed(self) -> dict[str, list[int]]:
        """Return the members to be ticked by field."""
        drawn = self.drawn()
        if drawn is not None:
            return {AssignmentForm.name_of(one): drawn[one.assessment.pk] for one in self.lines}
        found: dict[str, list[int]] = {}
        for line in self.lines:
            rows = line.assessment.assignments.filter(is_third_opinion=False)
            found[AssignmentForm.name_of(line)] = list(rows.values_list("member", flat=True))
        return found

    def drawn(self) -> dict[int, list[int]] | None:
        """Return the even lot that the address asks for; None where it asks for none."""
        each, seed = self.request.GET.get("po", ""), self.request.GET.get("los", "")
        if not (each.isdecimal() and seed.isdecimal() and len(each + seed) < len(str(MOST_SEEDS))):
            return None
        able = {
            line.assessment.pk: [cell.member.pk for cell in line.cells if cell.state != EXCLUDED]
            for line in self.lines
        }
        return even_assignment(able, able, int(each), int(seed))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the ways to a new lot: so many cards for each offer."""
        most = len(voting_members(self.object))
        lots = [
            (each, f"?po={each}&los={randbelow(MOST_SEEDS // 100)}") for each in range(1, most + 1)
        ]
        return super().get_context_data(lots=lots, is_drawn=self.drawn() is not None, **kwargs)

    def carry_out(self, form: forms.BaseForm) -> str:
        """Save it."""
        assert isinstance(form, AssignmentForm)  # noqa: S101 - the page's own form
        actions.assign(self.act, self.object, form.chosen())
        return self.back()
