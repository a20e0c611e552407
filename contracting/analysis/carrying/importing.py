"""Making an analysis from a file of `mkus-analysis/1`: the whole of it, or nothing."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from contracting.analysis.actions import start_analysis
from contracting.analysis.carrying.checking import CarryingError, read_carried
from contracting.analysis.choice_actions import Chosen, keep_choice
from contracting.analysis.content import method_of
from contracting.analysis.economic_form import FUTURE_TABLE, PARTNERS_TABLE, PRESENT_TABLE
from contracting.analysis.method import Column, Item
from contracting.analysis.models import Analysis, Phase, SocialAssessment, SocialRound
from contracting.analysis.social_actions import (
    add_paper_card,
    carry_measurement,
    reveal_scores,
    send_card,
)
from contracting.analysis.social_form import (
    AFTER,
    BEFORE,
    EVIDENCE,
    NOTE,
    REASON,
    SKIP,
    WEIGHT,
    YES,
    team_place,
)
from mkus_portal.act import Act
from mkus_portal.drafting import actions as drafting
from mkus_portal.drafting.models import Draft, Row
from mkus_portal.offices.models import LocalGovernment

TABLES = {"A": PRESENT_TABLE, "B": FUTURE_TABLE}
NESTED = ("overhead", "realizer_budget", "regranting")
PLAIN = frozenset({"service_unit", "note", "key"})


def office_of(data: Mapping[str, Any]) -> LocalGovernment:
    """Return the office that a file names. Raises CarryingError where there is none."""
    code = data["office"]["code"]
    office = LocalGovernment.objects.filter(code=code).first()
    if office is None:
        sentence = f"office.code: portal nie ma urzędu o kodzie „{code}”."
        raise CarryingError([sentence])
    return office


@transaction.atomic
def import_analysis(act: Act, text: str, office: LocalGovernment | None = None) -> Analysis:
    """Make an analysis of the office from a file's text; without an office, of the file's own.

    Raises CarryingError naming the places of all faults, MoveRefused for who may not start one.
    """
    data = read_carried(text)
    with naming("plik"):
        analysis = start_analysis(
            act,
            office_of(data) if office is None else office,
            data["title"],
            data["task_name"],
            data["commissioning_type"],
            is_staged=data.get("staged", True),
            version=data["method"],
        )
    with drafting.together(act, analysis.draft):
        writer = Writer(act, analysis.draft)
        _answers(writer, analysis, data.get("answers", {}))
        _economic(writer, data.get("economic", {}))
        _team(writer, data.get("social", {}))
    _scores(act, analysis, data.get("social", {}))
    if chosen := data.get("choice"):
        keep_choice(act, analysis, Chosen(chosen.get("answers", {}), chosen.get("reason", "")))
    return analysis


@contextmanager
def naming(place: str) -> Iterator[None]:
    """Turn what a field refuses into a fault of the file at a place."""
    try:
        yield
    except ValidationError as error:
        raise CarryingError([f"{place}: {error.messages[0]}"]) from error


class Writer:
    """Writes in a draft that nobody has written in yet; faults name the file's place."""

    def __init__(self, act: Act, draft: Draft) -> None:
        self.act = act
        self.draft = draft
        self.first = {row.table: row for row in draft.rows.all()}

    def text(self, where: str, place: str, text: str) -> None:
        """Write a field."""
        with naming(where):
            drafting.save_field(self.act, self.draft, place, text, 0)

    def row(self, table: str) -> Row:
        """Return the table's first row, once, then a new one each time."""
        found = self.first.pop(table, None)
        row: Row = found or drafting.add_row(self.act, self.draft, table)
        return row


def _typed(spec: Item | Column, value: Any) -> str:  # noqa: ANN401 - JSON
    """Return a value as the form keeps it: numbers with a comma."""
    return comma(str(value)) if spec.kind in {"number", "money"} else str(value)


def comma(number: str) -> str:
    """Return a plain number as Poles write it."""
    return number.replace(".", ",")


def _answers(writer: Writer, analysis: Analysis, answers: Mapping[str, Any]) -> None:
    for question in method_of(analysis).questions():
        told = answers.get(question.code, {})
        for item in question.items:
            if item.is_module or item.part not in told:
                continue
            where = f"answers.{question.code}.{item.part}"
            if item.is_table:
                _table(writer, where, item, told[item.part])
            else:
                writer.text(where, item.place, _typed(item, told[item.part]))


def _table(writer: Writer, where: str, item: Item, rows: Iterable[Any]) -> None:
    kept: list[Row] = []
    pointing: list[tuple[str, int]] = []
    for number, told in enumerate(rows, 1):
        row = writer.row(item.place)
        kept.append(row)
        cells = {item.columns[0].code: told} if isinstance(told, str) else told
        for column in item.columns:
            if column.code not in cells:
                continue
            place = f"{item.place}:{row.pk}:{column.code}"
            if column.kind == "row":
                pointing.append((place, int(cells[column.code])))
            else:
                writer.text(
                    f"{where}[{number}].{column.code}", place, _typed(column, cells[column.code])
                )
    for place, number in pointing:
        writer.text(f"{where}: wiersz wskazujący {number}", place, str(kept[number - 1].pk))


