"""The demonstration loaded once for a module; its transaction is taken back at the end."""

import pytest
from django.db import transaction

from mkus_portal.demo.loading.everything import load
from tests.clock import NOW


def loading(blocker, at):
    """Load at the instant and keep the database open until the module is done."""
    with blocker.unblock(), transaction.atomic():
        load(at)
        yield at
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The demonstration as it stands right after the first loading; the instant of it."""
    yield from loading(django_db_blocker, NOW)
