"""The analysis as a long form: its questions as fields and tables of drafting."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError

from contracting.analysis.content import stage_of
from contracting.analysis.method import Column, Item, methods
from contracting.analysis.models import Analysis
from contracting.analysis.permissions import may_read, may_write
from mkus_portal.act import Act
from mkus_portal.drafting.models import Draft
from mkus_portal.drafting.places import Place
from mkus_portal.drafting.registry import DraftKind, Table

FORM_CODE = "mkus_analysis"
NOT_ASKED = "Tego pola nie ma w tej analizie."


def items_of(analysis: Analysis) -> Iterator[Item]:
    """Yield the inputs of all questions that the analysis asks."""
    for question in stage_of(analysis).questions_for(analysis.commissioning_type):
        yield from question.items


def _analysis(draft: Draft) -> Analysis:
    analysis = draft.obj
    if not isinstance(analysis, Analysis):
        message = f"the draft {draft.pk} is no analysis"
        raise TypeError(message)
    return analysis


def fields(draft: Draft) -> frozenset[str]:
    """Return the places of the texts that the analysis asks for."""
    return frozenset(item.place for item in items_of(_analysis(draft)) if not item.is_table)


def tables() -> dict[str, Table]:
    """Return the tables of every version of the method; `check` refuses those not asked for."""
    cells: dict[str, dict[str, None]] = {}
    for version in methods().values():
        for question in version.stage1.questions:
            for item in question.items:
                if item.is_table:
                    known = cells.setdefault(item.place, {})
                    known.update(dict.fromkeys(column.code for column in item.columns))
    return {code: Table(code, tuple(columns)) for code, columns in cells.items()}


def check(draft: Draft, place: Place, text: str) -> None:
    """Refuse what a number, a day or a choice cannot be. Raises ValidationError."""
    wanted = place.table or place.field
    item = next((one for one in items_of(_analysis(draft)) if one.place == wanted), None)
    if item is None:
        raise ValidationError(NOT_ASKED)
    spec: Item | Column | None = item
    if item.is_table:
        spec = next((one for one in item.columns if one.code == place.field), None)
    if spec is None:
        raise ValidationError(NOT_ASKED)
    if sentence := fault(spec, text.strip()):
        raise ValidationError(sentence)


def fault(spec: Item | Column, text: str) -> str:
    """Return what is wrong with a text, as a sentence; empty when nothing is."""
    if spec.kind == "number" and not is_number(text):
        return "Wpisz liczbę, na przykład 120 albo 1,5."
    if spec.kind == "date" and not is_day(text):
        return "Wpisz datę: dzień, miesiąc i rok."
    if spec.choices and text not in dict(spec.choices):
        return "Wybierz jedną z podanych odpowiedzi."
    return ""


def number_of(text: str) -> Decimal | None:
    """Return a number as people write it, with a comma and spaces; None for anything else."""
    plain = text.replace("\u00a0", "").replace(" ", "").replace(",", ".").removesuffix("zł")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def is_number(text: str) -> bool:
    """Whether the text is a number that counts something."""
    number = number_of(text)
    return number is not None and number >= 0


def is_day(text: str) -> bool:
    """Whether the text is a day as browsers send it: 2026-12-31."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def label(draft: Draft, place: str) -> str:
    """Return the question's input in words; empty for a place that is not asked for."""
    wanted, _, cell = place.partition(":")
    item = next((one for one in items_of(_analysis(draft)) if one.place == wanted), None)
    if item is None:
        return ""
    columns = {one.code: one.label for one in item.columns}
    column = columns.get(cell.rpartition(":")[2])
    return f"{item.label}: {column}" if column else item.label


def draft_kind(live: Callable[[Act, Analysis], dict[str, str]]) -> DraftKind:
    """Return the kind of draft that the portal registers; `live` is what a save renews."""
    return DraftKind(
        code=FORM_CODE,
        may_read=may_read,
        may_write=may_write,
        fields=fields,
        tables=tables(),
        check=check,
        live=live,
        label=label,
    )
