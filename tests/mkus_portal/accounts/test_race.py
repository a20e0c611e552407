"""Two administrators end each other's role at once: one of them stays."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from mkus_portal.accounts.actions import end_membership
from mkus_portal.accounts.models import Membership
from mkus_portal.act import Scope
from tests import cast
from tests.clock import NOW


@pytest.mark.django_db(transaction=True)
def test_an_office_is_never_left_without_an_administrator():
    office = cast.make_office("prusice", "Gmina Prusice")
    scope = Scope("office", office.pk)
    pair = [cast.member("office_admin", scope) for _ in range(2)]
    acts = [cast.act_of(person) for person in pair]
    rows = [person.memberships.get() for person in pair]
    start = threading.Barrier(2)
    answers = []

    def end(act, row):
        start.wait()
        try:
            end_membership(act, row)
            answers.append("ended")
        except ValidationError:
            answers.append("refused")
        finally:
            connection.close()

    threads = [
        threading.Thread(target=end, args=(acts[0], rows[1])),
        threading.Thread(target=end, args=(acts[1], rows[0])),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(answers) == ["ended", "refused"]
    assert Membership.objects.of(scope).valid_on(NOW.date()).count() == 1
