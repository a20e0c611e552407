"""The files of an expertise: papers for the expert, and what the expert hands over."""

from advisory.expertises.models import Expertise
from advisory.expertises.permissions import (
    may_add_material,
    may_answer,
    may_read,
    may_read_answers,
)
from mkus_portal.attachments.registry import AttachmentKind

MATERIAL, RESULT = "expertise-material", "expertise-file"

MATERIALS = AttachmentKind(
    name=MATERIAL,
    model=Expertise,
    label="Materiały dla eksperta",
    may_see=may_read,
    may_add=may_add_material,
    page=lambda expertise: expertise.get_absolute_url(),
)
RESULTS = AttachmentKind(
    name=RESULT,
    model=Expertise,
    label="Pliki ekspertyzy",
    may_see=may_read_answers,
    may_add=may_answer,
    page=lambda expertise: expertise.get_absolute_url(),
)
EXPERTISE_FILES = (MATERIALS, RESULTS)
