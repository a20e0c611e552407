"""The moves of a consultation, and of a correction of what was agreed."""

from advisory.consultations.models import Consultation, Correction
from advisory.consultations.permissions import (
    may_answer_correction,
    may_send,
    may_sign_off,
    may_withdraw_correction,
)
from mkus_portal.act import Act
from mkus_portal.workflow.engine import Move, Procedure
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused


def has_findings(act: Act, consultation: Consultation) -> Verdict:
    """Ask that the findings are written down."""
    del act
    if consultation.findings.strip():
        return ALLOWED
    return refused("Zapisz ustalenia, zanim wyślesz wpis do urzędu.")


def has_an_office(act: Act, consultation: Consultation) -> Verdict:
    """Ask that the unit works in the portal, so that somebody can agree."""
    del act
    if consultation.unit.office_id is not None:
        return ALLOWED
    return refused("Jednostka nie ma jeszcze urzędu w portalu; wpisu nie ma kto uzgodnić.")


CONSULTATION = Procedure(
    name="Konsultacja doradcza",
    model=Consultation,
    moves=(
        Move(
            "send",
            ("draft", "disputed"),
            "sent",
            "Wyślij do uzgodnienia",
            may_send,
            (has_findings, has_an_office),
            question="Wysłać wpis do uzgodnienia?",
        ),
        Move(
            "agree",
            ("sent",),
            "agreed",
            "Uzgadniam",
            may_sign_off,
            question="Uzgodnić konsultację w imieniu jednostki?",
            grave=True,
        ),
        Move(
            "dispute",
            ("sent",),
            "disputed",
            "Zgłaszam zastrzeżenie",
            may_sign_off,
            question="Z czym urząd się nie zgadza?",
        ),
    ),
)
CORRECTION = Procedure(
    name="Poprawka konsultacji",
    model=Correction,
    moves=(
        Move(
            "accept",
            ("asked",),
            "accepted",
            "Uzgadniam poprawkę",
            may_answer_correction,
            question="Uzgodnić poprawkę w imieniu jednostki?",
            grave=True,
        ),
        Move(
            "refuse",
            ("asked",),
            "refused",
            "Odrzucam poprawkę",
            may_answer_correction,
            question="Dlaczego wpis ma zostać bez zmian?",
        ),
        Move(
            "withdraw",
            ("asked",),
            "withdrawn",
            "Wycofuję poprawkę",
            may_withdraw_correction,
            question="Wycofać poprawkę?",
        ),
    ),
)
