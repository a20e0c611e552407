"""Writing an entry, sending, agreeing, disputing; letters, duties, documents, warnings."""

from datetime import date, time
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from advisory.consultations import actions
from advisory.consultations.models import Consultation, NextStep
from mkus_portal.act import WARSAW
from mkus_portal.documents.models import Document
from mkus_portal.notifications.models import Duty, Letter
from mkus_portal.workflow.engine import MoveRefused, MoveTaken
from mkus_portal.workflow.models import MoveLog
from tests.advisory.factories import VISIT, assign, log, make_adviser, make_unit, step
from tests.cast import act_of
from tests.clock import NOW


def letters():
    return set(Letter.objects.values_list("kind", "to"))


def waiting(act):
    return [duty.kind for duty in Duty.objects.waiting_for(act)]


def test_an_entry_is_kept_with_its_steps(adviser_act, unit, profile):
    steps = [step("Pierwszy", date(2026, 12, 1)), step("Drugi", whose="adviser")]
    entry = log(adviser_act, unit, profile, steps)
    entry.refresh_from_db()
    assert (entry.state, entry.logged_at, entry.version) == ("draft", NOW, 1)
    assert entry.subject_folded == "laczenie zadan i standard"
    assert list(entry.steps.values_list("sentence", "due", "whose")) == [
        ("Pierwszy", date(2026, 12, 1), "office"),
        ("Drugi", None, "adviser"),
    ]
    assert (Duty.objects.count(), Letter.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("fields", "place", "words"),
    [
        ({"held_on": date(2026, 11, 25)}, "held_on", "przyszłości"),
        ({"held_on": date(2026, 1, 6)}, "held_on", "nie ma przydziału"),
        ({"hours": Decimal("1.3")}, "hours", "co pół"),
        ({"hours": Decimal(0)}, "hours", "0.5"),
        ({"hours": Decimal("24.5")}, "hours", "24"),
        ({"subject": ""}, "subject", ""),
        ({"form": "gołąb"}, "form", ""),
    ],
)
def test_what_cannot_be_true_is_refused(adviser_act, unit, profile, fields, place, words):
    with pytest.raises(ValidationError) as refusal:
        log(adviser_act, unit, profile, **fields)
    assert words in " ".join(refusal.value.message_dict[place])
    assert Consultation.objects.count() == 0


def test_the_first_and_the_last_day_of_an_assignment_count(adviser_act, neighbour_unit, profile):
    assign(neighbour_unit, profile, valid_from=date(2026, 3, 1), valid_to=date(2026, 3, 31))
    assign(neighbour_unit, profile, valid_from=date(2026, 11, 1))
    for day in (date(2026, 3, 1), date(2026, 3, 31)):
        log(adviser_act, neighbour_unit, profile, held_on=day)
    for day in (date(2026, 2, 28), date(2026, 4, 1)):
        with pytest.raises(ValidationError):
            log(adviser_act, neighbour_unit, profile, held_on=day)
    assert Consultation.objects.count() == 2


def test_the_day_is_the_one_in_warsaw(adviser_act, unit, profile):
    after_midnight = adviser_act.later(NOW.replace(day=25, hour=0, minute=30))
    assert after_midnight.at.tzinfo is WARSAW
    assert log(after_midnight, unit, profile, held_on=date(2026, 11, 25)).pk


def test_the_same_key_is_one_entry(adviser_act, unit, profile):
    key = "a" * 32
    first = log(adviser_act, unit, profile, [step()], entry_key=key)
    again = log(adviser_act, unit, profile, [step()], entry_key=key)
    assert first == again
    assert (Consultation.objects.count(), NextStep.objects.count()) == (1, 1)
    assert log(adviser_act, unit, profile) != log(adviser_act, unit, profile)


def test_equal_and_overlapping_entries_are_told_not_refused(adviser_act, unit, profile):
    first = log(adviser_act, unit, profile)
    twin = log(adviser_act, unit, profile)
    later = log(adviser_act, unit, profile, started_at=time(11, 30), subject="Po południu")
    words = "Nakłada się z konsultacją: Łączenie zadań i standard (Prusice, 20.11.2026)."
    assert actions.warnings_of(first) == [words]
    assert actions.warnings_of(twin) == [words]
    assert actions.warnings_of(later) == []


def test_an_overlap_over_midnight_is_seen(adviser_act, unit, profile):
    night = log(adviser_act, unit, profile, started_at=time(23, 0), hours=Decimal(2))
    log(adviser_act, unit, profile, held_on=date(2026, 11, 21), started_at=time(0, 30))
    assert len(actions.warnings_of(night)) == 1


def test_another_advisers_entry_does_not_overlap(
    adviser_act, unit, profile, other_profile, neighbour_unit
):
    mine = log(adviser_act, unit, profile)
    log(act_of(other_profile.user), neighbour_unit, other_profile)
    assert actions.warnings_of(mine) == []


