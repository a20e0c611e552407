"""Receiving, attaching, replacing, removing: what is kept, what leaves a trace, who may."""

import hashlib
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from mkus_portal.attachments import actions
from mkus_portal.attachments.models import Attachment
from mkus_portal.attachments.permissions import PARKED_AT_MOST, files_of
from mkus_portal.attachments.storing import read_file, stored_names
from mkus_portal.verdict import Refused
from mkus_portal.versions import Overtaken
from mkus_portal.workflow.verdict import ALLOWED, refused
from tests.clock import NOW
from tests.mkus_portal.attachments import samples
from tests.mkus_portal.attachments.conftest import NAME, PDF, upload

pytestmark = pytest.mark.django_db


def current(office):
    rows = Attachment.objects.filter(object_id=office.pk).current().order_by("pk")
    return list(rows.values_list("name", flat=True))


# --- receiving ----------------------------------------------------------------------------


def test_a_received_file_is_kept_whole_under_a_name_that_tells_nothing(clerk, act, received):
    taken = received("Umowa Ewy Kowalskiej.pdf")
    row = Attachment.objects.get()
    assert row == taken
    assert (row.name, row.format.code, row.size) == ("Umowa Ewy Kowalskiej.pdf", "pdf", len(PDF))
    assert row.digest == hashlib.sha256(PDF).hexdigest()
    assert (row.added_by, row.added_role, row.added_at) == (clerk, "clerk", NOW)
    assert (row.scope_kind, row.scope_id) == act.scope
    assert row.object_id is None
    assert read_file(row) == PDF
    assert "Ewy" not in row.file.name
    assert list(stored_names()) == [row.file.name]


def test_each_file_is_taken_or_refused_on_its_own(act, kind):
    outcome = actions.receive(
        act,
        NAME,
        [upload("dobry.pdf"), upload("zly.pdf", samples.PNG), upload("pusty.txt", b"")],
    )
    assert [one.name for one in outcome.taken] == ["dobry.pdf"]
    assert outcome.refusals == [
        "„zly.pdf” – rozszerzenie .pdf nie zgadza się z zawartością: to PNG.",
        "„pusty.txt” – plik jest pusty.",
    ]
    assert Attachment.objects.count() == len(list(stored_names())) == 1


def test_too_large_a_file_is_refused_before_it_is_read(act, register_kind, monkeypatch):
    register_kind(max_size=len(PDF) - 1)
    monkeypatch.setattr(actions, "examine_apart", None)
    (sentence,) = actions.receive(act, NAME, [upload()]).refusals
    assert "plik jest za duży (" in sentence
    assert "Może mieć najwyżej" in sentence


def test_the_installation_says_how_large_a_file_may_be(act, kind, settings):
    settings.ATTACHMENT_MAX_SIZE = len(PDF)
    assert actions.receive(act, NAME, [upload()]).refusals == []
    settings.ATTACHMENT_MAX_SIZE = len(PDF) - 1
    assert len(actions.receive(act, NAME, [upload()]).refusals) == 1


def test_more_files_than_the_kind_takes_are_refused(act, register_kind):
    register_kind(max_count=1)
    outcome = actions.receive(act, NAME, [upload("a.pdf"), upload("b.pdf")])
    assert [one.name for one in outcome.taken] == ["a.pdf"]
    assert outcome.refusals == ["„b.pdf” – można dodać najwyżej tyle plików: 1."]


def test_a_visitor_and_who_may_not_add_send_nothing(act, kind, office, executive, act_of):
    visitor = type(act).public(NOW)
    with pytest.raises(Refused, match="Zaloguj się"):
        actions.receive(visitor, NAME, [upload()])
    with pytest.raises(Refused, match="Pliki dodaje pracownik merytoryczny"):
        actions.receive(act_of(executive), NAME, [upload()], office)
    assert Attachment.objects.count() == 0


def test_nobody_fills_the_disk_with_files_of_nothing(act, kind, received):
    first = received()
    Attachment.objects.bulk_create(
        [
            Attachment(
                kind=NAME,
                content_type=first.content_type,
                size=1,
                file=f"attachments/{number}",
                added_by_id=act.user,
                added_at=NOW,
                scan="clean",
            )
            for number in range(PARKED_AT_MOST - 1)
        ]
    )
    with pytest.raises(Refused, match="zbyt wiele plików"):
        actions.receive(act, NAME, [upload()])


@pytest.mark.django_db(transaction=True)
def test_a_row_that_cannot_be_written_leaves_no_file(act, kind, monkeypatch):
    def break_off(*_, **__):
        raise IntegrityError

    monkeypatch.setattr(Attachment, "save", break_off)
    with pytest.raises(IntegrityError):
        actions.receive(act, NAME, [upload()])
    assert list(stored_names()) == []


