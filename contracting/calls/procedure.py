"""The moves of a call, from draft to publication or annulment."""

from django.db.models import QuerySet

from contracting.calls import permissions
from contracting.calls.law import EARLIEST_DEADLINE
from contracting.calls.models import PUBLIC_STATES, Call, Publication
from contracting.calls.results import pending_results
from contracting.calls.rules import (
    Contents,
    completeness,
    criterion_fits,
    first_deadline,
    orders,
    warsaw_day,
)
from mkus_portal.act import Act
from mkus_portal.workflow.engine import Move, Procedure
from mkus_portal.workflow.verdict import ALLOWED, Verdict, first_refusal, refused

State = Call.State
ASK_BACK = " Poproś organ wykonawczy o zwrot konkursu do poprawy i podaj w nim późniejszy termin."


def contents_of(call: Call) -> Contents:
    """Load the call with all that its announcement is made from."""
    tasks = list(call.tasks.prefetch_related("spheres"))
    for task in tasks:
        task.call = call
    return Contents(call, tasks, list(call.criteria.all()), list(call.previous_tasks.all()))


def complete(act: Act, call: Call) -> Verdict:
    """All seven items of art. 13 ust. 2 are there (R03), amounts and days in order."""
    contents = contents_of(call)
    return first_refusal(completeness(contents), orders(contents))


def criteria_fit(act: Act, call: Call) -> Verdict:
    """Every criterion fits the form of its tasks (R04)."""
    contents = contents_of(call)
    return first_refusal(*(criterion_fits(one, contents.tasks) for one in contents.criteria))


def far_enough(act: Act, call: Call) -> Verdict:
    """Ask that the nearest deadline is 21 days or more after the last publication (R02, D01).

    Before the publication it is counted as if the announcement appeared today.
    """
    published_at = call.opens_at or act.at
    earliest = EARLIEST_DEADLINE.last_day(warsaw_day(published_at))
    nearest = first_deadline(call)
    if nearest is None or warsaw_day(nearest) >= earliest:
        return ALLOWED
    return refused(
        f"Termin składania ofert ({warsaw_day(nearest):%d.%m.%Y} r.) jest za wczesny:"
        f" od ostatniego ogłoszenia musi minąć co najmniej"
        f" {EARLIEST_DEADLINE.length.number_at(warsaw_day(published_at))} dni"
        f" ({EARLIEST_DEADLINE.cite}). Najwcześniejszy dozwolony termin to"
        f" {earliest:%d.%m.%Y} r." + (ASK_BACK if call.state == State.APPROVED else "")
    )


def published_in_three_places(act: Act, call: Call) -> Verdict:
    """BIP, notice board and website are recorded for the version in force (R01)."""
    done = set(current_publications(call).values_list("place", flat=True))
    missing = [place.label for place in Publication.Place if place.value not in done]
    if not missing:
        return ALLOWED
    return refused(f"Wpisz jeszcze publikację: {', '.join(missing)}.")


def current_publications(call: Call) -> QuerySet[Publication]:
    """Return the publications of the announcement's version in force."""
    return call.publications.filter(
        subject=Publication.Subject.ANNOUNCEMENT, version=call.announced_version
    )


def publication_is_due(call: Call, subject: str) -> Verdict:
    """Only an approved announcement, an annulment or results decided can be published."""
    if subject == Publication.Subject.RESULTS:
        if pending_results(call) is None:
            return refused("Nie ma wyników, które czekają na ogłoszenie.")
        return ALLOWED
    if subject == Publication.Subject.ANNULMENT:
        if call.state != State.ANNULLED:
            return refused("Konkurs nie jest unieważniony, nie ma czego ogłaszać.")
        if call.publications.filter(subject=subject).count() == len(Publication.Place):
            return refused("Wszystkie trzy publikacje unieważnienia są już wpisane.")
        return ALLOWED
    if call.state == State.APPROVED:
        return ALLOWED
    if call.state in PUBLIC_STATES:
        return refused("Wszystkie trzy publikacje ogłoszenia są już wpisane.")
    return refused("Publikacje ogłoszenia wpisuje się po jego zatwierdzeniu.")


PROCEDURE = Procedure(
    name="Konkurs",
    model=Call,
    moves=(
        Move(
            "send_to_approve",
            sources=(State.DRAFT,),
            target=State.TO_APPROVE,
            label="Przekaż do zatwierdzenia",
            permission=permissions.may_prepare,
            conditions=(complete, criteria_fit, far_enough),
        ),
        Move(
            "return",
            sources=(State.TO_APPROVE, State.APPROVED),
            target=State.DRAFT,
            label="Zwróć do poprawy",
            permission=permissions.may_approve,
        ),
        Move(
            "approve",
            sources=(State.TO_APPROVE,),
            target=State.APPROVED,
            label="Zatwierdź ogłoszenie",
            permission=permissions.may_approve,
            conditions=(complete, criteria_fit, far_enough),
            question="Zatwierdzona treść zostanie zamrożona. Zatwierdzić?",
            grave=True,
        ),
        Move(
            "publish",
            sources=(State.APPROVED,),
            target=State.PUBLISHED,
            label="Otwórz nabór",
            permission=permissions.may_publish,
            conditions=(published_in_three_places, far_enough),
            grave=True,
        ),
        Move(
            "annul",
            sources=(State.PUBLISHED,),
            target=State.ANNULLED,
            label="Unieważnij konkurs",
            permission=permissions.may_annul,
            question="Unieważnienia nie można cofnąć. Unieważnić?",
            grave=True,
        ),
        Move(
            "cancel",
            sources=(State.DRAFT, State.TO_APPROVE),
            target=State.CANCELLED,
            label="Odwołaj",
            permission=permissions.may_prepare,
            question="Odwołanego konkursu nie można przywrócić. Odwołać?",
            grave=True,
        ),
    ),
    public_states=PUBLIC_STATES,
)
