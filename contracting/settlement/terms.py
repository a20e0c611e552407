"""Which reports a contract still owes, of what period and until when."""

from dataclasses import dataclass
from datetime import date

from contracting.contracts.law import FINAL_REPORT
from contracting.contracts.models import Contract
from contracting.settlement.law import YEARLY, accepted_day
from contracting.settlement.models import TaskReport

FINAL, INTERIM = TaskReport.Kind.FINAL, TaskReport.Kind.INTERIM


@dataclass(frozen=True, slots=True)
class Term:
    """A report that is owed. `about` names it for reminders: final, year:2026, call:17."""

    about: str
    kind: str
    period_from: date
    period_to: date
    last_day: date
    call: int | None = None

    @property
    def accepted_to(self) -> date:
        """The last day moved off days free of work (KPA art. 57 § 4, D29)."""
        return accepted_day(self.last_day)

    @property
    def words(self) -> str:
        """The report in words."""
        if self.kind == FINAL:
            return "sprawozdanie końcowe"
        return f"sprawozdanie częściowe za {self.period_from:%d.%m.%Y}–{self.period_to:%d.%m.%Y}"


def task_end(contract: Contract) -> date:
    """Return the day on which the task ended: earlier than agreed where the contract did."""
    ended = contract.ended_on if contract.state == Contract.State.TERMINATED else None
    return min(ended, contract.ends_on) if ended else contract.ends_on


def final_term(contract: Contract) -> Term:
    """Return the term of the final report (D08)."""
    end = max(task_end(contract), contract.starts_on)
    return Term("final", FINAL, contract.starts_on, end, FINAL_REPORT.last_day(end))


def owed(contract: Contract) -> list[Term]:
    """Return what the contract owes, the nearest term first; sent reports are not owed.

    Queries: the contract's reports and its calls.
    """
    sent = [one for one in contract.reports.all() if one.submitted_at is not None]
    found = [*_yearly(contract, sent), *_called(contract)]
    if not any(one.kind == FINAL for one in sent):
        found.append(final_term(contract))
    return sorted(found, key=lambda one: (one.last_day, one.about))


def _yearly(contract: Contract, sent: list[TaskReport]) -> list[Term]:
    end = task_end(contract)
    found = []
    for year in range(contract.starts_on.year, end.year):
        last = date(year, 12, 31)
        if any(one.period_to >= last for one in sent):
            continue
        first = max(contract.starts_on, date(year, 1, 1))
        found.append(Term(f"year:{year}", INTERIM, first, last, YEARLY.last_day(last)))
    return found


def _called(contract: Contract) -> list[Term]:
    return [
        Term(f"call:{one.pk}", one.kind, one.period_from, one.period_to, one.due_on, one.pk)
        for one in contract.report_calls.all()
        if one.answer_id is None and one.kind == INTERIM
    ]


def term_of(contract: Contract, kind: str, period_to: date) -> date | None:
    """Return the last day of a report that is started; None where nothing asks for it."""
    if kind == FINAL:
        return final_term(contract).last_day
    terms = [one.last_day for one in owed(contract) if one.kind == INTERIM]
    fitting = [one for one in owed(contract) if one.kind == INTERIM and one.period_to == period_to]
    return fitting[0].last_day if fitting else min(terms, default=None)
