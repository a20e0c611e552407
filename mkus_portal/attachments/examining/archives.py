"""ZIP and what is made of it: office documents, signed containers, plain archives."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import PurePosixPath
from xml.parsers import expat

from mkus_portal.attachments.examining.refusing import (
    MEGABYTE,
    PACKED_TOO_WELL,
    Budget,
    refuse,
)

Inside = Callable[[str, bytes], None]
BROKEN = "archiwum jest uszkodzone."
ENCRYPTED = "plik jest zabezpieczony hasłem. Zapisz go bez hasła."
MACROS = "dokument zawiera makra. Zapisz go bez makr."
EMBEDDED = "dokument zawiera osadzony obiekt, którego portal nie może sprawdzić."
RATIO = 200
RATIO_COUNTS_FROM = 10 * MEGABYTE
ENCRYPTED_FLAG = 0x1
PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.etsi.asic-e+zip": "asic",
    b"application/vnd.etsi.asic-s+zip": "asic",
}
OPEN_XML = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
TYPES = "[Content_Types].xml"
PROGRAMS = (b"MZ", b"\x7fELF", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xca\xfe\xba\xbe")
DOCUMENTS = (".docx", ".xlsx")
FROM_OUTSIDE = ("attachedtemplate", "oleobject", "frame", "subdocument")


def opened(content: bytes, budget: Budget) -> dict[str, bytes]:
    """Return the members by name, unpacked within the budget. Raises Unfit with the reason.

    A size that the archive declares is not believed: every member is unpacked and its checksum
    compared.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            _look_at_list(members, len(content), budget)
            return {one.filename: _unpacked(archive, one, budget) for one in members}
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, ValueError):
        refuse(BROKEN)
    except (NotImplementedError, RuntimeError):
        refuse(ENCRYPTED)


def _look_at_list(members: list[zipfile.ZipInfo], size: int, budget: Budget) -> None:
    budget.count(len(members))
    names = [one.filename for one in members]
    if any(one.flag_bits & ENCRYPTED_FLAG for one in members):
        refuse(ENCRYPTED)
    if not names or len(names) != len(set(names)) or not all(map(_stays_inside, names)):
        refuse(BROKEN)
    if any(one.compress_type not in PLAIN for one in members):
        refuse("archiwum spakowano w sposób, którego portal nie zna.")
    whole = sum(one.file_size for one in members)
    if whole > budget.size or whole > max(RATIO_COUNTS_FROM, RATIO * size):
        refuse(PACKED_TOO_WELL)


def _stays_inside(name: str) -> bool:
    """Whether a member's name leads nowhere but below the folder that it is unpacked into."""
    path = PurePosixPath(name.replace("\\", "/"))
    return not path.is_absolute() and ".." not in path.parts and ":" not in path.parts[0]


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: Budget) -> bytes:
    parts = []
    with archive.open(member) as stream:
        while part := stream.read(MEGABYTE):
            budget.spend(len(part))
            parts.append(part)
    return b"".join(parts)


def kind_of(members: dict[str, bytes]) -> str:
    """Return the format's code: by the `mimetype` member, by Open XML's parts, else `zip`."""
    declared = members.get("mimetype", b"").strip()
    if declared in OPEN_DOCUMENT:
        return OPEN_DOCUMENT[declared]
    if TYPES in members:
        return next((code for part, code in OPEN_XML.items() if part in members), "zip")
    if any(name.startswith("META-INF/") and "signature" in name.lower() for name in members):
        return "asic"
    return "zip"


def look_inside(code: str, members: dict[str, bytes], inside: Inside) -> None:
    """Raise Unfit for what must not be in such a file; `inside` is asked about files within."""
    if code in {"docx", "xlsx"}:
        _look_at_open_xml(members, inside)
    elif code in {"odt", "ods"}:
        _look_at_open_document(members)
    else:
        for name, content in members.items():
            if code == "zip" or not (name == "mimetype" or name.startswith("META-INF/")):
                inside(name, content)


def _look_at_open_xml(members: dict[str, bytes], inside: Inside) -> None:
    """Refuse macros, unknown embedded objects and parts fetched from elsewhere (ECMA-376)."""
    if b"macroenabled" in members[TYPES].lower():
        refuse(MACROS)
    for name, content in members.items():
        low = name.lower()
        if "vbaproject" in low or "/activex/" in low or "/macrosheets/" in low:
            refuse(MACROS)
        if low.endswith(DOCUMENTS):
            inside(name, content)
        elif "/embeddings/" in low or content.startswith(PROGRAMS):
            refuse(EMBEDDED)
        elif low.endswith(".rels"):
            _look_at_relations(content)


def _look_at_relations(content: bytes) -> None:
    """Refuse a template or an object that the program would fetch from another place."""

    def opened_element(name: str, attributes: dict[str, str]) -> None:
        kind = attributes.get("Type", "").rsplit("/", 1)[-1].lower()
        if attributes.get("TargetMode") == "External" and kind in FROM_OUTSIDE:
            refuse("dokument pobiera szablon albo obiekt z innego miejsca.")

    parser = expat.ParserCreate()
    parser.StartElementHandler = opened_element
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        refuse(BROKEN)


def _look_at_open_document(members: dict[str, bytes]) -> None:
    """Refuse encryption, macros and unknown objects (OpenDocument 1.2, part 3)."""
    if b"encryption-data" in members.get("META-INF/manifest.xml", b""):
        refuse(ENCRYPTED)
    for name, content in members.items():
        if name.startswith(("Basic/", "Scripts/")):
            refuse(MACROS)
        if content.startswith(PROGRAMS):
            refuse(EMBEDDED)
