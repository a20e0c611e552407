"""Logos at the top of a document: what is sent becomes what is printed, and the file conforms."""

from io import BytesIO

import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader

from mkus_portal.documents import actions, conformance
from mkus_portal.documents.digest import canonical
from mkus_portal.documents.pictures import MOST, printable
from mkus_portal.documents.registry import Letterhead, Logo
from tests.pictures import picture

SUPPORT = "Projekt współfinansowany ze środków Unii Europejskiej."


@pytest.fixture
def with_logos(waiting, kind, monkeypatch):
    """Give the document's letterhead as many logos as are asked for."""

    def give(*names, support=SUPPORT):
        logos = tuple(
            Logo(name, printable(picture((300 + 40 * at, 150), (40 * at, 90, 160, 255))))
            for at, name in enumerate(names)
        )
        build = kind.build

        def build_with(obj, at):
            content = build(obj, at)
            head = Letterhead(content.letterhead.name, logos=logos, support=support)
            return type(content)(
                head,
                content.watermark,
                content.sentence,
                content.rows,
                content.total,
                content.chart,
            )

        object.__setattr__(kind, "build", build_with)
        return actions.compose(waiting)

    return give


def test_what_is_printed_is_opaque_rgb_without_a_profile():
    colours = picture(icc_profile=b"obcy profil", exif=b"Exif\x00\x00II*\x00")  # both broken
    printed = Image.open(BytesIO(printable(colours)))
    assert (printed.mode, printed.format, printed.info) == ("RGB", "PNG", {})
    assert printed.getpixel((0, 0)) == (144, 173, 210)


def test_the_same_picture_is_printed_the_same_and_no_larger_than_needed():
    large = picture((5000, 1000))
    assert printable(large) == printable(large)
    assert Image.open(BytesIO(printable(large))).size == (MOST[0], MOST[0] // 5)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_every_mode_of_a_png_is_printed(mode):
    assert Image.open(BytesIO(printable(picture(mode=mode)))).mode == "RGB"


def test_a_jpeg_is_printed():
    assert Image.open(BytesIO(printable(picture(mode="RGB", kind="JPEG")))).mode == "RGB"


@pytest.mark.parametrize("count", [1, 3, 6])
def test_a_document_with_logos_keeps_both_profiles_and_its_bytes(with_logos, count):
    names = [f"Instytucja {number}" for number in range(count)]
    digest, pdf = with_logos(*names)
    assert conformance.broken_rules(pdf.content) == []
    again, same = with_logos(*names)
    assert (again, same.content) == (digest, pdf.content)


def test_logos_have_their_words_and_no_transparency(with_logos):
    _, pdf = with_logos("Gmina Zmyślona", "Fundacja Niby")
    with pikepdf.open(BytesIO(pdf.content)) as file:
        figures = [
            str(one.get("/Alt"))
            for one in file.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == pikepdf.Name.Figure
        ]
        pictures = [
            one
            for one in file.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == pikepdf.Name.Image
        ]
        assert figures[:2] == ["Gmina Zmyślona", "Fundacja Niby"]
        assert len(pictures) == 2
        assert not any("/SMask" in one or one.get("/Interpolate", False) for one in pictures)
    words = PdfReader(BytesIO(pdf.content)).pages[0].extract_text()
    assert SUPPORT in " ".join(words.split())


def test_the_digest_covers_picture_and_name(with_logos):
    first, _ = with_logos("Gmina Zmyślona")
    other, _ = with_logos("Gmina Inna")
    none, _ = with_logos()
    assert len({first, other, none}) == 3
    red, blue = (Logo("A", printable(picture(colour=(*c, 255)))) for c in ((9, 0, 0), (0, 0, 9)))
    assert canonical(red) != canonical(blue)