def _economic(writer: Writer, economic: Mapping[str, Any]) -> None:
    for key, value in economic.items():
        where = f"economic.{key}"
        if key == "lines":
            _lines(writer, value)
        elif key == "partners":
            _partners(writer, value)
        elif key == "no_present_state":
            writer.text(where, f"eco.{key}", YES)
        elif key in NESTED:
            for part, text in value.items():
                told = text if part in PLAIN else comma(text)
                writer.text(f"{where}.{part}", f"eco.{key}.{part}", told)
        else:
            writer.text(where, f"eco.{key}", value if key in PLAIN else comma(value))


def _lines(writer: Writer, lines: Iterable[Mapping[str, str]]) -> None:
    for number, line in enumerate(lines, 1):
        with naming(f"economic.lines[{number}]"):
            drafting.add_row(
                writer.act,
                writer.draft,
                TABLES[line["scenario"]],
                **_cells(line),
            )


def _cells(line: Mapping[str, str]) -> dict[str, Any]:
    """Return a line's columns; what the file leaves out stays empty."""
    texts = {key: line.get(key, "") for key in ("group", "name", "unit", "payer", "source")}
    times = line.get("times_per_year")
    return {
        **texts,
        "quantity": Decimal(line["quantity"]),
        "unit_cost": Decimal(line["unit_cost"]),
        "times_per_year": Decimal(times) if times else None,
    }


def _partners(writer: Writer, partners: Iterable[Mapping[str, str]]) -> None:
    for number, partner in enumerate(partners, 1):
        row = writer.row(PARTNERS_TABLE)
        for key, value in partner.items():
            told = value if key == "name" else comma(value)
            place = f"{PARTNERS_TABLE}:{row.pk}:{key}"
            writer.text(f"economic.partners[{number}].{key}", place, told)


def _team(writer: Writer, social: Mapping[str, Any]) -> None:
    for key, part in (("weights", WEIGHT), ("reasons", REASON)):
        for code, text in social.get(key, {}).items():
            writer.text(f"social.{key}.{code}", team_place(code, part), text)
    for code in social.get("not_applicable", ()):
        writer.text(f"social.not_applicable: {code}", team_place(code, SKIP), YES)
    for number, one in enumerate(social.get("evidence", ()), 1):
        for part in (EVIDENCE, NOTE):
            if part in one:
                place = team_place(one["criterion"], part)
                writer.text(f"social.evidence[{number}].{part}", place, one[part])


def _scores(act: Act, analysis: Analysis, social: Mapping[str, Any]) -> None:
    """Make a sent card for every assessor; the team has met, so the scores are open."""
    if social.get("scores"):
        _cards(act, analysis, Phase.FORECAST, social["scores"])
        reveal_scores(act, SocialRound.objects.get(analysis=analysis, phase=Phase.FORECAST))
    rests = social.get("measured_evidence", ())
    if social.get("measured") or rests:
        found = carry_measurement(act, analysis)
        _measured_evidence(act, found, rests)
        if social.get("measured"):
            _cards(act, analysis, Phase.MEASURED, social["measured"])
            reveal_scores(act, found)


def _measured_evidence(act: Act, found: SocialRound, rests: Iterable[Mapping[str, str]]) -> None:
    """Write what the measurement rests on."""
    if found.draft is None:
        return
    for number, one in enumerate(rests, 1):
        for part in (EVIDENCE, NOTE):
            if part in one:
                with naming(f"social.measured_evidence[{number}].{part}"):
                    place = f"{one['criterion']}.{part}"
                    drafting.save_field(act, found.draft, place, one[part], 0)


def _cards(act: Act, analysis: Analysis, phase: Phase, scores: Iterable[Mapping[str, Any]]) -> None:
    by_assessor: dict[str, list[Mapping[str, Any]]] = {}
    for score in scores:
        by_assessor.setdefault(score["assessor"], []).append(score)
    for name, own in by_assessor.items():
        with naming(f"social: {name}"):
            perspective = next((one["perspective"] for one in own if "perspective" in one), "")
            card = add_paper_card(act, analysis, name, perspective, phase)
            _write_card(act, card, own)
            send_card(act, card)


def _write_card(act: Act, card: SocialAssessment, scores: Iterable[Mapping[str, Any]]) -> None:
    with drafting.together(act, card.draft):
        for score in scores:
            for part in (BEFORE, AFTER, NOTE):
                if part in score:
                    place = f"{score['criterion']}.{part}"
                    drafting.save_field(act, card.draft, place, str(score[part]), 0)
