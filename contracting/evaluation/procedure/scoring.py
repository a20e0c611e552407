"""Moves of scoring: of a member's card, and of an offer whose scoring ends."""

from contracting.evaluation.card_form import gaps_of, scores_of
from contracting.evaluation.models import Assessment, Evaluation, ScoreCard
from contracting.evaluation.scoreboard import line_of
from contracting.evaluation.scoring_permissions import may_keep_card, may_lead_scoring
from mkus_portal.act import Act
from mkus_portal.web.wording import plural
from mkus_portal.workflow.engine import Move, Procedure
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

State = Assessment.State
SHOWN_GAPS = 3


def may_end(act: Act, assessment: Assessment) -> Verdict:
    """Allow whoever leads the scoring."""
    return may_lead_scoring(act, assessment.evaluation)


def enough_scored(act: Act, assessment: Assessment) -> Verdict:
    """Ask for enough closed cards and for no spread without a third opinion."""
    line = line_of(assessment)
    if line is None or line.missing:
        return refused(" ".join(line.missing) if line else "Tej oferty się nie ocenia.")
    return ALLOWED


def all_scored(act: Act, evaluation: Evaluation) -> Verdict:
    """Ask that no fit offer waits for its points."""
    waiting = evaluation.assessments.filter(state=State.FORMAL_OK).count()
    if not waiting:
        return ALLOWED
    offers = plural(waiting, "oferta", "oferty", "ofert")
    return refused(f"Najpierw zakończ ocenę: punktów nie ma jeszcze {waiting} {offers}.")


def card_is_full(act: Act, card: ScoreCard) -> Verdict:
    """Ask for points and a reason for every criterion."""
    gaps = gaps_of(scores_of(card))
    if not gaps:
        return ALLOWED
    named = " ".join(one.sentence for one in gaps[:SHOWN_GAPS])
    more = len(gaps) - SHOWN_GAPS
    rest = f" Brakuje jeszcze {more} pól." if more > 0 else ""
    return refused(f"Karta jest niepełna. {named}{rest}")


MOVES = (
    Move(
        "score",
        sources=(State.FORMAL_OK,),
        target=State.SCORED,
        label="Zakończ ocenę",
        permission=may_end,
        conditions=(enough_scored,),
        question="Po zakończeniu oceny kart nie można już zmienić. Zakończyć ocenę?",
        grave=True,
    ),
)
CARD = Procedure(
    name="Karta oceny",
    model=ScoreCard,
    moves=(
        Move(
            "close",
            sources=(ScoreCard.State.OPEN,),
            target=ScoreCard.State.CLOSED,
            label="Zamknij kartę",
            permission=may_keep_card,
            conditions=(card_is_full,),
            question="Zamkniętą kartę zobaczy urząd. Do zakończenia oceny możesz ją otworzyć"
            " ponownie. Zamknąć?",
        ),
        Move(
            "reopen",
            sources=(ScoreCard.State.CLOSED,),
            target=ScoreCard.State.OPEN,
            label="Otwórz kartę ponownie",
            permission=may_keep_card,
            question="Otwarta karta nie liczy się do punktów oferty, dopóki jej nie zamkniesz."
            " Otworzyć?",
        ),
    ),
)
