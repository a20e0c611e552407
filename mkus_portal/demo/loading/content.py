"""The demonstration's content files, read once."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "content"


@cache
def content(name: str) -> dict[str, Any]:
    """Return a content file. Raises FileNotFoundError, tomllib.TOMLDecodeError."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def office_of(code: str) -> dict[str, Any]:
    """Return an office's entry. Raises StopIteration for an unknown code."""
    return next(one for one in content("offices")["office"] if one["code"] == code)
