"""Moves of an inspection, from the plan to the last recommendation."""

from contracting.settlement.models import Inspection, ProtocolVersion
from contracting.settlement.permissions import inspections as permissions
from mkus_portal.act import Act
from mkus_portal.verdict import ALLOWED, Verdict, refused
from mkus_portal.web.wording import day
from mkus_portal.workflow.engine import Move, Procedure

State = Inspection.State


def current_protocol(inspection: Inspection) -> ProtocolVersion | None:
    """Return the protocol that was sent last; None while none was."""
    return inspection.protocols.order_by("-ordinal").first()


def authorisation_is_whole(act: Act, inspection: Inspection) -> Verdict:
    """Ask for the number, the people and whoever signs; a day that is not in the future."""
    if not (inspection.authorisation_number and inspection.team and inspection.authorised_by):
        return refused("Uzupełnij upoważnienie: numer, osoby upoważnione i kto je podpisuje.")
    if inspection.authorised_on is not None and inspection.authorised_on > act.day:
        return refused("Upoważnienie ma datę w przyszłości. Popraw ją albo poczekaj do tego dnia.")
    return ALLOWED


def protocol_is_whole(act: Act, inspection: Inspection) -> Verdict:
    """Ask for findings on every subject of the scope, the irregularities, the number, the day."""
    missing = [label for label, text in inspection.found if not text.strip()]
    if missing:
        return refused(f"Uzupełnij protokół. Brakuje ustaleń: {', '.join(missing)}.")
    if inspection.is_irregular is None:
        return refused("Uzupełnij protokół: czy stwierdzono nieprawidłowości.")
    if not inspection.protocol_number or inspection.protocol_on is None:
        return refused("Uzupełnij protokół: numer i datę.")
    return ALLOWED


def term_has_not_passed(act: Act, inspection: Inspection) -> Verdict:
    """Ask the contractor to be in time; the office records what came in time, with its day."""
    protocol = current_protocol(inspection)
    late = protocol is not None and act.day > protocol.due_on
    if protocol is not None and late and act.scope.kind == "organisation":
        return refused(f"Termin na zastrzeżenia minął {day(protocol.due_on)}")
    return ALLOWED


def has_not_objected(act: Act, inspection: Inspection) -> Verdict:
    """Ask that this version has no objections yet: they are raised once."""
    protocol = current_protocol(inspection)
    if protocol is not None and protocol.objected_on is not None:
        return refused("Do tej wersji protokołu zgłoszono już zastrzeżenia i urząd je rozpatrzył.")
    return ALLOWED


def contractor_has_had_its_time(act: Act, inspection: Inspection) -> Verdict:
    """Ask the office to wait for the term, unless objections are answered already.

    The contractor itself may refuse at once.
    """
    protocol = current_protocol(inspection)
    if protocol is None or act.scope.kind == "organisation" or protocol.answered_on is not None:
        return ALLOWED
    if act.day > protocol.due_on:
        return ALLOWED
    return refused(
        f"Zleceniobiorca może podpisać protokół albo zgłosić zastrzeżenia do {day(protocol.due_on)}"
    )


def has_recommendations(act: Act, inspection: Inspection) -> Verdict:
    """Ask for at least one."""
    if inspection.recommendations.exists():
        return ALLOWED
    return refused("Dodaj zalecenie. Bez zaleceń kontrolę można po prostu zakończyć.")


def everything_is_answered(act: Act, inspection: Inspection) -> Verdict:
    """Ask for an answer to every recommendation."""
    waiting = inspection.recommendations.filter(answer="").values_list("ordinal", flat=True)
    numbers = ", ".join(str(one) for one in waiting)
    return refused(f"Odpowiedz na zalecenia: {numbers}.") if numbers else ALLOWED


def nothing_waits(act: Act, inspection: Inspection) -> Verdict:
    """Ask that no recommendation is undelivered or not assessed."""
    rows = inspection.recommendations.all()
    if inspection.state == State.SETTLED:
        if not rows.exists():
            return ALLOWED
        return refused("Doręcz zalecenia albo je usuń.")
    waiting = [str(one.ordinal) for one in rows if not one.outcome]
    return refused(f"Oceń zalecenia: {', '.join(waiting)}.") if waiting else ALLOWED


INSPECTION = Procedure(
    name="Kontrola",
    model=Inspection,
    moves=(
        Move(
            "authorise",
            sources=(State.PLANNED,),
            target=State.AUTHORISED,
            label="Wydaj upoważnienie",
            permission=permissions.may_authorise,
            conditions=(authorisation_is_whole,),
            question="Zleceniobiorca dowie się o kontroli. Wydać upoważnienie?",
            grave=True,
        ),
        Move(
            "carry_out",
            sources=(State.AUTHORISED,),
            target=State.CARRIED_OUT,
            label="Odnotuj przeprowadzenie kontroli",
            permission=permissions.may_conduct,
        ),
        Move(
            "send_protocol",
            sources=(State.CARRIED_OUT,),
            target=State.PROTOCOL,
            label="Przekaż protokół zleceniobiorcy",
            permission=permissions.may_conduct,
            conditions=(protocol_is_whole,),
            question="Tej wersji protokołu nie będzie już można zmienić. Przekazać?",
            grave=True,
        ),
        Move(
            "sign",
            sources=(State.PROTOCOL,),
            target=State.SETTLED,
            label="Odnotuj podpis pod protokołem",
            permission=permissions.may_answer_protocol,
            grave=True,
        ),
        Move(
            "object",
            sources=(State.PROTOCOL,),
            target=State.OBJECTED,
            label="Zgłoś zastrzeżenia",
            permission=permissions.may_answer_protocol,
            conditions=(has_not_objected, term_has_not_passed),
        ),
        Move(
            "refuse",
            sources=(State.PROTOCOL,),
            target=State.SETTLED,
            label="Odnotuj odmowę albo brak podpisu",
            permission=permissions.may_answer_protocol,
            conditions=(contractor_has_had_its_time,),
            grave=True,
        ),
        Move(
            "revise",
            sources=(State.OBJECTED,),
            target=State.CARRIED_OUT,
            label="Uwzględnij zastrzeżenia i zmień protokół",
            permission=permissions.may_conduct,
        ),
        Move(
            "uphold",
            sources=(State.OBJECTED,),
            target=State.PROTOCOL,
            label="Oddal zastrzeżenia",
            permission=permissions.may_conduct,
        ),
        Move(
            "recommend",
            sources=(State.SETTLED,),
            target=State.RECOMMENDED,
            label="Doręcz zalecenia",
            permission=permissions.may_conduct,
            conditions=(has_recommendations,),
            grave=True,
        ),
        Move(
            "answer",
            sources=(State.RECOMMENDED,),
            target=State.ANSWERED,
            label="Wyślij odpowiedź na zalecenia",
            permission=permissions.may_send_answers,
            conditions=(everything_is_answered,),
            question="Wysłanej odpowiedzi nie można zmienić. Wysłać?",
            grave=True,
        ),
        Move(
            "close",
            sources=(State.SETTLED, State.RECOMMENDED, State.ANSWERED),
            target=State.CLOSED,
            label="Zakończ kontrolę",
            permission=permissions.may_conduct,
            conditions=(nothing_waits,),
            grave=True,
        ),
        Move(
            "cancel",
            sources=(State.PLANNED, State.AUTHORISED),
            target=State.CANCELLED,
            label="Odwołaj kontrolę",
            permission=permissions.may_conduct,
            grave=True,
        ),
    ),
)
