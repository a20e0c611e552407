"""What this room shows on the pages of the ground floor."""

from mkus_portal.act import Act
from mkus_portal.web.panels import Panel
from ngos.models import AccessRequest, Organisation
from ngos.permissions import may_edit
from ngos.rules import may_be_signed_by


def waiting_requests(act: Act, obj: object) -> dict[str, object] | None:
    """Return the requests that wait for the organisation's administrator."""
    organisation = Organisation.objects.visible_to(act).filter(pk=act.scope.id or 0).first()
    if act.scope.kind != "organisation" or organisation is None or not may_edit(act, organisation):
        return None
    waiting = organisation.access_requests.filter(state=AccessRequest.State.WAITING)
    requests = list(waiting.select_related("user").order_by("asked_at"))
    return {"requests": requests} if requests else None


def first_steps(act: Act, obj: object) -> dict[str, object] | None:
    """Return the requests of somebody without a role, who is led to enter an organisation."""
    if act.user is None or act.role != "person":
        return None
    mine = AccessRequest.objects.filter(user=act.user).select_related("organisation")
    return {"requests": list(mine.order_by("-asked_at"))}


def signing_steps(act: Act, obj: object) -> dict[str, object] | None:
    """Return what an administrator has still to do before an offer can be signed here."""
    if not act.holds("ngo_admin"):
        return None
    organisation = Organisation.objects.visible_to(act).get()
    people = [
        one
        for one in organisation.representatives.select_related("invitation")
        if one.may_sign_on(act.day)
    ]
    with_account = [one for one in people if one.user_id is not None]
    if may_be_signed_by(organisation, with_account, act.day):
        return None
    return {
        "organisation": organisation,
        "are_enough": bool(may_be_signed_by(organisation, people, act.day)),
        "rule": organisation.get_signing_rule_display(),
        "entered": len(people),
        "to_invite": [one for one in people if one.user_id is None and one.invitation is None],
        "invited": [one for one in people if one.user_id is None and one.invitation is not None],
    }


REQUESTS = Panel("people", "ngos/_access_requests.html", waiting_requests)
FIRST_STEPS = Panel("desk", "ngos/_first_steps.html", first_steps, order=10)
SIGNING_STEPS = Panel("desk", "ngos/_signing_steps.html", signing_steps, order=10)
