"""An offer's whole content as frozen values: what is computed with, digested, printed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from contracting.offers.models import BIDDER_WORDS, YEARS, Offer
from mkus_portal.documents.digest import canonical, sha256
from mkus_portal.drafting.models import Draft
from ngos.models import Organisation

Amounts = tuple[Decimal | None, ...]
BIDDER_SECTION = "II"


@dataclass(frozen=True, slots=True)
class Action:
    """A row of III.4."""

    pk: int
    name: str = ""
    description: str = ""
    target_group: str = ""
    schedule: str = ""
    outside: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A row of III.6."""

    pk: int
    name: str = ""
    target_value: str = ""
    monitoring_method: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of V.A; `action` None and kind "admin" for administrative costs."""

    pk: int
    kind: str = "action"
    action: int | None = None
    name: str = ""
    unit: str = ""
    unit_cost: Decimal | None = None
    quantity: Decimal | None = None
    years: Amounts = ()


@dataclass(frozen=True, slots=True)
class Funding:
    """The amounts of V.B; None where nothing was written."""

    grant: Decimal | None = None
    own_financial: Decimal | None = None
    own_personal: Decimal | None = None
    own_in_kind: Decimal | None = None
    recipient_fees: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """A row of V.C: a bidder of a joint offer with its part of the costs."""

    pk: int
    name: str = ""
    register_label: str = ""
    address: str = ""
    years: Amounts = ()
    legal_form: str = ""
    website: str = ""
    correspondence_address: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Bidder:
    """The leading bidder as the form's II.1 prints it."""

    name: str = ""
    legal_form: str = ""
    register_label: str = ""
    address: str = ""
    website: str = ""
    correspondence_address: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class OfferContent:
    """Everything that an offer says.

    Between rows a `pk` is a key: a line's `action` is the `pk` of the action it belongs to.
    """

    form: str = ""
    commissioning_form: str = "support"
    is_joint: bool = False
    addressee: str = ""
    task_type: str = ""
    bidder: Bidder = field(default_factory=Bidder)
    texts: Mapping[str, str] = field(default_factory=dict)
    actions: tuple[Action, ...] = ()
    results: tuple[Result, ...] = ()
    lines: tuple[Line, ...] = ()
    funding: Funding = field(default_factory=Funding)
    shares: tuple[Share, ...] = ()

    def text(self, code: str) -> str:
        """Return the text of a field; empty where nobody wrote."""
        return self.texts.get(code, "").strip()

    def day(self, code: str) -> date | None:
        """Return the day of a date field; None where there is none or it is no date."""
        try:
            return date.fromisoformat(self.text(code))
        except ValueError:
            return None

    @property
    def years(self) -> tuple[int, ...]:
        """The calendar years of the task, at most five; empty while the dates are missing."""
        first, last = self.day("III.2.from"), self.day("III.2.to")
        if first is None or last is None or last < first:
            return ()
        return tuple(range(first.year, last.year + 1))[: len(YEARS)]


def year_columns(content: OfferContent) -> int:
    """Return how many columns of years the tables V.A and V.C have: at least one."""
    return max(1, len(content.years))


def words_of(one: object) -> dict[str, str]:
    """Return a bidder's words of II.1 by their columns."""
    return {word: getattr(one, word) for word in BIDDER_WORDS}


def profile_of(organisation: Organisation) -> dict[str, str]:
    """Return an organisation's words of II.1; its legal form in full."""
    return {**words_of(organisation), "legal_form": organisation.get_legal_form_display()}


def described(one: Bidder | Share) -> str:
    """Return a bidder in one line as II.1 prints it."""
    words = words_of(one)
    if words["correspondence_address"]:
        words["correspondence_address"] = f"adres do korespondencji: {one.correspondence_address}"
    if words["phone"]:
        words["phone"] = f"tel. {one.phone}"
    return ", ".join(word for word in words.values() if word)


def bidders_of(content: OfferContent) -> tuple[str, ...]:
    """Return the bidders as II.1 prints them, the leading one first."""
    leading: tuple[Bidder | Share, ...] = (content.bidder,)
    return tuple(described(one) for one in leading + content.shares[1:])


