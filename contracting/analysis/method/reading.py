"""Reading a version of the method from TOML; what is wrong is named by file and key."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from contracting.analysis.method.definition import (
    Choices,
    Column,
    CommissioningHints,
    Item,
    Method,
    Question,
    ReportPlaces,
    Stage,
)

CELL_KINDS = frozenset({"text", "long", "number", "date", "choice", "radio"})
ITEM_KINDS = CELL_KINDS | {"verdict", "table"}
WITH_CHOICES = frozenset({"choice", "radio"})
LONGEST_PLACE = 40


class MethodError(ValueError):
    """A file of the method is wrong; the message names the file and the key."""


class Reader:
    """A table of a TOML file that knows where it stands and what has been read from it."""

    def __init__(self, where: str, raw: object) -> None:
        self.where = where
        if not isinstance(raw, dict):
            self.fail("tu powinna być tabela TOML")
        self.raw: dict[str, Any] = dict(raw) if isinstance(raw, dict) else {}

    def fail(self, sentence: str) -> None:
        """Raise MethodError with the place in the file."""
        message = f"{self.where}: {sentence}"
        raise MethodError(message)

    def take(self, key: str, kind: type[Any], default: Any = None) -> Any:  # noqa: ANN401 - TOML's value of the kind
        """Return a key's value and cross it off. Raises MethodError when it is not of the kind."""
        if key not in self.raw:
            if default is None:
                self.fail(f"brak klucza „{key}”")
            return default
        value = self.raw.pop(key)
        if not isinstance(value, kind) or (kind is str and not value.strip()):
            self.fail(f"klucz „{key}” ma złą wartość")
        return value

    def each(self, key: str, name: str) -> list["Reader"]:
        """Return the tables of a list, each named by its key `name` or by its number."""
        found = []
        for number, raw in enumerate(self.take(key, list), 1):
            label = raw.get(name, number) if isinstance(raw, dict) else number
            found.append(Reader(f"{self.where}: {label}", raw))
        if not found:
            self.fail(f"lista „{key}” jest pusta")
        return found

    def finish(self) -> None:
        """Refuse keys that nobody asked for: they are typing errors."""
        if self.raw:
            self.fail(f"nieznany klucz „{min(self.raw)}”")


def read_method(folder: Path) -> Method:
    """Return the version that stands in a folder. Raises MethodError."""
    head = _file(folder, "method.toml")
    version = head.take("version", str)
    if version != folder.name:
        head.fail(f"klucz „version” to {version}, a folder nazywa się {folder.name}")
    verdicts = tuple(head.take("verdicts", dict).items())
    types = _types(_file(folder, "types.toml"))
    stage1 = _stage(_file(folder, "stage1.toml"), frozenset(types), verdicts)
    method = Method(
        version=version,
        valid_from=head.take("valid_from", date),
        name=head.take("name", str),
        origin=head.take("origin", str),
        scope=head.take("scope", str),
        notes=tuple(_note(one) for one in head.each("note", "title")),
        verdicts=verdicts,
        types=types,
        stage1=stage1,
        report=_report(Reader(f"{head.where}: report", head.take("report", dict)), stage1),
    )
    head.finish()
    return method


def _file(folder: Path, name: str) -> Reader:
    where = f"{folder.name}/{name}"
    try:
        with (folder / name).open("rb") as file:
            return Reader(where, tomllib.load(file))
    except FileNotFoundError as error:
        message = f"{where}: nie ma takiego pliku"
        raise MethodError(message) from error
    except tomllib.TOMLDecodeError as error:
        message = f"{where}: to nie jest poprawny TOML ({error})"
        raise MethodError(message) from error


def _note(reader: Reader) -> tuple[str, str]:
    note = (reader.take("title", str), reader.take("text", str))
    reader.finish()
    return note


def _report(reader: Reader, stage: Stage) -> ReportPlaces:
    known = {item.place for one in stage.questions for item in one.items if not item.is_table}
    places = {key: reader.take(key, str) for key in ("goal", "today", "after")}
    for key, place in places.items():
        if place not in known:
            reader.fail(f"klucz „{key}”: nie ma pola „{place}”")
    reader.finish()
    return ReportPlaces(**places)


