"""The ranking of a task's offers, the scenarios of dividing its pool, and the choice of one."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracting.calls.models import CallTask
from contracting.evaluation.actions import dividing as actions
from contracting.evaluation.forms.deciding import AmountsForm, ChooseForm, ScenarioForm
from contracting.evaluation.models import Assessment, Evaluation, Scenario
from contracting.evaluation.parts import links
from contracting.evaluation.permissions import may_divide
from contracting.evaluation.rules.allocation import ZERO
from contracting.evaluation.standing import TaskStanding, amounts_of, standing_of
from contracting.evaluation.tables import NUMBER, AmountColumn, RankingTable
from contracting.evaluation.views.bases import TOGETHER, EvaluationFormPage, readers
from mkus_portal.versions import Versioned
from mkus_portal.web.versions import CLASH
from mkus_portal.web.views import ListPage
from mkus_portal.web.wording import money

LONGEST = 18


class Ranking(ListPage):
    """The offers of one task in the order of points, each scenario beside the others."""

    permission = readers
    table_class = RankingTable
    export_name = "ranking"
    template_name = "contracting/evaluation/ranking.html"
    per_page = 200
    evaluation: Evaluation
    standing: TaskStanding

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Find the evaluation and the task of the address (`?zadanie=`), else the first task."""
        visible = Evaluation.objects.visible_to(self.act).select_related(*TOGETHER)
        self.evaluation = get_object_or_404(visible, pk=self.kwargs["pk"])
        self.tasks = list(self.evaluation.call.tasks.all())
        self.standing = standing_of(self.evaluation, self.chosen_task())
        found = self.evaluation.scenarios.filter(task=self.standing.task)
        self.scenarios = list(found.prefetch_related("amounts"))
        return super().get(request, *args, **kwargs)

    def chosen_task(self) -> CallTask:
        """Return the task of the address. Raises Http404."""
        wanted = self.request.GET.get("zadanie", "")
        if not wanted and self.tasks:
            return self.tasks[0]
        found = [one for one in self.tasks if str(one.pk) == wanted[:LONGEST]]
        if not found:
            raise Http404
        return found[0]

    def get_queryset(self) -> Any:  # noqa: ANN401 - a list of rows: the table takes it too
        """Return a row for each offer."""
        self.amounts = {one.pk: amounts_of(one, self.standing) for one in self.scenarios}
        rows = []
        for ranked in self.standing.ranked:
            assessment = self.standing.by_pk[ranked.entry.pk]
            row = {
                "place": ranked.place,
                "tied": ranked.is_tied,
                "number": assessment.offer.number,
                "offer_pk": assessment.offer_id,
                "bidder": assessment.offer.organisation.name,
                "title": str(assessment.offer),
                "requested": ranked.entry.requested,
                "points": ranked.entry.points,
            }
            row |= {f"s{pk}": amounts[ranked.entry.pk] for pk, amounts in self.amounts.items()}
            rows.append(row)
        return rows

    def get_table(self, rows: QuerySet[Any]) -> RankingTable:
        """Return the table with a column for each scenario."""
        columns = [
            (f"s{one.pk}", AmountColumn(verbose_name=one.name, attrs=NUMBER))
            for one in self.scenarios
        ]
        return RankingTable(rows, extra_columns=columns)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the pool, the scenarios with their sums, and the tasks."""
        pool = self.standing.pool
        sums = {pk: sum(amounts.values(), ZERO) for pk, amounts in self.amounts.items()}
        lines = [
            {
                "scenario": one,
                "total": sums[one.pk],
                "count": sum(1 for amount in self.amounts[one.pk].values() if amount > ZERO),
                "left": None if pool is None else pool - sums[one.pk],
            }
            for one in self.scenarios
        ]
        here = reverse("evaluation-ranking", args=(self.evaluation.pk,))
        return super().get_context_data(
            evaluation=self.evaluation,
            call=self.evaluation.call,
            parts=links(self.act, self.evaluation, "evaluation-ranking"),
            standing=self.standing,
            lines=lines,
            tasks=[
                (str(one), f"{here}?zadanie={one.pk}", one.pk == self.standing.task.pk)
                for one in self.tasks
            ],
            dividing=may_divide(self.act, self.evaluation),
            **kwargs,
        )


class ScenarioFormPage(EvaluationFormPage):
    """A form about a task's division."""

    task: CallTask

    def back(self) -> str:
        """Return the ranking of the task."""
        here = reverse("evaluation-ranking", args=(self.object.pk,))
        return f"{here}?zadanie={self.task.pk}"

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the way back to the ranking."""
        return [(f"Ranking: {self.task}", self.back())]

    def check(self) -> None:
        """Ask whether divisions are tried now."""
        self.insist(may_divide(self.act, self.object))


class ScenarioCreate(ScenarioFormPage):
    """A new way of dividing a task's pool."""

    form_class = ScenarioForm
    heading = "Nowy wariant podziału"
    lead = "Warianty można porównać obok siebie; do protokołu trafi wybrany."
    submit = "Dodaj wariant"

    def load(self) -> None:
        """Find the evaluation and its task."""
        super().load()
        self.task = get_object_or_404(self.object.call.tasks, pk=self.kwargs["task"])

    def get_initial(self) -> dict[str, Any]:
        """Name it by its number."""
        count = self.object.scenarios.filter(task=self.task).count()
        return {"name": f"Wariant {count + 1}"}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Add it."""
        columns = dict(form.cleaned_data)
        columns.pop("based_on")
        actions.add_scenario(self.act, self.object, self.task, **columns)
        return self.back()


class ScenarioPage(ScenarioFormPage):
    """A form about one scenario."""

    scenario: Scenario

    def load(self) -> None:
        """Find the scenario among those of the office's evaluations."""
        scenarios = Scenario.objects.select_related("evaluation__call__office", "task")
        visible = Evaluation.objects.visible_to(self.act)
        self.scenario = get_object_or_404(scenarios, pk=self.kwargs["pk"], evaluation__in=visible)
        self.object, self.task = self.scenario.evaluation, self.scenario.task

    def saved(self) -> Versioned:
        """Return the scenario as it is saved."""
        return Scenario.objects.get(pk=self.scenario.pk)


