"""The gaps of an offer as it is kept now."""

from contracting.calls.rules import terms_of
from contracting.offers.content import OfferContent, content_of
from contracting.offers.definition import FormDefinition, FormSection, form_definition
from contracting.offers.law import CONTRACT_MAX_YEARS
from contracting.offers.models import Offer
from contracting.offers.rules import Gap, gaps
from mkus_portal.act import WARSAW


def form_of(offer: Offer) -> FormDefinition:
    """Return the version of the form that the offer was started on."""
    return form_definition(offer.draft.form_code, offer.draft.form_version)


def correctable_sections(offer: Offer) -> tuple[FormSection, ...]:
    """Return the sections of the offer's form in which a person writes something."""
    return tuple(
        section
        for section in form_of(offer).sections
        if any(field.kind != "prefilled" for field in section.fields)
    )


def gaps_of(offer: Offer, content: OfferContent | None = None) -> list[Gap]:
    """Return what the offer lacks under its task's terms, in the order of the form."""
    started = offer.created_at.astimezone(WARSAW).date()
    kept = content_of(offer) if content is None else content
    return gaps(kept, terms_of(offer.task), form_of(offer), CONTRACT_MAX_YEARS.at(started))
