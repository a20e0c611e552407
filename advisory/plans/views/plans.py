"""The plans of a programme; the plan of one unit with its picture; making it."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Min, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from advisory.consultations.models import Consultation
from advisory.events.models import Event
from advisory.expertises.models import Expertise
from advisory.plans import actions
from advisory.plans.charts import plan_chart
from advisory.plans.filters import PlanFilter, StepFilter
from advisory.plans.models import PlanStep, Whose
from advisory.plans.permissions import may_do, may_follow, may_make, may_plan
from advisory.plans.records import proposed
from advisory.plans.tables import PlanTable, StepTable
from advisory.programmes.models import Unit
from advisory.programmes.permissions import may_look
from advisory.programmes.views.bases import ProgrammeMixin
from mkus_portal.web import wording
from mkus_portal.web.permission import signed_in
from mkus_portal.web.views import ListPage, ObjectMixin

RECORDS = {"consultation": Consultation, "event": Event, "expertise": Expertise}


class PlanList(ProgrammeMixin, ListPage):
    """Units with done steps of all, late ones, the next term."""

    table_class = PlanTable
    filter_class = PlanFilter
    title = "Plany pracy"
    export_name = "plany-pracy"
    template_name = "advisory/plans/plan_list.html"

    def get_queryset(self) -> QuerySet[Any]:
        """Return the units that take part, with how far their plans are."""
        is_open = Q(plan_steps__isnull=False, plan_steps__done_on=None)
        late = is_open & Q(plan_steps__due_on__lt=self.act.day)
        units = Unit.objects.filter(programme=self.programme()).taking_part()
        return units.annotate(
            step_count=Count("plan_steps"),
            open_count=Count("plan_steps", filter=is_open),
            done_count=Count("plan_steps", filter=Q(plan_steps__done_on__isnull=False)),
            late_count=Count("plan_steps", filter=late),
            next_due=Min("plan_steps__due_on", filter=is_open),
        ).order_by("name", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the programme."""
        return super().get_context_data(programme=self.programme(), **kwargs)


class UnitPlan(ObjectMixin[Unit], ListPage):
    """One unit's plan: how far it is, over time, step by step."""

    permission = signed_in
    model = Unit
    filter_class = StepFilter
    title = "Plan pracy"
    export_name = "plan-pracy"
    template_name = "advisory/plans/unit_plan.html"
    object: Unit

    def visible(self) -> QuerySet[Unit]:
        """Return the units with their programme."""
        return super().visible().select_related("programme")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page, or send the list as a file."""
        self.object = self.get_object()
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Any]:
        """Return the steps with the records that fulfilled them."""
        rows = PlanStep.objects.filter(unit=self.object)
        kept = rows.select_related("consultation__unit", "event", "expertise")
        return kept.order_by("due_on", "pk")

    def steps(self) -> list[PlanStep]:
        """Return all steps, whatever the filter chooses."""
        if not hasattr(self, "_steps"):
            self._steps: list[PlanStep] = list(self.object.plan_steps.all())
        return self._steps

    def get_table(self, rows: QuerySet[Any]) -> StepTable:
        """Return the table with what was found and what the act may do."""
        found = proposed(self.object, self.steps(), self.act.day)
        return StepTable(
            rows,
            day=self.act.day,
            found=found,
            known=self.known({(one.column, one.pk) for one in found.values()}),
            may=(bool(may_plan(self.act, self.object)), self.does()),
        )

    def does(self) -> frozenset[str]:
        """Return whose steps the act may mark."""
        kinds = (PlanStep(unit=self.object, whose=one) for one in Whose.values)
        return frozenset(one.whose for one in kinds if may_do(self.act, one))

    def known(self, found: set[tuple[str, int]]) -> frozenset[tuple[str, int]]:
        """Return the records, found and kept, that exist for the act: only those are links."""
        named = set(found)
        for one in self.steps():
            named |= {
                (name, pk) for name in RECORDS if (pk := getattr(one, f"{name}_id")) is not None
            }
        seen: set[tuple[str, int]] = set()
        for name, model in RECORDS.items():
            keys = [pk for column, pk in named if column == name]
            rows = model.objects.visible_to(self.act).filter(pk__in=keys)  # type: ignore[attr-defined]  # every room's manager has it
            seen |= {(name, pk) for pk in rows.values_list("pk", flat=True)}
        return frozenset(seen)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the figures, the picture, and what can be done about the whole plan."""
        steps, unit = self.steps(), self.object
        done = sum(1 for one in steps if one.done_on is not None)
        late = sum(1 for one in steps if one.is_late_on(self.act.day))
        return super().get_context_data(
            unit=unit,
            whole=len(steps),
            done=done,
            late=late,
            figures=[("Wykonane kroki", f"{done} z {len(steps)}"), ("Po terminie", str(late))],
            chart=plan_chart(steps, unit.agreement_signed_on, self.act.day) if steps else None,
            may_plan=bool(may_plan(self.act, unit)),
            may_look=bool(may_look(self.act, unit.programme)),
            making=None if steps else may_make(self.act, unit),
            following=bool(may_follow(self.act, unit)),
            **kwargs,
        )


class PlanMake(ObjectMixin[Unit]):
    """Makes the unit's plan from the programme's template."""

    permission = signed_in
    model = Unit
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make it and go there."""
        rows = self.visible().select_related("programme")
        unit = get_object_or_404(rows, pk=self.kwargs["pk"])
        count = len(actions.make_plan(self.act, unit))
        word = wording.plural(count, "krok", "kroki", "kroków")
        messages.success(request, f"Plan pracy jest gotowy: {count} {word}.")
        return HttpResponseRedirect(reverse("unit-plan", args=(unit.pk,)))
