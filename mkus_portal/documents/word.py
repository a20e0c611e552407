"""A text document (DOCX) from headings, paragraphs and tables: the same input, the same bytes.

People go on editing it in their office programs; what has to stay as it was is the PDF.
"""

import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shape import InlineShape
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Row

from mkus_portal.documents.registry import Letterhead

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORBIDDEN = {code: None for code in range(32) if chr(code) not in "\t\n"}  # XML 1.0 has no such
LANGUAGE, FONT = "pl-PL", "Calibri"
SIZES = {
    "Normal": Pt(11),
    "Heading 1": Pt(16),
    "Heading 2": Pt(13),
    "Heading 3": Pt(11.5),
    "Caption": Pt(10),
}
PICTURE = Cm(10.4)  # as wide as a chart in print
LOGO, WIDEST_LOGO = Cm(1.2), Cm(5)
LINE = "." * 40
NOT_OURS = (  # a picture of the template, and its styles once more for an old program
    RT.THUMBNAIL,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)
FIRST_YEAR = 1980  # of a ZIP archive's times


class Word:
    """A document that is written from the top to the bottom."""

    def __init__(self, title: str, author: str, at: datetime) -> None:
        self._document = Document()
        self._at = at.astimezone(UTC)
        self._describe(title, author)
        self._dress()

    def _describe(self, title: str, author: str) -> None:
        """Say whose document it is; nothing of the template's own is left."""
        about = self._document.core_properties
        about.title, about.author, about.last_modified_by = _said(title), _said(author), ""
        about.comments, about.keywords, about.language = "", "", LANGUAGE
        about.created = about.modified = self._at.replace(tzinfo=None, microsecond=0)
        part = self._document.part
        for relations in (part.package.rels, part.rels):
            for key in [key for key, one in relations.items() if one.reltype in NOT_OURS]:
                del relations[key]

    def _dress(self) -> None:
        """Set A4, one family of letters in black, and the language of the words."""
        page = self._document.sections[0]
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)
        for name, size in SIZES.items():
            style = self._document.styles.get_by_id(name.replace(" ", ""), WD_STYLE_TYPE.PARAGRAPH)
            assert isinstance(style, ParagraphStyle)  # noqa: S101 - the template has it
            style.font.name, style.font.size, style.font.color.rgb = FONT, size, RGBColor(0, 0, 0)
            fonts = style.element.rPr.rFonts
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
        for part, name in (
            (self._document.styles, "w:lang"),
            (self._document.settings, "w:themeFontLang"),
        ):
            for tongue in part.element.iter(qn(name)):
                tongue.set(qn("w:val"), LANGUAGE)

    def letterhead(self, head: Letterhead) -> None:
        """Add what stands at the top: logos in a row, from whose money, who writes."""
        if head.logos:
            row = self._document.add_paragraph()
            for logo in head.logos:
                shape = row.add_run().add_picture(BytesIO(logo.image), height=LOGO)
                if shape.width > WIDEST_LOGO:
                    shape.height = Cm(shape.height.cm * WIDEST_LOGO / shape.width)
                    shape.width = WIDEST_LOGO
                _describe_picture(shape, "Logo", logo.name)
                row.add_run("  ")
        self.paragraph(head.support, head.name, *head.lines)

    def heading(self, text: str, level: int) -> None:
        """Add a heading of level 1, 2 or 3."""
        self._document.add_heading(_said(text), level)

    def paragraph(self, *texts: str) -> None:
        """Add a paragraph for each text that says something."""
        for text in texts:
            if text.strip():
                self._document.add_paragraph(_said(text))

    def facts(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Add a line for each pair of a term and what it says."""
        for term, said in pairs:
            line = self._document.add_paragraph()
            line.add_run(_said(f"{term}: ")).bold = True
            line.add_run(_said(said))

    def caption(self, text: str) -> None:
        """Add the name of the table or picture that follows, on the same page as it."""
        line = self._document.add_paragraph(_said(text), style="Caption")
        line.paragraph_format.keep_with_next = True

    def picture(self, png: bytes, alt: str) -> None:
        """Add a picture with the sentence that is read in its place."""
        line = self._document.add_paragraph()
        shape = line.add_run().add_picture(BytesIO(png), width=PICTURE)
        _describe_picture(shape, "Wykres", alt)

    def table(
        self,
        head: Sequence[str],
        rows: Iterable[Sequence[str]],
        *,
        caption: str = "",
        numbers: int = 0,
    ) -> None:
        """Add a table whose header row repeats on every page; its last columns may be numbers."""
        if caption:
            self.caption(caption)
        table = self._document.add_table(rows=1, cols=len(head), style="Table Grid")
        first_number = len(head) - numbers
        for cell, text in zip(table.rows[0].cells, head, strict=True):
            cell.paragraphs[0].add_run(_said(text)).bold = True
        _mark(table.rows[0], "w:cantSplit", "w:tblHeader")
        for row in rows:
            line = table.add_row()
            for at, (cell, text) in enumerate(zip(line.cells, row, strict=True)):
                cell.text = _said(text)
                if at >= first_number:
                    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
            _mark(line, "w:cantSplit")
        self._document.add_paragraph()

    def signatures(self, functions: Iterable[str]) -> None:
        """Add a line for the name of everybody who signs."""
        for function in functions:
            self._document.add_paragraph(_said(f"\n{LINE} ({function})"))

    def content(self) -> bytes:
        """Return the file; the parts bear the document's instant, not the hour of writing."""
        written, kept = BytesIO(), BytesIO()
        self._document.save(written)
        at = self._at
        moment = (max(at.year, FIRST_YEAR), at.month, at.day, at.hour, at.minute, at.second)
        with zipfile.ZipFile(written) as parts, zipfile.ZipFile(kept, "w") as archive:
            for name in parts.namelist():
                entry = zipfile.ZipInfo(name, moment)
                archive.writestr(entry, parts.read(name), zipfile.ZIP_DEFLATED)
        return kept.getvalue()


def _said(text: str) -> str:
    """Return the text without what XML cannot hold."""
    return text.translate(FORBIDDEN)


def _describe_picture(shape: InlineShape, kind: str, alt: str) -> None:
    """Name the picture and write the sentence that is read in its place."""
    about = shape._inline.docPr  # noqa: SLF001 - the library has no name for the description
    about.set("descr", _said(alt))
    about.set("name", f"{kind} {about.get('id')}")


def _mark(row: _Row, *names: str) -> None:
    """Say of a row that it is not parted, or that it repeats on every page."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no name for these
    for name in names:
        properties.append(OxmlElement(name))
