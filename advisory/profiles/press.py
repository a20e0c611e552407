"""The press kit as the public reads it, and as one file: the same content, the same bytes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.text import slugify

from advisory.indicators.standing import shown_of
from advisory.profiles.files import PRESS_FILES
from advisory.profiles.models import PressKit
from advisory.programmes.logos import printed_logos
from mkus_portal.attachments.models import Attachment
from mkus_portal.attachments.storing import read_file
from mkus_portal.folding import folded
from mkus_portal.web import wording

EARLIEST = (1980, 1, 1, 0, 0, 0)
READABLE = 0o644 << 16
BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A public indicator with its value on a day."""

    name: str
    value: str


def key_figures(kit: PressKit, day: date) -> list[KeyFigure]:
    """Return the values of the public indicators; one counted by hand and not read yet is left."""
    public = set(kit.figures.values_list("pk", flat=True))
    if not public:
        return []
    return [
        KeyFigure(one.row.name, f"{wording.number(one.standing.value)} {one.row.unit}".strip())
        for one in shown_of(kit.programme, day)
        if one.row.pk in public and one.known
    ]


def files_of_kit(kit: PressKit) -> list[Attachment]:
    """Return the files that everybody may take: in force and past the scanner."""
    found = Attachment.objects.of_kind(PRESS_FILES, [kit]).current()
    return [one for one in found if one.is_kept and not one.waits]


def packed(kit: PressKit, day: date) -> bytes:
    """Return all of the kit and the programme's logos as one ZIP, without an instant of its making.

    Raises DamagedFileError for a file that is not what it was.
    """
    members = list(_texts(kit, day))
    members += [
        (f"logotypy/{number:02}-{slugify(folded(one.name))}.png", one.image)
        for number, one in enumerate(printed_logos(kit.programme), 1)
    ]
    members += [
        (f"pliki/{number:02}-{one.name}", read_file(one))
        for number, one in enumerate(files_of_kit(kit), 1)
    ]
    whole = BytesIO()
    with ZipFile(whole, "w") as archive:
        for name, content in members:
            entry = ZipInfo(name, EARLIEST)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, READABLE
            archive.writestr(entry, content)
    return whole.getvalue()


def _texts(kit: PressKit, day: date) -> Iterable[tuple[str, bytes]]:
    parts = [str(kit.programme), kit.note, kit.boilerplate]
    yield "o-programie.txt", _text("\n\n".join(one.strip() for one in parts if one.strip()))
    if kit.contact:
        yield "kontakt.txt", _text("\n".join(kit.contact))
    figures = key_figures(kit, day)
    if figures:
        lines = [f"Stan na {wording.day(day)}", *(f"{one.name}: {one.value}" for one in figures)]
        yield "liczby.txt", _text("\n".join(lines))
    if kit.licence:
        yield "warunki-uzycia-plikow.txt", _text(kit.licence)


def _text(said: str) -> bytes:
    """Return a text as simple editors on any system open it."""
    return (BOM + "\r\n".join(said.splitlines()) + "\r\n").encode()
