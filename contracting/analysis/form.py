"""The analysis as a long form: its questions as fields and tables of drafting."""

from collections.abc import Callable, Iterator
from datetime import date

from django.core.exceptions import ValidationError

from contracting.analysis.content import stages_of
from contracting.analysis.economic_form import (
    BAD_AMOUNT,
    BAD_NUMBER,
    ECONOMIC_TABLES,
    LARGEST,
    NEGATIVE,
    check_economic,
    economic_fields,
    economic_label,
    is_economic,
    too_exact,
    too_large,
)
from contracting.analysis.method import Column, Item, methods
from contracting.analysis.models import Analysis
from contracting.analysis.permissions import may_read, may_write
from contracting.analysis.rules.answers import number_of
from contracting.analysis.social_form import (
    TEAM,
    TEAM_PARTS,
    check_team,
    labelled,
    social_of_method,
    team_fields,
)
from contracting.analysis.talk import TALK
from mkus_portal.act import Act
from mkus_portal.drafting.models import Draft
from mkus_portal.drafting.places import Place
from mkus_portal.drafting.registry import DraftKind, Table
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

FORM_CODE = "mkus_analysis"
SCOPE_PLACE = "scope"
NAMED_PLACES = {
    SCOPE_PLACE: "Zakres analizy",
    "choice": "Wybór typu zlecenia",
    "E1-10.survey": "Badania sondażowe",
}
SOURCES = ".sources"
EARLIEST, LATEST = 2000, 2099
NOT_ASKED = "Tego pola nie ma w tej analizie."


def items_of(analysis: Analysis) -> Iterator[Item]:
    """Yield the inputs of all questions that the analysis asks."""
    for stage in stages_of(analysis):
        for question in stage.questions_for(analysis.commissioning_type):
            yield from question.items


def _analysis(draft: Draft) -> Analysis:
    analysis = draft.obj
    if not isinstance(analysis, Analysis):
        message = f"the draft {draft.pk} is no analysis"
        raise TypeError(message)
    return analysis


def fields(draft: Draft) -> frozenset[str]:
    """Return the places of the texts that the analysis asks for."""
    analysis = _analysis(draft)
    asked = frozenset(item.place for item in items_of(analysis) if item.is_text)
    team = team_fields(social_of_method(analysis))
    return asked | economic_fields(analysis).keys() | team


def tables() -> dict[str, Table]:
    """Return the tables of every version of the method; `check` refuses those not asked for."""
    cells: dict[str, dict[str, None]] = {}
    for version in methods().values():
        for question in version.questions():
            for item in question.items:
                if item.is_table:
                    known = cells.setdefault(item.place, {})
                    known.update(dict.fromkeys(column.code for column in item.columns))
    asked = {code: Table(code, tuple(columns)) for code, columns in cells.items()}
    return asked | ECONOMIC_TABLES


def check(draft: Draft, place: Place, text: str) -> None:
    """Refuse what a number, a day or a choice cannot be. Raises ValidationError."""
    if is_economic(place):
        check_economic(_analysis(draft), place, text)
        return
    wanted = place.table or place.field
    if wanted.startswith(TEAM):
        check_team(social_of_method(_analysis(draft)), wanted, text)
        return
    item = next((one for one in items_of(_analysis(draft)) if one.place == wanted), None)
    if item is None:
        raise ValidationError(NOT_ASKED)
    spec: Item | Column | None = item
    if item.is_table:
        spec = next((one for one in item.columns if one.code == place.field), None)
    if spec is None:
        raise ValidationError(NOT_ASKED)
    text = text.strip()
    is_row = isinstance(spec, Column) and spec.kind == "row"
    if sentence := row_fault(draft, place, text) if is_row else fault(spec, text):
        raise ValidationError(sentence)


def fault(spec: Item | Column, text: str) -> str:
    """Return what is wrong with a text, as a sentence; empty when nothing is."""
    if spec.kind in {"number", "money"}:
        return number_fault(text, is_money=spec.kind == "money")
    if spec.kind == "date":
        return day_fault(text)
    if spec.choices and text not in dict(spec.choices):
        return "Wybierz jedną z podanych odpowiedzi."
    return ""


def number_fault(text: str, *, is_money: bool) -> str:
    """Return what is wrong with a number that counts something; empty when nothing is."""
    number = number_of(text)
    if number is None:
        return BAD_AMOUNT if is_money else BAD_NUMBER
    if number < 0:
        return NEGATIVE
    if number > LARGEST:
        return too_large(LARGEST)
    return too_exact(number, is_money=is_money)


def day_fault(text: str) -> str:
    """Return what is wrong with a day; a year that nobody plans for is a slip of the hand."""
    if not is_day(text):
        return "Wpisz datę: dzień, miesiąc i rok."
    if not EARLIEST <= date.fromisoformat(text).year <= LATEST:
        return f"Sprawdź rok. Wpisz datę z lat {EARLIEST}–{LATEST}."
    return ""


def row_fault(draft: Draft, place: Place, text: str) -> str:
    """Return why a row cannot point at another one: it is gone, or it waits for this one."""
    cells = draft.answers.filter(row__table=place.table, field=place.field)
    after = {str(row): other for row, other in cells.values_list("row", "text")}
    rows = set(map(str, draft.rows.filter(table=place.table).values_list("pk", flat=True)))
    if text not in rows:
        return "Wybrany wiersz już nie istnieje. Wybierz inny."
    seen, current = {str(place.row)}, text
    while current:
        if current in seen:
            return "To działanie czeka, wprost albo przez inne, na ten wiersz. Wybierz inne."
        seen.add(current)
        current = after.get(current, "")
    return ""


def is_day(text: str) -> bool:
    """Whether the text is a day as browsers send it: 2026-12-31."""
    if len(text) != len("2026-12-31"):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def label(draft: Draft, place: str) -> str:
    """Return the question's input in words; empty for a place that is not asked for."""
    if place in NAMED_PLACES:
        return NAMED_PLACES[place]
    if place.endswith(SOURCES):
        return f"Źródła odpowiedzi na pytanie {place.removesuffix(SOURCES)}"
    if found := economic_label(_analysis(draft), place):
        return found
    wanted, _, cell = place.partition(":")
    if wanted.startswith(TEAM):
        return labelled(social_of_method(_analysis(draft)), wanted, TEAM_PARTS)
    item = next((one for one in items_of(_analysis(draft)) if one.place == wanted), None)
    if item is None:
        return ""
    columns = {one.code: one.label for one in item.columns}
    column = columns.get(cell.rpartition(":")[2])
    return f"{item.label}: {column}" if column else item.label


def may_write_at(act: Act, analysis: Analysis, item: str) -> Verdict:
    """Nobody types at a place that only remembers what was done elsewhere."""
    if item in NAMED_PLACES or item.endswith(SOURCES):
        return refused("To miejsce zapisuje portal. Zmień to na stronie pytania.")
    return ALLOWED


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
        may_write_at=may_write_at,
        talk=TALK,
    )
