"""The named fields of a call's draft: which there are, what they are called, what they say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models

from contracting.calls.models import (
    LIMIT_FIELDS,
    Call,
    CallTask,
    Criterion,
    PreviousTask,
)
from mkus_portal.drafting.models import Draft
from mkus_portal.drafting.registry import Table
from mkus_portal.money import MoneyField
from mkus_portal.web import wording

FORM_CODE, FORM_VERSION = "call", "1"
TASKS, CRITERIA, PREVIOUS = "tasks", "criteria", "previous"
BASICS = (
    "title",
    "year",
    "unit",
    "draft_budget",
    "decision_on",
    *LIMIT_FIELDS,
    "max_offers_per_organisation",
    "contact_name",
    "contact_email",
    "contact_phone",
)
TEXTS = (
    "award_rules",
    "conditions",
    "submission_rules",
    "selection_rules",
    "annulment_reservation",
    "further_terms",
    "first_time",
)
TABLES = {
    TASKS: Table(
        TASKS,
        (
            "title",
            "code",
            "description",
            "pool",
            "spheres",
            *LIMIT_FIELDS,
            "max_offers_per_organisation",
        ),
    ),
    CRITERIA: Table(
        CRITERIA,
        (
            "label",
            "parent",
            "statutory",
            "description",
            "task",
            "max_points",
            "points_step",
            "weight",
            "counts",
        ),
    ),
    PREVIOUS: Table(PREVIOUS, ("label", "year", "cost", "grants")),
}
NAMES = {TASKS: "Zadania", CRITERIA: "Kryteria", PREVIOUS: "Zadania z lat poprzednich"}
MODELS: dict[str, type[models.Model]] = {
    "": Call,
    TASKS: CallTask,
    CRITERIA: Criterion,
    PREVIOUS: PreviousTask,
}
PERCENTS = frozenset(name for name in LIMIT_FIELDS if name.endswith(("_share", "_cap")))
SPHERES = "sfery zadań publicznych"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the draft: fields of the call, or a list of rows with the same fields."""

    code: str
    title: str
    fields: tuple[str, ...] = ()
    table: str = ""

    @property
    def items(self) -> frozenset[str]:
        """What stands in it, as the places name it."""
        return frozenset({self.table} if self.table else self.fields)


PARTS = (
    Part("basics", "Podstawy", BASICS),
    Part(TASKS, NAMES[TASKS], table=TASKS),
    Part(CRITERIA, NAMES[CRITERIA], table=CRITERIA),
    Part(PREVIOUS, NAMES[PREVIOUS], table=PREVIOUS),
    Part("text", "Treść ogłoszenia", TEXTS),
)


def fields(draft: Draft) -> frozenset[str]:
    """Return the call's own fields."""
    return frozenset((*BASICS, *TEXTS))


def column(table: str, field: str) -> "models.Field[Any, Any]":
    """Return the column that holds a field."""
    found: models.Field[Any, Any] = MODELS[table]._meta.get_field(field)  # type: ignore[assignment]  # noqa: SLF001 - Django's own; fields are columns
    return found


def name_of(table: str, field: str) -> str:
    """Return what a field is called on the screen."""
    name = SPHERES if field == "spheres" else str(column(table, field).verbose_name)
    return name[:1].upper() + name[1:]


def label(draft: Draft, place: str) -> str:
    """Return what a place is called: a field of the call, a list, a field in a list."""
    item, *rest = place.split(":")
    if item not in TABLES:
        return name_of("", item) if item in fields(draft) else item
    if len(rest) > 1 and rest[1] in TABLES[item].cells:
        return f"{NAMES[item]}: {name_of(item, rest[1]).lower()}"
    return NAMES[item]


def is_text(table: str, field: str) -> bool:
    """Whether a column holds a text of one's own, not a number, a day or a choice."""
    if field == "spheres":
        return False
    held = column(table, field)
    return isinstance(held, (models.CharField, models.TextField)) and not held.choices


def rows(call: Call, table: str) -> Sequence[Any]:
    """Return a list's rows in the order in which the draft shows them; one or two queries."""
    if table == TASKS:
        return list(call.tasks.prefetch_related("spheres"))
    if table == CRITERIA:
        return list(call.criteria.select_related("task", "parent"))
    return list(call.previous_tasks.all())


def words(row: Any, field: str) -> str:  # noqa: ANN401 - the call or a row of one of its lists
    """Return what a field says, in Polish; empty where it says nothing."""
    if field == "spheres":
        return "; ".join(str(one) for one in row.spheres.all())
    held: models.Field[Any, Any] = type(row)._meta.get_field(field)  # noqa: SLF001 - Django's own
    value = getattr(row, field)
    if value is None or value == "":
        return ""
    if held.choices:
        return str(getattr(row, f"get_{field}_display")())
    return _said(held, value)


def _said(held: "models.Field[Any, Any]", value: Any) -> str:  # noqa: ANN401 - what a column holds
    """Return a value in words, by its kind."""
    if isinstance(value, bool):
        return "tak" if value else "nie"
    if isinstance(value, datetime):
        return wording.deadline(value)
    if isinstance(value, date):
        return wording.day(value)
    if isinstance(held, MoneyField):
        return wording.money(value)
    if isinstance(value, Decimal):
        return wording.percent(value) if held.name in PERCENTS else wording.number(value)
    return str(value).replace("\r\n", "\n")
