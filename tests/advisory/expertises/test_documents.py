"""The document: what it says, its profiles, its bytes, its readers; the text."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document as DocxDocument
from pypdf import PdfReader

from advisory.expertises import actions
from advisory.expertises.documents import build_expertise
from mkus_portal.act import Act
from mkus_portal.attachments import actions as attachments
from mkus_portal.attachments.models import Attachment
from mkus_portal.documents import actions as documents
from mkus_portal.documents import seal
from mkus_portal.documents.digest import canonical
from mkus_portal.documents.models import Document
from mkus_portal.verdict import Refused
from tests.advisory.expertises.factories import answer, fresh
from tests.clock import NOW
from tests.mkus_portal.attachments import samples


@pytest.fixture(autouse=True)
def portal_folders(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.SEAL_KEY_FILE = tmp_path / "seal.pem"
    settings.SITE_URL = "https://portal.example"
    seal._key.cache_clear()


def add_file(act, expertise, kind="expertise-file", name="obliczenia.jpg"):
    upload = SimpleUploadedFile(name, samples.JPEG)
    taken = attachments.receive(act, kind, [upload], expertise).taken
    attachments.attach(act, expertise, taken)


def built(document):
    return documents.build(Act.system(NOW), document.pk, lambda: NOW + timedelta(seconds=3))


def pdf_text(document):
    reader = PdfReader(BytesIO(documents.read_file(document)))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_the_document_says_who_asked_what_and_who_answered(accepted):
    content = build_expertise(accepted, NOW)
    assert dict(content.facts) == {
        "Zamawiający": "Urząd: Gmina Prusice",
        "Jednostka": "Prusice",
        "Autor": "Ewelina Ekspertka, Instytut Badań",
        "Zamówiono": "24.11.2026\u00a0r.",
        "Oddano": "24.11.2026\u00a0r.",
        "Przyjęto": "24.11.2026\u00a0r.",
    }
    assert content.kind == "Ekspertyza: badanie efektywności ekonomicznej i społecznej"
    assert [(one.number, one.question, one.answer) for one in content.answers] == [
        (1, "Czy zmiana formy się opłaca?", "Tak, po dwóch latach. 1"),
        (2, "Jakie są skutki społeczne?", "Tak, po dwóch latach. 2"),
    ]
    assert content.watermark == ""


def test_no_person_of_the_office_is_named(accepted, clerk):
    assert clerk.full_name not in repr(build_expertise(accepted, NOW))


def test_an_accepted_one_gives_the_same_at_any_instant(accepted):
    before = canonical(build_expertise(accepted, NOW))
    assert canonical(build_expertise(fresh(accepted), NOW + timedelta(days=40))) == before


def test_the_file_is_accessible_archival_and_the_same_twice(runs, expert_act, assigned):
    made = answer(assigned, "Zażółć <b>gęślą</b> jaźń.\n\nDrugi akapit. " + "Zdanie. " * 600)
    add_file(expert_act, made)
    actions.deliver_expertise(expert_act, made)
    actions.accept_expertise(runs, fresh(made))
    document = built(Document.objects.get())
    assert document.is_done, document.error
    assert document.pages >= 2
    text = pdf_text(document)
    for words in ("Zażółć <b>gęślą</b> jaźń.", "Drugi akapit.", "obliczenia.jpg", "Autor"):
        assert words in text, words
    digest = Attachment.objects.get().digest
    assert digest in text.replace(" ", "")
    again = Document.objects.get()
    assert documents.compose(again)[1].content == documents.read_file(again)


def test_files_freeze_with_the_acceptance(runs, expert_act, delivered):
    with pytest.raises(Refused):
        add_file(expert_act, delivered)
    actions.accept_expertise(runs, fresh(delivered))
    with pytest.raises(Refused, match="przyjęta"):
        add_file(expert_act, fresh(delivered))


def test_the_client_gives_papers_that_the_expert_reads(
    client_as, clerk_act, adviser_act, runs, assigned, expert, other_expert
):
    add_file(clerk_act, assigned, "expertise-material", "dane.jpg")
    with pytest.raises(Refused, match="strona, która zamówiła"):
        add_file(adviser_act, assigned, "expertise-material")
    page = f"/ekspertyzy/{assigned.pk}/"
    assert "dane.jpg" in client_as(expert.user).get(page).content.decode()
    url = f"/zalaczniki/{Attachment.objects.get().pk}/plik/"
    browser = client_as(expert.user)
    code = browser.get(url).status_code
    assert code == 200
    assert client_as(other_expert.user).get(url).status_code == 404


def test_the_text_is_for_readers_from_the_delivery_on(
    client_as, clerk, neighbour_clerk, expert_act, assigned
):
    url = f"/ekspertyzy/{assigned.pk}/ekspertyza.docx"
    assert client_as(clerk).get(url).status_code == 403
    actions.deliver_expertise(expert_act, answer(assigned))
    answered = client_as(clerk).get(url)
    assert answered.status_code == 200
    assert "ekspertyza-swietlica" in answered["Content-Disposition"]
    said = "\n".join(one.text for one in DocxDocument(BytesIO(answered.content)).paragraphs)
    assert "1. Czy zmiana formy się opłaca?" in said
    assert "Tak, po dwóch latach. 2" in said
    assert "czeka na przyjęcie" in said
    assert client_as(neighbour_clerk).get(url).status_code == 404


READERS = ["clerk", "executive", "adviser", "programme_coordinator", "operator"]
OTHERS = ["neighbour_clerk", "ngo_admin", "rival_admin", "stranger", "resident"]


@pytest.mark.parametrize("who", READERS + OTHERS)
def test_the_document_is_for_readers_of_the_expertise(client_as, request, accepted, who):
    document = built(Document.objects.get())
    person = request.getfixturevalue(who)
    code = 200 if who in READERS else 404
    assert client_as(person).get(f"/dokumenty/{document.pk}/plik/").status_code == code


def test_neither_another_adviser_nor_another_expert_finds_it(
    client_as, other_profile, other_expert, expert, accepted
):
    url = f"/dokumenty/{built(Document.objects.get()).pk}/plik/"
    assert client_as(expert.user).get(url).status_code == 200
    for person in (other_profile.user, other_expert.user):
        assert client_as(person).get(url).status_code == 404
