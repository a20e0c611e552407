"""The sections of the form as pages: fields and tables for the long-form page."""

from dataclasses import dataclass

from django.urls import reverse

from contracting.offers.completeness import form_of
from contracting.offers.content import OfferContent, bidders_of, year_columns
from contracting.offers.definition import FormDefinition, FormField
from contracting.offers.models import (
    BIDDER_WORDS,
    YEARS,
    BidderShare,
    BudgetLine,
    ExpectedResult,
    FundingSource,
    Offer,
    PlannedAction,
)
from mkus_portal.drafting.models import TypedRow
from mkus_portal.web.longform import FieldSpec, Item, Section, TableSpec

LONG = frozenset({"description", "outside", "monitoring_method"})
MONEY = frozenset(
    {
        "unit_cost",
        "grant",
        "own_financial",
        "own_personal",
        "own_in_kind",
        "recipient_fees",
        *YEARS,
    }
)
KINDS = dict.fromkeys(LONG, "long") | dict.fromkeys(MONEY, "money") | {"quantity": "number"}
HINTS = {
    "III.2.from": "Data w granicach podanych w ogłoszeniu.",
    "V.A": "Wartość „Razem” i wszystkie sumy liczy portal: są pod tabelami tej części.",
    "V.B": "Wkład osobowy i rzeczowy wpisz osobno; w druku oferty portal poda ich sumę (3.2).",
    "V.C": "Wszyscy oferenci odpowiadają za zadanie solidarnie (art. 16 ust. 6 ustawy).",
}
ADD = {
    "actions": "Dodaj działanie",
    "results": "Dodaj rezultat",
    "costs": "Dodaj koszt",
    "bidders": "Dodaj oferenta",
}
LEADS = {
    "I": "Te dane portal bierze z ogłoszenia o konkursie.",
    "II": "Dane organizacji są z jej profilu. Uzupełnij, kto może wyjaśniać treść oferty.",
    "VII": "Oświadczenia składają osoby, które podpiszą ofertę.",
}


@dataclass(frozen=True, slots=True)
class Step:
    """A section in the stepper."""

    code: str
    title: str


def steps(offer: Offer) -> list[Step]:
    """Return the form's sections in order."""
    return [Step(one.code, one.title) for one in form_of(offer).sections]


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section on the offer's page: its address, and why the office asks to correct it."""

    step: Step
    url: str
    reason: str


def section_lines(offer: Offer) -> list[SectionLine]:
    """Return the sections to write: all of a draft, of a correction those asked for."""
    asked = offer.open_return
    found = steps(offer)
    if asked is not None:
        found = [one for one in found if one.code in asked.reasons]
    reasons = asked.reasons if asked else {}
    return [
        SectionLine(one, section_url(offer, one.code), reasons.get(one.code, "")) for one in found
    ]


def section_url(offer: Offer, code: str) -> str:
    """Return the address of a section's page."""
    return reverse("offer-section", args=(offer.pk, code))


def section_of(offer: Offer, content: OfferContent, code: str) -> Section:
    """Return a section as the page shows it. Raises KeyError for a code that is not there."""
    form = form_of(offer)
    section = form.section(code)
    items: list[Item] = [
        _item(field, form, content)
        for field in section.fields
        if field.kind != "prefilled" and (offer.is_joint or not field.joint_only)
    ]
    title = f"{section.code}. {section.title}"
    return Section(section.code, title, items, LEADS.get(section.code, ""))


def prefilled(offer: Offer, content: OfferContent, code: str) -> list[tuple[str, str]]:
    """Return what the portal fills in by itself in a section."""
    values = {
        "I.1": content.addressee,
        "I.2": content.task_type,
        "II.1": "\n".join(bidders_of(content)),
    }
    fields = form_of(offer).section(code).fields
    return [
        (f"{field.code}. {field.label}", values[field.code])
        for field in fields
        if field.kind == "prefilled"
    ]


def _item(field: FormField, form: FormDefinition, content: OfferContent) -> Item:
    hint = HINTS.get(field.code, "")
    if field.footnote:
        hint = f"{hint} {form.footnotes[field.footnote]}".strip()
    if field.kind != "table":
        if field.limit and field.kind == "long":
            hint = f"{hint} Najwyżej {field.limit} znaków.".strip()
        return FieldSpec(
            field.code,
            f"{_short(field.code)} {field.label}",
            field.kind,
            hint=hint,
            required=field.required,
            limit=field.limit,
            choices=field.choices,
        )
    return TableSpec(
        field.table,
        f"{field.code}. {field.label}",
        COLUMNS[field.table](content),
        hint=hint,
        add_label=ADD.get(field.table, ""),
        fixed=field.table == "funding",
    )


def _short(code: str) -> str:
    """Return the form's own number of a field: `II.2.name` is printed under II.2."""
    parts = code.split(".")
    return ".".join(part for part in parts if not part.islower()) + "."


def _column(model: type[TypedRow], code: str, kind: str = "", hint: str = "") -> FieldSpec:
    label = str(model._meta.get_field(code).verbose_name)  # type: ignore[union-attr]  # noqa: SLF001 - a column has a label
    return FieldSpec(code, label, kind or KINDS.get(code, "text"), hint=hint, required=False)


def _year_columns(model: type[TypedRow], content: OfferContent) -> list[FieldSpec]:
    """Return the columns of years, labelled with the years; in one year V.A needs none."""
    columns = [_column(model, code) for code in YEARS[: year_columns(content)]]
    for column, year in zip(columns, content.years, strict=False):
        column.label = f"{column.label} ({year})"
    return columns


def _actions(content: OfferContent) -> list[FieldSpec]:
    columns = [
        _column(PlannedAction, code)
        for code in ("name", "description", "target_group", "schedule", "outside")
    ]
    columns[-1].hint = "Gdy nikt inny nie wykonuje części działania, wpisz „nie dotyczy”."
    if len(content.years) > 1:
        year = _column(PlannedAction, "year", "choice")
        year.choices = [(str(one), str(one)) for one in content.years]
        columns.insert(0, year)
    return columns


def _results(content: OfferContent) -> list[FieldSpec]:
    return [_column(ExpectedResult, code) for code in ("name", "target_value", "monitoring_method")]


def _costs(content: OfferContent) -> list[FieldSpec]:
    kind, action = (_column(BudgetLine, code, "choice") for code in ("kind", "action"))
    kind.choices = (
        ("action", "I. Koszty realizacji działań"),
        ("admin", "II. Koszty administracyjne"),
    )
    action.hint = "Koszt administracyjny nie należy do działania."
    action.choices = [
        (str(one.pk), one.name or f"Działanie {place}")
        for place, one in enumerate(content.actions, 1)
    ]
    rest = [_column(BudgetLine, code) for code in ("name", "unit", "unit_cost", "quantity")]
    years = _year_columns(BudgetLine, content) if len(content.years) > 1 else []
    return [kind, action, *rest, *years]


def _funding(content: OfferContent) -> list[FieldSpec]:
    cells = ("grant", "own_financial", "own_personal", "own_in_kind", "recipient_fees")
    return [_column(FundingSource, code) for code in cells]


def _bidders(content: OfferContent) -> list[FieldSpec]:
    words = [_column(BidderShare, code) for code in BIDDER_WORDS]
    return [*words, *_year_columns(BidderShare, content)]


COLUMNS = {
    "actions": _actions,
    "results": _results,
    "costs": _costs,
    "funding": _funding,
    "bidders": _bidders,
}
