"""Materials of an event: for its units and advisers, and by their own link for who registered."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from advisory.events import actions
from advisory.events.files import MATERIAL, given
from mkus_portal.act import Act
from mkus_portal.attachments import actions as attachments
from mkus_portal.attachments.actions import attach, receive, remove
from tests.advisory.events.factories import announced, person, plan
from tests.advisory.factories import running
from tests.cast import act_of
from tests.clock import NOW
from tests.conftest import office_scope
from tests.mkus_portal.attachments import samples
from tests.mkus_portal.attachments.conftest import examine_here

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture(autouse=True)
def examined_here(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.CLAMD = None
    monkeypatch.setattr(attachments, "examine_apart", examine_here)


@pytest.fixture
def coordinator(programme_coordinator):
    return act_of(programme_coordinator)


@pytest.fixture
def event(programme, unit, coordinator):
    event = announced(programme, [unit])
    add(coordinator, event)
    return event


def add(act, event, name="slajdy.png"):
    found = receive(act, MATERIAL, [SimpleUploadedFile(name, samples.PNG)])
    assert found.refusals == []
    attach(act, event, found.taken)


def registered(event):
    return actions.register(Act.public(NOW), event, **person())


def own_page(client, participant):
    return client.get(reverse("event-own-registration", args=(participant.token,)))


def test_who_registered_takes_the_materials_from_their_own_page(client, event):
    participant = registered(event)
    (material,) = given(event)
    url = reverse("event-own-material", args=(participant.token, material.pk))
    assert url in own_page(client, participant).content.decode()
    file = client.get(url)
    assert file.content == samples.PNG
    assert "slajdy.png" in file["Content-Disposition"]


def test_the_link_opens_nothing_of_another_event(client, programme, coordinator, event):
    other = plan(programme, [], title="Inne szkolenie")
    add(coordinator, other, "inne.png")
    (foreign,) = given(other)
    participant = registered(event)
    url = reverse("event-own-material", args=(participant.token, foreign.pk))
    assert client.get(url).status_code == 404
    assert "inne.png" not in own_page(client, participant).content.decode()


def test_a_removed_material_is_gone(client, coordinator, event):
    participant = registered(event)
    (material,) = given(event)
    remove(coordinator, material)
    url = reverse("event-own-material", args=(participant.token, material.pk))
    assert client.get(url).status_code == 404


def test_a_visitor_without_registration_gets_none(client, event):
    (material,) = given(event)
    page = client.get(reverse("event-registration", args=(event.token,))).content.decode()
    assert "slajdy.png" not in page
    answer = client.get(reverse("attachment-file", args=(material.pk,)))
    assert answer.status_code in {302, 403, 404}


def test_the_units_office_reads_them_and_the_neighbour_does_not(
    client_as, event, clerk, office, neighbour_clerk, neighbour, neighbour_unit
):
    (material,) = given(event)
    file = reverse("attachment-file", args=(material.pk,))
    ours = client_as(clerk, ("clerk", office_scope(office)))
    assert "slajdy.png" in ours.get(event.get_absolute_url()).content.decode()
    assert ours.get(file).content == samples.PNG
    theirs = client_as(neighbour_clerk, ("clerk", office_scope(neighbour)))
    assert theirs.get(event.get_absolute_url()).status_code == 404
    assert theirs.get(file).status_code in {403, 404}


def test_only_who_runs_the_event_adds(client_as, event, clerk, office, programme, adviser, profile):
    add_page = reverse("attachment-add", args=(MATERIAL, event.pk))
    assert client_as(clerk, ("clerk", office_scope(office))).get(add_page).status_code == 403
    hat = ("adviser", programme.scope)
    assert client_as(adviser, hat).get(add_page).status_code == 200


def test_a_cancelled_event_takes_none(programme, coordinator, client_as, programme_coordinator):
    event = announced(programme)
    actions.cancel_event(running(programme), event, "Sala jest zajęta.")
    page = client_as(programme_coordinator, ("programme_coordinator", programme.scope))
    assert page.get(reverse("attachment-add", args=(MATERIAL, event.pk))).status_code == 403
