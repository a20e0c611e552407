"""The executive body's decision, its results, and awards from the reserve list."""

from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracting.calls.models import Publication
from contracting.evaluation.actions import deciding as actions
from contracting.evaluation.documents.decision_act import act_word, decision_act
from contracting.evaluation.documents.results import (
    ResultsText,
    money_of,
    outcome_label,
    thawed,
)
from contracting.evaluation.forms.deciding import AmountsForm, DecideForm, MoveUpForm
from contracting.evaluation.models import Assessment, AwardDecision, Evaluation
from contracting.evaluation.permissions import may_decide_on, may_draw_up_act, reasons_until
from contracting.evaluation.procedure import EVALUATION
from contracting.evaluation.rules.allocation import ZERO
from contracting.evaluation.standing import held_of, standing_of
from contracting.evaluation.views.bases import (
    TOGETHER,
    EvaluationFormPage,
    EvaluationPage,
    office_readers,
)
from contracting.evaluation.views.dividing import money_figures
from mkus_portal.documents.permissions import documents_of
from mkus_portal.web.downloads import word_download
from mkus_portal.web.permission import roles
from mkus_portal.web.views import Page
from mkus_portal.web.wording import number
from mkus_portal.workflow.engine import insist, verdict_on

executive = roles("executive")
State = Assessment.State


class EvaluationDecide(EvaluationFormPage):
    """The choice of offers: one page with every amount, one act, one button."""

    permission = executive
    form_class = DecideForm
    template_name = "contracting/evaluation/decide.html"
    heading = "Rozstrzygnięcie konkursu"
    lead = "Kwoty są propozycją komisji. Można je zmienić, podając uzasadnienie."
    submit = "Rozstrzygnij konkurs"
    success_message = "Konkurs rozstrzygnięty. Urząd ogłasza teraz wyniki w trzech miejscach."

    def check(self) -> None:
        """Ask state, permission and every condition."""
        self.insist(verdict_on(self.act, self.object, EVALUATION.move("decide")))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the scored offers in the order of the ranking, task by task."""
        tasks = self.object.call.tasks.all()
        self.standings = [standing_of(self.object, task) for task in tasks]
        ordered = [
            standing.by_pk[one.entry.pk] for standing in self.standings for one in standing.ranked
        ]
        amounts = {one.pk: one.proposed_grant or ZERO for one in ordered}
        return {
            **super().get_form_kwargs(),
            "assessments": ordered,
            "amounts": amounts,
            "required": True,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the offers of each task with their fields, and the pools."""
        context = super().get_context_data(**kwargs)
        form: AmountsForm = context["form"]
        fields = {assessment.pk: bound for assessment, bound in form.rows}
        blocks = []
        for standing in self.standings:
            rows = [
                (one, standing.by_pk[one.entry.pk], fields[one.entry.pk]) for one in standing.ranked
            ]
            total = sum((one.proposed_grant or ZERO for one in standing.by_pk.values()), ZERO)
            blocks.append((standing.task, rows, money_figures(standing.pool, total)))
        names = ("act_number", "act_date", "signatory", "reasons", "over_pool")
        return {**context, "blocks": blocks, "fields": [form[name] for name in names]}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Decide."""
        if not isinstance(form, DecideForm):
            raise TypeError(form)
        given = form.cleaned_data
        amounts = {pk: amount for pk, amount in form.amounts().items() if amount is not None}
        actions.decide(
            self.act,
            self.object,
            act_of(given),
            amounts=amounts,
            reasons=given["reasons"],
            over_pool=given["over_pool"],
        )
        return reverse("evaluation-results", args=(self.object.pk,))


def act_of(given: dict[str, Any]) -> actions.LegalAct:
    """Return the act that a form names."""
    return actions.LegalAct(given["act_number"], given["act_date"], given["signatory"])


def rows_in_words(text: ResultsText) -> list[dict[str, str]]:
    """Return all fates as the office's page shows them."""
    return [
        {
            "number": one.number,
            "bidder": one.bidder,
            "title": one.title,
            "task": one.task,
            "points": number(None if one.points is None else Decimal(one.points)),
            "amount": money_of(one.amount),
            "outcome": outcome_label(one),
        }
        for one in text.fates
    ]


