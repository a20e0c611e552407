"""What this room shows on other rooms' pages: ways in, corrections, people sought, results."""

from django.db.models import Q
from django.urls import reverse

from contracting.calls.models import Call
from contracting.calls.rules import Phase, phase
from contracting.evaluation.documents.results import RESULTS as RESULTS_KIND
from contracting.evaluation.documents.results import money_of, outcome_label, thawed
from contracting.evaluation.models import (
    COMMISSION_ROLES,
    OFFICE_READERS,
    Assessment,
    Correction,
    Evaluation,
    Recruitment,
)
from contracting.evaluation.permissions import may_begin, may_demand_reasons, reasons_until
from contracting.offers.models import Offer
from mkus_portal.act import Act
from mkus_portal.documents.models import Document
from mkus_portal.web.panels import Panel


def way_in(act: Act, call: object) -> dict[str, object] | None:
    """Return the call's evaluation, or whether it may be begun; None before the deadline."""
    if not isinstance(call, Call):
        return None
    evaluation = Evaluation.objects.filter(call=call).first()
    if evaluation is not None:
        visible = Evaluation.objects.visible_to(act).filter(pk=evaluation.pk).exists()
        url = reverse("evaluation-detail", args=(evaluation.pk,)) if visible else ""
        return {"evaluation": evaluation, "url": url, "verdict": None, "begin": ""}
    if phase(call, act.at) is not Phase.CLOSED:
        return None
    begin = reverse("evaluation-begin", args=(call.pk,))
    return {"evaluation": None, "url": "", "verdict": may_begin(act, call), "begin": begin}


def results(act: Act, call: object) -> dict[str, object] | None:
    """Return the published results of a call; None before they are out."""
    if not isinstance(call, Call):
        return None
    evaluation = Evaluation.objects.filter(call=call, state=Evaluation.State.PUBLISHED).first()
    if evaluation is None:
        return None
    out = evaluation.decisions.exclude(results_published_at=None).order_by("-ordinal")
    decision = out[0]
    text = thawed(decision.content)
    done = Document.objects.about(decision).filter(
        kind=RESULTS_KIND.code, state=Document.State.DONE
    )
    return {
        "decision": decision,
        "text": text,
        "awards": [(one, money_of(one.amount)) for one in text.awards],
        "others": [(one, outcome_label(one)) for one in text.others] if text.shows_all else [],
        "file": done.first(),
        "until": reasons_until(evaluation),
        "may_demand": may_demand_reasons(act, evaluation),
        "call": call,
    }


def own_result(act: Act, offer: object) -> dict[str, object] | None:
    """Return the way to the bidder's own result; None before the results are out."""
    if not isinstance(offer, Offer) or act.scope.kind != "organisation":
        return None
    rows = Assessment.objects.filter(offer=offer, evaluation__state=Evaluation.State.PUBLISHED)
    assessment = rows.first()
    if assessment is None:
        return None
    return {"assessment": assessment, "url": reverse("offer-result", args=(offer.pk,))}


RESULTS = Panel("call-public", "contracting/evaluation/_results.html", results, order=5)
OWN_RESULT = Panel("offer-detail", "contracting/evaluation/_own_result.html", own_result, order=5)


def recruitments_for(act: Act, call: object) -> dict[str, object] | None:
    """Return the published recruitments for this call's commission; None with results."""
    if not isinstance(call, Call):
        return None
    if Evaluation.objects.filter(call=call, state=Evaluation.State.PUBLISHED).exists():
        return None
    meant = Q(call=call) | Q(call__isnull=True, year=call.year)
    found = Recruitment.objects.filter(
        meant, office=call.office_id, published_at__isnull=False, closes_on__gte=act.day
    )
    recruitments = list(found)
    return {"recruitments": recruitments} if recruitments else None


def way_back(act: Act, offer: object) -> dict[str, object] | None:
    """Return a member's way from an offer back to the list of the offers of the call."""
    if not (isinstance(offer, Offer) and act.holds(*COMMISSION_ROLES)):
        return None
    evaluation = Evaluation.objects.visible_to(act).filter(call=offer.task.call_id).first()
    return {"evaluation": evaluation} if evaluation is not None else None


WAY_BACK = Panel("offer-content", "contracting/evaluation/_way_back.html", way_back, order=1)
RECRUITMENTS = Panel(
    "call-public", "contracting/evaluation/_recruitments.html", recruitments_for, order=60
)


def own_corrections(act: Act, offer: object) -> dict[str, object] | None:
    """Return the calls for correction of an offer to those who may read it; None without one."""
    if not isinstance(offer, Offer):
        return None
    found = Correction.objects.visible_to(act).filter(assessment__offer=offer)
    rows = list(found.select_related("offer_return").order_by("-pk"))
    return {"corrections": rows} if rows else None


def sheet(act: Act, offer: object) -> dict[str, object] | None:
    """Return the way to the check sheet of an offer for the office; None while there is none."""
    if not isinstance(offer, Offer) or not act.holds(*OFFICE_READERS):
        return None
    assessment = Assessment.objects.visible_to(act).filter(offer=offer).first()
    return {"assessment": assessment} if assessment else None


CORRECTIONS = Panel("offer-detail", "contracting/evaluation/_corrections.html", own_corrections)
SHEET = Panel("offer-content", "contracting/evaluation/_sheet_link.html", sheet, order=5)
WAY_IN = Panel("call-office", "contracting/evaluation/_way_in.html", way_in, order=5)
PANELS = (WAY_IN, WAY_BACK, RECRUITMENTS, RESULTS, OWN_RESULT, CORRECTIONS, SHEET)
