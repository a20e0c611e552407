"""Loading the social efficiency of an analysis with a fixed number of queries."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from contracting.analysis.models import Analysis, SocialAssessment
from contracting.analysis.rules.answers import Gap
from contracting.analysis.rules.measured import Comparison, MeasuredScore, comparison
from contracting.analysis.rules.social import (
    SocialFigures,
    SocialInput,
    SocialInputError,
    social_figures,
)
from contracting.analysis.scoring import Group, Scoring, load_scoring
from contracting.analysis.social_form import (
    EVIDENCE,
    NOTE,
    REASON,
    SKIP,
    WEIGHT,
    YES,
    social_of_method,
    team_place,
    weight_of,
)

MODULE = "social"
WHOLE = Decimal(100)
NOT_MET = "zespół się jeszcze nie spotkał, oceny są zakryte (wysłane karty: {sent} z {cards})."


@dataclass(frozen=True, slots=True)
class TeamPart:
    """What the team has written about a criterion; `weight` is the one in use, in percent."""

    code: str
    default: Decimal
    weight: Decimal
    reason: str
    evidence: str
    note: str
    is_skipped: bool

    @property
    def is_changed(self) -> bool:
        """Whether the weight is not the type's."""
        return self.weight != self.default


def team_of(analysis: Analysis, texts: Mapping[str, str]) -> tuple[TeamPart, ...]:
    """Return the team's part for every criterion."""
    social = social_of_method(analysis)
    defaults = social.weights(analysis.commissioning_type)

    def told(code: str, part: str) -> str:
        return texts.get(team_place(code, part), "").strip()

    found = []
    for code in social.codes:
        weight = weight_of(told(code, WEIGHT))
        found.append(
            TeamPart(
                code=code,
                default=defaults[code],
                weight=defaults[code] if weight is None else weight,
                reason=told(code, REASON),
                evidence=told(code, EVIDENCE),
                note=told(code, NOTE),
                is_skipped=told(code, SKIP) == YES,
            )
        )
    return tuple(found)


def input_of(
    analysis: Analysis,
    texts: Mapping[str, str] | None = None,
    scoring: Scoring | None = None,
) -> SocialInput:
    """Return what the figures are made from: no scores before the team has met."""
    team = team_of(analysis, analysis.draft.texts() if texts is None else texts)
    found = load_scoring(analysis) if scoring is None else scoring
    return SocialInput(
        commissioning_type=analysis.commissioning_type,
        scores=found.forecast.scores(),
        weights={one.code: one.weight for one in team if one.is_changed},
        not_applicable=[one.code for one in team if one.is_skipped],
        evidence={one.code: one.evidence for one in team if one.evidence},
    )


def social_of(
    analysis: Analysis,
    texts: Mapping[str, str] | None = None,
    scoring: Scoring | None = None,
) -> SocialFigures | None:
    """Return the figures; None while the weights do not come to 100."""
    try:
        return social_figures(social_of_method(analysis), input_of(analysis, texts, scoring))
    except SocialInputError:
        return None


def weights_total(analysis: Analysis, texts: Mapping[str, str]) -> Decimal:
    """Return what the weights come to, in percent."""
    return sum((one.weight for one in team_of(analysis, texts)), Decimal(0))


def skipped_of(analysis: Analysis, texts: Mapping[str, str]) -> list[str]:
    """Return the criteria that the team says do not apply."""
    return [one.code for one in team_of(analysis, texts) if one.is_skipped]


def social_gaps(
    analysis: Analysis,
    texts: Mapping[str, str] | None = None,
    scoring: Scoring | None = None,
) -> list[Gap]:
    """Return what the social efficiency lacks for the analysis to be complete."""
    texts = analysis.draft.texts() if texts is None else texts
    group = (load_scoring(analysis) if scoring is None else scoring).forecast
    found = list(_weight_gaps(analysis, texts))
    if not group.sent:
        found.append(Gap("", "nikt jeszcze nie wysłał oceny efektywności społecznej.", ""))
    elif not group.is_revealed:
        found.append(Gap("", NOT_MET.format(sent=len(group.sent), cards=len(group.cards)), ""))
    else:
        found += _score_gaps(analysis, texts, group)
    return found


def _weight_gaps(analysis: Analysis, texts: Mapping[str, str]) -> Iterator[Gap]:
    social, team = social_of_method(analysis), team_of(analysis, texts)
    total = sum((one.weight for one in team), Decimal(0))
    if total != WHOLE:
        place = team_place(team[0].code, WEIGHT)
        yield Gap("", f"wagi kryteriów dają razem {total}, a mają dać 100.", place)
    for one in team:
        if one.is_changed and not one.reason:
            label = social.criterion(one.code).label
            sentence = f"napisz, dlaczego waga kryterium „{label}” jest inna niż domyślna."
            yield Gap("", sentence, team_place(one.code, REASON))


def _score_gaps(analysis: Analysis, texts: Mapping[str, str], group: Group) -> Iterator[Gap]:
    """Yield what the scores lack; „nie wiem” is an answer, a mark left out is a gap."""
    social = social_of_method(analysis)
    team = {one.code: one for one in team_of(analysis, texts)}
    for one in group.coverage(skipped_of(analysis, texts)):
        label = f"{one.criterion}. {social.criterion(one.criterion).label}"
        if not one.full:
            sentence = f"kryterium „{label}”: {one.words}; jeśli nie dotyczy zadania, zaznacz to."
            yield Gap("", sentence, team_place(one.criterion, SKIP))
            continue
        if one.blank:
            yield Gap("", f"kryterium „{label}”: {one.words}.", "")
        if not team[one.criterion].evidence:
            sentence = f"wskaż, na czym opiera się ocena kryterium „{label}”."
            yield Gap("", sentence, team_place(one.criterion, EVIDENCE))


def perspectives_of(cards: Iterable[SocialAssessment]) -> set[str]:
    """Return whose eyes the sent cards look with."""
    return {one.perspective for one in cards if one.state == one.State.SENT and one.perspective}


def measurement_of(analysis: Analysis, scoring: Scoring | None = None) -> Comparison | None:
    """Return the measurement beside the forecast; None where one of them cannot be counted.

    Before the team has met nothing is measured: there is a comparison without figures.
    """
    scoring = load_scoring(analysis) if scoring is None else scoring
    found, forecast = scoring.measured.round, social_of(analysis, scoring=scoring)
    if found is None or forecast is None:
        return None
    scores = [
        MeasuredScore(one.assessor, one.criterion, one.after)
        for one in scoring.measured.scores()
        if one.after is not None
    ]
    texts = found.draft.texts() if found.draft else {}
    codes = social_of_method(analysis).codes
    evidence = {
        code: texts[f"{code}.{EVIDENCE}"].strip()
        for code in codes
        if texts.get(f"{code}.{EVIDENCE}", "").strip()
    }
    return comparison(social_of_method(analysis), forecast, scores, evidence)
