"""Reading a version of the method from TOML; what is wrong is named by file and key."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from contracting.analysis.method.choice import read_choice
from contracting.analysis.method.definition import (
    Choices,
    Column,
    CommissioningHints,
    Item,
    Method,
    Question,
    ReportPlaces,
    Stage,
    Tool,
)
from contracting.analysis.method.economic import read_economic
from contracting.analysis.method.guide import read_guide
from contracting.analysis.method.joining import read_joining
from contracting.analysis.method.plan import read_plan
from contracting.analysis.method.social import read_social

CELL_KINDS = frozenset({"text", "long", "number", "money", "date", "choice", "radio"})
COLUMN_KINDS = CELL_KINDS | {"row"}
ITEM_KINDS = CELL_KINDS | {"verdict", "table", "module"}
MODULES = frozenset({"economic", "social", "survey"})
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
    stages = _stages(head, folder, frozenset(types), verdicts)
    tools = _tools(_file(folder, "tools.toml"), stages)
    social = read_social(_file(folder, "social.toml"), frozenset(types))
    economic = read_economic(_file(folder, "economic.toml"), frozenset(types))
    guide = (_file(folder, "guide.toml"), _file(folder, "guide_types.toml"))
    asked = [question for stage in stages for question in stage.questions]
    answers = {one.code: tuple(dict(verdicts)) for one in asked if one.verdict}
    method = Method(
        version=version,
        valid_from=head.take("valid_from", date),
        name=head.take("name", str),
        origin=head.take("origin", str),
        scope=head.take("scope", str),
        law_note=head.take("law_note", str),
        report_laws=_texts(head, "report_laws"),
        glossary=tuple(head.take("glossary", dict).items()),
        notes=tuple(_note(one) for one in head.each("note", "title")),
        verdicts=verdicts,
        types=types,
        stages=stages,
        tools=tools,
        chapters=tuple(_chapter(one, stages) for one in head.each("chapter", "title")),
        report=_report(Reader(f"{head.where}: report", head.take("report", dict)), stages),
        social=social,
        joining=read_joining(_file(folder, "joining.toml"), social, answers),
        plan=read_plan(_file(folder, "plan.toml"), frozenset(types)),
        economic=economic,
        choice=read_choice(_file(folder, "choice.toml"), frozenset(types)),
        guide=read_guide(*guide, frozenset(types), economic, social),
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


def _items(stages: tuple[Stage, ...]) -> dict[str, Item]:
    questions = [question for stage in stages for question in stage.questions]
    return {item.place: item for question in questions for item in question.items}


def _chapter(reader: Reader, stages: tuple[Stage, ...]) -> tuple[str, tuple[str, ...]]:
    chapter = (reader.take("title", str), _texts(reader, "questions"))
    known = {question.code for stage in stages for question in stage.questions}
    if unknown := set(chapter[1]) - known:
        reader.fail(f"klucz „questions”: nie ma pytania „{min(unknown)}”")
    reader.finish()
    return chapter


def _report(reader: Reader, stages: tuple[Stage, ...]) -> ReportPlaces:
    items = _items(stages)
    texts = {place for place, item in items.items() if item.is_text}
    tables = {place for place, item in items.items() if item.is_table}
    wanted = {"goal": texts, "today": texts, "after": texts}
    wanted |= {"risks": tables, "plan": tables, "milestones": tables}
    places = {key: reader.take(key, str) for key in wanted}
    for key, place in places.items():
        if place not in wanted[key]:
            reader.fail(f"klucz „{key}”: nie ma pola „{place}”")
    reader.finish()
    return ReportPlaces(**places)


def _stages(
    head: Reader, folder: Path, types: frozenset[str], verdicts: Choices
) -> tuple[Stage, ...]:
    names = _texts(head, "stages")
    stages = tuple(_stage(_file(folder, f"{name}.toml"), types, verdicts) for name in names)
    codes = [question.code for stage in stages for question in stage.questions]
    twice = {code for code in codes if codes.count(code) > 1}
    if twice or len({stage.code for stage in stages}) != len(stages):
        head.fail(f"klucz „stages”: dwa razy to samo „{min(twice, default='code')}”")
    return stages


def _tools(reader: Reader, stages: tuple[Stage, ...]) -> dict[str, Tool]:
    """Return the tools; each of their places is an input, each tool of a question is there."""
    items, found = _items(stages), {}
    for one in reader.each("tool", "code"):
        tool = Tool(
            code=one.take("code", str),
            label=one.take("label", str),
            about=one.take("about", str),
            places=_texts(one, "places"),
            expertise=one.take("expertise", str, default=""),
        )
        if unknown := set(tool.places) - set(items):
            one.fail(f"klucz „places”: nie ma pola „{min(unknown)}”")
        if tool.code in found:
            one.fail("to narzędzie już jest")
        found[tool.code] = tool
        one.finish()
    reader.finish()
    for question in (question for stage in stages for question in stage.questions):
        if unknown := set(question.tools) - set(found):
            reader.fail(f"pytanie {question.code}: nie ma narzędzia „{min(unknown)}”")
    return found


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
        number=reader.take("number", str),
        name=reader.take("name", str),
        title=reader.take("title", str),
        intro=reader.take("intro", str),
        master=_texts(reader, "master") if "master" in reader.raw else (),
        questions=tuple(questions.values()),
    )
    reader.finish()
    return stage


def _question(reader: Reader, types: frozenset[str], verdicts: Choices) -> Question:
    code = reader.take("id", str)
    required = reader.take("required", bool, default=True)
    any_item = reader.take("any", bool, default=False)
    for_types = _some_types(reader, "types", types)
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
        tools=tuple(reader.take("tools", list, default=[])),
        optional_for=_some_types(reader, "optional_for", types),
        law=tuple(reader.take("law", list, default=[])),
    )
    reader.finish()
    return question


def _some_types(reader: Reader, key: str, types: frozenset[str]) -> tuple[str, ...]:
    given = tuple(reader.take(key, list, default=[]))
    if unknown := set(given) - types:
        reader.fail(f"klucz „{key}”: nie ma typu „{min(unknown)}”")
    return given


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
    if kind == "module" and own not in MODULES:
        reader.fail(f"klucz „code”: nie ma modułu „{own}”")
    item = Item(
        place=place,
        label=reader.take("label", str),
        kind="radio" if kind == "verdict" else kind,
        required=required,
        missing=reader.take("missing", str) if say and required else "",
        part=reader.take("part", str, default=own or "text"),
        hint=reader.take("hint", str, default=""),
        choices=verdicts if kind == "verdict" else _choices(reader, kind),
        add_label=reader.take("add_label", str) if is_table else "",
        columns=columns,
        sum_column=_one_of(reader, "sum_column", columns),
        sum_to=reader.take("sum_to", int, default=0),
        product=_product(reader, columns),
        product_label=reader.take("product_label", str, default="") if is_table else "",
    )
    if bool(item.sum_column) != bool(item.sum_to) or bool(item.product) != bool(item.product_label):
        reader.fail("klucze „sum_column” i „sum_to” oraz „product” i „product_label” idą parami")
    reader.finish()
    return item


def _one_of(reader: Reader, key: str, columns: tuple[Column, ...]) -> str:
    code: str = reader.take(key, str, default="")
    if code and code not in {one.code for one in columns}:
        reader.fail(f"klucz „{key}”: nie ma kolumny „{code}”")
    return code


def _product(reader: Reader, columns: tuple[Column, ...]) -> tuple[str, ...]:
    codes = tuple(reader.take("product", list, default=[]))
    if unknown := set(codes) - {one.code for one in columns}:
        reader.fail(f"klucz „product”: nie ma kolumny „{min(unknown)}”")
    return codes


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
    kind = _kind(reader, COLUMN_KINDS)
    column = Column(
        code=reader.take("code", str),
        label=reader.take("label", str),
        kind=kind,
        required=reader.take("required", bool, default=True),
        choices=_choices(reader, kind),
    )
    reader.finish()
    return column
