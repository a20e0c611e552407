"""The moves of an expertise."""

from advisory.expertises.models import Expertise
from advisory.expertises.permissions import is_expert, may_cancel, may_coordinate
from advisory.expertises.rules import answered
from mkus_portal.act import Act
from mkus_portal.workflow.engine import Move, Procedure
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused


def has_questions(act: Act, expertise: Expertise) -> Verdict:
    """Ask that there is something to answer: imported ones have no questions."""
    if expertise.questions.exists():
        return ALLOWED
    return refused("Zamówienie nie ma pytań. Dopisz je, zanim przydzielisz eksperta.")


def has_expert(act: Act, expertise: Expertise) -> Verdict:
    """Ask that there is somebody to whom it can go back."""
    if expertise.expert_id is not None:
        return ALLOWED
    return refused("Ta ekspertyza nie ma w portalu eksperta; nie ma komu jej zwrócić.")


def is_answered(act: Act, expertise: Expertise) -> Verdict:
    """Ask that every question has an answer."""
    answers = list(expertise.questions.values_list("answer", flat=True))
    done = answered(answers)
    if done == len(answers):
        return ALLOWED
    return refused(f"Odpowiedz na wszystkie pytania (odpowiedzi: {done} z {len(answers)}).")


EXPERTISE = Procedure(
    name="Ekspertyza",
    model=Expertise,
    moves=(
        Move(
            "assign",
            ("ordered",),
            "assigned",
            "Przydziel ekspertowi",
            may_coordinate,
            (has_questions,),
            question="Kto przygotuje ekspertyzę?",
        ),
        Move(
            "begin",
            ("assigned",),
            "in_work",
            "Zaczynam pracę",
            is_expert,
            question="Zacząć pracę nad ekspertyzą?",
        ),
        Move(
            "deliver",
            ("in_work", "returned"),
            "delivered",
            "Oddaj ekspertyzę",
            is_expert,
            (is_answered,),
            question="Oddać ekspertyzę?",
        ),
        Move(
            "accept",
            ("delivered",),
            "accepted",
            "Przyjmij ekspertyzę",
            may_coordinate,
            question="Przyjąć ekspertyzę?",
            grave=True,
        ),
        Move(
            "return",
            ("delivered",),
            "returned",
            "Zwróć z uwagami",
            may_coordinate,
            (has_expert,),
            question="Co ekspert ma poprawić?",
        ),
        Move(
            "reassign",
            ("assigned", "in_work", "returned"),
            "assigned",
            "Zmień eksperta",
            may_coordinate,
            question="Kto dokończy ekspertyzę?",
        ),
        Move(
            "cancel",
            ("ordered", "assigned", "in_work", "returned"),
            "cancelled",
            "Anuluj ekspertyzę",
            may_cancel,
            question="Anulować ekspertyzę?",
            grave=True,
        ),
    ),
)
