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
SUBSTITUTION = MessageKind(
    code="adviser_substituted",
    label="Zastępstwo doradcy",
    subject="Zastępstwo doradcy: {obj}, {since} – {until}",
    template="advisory/programmes/letters/adviser_substituted.txt",
)
SUBSTITUTION_ENDED = MessageKind(
    code="substitution_ended",
    label="Koniec zastępstwa doradcy",
    subject="Koniec zastępstwa doradcy: {obj}",
    template="advisory/programmes/letters/substitution_ended.txt",
)
ADVISER_CHANGED = MessageKind(
    code="adviser_changed",
    label="Zmiana doradcy",
    subject="Zmiana doradcy: {obj}",
    template="advisory/programmes/letters/adviser_changed.txt",
)
KINDS = (APPLIED, MOVED, SUBSTITUTION, SUBSTITUTION_ENDED, ADVISER_CHANGED)
