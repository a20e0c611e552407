"""From the request to the sealed file, and everything that can go wrong between."""

import dataclasses
import hashlib

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from mkus_portal.act import NOWHERE, Act, Scope
from mkus_portal.documents import actions, lease, registry, seal, tasks
from mkus_portal.documents.models import Document
from mkus_portal.documents.permissions import documents_of
from tests.mkus_portal.documents.conftest import AT, built, content_of, later


def rebuilt_kind(kind, **changes):
    registry.register(dataclasses.replace(kind, **changes))


def test_request_makes_a_row_and_rings(waiting, act, bells):
    assert waiting.state == "waiting"
    assert waiting.number == f"D/2026/{waiting.pk:06d}"
    assert (waiting.scope_kind, waiting.scope_id) == ("office", act.scope.id)
    assert (waiting.template_version, waiting.law_date) == ("3", act.day)
    assert bells == [waiting.pk]


def test_same_request_while_one_waits_is_the_same_document(waiting, act, office):
    assert actions.request(act, "sample", office) == waiting
    assert Document.objects.count() == 1


def test_request_of_the_portal_itself_is_also_made_once(kind, office, bells):
    first = actions.request(Act.system(AT), "sample", office)
    assert actions.request(Act.system(AT), "sample", office) == first
    assert first.scope_id is NOWHERE.id


def test_request_during_the_build_is_a_new_document(waiting, act, office):
    lease.take(waiting.pk, later())
    assert actions.request(act, "sample", office) != waiting


def test_owner_of_the_kind_decides_in_whose_list_it_stands(kind, act, office, bells):
    rebuilt_kind(kind, owner=lambda obj: Scope("organisation", 7))
    document = actions.request(act, "sample", office)
    assert (document.scope_kind, document.scope_id) == ("organisation", 7)


def test_built_document_is_checked_stored_and_sealed(done):
    content = actions.read_file(done)
    assert content.startswith(b"%PDF-1.7")
    assert done.file_digest == hashlib.sha256(content).hexdigest()
    assert done.size == len(content)
    assert seal.is_sealed(done.file_digest, done.seal)
    assert len(done.content_digest) == 64
    assert done.content_digest != done.file_digest
    assert done.pages >= 5
    assert (done.attempts, done.error, done.lease_until) == (1, "", None)
    assert done.done_at == later(3)


def test_done_document_is_never_built_again(done):
    assert built(done, 500) is None
    assert Document.objects.get().file == done.file


def test_digest_changes_with_content_number_and_law_date(waiting):
    first, _ = actions.compose(waiting)
    waiting.law_date = later(86400).date()
    second, _ = actions.compose(waiting)
    waiting.pk += 1
    third, _ = actions.compose(waiting)
    assert len({first, second, third}) == 3


def test_a_document_is_not_edited(done):
    done.title = "inny"
    with pytest.raises(TypeError):
        done.save()


def test_abandoned_build_is_done_again_after_the_lease(waiting, monkeypatch):
    class KilledError(BaseException):
        pass

    def killed(html):
        raise KilledError

    with monkeypatch.context() as middle:
        middle.setattr(actions, "typeset", killed)
        with pytest.raises(KilledError):
            built(waiting, 1)
    assert built(waiting, 119) is None
    again = built(waiting, 121)
    assert (again.state, again.attempts) == ("done", 2)


def test_worker_that_comes_back_too_late_changes_nothing(waiting):
    slow = lease.take(waiting.pk, later(1))
    assert built(waiting, 130).is_done
    late = lease.Outcome("a" * 64, "b" * 64, "seal", "documents/late.pdf", 1, 1)
    assert not lease.finish(slow, late, later(140))
    assert not lease.fail(slow, "za późno")
    assert Document.objects.get().file.name != "documents/late.pdf"


def test_file_of_a_late_worker_is_removed(waiting, monkeypatch):
    monkeypatch.setattr(lease, "finish", lambda *args: False)
    built(waiting)
    assert default_storage.listdir("documents/2026")[1] == []


def test_errors_are_tried_again_five_times_and_then_explained(waiting, kind, caplog):
    def broken(office, at):
        message = "brak kwoty"
        raise ValueError(message)

    rebuilt_kind(kind, build=broken)
    for attempt in range(1, 5):
        document = built(waiting, attempt * 200)
        assert (document.state, document.attempts) == ("building", attempt)
    failed = built(waiting, 1000)
    assert failed.state == "failed"
    assert "mimo 5 prób" in failed.error
    assert "brak kwoty" in failed.error
    assert "nie powstał" in caplog.text
    assert built(waiting, 2000) is None


def test_file_that_breaks_a_profile_is_not_given_out(waiting, monkeypatch, caplog):
    monkeypatch.setattr(
        "mkus_portal.documents.conformance.broken_rules", lambda pdf: ["PDF_UA_1 X: brak tytułu"]
    )
    failed = built(waiting)
    assert (failed.state, failed.attempts) == ("failed", 1)
    assert "brak tytułu" in failed.error
    assert "nie spełnia norm" in caplog.text
    assert failed.file == ""


def test_build_waiting_rings_for_waiting_and_abandoned_only(
    waiting, act, office, bells, monkeypatch
):
    lease.take(waiting.pk, later())
    other = actions.request(act, "sample", office)
    bells.clear()
    monkeypatch.setattr(tasks, "now", lambda: later(60))
    tasks.build_waiting()
    assert bells == [other.pk]
    bells.clear()
    monkeypatch.setattr(tasks, "now", lambda: later(121))
    tasks.build_waiting()
    assert bells == [waiting.pk, other.pk]


def test_build_waiting_gives_up_what_died_five_times(waiting, bells, monkeypatch, caplog):
    for attempt in range(5):
        assert lease.take(waiting.pk, later(attempt * 200))
    monkeypatch.setattr(tasks, "now", lambda: later(2000))
    bells.clear()
    tasks.build_waiting()
    document = Document.objects.get()
    assert document.state == "failed"
    assert "przerwała się pięć razy" in document.error
    assert "przerwała się" in caplog.text
    assert bells == []


def test_task_builds_the_row_it_was_rung_for(waiting, monkeypatch):
    monkeypatch.setattr(tasks, "now", lambda: later(5))
    tasks.build_document(waiting.pk)
    tasks.build_document(waiting.pk)
    assert Document.objects.get().attempts == 1


@pytest.mark.parametrize(
    "values", [{"state": "done"}, {"state": "failed"}, {"state": "building"}, {"seal": "x"}]
)
def test_database_holds_the_promises(waiting, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=waiting.pk).update(**values)


def test_documents_of_an_object_are_for_whom_the_kind_lets_read(
    done, act, office, django_assert_num_queries
):
    with django_assert_num_queries(1):
        assert documents_of(act, office) == [done]
    assert documents_of(Act.public(AT), office) == []


def test_visible_to_knows_the_holder_the_person_and_nobody_else(done, act):
    assert list(Document.objects.visible_to(act)) == [done]
    other_hat = Act(act.user, "person", NOWHERE, AT)
    assert list(Document.objects.visible_to(other_hat)) == [done]
    neighbour = Act(None, "clerk", Scope("office", act.scope.id + 1), AT)
    assert not Document.objects.visible_to(neighbour).exists()
    assert not Document.objects.visible_to(Act.public(AT)).exists()


def test_content_is_built_for_the_instant_of_asking(waiting, kind):
    seen = []

    def remember(office, at):
        seen.append(at)
        return content_of(office, at)

    rebuilt_kind(kind, build=remember)
    built(waiting, 60)
    assert seen == [AT]
