"""The formal check: what the portal finds, the three outcomes, the call for correction."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from contracting.calls.actions import annul_call
from contracting.calls.models import Call
from contracting.evaluation.actions import conditions, formal
from contracting.evaluation.actions.formal import Given
from contracting.evaluation.actions.session import begin_evaluation
from contracting.evaluation.formal_facts import sheet_of
from contracting.evaluation.models import Assessment, Evaluation, FormalAnswer
from contracting.offers import actions as offers
from contracting.offers.models import Offer
from mkus_portal.act import WARSAW
from mkus_portal.notifications.models import Duty, Letter
from mkus_portal.verdict import Refused
from mkus_portal.versions import Overtaken
from mkus_portal.workflow.engine import MoveTaken
from tests.contracting.calls.factories import make_published_call, member_act
from tests.contracting.evaluation.factories_formal import (
    CHECKED,
    DUE_ON,
    IN_TIME,
    NEW,
    REASONS,
    accept,
    ask,
    begin,
    correct,
    fill,
    reject,
    write,
)
from tests.contracting.offers.factories import AFTER, make_cast

pytestmark = pytest.mark.django_db
TERM = datetime(2026, 12, 9, 23, 59, 59, tzinfo=WARSAW)
LATE = TERM + timedelta(seconds=1)
IN_A_WEEK = DUE_ON + timedelta(days=7)


@pytest.fixture
def session():
    return begin()


def by_code(assessment):
    found = assessment.answers.exclude(condition__automatic="")
    return {one.condition.automatic: one for one in found.select_related("condition")}


def test_beginning_writes_the_conditions_and_what_the_portal_found(session):
    found = by_code(session.assessment())
    assert {code: one.answer for code, one in found.items()} == {
        **dict.fromkeys(("in_time", "eligible", "signed", "complete", "form"), "met"),
        **dict.fromkeys(("dates", "limits", "number"), "met"),
        "joint": "not_applicable",
    }
    assert all(one.is_automatic and one.answered_by is None for one in found.values())
    assert sheet_of(session.assessment()).unanswered == 3


def test_the_next_evaluation_of_the_office_starts_from_the_last_conditions(session):
    conditions.add_condition(
        session.clerk,
        session.evaluation,
        text="Dołączono statut",
        is_correctable=True,
        applies_to="ngo",
    )
    call = make_published_call(session.call.office, title="Drugi")
    make_cast(call=call).sent()
    later = session.clerk.later(CHECKED + timedelta(hours=1))
    second = begin_evaluation(later, call)
    assert [str(one) for one in second.conditions.all()] == [
        str(one) for one in session.evaluation.conditions.all()
    ]
    assert str(second.conditions.last()) == "Dołączono statut"


def test_conditions_are_added_changed_ordered_and_removed_until_the_first_result(session):
    act, evaluation = session.clerk, session.evaluation
    first = evaluation.conditions.first()
    added = conditions.add_condition(
        act, evaluation, text="Statut", is_correctable=True, applies_to="art_3_3"
    )
    assert added.answers.count() == 2
    conditions.change_condition(
        act, added, 1, text="Statut", is_correctable=False, applies_to="all"
    )
    assert added.answers.count() == 0
    with pytest.raises(Overtaken):
        conditions.change_condition(
            act, added, 1, text="Inny", is_correctable=False, applies_to="all"
        )
    conditions.move_condition(act, added, up=True)
    assert list(evaluation.conditions.all())[-2] == added
    conditions.remove_condition(act, first)
    assert [one.position for one in evaluation.conditions.all()] == list(range(1, 14))
    accept_all_but(session)
    for attempt in (
        lambda: conditions.add_condition(
            act, evaluation, text="Nowy", is_correctable=True, applies_to="all"
        ),
        lambda: conditions.remove_condition(act, added),
        lambda: conditions.move_condition(act, added, up=True),
    ):
        with pytest.raises(Refused, match="pierwszy wynik"):
            attempt()


def accept_all_but(session):
    formal.accept_formally(session.clerk, fill(session.clerk, session.assessment()))


def test_a_defect_needs_a_word_and_so_does_another_opinion_than_the_portals(session):
    assessment = session.assessment()
    condition = assessment.evaluation.conditions.filter(automatic="").first()
    in_time = assessment.evaluation.conditions.get(automatic="in_time")
    given = {condition.pk: Given("not_met", " "), in_time.pk: Given("not_applicable")}
    with pytest.raises(ValidationError) as caught:
        formal.save_answers(session.clerk, assessment, given)
    assert set(caught.value.error_dict) == {f"note_{condition.pk}", f"note_{in_time.pk}"}


def test_a_clerks_opinion_stands_beside_the_portals_finding_and_can_be_taken_back(session):
    assessment = session.assessment()
    condition = assessment.evaluation.conditions.get(automatic="signed")
    said = Given("not_met", "Prezes został odwołany.")
    formal.save_answers(session.clerk, assessment, {condition.pk: said})
    answer = assessment.answers.get(condition=condition)
    assert (answer.answer, answer.found, answer.is_automatic) == ("not_met", "met", False)
    assert answer.answered_by_id == session.clerk.user
    formal.save_answers(session.clerk, assessment, {condition.pk: Given("met")})
    answer.refresh_from_db()
    assert (answer.answer, answer.is_automatic) == ("met", True)


def test_a_stale_sheet_is_not_saved(session):
    assessment = session.assessment()
    condition = assessment.evaluation.conditions.filter(automatic="").first()
    formal.save_answers(session.other, assessment, {condition.pk: Given("met")}, 1)
    with pytest.raises(Overtaken):
        formal.save_answers(session.clerk, assessment, {condition.pk: Given("met")}, 1)


def test_an_offer_that_meets_all_is_accepted_and_only_then(session):
    with pytest.raises(Refused, match="jeszcze 3 warunki"):
        formal.accept_formally(session.clerk, session.assessment())
    wrong = fill(session.clerk, session.assessment(), defect="Brak pełnomocnictwa.")
    with pytest.raises(Refused, match="nie spełnia warunku"):
        formal.accept_formally(session.clerk, wrong)
    assert accept(session, session.second).state == "formal_ok"


def test_a_lasting_defect_is_rejected_and_cannot_be_corrected(session):
    wrong = fill(session.clerk, session.assessment(), defect="Poza celami.", lasting=True)
    with pytest.raises(Refused, match="nie można uzupełnić"):
        formal.ask_to_correct(session.clerk, wrong, REASONS, DUE_ON, "")
    rejected = formal.reject_formally(session.clerk, wrong, formal.reason_of(wrong))
    assert rejected.state == "rejected_formal"
    assert "Poza celami." in rejected.reason


def test_what_can_be_corrected_is_not_rejected_at_once(session):
    wrong = fill(session.clerk, session.assessment(), defect="Brak pełnomocnictwa.")
    with pytest.raises(Refused, match="najpierw wezwij"):
        formal.reject_formally(session.clerk, wrong, "Brak.")
    clean = fill(session.clerk, session.assessment(session.second))
    with pytest.raises(Refused, match="nie ma za co odrzucić"):
        formal.reject_formally(session.clerk, clean, "Brak.")
    with pytest.raises(Refused, match="nie ma braków"):
        formal.ask_to_correct(session.clerk, clean, REASONS, DUE_ON, "")


def test_a_call_for_correction_returns_the_offer_writes_and_opens_a_duty(session):
    correction = ask(session)
    offer = Offer.objects.get(pk=session.assessment().offer_id)
    assert (session.assessment().state, offer.state) == ("to_correct", "returned")
    assert (correction.due_at, correction.sections) == (TERM, REASONS)
    assert correction.new_content is None
    duty = Duty.objects.of(offer).open().get(kind="offer_correct")
    assert (duty.due, duty.lapses) == (TERM, True)
    letters = Letter.objects.filter(kind="evaluation_to_correct")
    assert letters.count() == 3
    assert "Opis jest za krótki." in letters[0].email.message


def test_a_term_on_a_day_off_ends_on_the_next_working_day_d29(session):
    assessment = fill(session.clerk, session.assessment(), defect="Za krótki.")
    saturday = DUE_ON + timedelta(days=3)
    assert saturday.weekday() == 5
    correction = formal.ask_to_correct(session.clerk, assessment, REASONS, saturday, "")
    assert correction.due_at == TERM + timedelta(days=5)
    assert formal.default_day(session.clerk, session.evaluation).isoformat() == "2026-12-08"


@pytest.mark.parametrize("days", [0, -1, 61])
def test_a_term_is_neither_past_nor_endless(session, days):
    assessment = fill(session.clerk, session.assessment(), defect="Za krótki.")
    day = session.clerk.day + timedelta(days=days)
    with pytest.raises(ValidationError, match="Termin musi"):
        formal.ask_to_correct(session.clerk, assessment, REASONS, day, "")
    assert session.assessment().state == "waiting"


def test_a_corrected_offer_is_checked_again_with_both_versions_kept(session):
    correction = ask(session)
    offer = correct(session)
    assessment = session.assessment()
    assert (assessment.state, offer.state) == ("corrected", "corrected")
    correction.refresh_from_db()
    correction = type(correction).objects.get(pk=correction.pk)
    assert correction.old_content.text("III.3") == "Zajęcia w Brzozowie dla dzieci."
    assert correction.new_content.text("III.3") == NEW
    assert Duty.objects.of(offer).open().filter(kind="offer_correct").count() == 0
    assert Duty.objects.of(assessment).open().get().kind == "evaluation_corrected"
    told = Letter.objects.filter(kind="evaluation_corrected")
    assert {session.clerk.user, session.other.user} <= set(told.values_list("user", flat=True))
    checked = by_code(assessment)["signed"]
    assert (checked.answer, checked.answered_at) == ("met", IN_TIME)
    fill(session.clerk.later(IN_TIME), assessment)
    assert formal.accept_formally(session.clerk, session.assessment()).state == "formal_ok"
    assert Duty.objects.of(assessment).open().count() == 0


def test_a_corrected_offer_with_a_defect_is_rejected_not_asked_again(session):
    ask(session)
    correct(session)
    assessment = session.assessment()
    with pytest.raises(Refused):
        formal.ask_to_correct(session.clerk.later(IN_TIME), assessment, REASONS, DUE_ON, "")
    assert formal.reject_formally(session.clerk, assessment, "Nadal brak.").state == (
        "rejected_formal"
    )


def test_only_after_its_term_is_an_uncorrected_offer_rejected(session):
    ask(session)
    assessment = session.assessment()
    with pytest.raises(Refused, match=r"może uzupełnić ofertę jeszcze do 09\.12\.2026"):
        formal.reject_formally(session.clerk.later(TERM), assessment, "Nie uzupełniono.")
    rejected = formal.reject_formally(
        session.clerk.later(LATE), assessment, formal.reason_of(assessment)
    )
    assert "nie została uzupełniona w terminie" in rejected.reason
    assert Duty.objects.of(assessment.offer).open().count() == 0


def test_a_correction_that_came_in_time_counts_after_a_rejection_too(session):
    """The office pressed a second after the term while the bidder's page still waited its turn."""
    ask(session)
    offer = Offer.objects.get(pk=session.assessment().offer_id)
    write(session.first.editor.later(IN_TIME), offer)
    formal.reject_formally(session.clerk.later(LATE), session.assessment(), "Nie uzupełniono.")
    offers.send_correction(session.first.president.later(TERM), offer)
    assessment = session.assessment()
    assert (assessment.state, assessment.reason) == ("corrected", "")


