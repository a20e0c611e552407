"""From a page of HTML to a sealed-ready PDF: no network, no clock, the same bytes every time."""

import gc
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from threading import Lock

from django.conf import settings
from weasyprint import CSS, HTML
from weasyprint.css import ColorProfile
from weasyprint.document import Document as Typeset
from weasyprint.text.fonts import FontConfiguration

from mkus_portal.documents.conformance import finish, has_clear_lengths
from mkus_portal.documents.fetching import VendoredFetcher
from mkus_portal.documents.legibility import letters_of

STATIC: Path = settings.BASE_DIR / "static"
SHEETS = (STATIC / "css" / "fonts.css", settings.BASE_DIR / "templates" / "documents" / "base.css")
FONTS = (
    STATIC / "fonts" / "portal-sans-regular.woff2",
    STATIC / "fonts" / "rest-sans.woff2",
)
ICC = "sRGB2014.icc"
INTENT = "portal-srgb"
ATTEMPTS = 8
RGB = (["r"], ["g"], ["b"])
OPTIONS = {"pdf_variant": "pdf/a-2a", "pdf_tags": True, "output_intent": INTENT}
_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished file and the number of its pages."""

    content: bytes
    pages: int


@dataclass(frozen=True, slots=True)
class Press:
    """What every document needs and nothing changes: letters, style sheets, files, colours."""

    fonts: FontConfiguration
    sheets: tuple[CSS, ...]
    fetcher: VendoredFetcher
    colours: bytes


@cache
def _press() -> Press:
    """Return this process's press; reading fonts and sheets once saves a third of a document.

    What lives as long as the process is then put out of the garbage collector's sight: walking it
    again and again took an eighth of every document.
    """
    fonts = FontConfiguration()
    fetcher = VendoredFetcher(STATIC)
    sheets = tuple(
        CSS(filename=str(path), font_config=fonts, url_fetcher=fetcher) for path in SHEETS
    )
    press = Press(fonts, sheets, fetcher, (files("weasyprint.pdf") / ICC).read_bytes())
    gc.collect()
    gc.freeze()
    return press


def _colours(press: Press) -> dict[str, ColorProfile]:
    """Return the output intent, a new one each time: Little CMS changes a profile by reading."""
    return {INTENT: ColorProfile(BytesIO(press.colours), ICC, "relative-colorimetric", RGB)}


def typeset(html: str) -> Pdf:
    """Return the PDF (PDF/A-2a with tags, PDF/UA-1) of a whole HTML page.

    The dates inside are the page's `dcterms.created` and `dcterms.modified`; the file's id is made
    from its content. Fontconfig does not like threads, so one document is set at a time. A letter
    that no font of ours holds is printed as an empty box: PDF/A forbids a missing glyph.

    Raises weasyprint.urls.FatalURLFetchingError when the page asks for a file that is not ours.
    """
    with _one_at_a_time:
        press = _press()
        page = HTML(
            string=html.translate(letters_of(FONTS)),
            base_url=STATIC.as_uri() + "/",
            url_fetcher=press.fetcher,
        )
        pages = page.render(
            font_config=press.fonts,
            stylesheets=list(press.sheets),
            color_profiles=_colours(press),
            **OPTIONS,
        )
        return Pdf(_written(pages), len(pages.pages))


def _written(pages: Typeset) -> bytes:
    """Return the file; one in 128 comes out with an unclear length and is written once more."""
    content = b""
    for spare_objects in range(ATTEMPTS):
        finisher = partial(finish, spare_objects=spare_objects)
        content = pages.write_pdf(finisher=finisher, **OPTIONS)
        if has_clear_lengths(content):
            break
    return content
