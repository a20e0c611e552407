"""The note: what it says, its profiles, its bytes, its readers."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from advisory.consultations import actions
from advisory.consultations.documents import build_note
from advisory.consultations.models import Consultation
from mkus_portal.act import Act
from mkus_portal.documents import actions as documents
from mkus_portal.documents import seal
from mkus_portal.documents.digest import canonical
from mkus_portal.documents.models import Document
from mkus_portal.documents.permissions import documents_of
from tests.advisory.factories import log, step
from tests.cast import act_of
from tests.clock import NOW


@pytest.fixture(autouse=True)
def portal_folders(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.SEAL_KEY_FILE = tmp_path / "seal.pem"
    settings.SITE_URL = "https://portal.example"
    seal._key.cache_clear()


def built(document):
    return documents.build(Act.system(NOW), document.pk, lambda: NOW + timedelta(seconds=3))


def pdf_text(document):
    reader = PdfReader(BytesIO(documents.read_file(document)))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_the_note_says_what_was_agreed(agreed):
    note = build_note(agreed, NOW)
    assert dict(note.facts) == {
        "Jednostka": "Prusice",
        "Doradca": "Daria Doradczyni, Centrum Wsparcia",
        "Kiedy": "piątek, 20.11.2026\u00a0r., godz.\u00a009:00 (wizyta, 2,5 h)",
        "Uczestnicy": "3 osoby z urzędu, 2 osoby z organizacji",
    }
    assert [(one.sentence, one.whose, one.due) for one in note.steps] == [
        ("Przygotować projekt standardu", "urząd", "bez terminu"),
        ("Wysłać wzór umowy", "doradca", "bez terminu"),
    ]
    assert note.agreed == "24.11.2026\u00a0r., godz.\u00a010:00, Pracownik merytoryczny, Prusice"
    assert note.letterhead.name == "Program wsparcia"


def test_the_note_names_no_person_of_the_office(agreed, clerk):
    assert clerk.full_name not in repr(build_note(agreed, NOW))


def test_finishing_a_step_does_not_change_the_note(clerk_act, agreed):
    before = canonical(build_note(agreed, NOW))
    actions.finish_step(clerk_act, agreed.steps.get(whose="office"))
    again = Consultation.objects.get(pk=agreed.pk)
    assert canonical(build_note(again, NOW + timedelta(days=9))) == before


def test_the_file_is_accessible_archival_and_the_same_twice(clerk_act, adviser_act, unit, profile):
    steps = [step("Zebrać dane <b>o kosztach</b>", date(2026, 12, 1))]
    findings = "Zażółć gęślą jaźń 😀\n\nDrugi akapit." + " Długie zdanie o ustaleniach." * 300
    entry = log(adviser_act, unit, profile, steps, findings=findings)
    actions.send_consultation(adviser_act, entry)
    actions.agree_consultation(clerk_act, entry)
    document = built(Document.objects.get())
    assert document.is_done, document.error
    assert document.pages >= 2
    text = pdf_text(document)
    for words in (
        "Notatka z konsultacji",
        "Zażółć gęślą jaźń",
        "Drugi akapit.",
        "Zebrać dane <b>o kosztach</b>",
        "1.12.2026",
        "Uzgodniono w portalu:",
    ):
        assert words in text, words
    again = Document.objects.get()
    assert documents.compose(again)[1].content == documents.read_file(again)


def test_an_empty_list_of_steps_says_so(clerk_act, adviser_act, unit, profile):
    entry = log(adviser_act, unit, profile, started_at=None, people_office=0, people_ngo=0)
    actions.send_consultation(adviser_act, entry)
    actions.agree_consultation(clerk_act, entry)
    assert build_note(entry, NOW).facts[-1] == ("Uczestnicy", "nie podano")
    text = pdf_text(built(Document.objects.get()))
    assert "Nie zapisano następnych kroków." in text


READERS = ["adviser", "programme_coordinator", "operator", "clerk", "executive"]
OTHERS = ["neighbour_clerk", "rival_admin", "stranger", "resident"]


@pytest.mark.parametrize("who", READERS + OTHERS)
def test_the_note_is_for_those_who_read_the_entry(client_as, request, agreed, who):
    person = request.getfixturevalue(who)
    document = built(Document.objects.get())
    code = 200 if who in READERS else 404
    browser = client_as(person)
    assert browser.get(f"/dokumenty/{document.pk}/").status_code == code
    assert browser.get(f"/dokumenty/{document.pk}/plik/").status_code == code
    assert len(documents_of(act_of(person), agreed)) == (1 if who in READERS else 0)


def test_another_adviser_finds_no_note(client_as, other_profile, agreed):
    document = Document.objects.get()
    assert client_as(other_profile.user).get(f"/dokumenty/{document.pk}/").status_code == 404
