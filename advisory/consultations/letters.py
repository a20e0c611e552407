"""The letters of this room."""

from mkus_portal.notifications.messages import MessageKind

SENT = MessageKind(
    code="consultation_sent",
    label="Konsultacja do uzgodnienia",
    subject="Konsultacja do uzgodnienia: {obj}",
    template="advisory/consultations/letters/consultation_sent.txt",
)
AGREED = MessageKind(
    code="consultation_agreed",
    label="Konsultacja uzgodniona",
    subject="Konsultacja uzgodniona: {obj}",
    template="advisory/consultations/letters/consultation_agreed.txt",
)
DISPUTED = MessageKind(
    code="consultation_disputed",
    label="Zastrzeżenie do konsultacji",
    subject="Zastrzeżenie do konsultacji: {obj}",
    template="advisory/consultations/letters/consultation_disputed.txt",
)
CORRECTION_ASKED = MessageKind(
    code="correction_asked",
    label="Poprawka konsultacji do uzgodnienia",
    subject="Poprawka konsultacji do uzgodnienia: {obj}",
    template="advisory/consultations/letters/correction_asked.txt",
)
CORRECTION_ACCEPTED = MessageKind(
    code="correction_accepted",
    label="Poprawka konsultacji uzgodniona",
    subject="Poprawka konsultacji uzgodniona: {obj}",
    template="advisory/consultations/letters/correction_accepted.txt",
)
CORRECTION_REFUSED = MessageKind(
    code="correction_refused",
    label="Poprawka konsultacji odrzucona",
    subject="Poprawka konsultacji odrzucona: {obj}",
    template="advisory/consultations/letters/correction_refused.txt",
)
LETTERS = (SENT, AGREED, DISPUTED, CORRECTION_ASKED, CORRECTION_ACCEPTED, CORRECTION_REFUSED)