class EvaluationResults(EvaluationPage):
    """The decisions, what has become of the awards, the reserve list, the publications."""

    permission = office_readers
    part = "evaluation-results"
    template_name = "contracting/evaluation/results.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the decisions in words and the offers as they stand now."""
        evaluation = self.object
        decisions = list(evaluation.decisions.all())
        now = evaluation.assessments.exclude(decided_at=None).select_related(
            "offer__organisation", "offer__task"
        )
        results = Publication.Subject.RESULTS
        publications = evaluation.call.publications.filter(subject=results)
        return super().get_context_data(
            decisions=[self.in_words(one) for one in decisions],
            now=now.defer("offer__content").order_by("offer__task", "-points", "pk"),
            publications=publications,
            until=reasons_until(evaluation),
            may_draw_up=may_draw_up_act(self.act, evaluation),
            may_decide=verdict_on(self.act, evaluation, EVALUATION.move("decide")),
            **kwargs,
        )

    def in_words(self, decision: AwardDecision) -> dict[str, Any]:
        """Return a decision with its rows and files."""
        decision.evaluation = self.object
        text = thawed(decision.content)
        return {
            "decision": decision,
            "text": text,
            "rows": rows_in_words(text),
            "documents": documents_of(self.act, decision),
        }


class DecisionWord(Page):
    """The project of the act on the choice of offers, as a text to go on editing."""

    permission = office_readers

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send the file, once the commission has ended its scoring."""
        rows = Evaluation.objects.visible_to(self.act).select_related(*TOGETHER, "call__unit")
        evaluation = get_object_or_404(rows, pk=self.kwargs["pk"])
        insist(may_draw_up_act(self.act, evaluation))
        content = act_word(decision_act(evaluation), self.act.at)
        return word_download(content, f"{evaluation.call.office.act_kind} {evaluation.call.title}")


class MoveUp(EvaluationFormPage):
    """An award from the reserve list, by an act of its own."""

    permission = executive
    form_class = MoveUpForm
    heading = "Dotacja z listy rezerwowej"
    submit = "Przyznaj dotację"
    success_message = "Dotacja przyznana. Urząd ogłasza teraz wynik w trzech miejscach."
    assessment: Assessment

    def load(self) -> None:
        """Find the offer among those of the office's evaluations."""
        rows = Assessment.objects.visible_to(self.act).select_related(
            "evaluation__call__office", "offer__task", "offer__organisation"
        )
        self.assessment = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.object = self.assessment.evaluation

    def check(self) -> None:
        """Ask whether the offer waits on the list."""
        self.insist(may_decide_on(self.act, self.assessment))
        self.insist(actions.may_move_up(self.act, self.assessment))

    def free(self) -> Decimal | None:
        """Return what is left of the task's pool."""
        task = self.assessment.offer.task
        pool = standing_of(self.object, task).pool
        return None if pool is None else pool - held_of(self.object, task)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the free money and what the offer asks for."""
        asked = self.assessment.offer.grant
        return {**super().get_form_kwargs(), "free": self.free(), "asked": asked}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the offer."""
        offer = self.assessment.offer
        lead = f"{offer.number}, {offer.organisation.name}: {offer}"
        return super().get_context_data(**{"lead": lead, **kwargs})

    def back(self) -> str:
        """Return the results."""
        return reverse("evaluation-results", args=(self.object.pk,))

    def carry_out(self, form: forms.BaseForm) -> str:
        """Award it."""
        given = form.cleaned_data
        actions.move_up(
            self.act,
            self.assessment,
            act_of(given),
            given["amount"],
            over_pool=given["over_pool"],
        )
        return self.back()
