"""Who may do what with an organisation."""

from mkus_portal.act import Act
from mkus_portal.offices.models import OFFICE_ROLES
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused
from ngos.models import NGO_ROLES, AccessRequest, Organisation

READERS = (*OFFICE_ROLES, "operator", "programme_coordinator", "adviser")


def may_edit(act: Act, organisation: Organisation) -> Verdict:
    """Allow the administrator: they keep the organisation's profile and people."""
    if act.holds("ngo_admin") and act.acts_for("organisation", organisation.pk):
        return ALLOWED
    return refused("Dane organizacji zmienia jej administrator.")


def may_see_inside(act: Act, organisation: Organisation) -> Verdict:
    """Allow the organisation's own people to see its account and requests."""
    if act.holds(*NGO_ROLES) and act.acts_for("organisation", organisation.pk):
        return ALLOWED
    return refused("To widzą tylko osoby z tej organizacji.")


def may_answer(act: Act, request: AccessRequest) -> Verdict:
    """Allow the organisation's administrator to answer requests to join it."""
    return may_edit(act, request.organisation)
