"""Official forms as dated, versioned definitions: read from TOML, validated on load."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

KINDS = frozenset({"prefilled", "text", "long", "date", "email", "tel", "radio", "table"})


class DefinitionError(ValueError):
    """A form's file is wrong; the message names the file and the key."""


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of the form under its official name."""

    code: str
    label: str
    kind: str
    required: bool = True
    limit: int = 0
    footnote: int = 0
    choices: tuple[tuple[str, str], ...] = ()
    table: str = ""
    joint_only: bool = False

    @property
    def is_part(self) -> bool:
        """Whether the code is ours: a part of a field that the form numbers as one."""
        return self.code.rpartition(".")[2].islower()

    @property
    def is_written(self) -> bool:
        """Whether a person writes it as one text."""
        return self.kind not in {"prefilled", "table"}


@dataclass(frozen=True, slots=True)
class FormSection:
    """A numbered part of the form."""

    code: str
    title: str
    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True)
class FormDefinition:
    """One version of an official form."""

    code: str
    version: str
    valid_from: date
    title: str
    joint_title: str
    basis: str
    cite: str
    instruction: str
    sections: tuple[FormSection, ...]
    intro: str
    declarations: tuple[str, ...]
    footnotes: Mapping[int, str]

    def field(self, code: str) -> FormField:
        """Return the field. Raises KeyError when the form has none of that code."""
        for section in self.sections:
            for one in section.fields:
                if one.code == code:
                    return one
        raise KeyError(code)

    def section(self, code: str) -> FormSection:
        """Return the section. Raises KeyError when the form has none of that code."""
        for one in self.sections:
            if one.code == code:
                return one
        raise KeyError(code)

    def section_of(self, code: str) -> str:
        """Return the code of the section in which a field stands. Raises KeyError."""
        for section in self.sections:
            if any(one.code == code for one in section.fields):
                return section.code
        raise KeyError(code)

    def written_fields(self, *, joint: bool) -> tuple[FormField, ...]:
        """Return the fields that a person writes as texts."""
        return tuple(
            one
            for section in self.sections
            for one in section.fields
            if one.is_written and (joint or not one.joint_only)
        )


def _field(file: str, raw: dict[str, Any], tables: frozenset[str]) -> FormField:
    key = raw.get("code", "?")
    for name in ("code", "label", "kind"):
        if not raw.get(name):
            message = f"{file}: pole {key}: brak klucza „{name}”"
            raise DefinitionError(message)
    if raw["kind"] not in KINDS:
        message = f"{file}: pole {key}: nieznany rodzaj „{raw['kind']}”"
        raise DefinitionError(message)
    if raw["kind"] == "table" and raw.get("table") not in tables:
        message = f"{file}: pole {key}: nieznana tabela „{raw.get('table')}”"
        raise DefinitionError(message)
    if raw["kind"] == "radio" and not raw.get("choices"):
        message = f"{file}: pole {key}: brak klucza „choices”"
        raise DefinitionError(message)
    choices = tuple((one[0], one[1]) for one in raw.get("choices", ()))
    try:
        return FormField(**{**raw, "choices": choices})
    except TypeError as error:
        message = f"{file}: pole {key}: {error}"
        raise DefinitionError(message) from error


@dataclass(frozen=True, slots=True)
class FormLibrary:
    """The official forms of one kind: their files, the tables and the declarations they have."""

    folder: Path
    tables: frozenset[str]
    declarations: int

    def all(self) -> tuple[FormDefinition, ...]:
        """Return every version of every form. Raises DefinitionError for a wrong file."""
        return _read_all(self)

    def get(self, code: str, version: str) -> FormDefinition:
        """Return the form of a code and version. Raises DefinitionError when there is none."""
        for one in self.all():
            if (one.code, one.version) == (code, version):
                return one
        message = f"{self.folder.name}: brak wzoru {code} w wersji {version}"
        raise DefinitionError(message)

    def in_force(self, code: str, day: date) -> FormDefinition:
        """Return the newest version of the form in force on the day. Raises DefinitionError."""
        found = [one for one in self.all() if one.code == code and one.valid_from <= day]
        if not found:
            message = f"{self.folder.name}: brak wzoru {code} na dzień {day:%d.%m.%Y}"
            raise DefinitionError(message)
        return max(found, key=lambda one: one.valid_from)


OFFERS = FormLibrary(
    Path(__file__).parent / "forms_of_law",
    frozenset({"actions", "results", "costs", "funding", "bidders"}),
    declarations=7,
)


def read_definition(text: str, file: str, library: FormLibrary = OFFERS) -> FormDefinition:
    """Return the definition written in TOML. Raises DefinitionError naming file and key."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = f"{file}: {error}"
        raise DefinitionError(message) from error
    for part in ("form", "section", "declarations", "footnotes"):
        if part not in raw:
            message = f"{file}: brak części „{part}”"
            raise DefinitionError(message)
    sections = tuple(
        FormSection(
            one["code"], one["title"], tuple(_field(file, f, library.tables) for f in one["field"])
        )
        for one in raw["section"]
    )
    codes = [one.code for section in sections for one in section.fields]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        message = f"{file}: pole {twice[0]} jest opisane dwa razy"
        raise DefinitionError(message)
    items = tuple(raw["declarations"]["items"])
    if len(items) != library.declarations:
        message = f"{file}: declarations.items: oświadczeń musi być {library.declarations}"
        raise DefinitionError(message)
    return FormDefinition(
        **raw["form"],
        sections=sections,
        intro=raw["declarations"]["intro"],
        declarations=items,
        footnotes={int(number): note for number, note in raw["footnotes"].items()},
    )


@cache
def _read_all(library: FormLibrary) -> tuple[FormDefinition, ...]:
    paths = sorted(library.folder.glob("*.toml"))
    return tuple(
        read_definition(path.read_text(encoding="utf-8"), path.name, library) for path in paths
    )


def form_definition(code: str, version: str) -> FormDefinition:
    """Return the offer's form of a code and version. Raises DefinitionError for an unknown one."""
    return OFFERS.get(code, version)


def form_in_force(code: str, day: date) -> FormDefinition:
    """Return the version of an offer's form in force on the day. Raises DefinitionError."""
    return OFFERS.in_force(code, day)
