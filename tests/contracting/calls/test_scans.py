"""A publication proved by a scan: who sees it, that nothing typed or chosen is lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from contracting.calls import actions
from contracting.calls.models import Publication
from contracting.calls.scans import SCAN
from mkus_portal.attachments import actions as attachments
from mkus_portal.attachments.models import Attachment
from mkus_portal.versions import Overtaken
from mkus_portal.workflow.engine import MoveRefused
from tests.contracting.calls.factories import (
    AT,
    make_approved_call,
    make_office,
    make_published_call,
    member_act,
    publish,
)
from tests.mkus_portal.attachments import samples

pytestmark = pytest.mark.django_db
ONLY_PROOF = "To jedyny dowód tej publikacji"


def photo(name="tablica.jpg"):
    return SimpleUploadedFile(name, samples.JPEG)


def fields(**changes):
    return {
        "place": "board",
        "published_at": "2026-11-02T10:00:00",
        "url": "",
        "evidence": "",
        "author": "Ewa Pisząca",
        "responsible": "Jan",
        **changes,
    }


def text(answer):
    return answer.content.decode().replace("\u00a0", " ")


@pytest.fixture(autouse=True)
def files_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.CLAMD = None


@pytest.fixture
def call(office):
    return make_approved_call(office)


@pytest.fixture
def url(call):
    return reverse("office-publication-create", args=(call.pk,))


@pytest.fixture
def scanned(call, clerk):
    """A publication whose only proof is a scan."""
    taken = attachments.receive(clerk, SCAN.name, [photo()]).taken
    return actions.record_publication(
        clerk, call, "board", AT, author="Ewa", responsible="Jan", scans=taken
    )


def test_a_scan_alone_proves_a_publication(client_of, clerk, call, url):
    browser = client_of(clerk)
    assert "Skan albo zdjęcie potwierdzenia" in text(browser.get(url))
    assert browser.post(url, fields(scans=[photo()])).status_code == 302
    publication = Publication.objects.get()
    assert publication.has_scan
    assert Attachment.objects.get().obj == publication
    page = text(browser.get(reverse("office-call-detail", args=(call.pk,))))
    assert "Skan przechowuje urząd." in page
    assert "tablica.jpg" in page
    assert ONLY_PROOF in page


def test_a_publication_without_any_proof_is_refused(client_of, clerk, url):
    answer = client_of(clerk).post(url, fields())
    assert answer.status_code == 422
    assert "Podaj adres strony, opisz potwierdzenie albo dołącz skan." in text(answer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.bulk_create([Publication(call_id=1, published_at=AT, entered_at=AT)])


def test_a_refused_scan_stands_beside_its_field_and_the_rest_is_kept(client_of, clerk, url):
    scans = [photo(), SimpleUploadedFile("pismo.docx", samples.docx())]
    browser = client_of(clerk)
    answer = browser.post(url, fields(scans=scans))
    page = text(answer)
    assert answer.status_code == 422
    assert "„pismo.docx” – portal nie przyjmuje tu plików .docx, tylko: PDF, PNG" in page
    assert "Podaj adres strony" not in page
    assert 'value="Ewa Pisząca"' in page
    assert "tablica.jpg" in page
    kept = Attachment.objects.get()
    again = browser.post(url, fields(**{"scans-przyjete": [str(kept.pk)]}))
    assert again.status_code == 302
    assert Attachment.objects.get().obj == Publication.objects.get()


def test_a_mistake_elsewhere_loses_no_scan(client_of, clerk, url):
    answer = client_of(clerk).post(url, fields(scans=[photo()], author=""))
    assert answer.status_code == 422
    assert f'value="{Attachment.objects.get().pk}" checked' in text(answer)


def test_a_refused_publication_attaches_nothing(client_of, clerk, call, url):
    publish(call, "board")
    answer = client_of(clerk).post(url, fields(scans=[photo()]))
    assert answer.status_code == 422
    assert "Publikacja w tym miejscu jest już wpisana." in text(answer)
    assert Attachment.objects.parked().count() == 1


def test_the_only_proof_is_replaced_but_not_removed(scanned, clerk):
    row = Attachment.objects.get()
    with pytest.raises(MoveRefused, match=ONLY_PROOF):
        attachments.remove(clerk, row)
    (better,) = attachments.receive(clerk, SCAN.name, [photo("lepsze.jpg")], scanned).taken
    attachments.replace(clerk, row, better)
    assert Attachment.objects.current().get().name == "lepsze.jpg"


def test_a_scan_beside_an_address_may_be_removed(office, clerk):
    make_published_call(office)
    publication = Publication.objects.first()
    taken = attachments.receive(clerk, SCAN.name, [photo()], publication).taken
    attachments.attach(clerk, publication, taken)
    attachments.remove(clerk, Attachment.objects.get())
    assert Attachment.objects.current().count() == 0


def test_the_office_alone_sees_its_scans(scanned, client_of, mayor, clerk):
    row = Attachment.objects.get()
    url = reverse("attachment-file", args=(row.pk,))
    assert client_of(mayor).get(url).status_code == 200
    for stranger in (member_act(make_office()), None):
        assert client_of(stranger).get(url).status_code == 404
    remove = client_of(mayor).get(reverse("attachment-remove", args=(row.pk,)))
    assert remove.status_code == 403
    assert "Publikacje wpisuje koordynator" in text(remove)


def test_the_public_page_says_where_the_scan_is_and_shows_none(scanned, client_of, call):
    publish(call, "bip", "website")
    page = text(client_of().get(reverse("call-detail", args=(call.pk,))))
    assert "Skan przechowuje urząd." in page
    assert "tablica.jpg" not in page


def test_scans_of_three_publications_cost_what_one_costs(office, clerk, client_of, count_queries):
    call = make_published_call(office)
    browser = client_of(clerk)

    def add_to(publication):
        taken = attachments.receive(clerk, SCAN.name, [photo()], publication).taken
        attachments.attach(clerk, publication, taken)

    publications = list(call.publications.all())
    detail = reverse("office-call-detail", args=(call.pk,))
    add_to(publications[0])
    browser.get(detail)
    one = count_queries(lambda: browser.get(detail))
    for publication in publications[1:]:
        add_to(publication)
    assert count_queries(lambda: browser.get(detail)) == one


def test_a_scan_given_to_another_publication_records_nothing(scanned, call, clerk):
    with pytest.raises(Overtaken), transaction.atomic():
        actions.record_publication(
            clerk,
            call,
            "bip",
            AT,
            author="Ewa",
            responsible="Jan",
            scans=[Attachment.objects.get()],
        )
    assert Publication.objects.count() == 1