class ScenarioEdit(ScenarioPage):
    """The rule of one scenario."""

    form_class = ScenarioForm
    heading = "Wariant podziału"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the scenario."""
        return {**super().get_form_kwargs(), "instance": self.scenario}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Save it."""
        actions.edit_scenario(self.act, self.scenario, **form.cleaned_data)
        return self.back()


class ScenarioRemove(ScenarioPage):
    """Takes a scenario out."""

    form_class = forms.Form
    heading = "Usuń wariant podziału"
    submit = "Usuń wariant"
    look = "btn-danger"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which."""
        lead = f"Wariant „{self.scenario}” zniknie razem z wpisanymi kwotami."
        return super().get_context_data(**{"lead": lead, **kwargs})

    def carry_out(self, form: forms.BaseForm) -> str:
        """Remove it."""
        actions.remove_scenario(self.act, self.scenario)
        return self.back()


class ScenarioAmounts(ScenarioPage):
    """Amounts typed in the list, against the pool."""

    form_class = AmountsForm
    template_name = "contracting/evaluation/amounts.html"
    heading = "Kwoty w wariancie"
    lead = "Puste pole: kwota z zasady wariantu. Suma przelicza się po zapisie."
    submit = "Zapisz kwoty"
    success_message = "Kwoty zapisane."

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the offers in the order of the ranking, with the amounts as they stand."""
        self.standing = standing_of(self.object, self.task)
        self.amounts = amounts_of(self.scenario, self.standing)
        typed = {one.assessment_id: one.amount for one in self.scenario.amounts.all()}
        ordered = [self.standing.by_pk[one.entry.pk] for one in self.standing.ranked]
        initial = {"based_on": self.scenario.edit_version}
        keys = super().get_form_kwargs()
        return {**keys, "assessments": ordered, "amounts": typed, "initial": initial}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the sum and what is left of the pool."""
        context = super().get_context_data(**kwargs)
        total = sum(self.amounts.values(), ZERO)
        pool = self.standing.pool
        return {
            **context,
            "scenario": self.scenario,
            "rows": self.rows(context["form"]),
            "figures": money_figures(pool, total),
            "is_over": pool is not None and total > pool,
        }

    def rows(self, form: AmountsForm) -> list[tuple[Assessment, Decimal, forms.BoundField]]:
        """Return the offers with the amounts as they stand and their fields."""
        return [(one, self.amounts[one.pk], bound) for one, bound in form.rows]

    def clash(self, form: forms.BaseForm) -> HttpResponse:
        """Show the amounts saved meanwhile beside the typed ones; the next save stands on them."""
        if not isinstance(form, AmountsForm):
            raise TypeError(form)
        scenarios = Scenario.objects.select_related("evaluation__call__office", "task")
        self.scenario = scenarios.get(pk=self.scenario.pk)
        kept = {one.assessment_id: one.amount for one in self.scenario.amounts.all()}
        typed = form.amounts()
        clashes = [
            (f"{one.offer.number}, {one.offer.organisation.name}", money(kept.get(one.pk)))
            for one in form.assessments
            if typed[one.pk] != kept.get(one.pk)
        ]
        form.add_error(None, CLASH)
        form.base_on(self.scenario)
        return self.again(form, 409, clashes=clashes)

    def carry_out(self, form: forms.BaseForm) -> str:
        """Keep them and stay on the page, where the sums are new."""
        if not isinstance(form, AmountsForm):
            raise TypeError(form)
        based_on = form.cleaned_data.get("based_on")
        actions.type_amounts(self.act, self.scenario, form.amounts(), based_on)
        return self.request.path


class ScenarioChoose(ScenarioPage):
    """Makes a scenario the commission's proposal."""

    form_class = ChooseForm
    heading = "Wybierz wariant podziału"
    submit = "Wybierz ten wariant"
    success_message = "Wariant wybrany: jego kwoty są propozycją komisji."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which, and how much it gives."""
        standing = standing_of(self.object, self.task)
        total = sum(amounts_of(self.scenario, standing).values(), ZERO)
        figures = money_figures(standing.pool, total)
        lead = f"„{self.scenario}”: " + ", ".join(
            f"{name.lower()} {said}" for name, said in figures
        )
        return super().get_context_data(**{"lead": lead, **kwargs})

    def carry_out(self, form: forms.BaseForm) -> str:
        """Choose it."""
        actions.choose_scenario(self.act, self.scenario, form.cleaned_data["reason"])
        return self.back()


def money_figures(pool: Decimal | None, total: Decimal) -> list[tuple[str, str]]:
    """Return the pool, the sum and what is left as pairs of term and amount."""
    if pool is None:
        return [("Suma dotacji", money(total)), ("Pula", "nie podano")]
    return [
        ("Pula", money(pool)),
        ("Suma dotacji", money(total)),
        ("Zostaje", money(pool - total)),
    ]
