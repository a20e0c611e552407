"""The language of contract templates: headings, paragraphs, fields, conditions, the clause.

A line that starts with `# ` is a heading; other lines are paragraphs. `{{nazwa}}` is a field. Lines
in square brackets steer: `[jeżeli: wsparcie]`, `[jeżeli nie: wsparcie]`, `[w przeciwnym razie]`,
`[koniec]`; `[klauzula: dostępność]` … `[koniec]` marks the accessibility clause (R22). An office
writes this text, so nothing in it is ever run. Paragraphs that begin with a number are numbered
anew under each heading, so that a condition leaves no hole.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

FIELD = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
NUMBERED = re.compile(r"^\d+\.\s+")
STEER = re.compile(r"^\[([^\[\]]+)\]$")
IF, IF_NOT, CLAUSE = "jeżeli:", "jeżeli nie:", "klauzula:"
ELSE, END = "w przeciwnym razie", "koniec"
ACCESSIBILITY = "dostępność"
NO_CLAUSE = (
    "Brakuje klauzuli dostępności: wpisz [klauzula: dostępność], pod nią warunki i [koniec]"
    " (art. 4 ust. 3 ustawy o zapewnianiu dostępności)."
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a template; `line` counts from 1, 0 is the whole text."""

    line: int
    sentence: str

    def __str__(self) -> str:
        return f"Wiersz {self.line}: {self.sentence}" if self.line else self.sentence


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the text: a heading or a paragraph."""

    text: str
    is_heading: bool = False


@dataclass(slots=True)
class _Open:
    """A condition or a clause that is not closed yet."""

    line: int
    kind: str
    shows: bool
    has_else: bool = False
    said: list[str] = field(default_factory=list)


def faults_of(text: str, fields: Collection[str], conditions: Collection[str]) -> list[Fault]:
    """Return everything that is wrong in the template; empty when it can be used."""
    found: list[Fault] = []
    opened: list[_Open] = []
    clauses = 0
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        steer = STEER.match(line)
        if steer:
            clauses += _steer(steer[1].strip(), number, opened, found, conditions)
            continue
        if line and not line.startswith("# "):
            for one in opened:
                one.said.append(line)
        found += _unknown_fields(line, number, fields)
    found += [Fault(one.line, "Ten fragment nie ma końca: dopisz [koniec].") for one in opened]
    if not clauses:
        found.append(Fault(0, NO_CLAUSE))
    return found


def _unknown_fields(line: str, number: int, fields: Collection[str]) -> Iterator[Fault]:
    for name in FIELD.findall(line):
        if name not in fields:
            yield Fault(number, f"Nie ma pola „{name}”. Wybierz pole z listy.")
    left = FIELD.sub("", line)
    if "{{" in left or "}}" in left:
        yield Fault(number, "Pole zapisuje się w podwójnych klamrach: {{nazwa pola}}.")


def _steer(
    said: str,
    number: int,
    opened: list[_Open],
    found: list[Fault],
    conditions: Collection[str],
) -> int:
    """Follow a line in square brackets; return 1 where it closes the accessibility clause."""
    if said == END:
        return _close(number, opened, found)
    if said == ELSE:
        if not opened or opened[-1].kind == CLAUSE or opened[-1].has_else:
            found.append(Fault(number, "[w przeciwnym razie] stoi po [jeżeli: …], jeden raz."))
        else:
            opened[-1].has_else = True
        return 0
    for kind in (IF_NOT, IF, CLAUSE):
        if said.startswith(kind):
            name = said.removeprefix(kind).strip()
            found += _named_wrongly(kind, name, number, opened, conditions)
            opened.append(_Open(number, kind, shows=True))
            return 0
    found.append(Fault(number, f"Nie rozumiem polecenia [{said}]."))
    return 0


def _named_wrongly(
    kind: str, name: str, number: int, opened: list[_Open], conditions: Collection[str]
) -> Iterator[Fault]:
    if kind != CLAUSE:
        if name not in conditions:
            yield Fault(number, f"Nie ma warunku „{name}”. Wybierz warunek z listy.")
    elif name != ACCESSIBILITY:
        yield Fault(number, f"Nie ma klauzuli „{name}”. Jest jedna: dostępność.")
    elif opened:
        yield Fault(number, "Klauzula dostępności nie może zależeć od warunku.")


def _close(number: int, opened: list[_Open], found: list[Fault]) -> int:
    if not opened:
        found.append(Fault(number, "[koniec] bez początku."))
        return 0
    one = opened.pop()
    if one.kind != CLAUSE:
        return 0
    if not one.said:
        found.append(Fault(one.line, "Klauzula dostępności jest pusta."))
    return 1


def rendered(
    text: str, values: Mapping[str, str], conditions: Mapping[str, bool]
) -> tuple[Block, ...]:
    """Return the text with its fields filled in and only the parts whose conditions hold.

    The template is one without faults. A field without a value leaves a dotted line to be filled.
    """
    blocks: list[Block] = []
    opened: list[_Open] = []
    number = 0
    for raw in text.splitlines():
        line = raw.strip()
        steer = STEER.match(line)
        if steer:
            _follow(steer[1].strip(), opened, conditions)
        elif line and all(one.shows for one in opened):
            if line.startswith("# "):
                number = 0
            elif NUMBERED.match(line):
                number += 1
                line = NUMBERED.sub(f"{number}. ", line)
            blocks.append(_block(line, values))
    return tuple(blocks)


def _follow(said: str, opened: list[_Open], conditions: Mapping[str, bool]) -> None:
    if said == END:
        opened.pop()
    elif said == ELSE:
        opened[-1].shows = not opened[-1].shows
    elif said.startswith(IF_NOT):
        holds = conditions[said.removeprefix(IF_NOT).strip()]
        opened.append(_Open(0, IF_NOT, shows=not holds))
    elif said.startswith(IF):
        opened.append(_Open(0, IF, shows=conditions[said.removeprefix(IF).strip()]))
    else:
        opened.append(_Open(0, CLAUSE, shows=True))


def _block(line: str, values: Mapping[str, str]) -> Block:
    is_heading = line.startswith("# ")
    filled = FIELD.sub(lambda match: values.get(match[1]) or "………………", line.removeprefix("# "))
    return Block(filled.replace("r..", "r."), is_heading)
