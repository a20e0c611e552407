"""One file: its format by its content, the extension that must agree, and a look inside."""

from collections.abc import Iterable
from typing import NoReturn

import magic

from mkus_portal.attachments.examining import archives, pdfs, texts
from mkus_portal.attachments.examining.refusing import Budget, Unfit, refuse
from mkus_portal.attachments.formats import (
    DEFAULT,
    FORMATS,
    extension_of,
    extensions,
    labels,
    tidy_name,
)

SNIFFED = {
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpeg",
    "image/tiff": "tiff",
    "text/xml": "xml",
    "application/xml": "xml",
}
ZIP_BEGINS = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
XML_ENDS = FORMATS["xml"].extensions
TEXTS = {"application/csv", "application/json", "application/x-ndjson"}
NO_PLAIN_TEXT = {
    "text/html",
    "text/javascript",
    "text/x-msdos-batch",
    "text/x-php",
    "text/x-shellscript",
}
DEEPEST = 3  # an archive, a document in it, a table in that document
SHORT = 4


def examine(
    name: str,
    content: bytes,
    allowed: Iterable[str] = DEFAULT,
    budget: Budget | None = None,
    depth: int = 0,
) -> str:
    """Return the code of the file's format. Raises Unfit with the reason.

    The browser's word on the type is never asked. What is packed into the file (a file within a
    PDF, a member of an archive) is examined in the same way within one budget.
    """
    allowed, budget = tuple(allowed), budget or Budget()
    if not content:
        refuse("plik jest pusty.")
    extension = extension_of(name)
    if extension not in extensions(allowed):
        _refuse_extension(extension, allowed)
    members = archives.opened(content, budget) if content.startswith(ZIP_BEGINS) else None
    code = archives.kind_of(members) if members else sniffed(content, extension)
    if code is None or extension not in FORMATS[code].extensions:
        _refuse_content(content, extension, code)
    if code not in allowed:
        refuse(f"portal przyjmuje tu tylko: {labels(allowed)}.")

    def inside(inner: str, held: bytes) -> None:
        if depth + 1 >= DEEPEST:
            refuse("pliki są spakowane jeden w drugim zbyt głęboko.")
        _examine_inside(inner, held, budget, depth + 1)

    _look_deeper(code, content, members, inside)
    return code


def sniffed(content: bytes, extension: str) -> str | None:
    """Return the format's code by what libmagic reads; None for what the portal does not take.

    Plain texts look alike: the extension chooses between XML without a declaration and a text.
    """
    found = magic.from_buffer(content, mime=True)
    if found in SNIFFED:
        return SNIFFED[found]
    if texts.is_signature(content):
        return "p7s"
    if found in TEXTS or (found.startswith("text/") and found not in NO_PLAIN_TEXT):
        return "xml" if extension in XML_ENDS and b"<" in content[:100] else "text"
    return "text" if _reads_as_text(content) else None


def _reads_as_text(content: bytes) -> bool:
    """Whether it is a text too short for libmagic."""
    try:
        return len(content) < SHORT and content.decode().isprintable()
    except UnicodeDecodeError:
        return False


def _look_deeper(
    code: str, content: bytes, members: dict[str, bytes] | None, inside: archives.Inside
) -> None:
    if members is not None:
        archives.look_inside(code, members, inside)
    elif code == "pdf":
        pdfs.look_at_pdf(content, inside)
    elif code == "xml":
        texts.look_at_xml(content)
    elif code == "text":
        texts.look_at_text(content)


def _examine_inside(name: str, content: bytes, budget: Budget, depth: int) -> None:
    """Examine a file within the file; the refusal says which one."""
    name = tidy_name(name)
    try:
        examine(name, content, DEFAULT, budget, depth)
    except Unfit as reason:
        refuse(f"w środku jest „{name}”: {reason}")


def _refuse_extension(extension: str, allowed: Iterable[str]) -> NoReturn:
    if not extension:
        refuse(f"nazwa pliku nie ma rozszerzenia. Portal przyjmuje tu: {labels(allowed)}.")
    refuse(f"portal nie przyjmuje tu plików {extension}, tylko: {labels(allowed)}.")


def _refuse_content(content: bytes, extension: str, code: str | None) -> NoReturn:
    if content.startswith(OLD_OFFICE):
        refuse(
            "to dokument zabezpieczony hasłem albo w starym formacie."
            f" Zapisz go bez hasła jako {extension[1:].upper()}."
        )
    found = f"to {FORMATS[code].label}" if code else "to plik innego rodzaju"
    refuse(f"rozszerzenie {extension} nie zgadza się z zawartością: {found}.")