def _years(row: Any) -> Amounts:  # noqa: ANN401 - a budget line or a bidder's share
    return tuple(getattr(row, year) for year in YEARS)


def content_of(offer: Offer) -> OfferContent:
    """Read the offer's content as it is written; needs task, call, office, organisation at hand.

    Of an offer that is being corrected, what the portal fills in stays as it was sent, unless the
    office asks to correct it.
    """
    written, asked = _written(offer), offer.open_return
    if asked is None:
        return written
    sent = from_json(asked.content)
    bidder = written.bidder if BIDDER_SECTION in asked.reasons else sent.bidder
    return replace(written, addressee=sent.addressee, task_type=sent.task_type, bidder=bidder)


def _written(offer: Offer) -> OfferContent:
    draft = offer.draft
    return OfferContent(
        form=f"{draft.form_code}/{draft.form_version}",
        commissioning_form=offer.commissioning_form,
        is_joint=offer.is_joint,
        addressee=offer.task.call.office.executive_title,
        task_type="; ".join(str(sphere) for sphere in offer.task.spheres.all()),
        bidder=Bidder(**profile_of(offer.organisation)),
        texts=draft.texts(),
        actions=_actions(draft),
        results=tuple(
            Result(one.pk, one.name, one.target_value, one.monitoring_method)
            for one in draft.expectedresults.all()
        ),
        lines=_lines(draft),
        funding=_funding(draft),
        shares=_shares(draft) if offer.is_joint else (),
    )


def _actions(draft: Draft) -> tuple[Action, ...]:
    return tuple(
        Action(
            pk=one.pk,
            name=one.name,
            description=one.description,
            target_group=one.target_group,
            schedule=one.schedule,
            outside=one.outside,
            year=one.year,
        )
        for one in draft.plannedactions.all()
    )


def _lines(draft: Draft) -> tuple[Line, ...]:
    return tuple(
        Line(
            pk=one.pk,
            kind=one.kind,
            action=one.action_id,
            name=one.name,
            unit=one.unit,
            unit_cost=one.unit_cost,
            quantity=one.quantity,
            years=_years(one),
        )
        for one in draft.budgetlines.all()
    )


def _funding(draft: Draft) -> Funding:
    source = draft.fundingsources.first()
    if source is None:
        return Funding()
    return Funding(
        source.grant,
        source.own_financial,
        source.own_personal,
        source.own_in_kind,
        source.recipient_fees,
    )


def _shares(draft: Draft) -> tuple[Share, ...]:
    return tuple(
        Share(pk=one.pk, years=_years(one), **words_of(one)) for one in draft.biddershares.all()
    )


def as_json(content: OfferContent) -> dict[str, Any]:
    """Return the content in JSON's types: amounts as decimal strings, keys in order."""
    found: dict[str, Any] = json.loads(canonical(content))
    return found


def digest_of(content: OfferContent) -> str:
    """Return SHA-256 of the content's canonical JSON, in hex."""
    return sha256(canonical(content))


def from_json(raw: dict[str, Any]) -> OfferContent:
    """Return the content that was kept when the offer was sent."""

    def amount(value: str | None) -> Decimal | None:
        return None if value is None else Decimal(value)

    def amounts(values: list[str | None]) -> Amounts:
        return tuple(amount(value) for value in values)

    return OfferContent(
        form=raw["form"],
        commissioning_form=raw["commissioning_form"],
        is_joint=raw["is_joint"],
        addressee=raw["addressee"],
        task_type=raw["task_type"],
        bidder=Bidder(**raw["bidder"]),
        texts=raw["texts"],
        actions=tuple(Action(**one) for one in raw["actions"]),
        results=tuple(Result(**one) for one in raw["results"]),
        lines=tuple(
            Line(
                **{
                    **one,
                    "unit_cost": amount(one["unit_cost"]),
                    "quantity": amount(one["quantity"]),
                    "years": amounts(one["years"]),
                }
            )
            for one in raw["lines"]
        ),
        funding=Funding(**{key: amount(value) for key, value in raw["funding"].items()}),
        shares=tuple(Share(**{**one, "years": amounts(one["years"])}) for one in raw["shares"]),
    )
