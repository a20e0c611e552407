"""Who plans an event, keeps its list, registers, and reads its documents."""

from advisory.events.models import Event, EventDay, Participant
from advisory.programmes.models import Programme, Unit
from advisory.programmes.permissions import may_run as may_run_programme
from contracting.surveys.models import Survey
from mkus_portal.act import Act
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

FULL = "Nie ma już wolnych miejsc. Gdy ktoś zrezygnuje, zapisy otworzą się znowu."
NOT_TODAY = "Obecność zaznacza się w dniu wydarzenia."
TOO_LATE = "Na zaznaczenie obecności jest za późno. Poproś organizatora, aby dopisał Cię do listy."
IMPORTED = (
    "To wydarzenie wczytano z wykazu: ma same liczby uczestników, bez listy osób. Liczby można"
    " poprawić."
)


def may_plan(act: Act, programme: Programme) -> Verdict:
    """Allow the programme's coordinator to add events."""
    return may_run_programme(act, programme)


def accompanies(act: Act, event: Event) -> bool:
    """Whether the adviser has an assignment today to one of the event's units."""
    if not (act.holds("adviser") and act.acts_for("programme", event.programme_id)):
        return False
    return Unit.objects.visible_to(act).filter(events=event).exists()


def may_run(act: Act, event: Event) -> Verdict:
    """Allow the coordinator, and the adviser of one of the event's units."""
    if act.holds("programme_coordinator") and act.acts_for("programme", event.programme_id):
        return ALLOWED
    if accompanies(act, event):
        return ALLOWED
    return refused("Wydarzenie prowadzi koordynator programu albo doradca jednostki.")


def may_edit(act: Act, event: Event) -> Verdict:
    """Allow whoever runs it, unless it was called off."""
    if event.state == Event.State.CANCELLED:
        return refused("To wydarzenie jest odwołane.")
    return may_run(act, event)


def may_evaluate(act: Act, event: Event) -> Verdict:
    """Allow the programme's coordinator, who runs its surveys, to give the event its survey."""
    if event.state == Event.State.CANCELLED:
        return refused("To wydarzenie jest odwołane.")
    if event.evaluation is not None and event.evaluation.state != Survey.State.WITHDRAWN:
        return refused("To wydarzenie ma już swoją ankietę.")
    return may_run_programme(act, event.programme)


def has_a_list(event: Event) -> Verdict:
    """Ask that it is of the portal: an event of an earlier record has numbers of people alone."""
    if event.is_imported:
        return refused(IMPORTED)
    return ALLOWED


def may_keep_list(act: Act, event: Event) -> Verdict:
    """Allow whoever runs it to write the list: once it is announced, also after it was held."""
    if not (listed := has_a_list(event)):
        return listed
    if event.state not in {Event.State.ANNOUNCED, Event.State.HELD}:
        return refused("Listę prowadzi się, gdy wydarzenie jest ogłoszone.")
    return may_run(act, event)


def may_count(act: Act, event: Event) -> Verdict:
    """Allow whoever runs it to write numbers of people: not before the first day."""
    if event.state not in {Event.State.ANNOUNCED, Event.State.HELD}:
        return refused("Osoby liczy się przy ogłoszonym wydarzeniu.")
    if act.day < event.starts_on:
        return refused("Osoby liczy się od pierwszego dnia wydarzenia.")
    return may_run(act, event)


def may_register(act: Act, event: Event) -> Verdict:
    """Allow anybody with the link, until the last day of registration."""
    if event.state == Event.State.CANCELLED:
        return refused("To wydarzenie jest odwołane.")
    if not event.registers_on(act.day):
        return refused("Zapisy na to wydarzenie są zamknięte.")
    return ALLOWED


def has_place(event: Event) -> Verdict:
    """Ask that a place is free; who is on the list already needs none."""
    if event.places is not None and event.participants.count() >= event.places:
        return refused(FULL)
    return ALLOWED


def may_note_presence(act: Act, day: EventDay) -> Verdict:
    """Allow anybody with the day's code on the day itself, until the event is closed."""
    if day.event.state not in {Event.State.ANNOUNCED, Event.State.HELD}:
        return refused("Tego wydarzenia nie ma w planie.")
    if act.day > day.held_on or day.event.state == Event.State.HELD:
        return refused(TOO_LATE)
    if act.day < day.held_on:
        return refused(f"{NOT_TODAY} Wróć na tę stronę {day.held_on:%d.%m.%Y} r.")
    return ALLOWED


def may_read(act: Act, event: Event) -> Verdict:
    """Allow the coordinator, the advisers and the operator; names of people stay with them."""
    if act.holds("operator", "system"):
        return ALLOWED
    return may_run(act, event)


def may_see_materials(act: Act, event: Event) -> Verdict:
    """Allow everybody for whom the event exists; whoever registered takes them by their link."""
    if Event.objects.visible_to(act).filter(pk=event.pk).exists():
        return ALLOWED
    return refused("Materiały są dla jednostek i doradców wydarzenia oraz zapisanych osób.")


def may_certify(act: Act, event: Event) -> Verdict:
    """Allow whoever runs it, once it was held."""
    if not (listed := has_a_list(event)):
        return listed
    if event.state != Event.State.HELD:
        return refused("Zaświadczenia wystawia się po wydarzeniu.")
    return may_run(act, event)


def may_read_certificate(act: Act, participant: Participant) -> Verdict:
    """Allow whoever runs the event; the participant gets theirs by the link of registration."""
    return may_read(act, participant.event)
