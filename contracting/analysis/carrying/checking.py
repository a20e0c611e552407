"""Reading a file of `mkus-analysis/1`: whole and right, or refused with every place named."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NoReturn

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError as SchemaFault

from contracting.analysis.carrying import FORMAT
from contracting.analysis.carrying.schema import DAY, MONEY, SAYS, schema_of
from contracting.analysis.method import Column, Item, Method, methods

Path = tuple[str | int, ...]
MOST_FAULTS = 20
LARGEST_FILE = 5_000_000
OVERHEAD = {
    "amount": ("amount",),
    "percent": ("percent",),
    "posts": ("total_overhead", "task_posts", "all_posts"),
}
SENTENCES = {
    "additionalProperties": "nieznany klucz",
    "required": "brak wymaganego klucza",
    "enum": "nieznana wartość",
    "type": "wartość złego rodzaju",
    "minItems": "lista jest pusta",
    "maxItems": "lista jest za długa",
    "uniqueItems": "lista ma powtórzenia",
    "minLength": "tekst jest pusty",
    "maxLength": "tekst jest za długi",
    "minimum": "liczba jest za mała",
    "maximum": "liczba jest za duża",
    "const": "inna wartość niż wymagana",
    "anyOf": "wartość złego rodzaju",
    "minProperties": "nic tu nie stoi",
}


class CarryingError(ValueError):
    """The file is refused; `faults` are Polish sentences, each beginning with its place."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


def read_carried(text: str) -> dict[str, Any]:
    """Return the content of a file. Raises CarryingError naming the places of all faults."""
    data = _parsed(text)
    method = _method_of(data)
    faults = sorted(Draft202012Validator(schema_of(method)).iter_errors(data), key=_order)
    if faults:
        raise CarryingError([_sentence(one) for one in faults][:MOST_FAULTS])
    found = list(_faults(data, method))
    if found:
        raise CarryingError(found[:MOST_FAULTS])
    return data


def _parsed(text: str) -> dict[str, Any]:
    if len(text) > LARGEST_FILE:
        _refuse("Plik jest za duży.")
    try:
        data = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        where = str(error) if isinstance(error, CarryingError) else f"to nie jest JSON ({error})"
        _refuse(f"Plik: {where}.")
    if not isinstance(data, dict):
        _refuse("Plik: na początku powinien stać obiekt JSON.")
    odd = [f"{place_of(path)}: niedozwolony znak." for path in _unwritable(data, ())]
    if odd:
        raise CarryingError(odd[:MOST_FAULTS])
    return data