def test_hours_over_the_limit_of_the_assignment_are_told(adviser_act, neighbour_unit, profile):
    spring = {"valid_from": date(2026, 3, 1), "valid_to": date(2026, 3, 31)}
    first = assign(neighbour_unit, profile, hours_limit=Decimal(4), **spring)
    assign(neighbour_unit, profile, hours_limit=Decimal(4), valid_from=date(2026, 5, 1))
    one = log(adviser_act, neighbour_unit, profile, held_on=date(2026, 3, 2), started_at=None)
    assert actions.warnings_of(one) == []
    log(adviser_act, neighbour_unit, profile, held_on=date(2026, 3, 9), started_at=None)
    assert actions.hours_used(first) == Decimal("5.0")
    assert actions.warnings_of(one) == [
        "Limit godzin doradcy w tej jednostce jest przekroczony o 1 h."
    ]
    may = log(adviser_act, neighbour_unit, profile, held_on=date(2026, 5, 4), started_at=None)
    assert actions.warnings_of(may) == []


def test_a_changed_entry_keeps_only_its_new_steps(adviser_act, draft):
    draft.subject = "Źródła finansowania"
    actions.change_consultation(adviser_act, draft, [step("Nowy")])
    draft.refresh_from_db()
    assert (draft.subject, draft.subject_folded) == ("Źródła finansowania", "zrodla finansowania")
    assert draft.version == 2
    assert [one.sentence for one in draft.steps.all()] == ["Nowy"]


def test_a_change_based_on_an_older_entry_changes_nothing(adviser_act, draft):
    older = Consultation.objects.get(pk=draft.pk)
    actions.change_consultation(adviser_act, draft, [])
    older.subject = "Starszy tekst"
    with pytest.raises(actions.StaleEntry) as stale:
        actions.change_consultation(adviser_act, older, [step()])
    assert stale.value.kept.version == 2
    draft.refresh_from_db()
    assert (draft.subject, draft.steps.count()) == ("Łączenie zadań i standard", 0)


def test_a_change_after_sending_does_not_take_the_entry_back(adviser_act, draft):
    opened = Consultation.objects.get(pk=draft.pk)
    actions.send_consultation(adviser_act, draft)
    opened.subject = "Za późno"
    with pytest.raises(MoveRefused, match="dopiero po zastrzeżeniu"):
        actions.change_consultation(adviser_act, opened, [])
    draft.refresh_from_db()
    assert (draft.state, draft.subject) == ("sent", "Łączenie zadań i standard")


def test_sending_asks_the_office(
    adviser_act, draft, clerk, coordinator, executive, neighbour_clerk
):
    actions.send_consultation(adviser_act, draft)
    assert draft.state == "sent"
    assert letters() == {
        ("consultation_sent", clerk.email),
        ("consultation_sent", coordinator.email),
    }
    assert waiting(act_of(clerk)) == waiting(act_of(coordinator)) == ["agree_consultation"]
    assert waiting(act_of(executive)) == waiting(act_of(neighbour_clerk)) == []


@pytest.mark.parametrize(
    ("findings", "words"), [("  ", "Zapisz ustalenia"), ("Ustalono.", "nie ma jeszcze urzędu")]
)
def test_an_entry_that_nobody_can_agree_to_is_not_sent(
    adviser_act, programme, profile, findings, words
):
    alone = make_unit(programme, "nowosolna", "Nowosolna")
    assign(alone, profile)
    entry = log(adviser_act, alone, profile, findings=findings)
    with pytest.raises(MoveRefused, match=words):
        actions.send_consultation(adviser_act, entry)
    entry.refresh_from_db()
    assert (entry.state, Letter.objects.count()) == ("draft", 0)


def test_agreeing_opens_steps_asks_for_the_note_and_tells_the_adviser(
    clerk_act, adviser_act, adviser, agreed
):
    assert agreed.state == "agreed"
    assert waiting(clerk_act) == ["next_step"]
    assert waiting(adviser_act) == ["next_step"]
    note = Document.objects.get()
    assert (note.kind, note.obj, note.state) == ("consultation_note", agreed, "waiting")
    assert ("consultation_agreed", adviser.email) in letters()


def test_a_step_without_a_reader_waits_on_the_page_alone(clerk_act, adviser_act, unit, profile):
    day = date(2026, 12, 1)
    entry = log(adviser_act, unit, profile, [step("Krok", day), step("Mój", None, "adviser")])
    actions.send_consultation(adviser_act, entry)
    profile.user = None
    profile.save()
    actions.agree_consultation(clerk_act, Consultation.objects.get(pk=entry.pk))
    duty = Duty.objects.open().get()
    assert (duty.sentence, duty.due.astimezone(WARSAW).isoformat()) == (
        "Krok",
        "2026-12-01T23:59:59+01:00",
    )


