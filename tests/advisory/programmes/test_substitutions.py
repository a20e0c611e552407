"""Standing in for an adviser: who sees what in which minute, whose hours, who is told."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from advisory.consultations import actions as consultations
from advisory.consultations.handover import hand_over_unit, hours_left
from advisory.consultations.models import Consultation
from advisory.consultations.taking_over import tell_begun_and_ended
from advisory.indicators.alerts import alerts_of
from advisory.indicators.figures import figures_of
from advisory.programmes.actions import end_assignment
from advisory.programmes.models import Assignment, Unit
from advisory.programmes.substitutions import end_substitution, let_stand_in
from mkus_portal.act import Act
from mkus_portal.notifications.models import Duty, Letter
from mkus_portal.verdict import Refused
from mkus_portal.versions import Overtaken
from tests.advisory import factories
from tests.cast import act_of
from tests.clock import NOW

TODAY = date(2026, 11, 24)
LAST = date(2026, 12, 4)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def runs(programme_coordinator):
    return act_of(programme_coordinator)


@pytest.fixture
def substitute(programme):
    return factories.adviser_with_account(programme, "Zenon Zastępca")


@pytest.fixture
def assignment(unit, profile):
    return unit.assignments.get()


@pytest.fixture
def stand_in(runs, assignment, substitute):
    def begin(adviser=substitute, **fields):
        given = {"valid_from": TODAY, "valid_to": LAST, "reason": "Urlop", **fields}
        return let_stand_in(runs, assignment, adviser, **given)

    return begin


def at(person, when=NOW):
    return act_of(person.user, at=when)


def units(act):
    return {one.name for one in Unit.objects.visible_to(act)}


def waiting(act):
    return {one.sentence for one in Duty.objects.waiting_for(act)}


def test_a_substitute_sees_the_unit_from_the_first_day_to_the_last(
    stand_in, substitute, unit, other_profile
):
    stand_in(valid_from=TODAY + DAY)
    first = NOW + DAY
    midnight = first.replace(hour=0, minute=0)
    last = midnight.replace(month=12, day=LAST.day)
    seen = [
        units(at(substitute, when))
        for when in (NOW, midnight - MINUTE, midnight, first, last + DAY - MINUTE, last + DAY)
    ]
    assert seen == [set(), set(), {unit.name}, {unit.name}, {unit.name}, set()]


def test_a_substitution_that_is_ended_closes_in_the_same_minute(
    runs, stand_in, substitute, unit, sent
):
    row = stand_in()
    act = at(substitute, NOW + MINUTE)
    assert units(act) == {unit.name}
    assert Consultation.objects.visible_to(act).count() == 1
    end_substitution(runs.later(NOW + MINUTE), row)
    assert units(act) == set()
    assert not Consultation.objects.visible_to(act).exists()
    with pytest.raises(Refused, match="Nie masz przydziału"):
        factories.log(act, unit, substitute, held_on=TODAY)


def test_a_planned_substitution_that_is_taken_back_leaves_no_row(runs, stand_in):
    row = stand_in(valid_from=TODAY + DAY)
    same = Assignment.objects.get(pk=row.pk)
    end_substitution(runs, row)
    with pytest.raises(Overtaken):
        end_substitution(runs, same)
    assert not Assignment.objects.filter(is_substitution=True).exists()
    assert not Duty.objects.open().filter(kind="know_substitution").exists()


@pytest.mark.parametrize("keeps", [True, False])
def test_the_replaced_adviser_keeps_access_or_not(stand_in, profile, unit, keeps):
    stand_in(keeps_access=keeps)
    assert units(at(profile)) == ({unit.name} if keeps else set())
    assert units(at(profile, NOW + 11 * DAY)) == {unit.name}


def test_a_replaced_adviser_is_shut_out_no_longer_than_the_substitution(
    runs, stand_in, profile, unit
):
    row = stand_in(keeps_access=False)
    end_substitution(runs.later(NOW + MINUTE), row)
    assert units(at(profile, NOW + MINUTE)) == {unit.name}


def test_a_substitute_reads_what_was_sent_and_not_the_notes(
    stand_in, substitute, adviser_act, unit, profile, sent
):
    note = factories.log(adviser_act, unit, profile, subject="Moja notatka")
    stand_in()
    assert [one.pk for one in Consultation.objects.visible_to(at(substitute))] == [sent.pk]
    assert note in Consultation.objects.visible_to(at(profile))


def test_the_neighbour_unit_never_opens(stand_in, substitute, neighbour_unit, client_as):
    stand_in()
    browser = client_as(substitute.user)
    assert browser.get(f"/jednostki-programu/{neighbour_unit.pk}/").status_code == 404
    assert browser.get(f"/jednostki-programu/{neighbour_unit.pk}/konsultacja/").status_code == 404


def test_hours_of_a_substitute_count_against_the_replaced_ones_limit(
    stand_in, substitute, unit, profile, assignment, programme, draft
):
    Assignment.objects.filter(pk=assignment.pk).update(hours_limit=Decimal(4))
    stand_in()
    entry = factories.log(at(substitute), unit, substitute, held_on=TODAY)
    assert consultations.hours_used(assignment) == Decimal("5.0")
    words = "Limit godzin doradcy w tej jednostce jest przekroczony o 1 h."
    assert consultations.warnings_of(entry) == [words]
    assert [one.sentence for one in alerts_of(programme, TODAY) if "limit" in one.sentence] == [
        "Godziny doradztwa przekraczają limit o 1 h."
    ]
    assert figures_of(programme).hours_by_adviser == {
        profile.code: Decimal("2.5"),
        substitute.code: Decimal("2.5"),
    }


def test_an_entry_says_in_whose_place_it_was_held(
    stand_in, substitute, unit, profile, client_as, programme_coordinator, draft
):
    stand_in()
    entry = factories.log(at(substitute), unit, substitute, held_on=TODAY)
    words = f"Zenon Zastępca (w zastępstwie: {profile.full_name})"
    browser = client_as(programme_coordinator)
    assert words in browser.get("/konsultacje/").content.decode()
    assert words in browser.get(entry.get_absolute_url()).content.decode()
    own = browser.get(draft.get_absolute_url()).content.decode()
    assert "w zastępstwie" not in own


def test_the_substitute_sees_the_limit_and_all_hours_against_it(
    stand_in, substitute, unit, sent, client_as
):
    stand_in()
    factories.log(at(substitute), unit, substitute, held_on=TODAY)
    page = client_as(substitute.user).get("/moje-jednostki/").content.decode()
    assert "5 / 120" in page


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"valid_from": date(2025, 1, 1)}, "valid_from", "Przydział zaczyna się"),
        ({"valid_from": date(2026, 11, 1), "valid_to": TODAY - DAY}, "valid_to", "już minął"),
        ({"valid_to": TODAY - DAY}, "__all__", "przed jego początkiem"),
    ],
    ids=["before", "over", "turned"],
)
def test_days_that_do_not_fit_are_refused(stand_in, fields, field, words):
    with pytest.raises(ValidationError, match=words) as error:
        stand_in(**fields)
    assert field in error.value.error_dict


def test_days_after_the_assignment_are_refused(stand_in, assignment):
    Assignment.objects.filter(pk=assignment.pk).update(valid_to=TODAY + DAY)
    with pytest.raises(ValidationError, match=r"Przydział kończy się 25\.11\.2026"):
        stand_in()


def test_two_do_not_stand_in_on_the_same_day(runs, stand_in, programme):
    row = stand_in()
    other = factories.adviser_with_account(programme, "Inna Osoba")
    with pytest.raises(ValidationError, match="zastępuje już Zenon Zastępca"):
        stand_in(other, valid_from=LAST, valid_to=LAST + DAY)
    end_substitution(runs.later(NOW + MINUTE), row)
    assert stand_in(other).adviser == other


def test_an_overlap_with_an_own_assignment_is_refused(stand_in, unit, substitute, profile):
    factories.assign(unit, substitute, valid_from=LAST, valid_to=None)
    with pytest.raises(ValidationError, match="własny przydział albo zastępstwo"):
        stand_in()
    with pytest.raises(ValidationError, match="to ten sam doradca"):
        stand_in(profile)


def test_a_substitution_has_no_substitution(runs, stand_in, programme):
    row = stand_in()
    other = factories.adviser_with_account(programme, "Inna Osoba")
    with pytest.raises(Refused, match="To zastępstwo"):
        let_stand_in(runs, row, other, valid_from=TODAY, valid_to=LAST, reason="Urlop")
    with pytest.raises(Refused, match="To zastępstwo"):
        end_assignment(runs, row, LAST)


def test_both_advisers_and_the_office_are_told(
    runs, stand_in, substitute, profile, clerk, clerk_act
):
    row = stand_in()
    told = set(Letter.objects.filter(kind="adviser_substituted").values_list("to", flat=True))
    assert told == {substitute.user.email, profile.user.email, clerk.email}
    assert {sentence.split(":")[0] for sentence in waiting(at(substitute))} == {"Zastępujesz"}
    assert {sentence.split(":")[0] for sentence in waiting(at(profile))} == {"Przekaż sprawy"}
    assert any(one.startswith("W zastępstwie doradza Wam") for one in waiting(clerk_act))
    assert waiting(at(substitute, NOW + 12 * DAY)) == set()
    end_substitution(runs.later(NOW + MINUTE), row)
    assert Letter.objects.filter(kind="substitution_ended").count() == 3
    assert waiting(at(substitute, NOW + MINUTE)) == set()


def test_open_steps_wait_for_the_substitute_and_go_back(
    runs, stand_in, substitute, profile, agreed
):
    step = agreed.steps.get(whose="adviser")
    row = stand_in(keeps_access=False)
    assert step.sentence in waiting(at(substitute))
    assert step.sentence not in waiting(at(profile))
    end_substitution(runs.later(NOW + MINUTE), row)
    assert step.sentence in waiting(at(profile, NOW + MINUTE))
    assert step.sentence not in waiting(at(substitute, NOW + MINUTE))
    with pytest.raises(Refused):
        consultations.finish_step(at(substitute, NOW + MINUTE), step)


def test_open_steps_follow_a_substitution_that_begins_and_ends_by_itself(
    stand_in, substitute, agreed
):
    step = agreed.steps.get(whose="adviser")
    stand_in(valid_from=TODAY + DAY)
    assert step.sentence not in waiting(at(substitute))
    for days, waits in ((1, True), (12, False)):
        now = NOW + days * DAY
        assert tell_begun_and_ended(Act.system(now)) == 1
        assert (step.sentence in waiting(at(substitute, now))) is waits


def test_the_substitute_finishes_a_step_and_answers_an_objection(
    stand_in, substitute, clerk_act, agreed, adviser_act, unit, profile
):
    step = agreed.steps.get(whose="adviser")
    objected = factories.log(adviser_act, unit, profile, subject="Z zastrzeżeniem")
    consultations.send_consultation(adviser_act, objected)
    consultations.dispute_consultation(clerk_act, objected, "Inna data")
    stand_in()
    act = at(substitute)
    assert any("Z zastrzeżeniem" in one for one in waiting(act))
    consultations.finish_step(act, step)
    consultations.send_consultation(act, objected)
    objected.refresh_from_db()
    assert (objected.state, objected.adviser) == ("sent", profile)
    assert not any("Z zastrzeżeniem" in one for one in waiting(act))


def test_the_end_of_an_assignment_ends_its_substitution(
    runs, stand_in, assignment, substitute, profile
):
    stand_in()
    end_assignment(runs.later(NOW + MINUTE), assignment, TODAY)
    assert units(at(substitute, NOW + MINUTE)) == units(at(profile, NOW + MINUTE)) == set()


def test_an_assignment_that_ends_later_shortens_its_substitution(runs, stand_in, assignment):
    row = stand_in()
    end_assignment(runs, assignment, TODAY + DAY)
    row.refresh_from_db()
    assert (row.valid_to, row.ended_at) == (TODAY + DAY, None)


def test_a_handover_moves_the_hours_that_are_left(
    runs, assignment, substitute, profile, unit, agreed, programme
):
    assert hours_left(assignment) == Decimal("117.5")
    new = hand_over_unit(
        runs, assignment, substitute, first_day=TODAY, hours_limit=Decimal("117.5")
    )
    assignment.refresh_from_db()
    assert (assignment.hours_limit, new.hours_limit) == (Decimal("2.5"), Decimal("117.5"))
    assert (units(at(profile)), units(at(substitute))) == (set(), {unit.name})
    assert agreed.steps.get(whose="adviser").sentence in waiting(at(substitute))
    told = Letter.objects.filter(kind="adviser_changed").values_list("to", flat=True)
    assert {substitute.user.email, profile.user.email} < set(told)
    factories.log(at(substitute), unit, substitute, held_on=TODAY)
    assert not [one for one in alerts_of(programme, TODAY) if "limit" in one.sentence]


def test_a_handover_of_a_later_day_leaves_the_days_before_it(
    runs, assignment, substitute, profile, unit
):
    hand_over_unit(runs, assignment, substitute, first_day=LAST, hours_limit=Decimal(100))
    assignment.refresh_from_db()
    assert assignment.valid_to == LAST - DAY
    assert (units(at(profile)), units(at(substitute))) == ({unit.name}, set())
    with pytest.raises(ValidationError, match="od dziś"):
        hand_over_unit(runs, assignment, substitute, first_day=TODAY - DAY, hours_limit=Decimal(1))


def test_the_coordinator_saves_and_ends_a_substitution(
    client_as, programme_coordinator, assignment, substitute, unit
):
    browser = client_as(programme_coordinator)
    sent = {
        "adviser": substitute.pk,
        "valid_from": "2026-11-24",
        "valid_to": "2026-11-20",
        "reason": "Urlop na żądanie",
        "keeps_access": "on",
    }
    url = f"/przydzialy/{assignment.pk}/zastepstwo/"
    refused = browser.post(url, sent)
    assert refused.status_code == 422
    assert "Urlop na żądanie" in refused.content.decode()
    assert browser.post(url, {**sent, "valid_to": "2026-12-04"}).status_code == 302
    row = Assignment.objects.get(is_substitution=True)
    page = browser.get(f"/jednostki-programu/{unit.pk}/").content.decode()
    assert "w zastępstwie: Daria Doradczyni" in page
    assert browser.post(f"/zastepstwa/{row.pk}/koniec/").status_code == 302
    row.refresh_from_db()
    assert row.ended_at is not None


def test_the_coordinator_hands_a_unit_over(
    client_as, programme_coordinator, assignment, substitute, draft
):
    browser = client_as(programme_coordinator)
    url = f"/przydzialy/{assignment.pk}/przekazanie/"
    page = browser.get(url).content.decode()
    assert "zostało 117,5 h z 120 h" in page
    sent = {"adviser": substitute.pk, "first_day": "2026-11-24", "hours_limit": "100"}
    assert browser.post(url, sent).status_code == 302
    assignment.refresh_from_db()
    assert assignment.hours_limit == Decimal(20)


@pytest.mark.parametrize("page", ["przydzialy/{}/zastepstwo", "przydzialy/{}/przekazanie"])
def test_only_the_coordinator_opens_the_forms(
    client_as, adviser, stranger, clerk, assignment, page
):
    url = f"/{page.format(assignment.pk)}/"
    answers = [client_as(one).get(url).status_code for one in (adviser, clerk, stranger)]
    assert answers == [403, 403, 404]
