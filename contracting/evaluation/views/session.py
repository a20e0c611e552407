"""The office's list of evaluations, the start of one, its page and its settings."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracting.calls.models import Call
from contracting.evaluation.actions import session as actions
from contracting.evaluation.forms.session import SettingsForm
from contracting.evaluation.models import BEFORE_MERIT, Assessment, Evaluation
from contracting.evaluation.parts import lists
from contracting.evaluation.permissions import may_begin, may_set
from contracting.evaluation.procedure import EVALUATION
from contracting.evaluation.tables import EvaluationTable
from contracting.evaluation.views.bases import EvaluationFormPage, EvaluationPage, readers, writers
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.views import ListPage
from mkus_portal.workflow.engine import available, verdict_on

PAGE_OF = {
    "open_merit": "evaluation-move",
    "decide": "evaluation-decide",
    "publish_results": "office-call-detail",
}


class EvaluationList(ListPage):
    """The evaluations of the office, or of the commission in which one sits."""

    permission = readers
    table_class = EvaluationTable
    title = "Ocena ofert"
    export_name = "oceny"
    template_name = "contracting/evaluation/evaluation_list.html"

    def get_queryset(self) -> QuerySet[Evaluation]:
        """Return them with their counts."""
        waiting = Count("assessments", filter=Q(assessments__state__in=BEFORE_MERIT))
        found = Evaluation.objects.visible_to(self.act).select_related("call")
        return found.annotate(offers=Count("assessments"), waiting=waiting)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the lists beside this one."""
        return super().get_context_data(lists=lists(self.act, "evaluation-list"), **kwargs)


class EvaluationBegin(ActionFormPage):
    """Opens the evaluation of a call whose deadlines have passed."""

    permission = writers
    form_class = forms.Form
    heading = "Rozpocznij ocenę ofert"
    lead = (
        "Portal założy kartę oceny formalnej każdej złożonej oferty i sprawdzi to, co umie"
        " sprawdzić sam."
    )
    submit = "Rozpocznij ocenę"
    success_message = "Ocena rozpoczęta."
    object: Call

    def load(self) -> None:
        """Find the call among the office's own."""
        calls = Call.objects.of_office(self.act).select_related("office")
        self.object = get_object_or_404(calls, pk=self.kwargs["pk"])

    def check(self) -> None:
        """Ask whether it can be begun."""
        self.insist(may_begin(self.act, self.object))

    def back(self) -> str:
        """Return the call's page."""
        return reverse("office-call-detail", args=(self.object.pk,))

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the way back to the call."""
        return [(self.object.title, self.back())]

    def carry_out(self, form: forms.BaseForm) -> str:
        """Begin it."""
        evaluation = actions.begin_evaluation(self.act, self.object)
        return reverse("evaluation-detail", args=(evaluation.pk,))


class EvaluationDetail(EvaluationPage):
    """Where the evaluation of a call stands, and what comes next."""

    template_name = "contracting/evaluation/evaluation_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the counts of offers by state, the settings and the moves."""
        evaluation = self.object
        counted = evaluation.assessments.values_list("state").annotate(Count("pk"))
        counts = dict(counted.order_by())
        states = [
            (label, counts[code]) for code, label in Assessment.State.choices if code in counts
        ]
        return super().get_context_data(
            states=states,
            total=sum(counts.values()),
            settings=settings_in_words(evaluation),
            may_set=may_set(self.act, evaluation),
            doors=[
                ([one], reverse(PAGE_OF[one.move.name], args=(self.key_of(one.move.name),)))
                for one in available(self.act, evaluation)
            ],
            **kwargs,
        )

    def key_of(self, move: str) -> int:
        """Return whose page the move's page is: results are published from the call's."""
        return self.object.call_id if move == "publish_results" else self.object.pk


def _cards_in_words(evaluation: Evaluation) -> list[tuple[str, str]]:
    if evaluation.collective_card:
        return [("Karta oceny", "jedna karta całej komisji na ofertę")]
    return [
        ("Kart na ofertę co najmniej", str(evaluation.cards_needed)),
        ("Alarm przy różnicy ocen powyżej", f"{evaluation.spread_alarm}% punktów"),
    ]


def settings_in_words(evaluation: Evaluation) -> list[tuple[str, str]]:
    """Return how the offers are scored as pairs of term and value."""
    return [
        ("Punkty oferty", evaluation.get_counting_display()),
        *_cards_in_words(evaluation),
        ("Kworum", f"{evaluation.quorum}% składu komisji"),
        ("Termin uzupełnienia oferty", f"{evaluation.correction_days} dni"),
        (
            "W ogłoszonych wynikach",
            "wszystkie oferty z punktami" if evaluation.shows_all else "tylko wybrane oferty",
        ),
    ]


class EvaluationSettings(EvaluationFormPage):
    """How offers are scored."""

    form_class = SettingsForm
    heading = "Zasady oceny"
    lead = "Zasady można zmieniać do rozpoczęcia pierwszej karty oceny."
    success_message = "Zasady zapisane."

    def check(self) -> None:
        """Ask whether they can still be changed."""
        self.insist(may_set(self.act, self.object))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the evaluation."""
        return {**super().get_form_kwargs(), "instance": self.object}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Save them."""
        actions.save_settings(self.act, self.object, **form.cleaned_data)
        return self.back()

    def saved(self) -> Evaluation:
        """Return the evaluation as it is saved."""
        return Evaluation.objects.get(pk=self.object.pk)


class EvaluationMove(EvaluationFormPage):
    """The last question before a move that needs no more than a yes (`?ruch=`)."""

    form_class = forms.Form
    template_name = "contracting/evaluation/evaluation_move.html"
    makes: ClassVar[dict[str, Callable[..., Evaluation]]] = {"open_merit": actions.open_merit}

    def check(self) -> None:
        """Ask state, permission and conditions."""
        self.insist(verdict_on(self.act, self.object, EVALUATION.move(self.name())))

    def name(self) -> str:
        """Return the move of the address, else 404."""
        name = self.request.GET.get("ruch", "")
        if name not in self.makes:
            raise Http404
        return name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the move."""
        return super().get_context_data(move=EVALUATION.move(self.name()), **kwargs)

    def carry_out(self, form: forms.BaseForm) -> str:
        """Make it."""
        self.makes[self.name()](self.act, self.object)
        return self.back()
