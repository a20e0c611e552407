"""Talk over an offer stays with its organisation and the advisers whom it has let in."""

import pytest
from django.test import Client
from django.urls import reverse

from contracting.offers.models import Offer
from contracting.offers.permissions import may_comment, may_follow_talk
from mkus_portal.accounts.actions import give_key, take_key
from mkus_portal.accounts.models import User
from mkus_portal.act import NOWHERE, Act, Scope
from mkus_portal.drafting.actions import open_thread, reply, who_is_here
from mkus_portal.drafting.models import Thread
from mkus_portal.notifications.models import Duty
from mkus_portal.verdict import Refused
from mkus_portal.web.talk import threads_of
from tests.cast import make_user
from tests.contracting.offers.factories import AFTER, OPEN, make_cast

WORDS = "Kogo weźmiemy na trenera?"


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def offer(cast):
    found = cast.sent()
    return Offer.objects.get(pk=found.pk)


@pytest.fixture
def thread(cast):
    """A comment inside an offer that is still written."""
    return open_thread(cast.editor, cast.draft().draft, "III.3", WORDS)


def adviser_with(cast, offer, right):
    person = make_user()
    key = give_key(cast.editor, User.objects.get(pk=person.pk), offer, right, "doradztwo")
    return Act(person.pk, "adviser", Scope("programme", 1), OPEN), key


def test_the_office_reads_nothing_of_it_before_or_after_the_deadline(cast, thread, browser_of):
    draft = thread.draft
    for role in ("clerk", "coordinator", "executive", "office_admin"):
        for at in (OPEN, AFTER):
            official = cast.clerk(at, role)
            assert not threads_of(official, draft).exists()
            with pytest.raises(Refused):
                reply(official, Thread.objects.get(pk=thread.pk), "Podglądam")
            client = browser_of(official)
            assert client.get(reverse("draft-comments", args=(draft.pk,))).status_code == 404
            assert client.get(reverse("thread", args=(thread.pk,))).status_code == 404
            assert client.post(reverse("draft-presence", args=(draft.pk,))).status_code == 404


def test_a_key_to_read_opens_no_talk_in_whatever_role(cast, thread):
    act, _ = adviser_with(cast, thread.draft.obj, "read")
    for hat in (act, Act(act.user, "person", NOWHERE, OPEN)):
        assert not threads_of(hat, thread.draft).exists()
        assert who_is_here(hat, thread.draft) == []
        with pytest.raises(Refused):
            open_thread(hat, thread.draft, "III.3", "Podglądam")


@pytest.mark.parametrize("right", ["comment", "write"])
def test_an_adviser_with_a_key_to_comment_takes_part_until_it_ends(cast, thread, right):
    offer = thread.draft.obj
    act, key = adviser_with(cast, offer, right)
    open_thread(act, thread.draft, "III.3", "Za krótko", "Dłuższy opis")
    assert threads_of(act, thread.draft).count() == 2
    assert Duty.objects.open().filter(user=cast.editor.user, kind="draft_comments").exists()
    take_key(act, key)
    assert not may_follow_talk(act, offer)
    assert not threads_of(act, thread.draft).exists()


def test_a_sent_offer_takes_no_comment(cast, offer):
    assert not may_comment(cast.editor, offer)
    with pytest.raises(Refused):
        open_thread(cast.editor, offer.draft, "III.3", WORDS)


def test_comments_are_in_no_content_of_the_offer(cast, thread, browser_of):
    client = browser_of(cast.editor)
    offer = thread.draft.obj
    section = client.get(reverse("offer-section", args=(offer.pk, "III"))).content.decode()
    assert WORDS in section
    for name in ("offer-content", "offer-detail"):
        assert WORDS not in client.get(reverse(name, args=(offer.pk,))).content.decode()


def test_a_visitor_is_sent_to_sign_in(thread):
    assert Client().get(reverse("thread", args=(thread.pk,))).status_code == 302
