"""The yearly plan of inspections: contracts to choose from, and what helps to choose."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q
from django.forms.boundfield import BoundField
from django.urls import reverse

from contracting.contracts.models import Contract
from contracting.contracts.views.bases import writers
from contracting.settlement.actions.inspections import plan_year
from contracting.settlement.forms.inspections import YearPlanForm
from contracting.settlement.models import Inspection
from contracting.settlement.rules.inspections import coverage
from mkus_portal.web.actionform import ActionFormPage
from ngos.models import TrackRecord

YEARS = range(2000, 2101)


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A contract in the plan: `planned` are this year's inspections, `earlier` those held."""

    contract: Contract
    planned: list[Inspection]
    earlier: list[Inspection]
    returns: int
    late: int
    field: BoundField | None


class YearPlan(ActionFormPage):
    """Chooses contracts for the plan of a year (`?rok=`)."""

    permission = writers
    form_class = YearPlanForm
    template_name = "contracting/settlement/inspection_plan.html"
    submit = "Dodaj do planu"
    success_message = "Plan kontroli uzupełniony."

    def load(self) -> None:
        """Find the contracts in force whose task runs in the year, and their inspections."""
        asked = self.request.GET.get("rok", "")
        self.year = int(asked) if asked.isdecimal() and len(asked) == 4 else self.act.day.year  # noqa: PLR2004 - digits of a year
        if self.year not in YEARS:
            self.year = self.act.day.year
        self.contracts = list(
            Contract.objects.visible_to(self.act)
            .filter(state=Contract.State.IN_FORCE)
            .filter(starts_on__lte=date(self.year, 12, 31), ends_on__gte=date(self.year, 1, 1))
            .select_related("organisation")
            .defer("agreed", "text")
            .order_by("-grant", "number")
        )
        self.inspections: dict[int, list[Inspection]] = {}
        rows = Inspection.objects.filter(contract__in=self.contracts)
        for one in rows.exclude(state=Inspection.State.CANCELLED):
            self.inspections.setdefault(one.contract_id, []).append(one)

    def planned(self, contract: Contract) -> list[Inspection]:
        """Return the contract's inspections of the year."""
        rows = self.inspections.get(contract.pk, [])
        return [one for one in rows if one.planned_year == self.year]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer a month to each contract that the plan does not hold yet."""
        rows = [one for one in self.contracts if not self.planned(one)]
        return {**super().get_form_kwargs(), "rows": rows}

    def history(self) -> tuple[Counter[int], Counter[int]]:
        """Return how many returns and late reports the organisations have had, by their keys."""
        keys = {one.organisation_id for one in self.contracts}
        records = TrackRecord.objects.filter(organisation__in=keys).filter(
            Q(returned__gt=Decimal(0)) | Q(reported_in_time=False)
        )
        returns: Counter[int] = Counter()
        late: Counter[int] = Counter()
        for one in records:
            returns[one.organisation_id] += bool(one.returned)
            late[one.organisation_id] += one.reported_in_time is False
        return returns, late

    def lines(self, form: forms.BaseForm) -> list[PlanLine]:
        """Return the contracts with what helps to choose, and the fields of the form."""
        returns, late = self.history()
        lines = []
        for one in self.contracts:
            name = f"month_{one.pk}"
            earlier = [row for row in self.inspections.get(one.pk, []) if row.held_to is not None]
            lines.append(
                PlanLine(
                    contract=one,
                    planned=self.planned(one),
                    earlier=earlier,
                    returns=returns[one.organisation_id],
                    late=late[one.organisation_id],
                    field=form[name] if name in form.fields else None,
                )
            )
        return lines

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the contracts, the share that the plan covers, and the years beside."""
        context = super().get_context_data(**kwargs)
        return {
            **context,
            "heading": f"Plan kontroli na {self.year} rok",
            "year": self.year,
            "years": [self.year - 1, self.year + 1],
            "lines": self.lines(context["form"]),
            "coverage": coverage((one.grant, bool(self.planned(one))) for one in self.contracts),
        }

    def back(self) -> str:
        """Return the list of inspections."""
        return reverse("inspection-list")

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the way back."""
        return [("Kontrole", self.back())]

    def carry_out(self, form: forms.BaseForm) -> str:
        """Put the chosen contracts into the plan."""
        assert isinstance(form, YearPlanForm)  # noqa: S101 - form_class
        plan_year(self.act, form.chosen(), self.year)
        return f"{reverse('inspection-plan')}?rok={self.year}"
