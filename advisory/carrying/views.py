"""Bringing a list in, looking at it first, and taking the programme's lists out."""

from datetime import date, time
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from advisory.carrying.checking import overlaps
from advisory.carrying.exporting import consultations_csv, events_csv
from advisory.carrying.forms import COLUMNS, OPTIONAL, ProgrammeListForm
from advisory.carrying.importing import (
    CarryingError,
    import_consultations,
    import_events,
    parse_consultations,
    parse_events,
)
from advisory.carrying.permissions import may_carry_in, may_carry_out
from advisory.carrying.sheets import CONSULTATIONS, EVENTS, Fault, Row
from advisory.programmes.models import Programme
from mkus_portal.verdict import Verdict
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.downloads import download
from mkus_portal.web.permission import signed_in
from mkus_portal.web.views import Page
from mkus_portal.web.wording import day, number, plural

ENTER = "wpisz"
SHOWN = 20
PARSERS = {CONSULTATIONS.name: parse_consultations, EVENTS.name: parse_events}
ACTIONS = {CONSULTATIONS.name: import_consultations, EVENTS.name: import_events}
EXPORTS = {CONSULTATIONS.name: consultations_csv, EVENTS.name: events_csv}


class ListImport(ActionFormPage):
    """Reads a list and shows it; a second button reads the same text again and enters it."""

    permission = signed_in
    form_class = ProgrammeListForm
    template_name = "advisory/carrying/import.html"
    heading = "Wczytaj dane programu"
    lead = (
        "Najpierw zobaczysz, co jest w wykazie i co jest w nim źle. Wczytuje się cały albo wcale."
    )
    programme: Programme

    def load(self) -> None:
        """Find the programme of the address, else 404."""
        visible = Programme.objects.visible_to(self.act)
        self.programme = get_object_or_404(visible, pk=self.kwargs["pk"])

    def allowed(self) -> Verdict:
        """Allow its coordinator."""
        return may_carry_in(self.act, self.programme)

    def back(self) -> str:
        """Return the programme's page."""
        return self.programme.get_absolute_url()

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the programme."""
        return [(str(self.programme), self.back())]

    def get_initial(self) -> dict[str, Any]:
        """Begin with consultations."""
        return {"kind": CONSULTATIONS.name}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the columns of each list."""
        found = {
            "columns": COLUMNS,
            "optional": OPTIONAL,
            "programme": self.programme,
            "preview": None,
        }
        return super().get_context_data(**{**found, **kwargs})

    def form_valid(self, form: forms.BaseForm) -> HttpResponse:
        """Enter the list if that is asked, else show it as it was read."""
        if ENTER in self.request.POST and not form.cleaned_data["file"]:
            try:
                return self.done(self.carry_out(form))
            except CarryingError as error:
                return self.show(form, [], error.faults)
        given = form.cleaned_data
        rows, faults = PARSERS[given["kind"]](self.programme, given["text"])
        return self.show(form, rows, faults)

    def show(
        self, form: forms.BaseForm, rows: list[Row], faults: list[Fault] | list[Fault | str]
    ) -> HttpResponse:
        """Show what was read with all that is wrong; the text stays to be put right."""
        given = form.cleaned_data
        again = self.form_class(initial={"kind": given["kind"], "text": given["text"]})
        is_log = given["kind"] == CONSULTATIONS.name
        preview = {
            "kind": given["kind"],
            "columns": COLUMNS[given["kind"]],
            "rows": [
                (row.place, [said(one) for one in row.given.values()]) for row in rows[:SHOWN]
            ],
            "count": len(rows),
            "more": max(len(rows) - SHOWN, 0),
            "faults": [str(one) for one in sorted(faults, key=place_of)],
            "warnings": overlaps(rows) if is_log and not faults else [],
        }
        context = self.get_context_data(form=again, act=self.act, preview=preview)
        return self.render_to_response(context, status=422 if faults else 200)

    def carry_out(self, form: forms.BaseForm) -> str:
        """Enter it. Raises CarryingError."""
        given = form.cleaned_data
        carried = ACTIONS[given["kind"]](self.act, self.programme, given["text"])
        count = sum(carried.counts.values())
        word = plural(count, "wiersz", "wiersze", "wierszy")
        messages.success(self.request, f"Wczytano {count} {word}.")
        return self.back()


def said(cell: object) -> str:
    """Return a cell as it was read, in words."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "tak" if cell else "nie"
    if isinstance(cell, list):
        return ", ".join(str(one) for one in cell)
    if isinstance(cell, date):
        return day(cell)
    if isinstance(cell, Decimal):
        return number(cell)
    return f"{cell:%H:%M}" if isinstance(cell, time) else str(cell)


def place_of(fault: Fault | str) -> int:
    """Return the row of a fault, so that they are told from the top of the list."""
    return fault.row if isinstance(fault, Fault) else 0


class ListExport(Page):
    """The consultations or the events of a programme as a file that can be brought in again."""

    permission = signed_in

    def get(self, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        """Send it. Raises Http404, PermissionDenied."""
        programme = get_object_or_404(Programme.objects.visible_to(self.act), pk=pk)
        self.insist(may_carry_out(self.act, programme))
        if kind not in EXPORTS:
            raise Http404
        text = EXPORTS[kind](programme)
        return download(text.encode("utf-8-sig"), f"{kind}.csv", "text/csv; charset=utf-8")
