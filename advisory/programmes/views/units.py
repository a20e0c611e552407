"""One unit, adding and changing it, assigning advisers to it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.forms import BaseForm
from django.shortcuts import get_object_or_404

from advisory.programmes.actions import (
    add_unit,
    assign_adviser,
    change_unit,
    end_assignment,
)
from advisory.programmes.forms import AssignmentForm, LastDayForm, UnitForm
from advisory.programmes.models import Assignment, Programme, Unit
from advisory.programmes.permissions import may_end, may_replace, may_run
from advisory.programmes.views.bases import InsidePage
from mkus_portal.documents.permissions import documents_of
from mkus_portal.web import wording
from mkus_portal.web.panels import panels_of
from mkus_portal.web.permission import signed_in
from mkus_portal.web.views import DetailPage
from mkus_portal.workflow.engine import available


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """An assignment as the page shows it."""

    row: Assignment
    period: str
    standing: str
    may_end: bool


class UnitDetail(DetailPage[Unit]):
    """One unit: what it works on, who advises it, and what later rooms tell about it."""

    permission = signed_in
    model = Unit
    template_name = "advisory/programmes/unit_detail.html"

    def visible(self) -> QuerySet[Unit]:
        """Return the units with their programme and office."""
        return super().visible().select_related("programme", "office")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add facts, assignments and the rooms' panels."""
        unit = self.object
        return super().get_context_data(
            unit=unit,
            facts=facts_of(unit),
            assignments=self.assignments(),
            may_run=bool(may_run(self.act, unit.programme)),
            moves=[one for one in available(self.act, unit) if one.verdict or self.runs(unit)],
            documents=documents_of(self.act, unit),
            panels=panels_of("programme-unit-detail", self.request, self.act, unit),
            **kwargs,
        )

    def runs(self, unit: Unit) -> bool:
        """Whether the act runs the programme: then a step that is off is shown with its reason."""
        return bool(may_run(self.act, unit.programme))

    def assignments(self) -> list[AssignmentRow]:
        """Return the assignments, those in force first."""
        found = [
            AssignmentRow(
                one,
                f"{wording.day(one.valid_from)} – "
                f"{wording.day(one.valid_to) if one.valid_to else 'bezterminowo'}",
                self.standing_of(one),
                bool(may_end(self.act, one)),
            )
            for one in self.object.assignments.select_related(
                "adviser", "unit__programme", "predecessor__adviser"
            )
        ]
        return sorted(found, key=lambda one: one.standing != "")

    def standing_of(self, one: Assignment) -> str:
        """Return why the assignment does not hold today, empty when it does."""
        if one.valid_from > self.act.day:
            return "jeszcze się nie zaczął"
        if one.ended_at is not None or not one.is_valid_on(self.act.day):
            return "zakończony"
        return ""


def facts_of(unit: Unit) -> list[tuple[str, str]]:
    """Return the unit as pairs of a term and what it says."""
    return [
        ("Program", unit.programme.name),
        ("Rodzaj", unit.get_kind_display()),
        ("Urząd w portalu", unit.office.name if unit.office else "jeszcze nie ma"),
        ("Typ zlecenia", unit.get_commissioning_type_display()),
        ("Zadanie", unit.task or "–"),
        ("Udział", unit.get_state_display()),
        ("Porozumienie", wording.day(unit.agreement_signed_on)),
        ("Opis", unit.description or "–"),
        *([("Zgłoszenie", unit.application)] if unit.application else []),
    ]


class UnitAdd(InsidePage):
    """Adds a unit to the programme."""

    form_class = UnitForm
    heading = "Nowa jednostka"
    success_message = "Dodano jednostkę. Przydziel jej doradcę."

    def carry_out(self, form: BaseForm) -> str:
        """Keep the unit under its office's code, or one made from the name."""
        return add_unit(self.act, self.programme(), "", **form.cleaned_data).get_absolute_url()


class InsideUnitPage(InsidePage):
    """A form about the unit of the address."""

    def unit(self) -> Unit:
        """Return the unit, or raise Http404; PermissionDenied for all but the coordinator."""
        visible = Unit.objects.visible_to(self.act).select_related("programme", "office")
        unit = get_object_or_404(visible, pk=self.kwargs["pk"])
        self.insist(may_run(self.act, unit.programme))
        return unit

    def programme(self) -> Programme:
        """Return the unit's programme."""
        return self.unit().programme

    def back(self) -> tuple[str, str]:
        """Return the unit's page."""
        unit = self.unit()
        return str(unit), unit.get_absolute_url()


class UnitEdit(InsideUnitPage):
    """Changes the unit."""

    form_class = UnitForm
    heading = "Dane jednostki"
    success_message = "Zapisano dane jednostki."

    def get_form_kwargs(self) -> dict[str, Any]:
        """Begin with what stands now."""
        return {**super().get_form_kwargs(), "instance": self.unit()}

    def carry_out(self, form: BaseForm) -> str:
        """Keep it."""
        unit = self.unit()
        change_unit(self.act, unit, **form.cleaned_data)
        return unit.get_absolute_url()


class AssignmentAdd(InsideUnitPage):
    """Lets an adviser accompany the unit."""

    form_class = AssignmentForm
    heading = "Przydział doradcy"
    submit = "Przydziel doradcę"
    success_message = "Przydzielono doradcę."

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the programme's advisers; begin with today."""
        kwargs = super().get_form_kwargs()
        return {**kwargs, "programme": self.programme(), "today": self.act.day}

    def carry_out(self, form: BaseForm) -> str:
        """Keep the assignment."""
        unit = self.unit()
        assign_adviser(self.act, unit, **form.cleaned_data)
        return unit.get_absolute_url()


class AssignmentEnd(InsidePage):
    """Lets an assignment end on a day."""

    form_class = LastDayForm
    heading = "Koniec przydziału"
    submit = "Zakończ przydział"
    success_message = "Zapisano koniec przydziału."

    def assignment(self) -> Assignment:
        """Return the assignment of the address, or raise Http404."""
        rows = Assignment.objects.filter(unit__in=Unit.objects.visible_to(self.act))
        found = get_object_or_404(
            rows.select_related("unit__programme", "adviser"), pk=self.kwargs["pk"]
        )
        self.insist(may_replace(self.act, found))
        return found

    def back(self) -> tuple[str, str]:
        """Return the unit's page."""
        unit = self.assignment().unit
        return str(unit), unit.get_absolute_url()

    def get_initial(self) -> dict[str, Any]:
        """Begin with today."""
        return {"last_day": self.act.day}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whose assignment ends."""
        return super().get_context_data(lead=self.assignment().adviser.full_name, **kwargs)

    def carry_out(self, form: BaseForm) -> str:
        """Keep the last day."""
        assignment = self.assignment()
        end_assignment(self.act, assignment, form.cleaned_data["last_day"])
        return assignment.unit.get_absolute_url()
