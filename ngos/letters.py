"""The letters of this room."""

from mkus_portal.notifications.messages import MessageKind

ASKED = MessageKind(
    code="access_asked",
    label="Prośba o dostęp do organizacji",
    subject="Prośba o dostęp: {organisation}",
    template="ngos/letters/access_asked.txt",
)
ANSWERED = MessageKind(
    code="access_answered",
    label="Odpowiedź na prośbę o dostęp",
    subject="Odpowiedź na prośbę o dostęp: {organisation}",
    template="ngos/letters/access_answered.txt",
)
