"""The materials of an event: slides, papers, examples for those who came."""

from advisory.events.models import Event
from advisory.events.permissions import may_edit, may_see_materials
from mkus_portal.attachments.models import Attachment
from mkus_portal.attachments.registry import AttachmentKind

MATERIAL = "event-material"

MATERIALS = AttachmentKind(
    name=MATERIAL,
    model=Event,
    label="Materiały wydarzenia",
    may_see=may_see_materials,
    may_add=may_edit,
    page=lambda event: event.get_absolute_url(),
)


def given(event: Event) -> list[Attachment]:
    """Return what a registered person may take: in force and past the scanner."""
    found = Attachment.objects.of_kind(MATERIALS, [event]).current()
    return [one for one in found if one.is_kept and not one.waits]
