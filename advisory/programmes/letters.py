"""The letters of this room."""

from mkus_portal.notifications.messages import MessageKind

APPLIED = MessageKind(
    code="unit_applied",
    label="Zgłoszenie do programu wsparcia",
    subject="Zgłoszenie do programu: {obj}",
    template="advisory/programmes/letters/unit_applied.txt",
)
MOVED = MessageKind(
    code="unit_moved",
    label="Udział w programie wsparcia",
    subject="Udział w programie wsparcia: {said}",
    template="advisory/programmes/letters/unit_moved.txt",
)
KINDS = (APPLIED, MOVED)
