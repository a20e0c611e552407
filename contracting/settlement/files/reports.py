"""What a contractor adds to its report: photographs, lists, publications."""

from django.urls import reverse

from contracting.settlement.models import TaskReport
from contracting.settlement.permissions.reports import may_read_report, may_write
from mkus_portal.attachments.registry import AttachmentKind

REPORT_FILE = "report-file"
ATTACHED = AttachmentKind(
    name=REPORT_FILE,
    model=TaskReport,
    label="Załącznik do sprawozdania",
    may_see=may_read_report,
    may_add=may_write,
    page=lambda report: reverse("report-detail", args=(report.pk,)),
    max_count=20,
)
