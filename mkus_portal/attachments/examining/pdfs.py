"""PDF: no password, no script, no action that starts something, no file inside that we refuse."""

from collections.abc import Callable, Iterator
from io import BytesIO

import pikepdf

from mkus_portal.attachments.examining.refusing import MEGABYTE, refuse

Embedded = Callable[[str, bytes], None]
STREAM = 128 * MEGABYTE
LOCKED = "PDF jest zabezpieczony hasłem albo szyfrowany. Zapisz go bez zabezpieczeń."
BROKEN = "PDF jest uszkodzony. Zapisz go jeszcze raz, np. przez „Drukuj do PDF”."
TANGLED = "PDF jest zbyt złożony. Zapisz go jeszcze raz, np. przez „Drukuj do PDF”."
SCRIPT = "PDF zawiera skrypt (JavaScript). Zapisz go bez skryptów, np. przez „Drukuj do PDF”."
ACTIONS = {
    "/JavaScript": SCRIPT,
    "/Launch": "PDF zawiera polecenie uruchomienia programu.",
    "/ImportData": "PDF zawiera polecenie wczytania danych z innego pliku.",
}
UNREAD = ("limit", "error decoding", "unfilterable", "error reading object", "object stream")
RICH_MEDIA = "PDF zawiera osadzoną animację albo film."


def limit_memory() -> None:
    """Bound what one stream may unpack to; for the whole process, so at its start."""
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=STREAM,
        png_max_memory=STREAM,
        run_length_max_memory=STREAM,
        tiff_max_memory=STREAM,
    )


def look_at_pdf(content: bytes, embedded: Embedded) -> None:
    """Raise Unfit with the reason; `embedded(name, content)` is asked about every file inside.

    Every object of the file is read, also one that nothing refers to, and so are the objects packed
    into streams.
    """
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                refuse(LOCKED)
            for obj in pdf.objects:
                for part in _dictionaries(obj):
                    _look_at(part, embedded)
            _look_at_warnings(pdf)
    except pikepdf.PasswordError:
        refuse(LOCKED)
    except (pikepdf.PdfError, RuntimeError, ValueError):
        refuse(BROKEN)


def _look_at_warnings(pdf: pikepdf.Pdf) -> None:
    """Refuse what could not be read: another reader would perhaps find a script there."""
    warnings = " ".join(map(str, pdf.get_warnings()))
    if any(one in warnings for one in UNREAD):
        refuse(TANGLED)


def _dictionaries(obj: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the dictionaries of one object and of what stands inside it, other objects left out."""
    waiting = [obj]
    while waiting:
        one = waiting.pop()
        if isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)):
            yield one
            inside = [one.get(key) for key in one.keys()]  # noqa: SIM118 - a PDF dictionary
        elif isinstance(one, pikepdf.Array):
            inside = list(one)
        else:
            continue
        waiting += [
            part for part in inside if isinstance(part, pikepdf.Object) and not part.is_indirect
        ]


def _look_at(part: pikepdf.Object, embedded: Embedded) -> None:
    if "/JS" in part:
        refuse(SCRIPT)
    action = part.get("/S")
    if isinstance(action, pikepdf.Name) and str(action) in ACTIONS:
        refuse(ACTIONS[str(action)])
    if part.get("/Subtype") == pikepdf.Name("/RichMedia"):
        refuse(RICH_MEDIA)
    if "/XFA" in part:
        _look_at_form(part["/XFA"])
    if "/EF" in part:
        _look_at_files(part, embedded)


def _look_at_form(form: pikepdf.Object) -> None:
    """Look for scripts in the XML of a form (XFA): one stream, or names and streams by turns."""
    streams = list(form) if isinstance(form, pikepdf.Array) else [form]
    for stream in streams:
        if isinstance(stream, pikepdf.Stream) and b"<script" in stream.read_bytes():
            refuse(SCRIPT)


def _look_at_files(specification: pikepdf.Object, embedded: Embedded) -> None:
    """Ask about the files that a file specification carries (ISO 32000-1, 7.11.3)."""
    name = str(specification.get("/UF") or specification.get("/F") or "plik")
    files = specification["/EF"]
    for key in files.keys():  # noqa: SIM118 - a PDF dictionary
        stream = files[key]
        if isinstance(stream, pikepdf.Stream):
            embedded(name, stream.read_bytes())
