"""Loading a scoring by a group: marks are read only once the team has met, so nothing leaks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from contracting.analysis.models import Analysis, Phase, SocialAssessment, SocialRound
from contracting.analysis.rules.coverage import Coverage, coverage
from contracting.analysis.rules.social import Score
from contracting.analysis.social_form import AFTER, BEFORE, mark_of, social_of_method
from contracting.analysis.social_permissions import SEALED_SHORT, is_revealed
from mkus_portal.drafting.models import Answer

NOBODY = "Nikt nie został jeszcze zaproszony do oceny efektywności społecznej."
NONE_SENT = "Nikt nie wysłał oceny efektywności społecznej."
ALL_SENT = (
    f"{SEALED_SHORT} Wszystkie karty są wysłane. Czekamy na spotkanie zespołu; po nim urząd odkryje"
    " oceny."
)
NEVER_MET = "Analizę zamknięto, zanim zespół się spotkał, dlatego oceny pozostają zakryte."
SIDES = {Phase.FORECAST.value: (BEFORE, AFTER), Phase.MEASURED.value: (AFTER,)}


@dataclass(frozen=True, slots=True)
class Group:
    """The standing cards of a phase and how far they are.

    `texts` are those of the sent cards by card; none before the team has met.
    """

    analysis: Analysis
    phase: str
    round: SocialRound | None
    cards: tuple[SocialAssessment, ...]
    texts: Mapping[int, Mapping[str, str]]

    @property
    def is_revealed(self) -> bool:
        """Whether the team has met, so that the scores are open."""
        return is_revealed(self.round)

    @property
    def sent(self) -> tuple[SocialAssessment, ...]:
        """Return the cards that were sent."""
        return tuple(card for card in self.cards if card.state == SocialAssessment.State.SENT)

    @property
    def awaited(self) -> tuple[SocialAssessment, ...]:
        """Return the cards that are still written."""
        return tuple(card for card in self.cards if card.state == SocialAssessment.State.DRAFT)

    @property
    def is_over(self) -> bool:
        """Whether nobody can send a card or meet any more."""
        return self.phase == Phase.FORECAST and self.analysis.state != Analysis.State.DRAFT

    @property
    def waiting(self) -> str:
        """Say what is waited for; empty once the team has met."""
        if self.is_revealed:
            return ""
        if self.is_over:
            return NEVER_MET if self.sent else NONE_SENT
        if not self.cards:
            return NOBODY
        if not self.awaited:
            return ALL_SENT
        return f"{SEALED_SHORT} Wysłane karty: {len(self.sent)} z {len(self.cards)}."

    @property
    def awaited_names(self) -> str:
        """Say for whom one waits, by name: for pages of the office; empty when for nobody."""
        names = "" if self.is_revealed or self.is_over else self._listed(lambda one: one.name)
        return f"Czekamy na: {names}." if names else ""

    @property
    def awaited_sides(self) -> str:
        """Say for whom one waits, by side: for prints, which name nobody."""
        labels = {one.code: one.label for one in social_of_method(self.analysis).perspectives}
        if self.is_revealed or self.is_over:
            return ""
        sides = self._listed(lambda one: labels.get(one.perspective, "nie podano"))
        return f"Czekamy na stronę: {sides}." if sides else ""

    def _listed(self, told: Callable[[SocialAssessment], str]) -> str:
        return ", ".join(dict.fromkeys(told(card) for card in self.awaited))

    def scores(self) -> list[Score]:
        """Return the scores; an assessor is named by the card's number."""
        codes = social_of_method(self.analysis).codes
        return [
            Score(str(card), code, before, after)
            for card, texts in self.texts.items()
            for code in codes
            for before in (mark_of(texts.get(f"{code}.{BEFORE}", "")),)
            for after in (mark_of(texts.get(f"{code}.{AFTER}", "")),)
            if before is not None or after is not None
        ]

    def coverage(self, skipped: Sequence[str] = ()) -> tuple[Coverage, ...]:
        """Return how many score each criterion that applies; nothing before the team has met."""
        if not self.texts:
            return ()
        codes = [code for code in social_of_method(self.analysis).codes if code not in skipped]
        return coverage(codes, SIDES[self.phase], self.texts.values())


@dataclass(frozen=True, slots=True)
class Scoring:
    """The forecast's and the measurement's group of an analysis."""

    forecast: Group
    measured: Group

    def of(self, phase: str) -> Group:
        """Return the group of a phase."""
        return self.measured if phase == Phase.MEASURED else self.forecast


def load_scoring(analysis: Analysis) -> Scoring:
    """Return both groups; three queries. Texts of sealed cards are not even read."""
    rounds = {
        one.phase: one
        for one in SocialRound.objects.filter(analysis=analysis).select_related("draft")
    }
    cards = list(SocialAssessment.objects.standing().filter(analysis=analysis))
    for found in rounds.values():
        found.analysis = analysis
    for card in cards:
        card.analysis = analysis
    is_open = {phase: is_revealed(one) for phase, one in rounds.items()}
    sent = [one for one in cards if one.state == SocialAssessment.State.SENT]
    texts = texts_of([one for one in sent if is_open.get(one.phase)])

    def group(phase: str) -> Group:
        own = tuple(one for one in cards if one.phase == phase)
        marks = {one.pk: texts[one.pk] for one in own if one.pk in texts}
        return Group(analysis, phase, rounds.get(phase), own, marks)

    return Scoring(group(Phase.FORECAST.value), group(Phase.MEASURED.value))


def texts_of(cards: Sequence[SocialAssessment]) -> dict[int, dict[str, str]]:
    """Return the texts of the cards by card; one query, none for no cards."""
    by_draft = {card.draft_id: card.pk for card in cards}
    found: dict[int, dict[str, str]] = {card.pk: {} for card in cards}
    if not by_draft:
        return found
    rows = Answer.objects.filter(draft__in=by_draft, row=None)
    for draft, field, text in rows.values_list("draft", "field", "text"):
        found[by_draft[draft]][field] = text
    return found