def test_after_the_formal_check_no_correction_is_taken(session):
    ask(session)
    offer = Offer.objects.get(pk=session.assessment().offer_id)
    write(session.first.editor.later(IN_TIME), offer)
    Evaluation.objects.filter(pk=session.evaluation.pk).update(state="merit")
    with pytest.raises(Refused, match="zakończona"):
        offers.send_correction(session.first.president.later(IN_TIME), offer)
    assert Offer.objects.get(pk=offer.pk).state == "returned"


def test_more_time_is_given_with_a_reason_also_after_the_term(session):
    correction = ask(session)
    later = session.clerk.later(LATE)
    formal.extend_correction(later, correction, DUE_ON + timedelta(days=5), "Awaria portalu.")
    correction = type(correction).objects.get(pk=correction.pk)
    assert correction.due_at == TERM + timedelta(days=5)
    letter = Letter.objects.filter(kind="evaluation_extended").first()
    assert "Awaria portalu." in letter.email.message
    correct(session, at=LATE)
    assert session.assessment().state == "corrected"
    with pytest.raises(Refused, match="nie czeka na uzupełnienie"):
        formal.extend_correction(later, correction, DUE_ON + timedelta(days=9), "Jeszcze.")


def test_a_result_is_taken_back_while_the_formal_check_lasts(session):
    reject(session)
    again = formal.check_again(session.clerk, session.assessment(), "Pomyłka.")
    assert (again.state, again.reason) == ("waiting", "")
    accept(session)
    Evaluation.objects.filter(pk=session.evaluation.pk).update(state="merit")
    with pytest.raises(Refused, match="zakończona"):
        formal.check_again(session.clerk, session.assessment())


