"""Taking, adding, replacing and removing a file on the pages; the field in a form of a room."""

import pytest
from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from mkus_portal.act import Scope
from mkus_portal.attachments import actions
from mkus_portal.attachments.forms import AttachmentsField
from mkus_portal.attachments.models import Attachment
from mkus_portal.attachments.permissions import files_of
from mkus_portal.workflow.verdict import ALLOWED, refused
from tests.mkus_portal.attachments import samples
from tests.mkus_portal.attachments.conftest import NAME, PDF, upload

pytestmark = pytest.mark.django_db


def file_of(row):
    return reverse("attachment-file", args=(row.pk,))


def add_to(office, kind=NAME):
    return reverse("attachment-add", args=(kind, office.pk))


def text(answer):
    return answer.content.decode().replace("\u00a0", " ")


@pytest.fixture
def browser(client_as, clerk, office):
    return client_as(clerk, ("clerk", Scope("office", office.pk)))


@pytest.fixture
def mayor(client_as, executive, office):
    return client_as(executive, ("executive", Scope("office", office.pk)))


@pytest.fixture
def stranger(client_as, neighbour_clerk, neighbour):
    return client_as(neighbour_clerk, ("clerk", Scope("office", neighbour.pk)))


# --- taking -------------------------------------------------------------------------------


def test_the_file_comes_whole_to_be_saved_and_never_shown(attached, mayor):
    row = attached("Umowa „zażółć”.pdf")
    answer = mayor.get(file_of(row))
    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''Umowa%20")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, no-store"


def test_the_type_sent_is_the_one_that_was_found(attached, mayor):
    row = attached("dane.csv", samples.CSV)
    assert mayor.get(file_of(row))["Content-Type"] == "text/plain"


def test_strangers_and_visitors_find_nothing(attached, stranger, visitor):
    row = attached()
    for page in ("attachment-file", "attachment-replace", "attachment-remove"):
        url = reverse(page, args=(row.pk,))
        assert stranger.get(url).status_code == 404
        assert stranger.post(url).status_code in {404, 405}
    assert visitor.get(file_of(row)).status_code == 404
    assert Attachment.objects.get().is_kept


def test_its_office_learns_why_a_file_is_closed(attached, register_kind, mayor):
    row = attached()
    register_kind(may_see=lambda act, office: refused("Oferty są zamknięte do terminu."))
    answer = mayor.get(file_of(row))
    assert answer.status_code == 403
    assert "Oferty są zamknięte do terminu." in text(answer)


def test_a_file_of_nothing_is_nobodys(received, browser):
    assert browser.get(file_of(received())).status_code == 404


def test_a_removed_file_is_not_found(attached, act, mayor):
    row = attached()
    actions.remove(act, row)
    assert mayor.get(file_of(row)).status_code == 404


@pytest.mark.logs
@pytest.mark.usefixtures("away", "bells")
def test_a_file_in_quarantine_is_its_senders_alone(attached, browser, mayor):
    row = attached()
    assert browser.get(file_of(row)).status_code == 200
    answer = mayor.get(file_of(row))
    assert answer.status_code == 403
    assert "czeka na sprawdzenie programem antywirusowym" in text(answer)


def test_a_damaged_file_is_not_given_out(attached, browser, caplog):
    row = attached()
    with default_storage.open(row.file.name, "wb") as file:
        file.write(b"inny")
    answer = browser.get(file_of(row))
    assert answer.status_code == 500
    assert "nie zgadza się ze swoim skrótem" in text(answer)
    assert "uszkodzony" in caplog.text


# --- adding -------------------------------------------------------------------------------


def test_files_are_added_and_the_way_leads_back(browser, kind, office):
    page = text(browser.get(add_to(office)))
    assert "Każdy do 20 MB. Formaty: PDF," in page
    assert 'enctype="multipart/form-data"' in page
    assert 'accept=".pdf,.png' in page
    answer = browser.post(add_to(office), {"files": [upload("a.pdf"), upload("b.pdf")]})
    assert (answer.status_code, answer["Location"]) == (302, "/strona-prusice/")
    assert Attachment.objects.filter(object_id=office.pk).count() == 2


