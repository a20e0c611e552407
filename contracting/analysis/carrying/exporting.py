"""Writing an analysis as a file of `mkus-analysis/1`: the same answers give the same bytes."""

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from contracting.analysis.carrying import FORMAT
from contracting.analysis.carrying.schema import is_simple
from contracting.analysis.choices import choice_of
from contracting.analysis.content import filled, method_of
from contracting.analysis.economic_form import (
    ECO,
    HORIZON,
    KEY,
    NO_PRESENT,
    NOTE,
    OVERHEAD,
    PARTNER_CELLS,
    PARTNERS_TABLE,
    REALIZER,
    YES,
    EconomicField,
    economic_of,
    regranting_fields,
)
from contracting.analysis.method import Column, Item
from contracting.analysis.models import (
    Analysis,
    FutureCost,
    PresentCost,
    SocialAssessment,
    SocialRound,
)
from contracting.analysis.models.economic import ONE_OFF, CostLine
from contracting.analysis.models.social import Phase
from contracting.analysis.rules.answers import Filled, FilledRow, number_of
from contracting.analysis.social_form import EVIDENCE, weight_of
from contracting.analysis.social_form import NOTE as SOCIAL_NOTE
from contracting.analysis.social_permissions import is_revealed

GROSZ = Decimal("0.01")
LONGEST_NAME = 140
SINGLE = (
    "units_before",
    "units_after",
    "office_revenue_after",
    "discount_rate",
)


def export_text(analysis: Analysis) -> str:
    """Return the file's text: UTF-8, one space of indent, no line end after the last bracket."""
    return json.dumps(carried(analysis), ensure_ascii=False, indent=1)


def carried(analysis: Analysis) -> dict[str, Any]:
    """Return the file's content; what nobody has answered is left out."""
    found = filled(analysis)
    data: dict[str, Any] = {
        "format": FORMAT,
        "method": analysis.method_version,
        "title": analysis.title,
        "task_name": analysis.task_name,
        "commissioning_type": analysis.commissioning_type,
        "office": {"code": analysis.office.code, "name": analysis.office.name},
    }
    if not analysis.is_staged:
        data["staged"] = False
    parts = {
        "answers": _answers(analysis, found),
        "economic": _economic(analysis, found),
        "social": _social(analysis, found),
        "choice": _choice(analysis),
    }
    return data | {key: part for key, part in parts.items() if part}


def _answers(analysis: Analysis, found: Filled) -> dict[str, Any]:
    answers = {}
    for question in method_of(analysis).questions():
        if not question.is_for(analysis.commissioning_type):
            continue
        items = [item for item in question.items if not item.is_module and found.has(item)]
        if items:
            answers[question.code] = {item.part: _answer(item, found) for item in items}
    return answers


def _answer(item: Item, found: Filled) -> Any:  # noqa: ANN401 - JSON
    if not item.is_table:
        return _cell(item, found.text(item.place))
    rows = found.said(item)
    numbers = {str(row.pk): number for number, row in enumerate(rows, 1)}
    return [_row(item, row, numbers) for row in rows]


def _row(item: Item, row: FilledRow, numbers: dict[str, int]) -> Any:  # noqa: ANN401 - JSON
    cells: dict[str, Any] = {}
    for column in item.columns:
        text = row.text(column.code)
        if column.kind == "row":
            if text in numbers:
                cells[column.code] = numbers[text]
        elif text:
            cells[column.code] = _cell(column, text)
    if is_simple(item) and list(cells) == [item.columns[0].code]:
        return cells[item.columns[0].code]
    return cells


def _cell(spec: Item | Column, text: str) -> str:
    return plain(text) if spec.kind in {"number", "money"} else text


def plain(text: str) -> str:
    """Return a number as people write it in plain decimal notation, its digits kept."""
    number = number_of(text)
    return text if number is None else f"{number:f}"


