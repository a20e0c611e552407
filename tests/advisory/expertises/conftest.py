"""An expert with an account, one without, and the coordinator's act."""

import pytest

from tests.advisory.expertises import factories
from tests.advisory.factories import running
from tests.cast import act_of


@pytest.fixture
def runs(programme):
    return running(programme)


@pytest.fixture
def coordinator_act(programme_coordinator):
    return act_of(programme_coordinator)


@pytest.fixture
def expert(programme):
    return factories.expert_with_account(programme)


@pytest.fixture
def other_expert(programme):
    return factories.expert_with_account(programme, "Obcy Ekspert")


@pytest.fixture
def expert_act(expert):
    return act_of(expert.user)


@pytest.fixture
def ordered(clerk_act, unit, profile):
    """An order of the unit's office, which has an adviser."""
    return factories.fresh(factories.order(clerk_act, unit))


@pytest.fixture
def assigned(clerk_act, unit, profile, expert):
    return factories.assigned(clerk_act, unit, expert)


@pytest.fixture
def delivered(clerk_act, unit, profile, expert):
    return factories.delivered(clerk_act, unit, expert)


@pytest.fixture
def accepted(clerk_act, unit, profile, expert):
    return factories.accepted(clerk_act, unit, expert)
