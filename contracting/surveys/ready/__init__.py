"""Ready questionnaires as files: a survey starts from one and goes its own way."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
KNOWN = {
    "kind",
    "text",
    "hint",
    "is_required",
    "options",
    "has_other",
    "rows",
    "low",
    "high",
    "low_label",
    "high_label",
    "unit",
}


@dataclass(frozen=True, slots=True)
class ReadySurvey:
    """A ready questionnaire; each question has the fields of `models.Question`."""

    code: str
    title: str
    audience: str
    asked: str
    introduction: str
    questions: tuple[dict[str, Any], ...]


@cache
def ready_surveys() -> dict[str, ReadySurvey]:
    """Return all of them by code. Raises ValueError with the file and the word it does not know."""
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.toml"))}


def _read(path: Path) -> ReadySurvey:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    questions = content.pop("question")
    unknown = {key for question in questions for key in question} - KNOWN
    if unknown:
        message = f"{path.name}: nieznane pola pytania: {', '.join(sorted(unknown))}"
        raise ValueError(message)
    return ReadySurvey(code=path.stem, questions=tuple(questions), **content)
