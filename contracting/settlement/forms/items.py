"""Forms of the ledger: an expense, a contribution."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField

from contracting.calls.forms.widgets import DayInput
from contracting.settlement.costs import Cost
from contracting.settlement.files.items import PROOF_NAME, SCAN_NAME
from contracting.settlement.models import SOURCES, Contribution, ExpenseDocument
from contracting.settlement.rules.items import (
    ZERO,
    Faults,
    contribution_faults,
    contribution_value,
    expense_faults,
)
from contracting.settlement.rules.ksef import checked_ksef
from mkus_portal.attachments.forms import AttachmentsField
from mkus_portal.identifiers import checked_nip
from mkus_portal.versions import VersionedForm
from mkus_portal.web.wording import money

LONG_NUMBER = 40
MAIN_SOURCES = ("from_grant", "own_financial")
RARE_SOURCES = tuple(source for source in SOURCES if source not in MAIN_SOURCES)


class ItemForm(VersionedForm):
    """What both forms share: the cost chosen from the plan, the faults said beside the fields.

    `day` is today; `costs` are those of the plan in force.
    """

    main: ClassVar[Sequence[str]]
    rare: ClassVar[Sequence[str]] = ()
    line = forms.TypedChoiceField(label="Pozycja kosztów", coerce=int)

    def __init__(self, *args: Any, costs: Sequence[Cost], day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.costs, self.day = costs, day
        chosen = [(str(one.pk), f"{one} (w planie {money(one.total)})") for one in costs]
        self.fields["line"].choices = [("", "– wybierz –"), *chosen]  # type: ignore[attr-defined]  # a TypedChoiceField

    def faults(self, given: Mapping[str, Any], lines: set[int]) -> Faults:
        """Return what is wrong with what was typed."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """Say every fault beside its field."""
        given: dict[str, Any] = super().clean() or {}
        for name, sentence in self.faults(given, {one.pk for one in self.costs}):
            if name in self.fields and name not in self.errors:
                self.add_error(name, sentence)
        return given

    def main_fields(self) -> list[BoundField]:
        """Return what is always needed."""
        return [self[name] for name in self.main]

    def rare_fields(self) -> list[BoundField]:
        """Return what is seldom needed."""
        return [self[name] for name in self.rare]

    def is_rare_open(self) -> bool:
        """Whether something stands in the seldom needed fields, or is wrong with them."""
        return any(field.errors or field.value() for field in self.rare_fields())


class ExpenseForm(ItemForm):
    """An expense by an accounting document."""

    main = (
        "line",
        "kind",
        "document_number",
        "issued_on",
        "issuer_name",
        "issuer_nip",
        "ksef_number",
        "name",
        "gross",
        *MAIN_SOURCES,
        "paid_on",
        "payment",
        "attached",
    )
    rare = RARE_SOURCES
    issuer_nip = forms.CharField(
        label="NIP wystawcy",
        required=False,
        max_length=LONG_NUMBER,
        help_text="Puste, gdy wystawca nie ma polskiego NIP.",
    )
    attached = AttachmentsField(SCAN_NAME, label="Skan dokumentu", required=False)

    class Meta:
        model = ExpenseDocument
        fields = (
            "line",
            "kind",
            "document_number",
            "issued_on",
            "issuer_name",
            "issuer_nip",
            "ksef_number",
            "name",
            "gross",
            *SOURCES,
            "paid_on",
            "payment",
        )
        widgets = {"issued_on": DayInput(), "paid_on": DayInput()}
        help_texts = {
            "gross": "Cały dokument, także gdy tylko część obciąża to zadanie.",
            "from_grant": "Ile tego dokumentu obciąża wybraną pozycję kosztów.",
            "paid_on": "Puste, dopóki nie zapłacono.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for source in SOURCES:
            self.fields[source].required = False
            if not self.initial.get(source):
                self.initial[source] = None

    def clean_issuer_nip(self) -> str:
        """Return the number in its kept form."""
        number, fault = checked_nip(self.cleaned_data["issuer_nip"])
        if fault:
            raise forms.ValidationError(fault)
        return number

    def clean(self) -> dict[str, Any]:
        """Add nothing where nothing was typed; keep the KSeF number in one spelling."""
        given = super().clean()
        for source in SOURCES:
            if source in given and given[source] is None:
                given[source] = ZERO
        if given.get("ksef_number") and "ksef_number" not in self.errors:
            number, _ = checked_ksef(given["ksef_number"], given.get("issuer_nip", ""))
            given["ksef_number"] = number
        return given

    def faults(self, given: Mapping[str, Any], lines: set[int]) -> Faults:
        """Return what is wrong with the expense; amounts are added only when all are read."""
        found = expense_faults(given, lines, self.day)
        if any(source in self.errors for source in SOURCES):
            found = [one for one in found if one[0] not in {"gross", "from_grant"}]
        if "issuer_nip" in self.errors:
            found = [one for one in found if one[0] != "ksef_number"]
        return found


class ContributionForm(ItemForm):
    """Work without pay or a thing given for use; the value of work is computed."""

    main = (
        "line",
        "kind",
        "name",
        "document",
        "day_from",
        "day_to",
        "hours",
        "rate",
        "value",
        "attached",
    )
    attached = AttachmentsField(PROOF_NAME, label="Dowód wkładu", required=False)

    class Meta:
        model = Contribution
        fields = (
            "line",
            "kind",
            "name",
            "document",
            "day_from",
            "day_to",
            "hours",
            "rate",
            "value",
        )
        widgets = {
            "day_from": DayInput(),
            "day_to": DayInput(),
            "hours": forms.TextInput(attrs={"inputmode": "decimal"}),
        }
        localized_fields = ("hours",)
        labels = {"value": "Wartość wkładu rzeczowego"}
        help_texts = {
            "hours": "Praca: wartość obliczy portal, godziny × stawka.",
            "rate": "Jak w ogłoszeniu konkursu i w ofercie.",
            "value": "Tylko wkład rzeczowy; dla pracy zostaw puste.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].required = False
        if self.instance.pk and self.instance.is_personal:
            self.initial["value"] = None

    def clean(self) -> dict[str, Any]:
        """Compute the value of work; a thing has neither hours nor a rate."""
        given = super().clean()
        if given.get("kind") == Contribution.Kind.IN_KIND:
            given |= {"hours": None, "rate": None}
        elif not self.errors:
            given["value"] = contribution_value(given)
        return given

    def faults(self, given: Mapping[str, Any], lines: set[int]) -> Faults:
        """Return what is wrong with the contribution."""
        return contribution_faults(given, lines, self.day)
