"""The offer as a long form: its fields and tables in drafting."""

from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from contracting.offers import letters
from contracting.offers.completeness import form_of
from contracting.offers.content import content_of, digest_of
from contracting.offers.models import (
    BIDDER_WORDS,
    YEARS,
    BidderShare,
    BudgetLine,
    ExpectedResult,
    FundingSource,
    Offer,
    PlannedAction,
)
from contracting.offers.permissions import may_read_draft, may_write
from mkus_portal.act import Act
from mkus_portal.drafting.models import Draft
from mkus_portal.drafting.places import Place
from mkus_portal.drafting.registry import DraftKind, Table
from mkus_portal.folding import folded

FORM_CODE = "2057-1"
TABLES = {
    "actions": Table(
        "actions",
        ("year", "name", "description", "target_group", "schedule", "outside"),
        PlannedAction,
    ),
    "results": Table("results", ("name", "target_value", "monitoring_method"), ExpectedResult),
    "costs": Table(
        "costs", ("kind", "action", "name", "unit", "unit_cost", "quantity", *YEARS), BudgetLine
    ),
    "funding": Table(
        "funding",
        ("grant", "own_financial", "own_personal", "own_in_kind", "recipient_fees"),
        FundingSource,
    ),
    "bidders": Table("bidders", (*BIDDER_WORDS, *YEARS), BidderShare),
}


TABLE_LABELS = {
    "actions": "III.4. Plan i harmonogram działań",
    "results": "III.6. Rezultaty",
    "costs": "V.A. Koszty",
    "funding": "V.B. Źródła finansowania",
    "bidders": "V.C. Podział kosztów między oferentów",
}


def offer_of(draft: Draft) -> Offer:
    """Return the offer that the draft belongs to. Raises TypeError for another room's draft."""
    offer = draft.obj
    if not isinstance(offer, Offer):
        message = f"the draft {draft.pk} is no offer"
        raise TypeError(message)
    offer.draft = draft  # the same one: its own field would ask the database for it again
    return offer


def fields(draft: Draft) -> frozenset[str]:
    """Return the codes of the texts that the offer's form asks for."""
    offer = offer_of(draft)
    return frozenset(one.code for one in form_of(offer).written_fields(joint=offer.is_joint))


def check(draft: Draft, place: Place, text: str) -> None:
    """Refuse what a day, an address or a choice cannot be. Raises ValidationError."""
    field = form_of(offer_of(draft)).field(place.field)
    if field.kind == "date" and day_of(text) is None:
        message = "Wpisz datę: dzień, miesiąc i rok."
        raise ValidationError(message)
    if field.kind == "email":
        validate_email(text.strip())
    if field.choices and text not in dict(field.choices):
        message = "Wybierz jedną z podanych odpowiedzi."
        raise ValidationError(message)
    if place.field == "III.1" and len(text.strip()) > field.limit:
        message = f"Tytuł może mieć najwyżej {field.limit} znaków."
        raise ValidationError(message)


def label(draft: Draft, place: str) -> str:
    """Return the official name of a field, a table or a cell."""
    first, _, rest = place.partition(":")
    if first in TABLES:
        column = rest.rpartition(":")[2]
        model = TABLES[first].model
        if model is None or column not in TABLES[first].cells:
            return TABLE_LABELS[first]
        cell = model._meta.get_field(column)  # noqa: SLF001 - Django's own
        return f"{TABLE_LABELS[first]}: {cell.verbose_name}"  # type: ignore[union-attr]  # a column
    return form_of(offer_of(draft)).field(first).label


def day_of(text: str) -> date | None:
    """Return the day that a browser sent; None for anything else."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def after_save(act: Act, offer: Offer) -> None:
    """Keep what lists show of a draft; signatures under another content end."""
    texts = offer.draft.texts()
    source = offer.draft.fundingsources.first()
    offer.task_title = texts.get("III.1", "").strip()
    offer.title_folded = folded(offer.task_title)
    offer.starts_on = day_of(texts.get("III.2.from", ""))
    offer.ends_on = day_of(texts.get("III.2.to", ""))
    offer.grant = source.grant if source else None
    offer.save(update_fields=["task_title", "title_folded", "starts_on", "ends_on", "grant"])
    end_signatures(act, offer)


def end_signatures(act: Act, offer: Offer) -> None:
    """Take away the signatures under another content; those who gave them are told, once."""
    if not offer.signatures.exists():
        return
    ended = offer.signatures.exclude(digest=digest_of(content_of(offer)))
    people = [one.representative.user for one in ended.select_related("representative__user")]
    ended.delete()
    letters.ask_to_sign_again(act, offer, [one for one in people if one is not None])


def draft_kind(live: Callable[[Act, Offer], dict[str, str]]) -> DraftKind:
    """Return the kind of draft that the portal registers; `live` is what a save renews."""
    return DraftKind(
        code=FORM_CODE,
        may_read=may_read_draft,
        may_write=may_write,
        fields=fields,
        tables=TABLES,
        check=check,
        after_save=after_save,
        live=live,
        label=label,
    )
