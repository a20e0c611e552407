"""The signed file that belongs to a signature."""

from django.urls import reverse

from contracting.contracts.forms.contract import SIGNED_FILE
from contracting.contracts.models import ContractSignature
from contracting.contracts.permissions import may_read
from mkus_portal.act import Act
from mkus_portal.attachments.registry import AttachmentKind
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused


def may_see_file(act: Act, signature: ContractSignature) -> Verdict:
    """Allow whoever reads the contract."""
    return may_read(act, signature.contract)


def may_add_file(act: Act, signature: ContractSignature) -> Verdict:
    """Allow whoever records the signature, together with it."""
    if signature.recorded_by_id == act.user and signature.recorded_at == act.at:
        return ALLOWED
    return refused("Podpisany plik dołącza się razem z podpisem i już się go nie zmienia.")


SIGNED = AttachmentKind(
    name=SIGNED_FILE,
    model=ContractSignature,
    label="Podpisana umowa",
    may_see=may_see_file,
    may_add=may_add_file,
    page=lambda signature: reverse("contract-detail", args=(signature.contract_id,)),
    max_count=3,
)
