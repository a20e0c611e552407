"""Eight people press at once: one agreement, one note; one entry of a nervous thumb."""

import pytest

from advisory.consultations import actions
from advisory.consultations.models import Consultation, NextStep
from mkus_portal.documents.models import Document
from mkus_portal.notifications.models import Duty, Letter
from mkus_portal.workflow.engine import MoveRefused, MoveTaken
from mkus_portal.workflow.models import MoveLog
from tests.advisory.factories import log, step
from tests.crowd import PEOPLE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def silent(monkeypatch):
    """Nobody rings for documents or letters."""
    monkeypatch.setattr("mkus_portal.documents.actions.ring", lambda task, pk: None)
    monkeypatch.setattr("mkus_portal.notifications.actions.ring_for_letters", lambda: None)


def pressed(press):
    try:
        press()
    except (MoveTaken, MoveRefused) as answer:
        return type(answer).__name__
    return "done"


def seen(pk):
    return Consultation.objects.select_related("unit__programme", "adviser").get(pk=pk)


def test_one_of_many_agrees(at_once, clerk_act, adviser, sent):
    def work(_):
        entry = seen(sent.pk)
        return pressed(lambda: actions.agree_consultation(clerk_act, entry))

    outcomes, found = at_once(
        work,
        lambda: (
            Consultation.objects.get(pk=sent.pk).state,
            MoveLog.objects.filter(move="agree").count(),
            Document.objects.count(),
            Duty.objects.open().filter(kind="next_step").count(),
            Letter.objects.filter(kind="consultation_agreed").count(),
        ),
    )
    assert outcomes.count("done") == 1
    assert set(outcomes) <= {"done", "MoveTaken", "Refused"}
    assert found == ("agreed", 1, 1, 2, 1)


def test_agreement_and_objection_exclude_each_other(at_once, clerk_act, sent):
    def work(number):
        entry = seen(sent.pk)
        if number % 2:
            return pressed(lambda: actions.agree_consultation(clerk_act, entry))
        return pressed(lambda: actions.dispute_consultation(clerk_act, entry, f"Powód {number}"))

    outcomes, moves = at_once(
        work, lambda: MoveLog.objects.filter(move__in=("agree", "dispute")).count()
    )
    assert (outcomes.count("done"), moves) == (1, 1)


def test_one_key_is_one_entry(at_once, adviser_act, unit, profile):
    outcomes, found = at_once(
        lambda _: log(adviser_act, unit, profile, [step()], entry_key="f" * 32).pk,
        lambda: (Consultation.objects.count(), NextStep.objects.count()),
    )
    assert len(outcomes) == PEOPLE
    assert len(set(outcomes)) == 1
    assert found == (1, 1)


def test_no_correction_comes_after_sending(at_once, adviser_act, draft):
    opened = [seen(draft.pk) for _ in range(PEOPLE)]

    def work(number):
        entry = opened[number]
        if number == PEOPLE // 2:
            return pressed(lambda: actions.send_consultation(adviser_act, entry))
        entry.subject = f"Temat {number}"
        try:
            return pressed(lambda: actions.change_consultation(adviser_act, entry, [step()]))
        except actions.StaleEntry:
            return "stale"

    outcomes, (entry, steps) = at_once(
        work, lambda: (Consultation.objects.get(pk=draft.pk), NextStep.objects.count())
    )
    assert entry.state == "sent"
    assert outcomes[PEOPLE // 2] == "done"
    changed = outcomes.count("done") - 1
    assert changed in {0, 1}
    assert (entry.version, steps) == (1 + changed, 2 - changed)
