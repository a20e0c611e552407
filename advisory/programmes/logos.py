"""The logos of a programme: the kind of their files, adding, naming, moving, what is printed."""

from functools import lru_cache

from django.db import transaction

from advisory.programmes.models import Programme, ProgrammeLogo
from advisory.programmes.permissions import may_add_logo, may_look, may_run
from mkus_portal.act import Act
from mkus_portal.attachments.actions import attach
from mkus_portal.attachments.formats import KILO
from mkus_portal.attachments.models import Attachment
from mkus_portal.attachments.registry import AttachmentKind
from mkus_portal.attachments.storing import read_file
from mkus_portal.documents.pictures import printable
from mkus_portal.documents.registry import Logo
from mkus_portal.locking import hold
from mkus_portal.verdict import Verdict
from mkus_portal.workflow.engine import insist

LOGO = "programme-logo"
KEPT_PICTURES = 60
ASIDE = 0  # the place of a logo that lets another one pass


def _may_see(act: Act, logo: ProgrammeLogo) -> Verdict:
    return may_look(act, logo.programme)


def _may_keep(act: Act, logo: ProgrammeLogo) -> Verdict:
    return may_run(act, logo.programme)


def _forget_without_file(act: Act, logo: ProgrammeLogo) -> None:
    """Take a logo out of the row when its file was removed or refused; close the gap."""
    if Attachment.objects.of_kind(LOGOS, [logo]).current().exists():
        return
    hold(logo.programme)
    hold(logo)
    place = logo.position
    logo.delete()
    for one in logo.programme.logos.filter(position__gt=place).order_by("position"):
        _put(one, one.position - 1)


LOGOS = AttachmentKind(
    name=LOGO,
    model=ProgrammeLogo,
    label="Logo programu",
    may_see=_may_see,
    may_add=_may_keep,
    page=lambda logo: logo.get_absolute_url(),
    types=("png", "jpeg"),
    max_size=2 * KILO * KILO,
    max_count=1,
    after_change=_forget_without_file,
    printed=True,
)


@transaction.atomic
def add_logo(
    act: Act, programme: Programme, institution: str, files: list[Attachment]
) -> ProgrammeLogo:
    """Add a logo at the end of the row. Raises Refused when the row is full, ValidationError."""
    hold(programme)
    insist(may_add_logo(act, programme))
    logo = ProgrammeLogo(
        programme=programme, institution=institution, position=programme.logos.count() + 1
    )
    logo.full_clean()
    logo.save()
    attach(act, logo, files)
    return logo


@transaction.atomic
def name_logo(act: Act, logo: ProgrammeLogo, institution: str) -> None:
    """Say anew whose logo it is. Raises ValidationError."""
    hold(logo)
    insist(may_run(act, logo.programme))
    logo.institution = institution
    logo.full_clean()
    logo.save(update_fields=["institution"])


@transaction.atomic
def move_logo(act: Act, logo: ProgrammeLogo, by: int) -> bool:
    """Let the logo change places with its neighbour, before it (-1) or after it (1).

    False at the end of the row.
    """
    hold(logo.programme)
    hold(logo)
    insist(may_run(act, logo.programme))
    place = logo.position
    neighbour = logo.programme.logos.filter(position=place + by, position__gt=ASIDE).first()
    if neighbour is None:
        return False
    _put(neighbour, ASIDE)
    _put(logo, place + by)
    _put(neighbour, place)
    return True


def _put(logo: ProgrammeLogo, place: int) -> None:
    logo.position = place
    logo.save(update_fields=["position"])


def printed_logos(programme: Programme) -> tuple[Logo, ...]:
    """Return the row as documents print it; a file that waits for the scanner is left out."""
    row = list(programme.logos.all())
    if not row:
        return ()
    files = Attachment.objects.of_kind(LOGOS, list(row)).current()
    found = {one.object_id: one for one in files if one.is_kept and not one.waits}
    return tuple(
        Logo(one.institution, _picture(found[one.pk].pk, found[one.pk].digest))
        for one in row
        if one.pk in found
    )


@lru_cache(maxsize=KEPT_PICTURES)
def _picture(pk: int, digest: str) -> bytes:
    """Return the file as it is printed; an attachment never changes, so it is made once."""
    return printable(read_file(Attachment.objects.get(pk=pk, digest=digest)))
