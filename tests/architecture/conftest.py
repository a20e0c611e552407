"""One world for each module of rails; every test finds it as it was made."""

import pytest
from django.db import transaction

from tests.architecture.world import make_people, make_world, print_files


def kept_for_the_module(blocker, make):
    """Make it in a transaction around the module's tests; theirs are savepoints in it."""
    with blocker.unblock(), transaction.atomic():
        yield make()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def module_world(django_db_setup, django_db_blocker):
    yield from kept_for_the_module(django_db_blocker, make_world)


@pytest.fixture(scope="module")
def module_people(django_db_setup, django_db_blocker):
    yield from kept_for_the_module(django_db_blocker, make_people)


@pytest.fixture(scope="module")
def files(module_world):
    """The world's documents are printed."""
    print_files(module_world)


@pytest.fixture
def world(module_world, db, clock):
    """Everybody with everything that they have made; what a test changes is taken back."""
    return module_world


@pytest.fixture
def people(module_people, db, clock):
    """Everybody, empty-handed; what a test changes is taken back."""
    return module_people
