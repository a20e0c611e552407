"""The document's page, its file and the public check, each for everybody who may come."""

import hashlib

import pytest
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.urls import reverse

from mkus_portal.documents import lease, registry
from mkus_portal.documents.registry import DocumentKind
from mkus_portal.workflow.verdict import ALLOWED, refused
from tests.mkus_portal.documents.conftest import content_of, later


def page_of(document):
    return reverse("document-detail", args=[document.pk])


def file_of(document):
    return reverse("document-file", args=[document.pk])


def check_page(typed=""):
    return f"{reverse('check')}?skrot={typed}"


def with_permission(kind, may_read):
    registry.register(
        DocumentKind(kind.code, kind.label, kind.template, content_of, may_read, kind.version)
    )


def test_owner_sees_the_finished_document(client, clerk, done):
    client.force_login(clerk)
    text = client.get(page_of(done)).content.decode()
    assert done.number in text
    assert done.content_digest_in_fours in text
    assert file_of(done) in text
    assert "hx-get" not in text


def test_waiting_document_asks_again_by_itself_and_by_a_link(client, clerk, waiting):
    client.force_login(clerk)
    text = client.get(page_of(waiting)).content.decode()
    assert 'hx-trigger="every 1s"' in text
    assert f'href="{page_of(waiting)}"' in text
    assert file_of(waiting) not in text
    assert client.get(file_of(waiting)).status_code == 404


def test_htmx_gets_nothing_until_something_moved(client, clerk, waiting):
    client.force_login(clerk)
    seen = {"widziano": waiting.progress}
    htmx = {"HX-Request": "true"}
    assert client.get(page_of(waiting), seen, headers=htmx).status_code == 204
    lease.take(waiting.pk, later())
    moved = client.get(page_of(waiting), seen, headers=htmx)
    assert moved.status_code == 200
    assert "Dokument powstaje" in moved.content.decode()
    assert "<html" not in moved.content.decode()


def test_failed_document_says_why(client, clerk, waiting):
    lease.fail(lease.take(waiting.pk, later()), "Brak kwoty dotacji.")
    client.force_login(clerk)
    assert "Brak kwoty dotacji." in client.get(page_of(waiting)).content.decode()


def test_file_comes_whole_with_its_name_and_digest(client, clerk, done):
    client.force_login(clerk)
    answer = client.get(file_of(done))
    assert hashlib.sha256(answer.content).hexdigest() == done.file_digest
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == (
        f'attachment; filename="ogloszenie-o-konkursie-d-2026-{done.pk:06d}.pdf"'
    )
    again = client.get(file_of(done), headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("address", [page_of, file_of])
def test_neighbour_and_visitor_find_nothing(client, neighbour, done, address):
    assert client.get(address(done)).status_code == 404
    client.force_login(neighbour)
    assert client.get(address(done)).status_code == 404


def test_the_one_who_asked_but_may_no_longer_read_learns_why(client, clerk, kind, done):
    with_permission(kind, lambda act, obj: refused("Oferty są zamknięte do terminu."))
    client.force_login(clerk)
    answer = client.get(file_of(done))
    assert answer.status_code == 403
    assert "Oferty są zamknięte do terminu." in answer.content.decode()


def test_a_public_kind_is_open_to_everybody(client, kind, done):
    with_permission(kind, lambda act, obj: ALLOWED)
    assert client.get(file_of(done)).status_code == 200


def test_a_damaged_file_is_not_given_out(client, clerk, done, caplog):
    with default_storage.open(done.file.name, "wb") as file:
        file.write(b"%PDF-1.7 inny")
    client.force_login(clerk)
    answer = client.get(file_of(done))
    assert answer.status_code == 500
    assert "nie zgadza się ze swoją pieczęcią" in answer.content.decode()
    assert "uszkodzony" in caplog.text


def test_a_lost_file_is_not_given_out(client, clerk, done, caplog):
    default_storage.delete(done.file.name)
    client.force_login(clerk)
    assert client.get(file_of(done)).status_code == 500
    assert "uszkodzony" in caplog.text


def test_unknown_document_and_other_method(client, clerk, done):
    client.force_login(clerk)
    assert client.get(reverse("document-detail", args=[10**6])).status_code == 404
    assert client.post(page_of(done)).status_code == 405


def test_visitor_checks_both_digests_and_learns_nothing_private(client, done):
    for digest in (done.content_digest, done.file_digest, done.content_digest_in_fours):
        text = client.get(reverse("check"), {"skrot": digest}).content.decode()
        assert "Dokument jest prawdziwy" in text
        assert done.number in text
        assert "Gmina Prusice" not in text
        assert done.title not in text


@pytest.mark.django_db
def test_visitor_reads_what_is_wrong_with_a_digest(client):
    assert "Nie znaleźliśmy" in client.get(check_page("0" * 64)).content.decode()
    assert "To nie jest cały skrót" in client.get(check_page("0123")).content.decode()
    empty = client.get(check_page()).content.decode()
    assert "prawdziwy" not in empty
    assert 'name="skrot"' in empty


def test_check_costs_one_query(client, done, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(check_page(done.content_digest))


def test_component_lists_done_and_waiting_documents(done):
    text = render_to_string("components/documents.html", {"documents": [done]})
    assert file_of(done) in text
    done.state = "waiting"
    assert "czeka w kolejce" in render_to_string("components/documents.html", {"documents": [done]})
    assert "Nie ma jeszcze" in render_to_string("components/documents.html", {"documents": []})
