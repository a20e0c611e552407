"""Who is told that an analysis was closed, asked for scores, told that the team has met."""

from django.conf import settings
from django.urls import reverse

from contracting.analysis.models import Analysis, SocialAssessment, SocialRound
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

MET = MessageKind(
    code="social_met",
    label="Zespół się spotkał, wspólny wynik oceny",
    subject="Wspólny wynik oceny: {title}",
    template="contracting/analysis/letters/social_met.txt",
)


def say_met(act: Act, found: SocialRound) -> None:
    """Write to everybody with an account who has sent a card where the joint result is."""
    cards = SocialAssessment.objects.filter(analysis=found.analysis_id, phase=found.phase)
    sent = cards.filter(state=SocialAssessment.State.SENT).exclude(user=None)
    for card in sent.exclude(user=act.user).select_related("user"):
        context = {
            "title": found.analysis.title,
            "task": found.analysis.task_name,
            "office": found.analysis.office.name,
            "url": reverse("social-together", args=(card.pk,)),
        }
        send_letter(act, MET.code, [card.user] if card.user else [], card, context)


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
