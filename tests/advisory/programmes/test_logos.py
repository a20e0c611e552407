"""The logos of a programme: adding, order, removing, who may, and where they are printed."""

import pytest
from django.core.exceptions import ValidationError

from advisory.programmes import logos
from advisory.programmes.letterhead import letterhead_of
from advisory.programmes.models import MOST_LOGOS, ProgrammeLogo
from mkus_portal.attachments import actions as attachments
from mkus_portal.attachments.apart import examine_apart
from mkus_portal.attachments.examining.refusing import Unfit
from mkus_portal.attachments.models import Attachment
from mkus_portal.documents.pictures import printable
from mkus_portal.verdict import Refused
from tests.cast import act_of
from tests.mkus_portal.attachments.conftest import examine_here
from tests.pictures import picture, upload


@pytest.fixture(autouse=True)
def examined_here(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setattr(attachments, "examine_apart", examine_here)


@pytest.fixture
def runs(programme_coordinator):
    return act_of(programme_coordinator)


def add(act, programme, institution, colour=(10, 20, 30, 255)):
    files = attachments.receive(act, logos.LOGO, [upload(content=picture(colour=colour))]).taken
    return logos.add_logo(act, programme, institution, files)


def row(programme):
    return [(one.institution, one.position) for one in programme.logos.all()]


def test_logos_stand_in_their_order_on_the_letterhead(runs, programme):
    programme.co_financing, programme.leader = "Ze środków funduszu.", "Fundacja"
    programme.save()
    first, second = (0, 99, 0, 255), (0, 0, 99, 128)
    add(runs, programme, "Gmina A", first)
    add(runs, programme, "Fundusz B", second)
    head = letterhead_of(programme, "Jednostka: Prusice", place="Prusice")
    assert [(one.name, one.image) for one in head.logos] == [
        ("Gmina A", printable(picture(colour=first))),
        ("Fundusz B", printable(picture(colour=second))),
    ]
    assert (head.support, head.lines) == (
        "Ze środków funduszu.",
        ("Fundacja", "Jednostka: Prusice"),
    )


def test_a_seventh_logo_is_refused(runs, programme):
    for number in range(MOST_LOGOS):
        add(runs, programme, f"Instytucja {number}")
    with pytest.raises(Refused, match="najwyżej tyle logotypów: 6"):
        add(runs, programme, "Siódma")
    assert len(letterhead_of(programme).logos) == MOST_LOGOS


def test_neighbours_change_places_and_the_ends_stay(runs, programme):
    first, _, last = (add(runs, programme, name) for name in "ABC")
    assert logos.move_logo(runs, first, 1)
    assert row(programme) == [("B", 1), ("A", 2), ("C", 3)]
    assert not logos.move_logo(runs, last, 1)
    assert not logos.move_logo(runs, ProgrammeLogo.objects.get(institution="B"), -1)
    assert row(programme) == [("B", 1), ("A", 2), ("C", 3)]


def test_a_removed_file_takes_its_logo_out_of_the_row(runs, programme):
    first, *_ = [add(runs, programme, name) for name in "ABC"]
    attachments.remove(runs, Attachment.objects.get(object_id=first.pk, kind=logos.LOGO))
    assert row(programme) == [("B", 1), ("C", 2)]


def test_a_new_file_keeps_the_place(runs, programme):
    first = add(runs, programme, "A")
    new = attachments.receive(runs, logos.LOGO, [upload(content=picture((500, 90)))], first).taken
    attachments.replace(runs, Attachment.objects.get(object_id=first.pk, kind=logos.LOGO), new[0])
    (printed,) = letterhead_of(programme).logos
    assert printed.image == printable(picture((500, 90)))


def test_a_file_that_waits_for_the_scanner_is_not_printed(runs, programme):
    logo = add(runs, programme, "A")
    Attachment.objects.filter(object_id=logo.pk).update(scan="waiting")
    assert letterhead_of(programme).logos == ()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "tylko: PNG, JPEG"),
        ("logo.png", picture((90, 40)), "za mały do druku"),
        ("logo.png", picture((6001, 10)), "obraz jest za duży"),
        ("logo.jpg", picture(mode="CMYK", kind="JPEG"), "CMYK"),
    ],
    ids=["svg", "small", "huge", "cmyk"],
)
def test_a_picture_that_cannot_be_printed_is_refused_beside_the_field(
    client_as, programme, programme_coordinator, name, content, reason
):
    page = client_as(programme_coordinator).post(
        f"/programy/{programme.pk}/loga/nowe/",
        {"institution": "Gmina Zmyślona", "picture": upload(name, content)},
    )
    assert page.status_code == 422
    assert reason in page.content.decode()
    assert "Gmina Zmyślona" in page.content.decode()
    assert not programme.logos.exists()


def test_a_picture_cut_off_is_refused_in_the_process_apart():
    assert examine_apart("logo.png", picture(), ("png",), printed=True) == "png"
    with pytest.raises(Unfit, match="uszkodzony"):
        examine_apart("logo.png", picture()[:300], ("png",), printed=True)


def test_a_logo_is_added_renamed_and_seen_on_the_page(client_as, programme, programme_coordinator):
    browser = client_as(programme_coordinator)
    sent = {"institution": "Gmina Zmyślona", "picture": upload()}
    browser.post(f"/programy/{programme.pk}/loga/nowe/", sent)
    logo = programme.logos.get()
    browser.post(f"/loga-programu/{logo.pk}/zmiana/", {"institution": "Gmina Nowa"})
    page = browser.get(f"/programy/{programme.pk}/loga/").content.decode()
    assert 'alt="Gmina Nowa"' in page
    assert "Dodaj pliki" not in page


def test_only_the_coordinator_of_the_programme_keeps_its_logos(
    runs, programme, adviser, profile, stranger
):
    logo = add(runs, programme, "A")
    for person in (adviser, stranger):
        act = act_of(person)
        with pytest.raises(Refused, match="Program prowadzi jego koordynator"):
            logos.name_logo(act, logo, "B")
        with pytest.raises(Refused, match="Program prowadzi jego koordynator"):
            logos.move_logo(act, logo, 1)
    assert not ProgrammeLogo.objects.visible_to(act_of(stranger)).exists()


def test_a_logo_says_whose_it_is(runs, programme):
    logo = add(runs, programme, "A")
    with pytest.raises(ValidationError, match="To pole"):
        logos.name_logo(runs, logo, "")
