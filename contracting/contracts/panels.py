"""What this room shows on the pages of earlier rooms."""

from django.urls import reverse

from contracting.calls.models import Call
from contracting.contracts.models import OFFICE_READERS, Contract
from contracting.evaluation.models import COMMISSION_ROLES
from contracting.offers.models import Offer
from mkus_portal.act import Act
from mkus_portal.web.panels import Panel
from ngos.models import Organisation
from ngos.permissions import READERS


def of_offer(act: Act, offer: object) -> dict[str, object] | None:
    """Return the contract on an offer; None while there is none."""
    if not isinstance(offer, Offer):
        return None
    found = Contract.objects.visible_to(act).filter(assessment__offer=offer)
    contract = found.only("title", "number", "state").first()
    return {"contract": contract} if contract else None


def of_call(act: Act, call: object) -> dict[str, object] | None:
    """Return the way to the contracts of a call for its office, once grants are accepted."""
    if not isinstance(call, Call) or not (
        act.acts_for("office", call.office_id) and act.holds(*OFFICE_READERS)
    ):
        return None
    if not call.tasks.filter(offers__assessment__state="accepted").exists():
        return None
    contracts = Contract.objects.filter(assessment__offer__task__call=call)
    return {"url": reverse("call-contracts", args=(call.pk,)), "count": contracts.count()}


def history(act: Act, organisation: object) -> dict[str, object] | None:
    """Return the tasks contracted out to an organisation, for offices and for itself."""
    if not isinstance(organisation, Organisation):
        return None
    inside = act.acts_for("organisation", organisation.pk)
    if not (inside or act.holds(*READERS)):
        return None
    return _records_of(organisation)


def of_bidder(act: Act, offer: object) -> dict[str, object] | None:
    """Return the bidder's earlier tasks to those who assess its offer (criterion 6)."""
    if not isinstance(offer, Offer) or not act.holds(*OFFICE_READERS, *COMMISSION_ROLES):
        return None
    return _records_of(offer.organisation)


def _records_of(organisation: Organisation) -> dict[str, object] | None:
    records = list(organisation.track_records.select_related("office"))
    return {"records": records} if records else None


OFFER = "contracting/contracts/_offer_panel.html"
PANELS = (
    Panel("offer-detail", OFFER, of_offer, order=4),
    Panel("offer-content", OFFER, of_offer, order=4),
    Panel("call-office", "contracting/contracts/_call_panel.html", of_call, order=6),
    Panel("offer-content", "contracting/contracts/_track_record.html", of_bidder, order=40),
    Panel("organisation", "contracting/contracts/_track_record.html", history, order=30),
)
