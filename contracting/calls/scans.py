"""Scans that prove a publication, for instance a photograph of the notice board."""

from django.urls import reverse

from contracting.calls.models import Publication
from contracting.calls.permissions import may_add_scan, may_remove_scan, may_see_scan
from mkus_portal.attachments.formats import SCANS
from mkus_portal.attachments.registry import AttachmentKind


def page_of(publication: Publication) -> str:
    """Return the address of the office's page about the call."""
    return reverse("office-call-detail", args=(publication.call_id,))


SCAN = AttachmentKind(
    name="publication-scan",
    model=Publication,
    label="Skan potwierdzenia publikacji",
    may_see=may_see_scan,
    may_add=may_add_scan,
    may_remove=may_remove_scan,
    page=page_of,
    types=SCANS,
    max_count=5,
)
