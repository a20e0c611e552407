"""A list of documents from a spreadsheet: shown first, entered as a whole, with a file to fill."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from tablib import Databook, Dataset

from contracting.contracts.permissions import PLANNERS
from contracting.contracts.views.bases import ContractFormPage, ContractPage
from contracting.settlement.actions.importing import import_expenses, read_list
from contracting.settlement.costs import costs_of
from contracting.settlement.forms.importing import ImportForm
from contracting.settlement.permissions import may_write_ledger
from contracting.settlement.rules.columns import COLUMNS, ORDINAL, heading_of
from mkus_portal.web.downloads import download
from mkus_portal.web.permission import roles
from mkus_portal.web.wording import plural

ENTER = "wpisz"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ExpenseImport(ContractFormPage):
    """Reads a list and shows it; a second button reads the same text again and enters it."""

    permission = roles(*PLANNERS)
    form_class = ImportForm
    template_name = "contracting/settlement/import.html"
    heading = "Wczytaj wydatki z arkusza"

    def check(self) -> None:
        """Ask whether the ledger can be written."""
        self.insist(may_write_ledger(self.act, self.object))

    def back(self) -> str:
        """Return the ledger."""
        return reverse("ledger", args=(self.object.pk,))

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the way back to the contract and its ledger."""
        return [*super().crumbs(), ("Wydatki i wkład", self.back())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the headings that are understood."""
        headings = [heading_of(name) for name in COLUMNS]
        return super().get_context_data(**{"parsed": None, "headings": headings, **kwargs})

    def form_valid(self, form: forms.BaseForm) -> HttpResponse:
        """Enter the list if that is asked, else show it as it was read."""
        if ENTER in self.request.POST and not form.cleaned_data["file"]:
            return super().form_valid(form)
        return self.preview(form.cleaned_data["text"])

    def preview(self, text: str) -> HttpResponse:
        """Show every row with what is wrong; the text stays on the page to be put right."""
        self.insist(may_write_ledger(self.act, self.object))
        parsed = read_list(self.act, self.object, text)
        again = self.form_class(initial={"text": text})
        context = self.get_context_data(form=again, act=self.act, parsed=parsed)
        status = 422 if parsed.all_faults else 200
        return self.render_to_response(context, status=status)

    def again(self, form: forms.BaseForm, status: int = 422, **kwargs: Any) -> HttpResponse:
        """Show the list once more beside the refusal."""
        if not form.cleaned_data.get("text"):
            return super().again(form, status, **kwargs)
        parsed = read_list(self.act, self.object, form.cleaned_data["text"])
        return super().again(form, status, parsed=parsed, **kwargs)

    def carry_out(self, form: forms.BaseForm) -> str:
        """Enter it."""
        count = len(import_expenses(self.act, self.object, form.cleaned_data["text"]))
        word = plural(count, "wydatek", "wydatki", "wydatków")
        messages.success(self.request, f"Wpisano {count} {word}.")
        return self.back()


class ExpenseImportTemplate(ContractPage):
    """An empty list to fill, with the contract's costs on the second sheet."""

    permission = roles(*PLANNERS)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send the file."""
        contract = self.get_object()
        documents = Dataset(headers=[ORDINAL, *(heading_of(name) for name in COLUMNS)])
        documents.title = "Wydatki"
        costs = Dataset(headers=["nr pozycji", "nazwa", "koszt w planie", "z dotacji w planie"])
        costs.title = "Pozycje kosztorysu"
        for one in costs_of(contract):
            costs.append([one.number, one.name, one.total, one.from_grant])
        book = Databook([documents, costs]).export("xlsx")
        return download(book, "wydatki-wzor.xlsx", XLSX)