def test_the_good_file_is_added_and_the_bad_one_has_its_sentence(browser, kind, office):
    files = [upload("dobry.pdf"), upload("zly.pdf", samples.PNG), upload("pusty.pdf", b"")]
    answer = browser.post(add_to(office), {"files": files})
    assert answer.status_code == 422
    page = text(answer)
    assert "„zly.pdf” – rozszerzenie .pdf nie zgadza się z zawartością: to PNG." in page
    assert "„pusty.pdf” – plik jest pusty." in page
    assert "Dodane: dobry.pdf." in page
    assert list(Attachment.objects.current().values_list("object_id", flat=True)) == [office.pk]
    assert "files-kept" not in page


def test_no_file_at_all_is_a_sentence(browser, kind, office):
    answer = browser.post(add_to(office))
    assert answer.status_code == 422
    assert "Wybierz plik." in text(answer)


def test_too_many_for_the_object_stay_received(browser, register_kind, attached, office):
    register_kind(max_count=1)
    attached("a.pdf")
    answer = browser.post(add_to(office), {"files": [upload("b.pdf")]})
    assert answer.status_code == 422
    assert "jest już: 1" in text(answer)
    waiting = Attachment.objects.parked().get()
    assert f'name="files-przyjete" value="{waiting.pk}" checked' in text(answer)


def test_who_may_not_add_reads_why_and_adds_nothing(mayor, stranger, visitor, kind, office):
    for method in ("get", "post"):
        answer = getattr(mayor, method)(add_to(office), {"files": []})
        assert answer.status_code == 403
        assert "Pliki dodaje pracownik merytoryczny." in text(answer)
    assert stranger.post(add_to(office), {"files": [upload()]}).status_code == 404
    assert visitor.get(add_to(office))["Location"].startswith(reverse("account_login"))
    assert Attachment.objects.count() == 0


def test_a_kind_or_an_object_that_is_not_there(browser, kind, office):
    assert browser.get(add_to(office, "nieznany")).status_code == 404
    assert browser.get(reverse("attachment-add", args=(NAME, 10**6))).status_code == 404


# --- replacing and removing ---------------------------------------------------------------


def test_a_file_is_replaced_by_one(browser, attached, office):
    old = attached("stara.pdf")
    url = reverse("attachment-replace", args=(old.pk,))
    page = text(browser.get(url))
    assert "stara.pdf" in page
    assert " multiple" not in page
    two = browser.post(url, {"files": [upload("a.pdf"), upload("b.pdf")]})
    assert two.status_code == 422
    assert "Można dołączyć najwyżej tyle plików: 1." in text(two)
    assert browser.post(url, {"files": [upload("nowa.pdf")]}).status_code == 302
    new = Attachment.objects.get(replaces=old)
    assert (new.name, new.object_id) == ("nowa.pdf", office.pk)
    again = browser.get(url)
    assert again.status_code == 403
    assert "zastąpiono już nowszym" in text(again)


def test_removing_asks_first(browser, mayor, attached):
    row = attached()
    url = reverse("attachment-remove", args=(row.pk,))
    page = text(browser.get(url))
    assert "Czy usunąć ten plik?" in page
    assert "Zostanie wpis" in page
    assert Attachment.objects.get().is_kept
    assert mayor.get(url).status_code == mayor.post(url).status_code == 403
    answer = browser.post(url)
    assert (answer.status_code, answer["Location"]) == (302, "/strona-prusice/")
    assert not Attachment.objects.get().is_kept


# --- the list -----------------------------------------------------------------------------


def listed(act, office):
    files = files_of(act, NAME, [office])[office.pk]
    return render_to_string("components/_attachments.html", {"files": files}).replace("\u00a0", " ")


