"""A text document (DOCX) from headings, paragraphs and tables: the same input, the same bytes.

Written by hand as the standard's smallest whole (ECMA-376): styles for headings, header rows that
repeat, the language said, no macro, no link, no picture. People go on editing it in their office
programs; what has to stay as it was is the PDF.
"""

import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PAGE_WIDTH = 9638  # A4 less margins of 2 cm, in twentieths of a point
SIZES = {1: 32, 2: 26, 3: 23}  # half-points
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORBIDDEN = {code: None for code in range(32) if chr(code) not in "\t\n"}  # XML 1.0 has no such

_TYPES = (
    f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{CONTENT_TYPE}.main+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType='
    '"application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_RELATIONS = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties"'
    ' Target="docProps/core.xml"/></Relationships>'
)
_OF_DOCUMENT = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
)


def _styles() -> str:
    headings = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/>'
        f'<w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        f'<w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>'
        for level, size in SIZES.items()
    )
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'{HEAD}<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/>'
        '<w:lang w:val="pl-PL"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        f'<w:name w:val="Normal"/></w:style>{headings}'
        '<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/><w:tblPr>'
        f"<w:tblBorders>{lines}</w:tblBorders></w:tblPr></w:style></w:styles>"
    )


def _said(text: str) -> str:
    """Return a run of text; what XML cannot hold is left out, lines stay lines."""
    lines = escape(text.translate(FORBIDDEN)).split("\n")
    return "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)


def _paragraph(text: str, style: str = "", *, bold: bool = False) -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    strong = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f"<w:p>{look}<w:r>{strong}{_said(text)}</w:r></w:p>"


class Word:
    """A document that is written from the top to the bottom."""

    def __init__(self, title: str, author: str, at: datetime) -> None:
        self._title, self._author, self._at = title, author, at
        self._body: list[str] = []

    def heading(self, text: str, level: int) -> None:
        """Add a heading of level 1, 2 or 3."""
        self._body.append(_paragraph(text, f"Heading{level}"))

    def paragraph(self, *texts: str) -> None:
        """Add a paragraph for each text that says something."""
        self._body += [_paragraph(text) for text in texts if text.strip()]

    def facts(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Add a line for each pair of a term and what it says."""
        for term, said in pairs:
            self._body.append(
                f"<w:p><w:r><w:rPr><w:b/></w:rPr>{_said(f'{term}: ')}</w:r>"
                f"<w:r>{_said(said)}</w:r></w:p>"
            )

    def table(self, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Add a table whose header row repeats on every page."""
        width = PAGE_WIDTH // len(head)
        grid = f'<w:gridCol w:w="{width}"/>' * len(head)
        first = self._row(head, width, is_head=True)
        others = "".join(self._row(row, width) for row in rows)
        self._body.append(
            f'<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="{width * len(head)}"'
            ' w:type="dxa"/><w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{first}{others}</w:tbl>{_paragraph('')}"
        )

    @staticmethod
    def _row(cells: Sequence[str], width: int, *, is_head: bool = False) -> str:
        repeats = "<w:tblHeader/>" if is_head else ""
        inside = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            f"{_paragraph(cell, bold=is_head)}</w:tc>"
            for cell in cells
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{repeats}</w:trPr>{inside}</w:tr>"

    def content(self) -> bytes:
        """Return the file."""
        at = self._at.astimezone(UTC)
        when = f"{at:%Y-%m-%dT%H:%M:%SZ}"
        core = (
            f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
            ' xmlns:dcterms="http://purl.org/dc/terms/"'
            ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:title>{escape(self._title.translate(FORBIDDEN))}</dc:title>"
            f"<dc:creator>{escape(self._author.translate(FORBIDDEN))}</dc:creator>"
            "<dc:language>pl-PL</dc:language>"
            f'<dcterms:created xsi:type="dcterms:W3CDTF">{when}</dcterms:created>'
            f'<dcterms:modified xsi:type="dcterms:W3CDTF">{when}</dcterms:modified>'
            "</cp:coreProperties>"
        )
        body = (
            f'{HEAD}<w:document xmlns:w="{MAIN}"><w:body>{"".join(self._body)}<w:sectPr>'
            '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134"'
            ' w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body>'
            "</w:document>"
        )
        parts = {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _RELATIONS,
            "docProps/core.xml": core,
            "word/document.xml": body,
            "word/styles.xml": _styles(),
            "word/_rels/document.xml.rels": _OF_DOCUMENT,
        }
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in parts.items():
                moment = (max(at.year, 1980), at.month, at.day, at.hour, at.minute, at.second)
                entry = zipfile.ZipInfo(name, moment)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, text)
        return buffer.getvalue()