def _types(reader: Reader) -> dict[str, CommissioningHints]:
    found: dict[str, CommissioningHints] = {}
    for one in reader.each("type", "code"):
        texts = {
            key: one.take(key, str)
            for key in ("code", "label", "of_what", "definition", "unit", "basis")
        }
        if texts["code"] in found:
            one.fail("ten typ już jest")
        found[texts["code"]] = CommissioningHints(**texts, hints=_texts(one, "hints"))
        one.finish()
    reader.finish()
    return found


def _texts(reader: Reader, key: str) -> tuple[str, ...]:
    texts = reader.take(key, list)
    if not texts or not all(isinstance(one, str) and one.strip() for one in texts):
        reader.fail(f"klucz „{key}” to niepusta lista tekstów")
    return tuple(texts)


def _stage(reader: Reader, types: frozenset[str], verdicts: Choices) -> Stage:
    questions: dict[str, Question] = {}
    for one in reader.each("question", "id"):
        question = _question(one, types, verdicts)
        if question.code in questions:
            one.fail("to pytanie już jest")
        questions[question.code] = question
    stage = Stage(
        code=reader.take("code", str),
        title=reader.take("title", str),
        intro=reader.take("intro", str),
        master=_texts(reader, "master"),
        questions=tuple(questions.values()),
    )
    reader.finish()
    return stage


def _question(reader: Reader, types: frozenset[str], verdicts: Choices) -> Question:
    code = reader.take("id", str)
    required = reader.take("required", bool, default=True)
    any_item = reader.take("any", bool, default=False)
    for_types = tuple(reader.take("types", list, default=[]))
    if unknown := set(for_types) - types:
        reader.fail(f"klucz „types”: nie ma typu „{min(unknown)}”")
    say = required and not any_item
    items = tuple(_item(one, code, verdicts, say=say) for one in reader.each("item", "code"))
    if len({one.place for one in items}) != len(items):
        reader.fail("dwa pola mają ten sam klucz „code”")
    verdict = reader.take("verdict", str, default="")
    if verdict and [one.kind for one in items] != ["radio", "long"]:
        reader.fail("werdykt ma dwa pola: skalę („verdict”) i uzasadnienie („long”)")
    question = Question(
        code=code,
        text=reader.take("text", str),
        hint=reader.take("hint", str),
        source=reader.take("source", str),
        items=items,
        types=for_types,
        required=required,
        any_item=any_item,
        missing=reader.take("missing", str) if required and any_item else "",
        verdict=verdict,
    )
    reader.finish()
    return question


def _item(reader: Reader, question: str, verdicts: Choices, *, say: bool) -> Item:
    """Return an input; with `say` a required one must tell what is missing."""
    own = reader.take("code", str, default="")
    kind = _kind(reader, ITEM_KINDS)
    required = reader.take("required", bool, default=True)
    place = f"{question}.{own}" if own else question
    if len(place) > LONGEST_PLACE or ":" in place:
        reader.fail("klucz „code” jest za długi albo ma dwukropek")
    is_table = kind == "table"
    columns = tuple(_column(one) for one in reader.each("column", "code")) if is_table else ()
    item = Item(
        place=place,
        label=reader.take("label", str),
        kind="radio" if kind == "verdict" else kind,
        required=required,
        missing=reader.take("missing", str) if say and required else "",
        choices=verdicts if kind == "verdict" else _choices(reader, kind),
        add_label=reader.take("add_label", str) if is_table else "",
        columns=columns,
    )
    reader.finish()
    return item


def _kind(reader: Reader, known: frozenset[str]) -> str:
    kind: str = reader.take("kind", str)
    if kind not in known:
        reader.fail(f"klucz „kind”: nieznany rodzaj „{kind}”")
    return kind


def _choices(reader: Reader, kind: str) -> Choices:
    if kind not in WITH_CHOICES:
        return ()
    pairs = reader.take("choices", list)
    if not pairs or not all(_is_pair(one) for one in pairs):
        reader.fail("klucz „choices” to niepusta lista par [wartość, etykieta]")
    return tuple((one[0], one[1]) for one in pairs)


def _is_pair(one: object) -> bool:
    two = 2
    return isinstance(one, list) and len(one) == two and all(isinstance(part, str) for part in one)


def _column(reader: Reader) -> Column:
    kind = _kind(reader, CELL_KINDS)
    column = Column(
        code=reader.take("code", str),
        label=reader.take("label", str),
        kind=kind,
        required=reader.take("required", bool, default=True),
        choices=_choices(reader, kind),
    )
    reader.finish()
    return column
