"""The letters of this room."""

from mkus_portal.notifications.messages import MessageKind

REGISTERED = MessageKind(
    code="event_registered",
    label="Potwierdzenie zapisu na wydarzenie",
    subject="Zapis na wydarzenie: {obj}",
    template="advisory/events/letters/event_registered.txt",
)
CANCELLED = MessageKind(
    code="event_cancelled",
    label="Odwołane wydarzenie",
    subject="Odwołane: {obj}",
    template="advisory/events/letters/event_cancelled.txt",
)
KINDS = (REGISTERED, CANCELLED)
