"""Expenses and contributions of a contract, made quickly."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from contracting.contracts.agreed import agreed_of
from contracting.contracts.models import Contract
from contracting.settlement.models import Contribution, ExpenseDocument, TaskReport
from mkus_portal.act import WARSAW, Act
from mkus_portal.drafting.models import Draft
from tests.clock import NOW
from tests.contracting.offers.factories import Cast

# the headings of a list of documents as organisations write them
HEAD = (
    "Lp.;Nr dokumentu;Data wystawienia;NIP wystawcy;Wystawca;Numer KSeF;Za co;"
    "Nr pozycji kosztorysu;Kwota brutto;W tym z dotacji;W tym środki własne;Data zapłaty;"
    "Forma zapłaty"
)


def expense(contract: Contract, number: str = "FV 1/2027", **given: Any) -> ExpenseDocument:
    """A paid invoice over 100 zł, all of it from the grant, under the plan's first cost."""
    return ExpenseDocument.objects.create(
        **{
            "contract": contract,
            "line": agreed_of(contract).lines[0].pk,
            "name": "Wynagrodzenie trenera",
            "document_number": number,
            "issued_on": date(2027, 3, 1),
            "issuer_name": "Sklep Sportowy sp. z o.o.",
            "issuer_nip": "5261040828",
            "gross": Decimal(100),
            "from_grant": Decimal(100),
            "paid_on": date(2027, 3, 8),
            "created_at": NOW,
            **given,
        }
    )


def contribution(contract: Contract, **given: Any) -> Contribution:
    """Ten hours of a volunteer at 30 zł under the plan's first cost."""
    return Contribution.objects.create(
        **{
            "contract": contract,
            "line": agreed_of(contract).lines[0].pk,
            "name": "Pomoc przy zajęciach",
            "document": "Porozumienie 1/2027",
            "day_from": date(2027, 3, 1),
            "day_to": date(2027, 3, 31),
            "hours": Decimal(10),
            "rate": Decimal(30),
            "value": Decimal(300),
            "created_at": NOW,
            **given,
        }
    )


AT = datetime(2027, 5, 10, 12, 0, tzinfo=WARSAW)


def accountant(cast: Cast, at: datetime = AT) -> Act:
    """Somebody who keeps the contractor's ledger, on a day of the task."""
    return replace(cast.president, role="ngo_accountant").later(at)


def report_of(contract: Contract, state: str = "returned", **given: Any) -> TaskReport:
    """A report of the contract, sent; given back unless said otherwise."""
    return TaskReport.objects.create(
        **{
            "contract": contract,
            "draft": Draft.objects.create(
                form_code="task-report", form_version="1", changed_at=NOW
            ),
            "kind": "interim",
            "ordinal": contract.reports.count() + 1,
            "period_from": contract.starts_on,
            "period_to": contract.ends_on,
            "state": state,
            "open_parts": ["I", "II"] if state == "returned" else [],
            "submitted_at": NOW,
            "content": {},
            "digest": "0" * 64,
            "created_at": NOW,
            **given,
        }
    )
