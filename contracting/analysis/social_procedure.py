"""The moves of scoring by a group: of each card, and of the collecting of cards."""

from contracting.analysis import social_permissions as permissions
from contracting.analysis.models import SocialAssessment, SocialRound
from contracting.analysis.social_form import NOTE, mark_of
from mkus_portal.act import Act
from mkus_portal.workflow.engine import Move, Procedure
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

Card, Round = SocialAssessment.State, SocialRound.State
MEET, AGAIN = "meet", "collect"


def something_scored(act: Act, card: SocialAssessment) -> Verdict:
    """At least one criterion is scored."""
    texts = card.draft.texts()
    if any(mark_of(text) for place, text in texts.items() if not place.endswith(NOTE)):
        return ALLOWED
    return refused("Oceń co najmniej jedno kryterium – dziś i po zmianie.")


def still_collecting(act: Act, card: SocialAssessment) -> Verdict:
    """Scores are collected: the team has not met yet."""
    return permissions.collecting(act, card)


def somebody_sent(act: Act, found: SocialRound) -> Verdict:
    """At least one card was sent."""
    cards = SocialAssessment.objects.filter(analysis=found.analysis_id, phase=found.phase)
    if cards.filter(state=Card.SENT).exists():
        return ALLOWED
    return refused("Nikt jeszcze nie wysłał oceny, więc nie ma czego omawiać.")


CARD = Procedure(
    name="Karta oceny społecznej",
    model=SocialAssessment,
    moves=(
        Move(
            "send",
            sources=(Card.DRAFT,),
            target=Card.SENT,
            label="Wyślij ocenę",
            permission=permissions.may_keep_card,
            conditions=(still_collecting, something_scored),
            question="Po wysłaniu oceny nie zmienisz, chyba że ją wycofasz przed spotkaniem.",
        ),
        Move(
            "take_back",
            sources=(Card.SENT,),
            target=Card.DRAFT,
            label="Wycofaj ocenę do poprawy",
            permission=permissions.may_keep_card,
            conditions=(still_collecting,),
        ),
        Move(
            "withdraw",
            sources=(Card.DRAFT, Card.SENT),
            target=Card.WITHDRAWN,
            label="Cofnij zaproszenie",
            permission=permissions.may_withdraw,
            conditions=(still_collecting,),
            question="Ta karta nie będzie liczona, a zaproszona osoba straci do niej dostęp.",
        ),
    ),
)
ROUND = Procedure(
    name="Zbieranie ocen społecznych",
    model=SocialRound,
    moves=(
        Move(
            MEET,
            sources=(Round.COLLECTING,),
            target=Round.MET,
            label="Zespół się spotkał: odkryj oceny",
            permission=permissions.may_run_round,
            conditions=(somebody_sent,),
            question="Od tej chwili wszyscy, którzy wysłali oceny, widzą je obok siebie.",
        ),
        Move(
            AGAIN,
            sources=(Round.MET,),
            target=Round.COLLECTING,
            label="Otwórz ponownie zbieranie ocen",
            permission=permissions.may_run_round,
            question=(
                "Wynik będzie znów zakryty do następnego spotkania, a każdy będzie mógł zmienić"
                " swoją ocenę. Powód zostaje w historii i na stronie oceny."
            ),
        ),
    ),
)
PROCEDURES = (CARD, ROUND)
