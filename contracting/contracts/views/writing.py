"""The sections of a contract's plan, saved as one types."""

from typing import Any

from django.http import Http404, HttpRequest

from contracting.contracts.form import plan_context, section_of, section_url
from contracting.contracts.models import Contract
from contracting.contracts.permissions import may_plan
from contracting.contracts.plan import SECTIONS
from contracting.contracts.views.bases import ContractPage
from mkus_portal.drafting.models import Draft
from mkus_portal.web.longform import Attempt, LongFormPage, Section
from mkus_portal.workflow.verdict import Verdict


class ContractPlan(ContractPage, LongFormPage):
    """A section of the plan with what is missing, the sums and what differs from the offer."""

    template_name = "contracting/contracts/contract_plan.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - Django's own
        """Find the contract once the page's own permission is given."""
        self.found: Contract | None = None
        return super().dispatch(request, *args, **kwargs)

    def contract(self) -> Contract:
        """Return the contract of the address, or raise Http404."""
        if self.found is None:
            self.found = self.get_object()
        return self.found

    def get_draft(self) -> Draft:
        """Return its draft."""
        return self.contract().draft

    def get_section(self) -> Section:
        """Return the section of the address, or raise Http404."""
        try:
            return section_of(self.contract(), self.kwargs["section"])
        except KeyError as error:
            raise Http404 from error

    def writing(self) -> Verdict:
        """Whether the fields may be changed."""
        return may_plan(self.act, self.contract())

    def do_row(self, draft: Draft) -> str:
        """Add, remove or move a row; the amounts of V.B are one row for good."""
        if self._row_button()[1] == "funding":
            return "Źródła finansowania mają jeden wiersz."
        return super().do_row(draft)

    def next_url(self) -> str:
        """Return the next section, after the last one the contract's page."""
        contract, here = self.contract(), self.kwargs["section"]
        after = SECTIONS[SECTIONS.index(here) + 1 :]
        return section_url(contract, after[0]) if after else contract.get_absolute_url()

    def page_context(self, attempt: Attempt) -> dict[str, Any]:
        """Add the stepper, the gaps and the sums."""
        context = super().page_context(attempt)
        contract, here = self.contract(), self.kwargs["section"]
        return {
            **context,
            **plan_context(contract),
            "stepper": [
                (f"{code}.", section_url(contract, code), code == here) for code in SECTIONS
            ],
            "is_costing": here == "V",
            "next_url": self.next_url(),
        }
