"""The note, the month and the event as DOCX: the figures and the readers of their PDFs."""

from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from advisory.consultations.documents import build_note
from advisory.events.actions import count_people
from advisory.events.models import Event
from advisory.reports.documents import month_of
from tests.advisory import factories
from tests.advisory.events.factories import held
from tests.clock import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def texts(response):
    document = Document(BytesIO(response.content))
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    return cells | {one.text for one in document.paragraphs}


def taken(client, url):
    """The text, the same twice."""
    answer = client.get(url)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].endswith('.docx"')
    assert client.get(url).content == answer.content
    return texts(answer)


def test_the_note(client_as, clerk, neighbour_clerk, agreed):
    url = reverse("consultation-word", args=(agreed.pk,))
    said = taken(client_as(clerk), url)
    note = build_note(agreed, NOW)
    assert {"Notatka z konsultacji", "Ustalenia", note.subject, note.findings} <= said
    assert {one.sentence for one in note.steps} <= said
    assert {f"{term}: {value}" for term, value in note.facts} <= said
    assert f"Uzgodniono w portalu: {note.agreed}." in said
    assert client_as(neighbour_clerk).get(url).status_code == 404
    assert url in client_as(clerk).get(agreed.get_absolute_url()).content.decode()


def test_no_note_before_the_unit_has_agreed(client_as, clerk, sent):
    answer = client_as(clerk).get(reverse("consultation-word", args=(sent.pk,)))
    assert answer.status_code == 403
    assert "gdy urząd uzgodni" in answer.content.decode()


def test_the_month(client_as, adviser, other_profile, adviser_act, unit, profile):
    factories.log(adviser_act, unit, profile, subject="Łączenie zadań")
    url = reverse("adviser-month-word", args=(profile.pk,))
    said = taken(client_as(adviser), f"{url}?miesiac=2026-11")
    month = month_of(profile, NOW.date().replace(day=1))
    for row in (*month.units, month.total):
        assert {row.unit, row.hours, str(row.meetings)} <= said
    for one in month.rows:
        assert {one.held, one.subject, one.state, one.people} <= said
    assert any("(koordynator programu)" in one for one in said)
    assert client_as(other_profile.user).get(url).status_code == 404
    assert client_as(adviser).get(f"{url}?miesiac=2026-01").status_code == 403
    assert client_as(adviser).get(f"{url}?miesiac=luty").status_code == 404
    page = client_as(adviser).get(reverse("adviser-month", args=(profile.pk,))).content.decode()
    assert f"{url}?miesiac=2026-11" in page


def test_the_event(client_as, programme, programme_coordinator, clerk, unit, profile):
    event = held(programme, [unit], title="Szkolenie")
    row = Event.objects.get(pk=event.pk)
    count_people(factories.running(programme), row, people_office=4, people_ngo=3)
    url = reverse("event-word", args=(event.pk,))
    said = taken(client_as(programme_coordinator), url)
    assert {"Sprawozdanie z wydarzenia", "Szkolenie", "Osoby według sektora", "7"} <= said
    assert f"Jednostki: {unit.name}" in said
    assert client_as(clerk).get(url).status_code == 403
    page = client_as(programme_coordinator).get(event.get_absolute_url()).content.decode()
    assert url in page
