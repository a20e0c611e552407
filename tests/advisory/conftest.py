"""A programme with a unit of each office, an adviser of each, and a stranger's programme."""

import pytest

from mkus_portal.act import Scope
from tests.advisory import factories
from tests.cast import act_of, member


@pytest.fixture
def unit(programme, office):
    """The unit of the office `prusice`."""
    return factories.make_unit(programme)


@pytest.fixture
def neighbour_unit(programme, neighbour):
    return factories.make_unit(programme, "sasiednia", "Sąsiednia", commissioning_type="other")


@pytest.fixture
def profile(programme, adviser, unit):
    """The adviser of the cast, assigned to the unit."""
    profile = factories.make_adviser(programme, user=adviser)
    factories.assign(unit, profile)
    return profile


@pytest.fixture
def other_profile(programme, neighbour_unit):
    """Another adviser of the same programme, assigned to the neighbour's unit."""
    profile = factories.adviser_with_account(programme, "Olgierd Obcy")
    factories.assign(neighbour_unit, profile)
    return profile


@pytest.fixture
def stranger(db):
    """The coordinator of another programme."""
    from advisory.programmes.models import Programme  # noqa: PLC0415 - needs the apps

    programme = Programme.objects.create(code="INNY", name="Inny program")
    return member("programme_coordinator", Scope("programme", programme.pk), "Irena Inna")


@pytest.fixture
def adviser_act(adviser, profile):
    return act_of(adviser)


@pytest.fixture
def clerk_act(clerk):
    return act_of(clerk)


@pytest.fixture
def draft(adviser_act, unit, profile):
    """An entry with a step for the office and one for the adviser, not sent yet."""
    steps = [
        factories.step("Przygotować projekt standardu"),
        factories.step("Wysłać wzór umowy", whose="adviser"),
    ]
    return factories.log(adviser_act, unit, profile, steps)


@pytest.fixture
def sent(adviser_act, draft):
    from advisory.consultations.actions import send_consultation  # noqa: PLC0415 - as above

    send_consultation(adviser_act, draft)
    return draft


@pytest.fixture
def agreed(clerk_act, sent):
    from advisory.consultations.actions import agree_consultation  # noqa: PLC0415 - as above

    agree_consultation(clerk_act, sent)
    return sent
