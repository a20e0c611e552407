"""The letters of this room."""

from mkus_portal.notifications.messages import MessageKind

UNIT_REPORT_READY = MessageKind(
    code="unit_report_ready",
    label="Raport jednostki w programie wsparcia",
    subject="{obj} – gotowy do przeczytania",
    template="advisory/reports/letters/unit_report_ready.txt",
)
