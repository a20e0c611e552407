"""A material of an event for somebody who registered: the link of their registration is the key."""

from django.http import Http404, HttpRequest, HttpResponse

from advisory.events.files import given
from advisory.events.views.visitors import OwnPage
from mkus_portal.web.pages.attachments import send_attachment


class OwnMaterial(OwnPage):
    """One material as a file."""

    def get(self, request: HttpRequest, token: str, pk: int) -> HttpResponse:
        """Send it. Raises Http404 for a file of anything else."""
        materials = {one.pk: one for one in given(self.participant().event)}
        if pk not in materials:
            raise Http404
        return send_attachment(request, materials[pk])
