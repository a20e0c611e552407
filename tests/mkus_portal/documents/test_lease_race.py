"""Two workers, two connections, one row: one of them takes it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from mkus_portal.documents import lease
from mkus_portal.documents.models import Document
from tests.mkus_portal.documents.conftest import later

WORKERS = 4


@pytest.mark.django_db(transaction=True)
def test_only_one_of_many_workers_takes_the_row(open_connection, waiting):
    copy_database, open_own = open_connection
    copy_database()
    together = Barrier(WORKERS)

    def worker(_):
        open_own()
        try:
            together.wait(timeout=10)
            taken = lease.take(waiting.pk, later(1))
            return taken is not None, Document.objects.get().attempts
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(WORKERS) as pool:
        answers = list(pool.map(worker, range(WORKERS)))
    assert sorted(taken for taken, _ in answers) == [False] * (WORKERS - 1) + [True]
    assert {attempts for _, attempts in answers} == {1}
