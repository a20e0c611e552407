import pytest

from tests.contracting.calls.factories import make_office, make_published_call


@pytest.mark.django_db
def test_published():
    call = make_published_call(make_office())
    assert call.state == "published"
