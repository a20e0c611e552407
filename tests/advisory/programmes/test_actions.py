"""Starting a programme, units and their offices, advisers and their accounts, assignments."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from advisory.programmes import actions
from advisory.programmes.models import Adviser, Assignment, Programme, Unit
from mkus_portal.accounts.actions import accept_invitation
from mkus_portal.accounts.models import Invitation, Membership
from mkus_portal.notifications.invitations import invite
from mkus_portal.notifications.models import Letter
from mkus_portal.workflow.engine import MoveRefused
from tests.advisory.factories import assign, make_adviser, make_unit, running
from tests.cast import act_of, make_user


def roles_of(user):
    return set(Membership.objects.filter(user=user).values_list("role", "scope_kind", "scope_id"))


def test_the_operator_starts_one_for_somebody_with_an_account(operator, resident):
    act = act_of(operator)
    with pytest.raises(MoveRefused, match="zakłada operator"):
        actions.create_programme(act_of(resident), "P1", "Program pierwszy", resident)
    programme = actions.create_programme(act, "P1", "Program pierwszy", resident)
    assert roles_of(operator) == set()
    assert roles_of(resident) == {("programme_coordinator", "programme", programme.pk)}


def test_the_operator_starts_one_for_a_coordinator_who_is_invited(operator):
    act = act_of(operator)
    programme = actions.start_programme(act, "P2", "Program drugi", "kto@example.pl")
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role) == ("kto@example.pl", "programme_coordinator")
    assert invitation.scope == programme.scope
    assert Letter.objects.get().to == "kto@example.pl"
    assert roles_of(operator) == set()


def test_a_taken_code_starts_nothing(operator, programme):
    with pytest.raises(ValidationError):
        actions.start_programme(act_of(operator), programme.code, "Drugi", "kto@example.pl")
    assert (Programme.objects.count(), Invitation.objects.count()) == (1, 0)


def test_a_programme_does_not_end_before_it_starts(programme_coordinator, programme):
    act = act_of(programme_coordinator)
    with pytest.raises(ValidationError):
        actions.change_programme(
            act, programme, starts_on=date(2026, 5, 1), ends_on=date(2026, 4, 1)
        )
    programme.refresh_from_db()
    assert programme.starts_on is None


def test_a_unit_is_tied_to_the_office_with_its_code(programme, office):
    assert make_unit(programme, "prusice", "Prusice").office == office
    assert make_unit(programme, "nowosolna", "Nowosolna").office is None


def test_a_unit_without_a_code_takes_it_from_its_office_or_its_name(programme, office):
    assert make_unit(programme, "", "Gmina nad rzeką", office=office).code == "prusice"
    assert make_unit(programme, "", "Kędzierzyn-Koźle", office=None).code == "kedzierzyn-kozle"


def test_a_unit_is_once_in_a_programme(programme):
    make_unit(programme)
    with pytest.raises(ValidationError, match="już w programie"):
        make_unit(programme)
    assert Unit.objects.count() == 1


def test_the_same_office_may_be_in_two_programmes(programme, office):
    second = Programme.objects.create(code="DRUGI", name="Drugi")
    make_unit(programme)
    make_unit(second)
    assert office.advisory_units.count() == 2


def test_an_adviser_with_an_account_gets_the_role(programme, resident):
    adviser = make_adviser(programme, user=resident)
    assert adviser.code == "d01"
    assert roles_of(resident) == {("adviser", "programme", programme.pk)}


def test_who_takes_the_invitation_is_the_adviser(programme, programme_coordinator):
    act = act_of(programme_coordinator)
    adviser = actions.add_adviser(act, programme, "", "Ewa Zaproszona", email="ewa@example.pl")
    assert adviser.user is None
    ewa = make_user("Ewa Zaproszona", email="ewa@example.pl")
    accept_invitation(act_of(ewa), Invitation.objects.get(), ewa)
    adviser.refresh_from_db()
    assert adviser.user == ewa
    assert roles_of(ewa) == {("adviser", "programme", programme.pk)}


def test_who_is_invited_on_the_page_of_people_gets_a_row(programme, programme_coordinator):
    act = act_of(programme_coordinator)
    invitation = invite(act, "jan@example.pl", "adviser", programme.scope)
    jan = make_user("Jan Nowy", email="jan@example.pl")
    accept_invitation(act_of(jan), invitation, jan)
    assert Adviser.objects.get(programme=programme).user == jan


def test_an_adviser_who_takes_a_second_invitation_stays_one(programme, resident):
    mine = make_adviser(programme, user=resident)
    other = make_adviser(programme, "Inny Wiersz")
    invitation = actions.invite_adviser(running(programme), other, resident.email)
    accept_invitation(act_of(resident), invitation, resident)
    other.refresh_from_db()
    assert (mine.user, other.user) == (resident, None)
    assert Adviser.objects.count() == 2


@pytest.mark.parametrize(
    ("since", "until"),
    [(date(2026, 3, 1), None), (date(2026, 1, 1), date(2026, 2, 1)), (date(2026, 2, 28), None)],
)
def test_an_adviser_is_assigned_once_at_a_time(programme, since, until):
    unit, adviser = make_unit(programme), make_adviser(programme)
    assign(unit, adviser, valid_from=date(2026, 2, 1), valid_to=date(2026, 3, 31))
    with pytest.raises(ValidationError, match="już przydzielony"):
        assign(unit, adviser, valid_from=since, valid_to=until)
    assert Assignment.objects.count() == 1


def test_another_period_or_another_adviser_fits(programme):
    unit, adviser = make_unit(programme), make_adviser(programme)
    assign(unit, adviser, valid_from=date(2026, 2, 1), valid_to=date(2026, 3, 31))
    assign(unit, adviser, valid_from=date(2026, 4, 1))
    assign(unit, make_adviser(programme, "Drugi"), valid_from=date(2026, 2, 1))
    assert Assignment.objects.count() == 3


def test_an_assignment_ends_on_a_day_and_not_before_it_began(programme):
    assignment = assign(make_unit(programme), make_adviser(programme))
    act = running(programme)
    with pytest.raises(ValidationError):
        actions.end_assignment(act, assignment, date(2025, 12, 31))
    assignment.refresh_from_db()
    assert assignment.valid_to is None
    actions.end_assignment(act, assignment, date(2026, 6, 30))
    assignment.refresh_from_db()
    assert assignment.valid_to == date(2026, 6, 30)
    assert assignment.is_valid_on(date(2026, 6, 30))
    assert not assignment.is_valid_on(date(2026, 7, 1))


def test_a_negative_limit_is_refused(programme):
    with pytest.raises(ValidationError):
        assign(make_unit(programme), make_adviser(programme), hours_limit=Decimal(-1))


def attempts(act, programme, unit, adviser, assignment):
    """Every verb of the coordinator."""
    return {
        "change_programme": lambda: actions.change_programme(act, programme, name="Inny"),
        "add_unit": lambda: actions.add_unit(act, programme, "x", "X", kind="gmina"),
        "change_unit": lambda: actions.change_unit(act, unit, name="Inna"),
        "add_adviser": lambda: actions.add_adviser(act, programme, "", "Ktoś"),
        "invite_adviser": lambda: actions.invite_adviser(act, adviser, "kto@example.pl"),
        "assign_adviser": lambda: actions.assign_adviser(act, unit, adviser),
        "end_assignment": lambda: actions.end_assignment(act, assignment, date(2026, 6, 30)),
        "create_programme": lambda: actions.create_programme(act, "N", "Nowy", make_user()),
        "start_programme": lambda: actions.start_programme(act, "N", "Nowy", "kto@example.pl"),
    }


@pytest.mark.parametrize("verb", attempts(None, None, None, None, None))
def test_another_programmes_coordinator_changes_nothing_here(programme, verb):
    unit, adviser = make_unit(programme), make_adviser(programme)
    assignment = assign(unit, adviser)
    stranger = running(Programme.objects.create(code="OBCY", name="Obcy"))
    with pytest.raises(MoveRefused):
        attempts(stranger, programme, unit, adviser, assignment)[verb]()
    for row in (programme, unit, adviser, assignment):
        row.refresh_from_db()
    assert (unit.name, adviser.invitation, assignment.valid_to) == ("Prusice", None, None)
    assert (Programme.objects.count(), Unit.objects.count(), Adviser.objects.count()) == (2, 1, 1)
    assert (Assignment.objects.count(), Invitation.objects.count()) == (1, 0)


def test_an_office_that_reads_the_entries_stays(programme, office, neighbour):
    act, unit = running(programme), make_unit(programme, "nowa")
    actions.change_unit(act, unit, office=office)
    for other in (neighbour, None):
        with pytest.raises(ValidationError, match="Urząd czyta już wpisy"):
            actions.change_unit(act, unit, name="Inna", office=other)
    actions.change_unit(act, unit, name="Nowa nazwa", office=office)
    unit.refresh_from_db()
    assert (unit.name, unit.office) == ("Nowa nazwa", office)
