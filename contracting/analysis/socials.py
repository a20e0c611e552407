"""Loading the social efficiency of an analysis with a fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from contracting.analysis.models import Analysis, Phase, SocialAssessment, SocialRound
from contracting.analysis.rules.answers import Gap
from contracting.analysis.rules.measured import Comparison, MeasuredScore, comparison
from contracting.analysis.rules.social import (
    Score,
    SocialFigures,
    SocialInput,
    SocialInputError,
    social_figures,
)
from contracting.analysis.social_form import (
    AFTER,
    BEFORE,
    EVIDENCE,
    NOTE,
    REASON,
    SKIP,
    WEIGHT,
    YES,
    mark_of,
    social_of_method,
    team_place,
    weight_of,
)
from mkus_portal.drafting.models import Answer

MODULE = "social"
WHOLE = Decimal(100)


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


def cards_of(analysis: Analysis, phase: str) -> list[SocialAssessment]:
    """Return the standing cards of a phase with their drafts, in the order of invitation."""
    cards = SocialAssessment.objects.standing().filter(analysis=analysis, phase=phase)
    return list(cards.select_related("draft", "analysis", "user"))


def scores_of(cards: list[SocialAssessment]) -> dict[int, dict[str, str]]:
    """Return the texts of the cards by card; one query."""
    by_draft = {card.draft_id: card.pk for card in cards}
    found: dict[int, dict[str, str]] = {card.pk: {} for card in cards}
    rows = Answer.objects.filter(draft__in=by_draft, row=None)
    for draft, field, text in rows.values_list("draft", "field", "text"):
        found[by_draft[draft]][field] = text
    return found


def sent_scores(analysis: Analysis, phase: str) -> list[Score]:
    """Return the scores of the sent cards. An assessor is named by the card's number."""
    cards = [card for card in cards_of(analysis, phase) if card.state == card.State.SENT]
    texts = scores_of(cards)
    codes = social_of_method(analysis).codes
    return [
        Score(str(card.pk), code, before, after)
        for card in cards
        for code in codes
        for before in (mark_of(texts[card.pk].get(f"{code}.{BEFORE}", "")),)
        for after in (mark_of(texts[card.pk].get(f"{code}.{AFTER}", "")),)
        if before is not None or after is not None
    ]


def input_of(analysis: Analysis, texts: Mapping[str, str] | None = None) -> SocialInput:
    """Return what the figures are made from."""
    team = team_of(analysis, analysis.draft.texts() if texts is None else texts)
    return SocialInput(
        commissioning_type=analysis.commissioning_type,
        scores=sent_scores(analysis, Phase.FORECAST),
        weights={one.code: one.weight for one in team if one.is_changed},
        not_applicable=[one.code for one in team if one.is_skipped],
        evidence={one.code: one.evidence for one in team if one.evidence},
    )


def social_of(analysis: Analysis, texts: Mapping[str, str] | None = None) -> SocialFigures | None:
    """Return the figures; None while the weights do not come to 100."""
    try:
        return social_figures(social_of_method(analysis), input_of(analysis, texts))
    except SocialInputError:
        return None


def weights_total(analysis: Analysis, texts: Mapping[str, str]) -> Decimal:
    """Return what the weights come to, in percent."""
    return sum((one.weight for one in team_of(analysis, texts)), Decimal(0))


def social_gaps(analysis: Analysis) -> list[Gap]:
    """Return what the social efficiency lacks for the analysis to be complete."""
    texts = analysis.draft.texts()
    social, team = social_of_method(analysis), team_of(analysis, texts)
    total = sum((one.weight for one in team), Decimal(0))
    found = []
    if total != WHOLE:
        place = team_place(team[0].code, WEIGHT)
        found.append(Gap("", f"wagi kryteriów dają razem {total}, a mają dać 100.", place))
    for one in team:
        label = social.criterion(one.code).label
        if one.is_changed and not one.reason:
            sentence = f"napisz, dlaczego waga kryterium „{label}” jest inna niż domyślna."
            found.append(Gap("", sentence, team_place(one.code, REASON)))
    scored = {score.criterion for score in sent_scores(analysis, Phase.FORECAST) if score.is_full}
    if not scored:
        found.append(Gap("", "nikt jeszcze nie wysłał oceny efektywności społecznej.", ""))
    for one in team:
        if one.code in scored and not one.is_skipped and not one.evidence:
            label = social.criterion(one.code).label
            sentence = f"wskaż, na czym opiera się ocena kryterium „{label}”."
            found.append(Gap("", sentence, team_place(one.code, EVIDENCE)))
    return found


def perspectives_of(cards: list[SocialAssessment]) -> set[str]:
    """Return whose eyes the sent cards look with."""
    return {one.perspective for one in cards if one.state == one.State.SENT and one.perspective}


def measurement_of(analysis: Analysis) -> Comparison | None:
    """Return the measurement beside the forecast; None where one of them cannot be counted."""
    found = SocialRound.objects.filter(analysis=analysis, phase=Phase.MEASURED).first()
    forecast = social_of(analysis)
    if found is None or forecast is None:
        return None
    scores = [
        MeasuredScore(one.assessor, one.criterion, one.after)
        for one in sent_scores(analysis, Phase.MEASURED)
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
