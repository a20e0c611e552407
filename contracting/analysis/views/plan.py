"""Pages of the plan of work: the plan with what is late, a typical plan, the calendar."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from contracting.analysis import plan_actions as actions
from contracting.analysis.charts import plan_chart
from contracting.analysis.coaching import stage_url
from contracting.analysis.content import method_of
from contracting.analysis.forms.plan import TypicalPlanForm
from contracting.analysis.models import Analysis, PlanTerm
from contracting.analysis.permissions import may_follow_plan, may_write
from contracting.analysis.plans import differences, work_plan
from contracting.analysis.rules.plan import Milestone, PlanStep, contradictions
from contracting.analysis.views.base import AnalysisAction, AnalysisPage
from mkus_portal.web.permission import signed_in
from mkus_portal.web.views import DetailPage, ObjectMixin


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A step or a milestone with its term in the calendar, if it is there."""

    what: PlanStep | Milestone
    is_late: bool
    is_ahead: bool
    waits_for: str
    term: int | None


class AnalysisPlan(AnalysisPage, DetailPage[Analysis]):
    """The plan: what is done, what is late, what contradicts itself, what the calendar has."""

    template_name = "contracting/analysis/analysis_plan.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the lines of the plan."""
        analysis, day = self.object, self.act.day
        plan = work_plan(analysis)
        terms = {term.row: term.pk for term in analysis.plan_terms.filter(dropped_at=None)}
        names = {step.row: f"{step.number}. {step.name}" for step in plan.steps}
        steps = [
            PlanLine(
                step,
                step.is_late(day),
                step.is_ahead(day),
                names.get(step.after or 0, ""),
                terms.get(step.row),
            )
            for step in plan.steps
        ]
        milestones = [
            PlanLine(one, one.is_late(day), one.is_ahead(day), "", terms.get(one.row))
            for one in plan.milestones
        ]
        return super().get_context_data(
            analysis=analysis,
            plan=plan,
            steps=steps,
            milestones=milestones,
            late=sum(line.is_late for line in (*steps, *milestones)),
            contradictions=list(contradictions(plan)),
            chart=plan_chart(plan, day),
            differences=differences(analysis, plan),
            carried=bool(terms),
            writing=may_write(self.act, analysis),
            following=may_follow_plan(self.act, analysis),
            stage_url=stage_url(analysis, method_of(analysis).report.plan.partition(".")[0]),
            **kwargs,
        )


class PlanTypical(AnalysisAction):
    """Asks for the first day of a typical plan and adds its steps."""

    form_class = TypicalPlanForm
    template_name = "contracting/analysis/plan_typical.html"

    def check(self) -> None:
        """Ask whether the plan may be written."""
        self.insist(may_write(self.act, self.object))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the steps that would be added."""
        analysis = self.object
        kind = analysis.commissioning_type
        steps = [one for one in method_of(analysis).plan if one.is_for(kind)]
        return super().get_context_data(steps=steps, **kwargs)

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Add them and go to the plan."""
        added = actions.insert_typical_plan(self.act, self.object, form.cleaned_data["first_day"])
        messages.success(self.request, f"Dodano działania typowego planu: {added}.")
        return HttpResponseRedirect(reverse("analysis-plan", args=(self.object.pk,)))


class PlanCarry(AnalysisPage):
    """Carries the plan's terms to the office's calendar."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Carry them and go back to the plan."""
        analysis = self.get_object()
        carried = actions.carry_plan(self.act, analysis)
        messages.success(request, f"Terminy w kalendarzu urzędu: {carried}.")
        return HttpResponseRedirect(reverse("analysis-plan", args=(analysis.pk,)))


class PlanTermDone(ObjectMixin[PlanTerm]):
    """Says that a step or a milestone is done, or takes that back."""

    http_method_names = ("post",)
    permission = signed_in
    model = PlanTerm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Mark it and go back to the plan."""
        term = self.get_object()
        actions.finish_term(self.act, term, done=request.POST.get("stan") != "otwarte")
        return HttpResponseRedirect(term.get_absolute_url())
