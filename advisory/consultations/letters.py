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
