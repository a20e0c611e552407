"""The files of an entry: the adviser's, read by whoever reads the entry."""

from advisory.consultations.models import Consultation
from advisory.consultations.permissions import may_edit, may_read
from mkus_portal.attachments.registry import AttachmentKind

CONSULTATION_FILE = "consultation-file"

CONSULTATION_FILES = AttachmentKind(
    name=CONSULTATION_FILE,
    model=Consultation,
    label="Pliki konsultacji",
    may_see=may_read,
    may_add=may_edit,
    page=lambda consultation: f"{consultation.get_absolute_url()}#pliki",
)