def test_the_list_says_what_who_and_when(act, attached, office):
    row = attached()
    page = listed(act, office)
    assert file_of(row) in page
    said = f"PDF, {row.size_text}, dodano 24.11.2026 r., godz. 10:00, Klara Merytoryczna"
    assert said.replace("\u00a0", " ") in page
    assert "nieskanowany" in page
    for name in ("attachment-replace", "attachment-remove"):
        assert reverse(name, args=(row.pk,)) in page
    assert add_to(office) in page


def test_who_may_not_add_sees_a_button_that_is_off(attached, office, executive, act_of):
    attached()
    page = listed(act_of(executive), office)
    assert 'aria-disabled="true"' in page
    assert "Pliki dodaje pracownik merytoryczny." in page
    assert "Usuń" not in page


def test_the_list_remembers_what_is_gone(act, attached, received, office):
    attached("pomylka.pdf")
    actions.replace(act, Attachment.objects.get(), received("lepsza.pdf"))
    actions.remove(act, attached("zbedna.pdf"))
    page = listed(act, office)
    assert "Poprzednie pliki (2)" in page
    past = page.split("<details")[1]
    assert "pomylka.pdf" in past
    assert "zastąpiony nowszym" in past
    assert "usunięto 24.11.2026 r., godz. 10:00, Klara Merytoryczna" in past


def test_a_stranger_gets_no_list(act_of, neighbour_clerk, attached, office):
    attached()
    assert listed(act_of(neighbour_clerk), office).strip() == ""


def test_a_file_that_cannot_be_removed_says_why(act, register_kind, attached, office):
    register_kind(may_remove=lambda act, obj, left: ALLOWED if left else refused("Musi zostać."))
    attached()
    page = listed(act, office)
    assert "Musi zostać." in page
    assert "attachment-remove" not in page


# --- the field ----------------------------------------------------------------------------


class Sample(forms.Form):
    title = forms.CharField()
    files = AttachmentsField(NAME, label="Pliki", required=False)


def sent(act, uploads=(), kept=(), title=""):
    data = MultiValueDict({"title": [title], "files-przyjete": [str(one) for one in kept]})
    form = Sample(data, MultiValueDict({"files": list(uploads)}))
    form.fields["files"].take_in(act, form, "files", None)
    return form


def test_a_mistake_elsewhere_loses_no_file(act, kind):
    form = sent(act, [upload("a.pdf")])
    assert not form.is_valid()
    (row,) = Attachment.objects.parked()
    assert f'value="{row.pk}" checked' in str(form["files"])
    again = sent(act, [upload("b.pdf")], [row.pk], title="x")
    assert again.is_valid()
    assert [one.name for one in again.cleaned_data["files"]] == ["a.pdf", "b.pdf"]


def test_a_file_left_out_is_not_attached(act, received):
    received()
    assert sent(act, title="x").is_valid()
    assert sent(act, title="x").fields["files"].waiting == []


@pytest.mark.parametrize("kept", ["9" * 30, "²", "-1", "abc", "999999"])
def test_nonsense_for_a_received_file_takes_nothing(act, kind, kept):
    form = sent(act, kept=[kept], title="x")
    assert form.is_valid() == (kept != "999999")
    assert form.fields["files"].waiting == []


def test_somebody_elses_received_file_cannot_be_taken(received, executive, act_of):
    form = sent(act_of(executive), kept=[received().pk], title="x")
    assert "Wybierz go jeszcze raz." in form.errors["files"][0]


def test_a_refused_file_has_its_sentence_beside_the_field(act, kind):
    form = sent(act, [upload("a.exe", samples.PROGRAM)], title="x")
    assert "„a.exe” – portal nie przyjmuje tu plików .exe" in form.errors["files"][0]


def test_a_form_on_a_page_that_receives_nothing_is_a_mistake(kind):
    form = Sample(MultiValueDict(), MultiValueDict({"files": [upload()]}))
    with pytest.raises(ImproperlyConfigured, match="FileIntake"):
        form.is_valid()
