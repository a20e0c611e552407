"""The office's list of offers and the public, empty form of a task."""

from typing import Any

from django.db.models import QuerySet

from contracting.calls.models import CallTask
from contracting.calls.rules import terms_of
from contracting.offers.definition import form_in_force
from contracting.offers.filters import OfficeOfferFilter
from contracting.offers.form import FORM_CODE
from contracting.offers.models import OFFICE_READERS, Offer
from contracting.offers.tables import OfficeOfferTable
from mkus_portal.web.permission import public, roles
from mkus_portal.web.views import DetailPage, ListPage

SHOWN = ("number", "submitted_at", "state", "task__title", "task__call__title")


class OfferListOffice(ListPage):
    """All offers sent to the office; of a sealed one only its number and time."""

    permission = roles(*OFFICE_READERS)
    table_class = OfficeOfferTable
    filter_class = OfficeOfferFilter
    title = "Oferty"
    export_name = "oferty"
    template_name = "contracting/offers/offer_list_office.html"

    def get_queryset(self) -> QuerySet[Offer]:
        """Return the sent ones with what the table shows and no more: a content is long."""
        return Offer.objects.sent_to(self.act).select_related("task__call").only(*SHOWN)


class TaskForm(DetailPage[CallTask]):
    """All questions of the form with the task's terms, to be read or printed before one starts."""

    permission = public
    model = CallTask
    template_name = "contracting/offers/task_form.html"

    def visible(self) -> QuerySet[CallTask]:
        """Return the tasks of published calls."""
        return CallTask.objects.filter(call__state="published").select_related("call__office")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form in force and the terms."""
        task = self.object
        self.request.page_office = task.call.office  # type: ignore[attr-defined]  # read by the footer
        return super().get_context_data(
            task=task,
            terms=terms_of(task),
            form=form_in_force(FORM_CODE, self.act.day),
            **kwargs,
        )
