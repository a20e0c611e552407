"""Files made on the spot: good ones of every format, and those that must be refused."""

import io
import struct
import zipfile
import zlib

import pikepdf

XML = b'<?xml version="1.0" encoding="UTF-8"?>\n<Faktura xmlns="http://crd.gov.pl/wzor"/>'
TEXT = "Zażółć gęślą jaźń.\nDrugi wiersz.\n".encode()
CSV = b"nazwa;kwota\nWarsztaty;1200,50\nWycieczka;800,00\n"
P7S = bytes.fromhex("3082010006092a864886f70d010702a081f2") + bytes(240)
PNG = (
    b"\x89PNG\r\n\x1a\n"
    + struct.pack(">I4sIIBBBBB", 13, b"IHDR", 1, 1, 8, 0, 0, 0, 0)
    + struct.pack(">I", zlib.crc32(struct.pack(">4sIIBBBBB", b"IHDR", 1, 1, 8, 0, 0, 0, 0)))
    + bytes(12)
)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
TIFF = b"II*\x00\x08\x00\x00\x00\x00\x00" + bytes(8)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1024)
PROGRAM = b"MZ\x90\x00" + bytes(200)
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def zipped(members, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(content_type="main+xml", **members):
    """`members` are named with `__` for a slash and `_` for a dot: `word__vbaProject_bin`."""
    extra = {
        name.replace("__", "/").replace("_", "."): content for name, content in members.items()
    }
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{content_type}"/></Types>'
    return zipped({"[Content_Types].xml": types, "word/document.xml": "<document/>", **extra})


def xlsx(**members):
    return zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>", **members})


def odf(kind="text", manifest="<manifest/>", **members):
    declared = {"mimetype": f"application/vnd.oasis.opendocument.{kind}"}
    whole = {"content.xml": "<office/>", "META-INF/manifest.xml": manifest, **members}
    return zipped(declared | whole)


def asic(members=None, declared="application/vnd.etsi.asic-e+zip"):
    signature = {"META-INF/signatures0.xml": "<asic/>"}
    first = {"mimetype": declared} if declared else {}
    return zipped(first | ({"umowa.pdf": pdf()} if members is None else members) | signature)


def relation(kind, mode="External"):
    return (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="http://x/{kind}"'
        f' Target="http://zly.example/x" TargetMode="{mode}"/></Relationships>'
    )


def pdf(change=None, **saving):
    """A PDF of one page; `change(pdf)` adds what the test is about."""
    document = pikepdf.new()
    document.add_blank_page()
    if change is not None:
        change(document)
    out = io.BytesIO()
    document.save(out, **saving)
    return out.getvalue()


def with_action(**action):
    def change(document):
        words = {f"/{key}": value for key, value in action.items()}
        document.Root.OpenAction = pikepdf.Dictionary(words)

    return change


def with_hidden_script(document):
    """A script that nothing refers to but a page, packed into a stream of objects."""
    script = pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS="app.alert(1)")
    document.pages[0].AA = pikepdf.Dictionary(O=document.make_indirect(script))


def with_file(name, content):
    def change(document):
        document.attachments[name] = pikepdf.AttachedFileSpec(document, content, filename=name)

    return change


def with_form(content):
    def change(document):
        form = pikepdf.Dictionary(XFA=document.make_stream(content))
        document.Root.AcroForm = form

    return change


def bomb_pdf(megabytes):
    """A PDF whose stream of objects unpacks to so many megabytes."""
    body = b"6 0 << >>" + b" " * (megabytes * 1024 * 1024)
    packed = zlib.compress(body, 9)
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [] /Count 0 >>",
        3: b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\n" % len(packed)
        + b"stream\n%b\nendstream" % packed,
    }
    out, rows = b"%PDF-1.5\n", [(0, 0, 65535)]
    for number, content in objects.items():
        rows.append((1, len(out), 0))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(out)
    rows += [(1, start, 0), (0, 0, 0), (2, 3, 0)]
    table = b"".join(struct.pack(">BIH", *row) for row in rows)
    out += b"4 0 obj\n<< /Type /XRef /Size 7 /W [1 4 2] /Root 1 0 R /Length %d >>\n" % len(table)
    return out + b"stream\n%b\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % (table, start)


def encrypted_zip(name="a.txt"):
    """An archive whose member says that it is encrypted."""
    content = bytearray(zipped({name: b"abc"}))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + place] |= 1
    return bytes(content)


def lying_zip():
    """An archive that declares a small member where a large one is packed."""
    content = bytearray(zipped({"a.txt": b"x" * 100_000}))
    small = struct.pack("<I", 10)
    for signature, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = content.index(signature) + place
        content[start : start + 4] = small
    return bytes(content)
