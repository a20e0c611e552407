"""Assigning, answering, delivering, returning, accepting; who is told and what waits."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from advisory.expertises import actions
from advisory.expertises.models import Expert, Expertise
from advisory.programmes.models import Programme
from mkus_portal.accounts.actions import accept_invitation
from mkus_portal.accounts.models import Membership
from mkus_portal.act import WARSAW
from mkus_portal.documents.models import Document
from mkus_portal.drafting.actions import save_field
from mkus_portal.notifications.invitations import invite
from mkus_portal.notifications.models import Duty, Letter
from mkus_portal.workflow.engine import MoveRefused, MoveTaken
from mkus_portal.workflow.models import MoveLog
from tests.advisory.expertises.factories import (
    TERM,
    answer,
    fresh,
    in_work,
    make_expert,
    order,
    place,
    returned,
)
from tests.cast import act_of, make_user
from tests.clock import NOW

TODAY = NOW.date()


def letters():
    return set(Letter.objects.values_list("kind", "to"))


def waiting(act):
    return [duty.kind for duty in Duty.objects.waiting_for(act)]


def test_the_coordinator_assigns_an_expert(
    coordinator_act, clerk_act, unit, profile, expert, expert_act
):
    made = fresh(order(clerk_act, unit))
    actions.assign_expert(coordinator_act, made, expert, TERM)
    found = fresh(made)
    assert (found.state, found.expert, found.due_on) == ("assigned", expert, TERM)
    assert (waiting(coordinator_act), waiting(expert_act)) == ([], ["answer_expertise"])
    due = Duty.objects.waiting_for(expert_act).get().due.astimezone(WARSAW)
    assert due.date() == TERM
    assert ("expertise_assigned", expert.user.email) in letters()


def test_only_the_coordinator_assigns(clerk_act, adviser_act, expert_act, ordered, expert):
    for act in (clerk_act, adviser_act, expert_act):
        with pytest.raises(MoveRefused, match="prowadzi jego koordynator"):
            actions.assign_expert(act, fresh(ordered), expert, TERM)


def test_an_expert_of_another_programme_and_a_past_term_are_refused(runs, ordered, expert):
    elsewhere = Programme.objects.create(code="X", name="Inny")
    foreign = make_expert(elsewhere)
    with pytest.raises(ValidationError, match="nie jest w programie"):
        actions.assign_expert(runs, ordered, foreign, TERM)
    with pytest.raises(ValidationError, match="w przeszłości"):
        actions.assign_expert(runs, ordered, expert, date(2026, 11, 23))
    assert fresh(ordered).state == "ordered"


def test_the_first_answer_begins_the_work(expert_act, assigned):
    question = assigned.questions.first()
    save_field(expert_act, assigned.draft, place(question), "Tak.", 0)
    question.refresh_from_db()
    assert (question.answer, fresh(assigned).state) == ("Tak.", "in_work")
    assert MoveLog.objects.filter(move="begin").count() == 1
    save_field(expert_act, assigned.draft, place(question), "Tak, po roku.", 1)
    assert MoveLog.objects.filter(move="begin").count() == 1


def test_nobody_but_the_expert_answers(
    clerk_act, adviser_act, coordinator_act, other_expert, assigned
):
    question = assigned.questions.first()
    for act in (clerk_act, adviser_act, coordinator_act, act_of(other_expert.user)):
        with pytest.raises(MoveRefused):
            save_field(act, assigned.draft, place(question), "Cudza.", 0)
    question.refresh_from_db()
    assert question.answer == ""


def test_every_question_needs_an_answer(expert_act, assigned):
    question = assigned.questions.first()
    save_field(expert_act, assigned.draft, place(question), "Tak.", 0)
    with pytest.raises(MoveRefused, match="odpowiedzi: 1 z 2"):
        actions.deliver_expertise(expert_act, fresh(assigned))


def test_the_delivery_is_told_and_shown(
    coordinator_act, clerk_act, expert_act, assigned, clerk, adviser, programme_coordinator
):
    made = answer(assigned)
    assert not Document.objects.exists()
    Letter.objects.all().delete()
    actions.deliver_expertise(expert_act, made)
    found = fresh(made)
    assert (found.state, found.delivered_on) == ("delivered", TODAY)
    assert (waiting(expert_act), waiting(coordinator_act)) == ([], ["accept_expertise"])
    readers = (clerk, adviser, programme_coordinator)
    assert letters() == {("expertise_delivered", one.email) for one in readers}


def test_a_delivered_one_is_written_no_more(expert_act, delivered):
    with pytest.raises(MoveRefused, match="jest oddana"):
        answer(delivered, "Inna odpowiedź.")


def test_remarks_open_it_again(coordinator_act, clerk_act, expert_act, delivered):
    with pytest.raises(MoveRefused, match="co ekspert ma poprawić"):
        actions.return_expertise(coordinator_act, fresh(delivered), " ")
    actions.return_expertise(coordinator_act, fresh(delivered), "Dopisz źródła.")
    assert fresh(delivered).state == "returned"
    duty = Duty.objects.waiting_for(expert_act).get()
    assert duty.sentence.startswith("Popraw i oddaj ekspertyzę")
    letter = Letter.objects.get(kind="expertise_returned")
    assert "Dopisz źródła." in letter.email.message
    made = answer(delivered, "Poprawiona.")
    actions.deliver_expertise(expert_act, made)
    assert fresh(made).questions.first().answer == "Poprawiona. 1"
    assert waiting(coordinator_act) == ["accept_expertise"]


def test_an_accepted_one_is_frozen(coordinator_act, expert_act, clerk_act, delivered):
    actions.accept_expertise(coordinator_act, fresh(delivered))
    found = fresh(delivered)
    assert (found.state, found.accepted_on) == ("accepted", TODAY)
    assert Document.objects.get().kind == "expertise"
    assert not Duty.objects.open().exists()
    with pytest.raises(MoveRefused, match="jest przyjęta"):
        answer(found, "Inna.")
    for press in (
        lambda: actions.return_expertise(coordinator_act, fresh(found), "Jeszcze."),
        lambda: actions.cancel_expertise(coordinator_act, fresh(found), "Nie."),
        lambda: actions.deliver_expertise(expert_act, fresh(found)),
    ):
        with pytest.raises(MoveRefused):
            press()


@pytest.mark.parametrize("who", ["clerk", "adviser", "operator", "stranger"])
def test_only_the_coordinator_accepts(request, delivered, who):
    with pytest.raises(MoveRefused):
        actions.accept_expertise(act_of(request.getfixturevalue(who)), delivered)
    assert fresh(delivered).state == "delivered"


def test_another_expert_takes_over_the_answers(
    runs, clerk_act, unit, profile, expert, expert_act, other_expert
):
    made = in_work(clerk_act, unit, expert)
    actions.assign_expert(runs, made, other_expert, TERM)
    new_act = act_of(other_expert.user)
    assert fresh(made).state == "assigned"
    assert fresh(made).questions.first().answer
    assert not Expertise.objects.visible_to(expert_act).exists()
    assert Expertise.objects.visible_to(new_act).exists()
    assert (waiting(expert_act), waiting(new_act)) == ([], ["answer_expertise"])
    assert ("expertise_withdrawn", expert.user.email) in letters()
    answer(fresh(made), "Od nowa.")
    assert fresh(made).state == "in_work"


def test_an_imported_one_is_accepted_without_a_document_and_not_returned(runs, unit):
    made = actions.import_expertise(
        runs, unit, "task_standard", date(2014, 6, 1), date(2014, 8, 15)
    )
    with pytest.raises(MoveRefused, match="nie ma komu"):
        actions.return_expertise(runs, fresh(made), "Popraw.")
    actions.accept_expertise(runs, fresh(made))
    assert (fresh(made).state, Document.objects.count()) == ("accepted", 0)
    with pytest.raises(MoveRefused, match="z importu"):
        actions.ask_for_document(runs, fresh(made))


def test_somebody_was_faster(runs, clerk_act, unit, profile, expert):
    made = returned(clerk_act, unit, expert)
    seen = fresh(made)
    actions.cancel_expertise(runs, fresh(made), "Brak środków.")
    with pytest.raises(MoveTaken):
        actions.deliver_expertise(act_of(expert.user), seen)


def test_an_expert_is_invited_and_finds_what_waits(runs, programme, clerk_act, unit):
    expert = make_expert(programme)
    assert ("invited", "ekspertka@example.pl") in letters()
    made = order(clerk_act, unit)
    actions.assign_expert(runs, fresh(made), expert, TERM)
    assert not Duty.objects.open().filter(kind="answer_expertise").exists()
    person = make_user("Ewelina Ekspertka", email="ekspertka@example.pl")
    accept_invitation(act_of(person), expert.invitation, person)
    expert.refresh_from_db()
    assert expert.user == person
    assert Membership.objects.get(user=person).role == "expert"
    act = act_of(person)
    assert waiting(act) == ["answer_expertise"]
    assert list(Expertise.objects.visible_to(act)) == [made]


def test_an_invitation_from_elsewhere_finds_the_experts_row(runs, programme):
    expert = make_expert(programme)
    person = make_user("Ewelina Ekspertka", email="ekspertka@example.pl")
    accept_invitation(act_of(person), invite(runs, person.email, "expert", programme.scope), person)
    expert.refresh_from_db()
    assert (expert.user, Expert.objects.count()) == (person, 1)
    stranger = make_user("Nowy Znawca", email="nowy@example.pl")
    accept_invitation(
        act_of(stranger), invite(runs, stranger.email, "expert", programme.scope), stranger
    )
    assert Expert.objects.get(user=stranger).full_name == "Nowy Znawca"


def test_an_address_is_an_expert_once(programme):
    make_expert(programme)
    with pytest.raises(ValidationError, match="Ekspert o tym adresie"):
        make_expert(programme, email="EKSPERTKA@example.pl")
    assert Expert.objects.count() == 1


def test_who_has_an_account_is_not_invited(runs, expert):
    with pytest.raises(MoveRefused, match="ma już konto"):
        actions.invite_expert(runs, expert)
