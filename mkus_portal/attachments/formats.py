"""The formats that the portal takes: names, extensions, what is sent back; pure, without Django."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

NBSP = "\u00a0"
KILO = 1024
TENTHS = 10
STEM_LENGTH = 120
SUFFIX_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its code, its Polish name, the extensions that agree with it, its content type."""

    code: str
    label: str
    extensions: tuple[str, ...]
    content_type: str


_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
FORMATS = {
    one.code: one
    for one in (
        Format("pdf", "PDF", (".pdf",), "application/pdf"),
        Format("png", "PNG", (".png",), "image/png"),
        Format("jpeg", "JPEG", (".jpg", ".jpeg"), "image/jpeg"),
        Format("tiff", "TIFF", (".tif", ".tiff"), "image/tiff"),
        Format("docx", "DOCX", (".docx",), f"{_OPEN_XML}.wordprocessingml.document"),
        Format("xlsx", "XLSX", (".xlsx",), f"{_OPEN_XML}.spreadsheetml.sheet"),
        Format("odt", "ODT", (".odt",), f"{_OPEN_DOCUMENT}.text"),
        Format("ods", "ODS", (".ods",), f"{_OPEN_DOCUMENT}.spreadsheet"),
        Format("text", "TXT, CSV", (".txt", ".csv"), "text/plain"),
        Format("xml", "XML, XAdES", (".xml", ".xades", ".sig"), "application/xml"),
        Format("p7s", "P7S, SIG", (".p7s", ".sig"), "application/pkcs7-signature"),
        Format(
            "asic", "ASiC", (".asics", ".asice", ".scs", ".sce"), "application/vnd.etsi.asic-e+zip"
        ),
        Format("zip", "ZIP", (".zip",), "application/zip"),
    )
}
SCANS = ("pdf", "png", "jpeg", "tiff")
SIGNED = ("pdf", "xml", "p7s", "asic")
DEFAULT = tuple(code for code in FORMATS if code != "zip")


def extension_of(name: str) -> str:
    """Return the last extension in small letters with its dot; empty when there is none."""
    return PurePosixPath(name).suffix.lower()


def labels(codes: Iterable[str]) -> str:
    """Return the names of the formats for a sentence: `PDF, PNG, JPEG`."""
    return ", ".join(FORMATS[code].label for code in codes)


def extensions(codes: Iterable[str]) -> tuple[str, ...]:
    """Return the extensions of the formats, each once: what a browser offers to pick."""
    return tuple(dict.fromkeys(one for code in codes for one in FORMATS[code].extensions))


def tidy_name(name: str) -> str:
    """Return the name as people read it: no folders, no signs that hide or turn the text round."""
    base = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    shown = "".join(
        " " if one.isspace() else one for one in base if unicodedata.category(one)[0] != "C"
    )
    path = PurePosixPath(" ".join(shown.split()).strip(". ") or "plik")
    return path.stem[:STEM_LENGTH].rstrip() + path.suffix[:SUFFIX_LENGTH]


def size_text(size: int) -> str:
    """Return `1,2 MB`, `34 KB` or `512 B` with a hard space."""
    if size < KILO:
        return f"{size}{NBSP}B"
    if size < KILO * KILO:
        return f"{-(-size // KILO)}{NBSP}KB"
    tenths = -(-size * TENTHS // (KILO * KILO))
    whole, tenth = divmod(tenths, TENTHS)
    return f"{whole},{tenth}{NBSP}MB" if tenth else f"{whole}{NBSP}MB"
