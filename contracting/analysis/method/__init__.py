"""The MKUS method as versioned files: texts, questions and hints are data, never code."""

from datetime import date
from functools import cache
from pathlib import Path

from contracting.analysis.method.choice import ChoiceMethod
from contracting.analysis.method.definition import (
    Column,
    CommissioningHints,
    Item,
    Method,
    Question,
    Stage,
    Tool,
)
from contracting.analysis.method.economic import EconomicMethod
from contracting.analysis.method.guide import Guide
from contracting.analysis.method.joining import Joining
from contracting.analysis.method.reading import MethodError, read_method
from contracting.analysis.method.social import SocialMethod

__all__ = [
    "ChoiceMethod",
    "Column",
    "CommissioningHints",
    "EconomicMethod",
    "Guide",
    "Item",
    "Joining",
    "Method",
    "MethodError",
    "Question",
    "SocialMethod",
    "Stage",
    "Tool",
    "method",
    "method_on",
    "methods",
    "read_method",
]
FOLDER = Path(__file__).parent


@cache
def methods() -> dict[str, Method]:
    """Return all versions, the oldest first. Raises MethodError for a file that is wrong."""
    folders = [path for path in FOLDER.iterdir() if (path / "method.toml").is_file()]
    found = sorted(map(read_method, folders), key=lambda one: (one.valid_from, one.version))
    return {one.version: one for one in found}


def method(version: str) -> Method:
    """Return a version. Raises KeyError for one that the portal does not have."""
    return methods()[version]


def method_on(day: date) -> Method:
    """Return the version in force on a day; the oldest one for days before it."""
    found = list(methods().values())
    return next((one for one in reversed(found) if one.valid_from <= day), found[0])
