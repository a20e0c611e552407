"""The result of the social efficiency as pages and prints show it: rows, sentences, charts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from contracting.analysis.charts import measured_chart, profile_chart
from contracting.analysis.method import SocialMethod
from contracting.analysis.models import Analysis
from contracting.analysis.rules.coverage import Coverage
from contracting.analysis.rules.printing import TENTH, shown, signed
from contracting.analysis.rules.social import NOT_APPLICABLE, CriterionRow, SocialFigures
from contracting.analysis.scoring import Group, Scoring, load_scoring
from contracting.analysis.social_form import social_of_method
from contracting.analysis.socials import (
    measurement_of,
    perspectives_of,
    skipped_of,
    social_of,
    weights_total,
)
from mkus_portal.charts import Chart


@dataclass(frozen=True, slots=True)
class SocialLine:
    """A criterion in the table of the result, in words."""

    code: str
    label: str
    default: str
    used: str
    before: str
    after: str
    difference: str
    spread: str
    evidence: str
    left_out: str
    scores: tuple[tuple[str, str], ...]

    @property
    def is_counted(self) -> bool:
        """Whether the criterion is in the sums."""
        return not self.left_out


def score_table(
    social: SocialMethod, figures: SocialFigures, names: dict[str, str]
) -> tuple[SocialLine, ...]:
    """Return the lines of the result; `names` are the assessors' by the number of their card."""
    evidence = {one.code: one.label for one in social.evidence}
    return tuple(_line(social, row, evidence, names) for row in figures.rows)


def _line(
    social: SocialMethod, row: CriterionRow, evidence: dict[str, str], names: dict[str, str]
) -> SocialLine:
    reasons = {NOT_APPLICABLE: "nie dotyczy", "": ""}
    spreads = [one for one in (row.spread_before, row.spread_after) if one is not None]
    return SocialLine(
        code=row.criterion,
        label=social.criterion(row.criterion).label,
        default=shown(row.default, Decimal(1)),
        used=shown(row.used, Decimal(1)),
        before=shown(row.before),
        after=shown(row.after),
        difference=signed(row.difference),
        spread=str(max(spreads)) if spreads else "–",
        evidence=evidence.get(row.evidence, "nie podano"),
        left_out=reasons.get(row.left_out, "bez oceny"),
        scores=tuple(
            (names.get(one.assessor, "–"), f"{one.before or '–'} → {one.after or '–'}")
            for one in row.scores
        ),
    )


def sentences_of(social: SocialMethod, figures: SocialFigures, sides: set[str]) -> tuple[str, ...]:
    """Return what the result must be read with."""
    texts, found = social.texts, []
    if figures.cls is None:
        return ()
    if figures.is_indicative:
        found.append(texts["indicative_sentence"])
    if figures.is_incomplete:
        found.append(texts["incomplete_sentence"])
    if len(sides) < social.least_perspectives:
        found.append(texts["few_perspectives"])
    return tuple(found)


def partial_sentences(social: SocialMethod, found: Iterable[Coverage]) -> tuple[str, ...]:
    """Return the criteria that not everybody has scored in full, each with what is missing."""
    return tuple(
        f"{one.criterion}. {social.criterion(one.criterion).label}: {one.words}."
        for one in found
        if not one.is_whole
    )


def waiting_context(group: Group) -> dict[str, Any]:
    """Return what is waited for, with the names of those who have not sent a card."""
    return {"waiting": group.waiting, "awaited": group.awaited_names}


def result_context(
    analysis: Analysis,
    texts: Mapping[str, str] | None = None,
    scoring: Scoring | None = None,
) -> dict[str, Any]:
    """Return what the team's page and the report show as the result: no figure before the meeting.

    `texts` and `scoring` are taken as they were loaded, else loaded here.
    """
    social = social_of_method(analysis)
    texts = analysis.draft.texts() if texts is None else texts
    scoring = load_scoring(analysis) if scoring is None else scoring
    group = scoring.forecast
    figures = social_of(analysis, texts, scoring)
    names = {str(card.pk): card.name for card in group.cards}
    context: dict[str, Any] = {
        "method": social,
        "weights_total": weights_total(analysis, texts),
        "figures": figures,
        "group": group,
        **waiting_context(group),
    }
    if figures is not None:
        context |= {
            "table": score_table(social, figures, names),
            "partial": partial_sentences(social, group.coverage(skipped_of(analysis, texts))),
            "warnings": sentences_of(social, figures, perspectives_of(group.cards)),
            "before": shown(figures.before),
            "after": shown(figures.after),
            "delta": signed(figures.delta),
            "agreement": shown(figures.agreement, TENTH),
            "certainty": shown(figures.certainty, TENTH),
            "chart": profile_chart(social, figures) if figures.cls else None,
        }
    return context


@dataclass(frozen=True, slots=True)
class MeasuredLine:
    """A criterion of the measurement beside its forecast, in words."""

    label: str
    before: str
    forecast: str
    measured: str
    difference: str
    spread: str


@dataclass(frozen=True, slots=True)
class Measured:
    """The measurement beside the forecast, in words; `partial` names what not all have scored."""

    label: str
    sentence: str
    facts: tuple[tuple[str, str], ...]
    lines: tuple[MeasuredLine, ...]
    partial: tuple[str, ...]
    chart: Chart


def measured_of(analysis: Analysis, scoring: Scoring | None = None) -> Measured | None:
    """Return the measurement as its page shows it; None where there is none to compare."""
    scoring = load_scoring(analysis) if scoring is None else scoring
    found, social = measurement_of(analysis, scoring), social_of_method(analysis)
    if found is None or found.cls is None:
        return None
    return Measured(
        label=found.cls.label,
        sentence=found.cls.sentence,
        facts=(
            ("Dziś przed zmianą (SE_A)", f"{shown(found.before)} pkt"),
            ("Prognoza (SE_B)", f"{shown(found.forecast)} pkt"),
            ("Pomiar", f"{shown(found.measured)} pkt"),
            ("Pomiar a prognoza", f"{signed(found.missed)} pkt"),
            ("Zgodność ocen", f"{shown(found.agreement, TENTH)}%"),
        ),
        lines=tuple(
            MeasuredLine(
                f"{row.criterion}. {social.criterion(row.criterion).label}",
                shown(row.before),
                shown(row.forecast),
                shown(row.measured),
                signed(row.difference),
                "–" if row.spread is None else str(row.spread),
            )
            for row in found.rows
        ),
        partial=partial_sentences(social, scoring.measured.coverage()),
        chart=measured_chart(social, found),
    )


def panel_context(
    analysis: Analysis,
    texts: Mapping[str, str] | None = None,
    scoring: Scoring | None = None,
) -> dict[str, Any]:
    """Return what the short result at a question shows."""
    scoring = load_scoring(analysis) if scoring is None else scoring
    figures = social_of(analysis, texts, scoring)
    if figures is None:
        return {"figures": None}
    return {
        "figures": figures,
        "before": shown(figures.before),
        "after": shown(figures.after),
        "delta": signed(figures.delta),
        **waiting_context(scoring.forecast),
    }
