"""Two promises in one file: PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1), made and checked."""

import page
import pydyf  # type: ignore[import-untyped]  # ships no types
from weasyprint.document import Document as Typeset

PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)
SHOWN = 8
RETURN = b"\r"
STREAM_END = b"\nendstream"
RDF_END = b"</rdf:RDF>"
# ISO 14289-1, clause 5: the identification; ISO 19005-2, 6.6.2.3: the schema that PDF/A asks for.
UA_IDENTIFICATION = b"""\
<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


class ConformanceError(ValueError):
    """The file breaks a profile; the message names the rules."""


def finish(typeset: Typeset, pdf: pydyf.PDF, spare_objects: int = 0) -> None:
    """Finish WeasyPrint's file: readable metadata that names PDF/UA-1, streams of clear length.

    `spare_objects` are empty ones that nothing refers to: they change how the streams of objects
    and addresses come out, which are written after this.
    """
    _identify(pdf)
    for one in pdf.objects:
        if isinstance(one, pydyf.Stream) and one.compress:
            one.compress = not one.data.endswith(RETURN + STREAM_END)
    for _ in range(spare_objects):
        pdf.add_object(pydyf.Dictionary())


def has_clear_lengths(pdf: bytes) -> bool:
    """Whether no stream ends in a carriage return (ISO 19005-2, 6.1.7.1).

    Before the line feed of `endstream` such a byte reads as part of the line's end, and the stream
    as one byte shorter than it says.
    """
    return RETURN + STREAM_END not in pdf


def _identify(pdf: pydyf.PDF) -> None:
    number = int(pdf.catalog["Metadata"].split()[0])
    metadata = pdf.objects[number]
    content = b"".join(metadata.stream)
    metadata.stream = [content.replace(RDF_END, UA_IDENTIFICATION + RDF_END, 1)]
    metadata.compress = False


def broken_rules(pdf: bytes) -> list[str]:
    """Return what the file breaks, one line for each rule; empty when it conforms."""
    lines = []
    for profile in PROFILES:
        report = page.validate_pdf_bytes(pdf, profile=profile)
        if not report.is_compliant:
            found = {
                f"{profile.name} {one.rule_id}: {one.message}": None for one in report.failures
            }
            lines += list(found) or [profile.name]
    return lines


def insist_on_conformance(pdf: bytes) -> None:
    """Raise ConformanceError when the file breaks a profile."""
    lines = broken_rules(pdf)
    if lines:
        raise ConformanceError("; ".join(lines[:SHOWN]))
