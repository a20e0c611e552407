"""Weights, evidence and scores as long forms: the team's fields, the card, the measurement."""

from collections.abc import Mapping
from decimal import Decimal

from django.core.exceptions import ValidationError

from contracting.analysis.method import SocialMethod, method
from contracting.analysis.method.social import HIGHEST, LOWEST
from contracting.analysis.models import Analysis, SocialAssessment, SocialRound
from mkus_portal.drafting.models import Draft
from mkus_portal.drafting.places import Place

CARD_CODE, MEASUREMENT_CODE = "social_assessment", "social_measurement"
TEAM = "soc."
WEIGHT, REASON, EVIDENCE, NOTE, SKIP = "weight", "reason", "evidence", "note", "skip"
BEFORE, AFTER = "before", "after"
TEAM_PARTS = {
    WEIGHT: "waga w procentach",
    REASON: "powód zmiany wagi",
    EVIDENCE: "na czym opiera się ocena",
    NOTE: "źródło i uwagi",
    SKIP: "nie dotyczy tego zadania",
}
CARD_PARTS = {BEFORE: "dziś", AFTER: "po zmianie", NOTE: "słowo wyjaśnienia"}
MEASURED_PARTS = {EVIDENCE: "na czym opiera się pomiar", NOTE: "źródło i uwagi"}
YES, UNKNOWN = "tak", "x"
UNKNOWN_LABEL = "nie wiem / nie dotyczy"
WHOLE_PERCENT = "Wpisz wagę jako liczbę całkowitą od 0 do 100."
CHOOSE = "Wybierz jedną z podanych odpowiedzi."
MARKS = frozenset({str(mark) for mark in range(LOWEST, HIGHEST + 1)} | {UNKNOWN})
MOST_DIGITS = 3


def social_of_method(analysis: Analysis) -> SocialMethod:
    """Return the social part of the method that the analysis was started with."""
    return method(analysis.method_version).social


def team_place(criterion: str, part: str) -> str:
    """Return the place of a team's field: `soc.S01.weight`."""
    return f"{TEAM}{criterion}.{part}"


def team_fields(social: SocialMethod) -> frozenset[str]:
    """Return the places of the team's fields in the analysis's draft."""
    return frozenset(team_place(code, part) for code in social.codes for part in TEAM_PARTS)


def parted(place: str) -> tuple[str, str]:
    """Return (criterion, part) of a place, with or without its prefix."""
    criterion, _, part = place.removeprefix(TEAM).partition(".")
    return criterion, part


def weight_of(text: str) -> Decimal | None:
    """Return a whole percent from 0 to 100 as people write it; None for anything else."""
    plain = text.strip().removesuffix("%").strip()
    if not (plain.isascii() and plain.isdecimal() and len(plain) <= MOST_DIGITS):
        return None
    weight = Decimal(plain)
    return weight if weight <= Decimal(100) else None


def mark_of(text: str) -> int | None:
    """Return a score from 1 to 5; None for „nie wiem” and for nothing."""
    plain = text.strip()
    return int(plain) if plain in MARKS and plain != UNKNOWN else None


def check_team(social: SocialMethod, place: str, text: str) -> None:
    """Refuse what a weight or a kind of evidence cannot be. Raises ValidationError."""
    _, part = parted(place)
    if part == WEIGHT and weight_of(text) is None:
        raise ValidationError(WHOLE_PERCENT)
    if part == EVIDENCE and text.strip() not in {one.code for one in social.evidence}:
        raise ValidationError(CHOOSE)
    if part == SKIP and text.strip() != YES:
        raise ValidationError(CHOOSE)


def labelled(social: SocialMethod, place: str, parts: Mapping[str, str]) -> str:
    """Return a field in words; empty for a place that the form does not have."""
    criterion, part = parted(place)
    if criterion not in social.codes or part not in parts:
        return ""
    return f"{criterion}. {social.criterion(criterion).label}: {parts[part]}"


def card_of(draft: Draft) -> SocialAssessment:
    """Return the card of a draft. Raises TypeError for another draft."""
    card = draft.obj
    if not isinstance(card, SocialAssessment):
        message = f"the draft {draft.pk} is no social assessment"
        raise TypeError(message)
    return card


def round_of_draft(draft: Draft) -> SocialRound:
    """Return the measurement of a draft. Raises TypeError for another draft."""
    found = draft.obj
    if not isinstance(found, SocialRound):
        message = f"the draft {draft.pk} is no measurement"
        raise TypeError(message)
    return found


def card_parts(card: SocialAssessment) -> tuple[str, ...]:
    """Return what is asked about each criterion: a measurement asks about the state after only."""
    return (AFTER, NOTE) if card.is_measurement else (BEFORE, AFTER, NOTE)


def card_fields(draft: Draft) -> frozenset[str]:
    """Return the places of a card: `S01.before`."""
    card = card_of(draft)
    social = social_of_method(card.analysis)
    return frozenset(f"{code}.{part}" for code in social.codes for part in card_parts(card))


def check_card(draft: Draft, place: Place, text: str) -> None:
    """Refuse what is no point of the scale. Raises ValidationError."""
    _, part = parted(place.field)
    if part in {BEFORE, AFTER} and text.strip() not in MARKS:
        message = f"Wybierz ocenę od {LOWEST} do {HIGHEST} albo „{UNKNOWN_LABEL}”."
        raise ValidationError(message)


def card_label(draft: Draft, place: str) -> str:
    """Return a card's field in words."""
    return labelled(social_of_method(card_of(draft).analysis), place, CARD_PARTS)


def measurement_fields(draft: Draft) -> frozenset[str]:
    """Return the places of a measurement's evidence: `S01.evidence`."""
    return measurement_places(round_of_draft(draft))


def measurement_places(found: SocialRound) -> frozenset[str]:
    """Return the places of a measurement's evidence: `S01.evidence`."""
    codes = social_of_method(found.analysis).codes
    return frozenset(f"{code}.{part}" for code in codes for part in MEASURED_PARTS)


def check_measurement(draft: Draft, place: Place, text: str) -> None:
    """Refuse a kind of evidence that the method does not have. Raises ValidationError."""
    check_team(social_of_method(round_of_draft(draft).analysis), place.field, text)


def measurement_label(draft: Draft, place: str) -> str:
    """Return a measurement's field in words."""
    return labelled(social_of_method(round_of_draft(draft).analysis), place, MEASURED_PARTS)
