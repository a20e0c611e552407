"""The reports that are owed: what waits for the contractor, reminders, the office's calls."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from contracting.contracts.letters import contractors_people
from contracting.contracts.models import Contract
from contracting.settlement.documents.call import CALL_DOCUMENT
from contracting.settlement.law import CALLED, SUMMONS
from contracting.settlement.letters import reports as letters
from contracting.settlement.models import Reminder, ReportCall
from contracting.settlement.permissions import SETTLED_IN
from contracting.settlement.permissions.reports import may_call
from contracting.settlement.terms import FINAL, final_term, owed
from mkus_portal.act import Act
from mkus_portal.documents.actions import request
from mkus_portal.locking import hold
from mkus_portal.verdict import insist, refused
from mkus_portal.web.wording import day

OFFSETS = (-7, 0, 1)
LATEST = 7  # a reminder that nobody could send in time is still sent for so many days
EARLY = timedelta(days=14)


def ask_for_owed(act: Act, contract: Contract) -> None:
    """Let the nearest owed report wait for the contractor, once its period is about to end."""
    terms = owed(contract)
    if terms and act.day >= terms[0].period_to - EARLY:
        url = reverse("settlement-detail", args=(contract.pk,))
        letters.ask_for_report(act, contract, terms[0], url)


@transaction.atomic
def remind_of(act: Act, contract: Contract) -> int:
    """Open what waits for the contractor, send each due reminder once (R16); return how many."""
    hold(contract)
    ask_for_owed(act, contract)
    url, sent = reverse("settlement-detail", args=(contract.pk,)), 0
    for term in owed(contract):
        offset = due_offset(act.day, term.accepted_to)
        if offset is None:
            continue
        _, is_new = Reminder.objects.get_or_create(
            contract=contract,
            about=term.about,
            last_day=term.last_day,
            offset=offset,
            defaults={"sent_at": act.at},
        )
        if is_new:
            letters.remind(act, contract, term, offset, url)
            sent += 1
    return sent


def due_offset(today: date, last_day: date) -> int | None:
    """Return which reminder of a term is due on a day: −7, 0 or 1; None where none is."""
    late = (today - last_day).days
    due = [one for one in OFFSETS if one <= late]
    if not due or late > OFFSETS[-1] + LATEST:
        return None
    return due[-1]


def to_remind() -> list[Contract]:
    """Return the contracts that may owe a report, with what `owed` reads of them."""
    rows = Contract.objects.filter(state__in=SETTLED_IN)
    return list(
        rows.select_related("office", "organisation")
        .prefetch_related("reports", "report_calls")
        .order_by("pk")
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """What the office calls for."""

    kind: str
    first: date
    last: date
    due_on: date
    reason: str = ""


@transaction.atomic
def call_for_report(act: Act, contract: Contract, asked: Asked) -> ReportCall:
    """Call for an interim report (D09), or summon to send the final one that is late (D21).

    Raises Refused; ValidationError for a term shorter than the law's, or a period outside the task.
    """
    hold(contract)
    insist(may_call(act, contract))
    if asked.kind == FINAL:
        _insist_on_late(act, contract)
        earliest, words = SUMMONS.last_day(act.day), "Wezwanie daje co najmniej"
    else:
        earliest, words = CALLED.last_day(act.day), "Na sprawozdanie częściowe jest co najmniej"
        if not contract.starts_on <= asked.first <= asked.last <= contract.ends_on:
            raise ValidationError({"last": "Okres musi leżeć w czasie zadania."})
    if asked.due_on < earliest:
        count = (earliest - act.day).days
        raise ValidationError({"due_on": f"{words} {count} dni: do {day(earliest)} lub dłużej."})
    call = ReportCall(
        contract=contract,
        kind=asked.kind,
        period_from=asked.first,
        period_to=asked.last,
        due_on=asked.due_on,
        reason=asked.reason.strip(),
        called_at=act.at,
        called_by_id=act.user,
    )
    call.full_clean()
    call.save()
    request(act, CALL_DOCUMENT.code, call, title=str(call)[:300])
    ask_for_owed(act, contract)
    _tell(act, call)
    return call


def _insist_on_late(act: Act, contract: Contract) -> None:
    if contract.reports.filter(kind=FINAL).exclude(submitted_at=None).exists():
        insist(refused("Sprawozdanie końcowe jest już złożone."))
    term = final_term(contract)
    if act.day <= term.accepted_to:
        insist(refused(f"Termin sprawozdania końcowego mija dopiero {day(term.accepted_to)}"))


def _tell(act: Act, call: ReportCall) -> None:
    contract = call.contract
    what = "Wezwanie do złożenia sprawozdania"
    text = f"Urząd wzywa do złożenia sprawozdania do {day(call.due_on)}"
    if call.kind != FINAL:
        text = f"{text} Okres: {day(call.period_from)} – {day(call.period_to)}"
    if call.reason:
        text = f"{text}\n\n{call.reason}"
    people = contractors_people(act, contract)
    url = reverse("settlement-detail", args=(contract.pk,))
    letters.write(act, contract, what, text, people, url)
