"""Who is told that an analysis was closed."""

from django.conf import settings

from contracting.analysis.models import Analysis
from mkus_portal.act import Act, Scope
from mkus_portal.notifications.actions import people_with, send_letter
from mkus_portal.notifications.messages import MessageKind

CLOSED = MessageKind(
    code="analysis_closed",
    label="Analiza zamknięta, raport w przygotowaniu",
    subject="Raport z analizy: {title}",
    template="contracting/analysis/letters/analysis_closed.txt",
)

INVITED = MessageKind(
    code="social_invited",
    label="Prośba o ocenę efektywności społecznej",
    subject="Prośba o ocenę: {title}",
    template="contracting/analysis/letters/social_invited.txt",
)

GUEST_INVITED = MessageKind(
    code="analysis_guest_invited",
    label="Zaproszenie do pracy nad analizą",
    subject="Zaproszenie do analizy: {title}",
    template="contracting/analysis/letters/guest_invited.txt",
)


def say_closed(act: Act, analysis: Analysis) -> None:
    """Write to the office's coordinators, except for the one who has closed it."""
    people = people_with(Scope("office", analysis.office_id), act.day, "coordinator")
    context = {
        "title": analysis.title,
        "task": analysis.task_name,
        "note": analysis.closing_note,
        "url": settings.SITE_URL + analysis.get_absolute_url(),
    }
    readers = [one for one in people if one.pk != act.user]
    send_letter(act, CLOSED.code, readers, analysis, context)
