"""Inspections at each step of their life, made through the actions alone."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from contracting.contracts.models import Contract
from contracting.settlement.actions import inspection_protocols as protocols
from contracting.settlement.actions import inspections as actions
from contracting.settlement.actions import recommendations
from contracting.settlement.models import AROUND_CONTRACT, Inspection
from mkus_portal.act import WARSAW, Act
from tests.contracting.contracts.factories import contract_cast
from tests.contracting.offers.factories import Cast, make_organisation, ngo_act

DAY = date(2027, 5, 10)
AT = datetime(2027, 5, 10, 12, 0, tzinfo=WARSAW)
TEAM = [{"name": "Maria Kontrolna", "function": "inspektor"}]
PAPER = {"authorisation_number": "OR.077.5.2027", "authorised_by": "Anna Wzorowa, wójt"}
FINDINGS = {code: f"Ustalono: {code}." for code in actions.EVERYTHING}


@dataclass
class Inspected:
    """An inspection with its people; each step leaves it in the next state."""

    cast: Cast
    contract: Contract
    inspection: Inspection

    def office(self, role: str = "clerk", at: datetime = AT) -> Act:
        """Somebody of the office."""
        return self.cast.clerk(at, role)

    def ngo(self, at: datetime = AT) -> Act:
        """The contractor's president."""
        return self.cast.president.later(at)

    def fresh(self) -> Inspection:
        """The inspection as it is now."""
        rows = Inspection.objects.select_related(*AROUND_CONTRACT)
        self.inspection = rows.get(pk=self.inspection.pk)
        return self.inspection

    def prepared(self) -> "Inspected":
        """The authorisation is written."""
        actions.prepare_authorisation(self.office(), self.fresh(), TEAM, **PAPER)
        return self

    def authorised(self) -> "Inspected":
        """The mayor has signed: the contractor knows."""
        self.prepared()
        actions.authorise(self.office("executive"), self.fresh())
        return self

    def carried_out(self) -> "Inspected":
        """It took place on one day."""
        self.authorised()
        actions.carry_out(self.office(), self.fresh(), DAY, DAY)
        return self

    def written(self, **columns: Any) -> "Inspected":
        """The protocol is whole."""
        given = {
            "is_irregular": True,
            "irregularities": "Faktura bez opisu.",
            "protocol_number": "K/1/2027",
            "protocol_on": DAY,
            **columns,
        }
        protocols.write_protocol(self.office(), self.fresh(), FINDINGS, **given)
        return self

    def sent(self) -> "Inspected":
        """The contractor has the protocol."""
        self.carried_out().written()
        protocols.send_protocol(self.office(), self.fresh())
        return self

    def objected(self) -> "Inspected":
        """The contractor objects."""
        self.sent()
        protocols.object_to(self.ngo(), self.fresh(), "Faktura ma opis na odwrocie.")
        return self

    def settled(self) -> "Inspected":
        """The contractor has signed."""
        self.sent()
        protocols.sign(self.ngo(), self.fresh(), "Anna Prezes, prezes", DAY)
        return self

    def recommended(self, *terms: date | None) -> "Inspected":
        """Recommendations are delivered, one for each term."""
        self.settled()
        for number, due_on in enumerate(terms or (None,), 1):
            text = f"Opisać faktury, część {number}."
            recommendations.add_recommendation(self.office(), self.fresh(), text, due_on)
        recommendations.recommend(self.office(), self.fresh(), DAY)
        return self

    def answered(self) -> "Inspected":
        """The contractor has answered all of them."""
        self.recommended()
        for row in self.fresh().recommendations.all():
            recommendations.write_answer(self.ngo(), row, "Opisano.", DAY)
        recommendations.send_answers(self.ngo(), self.fresh())
        return self


def planned(**columns: Any) -> Inspected:
    """A planned inspection of a contract in force."""
    cast, contract = contract_cast()
    return inspected(cast, contract, **columns)


def inspected(cast: Cast, contract: Contract, **columns: Any) -> Inspected:
    """A planned inspection of the contract."""
    given = {"planned_year": 2027, "planned_month": 5, **columns}
    made = actions.plan_inspection(cast.clerk(AT), contract, **given)
    return Inspected(cast, contract, made)


def rival(at: datetime = AT) -> Act:
    """Somebody of another organisation."""
    organisation, user = make_organisation()
    return ngo_act(organisation, user, "ngo_admin", at)


LATER = AT + timedelta(days=3)
