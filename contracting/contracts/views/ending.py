"""Ending a contract in force."""

from dataclasses import dataclass
from typing import Any

from django import forms

from contracting.contracts.actions.ending import OF_CONTRACTOR, OF_PRINCIPAL, End, end_contract
from contracting.contracts.forms.contract import EndingForm
from contracting.contracts.models import ContractEnding
from contracting.contracts.procedure import CONTRACT
from contracting.contracts.views.bases import ContractFormPage, both_sides
from mkus_portal.workflow.engine import verdict_on
from mkus_portal.workflow.verdict import Verdict

Kind = ContractEnding.Kind


@dataclass(frozen=True, slots=True)
class Way:
    """A way to end a contract: the move, the words of the page, what is asked for."""

    move: str
    heading: str
    lead: str
    names: tuple[str, ...]
    grounds: tuple[str, ...] = ()


MONEY = ("effects", "to_return", "return_by", "return_account")
WAYS = {
    Kind.SETTLED.value: Way(
        "settle",
        "Umowa wykonana i rozliczona",
        "Umowa jest wykonana z chwilą zaakceptowania sprawozdania końcowego (§ 1).",
        ("reason", "day", "used", "to_return", "return_by", "reported_on"),
    ),
    Kind.MUTUAL.value: Way(
        "terminate",
        "Rozwiązanie umowy za porozumieniem stron",
        "Z protokołu wynikają przyczyna i skutki finansowe (§ 11).",
        ("reason", "day", *MONEY),
    ),
    Kind.PRINCIPAL.value: Way(
        "terminate",
        "Rozwiązanie umowy przez urząd",
        "Urząd określa kwotę do zwrotu, termin i rachunek (§ 13).",
        ("ground", "reason", "day", *MONEY),
        OF_PRINCIPAL,
    ),
    Kind.WITHDRAWAL.value: Way(
        "withdraw",
        "Odstąpienie od umowy",
        "Od umowy można odstąpić do dnia przekazania dotacji (§ 12).",
        ("ground", "reason", "day"),
        OF_CONTRACTOR,
    ),
}


class ContractEnd(ContractFormPage):
    """One way to end a contract (`sposob` in the address)."""

    permission = both_sides
    form_class = EndingForm
    look = "btn-danger"
    success_message = "Umowa zakończona."

    def way(self) -> Way:
        """Return the way of the address."""
        return WAYS[self.kwargs["kind"]]

    def load(self) -> None:
        """Find the contract; only the known ways exist."""
        self.kwargs.setdefault("kind", "")
        super().load()

    def allowed(self) -> Verdict:
        """Ask who may end it so."""
        return CONTRACT.move(self.way().move).permission(self.act, self.object)

    def check(self) -> None:
        """Ask state, permission and conditions."""
        self.insist(verdict_on(self.act, self.object, CONTRACT.move(self.way().move)))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over what is asked for."""
        way = self.way()
        return {**super().get_form_kwargs(), "names": way.names, "grounds": way.grounds}

    def get_initial(self) -> dict[str, Any]:
        """Propose today."""
        return {"day": self.act.day}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the words of the way."""
        way = self.way()
        words = {"heading": way.heading, "lead": way.lead, "submit": way.heading}
        return super().get_context_data(**{**words, **kwargs})

    def carry_out(self, form: forms.BaseForm) -> str:
        """End it."""
        given = dict(form.cleaned_data)
        end = End(
            self.kwargs["kind"], given.pop("day"), given.pop("reason"), given.pop("ground", "")
        )
        end_contract(self.act, self.object, end, **given)
        return self.back()
