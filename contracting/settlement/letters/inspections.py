"""Who is told what of an inspection, and for whom it waits."""

from datetime import date, timedelta

from contracting.contracts.letters import contractors_people, office_scope
from contracting.contracts.permissions import PLANNERS, SENDERS, WRITERS
from contracting.settlement.law import last_day_to_object
from contracting.settlement.models import Inspection
from contracting.settlement.procedure.inspections import (
    authorisation_is_whole,
    current_protocol,
)
from mkus_portal.act import Act
from mkus_portal.notifications.actions import (
    Until,
    Whose,
    close_duty,
    open_duty,
    people_with,
    send_letter,
)
from mkus_portal.notifications.messages import MessageKind

STEP = "inspection_step"
LETTER = MessageKind(
    code="inspection_news",
    label="Kontrola zadania: wiadomość",
    subject="{what}: {title}",
    template="contracting/settlement/letters/inspection_news.txt",
)
INSPECTION_LETTERS = (LETTER,)
State = Inspection.State
# who makes the next step, as what, and in what words it is asked
ASKED: dict[str, tuple[str, tuple[str, ...], str]] = {
    State.PLANNED: ("office", WRITERS, "Przygotuj upoważnienie do kontroli"),
    State.AUTHORISED: ("office", WRITERS, "Przeprowadź kontrolę"),
    State.CARRIED_OUT: ("office", WRITERS, "Sporządź protokół kontroli"),
    State.PROTOCOL: ("organisation", SENDERS, "Podpisz protokół kontroli albo zgłoś zastrzeżenia"),
    State.OBJECTED: ("office", WRITERS, "Rozpatrz zastrzeżenia do protokołu kontroli"),
    State.SETTLED: ("office", WRITERS, "Wydaj zalecenia albo zakończ kontrolę"),
    State.RECOMMENDED: ("organisation", PLANNERS, "Odpowiedz na zalecenia pokontrolne"),
    State.ANSWERED: ("office", WRITERS, "Oceń odpowiedź na zalecenia pokontrolne"),
}


def ask_for_inspection_step(act: Act, inspection: Inspection) -> None:
    """Let the inspection wait for whoever makes the next step, and for nobody else."""
    close_duty(act, STEP, inspection)
    if inspection.state not in ASKED:
        return
    kind, roles, what = ASKED[inspection.state]
    if inspection.state == State.PLANNED and authorisation_is_whole(act, inspection):
        roles, what = ("executive",), "Wydaj upoważnienie do kontroli"
    contract = inspection.contract
    scope = office_scope(contract) if kind == "office" else contract.organisation.scope
    due = due_of(inspection)
    open_duty(
        act,
        STEP,
        inspection,
        Whose(scope=scope, roles=roles),
        url=inspection.get_absolute_url(),
        sentence=f"{what}: umowa nr {contract.number}, „{contract.title}”"[:300],
        due=Until.end_of(due) if due else None,
    )


def due_of(inspection: Inspection) -> date | None:
    """Return until when the next step is to be made; None where there is no term."""
    if inspection.state in {State.PLANNED, State.AUTHORISED}:
        return inspection.planned_on or _end_of_month(inspection)
    if inspection.state == State.PROTOCOL:
        protocol = current_protocol(inspection)
        if protocol is None:
            return None
        answered = protocol.answered_on
        return last_day_to_object(answered) if answered else protocol.due_on
    if inspection.state == State.RECOMMENDED:
        days = inspection.recommendations.values_list("due_on", flat=True)
        return min((one for one in days if one), default=None)
    return None


def _end_of_month(inspection: Inspection) -> date:
    years, month = divmod(inspection.planned_month, 12)
    return date(inspection.planned_year + years, month + 1, 1) - timedelta(days=1)


def tell_contractor(act: Act, inspection: Inspection, what: str, text: str) -> None:
    """Write to the contractor's people. Raises ValueError for an unannounced inspection."""
    if inspection.announced_at is None:
        message = "the contractor does not know of a planned inspection"
        raise ValueError(message)
    people = contractors_people(act, inspection.contract)
    send_letter(act, LETTER.code, people, inspection, _context(inspection, what, text))


def tell_office(act: Act, inspection: Inspection, what: str, text: str) -> None:
    """Write to the clerks and coordinators."""
    people = people_with(office_scope(inspection.contract), act.day, *WRITERS)
    send_letter(act, LETTER.code, people, inspection, _context(inspection, what, text))


def _context(inspection: Inspection, what: str, text: str) -> dict[str, object]:
    contract = inspection.contract
    return {
        "what": what,
        "title": contract.title,
        "number": contract.number,
        "text": text,
        "url": inspection.get_absolute_url(),
    }
