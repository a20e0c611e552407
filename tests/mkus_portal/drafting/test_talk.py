"""Comments on a draft: threads, one's own words, proposals, who is told, walls."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from post_office.models import Email

from mkus_portal.act import Act, Scope
from mkus_portal.drafting import actions, registry
from mkus_portal.drafting.actions import Clash, Saved
from mkus_portal.drafting.actions.talking import LONGEST_COMMENT
from mkus_portal.drafting.models import Change, Comment, CommentTrace, Thread, Unread
from mkus_portal.drafting.places import NoSuchPlaceError
from mkus_portal.notifications.models import Duty
from mkus_portal.verdict import ALLOWED, Refused, refused
from mkus_portal.web.talk import threads_of, views_of_threads
from mkus_portal.workflow.engine import MoveTaken
from mkus_portal.workflow.models import MoveLog
from tests.mkus_portal.drafting.conftest import AT, may_read


def said(act, draft, place="III.3", text="Skąd ta liczba?", proposed=None):
    return actions.open_thread(act, draft, place, text, proposed)


def answer_at(draft, place):
    return draft.answers.get(field=place)


def test_a_comment_remembers_what_stood_there(act, draft):
    actions.save_field(act, draft, "III.3", "pierwszy opis", 0)
    thread = said(act, draft)
    [view] = views_of_threads(draft, [thread], with_texts=True)
    assert (thread.value, view.is_changed, view.now) == ("pierwszy opis", False, "")
    actions.save_field(act, draft, "III.3", "drugi opis", 1)
    [view] = views_of_threads(draft, [thread], with_texts=True)
    assert (thread.value, view.is_changed, view.now) == ("pierwszy opis", True, "drugi opis")
    actions.save_field(act, draft, "III.3", "pierwszy opis", 2)
    [view] = views_of_threads(draft, [thread], with_texts=True)
    assert not view.is_changed


def test_a_change_elsewhere_is_none_of_the_place(act, draft):
    thread = said(act, draft)
    actions.save_field(act, draft, "III.5", "7", 0)
    assert not views_of_threads(draft, [thread])[0].is_changed


def test_rows_tables_and_sections_change_with_what_is_in_them(act, draft):
    first, second = (actions.add_row(act, draft, "needs") for _ in range(2))
    actions.save_field(act, draft, f"needs:{first.pk}:group", "12", 0)
    places = ("needs", f"needs:{first.pk}", f"needs:{second.pk}", "@III", "@V")
    threads = [said(act, draft, place) for place in places]
    actions.save_field(act, draft, f"needs:{first.pk}:need", "cisza", 0)
    changed = [view.is_changed for view in views_of_threads(draft, threads)]
    assert changed == [True, True, False, True, False]
    assert threads[1].value == "12"


@pytest.mark.parametrize(
    ("place", "url"),
    [
        ("III.3", "/czesc/III/#p-III-3"),
        ("needs", "/czesc/III/#t-needs"),
        ("needs:{row}", "/czesc/III/#r-needs-{row}"),
        ("needs:{row}:group", "/czesc/III/#p-needs-{row}-group"),
        ("@V", "/czesc/V/"),
    ],
)
def test_each_comment_leads_to_its_place(act, draft, place, url):
    row = actions.add_row(act, draft, "needs")
    thread = said(act, draft, place.format(row=row.pk))
    assert views_of_threads(draft, [thread])[0].url == url.format(row=row.pk)


@pytest.mark.parametrize(
    "place",
    ["", "IX.1", "@IX", "needs:0", "needs:x", "needs:1:2:3", "III.3:1", "x" * 200, "III.3\x00"],
)
def test_a_place_that_the_form_has_not_takes_no_comment(act, draft, place):
    with pytest.raises(NoSuchPlaceError):
        said(act, draft, place)
    assert not Thread.objects.exists()


@pytest.mark.parametrize("text", ["", "  \n ", "\x00", "x" * (LONGEST_COMMENT + 1)])
def test_a_comment_says_something_and_not_too_much(act, draft, text):
    with pytest.raises(ValidationError) as error:
        said(act, draft, text=text)
    assert list(error.value.message_dict) == ["text"]
    assert not Thread.objects.exists()


def test_a_thread_is_closed_and_opened_with_a_trace(act, other_act, draft):
    thread = said(act, draft)
    actions.move_thread(other_act, thread, "resolve")
    actions.move_thread(act, thread, "reopen")
    moves = MoveLog.objects.order_by("pk").values_list("move", "user")
    assert list(moves) == [("resolve", other_act.user), ("reopen", act.user)]
    thread.refresh_from_db()
    assert thread.state == "open"


def test_who_comes_second_learns_that_somebody_was_faster(act, draft):
    thread = said(act, draft)
    stale = Thread.objects.get(pk=thread.pk)
    actions.move_thread(act, thread, "resolve")
    with pytest.raises(MoveTaken):
        actions.move_thread(act, stale, "resolve")


def test_ones_own_words_are_changed_and_removed_with_a_trace(act, other_act, draft):
    thread = said(act, draft, text="Pierwsza myśl")
    comment = thread.comments.get()
    for stranger in (other_act, Act.system(AT)):
        with pytest.raises(Refused):
            actions.change_comment(stranger, comment, "Cudze słowa")
        with pytest.raises(Refused):
            actions.remove_comment(stranger, comment)
    actions.change_comment(act.later(AT + timedelta(hours=1)), comment, "Druga myśl")
    actions.remove_comment(act.later(AT + timedelta(hours=2)), comment)
    comment.refresh_from_db()
    assert (comment.text, comment.removed_at) == ("", AT + timedelta(hours=2))
    traces = CommentTrace.objects.values_list("old", "at")
    assert list(traces) == [
        ("Pierwsza myśl", AT + timedelta(hours=1)),
        ("Druga myśl", AT + timedelta(hours=2)),
    ]
    with pytest.raises(Refused):
        actions.change_comment(act, comment, "Jednak zostaje")


def test_a_frozen_draft_takes_no_comment_but_shows_them(act, draft, office):
    thread = said(act, draft)
    comment = thread.comments.get()
    office.is_active = False
    office.save()
    tries = (
        lambda: said(act, draft),
        lambda: actions.reply(act, thread, "Za późno"),
        lambda: actions.move_thread(act, thread, "resolve"),
        lambda: actions.change_comment(act, comment, "Za późno"),
        lambda: actions.remove_comment(act, comment),
    )
    for attempt in tries:
        with pytest.raises(Refused):
            attempt()
    draft.refresh_from_db()
    assert [one.comments.get().text for one in threads_of(act, draft)] == ["Skąd ta liczba?"]


def test_who_cannot_read_the_draft_sees_and_says_nothing(act, neighbour, draft):
    thread = said(act, draft)
    stranger = Act(neighbour.pk, "clerk", Scope("office", act.scope.id + 1000), AT)
    with pytest.raises(Refused):
        said(stranger, draft)
    with pytest.raises(Refused):
        actions.reply(stranger, thread, "Zajrzę")
    assert not threads_of(stranger, draft).exists()


@pytest.fixture
def shared(kind, monkeypatch, office):
    """The same form, read by the office and by an organisation, each a side by itself."""

    def read(act, obj):
        return ALLOWED if act.scope.kind == "organisation" else may_read(act, obj)

    talk = replace(kind.talk, may_comment=read)
    registry.register(replace(kind, may_read=read, may_write=read, talk=talk))


@pytest.mark.usefixtures("shared")
def test_one_side_never_reaches_the_other(act, draft, neighbour):
    bidder = Act(neighbour.pk, "ngo_editor", Scope("organisation", 7), AT)
    ours, theirs = said(act, draft, text="Nasza uwaga"), said(bidder, draft, text="Ich uwaga")
    assert [one.pk for one in threads_of(act, draft)] == [ours.pk]
    assert [one.pk for one in threads_of(bidder, draft)] == [theirs.pk]
    for thread, stranger in ((ours, bidder), (theirs, act)):
        with pytest.raises(Refused):
            actions.reply(stranger, thread, "Podglądam")
        with pytest.raises(Refused):
            actions.move_thread(stranger, thread, "resolve")
    commission = Act(act.user, "commission_member", Scope("call", 3), AT)
    assert not threads_of(commission, draft).filter(pk=theirs.pk).exists()


def test_a_proposal_is_taken_by_an_ordinary_save(act, other_act, draft):
    actions.save_field(act, draft, "III.3", "stary opis", 0)
    thread = said(other_act, draft, text="", proposed="lepszy opis")
    outcome = actions.accept_proposal(act, thread, 1)
    assert isinstance(outcome, Saved)
    assert (answer_at(draft, "III.3").text, outcome.version) == ("lepszy opis", 2)
    change = Change.objects.first()
    assert (change.user_id, change.proposed_by_id) == (act.user, other_act.user)
    assert Change.objects.last().proposed_by is None
    thread.refresh_from_db()
    assert thread.state == "accepted"


def test_a_proposal_on_an_older_text_changes_nothing(act, other_act, draft):
    actions.save_field(act, draft, "III.3", "stary opis", 0)
    thread = said(other_act, draft, text="", proposed="lepszy opis")
    actions.save_field(act, draft, "III.3", "nowszy opis", 1)
    outcome = actions.accept_proposal(act, thread, 1)
    assert isinstance(outcome, Clash)
    assert (outcome.mine, outcome.theirs) == ("lepszy opis", "nowszy opis")
    thread.refresh_from_db()
    assert (answer_at(draft, "III.3").text, thread.state) == ("nowszy opis", "open")
    actions.accept_proposal(act, thread, 2)
    assert answer_at(draft, "III.3").text == "lepszy opis"


def test_a_proposal_that_the_field_cannot_hold_stays_open(act, draft):
    thread = said(act, draft, "III.5", "", proposed="dużo")
    with pytest.raises(ValidationError):
        actions.accept_proposal(act, thread, 0)
    thread.refresh_from_db()
    assert thread.state == "open"
    actions.move_thread(act, thread, "reject")
    assert not draft.answers.exists()


def test_only_who_writes_takes_a_proposal(act, draft, kind):
    registry.register(replace(kind, may_write=lambda act, obj: refused("Tu piszą inni.")))
    thread = said(act, draft, text="", proposed="lepszy opis")
    with pytest.raises(Refused):
        actions.accept_proposal(act, thread, 0)
    with pytest.raises(Refused):
        actions.move_thread(act, thread, "reject")
    assert not draft.answers.exists()


def test_a_proposal_answered_already_is_not_taken_again(act, draft):
    thread = said(act, draft, text="", proposed="lepszy opis")
    stale = Thread.objects.get(pk=thread.pk)
    actions.move_thread(act, thread, "reject")
    with pytest.raises(MoveTaken):
        actions.accept_proposal(act, stale, 0)
    assert not draft.answers.exists()


def test_a_plain_comment_is_no_proposal(act, draft):
    thread = said(act, draft)
    with pytest.raises(Refused):
        actions.accept_proposal(act, thread, 0)


@pytest.mark.parametrize("place", ["needs", "@III"])
def test_a_wording_is_proposed_for_one_text(act, draft, place):
    with pytest.raises(ValidationError):
        said(act, draft, place, proposed="nowy tekst")


def test_the_same_wording_is_no_proposal(act, draft):
    actions.save_field(act, draft, "III.3", "opis", 0)
    with pytest.raises(ValidationError):
        said(act, draft, proposed="opis")


def test_a_typed_cell_takes_a_proposal(act, draft):
    row = actions.add_row(act, draft, "costs", name="Druk", amount=1000)
    thread = said(act, draft, f"costs:{row.pk}:name", "", proposed="Druk ulot.")
    actions.accept_proposal(act, thread, 0)
    row.refresh_from_db()
    assert (row.name, row.version_of("name")) == ("Druk ulot.", 1)


def test_letters_are_gathered_and_told_once(act, other_act, draft):
    actions.save_field(other_act, draft, "III.3", "opis", 0)
    for minute in range(3):
        said(act.later(AT + timedelta(minutes=minute)), draft, text=f"Uwaga {minute}")
    assert Duty.objects.open().get().user_id == other_act.user
    system = Act.system(AT)
    assert actions.write_of_comments(system.later(AT + timedelta(minutes=5))) == 0
    assert actions.write_of_comments(system.later(AT + timedelta(minutes=13))) == 1
    letter = Email.objects.get()
    assert "nowe uwagi" in letter.message
    assert ": 3." in letter.message
    assert "Uwaga 1" not in letter.message
    said(act.later(AT + timedelta(hours=2)), draft)
    assert actions.write_of_comments(system.later(AT + timedelta(hours=4))) == 0
    actions.mark_read(other_act.later(AT + timedelta(hours=5)), draft)
    assert not Duty.objects.open().exists()
    said(act.later(AT + timedelta(hours=6)), draft)
    assert actions.write_of_comments(system.later(AT + timedelta(hours=7, minutes=1))) == 1


def test_a_long_talk_is_told_of_within_an_hour(act, other_act, draft):
    actions.save_field(other_act, draft, "III.3", "opis", 0)
    for minute in range(0, 66, 6):
        said(act.later(AT + timedelta(minutes=minute)), draft)
    assert actions.write_of_comments(Act.system(AT + timedelta(minutes=61))) == 1


def test_who_lost_access_gets_no_letter(act, other_act, draft, colleague):
    actions.save_field(other_act, draft, "III.3", "opis", 0)
    said(act, draft)
    colleague.memberships.update(is_revoked=True)
    assert actions.write_of_comments(Act.system(AT + timedelta(hours=2))) == 0
    assert not Email.objects.exists()
    assert not Unread.objects.exists()
    assert not Duty.objects.open().exists()


def test_who_answers_has_read(act, other_act, draft):
    actions.save_field(other_act, draft, "III.3", "opis", 0)
    thread = said(act, draft)
    actions.reply(other_act, thread, "Z badania")
    waiting = Duty.objects.open().values_list("user", flat=True)
    assert list(waiting) == [act.user]
    assert Comment.objects.count() == 2
