"""Moves of a report: from the draft to the office's answer."""

from contracting.settlement.coaching import gaps_of
from contracting.settlement.models import Item, TaskReport
from contracting.settlement.permissions import reports as permissions
from mkus_portal.act import Act
from mkus_portal.verdict import ALLOWED, Verdict, refused
from mkus_portal.workflow.engine import Move, Procedure

State = TaskReport.State


def complete(act: Act, report: TaskReport) -> Verdict:
    """Ask that nothing is missing."""
    missing = gaps_of(report)
    if missing:
        return refused(f"Sprawozdanie nie jest kompletne. Popraw: {missing[0].sentence}.")
    return ALLOWED


def period_is_over(act: Act, report: TaskReport) -> Verdict:
    """Ask that the period of the report has ended: nobody reports of what is to come."""
    if act.day < report.period_to and report.contract.state == "in_force":
        return refused("Sprawozdanie składa się po zakończeniu okresu, którego dotyczy.")
    return ALLOWED


def never_sent(act: Act, report: TaskReport) -> Verdict:
    """Ask that the office has not got it yet."""
    if report.submitted_at is not None:
        return refused("Złożonego sprawozdania nie można zaniechać.")
    return ALLOWED


def items_are_decided(act: Act, report: TaskReport) -> Verdict:
    """Ask that the desk has decided about every item that the report has brought."""
    open_states = (Item.State.PENDING, Item.State.QUESTIONED, Item.State.EXPLAINED)
    for rows in (report.expensedocuments, report.contributions):
        if rows.filter(state__in=open_states).exists():
            return refused("Najpierw uznaj albo nie uznaj każdej pozycji wydatków i wkładu.")
    return ALLOWED


REPORT = Procedure(
    name="Sprawozdanie",
    model=TaskReport,
    moves=(
        Move(
            "submit",
            sources=(State.DRAFT, State.RETURNED),
            target=State.SUBMITTED,
            label="Złóż sprawozdanie",
            permission=permissions.may_send,
            conditions=(period_is_over, complete),
            grave=True,
        ),
        Move(
            "discard",
            sources=(State.DRAFT,),
            target=State.DISCARDED,
            label="Zaniechaj szkicu",
            permission=permissions.may_discard,
            conditions=(never_sent,),
            question="Szkic zniknie z listy. Rejestr wydatków zostanie bez zmian. Zaniechać?",
        ),
        Move(
            "give_back",
            sources=(State.SUBMITTED,),
            target=State.RETURNED,
            label="Zwróć do poprawy",
            permission=permissions.may_answer,
        ),
        Move(
            "accept",
            sources=(State.SUBMITTED,),
            target=State.ACCEPTED,
            label="Zaakceptuj sprawozdanie",
            permission=permissions.may_answer,
            conditions=(items_are_decided,),
            grave=True,
        ),
        Move(
            "question",
            sources=(State.SUBMITTED,),
            target=State.QUESTIONED,
            label="Zakwestionuj sprawozdanie",
            permission=permissions.may_answer,
            conditions=(items_are_decided,),
            grave=True,
        ),
    ),
)