def _some(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return {key: value for key, value in pairs if value not in ("", {}, [])}


def _economic(analysis: Analysis, found: Filled) -> dict[str, Any]:
    def told(place: str) -> str:
        text = found.text(place)
        return text if place == KEY else plain(text)

    def group(fields: Iterable[EconomicField], *, first: tuple[str, ...] = ()) -> dict[str, Any]:
        places = (*first, *(one.place for one in fields))
        return _some((place.rpartition(".")[2], told(place)) for place in places)

    lines = [
        _line(line, scenario)
        for scenario, model in (("A", PresentCost), ("B", FutureCost))
        for line in model.objects.filter(draft=analysis.draft)
        if line.is_counted
    ]
    partners = [
        _some((key, _partner(key, row.text(key))) for key in PARTNER_CELLS)
        for row in found.rows.get(PARTNERS_TABLE, ())
        if row.says_something
    ]
    return _some(
        [
            ("service_unit", found.text(f"{ECO}service_unit")),
            ("horizon_years", _years(found.text(HORIZON))),
            *((key, told(f"{ECO}{key}")) for key in SINGLE),
            ("no_present_state", found.text(NO_PRESENT.place) == YES or ""),
            ("overhead", group(OVERHEAD, first=(KEY,))),
            ("realizer_budget", group(REALIZER)),
            ("regranting", group(regranting_fields(economic_of(analysis)))),
            ("partners", partners),
            ("lines", lines),
            ("note", found.text(NOTE.place)),
        ]
    )


def _years(text: str) -> str:
    number = number_of(text)
    return "" if number is None else shortest(number)


def _partner(key: str, text: str) -> str:
    return text if key == "name" else plain(text)


def _line(line: CostLine, scenario: str) -> dict[str, Any]:
    """Return a counted line; what nobody has chosen is left out."""
    quantity, cost = line.quantity or Decimal(0), line.unit_cost or Decimal(0)
    times = line.times_per_year
    return _some(
        [
            ("scenario", scenario),
            ("group", line.group),
            ("name", line.name),
            ("quantity", shortest(quantity)),
            ("unit", line.unit),
            ("unit_cost", f"{cost.quantize(GROSZ):f}"),
            ("times_per_year", "" if times is None else shortest(times)),
            ("payer", line.payer),
            ("recurrence", "one_off" if line.group == ONE_OFF else "annual"),
            ("source", line.source),
        ]
    )


def shortest(number: Decimal) -> str:
    """Return a quantity without idle zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _social(analysis: Analysis, found: Filled) -> dict[str, Any]:
    social = method_of(analysis).social

    def told(part: str) -> dict[str, str]:
        return _some((code, found.text(f"soc.{code}.{part}")) for code in social.codes)

    defaults = social.weights(analysis.commissioning_type)
    weights = {
        code: str(weight)
        for code, text in told("weight").items()
        if (weight := weight_of(text)) is not None and weight != defaults[code]
    }
    measured = measured_texts(analysis)
    cards = list(
        SocialAssessment.objects.standing()
        .filter(analysis=analysis)
        .select_related("draft", "analysis")
    )
    return _some(
        [
            ("weights", weights),
            ("reasons", told("reason")),
            ("not_applicable", list(told("skip"))),
            ("scores", _scores(cards, Phase.FORECAST, social.codes)),
            ("evidence", _evidence(social.codes, told("evidence"), told("note"))),
            ("measured", _scores(cards, Phase.MEASURED, social.codes)),
            ("measured_evidence", _evidence(social.codes, *measured)),
        ]
    )


def _evidence(
    codes: tuple[str, ...], kinds: dict[str, str], notes: dict[str, str]
) -> list[dict[str, str]]:
    """Return what each criterion rests on: the kind, the note, or both."""
    return [
        _some(
            [
                ("criterion", code),
                ("evidence", kinds.get(code, "")),
                ("note", notes.get(code, "")),
            ]
        )
        for code in codes
        if code in kinds or code in notes
    ]


def measured_texts(analysis: Analysis) -> tuple[dict[str, str], dict[str, str]]:
    """Return what the measurement rests on: kinds and notes by criterion."""
    found = SocialRound.objects.filter(analysis=analysis, phase=Phase.MEASURED).first()
    texts = found.draft.texts() if found and found.draft else {}

    def told(part: str) -> dict[str, str]:
        codes = method_of(analysis).social.codes
        return _some((code, texts.get(f"{code}.{part}", "").strip()) for code in codes)

    return told(EVIDENCE), told(SOCIAL_NOTE)


def _choice(analysis: Analysis) -> dict[str, Any]:
    row = choice_of(analysis)
    return {} if row is None else _some([("answers", row.answers), ("reason", row.reason)])


def _is_open(card: SocialAssessment, phase: Phase) -> bool:
    rounds = SocialRound.objects.filter(analysis=card.analysis_id, phase=phase)
    return is_revealed(rounds.first())


def names_once(cards: list[SocialAssessment], phase: Phase) -> dict[int, str]:
    """Return the names of a phase's cards by number; one that stands twice gets „(2)”."""
    found: dict[int, str] = {}
    for card in cards:
        if card.phase != phase:
            continue
        name, at = card.name, 1
        while name in found.values():
            at += 1
            name = f"{card.name[:LONGEST_NAME]} ({at})"
        found[card.pk] = name
    return found


def _scores(
    cards: list[SocialAssessment], phase: Phase, codes: tuple[str, ...]
) -> list[dict[str, Any]]:
    """Return the scores of a phase's sent cards; none before the team has met."""
    if not cards or not _is_open(cards[0], phase):
        return []
    found, names = [], names_once(cards, phase)
    for card in cards:
        if card.phase != phase or card.state != SocialAssessment.State.SENT:
            continue
        texts = card.draft.texts()
        for code in codes:
            marks = [
                (side, int(texts[f"{code}.{side}"]))
                for side in ("before", "after")
                if texts.get(f"{code}.{side}", "").isdecimal()
            ]
            if marks:
                found.append(
                    _some(
                        [
                            ("assessor", names[card.pk]),
                            ("criterion", code),
                            *marks,
                            ("perspective", card.perspective),
                            ("note", texts.get(f"{code}.note", "").strip()),
                        ]
                    )
                )
    return found
