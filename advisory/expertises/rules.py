"""Limits, questions and their numbers: pure calculation."""

MOST_QUESTIONS = 20
LONGEST_QUESTION = 2000


def has_room(used: int, limit: int) -> bool:
    """Whether one more expertise fits under the unit's limit."""
    return used < limit


def questions_in(text: str) -> list[str]:
    """Return the questions of a text, one a line; empty lines ask nothing."""
    return [line for line in (" ".join(row.split()) for row in text.splitlines()) if line]


def answered(answers: list[str]) -> int:
    """Return how many of the answers say something."""
    return sum(1 for answer in answers if answer.strip())
