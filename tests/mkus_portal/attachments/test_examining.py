"""What a file is by its content, and every reason for which it is not taken."""

import json
import subprocess
import sys

import pikepdf
import pytest

from mkus_portal.attachments import apart
from mkus_portal.attachments.apart import examine_apart
from mkus_portal.attachments.examining import file, pdfs, refusing
from mkus_portal.attachments.examining.file import examine
from mkus_portal.attachments.examining.refusing import Budget, Unfit
from mkus_portal.attachments.formats import DEFAULT, FORMATS, size_text, tidy_name
from mkus_portal.serve.ground import ROOT
from tests.mkus_portal.attachments import samples
from tests.mkus_portal.attachments.samples import (
    asic,
    docx,
    odf,
    pdf,
    relation,
    with_action,
    with_file,
    with_form,
    xlsx,
    zipped,
)

pytestmark = pytest.mark.once

ALL = tuple(FORMATS)
NAME = pikepdf.Name
INVOICE = pdf(with_file("faktura.xml", samples.XML))

GOOD = {
    "umowa.pdf": ("pdf", pdf()),
    "FAKTURA.PDF": ("pdf", INVOICE),
    "zdjecie.png": ("png", samples.PNG),
    "zdjecie.JPG": ("jpeg", samples.JPEG),
    "skan.tiff": ("tiff", samples.TIFF),
    "pismo.docx": ("docx", docx()),
    "wykres.docx": ("docx", docx(word__embeddings__tabela_xlsx=xlsx())),
    "z odnosnikiem.docx": ("docx", docx(word___rels__a_rels=relation("hyperlink"))),
    "budzet.xlsx": ("xlsx", xlsx()),
    "pismo.odt": ("odt", odf()),
    "budzet.ods": ("ods", odf("spreadsheet")),
    "notatka.txt": ("text", samples.TEXT),
    "po-polsku.txt": ("text", "Zażółć gęślą jaźń, źdźbło.\n".encode("cp1250")),
    "utf16.txt": ("text", "\ufeffZażółć".encode("utf-16-le")),
    "krotki.txt": ("text", b"x"),
    "skrypt.txt": ("text", b"import os\nclass A:\n    pass\n"),
    "dane.csv": ("text", samples.CSV),
    "ksef.xml": ("xml", samples.XML),
    "bez deklaracji.xml": ("xml", b"<Faktura xmlns='http://crd.gov.pl'><P_1/></Faktura>"),
    "umowa.pdf.xades": ("xml", samples.XML),
    "umowa.sig": ("xml", samples.XML),
    "umowa.pdf.p7s": ("p7s", samples.P7S),
    "umowa.pdf.sig": ("p7s", samples.P7S),
    "pem.p7s": ("p7s", b"-----BEGIN PKCS7-----\nMIIB\n-----END PKCS7-----\n"),
    "umowa.asice": ("asic", asic()),
    "umowa.asics": ("asic", asic(declared="application/vnd.etsi.asic-s+zip")),
    "bez typu.asice": ("asic", asic(declared="")),
    "paczka.zip": ("zip", zipped({"a.pdf": pdf(), "katalog/b.docx": docx()})),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_is_known_by_its_content(name):
    code, content = GOOD[name]
    assert examine(name, content, ALL) == code


def many(count):
    return zipped({f"{number}.txt": b"x" for number in range(count)})


LYING = "nie zgadza się z zawartością"
SCRIPT = "skrypt (JavaScript)"
MACROS = "dokument zawiera makra"
LOCKED = "hasł"
INSIDE = "osadzony obiekt"

BAD = {
    "pusty.pdf": (b"", "plik jest pusty"),
    "bez-rozszerzenia": (pdf(), "nie ma rozszerzenia"),
    "program.exe": (samples.PROGRAM, "nie przyjmuje tu plików .exe"),
    "stary.doc": (samples.OLE, "nie przyjmuje tu plików .doc"),
    "zdjecie.pdf": (samples.PNG, f"{LYING}: to PNG"),
    "umowa.docx": (pdf(), f"{LYING}: to PDF"),
    "program.txt": (samples.PROGRAM, f"{LYING}: to plik innego rodzaju"),
    "zera.txt": (b"MZ" + bytes(60), "znaki, których w tekście nie ma"),
    "strona.txt": (b"<html><body>x</body></html>", LYING),
    "strona.xml": (b'<html xmlns="http://www.w3.org/1999/xhtml"/>', LYING),
    "strona2.xml": (b'<?xml version="1.0"?><x:html xmlns:x="x"/>', "dla przeglądarki"),
    "rysunek.xml": (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', ""),
    "polecenia.txt": (b"#!/bin/sh\nrm -rf /\n", LYING),
    "cos.p7s": (b"\x30\x82\x01\x00\x02\x01\x01" + bytes(250), LYING),
    "pismo.zip": (docx(), f"{LYING}: to DOCX"),
    "paczka.docx": (zipped({"a.txt": b"x"}), f"{LYING}: to ZIP"),
    "makra.docm": (docx(), "nie przyjmuje tu plików .docm"),
    "zaszyfrowany.docx": (samples.OLE, "zabezpieczony hasłem albo w starym formacie"),
    "urwany.xml": (b'<?xml version="1.0"?><a><b></a>', "XML jest uszkodzony"),
    "bomba.xml": (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        "deklaracją typu dokumentu",
    ),
    # PDF
    "filtr.pdf": (samples.bomb_pdf(1).replace(b"/FlateDecode", b"/JBIG2Decode", 1), "zbyt złożony"),
    "urwany.pdf": (b"%PDF-1.7\nurwany", "PDF jest uszkodzony"),
    "haslo.pdf": (pdf(encryption=pikepdf.Encryption(owner="a", user="b")), LOCKED),
    "ograniczony.pdf": (pdf(encryption=pikepdf.Encryption(owner="a", user="")), LOCKED),
    "js.pdf": (pdf(with_action(S=NAME.JavaScript, JS="x")), SCRIPT),
    "js-obraz.pdf": (pdf(with_action(S=NAME.Rendition, JS="x")), SCRIPT),
    "js-ukryty.pdf": (
        pdf(samples.with_hidden_script, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        SCRIPT,
    ),
    "program.pdf": (pdf(with_action(S=NAME.Launch, F="cmd.exe")), "uruchomienia programu"),
    "dane.pdf": (pdf(with_action(S=NAME.ImportData, F="x.fdf")), "wczytania danych"),
    "film.pdf": (pdf(with_action(Subtype=NAME.RichMedia)), "animację albo film"),
    "formularz.pdf": (pdf(with_form(b"<xdp><script>x</script></xdp>")), SCRIPT),
    "exe-w-srodku.pdf": (pdf(with_file("a.exe", samples.PROGRAM)), "w środku jest „a.exe”"),
    "exe-udaje.pdf": (pdf(with_file("a.xml", samples.PROGRAM)), "w środku jest „a.xml”"),
    # Office documents
    "makra.docx": (docx(word__vbaProject_bin=b"x"), MACROS),
    "makra2.docx": (docx(samples.MACRO_TYPE), MACROS),
    "activex.docx": (docx(word__activeX__activeX1_xml="<x/>"), MACROS),
    "ole.docx": (docx(word__embeddings__oleObject1_bin=b"x"), INSIDE),
    "exe.docx": (docx(word__media__obraz_png=samples.PROGRAM), INSIDE),
    "szablon.docx": (docx(word___rels__a_rels=relation("attachedTemplate")), "z innego miejsca"),
    "uszkodzony.docx": (docx(word___rels__a_rels="<x"), "archiwum jest uszkodzone"),
    "makra-w-tabeli.docx": (
        docx(word__embeddings__tabela_xlsx=xlsx(**{"xl/vbaProject.bin": b"x"})),
        "w środku jest „tabela.xlsx”: dokument zawiera makra",
    ),
    "makra.odt": (odf(**{"Basic/Standard/a.xml": "x"}), MACROS),
    "ole.ods": (odf("spreadsheet", **{"Object 1": samples.OLE}), INSIDE),
    "haslo.odt": (odf(manifest="<m><encryption-data/></m>"), LOCKED),
    # Archives
    "haslo.zip": (samples.encrypted_zip(), LOCKED),
    "urwany.zip": (zipped({"a.txt": b"x"})[:-30], "archiwum jest uszkodzone"),
    "klamie.zip": (samples.lying_zip(), "archiwum jest uszkodzone"),
    "ucieka.zip": (zipped({"../../etc/a.txt": b"x"}), "archiwum jest uszkodzone"),
    "ucieka-w-bok.zip": (zipped({"C:\\a.txt": b"x"}), "archiwum jest uszkodzone"),
    "exe.zip": (zipped({"a.exe": samples.PROGRAM}), "w środku jest „a.exe”"),
    "zip.zip": (zipped({"a.zip": zipped({"b.txt": b"x"})}), "w środku jest „a.zip”"),
    "bzip2.zip": (zipped({"a.txt": b"x" * 99}, compression=12), "sposób, którego portal nie zna"),
    "bomba.zip": (zipped({"a.txt": bytes(12_000_000)}), "zbyt duże"),
    "liczny.zip": (many(refusing.MEMBERS + 1), "zbyt wiele plików"),
    "exe.asice": (asic({"a.exe": samples.PROGRAM}), "w środku jest „a.exe”"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_its_reason(name):
    content, reason = BAD[name]
    with pytest.raises(Unfit) as refusal:
        examine(name, content, ALL)
    sentence = str(refusal.value)
    assert reason in sentence
    assert sentence.endswith(".")


def test_a_form_takes_only_its_own_formats():
    with pytest.raises(Unfit, match=r"nie przyjmuje tu plików \.docx, tylko: PDF, PNG\."):
        examine("pismo.docx", docx(), ("pdf", "png"))
    with pytest.raises(Unfit, match=r"nie przyjmuje tu plików \.zip"):
        examine("paczka.zip", zipped({"a.txt": b"x"}), DEFAULT)


def test_a_shared_extension_does_not_open_the_other_format():
    with pytest.raises(Unfit, match="portal przyjmuje tu tylko: P7S, SIG"):
        examine("umowa.sig", samples.XML, ("p7s",))


def test_all_that_is_packed_comes_from_one_budget():
    inner = docx(word__a_xml=b"x" * 600)
    package = zipped({"a.docx": inner, "b.docx": inner})
    assert examine("a.zip", package, ALL, Budget(size=8000)) == "zip"
    with pytest.raises(Unfit, match="zbyt duże"):
        examine("a.zip", package, ALL, Budget(size=1800))


def test_a_reader_that_libmagic_leads_astray_does_not_see_a_pdf(monkeypatch):
    monkeypatch.setattr(file.magic, "from_buffer", lambda *_, **__: "application/x-dosexec")
    with pytest.raises(Unfit, match="to plik innego rodzaju"):
        examine("umowa.pdf", pdf())


# --- the process apart ---------------------------------------------------------------------


def test_the_process_apart_answers_both_ways():
    assert examine_apart("umowa.pdf", pdf(), DEFAULT) == "pdf"
    with pytest.raises(Unfit, match="plik jest pusty"):
        examine_apart("umowa.pdf", b"", DEFAULT)


def test_a_pdf_that_unpacks_without_end_is_refused():
    with pytest.raises(Unfit, match="PDF jest zbyt złożony"):
        examine_apart("bomba.pdf", samples.bomb_pdf(140), DEFAULT)


def test_a_pdf_within_the_bounds_is_taken():
    assert examine_apart("duzy.pdf", samples.bomb_pdf(2), DEFAULT) == "pdf"


@pytest.mark.parametrize(
    "program",
    ["import os; os.abort()", "raise MemoryError", "import time; time.sleep(9)"],
)
@pytest.mark.logs
def test_a_process_that_breaks_is_a_sentence(monkeypatch, program):
    monkeypatch.setattr(apart, "COMMAND", (sys.executable, "-c", program))
    monkeypatch.setattr(apart, "SECONDS", 2)
    with pytest.raises(Unfit, match="zbyt złożony"):
        examine_apart("umowa.pdf", pdf(), DEFAULT)


def test_the_process_apart_knows_no_secrets(monkeypatch):
    monkeypatch.setenv("MKUS_SECRET_KEY", "tajne")
    program = "import json, os; print(json.dumps({'format': str(sorted(os.environ))}))"
    monkeypatch.setattr(apart, "COMMAND", (sys.executable, "-c", program))
    assert "MKUS" not in examine_apart("umowa.pdf", pdf(), DEFAULT)


def test_the_process_apart_needs_no_django():
    program = (
        "import sys, mkus_portal.attachments.examining.__main__; print('django' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout.strip().lower()) is False


def test_memory_is_bounded_in_the_library_too(monkeypatch):
    limits = {}
    monkeypatch.setattr(
        pdfs.pikepdf.settings, "set_qpdf_limits", lambda **each: limits.update(each)
    )
    pdfs.limit_memory()
    assert limits["flate_max_memory"] == pdfs.STREAM


# --- names and sizes -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("C:\\Users\\Ewa\\umowa.pdf", "umowa.pdf"),
        ("../../etc/passwd", "passwd"),
        ("umowa\u202efdp.exe", "umowafdp.exe"),
        ("a\x00b\n c.pdf", "ab c.pdf"),
        ("Zażo\u0301ł\u0107.pdf", "Zażółć.pdf"),
        ("...", "plik"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_a_name_is_shown_as_people_read_it(sent, shown):
    assert tidy_name(sent) == shown


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 B"),
        (1023, "1023 B"),
        (1024, "1 KB"),
        (34_000, "34 KB"),
        (1024 * 1024, "1 MB"),
        (1_250_000, "1,2 MB"),
        (20 * 1024 * 1024, "20 MB"),
    ],
)
def test_a_size_is_said_in_polish(size, text):
    assert size_text(size).replace("\u00a0", " ") == text