def test_disputing_returns_the_entry_with_the_reason(clerk_act, adviser_act, adviser, sent):
    actions.dispute_consultation(clerk_act, sent, "Brakuje terminu.")
    assert sent.state == "disputed"
    assert MoveLog.objects.of(sent).last().note == "Brakuje terminu."
    assert waiting(clerk_act) == []
    assert waiting(adviser_act) == ["correct_consultation"]
    letter = Letter.objects.get(kind="consultation_disputed")
    assert letter.to == adviser.email
    assert "Brakuje terminu." in letter.email.message
    assert Document.objects.count() == 0
    actions.send_consultation(adviser_act, sent)
    assert (waiting(adviser_act), waiting(clerk_act)) == ([], ["agree_consultation"])


def test_an_objection_needs_its_reason(clerk_act, sent):
    with pytest.raises(MoveRefused, match="z czym urząd się nie zgadza"):
        actions.dispute_consultation(clerk_act, sent, "  ")
    sent.refresh_from_db()
    assert sent.state == "sent"


@pytest.mark.parametrize(
    "who", ["executive", "treasurer", "office_admin", "neighbour_clerk", "rival_admin", "adviser"]
)
def test_only_the_office_signs_off(request, sent, who):
    act = act_of(request.getfixturevalue(who))
    for attempt in (
        lambda: actions.agree_consultation(act, sent),
        lambda: actions.dispute_consultation(act, sent, "Powód"),
    ):
        with pytest.raises(MoveRefused):
            attempt()
    sent.refresh_from_db()
    assert (sent.state, Document.objects.count()) == ("sent", 0)


@pytest.mark.parametrize("who", ["clerk", "programme_coordinator"])
def test_only_the_adviser_sends(request, draft, other_profile, who):
    for person in (request.getfixturevalue(who), other_profile.user):
        with pytest.raises(MoveRefused):
            actions.send_consultation(act_of(person), draft)
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_an_agreed_entry_stays(clerk_act, adviser_act, agreed):
    with pytest.raises(MoveRefused):
        actions.dispute_consultation(clerk_act, agreed, "Jednak nie")
    with pytest.raises(MoveRefused):
        actions.change_consultation(adviser_act, agreed, [])


def test_who_was_slower_is_told(clerk_act, sent):
    slower = Consultation.objects.get(pk=sent.pk)
    actions.agree_consultation(clerk_act, sent)
    with pytest.raises(MoveTaken):
        actions.dispute_consultation(clerk_act, slower, "Powód")
    assert MoveLog.objects.of(sent).filter(move="dispute").count() == 0


def test_a_finished_step_leaves_the_desk_and_keeps_its_time(clerk_act, adviser_act, agreed):
    office_step = agreed.steps.get(whose="office")
    actions.finish_step(clerk_act, office_step)
    assert office_step.done_at == NOW
    assert (waiting(clerk_act), waiting(adviser_act)) == ([], ["next_step"])
    again = NextStep.objects.get(pk=office_step.pk)
    actions.finish_step(clerk_act.later(NOW.replace(hour=12)), again)
    assert again.done_at == NOW


def test_a_note_is_asked_for_again_only_when_agreed(clerk_act, sent):
    with pytest.raises(MoveRefused, match="gdy urząd uzgodni"):
        actions.ask_for_note(clerk_act, sent)
    assert Document.objects.count() == 0


def test_an_entry_of_an_ended_assignment_is_told_no_limit(adviser_act, draft, profile):
    profile.assignments.update(valid_to=VISIT)
    assert actions.warnings_of(draft) == []
    profile.assignments.update(hours_limit=Decimal(1))
    assert actions.warnings_of(draft) == [
        "Limit godzin doradcy w tej jednostce jest przekroczony o 1,5 h."
    ]


def test_two_advisers_have_limits_of_their_own(adviser_act, unit, profile, programme):
    second = make_adviser(programme, "Drugi Doradca")
    assignment = assign(unit, second, hours_limit=Decimal(2))
    log(adviser_act, unit, profile)
    assert actions.hours_used(assignment) == 0


def test_an_entry_is_written_by_its_adviser_alone(clerk_act, other_profile, unit, profile):
    for act in (clerk_act, act_of(other_profile.user)):
        with pytest.raises(MoveRefused):
            log(act, unit, profile)
    assert Consultation.objects.count() == 0


def test_a_step_is_finished_by_whoever_has_to_do_it(adviser_act, clerk_act, agreed):
    office_step = agreed.steps.get(whose="office")
    advisers_step = agreed.steps.get(whose="adviser")
    for act, others in ((adviser_act, office_step), (clerk_act, advisers_step)):
        with pytest.raises(MoveRefused, match="Ten krok robi"):
            actions.finish_step(act, others)
        others.refresh_from_db()
        assert others.done_at is None
