"""Entering, correcting and taking out expenses and contributions."""

from typing import Any, ClassVar, cast

from django import forms
from django.contrib import messages
from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracting.contracts.permissions import PLANNERS
from contracting.contracts.views.bases import ContractFormPage
from contracting.settlement.actions.items import remove_item, save_contribution, save_expense
from contracting.settlement.costs import costs_of
from contracting.settlement.duplicates import alarms_of, sentences_for
from contracting.settlement.files.items import PROOF_NAME, SCAN_NAME
from contracting.settlement.forms.items import ContributionForm, ExpenseForm
from contracting.settlement.models import Contribution, ExpenseDocument, Item
from contracting.settlement.permissions import may_change_item, may_write_ledger
from mkus_portal.attachments.models import Attachment
from mkus_portal.attachments.permissions import files_of
from mkus_portal.web.intake import FileIntake
from mkus_portal.web.permission import roles

LONGEST_KEY = 18
NEXT = "nastepna"


class ItemPage(ContractFormPage):
    """A form about an item of the ledger, or about one more; the contractor's people alone."""

    permission = roles(*PLANNERS)
    model: ClassVar[type[Any]]
    item: Any = None

    def load(self) -> None:
        """Find the item and its contract, else 404."""
        self.item = get_object_or_404(self.visible(), pk=self.kwargs["pk"])
        self.kwargs = {**self.kwargs, "pk": self.item.contract_id}
        super().load()
        self.item.contract = self.object

    def visible(self) -> QuerySet[Any]:
        """Return the items that exist for the act."""
        rows: QuerySet[Any] = self.model.objects.visible_to(self.act).select_related("report")
        return rows

    def check(self) -> None:
        """Ask whether the item can be changed."""
        self.insist(may_change_item(self.act, self.item))

    def back(self) -> str:
        """Return the ledger."""
        return reverse("ledger", args=(self.object.pk,))

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the way back to the contract and its ledger."""
        return [*super().crumbs(), ("Wydatki i wkład", self.back())]


class ItemWritePage(FileIntake, ItemPage):
    """A form of an item with its files; one more of the same document can follow."""

    template_name = "contracting/settlement/item_form.html"
    success_message = "Zapisano."
    file_kind: ClassVar[str]
    add: ClassVar[str]
    kept: ClassVar[tuple[str, ...]]

    def fresh(self) -> Any:  # noqa: ANN401 - an expense or a contribution
        """Return the item anew: the form writes into it, the action into its own."""
        return self.model.objects.get(pk=self.item.pk) if self.item else None

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the item, the plan's costs and the day."""
        known = {"costs": costs_of(self.object), "day": self.act.day}
        return {**super().get_form_kwargs(), "instance": self.fresh(), **known}

    def saved(self) -> Any:  # noqa: ANN401 - as above
        """Return the item as it is saved."""
        return self.fresh()

    def files_for(self) -> Model | None:
        """Return the item, to which the files will belong."""
        return cast("Model | None", self.item)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the files that the item has."""
        found = files_of(self.act, self.file_kind, [self.item])[self.item.pk] if self.item else None
        return super().get_context_data(item_files=found, item=self.item, **kwargs)

    def save(self, given: dict[str, Any], files: list[Attachment]) -> Item:
        """Call the action."""
        raise NotImplementedError

    def carry_out(self, form: forms.BaseForm) -> str:
        """Save it, say what is to be watched, go to the ledger or to the next form."""
        given = dict(form.cleaned_data)
        kept = self.save(given, given.pop("attached"))
        self.warn(kept)
        if NEXT not in self.request.POST:
            return self.back()
        return f"{reverse(self.add, args=(self.object.pk,))}?po={kept.pk}"

    def warn(self, item: Any) -> None:  # noqa: ANN401 - as above
        """Say what is to be watched: nothing, for what has no document to be charged twice."""


class AddMixin(ItemWritePage):
    """One more item of a contract."""

    def load(self) -> None:
        """Find the contract of the address, else 404."""
        ContractFormPage.load(self)

    def check(self) -> None:
        """Ask whether the ledger can be written."""
        self.insist(may_write_ledger(self.act, self.object))

    def get_initial(self) -> dict[str, Any]:
        """Propose what stands in the item after which this one comes (`?po=`)."""
        asked = self.request.GET.get("po", "")
        if not (asked.isascii() and asked.isdecimal() and len(asked) <= LONGEST_KEY):
            return {}
        before = self.visible().filter(contract=self.object, pk=int(asked)).first()
        return {name: getattr(before, name) for name in self.kept} if before else {}


class ExpensePage(ItemWritePage):
    """The form of an expense."""

    model = ExpenseDocument
    form_class = ExpenseForm
    file_kind = SCAN_NAME
    add = "expense-add"
    kept = (
        "kind",
        "document_number",
        "issued_on",
        "issuer_name",
        "issuer_nip",
        "ksef_number",
        "gross",
        "paid_on",
        "payment",
    )

    def save(self, given: dict[str, Any], files: list[Attachment]) -> ExpenseDocument:
        """Save it."""
        return save_expense(self.act, self.object, self.item, scans=files, **given)

    def warn(self, item: ExpenseDocument) -> None:
        """Say where the document is charged besides."""
        for sentence in sentences_for(self.act, alarms_of([item]).get(item.pk, [])):
            messages.warning(self.request, sentence)


class ExpenseAdd(AddMixin, ExpensePage):
    """One more expense."""

    heading = "Nowy wydatek"


class ExpenseEdit(ExpensePage):
    """Corrects an expense."""

    heading = "Wydatek"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say where the document is charged besides."""
        found = alarms_of([self.item]).get(self.item.pk, [])
        return super().get_context_data(alarms=sentences_for(self.act, found), **kwargs)


class ContributionPage(ItemWritePage):
    """The form of a contribution."""

    model = Contribution
    form_class = ContributionForm
    file_kind = PROOF_NAME
    add = "contribution-add"
    kept = ("kind", "document", "day_from", "day_to", "rate")

    def save(self, given: dict[str, Any], files: list[Attachment]) -> Contribution:
        """Save it."""
        return save_contribution(self.act, self.object, self.item, proofs=files, **given)


class ContributionAdd(AddMixin, ContributionPage):
    """One more contribution."""

    heading = "Nowy wkład osobowy lub rzeczowy"


class ContributionEdit(ContributionPage):
    """Corrects a contribution."""

    heading = "Wkład osobowy lub rzeczowy"


class ItemRemove(ItemPage):
    """Takes an item out of the ledger, after a question."""

    form_class = forms.Form
    template_name = "contracting/contracts/contract_move.html"
    look = "btn-danger"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Ask."""
        question = f"Usunąć z rejestru: {self.item}? Dołączone pliki też zostaną usunięte."
        return super().get_context_data(question=question, grave=True, **kwargs)

    def carry_out(self, form: forms.BaseForm) -> str:
        """Take it out."""
        remove_item(self.act, self.object, self.item)
        return self.back()


class ExpenseRemove(ItemRemove):
    """Takes an expense out."""

    model = ExpenseDocument
    heading = submit = "Usuń wydatek"
    success_message = "Wydatek usunięty."


class ContributionRemove(ItemRemove):
    """Takes a contribution out."""

    model = Contribution
    heading = submit = "Usuń wkład"
    success_message = "Wkład usunięty."