def test_what_nobody_attached_is_thrown_away_after_a_day(
    attached, received, django_capture_on_commit_callbacks
):
    kept, left = attached("a.pdf"), received("b.pdf")
    assert actions.throw_away_parked(NOW + timedelta(hours=23)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.throw_away_parked(NOW + timedelta(days=1)) == 1
    assert list(Attachment.objects.all()) == [kept]
    assert left.file.name not in stored_names()


# --- attaching ----------------------------------------------------------------------------


def test_attached_files_belong_to_the_object_and_the_room_is_told(attached, office, changes):
    attached()
    assert current(office) == ["umowa.pdf"]
    assert Attachment.objects.get().obj == office
    assert changes == [("clerk", office.pk)]


def test_a_file_is_attached_once(act, attached, office, neighbour):
    taken = attached()
    with pytest.raises(Overtaken):
        actions.attach(act, office, [taken])


def test_only_its_sender_attaches_a_file(received, office, act_of):
    from tests import cast  # noqa: PLC0415 - one more person of the office

    colleague = cast.member("clerk", cast.Scope("office", office.pk))
    with pytest.raises(Overtaken):
        actions.attach(act_of(colleague), office, [received()])


def test_who_may_not_add_attaches_nothing(received, act, neighbour):
    with pytest.raises(Refused, match="Pliki dodaje"):
        actions.attach(act, neighbour, [received()])
    assert Attachment.objects.parked().count() == 1


def test_the_object_takes_as_many_as_its_kind_says(act, register_kind, received, attached, office):
    register_kind(max_count=2)
    first = attached("a.pdf")
    attached("b.pdf")
    third = received("c.pdf")
    with pytest.raises(Refused, match=r"najwyżej tyle plików: 2 \(jest już: 2\)"):
        actions.attach(act, office, [third])
    actions.replace(act, first, third)
    assert current(office) == ["b.pdf", "c.pdf"]


# --- replacing and removing ---------------------------------------------------------------


def test_a_new_file_replaces_the_old_one_which_stays_in_the_history(
    act, attached, received, office, changes
):
    old, new = attached("a.pdf"), received("b.pdf")
    actions.replace(act, old, new)
    assert current(office) == ["b.pdf"]
    assert read_file(Attachment.objects.get(pk=old.pk)) == PDF
    assert len(changes) == 2
    files = files_of(act, NAME, [office])[office.pk]
    assert [line.attachment.name for line in files.lines] == ["b.pdf"]
    assert [(line.attachment.name, bool(line.may_read)) for line in files.past] == [("a.pdf", True)]
    with pytest.raises(Overtaken):
        actions.replace(act, old, received("c.pdf"))


def test_a_removed_file_is_gone_and_its_row_stays(
    act, attached, office, clerk, changes, django_capture_on_commit_callbacks
):
    removed = attached()
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove(act, removed)
    assert list(stored_names()) == []
    row = Attachment.objects.get()
    assert (row.name, row.digest, row.file.name) == ("umowa.pdf", removed.digest, "")
    assert (row.removed_by, row.removed_at) == (clerk, NOW)
    assert current(office) == []
    assert len(changes) == 2
    with pytest.raises(Refused, match="Tego pliku już nie ma"):
        actions.remove(act, row)


def test_a_file_taken_back_with_the_transaction_is_still_there(act, attached):
    removed = attached()
    with transaction.atomic():
        actions.remove(act, removed)
        transaction.set_rollback(True)
    assert default_storage.exists(Attachment.objects.get().file.name)


def test_who_may_not_add_removes_nothing(attached, executive, act_of):
    taken = attached()
    with pytest.raises(Refused, match="Pliki dodaje"):
        actions.remove(act_of(executive), taken)
    assert Attachment.objects.get().is_kept


def test_the_kind_may_keep_the_last_file(act, register_kind, attached):
    def keep_one(act, office, left):
        return ALLOWED if left else refused("Jeden musi zostać.")

    register_kind(may_remove=keep_one)
    first, second = attached("a.pdf"), attached("b.pdf")
    actions.remove(act, first)
    with pytest.raises(Refused, match="Jeden musi zostać"):
        actions.remove(act, second)


@pytest.mark.parametrize("late", [actions.remove, lambda act, old: actions.replace(act, old, old)])
def test_somebody_was_faster(act, attached, late):
    seen = attached()
    stale = Attachment.objects.get(pk=seen.pk)
    actions.remove(act, seen)
    with pytest.raises(Overtaken):
        late(act, stale)


def test_a_row_is_never_edited_nor_deleted(attached):
    row = attached()
    row.name = "inna.pdf"
    with pytest.raises(TypeError):
        row.save()
    with pytest.raises(TypeError):
        row.delete()


@pytest.mark.parametrize(
    "broken",
    [
        {"file": ""},
        {"virus": "Eicar"},
        {"scan": "infected"},
        {"scan": "infected", "file": ""},
        {"removed_at": NOW},
    ],
)
def test_the_database_holds_what_a_row_promises(attached, broken):
    row = attached()
    with pytest.raises(IntegrityError), transaction.atomic():
        Attachment.objects.filter(pk=row.pk).update(**broken)


# --- lists --------------------------------------------------------------------------------


def test_a_stranger_sees_no_files(attached, office, neighbour_clerk, act_of):
    attached()
    files = files_of(act_of(neighbour_clerk), NAME, [office])[office.pk]
    assert not files.may_see
    assert files.lines == []


def test_files_of_many_objects_cost_one_query(
    act, attached, office, neighbour, django_assert_num_queries
):
    attached("a.pdf")
    attached("b.pdf")
    files_of(act, NAME, [office])
    with django_assert_num_queries(1):
        lists = files_of(act, NAME, [office, neighbour])
        shown = [str(line.attachment.added_by) for line in lists[office.pk].lines]
    assert len(shown) == 2
    assert lists[neighbour.pk].lines == []
