"""Texts, XML and detached signatures: what reads as one, and what hides in it."""

from xml.parsers import expat

from mkus_portal.attachments.examining.refusing import refuse

UTF_16_32 = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
BROKEN = "plik XML jest uszkodzony."
PAGES = {"html", "svg"}
SEQUENCE = b"\x30"
SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")  # 1.2.840.113549.1.7.2, RFC 5652
OID_WITHIN = 20
PEM = (b"-----BEGIN PKCS7-----", b"-----BEGIN CMS-----")


def look_at_text(content: bytes) -> None:
    """Raise Unfit for a text with bytes that no text has."""
    if b"\x00" in content and not content.startswith(UTF_16_32):
        refuse("plik tekstowy zawiera znaki, których w tekście nie ma.")


def look_at_xml(content: bytes) -> None:
    """Raise Unfit for what is no XML, declares entities, or is a page that a browser would run.

    A declaration of a document type is the way in for entities that grow without end (billion
    laughs) or fetch files; KSeF's invoices and XAdES have none.
    """
    parser = expat.ParserCreate()
    roots: list[str] = []

    def declared(*_: object) -> None:
        refuse("plik XML z deklaracją typu dokumentu (DOCTYPE) nie jest przyjmowany.")

    def opened(name: str, _: object) -> None:
        if not roots:
            roots.append(name.rsplit(":", 1)[-1].lower())

    parser.StartDoctypeDeclHandler = declared
    parser.StartElementHandler = opened
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        refuse(BROKEN)
    if roots[0] in PAGES:
        refuse("to strona albo rysunek dla przeglądarki, a nie dokument XML.")


def is_signature(content: bytes) -> bool:
    """Whether it begins as a CMS signature (RFC 5652), in DER or in PEM."""
    if content.lstrip().startswith(PEM):
        return True
    return content.startswith(SEQUENCE) and SIGNED_DATA in content[:OID_WITHIN]
