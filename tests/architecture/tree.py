"""The source tree as the architecture tests read it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("mkus_portal", "ngos", "contracting", "advisory")


def modules() -> Iterator[Path]:
    """All modules of the product, migrations left out."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def templates() -> Iterator[Path]:
    """All templates."""
    yield from sorted((ROOT / "templates").rglob("*.html"))


@cache
def tree_of(path: Path) -> ast.Module:
    """The parsed module."""
    return ast.parse(path.read_text())


def name_of(path: Path) -> str:
    """The path as a message shows it."""
    return str(path.relative_to(ROOT))