def _unwritable(value: Any, path: Path) -> Iterator[Path]:  # noqa: ANN401 - JSON
    """Yield the places of texts that no database keeps: with NUL, or half of a character."""
    if isinstance(value, str):
        if "\x00" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
            yield path
    elif isinstance(value, dict):
        for key, inside in value.items():
            yield from _unwritable(key, path)
            yield from _unwritable(inside, (*path, key))
    elif isinstance(value, list):
        for at, inside in enumerate(value):
            yield from _unwritable(inside, (*path, at))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that stands twice: one of the values would be lost."""
    keys = [key for key, _ in pairs]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise CarryingError([f"klucz „{twice[0]}” stoi dwa razy"])
    return dict(pairs)


def _no_constant(name: str) -> NoReturn:
    raise CarryingError([f"wartość „{name}” nie jest dozwolona"])


def _refuse(sentence: str) -> NoReturn:
    raise CarryingError([sentence])


def _method_of(data: dict[str, Any]) -> Method:
    """Return the method that the file names; the format comes first."""
    if "format" not in data:
        _refuse("format: brak wymaganego klucza.")
    if data["format"] != FORMAT:
        _refuse(f"format: portal czyta pliki „{FORMAT}”, a ten ma „{data['format']}”.")
    if "method" not in data:
        _refuse("method: brak wymaganego klucza.")
    version = data["method"]
    if not isinstance(version, str) or version not in methods():
        known = ", ".join(methods())
        _refuse(f"method: portal nie ma wersji metody „{version}”. Ma: {known}.")
    return methods()[version]


def _order(fault: SchemaFault) -> str:
    return place_of(fault.absolute_path)


def place_of(path: Iterable[str | int]) -> str:
    """Return a place as people read it: `economic.lines[3].group`, the first row is 1."""
    parts = [f"[{one + 1}]" if isinstance(one, int) else f".{one}" for one in path]
    return "".join(parts).removeprefix(".") or "plik"


def _sentence(fault: SchemaFault) -> str:
    """Return a fault of the schema as a sentence with its place."""
    rule = str(fault.validator)
    place = place_of(fault.absolute_path)
    if rule == "anyOf" and isinstance(fault.instance, dict) and fault.context:
        return _sentence(max(fault.context, key=lambda one: len(one.absolute_path)))
    if rule == "additionalProperties":
        known = set(fault.schema.get("properties", {}))
        odd = ", ".join(f"„{key}”" for key in sorted(set(fault.instance) - known))
        return f"{place}: {SENTENCES[rule]} {odd}."
    if rule == "required":
        missing = next(key for key in fault.validator_value if key not in fault.instance)
        return f"{place}: {SENTENCES[rule]} „{missing}”."
    if rule == "pattern" and fault.validator_value == SAYS:
        return f"{place}: {SENTENCES['minLength']}."
    if rule == "pattern":
        return f"{place}: {_number_sentence(fault)}, a jest „{fault.instance}”."
    shown = f" „{fault.instance}”" if isinstance(fault.instance, (str, int)) else ""
    return f"{place}: {SENTENCES.get(rule, 'wartość niedozwolona')}{shown}."


def _number_sentence(fault: SchemaFault) -> str:
    if fault.validator_value == MONEY:
        return "powinna tu stać kwota, zero lub więcej, z najwyżej dwoma miejscami po kropce"
    if fault.validator_value == DAY:
        return "powinna tu stać data, np. 2027-03-31"
    return "powinna tu stać liczba zapisana zwykle, bez minusa i w dozwolonym zakresie"


def _faults(data: dict[str, Any], method: Method) -> Iterator[str]:
    """Yield what a schema cannot say: days, rows pointed at, groups of scenarios, sums."""
    kind = data["commissioning_type"]
    for question in method.questions():
        answers = data.get("answers", {}).get(question.code)
        if answers is None:
            continue
        if not question.is_for(kind):
            yield f"answers.{question.code}: tego pytania nie ma w typie „{kind}”."
        for item in question.items:
            if item.part in answers and not item.is_module:
                yield from _answer_faults(f"answers.{question.code}", item, answers[item.part])
    yield from _economic_faults(data.get("economic", {}), method, kind)
    yield from _social_faults(data.get("social", {}), method, kind)


def _answer_faults(where: str, item: Item, answer: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    place = f"{where}.{item.part}"
    if not item.is_table:
        yield from _cell_faults(place, item, answer, 0, 0)
        return
    for number, row in enumerate(answer, 1):
        cells = {} if isinstance(row, str) else row
        for column in item.columns:
            if column.code in cells:
                cell = f"{place}[{number}].{column.code}"
                yield from _cell_faults(cell, column, cells[column.code], number, len(answer))


def _cell_faults(
    place: str,
    spec: Item | Column,
    cell: Any,  # noqa: ANN401 - JSON
    number: int,
    rows: int,
) -> Iterator[str]:
    if spec.kind == "date" and not _is_day(cell):
        yield f"{place}: nie ma takiego dnia „{cell}”."
    if spec.kind == "row" and (cell > rows or cell == number):
        yield f"{place}: nie ma wiersza {cell}, na który można wskazać."


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _economic_faults(economic: dict[str, Any], method: Method, kind: str) -> Iterator[str]:
    lines = economic.get("lines", [])
    for number, line in enumerate(lines, 1):
        yield from _line_faults(f"economic.lines[{number}]", line, method)
    overhead = economic.get("overhead", {"key": "none"})
    keys = OVERHEAD.get(overhead["key"], ())
    for key in keys:
        if key not in overhead:
            yield f"economic.overhead: brak wymaganego klucza „{key}”."
    for key in sorted(set(overhead) - set(keys) - {"key"}):
        yield f"economic.overhead.{key}: ten klucz nie należy do „{overhead['key']}”."
    is_empty = overhead["key"] == "none" and not any(one["scenario"] == "A" for one in lines)
    if not is_empty and Decimal(economic.get("units_before", "1")) <= 0:
        yield "economic.units_before: gdy jest stan obecny, liczba musi być większa od zera."
    for part, of_type in (("regranting", "regranting"), ("partners", "cooperation")):
        if part in economic and kind != of_type:
            yield f"economic.{part}: tej części nie ma w typie „{kind}”."


def _line_faults(place: str, line: dict[str, Any], method: Method) -> Iterator[str]:
    group = method.economic.groups[line["group"]]
    is_one_off = group.kind == "one_off"
    if line["scenario"] not in group.scenarios:
        yield (
            f"{place}.group: grupy „{group.code}” nie ma w stanie {line['scenario']}"
            f" („{line.get('name', '')}”)."
        )
    recurrence = line.get("recurrence", "one_off" if is_one_off else "annual")
    if (recurrence == "one_off") != is_one_off:
        yield f"{place}.recurrence: jednorazowe są koszty grupy JEDN i tylko one."
    if is_one_off and Decimal(line.get("times_per_year", "1")) != 1:
        yield f"{place}.times_per_year: koszt jednorazowy liczy się raz, powinno tu stać 1."


def _social_faults(social: dict[str, Any], method: Method, kind: str) -> Iterator[str]:
    changed = {code: Decimal(weight) for code, weight in social.get("weights", {}).items()}
    total = sum((method.social.weights(kind) | changed).values())
    if total != 100:  # noqa: PLR2004 - per cent
        yield f"social.weights: wagi dają razem {total}, a mają dać 100."
    for part in ("scores", "measured"):
        yield from _score_faults(f"social.{part}", social.get(part, []))
    for part in ("evidence", "measured_evidence"):
        criteria = [one["criterion"] for one in social.get(part, [])]
        for number, code in enumerate(criteria, 1):
            if code in criteria[: number - 1]:
                yield f"social.{part}[{number}]: dowód kryterium „{code}” stoi drugi raz."


def _score_faults(place: str, scores: list[dict[str, Any]]) -> Iterator[str]:
    """Yield who scores twice, and marks like 3.0, which a schema takes for whole numbers."""
    seen = set()
    for number, score in enumerate(scores, 1):
        pair = (score["assessor"], score["criterion"])
        if pair in seen:
            yield f"{place}[{number}]: {pair[0]} ocenia „{pair[1]}” drugi raz."
        seen.add(pair)
        for side in ("before", "after"):
            if isinstance(score.get(side), float):
                yield f"{place}[{number}].{side}: powinna tu stać liczba całkowita."
