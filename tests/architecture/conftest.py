"""One world for all the rails of a process; every test finds it as it was made."""

import pytest
from django.db import transaction

from tests.architecture.keeping import keeper
from tests.architecture.world import make_people


def kept_for_the_module(blocker, make):
    """Make it in a transaction around the module's tests; theirs are savepoints in it."""
    with blocker.unblock(), transaction.atomic():
        yield make()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def module_world(django_db_setup, django_db_blocker):
    return keeper.hold(django_db_blocker)


@pytest.fixture(scope="module")
def module_people(django_db_setup, django_db_blocker):
    yield from kept_for_the_module(django_db_blocker, make_people)


@pytest.fixture(scope="module")
def files(module_world):
    """The world's documents are printed."""
    keeper.print_once()


@pytest.fixture
def world(module_world, db, clock):
    """Everybody with everything that they have made; what a test changes is taken back."""
    return module_world


@pytest.fixture
def people(module_people, db, clock):
    """Everybody, empty-handed; what a test changes is taken back."""
    before = dict(module_people.things)
    yield module_people
    module_people.things = before
