"""Reports made quickly, through the actions alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from contracting.contracts.agreed import agreed_of
from contracting.contracts.models import TOGETHER, Contract
from contracting.settlement.actions import reporting
from contracting.settlement.actions.reporting import Period
from contracting.settlement.form import TOGETHER_OF
from contracting.settlement.models import ReportedAction, ReportedResult, TaskReport
from contracting.settlement.terms import FINAL
from mkus_portal.act import WARSAW, Act
from mkus_portal.drafting.actions import save_field
from tests.contracting.contracts.factories import contract_cast
from tests.contracting.offers.factories import Cast
from tests.contracting.settlement.factories_ledger import expense

TEXTS = {
    "I.1": "Odbyły się wszystkie zajęcia.",
    "I.2": "Zgodnie z umową.",
    "II.3": "nie dotyczy",
    "II.4": "nie dotyczy",
}


def after(contract: Contract, days: int = 10) -> datetime:
    """Noon of a day after the task's end."""
    day = contract.ends_on + timedelta(days=days)
    return datetime(day.year, day.month, day.day, 12, tzinfo=WARSAW)


@dataclass
class Desk:
    """A contract in force whose task has ended, with the people of its settlement."""

    cast: Cast
    contract: Contract

    def ngo(self, at: datetime | None = None) -> Act:
        """The contractor's president."""
        return self.cast.president.later(at or after(self.contract))

    def office(self, role: str = "clerk", days: int = 20) -> Act:
        """Somebody of the office, some days after the end of the task."""
        return self.cast.clerk(after(self.contract, days), role)

    def fresh(self) -> Contract:
        """The contract as it is now."""
        self.contract = Contract.objects.select_related(*TOGETHER).get(pk=self.contract.pk)
        return self.contract

    def spend(self, *from_grant: Decimal | int | str, **given: Any) -> list[Any]:
        """An invoice for each amount of the grant, paid in the task's second month."""
        lines = agreed_of(self.contract).lines
        paid = self.contract.starts_on + timedelta(days=40)
        return [
            expense(
                self.contract,
                f"FV {place}/2027",
                **{
                    "line": lines[0].pk,
                    "gross": Decimal(amount),
                    "from_grant": Decimal(amount),
                    "issued_on": paid,
                    "paid_on": paid,
                    **given,
                },
            )
            for place, amount in enumerate(from_grant, 1)
        ]

    def started(self, kind: str = FINAL, **period: Any) -> TaskReport:
        """A report that is begun."""
        whole = {"first": self.contract.starts_on, "last": self.contract.ends_on, **period}
        report = reporting.start_report(self.ngo(), self.fresh(), Period(kind, **whole))
        return report_of(report.pk)

    def written(self, kind: str = FINAL, **period: Any) -> TaskReport:
        """A report in which nothing is missing."""
        report = self.started(kind, **period)
        write(self.ngo(), report)
        return report

    def sent(self, kind: str = FINAL, at: datetime | None = None, **period: Any) -> TaskReport:
        """A report that the office has got."""
        report = self.written(kind, **period)
        reporting.submit_report(self.ngo(at), report, "Anna Prezes, prezes")
        return report_of(report.pk)


def write(act: Act, report: TaskReport) -> None:
    """Write everything that a report asks for."""
    draft = report.draft
    for code, text in TEXTS.items():
        save_field(act, draft, code, text, 0)
    for row in ReportedResult.objects.filter(draft=draft):
        save_field(act, draft, f"results:{row.pk}:reached", "20 osób", 0)
    for row in ReportedAction.objects.filter(draft=draft):
        save_field(act, draft, f"actions:{row.pk}:degree", "done", 0)


def report_of(pk: int) -> TaskReport:
    """The report as it is now, with all that actions read of it."""
    return TaskReport.objects.select_related(*TOGETHER_OF).get(pk=pk)


def desk(**terms: Any) -> Desk:
    """A desk without any expense."""
    cast, contract = contract_cast(**terms)
    made = Desk(cast, contract)
    made.fresh()
    return made
