"""Organisations and offers for tests, built through the actions alone."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from contracting.calls.models import Call, CallTask
from contracting.offers import actions
from contracting.offers.content import Action, Funding, Line, OfferContent, Result, Share
from contracting.offers.models import Offer
from mkus_portal.accounts.models import User
from mkus_portal.act import Act, Scope
from mkus_portal.offices.models import LocalGovernment
from ngos.actions import add_representative, register_organisation
from ngos.models import Organisation
from tests.contracting.calls.factories import (
    AT,
    DEADLINE,
    make_office,
    make_published_call,
    make_user,
    member_act,
)

OPEN = AT + timedelta(days=10)
AFTER = DEADLINE + timedelta(seconds=1)
_numbers = count(1)

__all__ = [
    "AFTER",
    "AT",
    "DEADLINE",
    "OPEN",
    "Cast",
    "complete_content",
    "make_cast",
    "make_office",
    "make_user",
    "member_act",
]


@dataclass
class Cast:
    """An office with an open call, an organisation with two signatories, and its editor."""

    office: LocalGovernment
    call: Call
    task: CallTask
    organisation: Organisation
    editor: Act
    president: Act
    treasurer: Act

    def draft(self, content: OfferContent | None = None, **start: Any) -> Offer:
        """A draft filled by the editor; complete unless a content is given."""
        form = start.pop("commissioning_form", "support")
        offer = actions.start_offer(self.editor, self.task, self.organisation, form, **start)
        return actions.fill_offer(self.editor, offer, content or complete_content())

    def sent(self, **fields: Any) -> Offer:
        """An offer sent by the president alone."""
        at = fields.pop("at", self.president.at)
        return actions.submit_offer(self.president.later(at), self.draft(**fields))

    def clerk(self, at: Any = OPEN, role: str = "clerk") -> Act:
        """Somebody of the office."""
        return member_act(self.office, role, at)


def make_organisation(**fields: Any) -> tuple[Organisation, User]:
    """An association and its administrator."""
    number = next(_numbers)
    admin = make_user()
    act = Act(user=admin.pk, role="person", scope=Scope("none", None), at=AT)
    organisation = register_organisation(
        act,
        **{
            "name": f"Stowarzyszenie Źródło {number}",
            "legal_form": "ASSOCIATION",
            "register_number": f"{number:010d}",
            "seat_street": "ul. Leśna 1",
            "seat_postcode": "55-110",
            "seat_place": "Brzozowo",
            "email": f"zrodlo{number}@example.pl",
            "signing_rule": "alone",
            **fields,
        },
    )
    return organisation, admin


def ngo_act(organisation: Organisation, user: User, role: str, at: Any = OPEN) -> Act:
    """Somebody acting for the organisation."""
    return Act(user=user.pk, role=role, scope=organisation.scope, at=at)


def make_cast(
    *, call: Call | None = None, organisation: dict[str, Any] | None = None, **terms: Any
) -> Cast:
    """The whole cast; `terms` are the call's."""
    call = call or make_published_call(make_office(), **terms)
    own, editor = make_organisation(**(organisation or {}))
    admin = ngo_act(own, editor, "ngo_admin")
    people = []
    for name, function in (("Anna Prezes", "prezes"), ("Jan Skarbnik", "skarbnik")):
        user = make_user(full_name=name)
        add_representative(
            admin,
            own,
            full_name=name,
            function=function,
            user=user,
            is_president=function == "prezes",
            valid_from=date(2024, 1, 1),
        )
        people.append(ngo_act(own, user, "ngo_signatory"))
    task = CallTask.objects.select_related("call__office").filter(call=call).first()
    assert task is not None
    return Cast(call.office, call, task, own, admin, people[0], people[1])


def complete_content(**changes: Any) -> OfferContent:
    """A content that lacks nothing under the call of the factories: 10 000 zł, 9 000 zł grant."""
    texts = {
        "II.2.name": "Anna Prezes",
        "II.2.phone": "600 100 200",
        "II.2.email": "anna@example.pl",
        "III.1": "Trenujemy razem",
        "III.2.from": "2027-02-01",
        "III.2.to": "2027-11-30",
        "III.3": "Zajęcia w Brzozowie dla dzieci.",
        "III.5.1": "Sto godzin zajęć.",
        "III.5.2": "Dzieci ruszają się częściej.",
        "III.5.3": "Zajęcia potrwają dalej.",
        "IV.1": "Działamy od 2015 roku.",
        "IV.2": "Dwóch trenerów.",
        "VI.1": "unpaid",
        "VII.3": "no",
        "VII.4": "no",
        "VII.5": "krs",
        **changes.pop("texts", {}),
    }
    content = OfferContent(
        texts=texts,
        actions=(
            Action(1, "Treningi", "Dwa razy w tygodniu", "dzieci", "luty–listopad", "nie dotyczy"),
        ),
        results=(Result(1, "Uczestnicy", "30 osób", "listy obecności"),),
        lines=(
            Line(1, "action", 1, "Trener", "godzina", Decimal("90.00"), Decimal(100)),
            Line(2, "admin", None, "Księgowość", "miesiąc", Decimal("100.00"), Decimal(10)),
        ),
        funding=Funding(grant=Decimal("9000.00"), own_financial=Decimal("1000.00")),
    )
    return replace(content, **changes)


def joint_content(partner_share: Decimal = Decimal("4000.00")) -> OfferContent:
    """A complete content of a joint offer of two."""
    own = Decimal("10000.00") - partner_share
    return complete_content(
        texts={"VI.J": "Treningi prowadzi pierwszy oferent, zawody drugi; reprezentuje pierwszy."},
        shares=(
            Share(
                1,
                "Stowarzyszenie Źródło",
                "KRS 0000000001",
                "Brzozowo",
                (own,),
                legal_form="stowarzyszenie",
            ),
            Share(
                2,
                "Fundacja Wspólny Ruch",
                "KRS 0000000002",
                "Olesno",
                (partner_share,),
                legal_form="fundacja",
                email="ruch@example.pl",
                phone="600 300 400",
            ),
        ),
    )
