"""The typical plan of work as data: from which a plan is started."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contracting.analysis.method.reading import Reader

MOST_WEEKS = 520


@dataclass(frozen=True, slots=True)
class TypicalStep:
    """A step of the typical plan: `week` is its first week, counted from the plan's first day.

    `after` is the code of the step that must end first; `types` empty: for every type.
    """

    code: str
    action: str
    stage: str
    owner: str
    week: int
    weeks: int
    result: str
    after: str
    types: tuple[str, ...]

    def is_for(self, commissioning_type: str) -> bool:
        """Whether the step belongs to the type's plan."""
        return not self.types or commissioning_type in self.types


def read_plan(reader: "Reader", types: frozenset[str]) -> tuple[TypicalStep, ...]:
    """Return the content of `plan.toml`. Raises MethodError naming file and key."""
    found: dict[str, TypicalStep] = {}
    for one in reader.each("step", "code"):
        step = TypicalStep(
            code=one.take("code", str),
            action=one.take("action", str),
            stage=one.take("stage", str),
            owner=one.take("owner", str),
            week=_weeks(one, "week", 0),
            weeks=_weeks(one, "weeks", 1),
            result=one.take("result", str),
            after=one.take("after", str, default=""),
            types=tuple(one.take("types", list, default=[])),
        )
        if unknown := set(step.types) - types:
            one.fail(f"klucz „types”: nie ma typu „{min(unknown)}”")
        if step.code in found or (step.after and step.after not in found):
            one.fail("klucze „code” i „after”: krok stoi dwa razy albo czeka na nieznany krok")
        found[step.code] = step
        one.finish()
    reader.finish()
    return tuple(found.values())


def _weeks(reader: "Reader", key: str, least: int) -> int:
    value: int = reader.take(key, int)
    if isinstance(value, bool) or not least <= value <= MOST_WEEKS:
        reader.fail(f"klucz „{key}” to liczba tygodni od {least} do {MOST_WEEKS}")
    return value
