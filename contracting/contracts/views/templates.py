"""The office's contract text: versions, writing with a preview, versions side by side."""

from difflib import SequenceMatcher
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracting.contracts.actions.templates import save_template
from contracting.contracts.catalogue import CONDITIONS, FIELDS, framework
from contracting.contracts.forms.template import TemplateForm
from contracting.contracts.models import OFFICE_READERS, TOGETHER, Contract, ContractTemplate
from contracting.contracts.permissions import may_keep_template
from contracting.contracts.text import blocks_of, current_template, plan_of, template_faults
from mkus_portal.offices.models import LocalGovernment
from mkus_portal.verdict import Verdict
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.permission import roles
from mkus_portal.web.views import TemplatePage

PREVIEW = "podglad"
readers = roles(*OFFICE_READERS)
keepers = roles("clerk", "coordinator", "lawyer")


class TemplateDetail(TemplatePage):
    """The office's contract text in force, and its earlier versions."""

    permission = readers
    template_name = "contracting/contracts/template_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the text and the versions."""
        office = get_object_or_404(LocalGovernment, pk=self.act.scope.id)
        versions = list(office.contract_templates.order_by("-version").select_related("saved_by"))
        return super().get_context_data(
            office=office,
            versions=versions,
            body=versions[0].body if versions else framework(),
            may_keep=may_keep_template(self.act, office),
            **kwargs,
        )


class TemplateEdit(ActionFormPage):
    """A new version of the text; the preview shows it on a contract of one's own choice."""

    permission = keepers
    form_class = TemplateForm
    template_name = "contracting/contracts/template_edit.html"
    heading = "Wzór umowy"
    submit = "Zapisz nową wersję"
    success_message = "Nowa wersja wzoru zapisana. Umowy, które już powstały, mają swój wzór."
    office: LocalGovernment

    def load(self) -> None:
        """Find the office for which somebody acts, and the version in force."""
        self.office = get_object_or_404(LocalGovernment, pk=self.act.scope.id)
        self.current = current_template(self.office.pk)

    def allowed(self) -> Verdict:
        """Ask who may write it."""
        return may_keep_template(self.act, self.office)

    def get_initial(self) -> dict[str, Any]:
        """Start from the text in force, else from the framework's."""
        if self.current is None:
            return {"body": framework(), "based_on": 0}
        columns = {name: getattr(self.current, name) for name in TemplateForm.Meta.fields}
        return {**columns, "based_on": self.current.version}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save, or show the preview and keep what was typed."""
        if PREVIEW not in request.POST:
            return super().post(request, *args, **kwargs)
        self.load()
        self.insist(self.allowed())
        form = self.get_form()
        form.is_valid()
        return self.again(form, 200)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the lists of fields and conditions, and the preview."""
        context = super().get_context_data(**kwargs)
        return {
            **context,
            "office": self.office,
            "fields": [(name, label or name) for name, (label, _) in FIELDS.items()],
            "conditions": [(name, label) for name, (label, _) in CONDITIONS.items()],
            "contracts": self.contracts(),
            "preview": self.preview(context["form"]),
            "chosen": self.request.POST.get("umowa", ""),
        }

    def contracts(self) -> list[Contract]:
        """Return the newest contracts on whose data the text can be tried."""
        rows = Contract.objects.visible_to(self.act).order_by("-pk")
        return list(rows.only("title", "number", "state")[:20])

    def preview(self, form: forms.BaseForm) -> list[tuple[bool, str]] | None:
        """Return the typed text on the data of the chosen contract; None without either."""
        chosen = self.request.POST.get("umowa", "")
        body = self.request.POST.get("body", "").replace("\r\n", "\n")
        if not chosen.isdecimal() or template_faults(body):
            return None
        rows = Contract.objects.visible_to(self.act).select_related(*TOGETHER)
        contract = rows.filter(pk=int(chosen)).first() if len(chosen) < 18 else None  # noqa: PLR2004 - longer than any key
        if contract is None:
            return None
        plan = plan_of(contract)
        return [(one.is_heading, one.text) for one in blocks_of(contract, body, plan)]

    def back(self) -> str:
        """Return the page of the text."""
        return reverse("contract-template")

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the way back."""
        return [("Wzór umowy", self.back())]

    def carry_out(self, form: forms.BaseForm) -> str:
        """Save it as the next version."""
        assert isinstance(form, TemplateForm)  # noqa: S101 - form_class
        save_template(self.act, self.office, based_on=form.cleaned_data["based_on"], **form.typed())
        return self.back()


class TemplateCompare(TemplatePage):
    """Two versions of the text side by side; what differs is marked word by word."""

    permission = readers
    template_name = "contracting/contracts/template_compare.html"

    def version(self, number: int) -> str:
        """Return the text of a version; 0 is the framework's. Raises Http404."""
        if number == 0:
            return framework()
        row = ContractTemplate.objects.filter(office=self.act.scope.id, version=number).first()
        if row is None:
            raise Http404
        return row.body

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the pairs of lines."""
        if self.kwargs["old"] >= self.kwargs["new"]:
            raise Http404
        old, new = self.version(self.kwargs["old"]), self.version(self.kwargs["new"])
        return super().get_context_data(**{**kwargs, "lines": compared(old, new)})


Pieces = list[tuple[str, bool]]


def compared(old: str, new: str) -> list[tuple[Pieces, Pieces]]:
    """Return the lines that differ as pairs of pieces (words, whether they differ)."""
    before, after = old.splitlines(), new.splitlines()
    pairs: list[tuple[Pieces, Pieces]] = []
    for tag, first, last, start, end in SequenceMatcher(None, before, after).get_opcodes():
        if tag == "equal":
            continue
        left, right = before[first:last], after[start:end]
        size = max(len(left), len(right))
        for one, other in zip(
            left + [""] * (size - len(left)), right + [""] * (size - len(right)), strict=True
        ):
            pairs.append(_words(one, other))
    return pairs


def _words(old: str, new: str) -> tuple[Pieces, Pieces]:
    before, after = old.split(), new.split()
    left: Pieces = []
    right: Pieces = []
    for tag, first, last, start, end in SequenceMatcher(None, before, after).get_opcodes():
        differs = tag != "equal"
        if last > first:
            left.append((" ".join(before[first:last]), differs))
        if end > start:
            right.append((" ".join(after[start:end]), differs))
    return left, right
