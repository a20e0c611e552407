"""Messages about an offer: when, by whom, whom they wait for, what they carry."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from contracting.offers import correspondence
from mkus_portal.attachments import actions as attachments
from mkus_portal.attachments.permissions import may_read
from mkus_portal.notifications.models import Duty, Letter
from mkus_portal.workflow.engine import MoveRefused
from tests.contracting.offers.factories import AFTER, OPEN, make_cast, ngo_act
from tests.mkus_portal.attachments import samples
from tests.mkus_portal.attachments.conftest import examine_here

pytestmark = pytest.mark.django_db
LATER = AFTER + timedelta(days=1)


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def offer(cast):
    return cast.sent()


def waiting(offer):
    return list(Duty.objects.of(offer).open().values_list("kind", "scope_kind"))


def test_nobody_writes_while_the_office_may_not_know_the_bidder(cast, offer):
    with pytest.raises(MoveRefused, match="po upływie terminu"):
        correspondence.write_message(cast.president.later(OPEN), offer, "Dzień dobry")
    assert not correspondence.may_read_messages(cast.clerk(OPEN), offer)
    assert offer.messages.count() == 0


def test_a_message_is_told_and_waits_for_an_answer(cast, offer):
    clerk = cast.clerk(LATER)
    correspondence.write_message(clerk, offer, "Prosimy o wyjaśnienie kosztu trenera.")
    assert waiting(offer) == [("offer_message_bidder", "organisation")]
    letters = Letter.objects.filter(kind="offer_message")
    assert cast.president.user in letters.values_list("user", flat=True)
    assert "Prosimy o wyjaśnienie" in letters.first().email.message
    assert correspondence.waits_for(cast.president.later(LATER), offer)
    assert not correspondence.waits_for(clerk, offer)

    correspondence.write_message(cast.editor.later(LATER), offer, "Stawka wynika z umowy.")
    assert waiting(offer) == [("offer_message_office", "office")]
    assert [one.side for one in offer.messages.all()] == ["office", "bidder"]


def test_a_message_may_need_no_answer(cast, offer):
    correspondence.write_message(cast.clerk(LATER), offer, "Dziękujemy za ofertę.")
    correspondence.need_no_answer(cast.president.later(LATER), offer)
    assert waiting(offer) == []


def test_an_empty_message_is_none(cast, offer):
    with pytest.raises(ValidationError):
        correspondence.write_message(cast.clerk(LATER), offer, "   ")
    assert waiting(offer) == []


@pytest.mark.parametrize("role", ["treasurer", "executive"])
def test_readers_of_the_office_do_not_write(cast, offer, role):
    act = cast.clerk(LATER, role)
    assert correspondence.may_read_messages(act, offer)
    with pytest.raises(MoveRefused, match="pracownik merytoryczny"):
        correspondence.write_message(act, offer, "Dzień dobry")


def test_walls(cast, offer):
    rival = make_cast(call=cast.call)
    stranger = ngo_act(rival.organisation, _user(rival), "ngo_admin", LATER)
    neighbour = make_cast().clerk(LATER)
    for act in (stranger, neighbour):
        with pytest.raises(MoveRefused, match="oferent i urząd"):
            correspondence.write_message(act, offer, "Dzień dobry")


def _user(cast):
    return cast.organisation.memberships().first().user


def test_files_belong_to_their_message(cast, offer, monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(attachments, "examine_apart", examine_here)
    act = cast.editor.later(LATER)
    upload = SimpleUploadedFile("wyjasnienie.pdf", samples.pdf())
    (taken,) = attachments.receive(act, correspondence.FILES, [upload]).taken
    message = correspondence.write_message(act, offer, "W załączeniu.", [taken])
    taken.refresh_from_db()
    assert taken.obj == message
    assert may_read(cast.clerk(LATER), taken)
    assert not may_read(make_cast().clerk(LATER), taken)
    later = correspondence.may_add_files(act.later(LATER + timedelta(minutes=1)), message)
    assert "Napisz następną" in later.reason