def test_an_offer_called_in_vain_is_not_called_again(session):
    ask(session)
    formal.reject_formally(session.clerk.later(LATE), session.assessment(), "Nie uzupełniono.")
    formal.check_again(session.clerk.later(LATE), session.assessment(), "Ponownie.")
    with pytest.raises(Refused, match="termin minął bez uzupełnienia"):
        formal.ask_to_correct(
            session.clerk.later(LATE), session.assessment(), REASONS, IN_A_WEEK, ""
        )


def test_a_second_correction_keeps_three_versions(session):
    first = ask(session)
    correct(session)
    act = session.clerk.later(IN_TIME)
    fill(act, session.assessment())
    formal.accept_formally(act, session.assessment())
    formal.check_again(act, session.assessment(), "Nowy brak.")
    fill(act, session.assessment(), defect="Jeszcze coś.")
    formal.ask_to_correct(act, session.assessment(), {"IV": "Dopisz."}, DUE_ON, "")
    first = type(first).objects.get(pk=first.pk)
    assert first.new_content.text("III.3") == NEW
    offer = Offer.objects.get(pk=session.assessment().offer_id)
    with pytest.raises(Refused, match="Części III nie obejmuje"):
        write(session.first.editor.later(IN_TIME), offer, text="Znowu inaczej.")


