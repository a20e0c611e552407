"""The sections of the form, one page each, saved as one types."""

from typing import Any

from django.http import Http404, HttpRequest

from contracting.offers.coaching import coach_context
from contracting.offers.content import content_of
from contracting.offers.models import Offer
from contracting.offers.permissions import is_asked_for, may_write
from contracting.offers.procedure import before_deadline
from contracting.offers.sections import prefilled, section_of, section_url, steps
from contracting.offers.signing import signing_of
from contracting.offers.views.bases import OwnOfferPage
from mkus_portal.drafting.models import Draft
from mkus_portal.web.longform import Attempt, LongFormPage, Section
from mkus_portal.workflow.verdict import Verdict


class OfferSection(OwnOfferPage, LongFormPage):
    """A section of the offer with the stepper, the gaps and, in part V, the sums."""

    template_name = "contracting/offers/offer_section.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - Django's own
        """Find the offer once the page's own permission is given."""
        self.found: Offer | None = None
        return super().dispatch(request, *args, **kwargs)

    def offer(self) -> Offer:
        """Return the offer of the address, or raise Http404."""
        if self.found is None:
            self.found = self.get_object()
        return self.found

    def get_draft(self) -> Draft:
        """Return its draft."""
        return self.offer().draft

    def get_section(self) -> Section:
        """Return the section of the address, or raise Http404."""
        offer = self.offer()
        try:
            return section_of(offer, content_of(offer), self.kwargs["section"])
        except KeyError as error:
            raise Http404 from error

    def writing(self) -> Verdict:
        """Whether the fields may be changed."""
        offer = self.offer()
        allowed = may_write(self.act, offer)
        return allowed and is_asked_for(offer, self.kwargs["section"])

    def do_row(self, draft: Draft) -> str:
        """Add, remove or move a row; the amounts of V.B are one row for good."""
        if self._row_button()[1] == "funding":
            return "Źródła finansowania mają jeden wiersz."
        return super().do_row(draft)

    def next_url(self) -> str:
        """Return the next section, after the last one the offer's page."""
        offer = self.offer()
        codes = [one.code for one in steps(offer)]
        after = codes[codes.index(self.kwargs["section"]) + 1 :]
        following = [code for code in after if is_asked_for(offer, code)]
        return section_url(offer, following[0]) if following else offer.get_absolute_url()

    def page_context(self, attempt: Attempt) -> dict[str, Any]:
        """Add the stepper, what is filled in by the portal, the gaps of this section, the sums."""
        context = super().page_context(attempt)
        offer, here = self.offer(), self.kwargs["section"]
        is_draft, asked = offer.state == Offer.State.DRAFT, offer.open_return
        coach = coach_context(offer)
        return {
            **context,
            **coach,
            "offer": offer,
            "stepper": [
                (f"{one.code}. {one.title}", section_url(offer, one.code), one.code == here)
                for one in steps(offer)
            ],
            "prefilled": prefilled(offer, content_of(offer), here),
            "is_costing": here == "V",
            "next_url": self.next_url(),
            "is_late": is_draft and not before_deadline(self.act, offer),
            "is_signed": bool(signing_of(self.act, offer).signatures),
            "asked": asked,
            "why": asked.reasons.get(here, "") if asked else "",
        }
