"""What the pages about one contract share."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from contracting.contracts.models import OFFICE_READERS, TOGETHER, Contract
from contracting.contracts.permissions import WRITERS
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.permission import roles
from mkus_portal.web.views import ObjectMixin
from ngos.models import NGO_ROLES

both_sides = roles(*OFFICE_READERS, *NGO_ROLES)
office_readers = roles(*OFFICE_READERS)
writers = roles(*WRITERS)
treasurers = roles("treasurer")


class ContractPage(ObjectMixin[Contract]):
    """A page about a contract that exists for the act."""

    permission = both_sides
    model = Contract

    def visible(self) -> QuerySet[Contract]:
        """Return the contracts with all that their pages show."""
        return Contract.objects.visible_to(self.act).select_related(*TOGETHER)


class ContractFormPage(ActionFormPage):
    """A form about one contract."""

    permission = both_sides
    object: Contract

    def load(self) -> None:
        """Find the contract of the address, else 404."""
        rows = Contract.objects.visible_to(self.act).select_related(*TOGETHER)
        self.object = get_object_or_404(rows, pk=self.kwargs["pk"])

    def back(self) -> str:
        """Return the contract's page."""
        return self.object.get_absolute_url()

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the way back to the contract."""
        return [(str(self.object), self.object.get_absolute_url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the contract."""
        return super().get_context_data(**{"contract": self.object, **kwargs})

    def asked(self, known: Any) -> str:  # noqa: ANN401 - a container of the moves' names
        """Return the move that the address names, else 404."""
        name = self.request.GET.get("ruch", "")
        if name not in known:
            raise Http404
        return name