def test_a_neighbour_and_other_roles_check_nothing(session):
    neighbour = make_cast().clerk(AFTER)
    for act in (neighbour, session.first.president.later(CHECKED)):
        with pytest.raises(Refused):
            formal.save_answers(act, session.assessment(), {})
        with pytest.raises(Refused):
            formal.accept_formally(act, session.assessment())


def test_an_annulled_call_is_neither_checked_nor_corrected(session):
    ask(session)
    offer = Offer.objects.get(pk=session.assessment().offer_id)
    executive = member_act(session.call.office, "executive", CHECKED)
    Call.objects.filter(pk=session.call.pk).update(annulment_reservation="Z ważnej przyczyny.")
    call = Call.objects.get(pk=session.call.pk)
    day = CHECKED.date()
    annul_call(executive, call, "reservation", "Brak.", "7/2026", day, "Anna Wzorowa, wójt")
    assert Duty.objects.of(offer).open().count() == 0
    with pytest.raises(Refused, match="unieważniony"):
        write(session.first.editor.later(IN_TIME), Offer.objects.get(pk=offer.pk))
    with pytest.raises(Refused, match="unieważniony"):
        formal.accept_formally(session.clerk, session.assessment(session.second))


@pytest.mark.django_db(transaction=True)
def test_of_two_clerks_who_decide_at_once_one_is_told_that_somebody_was_faster(at_once):
    session = begin()
    fill(session.clerk, session.assessment())
    seen = Assessment.objects.filter(pk=session.assessment().pk)

    def work(_):
        try:
            formal.accept_formally(session.clerk, seen.select_related("evaluation").get())
        except (MoveTaken, Refused):
            return False
        return True

    outcomes, states = at_once(work, lambda: list(seen.values_list("state", flat=True)))
    assert outcomes.count(True) == 1
    assert states == ["formal_ok"]


def test_automatic_findings_say_what_is_beyond_the_announcement():
    session = begin()
    task = session.first.task
    type(task).objects.filter(pk=task.pk).update(max_grant=Decimal(5000))
    Call.objects.filter(pk=session.call.pk).update(max_offers_per_organisation=1)
    FormalAnswer.objects.all().delete()
    conditions.check_automatically(session.clerk, Evaluation.objects.get())
    limits = by_code(session.assessment())["limits"]
    assert (limits.answer, limits.is_automatic) == ("not_met", True)
    assert "najwyżej" in limits.note
