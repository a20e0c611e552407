"""The offer as a long form: its fields and tables in drafting."""

from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from contracting.offers import letters
from contracting.offers.completeness import form_of
from contracting.offers.content import content_of, digest_of, from_json
from contracting.offers.models import (
    BIDDER_WORDS,
    YEARS,
    BidderShare,
    BudgetLine,
    ExpectedResult,
    FundingSource,
    Offer,
    OfferReturn,
    PlannedAction,
)
from contracting.offers.permissions import is_asked_for, may_read_draft, may_write
from contracting.offers.rules import changed_sections, section_of_item
from contracting.offers.talk import TALK
from mkus_portal.act import Act
from mkus_portal.drafting.models import Draft
from mkus_portal.drafting.places import Place
from mkus_portal.drafting.registry import DraftKind, Table
from mkus_portal.folding import folded
from mkus_portal.verdict import Verdict, insist, refused

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


def may_write_at(act: Act, offer: Offer, item: str) -> Verdict:
    """Whether a field or a table may be written: to correct an offer, only what is asked for."""
    return is_asked_for(offer, section_of_item(form_of(offer), item))


def after_save(act: Act, offer: Offer) -> None:
    """Follow a change: what lists show of a draft; signatures under another content end.

    Lists show a sent offer as it was sent until its correction is sent too. Raises Refused when a
    correction has changed a section that is not open: a cost whose action was removed, say.
    """
    asked = offer.open_return
    if asked is None:
        keep_summary(offer)
    else:
        insist_on_open_sections(offer, asked)
    end_signatures(act, offer)


def insist_on_open_sections(offer: Offer, asked: OfferReturn) -> None:
    """Go on only when nothing but the opened sections differs. Raises Refused."""
    changed = changed_sections(from_json(asked.content), content_of(offer), form_of(offer))
    closed = sorted(changed - asked.reasons.keys())
    if closed:
        reason = (
            f"Ta zmiana zmieniłaby też część {', '.join(closed)}, której nie obejmuje wezwanie do"
            " uzupełnienia. Opis możesz poprawić, ale zostaw powiązany z nim wiersz."
        )
        insist(refused(reason))


def keep_summary(offer: Offer) -> None:
    """Keep what lists show of the content as it is written now."""
    texts = offer.draft.texts()
    source = offer.draft.fundingsources.first()
    offer.task_title = texts.get("III.1", "").strip()
    offer.title_folded = folded(offer.task_title)
    offer.starts_on = day_of(texts.get("III.2.from", ""))
    offer.ends_on = day_of(texts.get("III.2.to", ""))
    offer.grant = source.grant if source else None
    offer.save(update_fields=["task_title", "title_folded", "starts_on", "ends_on", "grant"])


def end_signatures(act: Act, offer: Offer) -> None:
    """Take away the signatures under another content; those who gave them are told, once.

    Signatures under what was sent stay with it.
    """
    if not offer.signatures.exists():
        return
    sent = [offer.digest, *offer.returns.values_list("digest", flat=True)]
    kept = [digest_of(content_of(offer)), *sent]
    ended = offer.signatures.exclude(digest__in=kept)
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
        may_write_at=may_write_at,
        talk=TALK,
    )
