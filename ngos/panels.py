"""What this room shows on the pages of the ground floor."""

from mkus_portal.act import Act
from mkus_portal.web.panels import Panel
from ngos.models import AccessRequest, Organisation
from ngos.permissions import may_edit


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


REQUESTS = Panel("people", "ngos/_access_requests.html", waiting_requests)
FIRST_STEPS = Panel("desk", "ngos/_first_steps.html", first_steps, order=10)
