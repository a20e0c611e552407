"""`check_log` reads every object that a procedure moves, and names the broken ones."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from contracting.calls.models import Call
from mkus_portal.workflow.models import MoveLog
from tests.contracting.offers.factories import make_cast

pytestmark = pytest.mark.django_db


def test_a_whole_log_is_counted():
    make_cast().sent()
    out = StringIO()
    call_command("check_log", stdout=out)
    expected = f"Przebieg wszystkich spraw jest cały. Wpisów: {MoveLog.objects.count()}."
    assert out.getvalue().strip() == expected
    assert MoveLog.objects.count() > 3


def test_a_changed_line_and_a_changed_state_are_named():
    cast = make_cast()
    offer = cast.sent()
    MoveLog.objects.of(offer).update(role="clerk")
    Call.objects.filter(pk=cast.call.pk).update(state="annulled")
    out = StringIO()
    with pytest.raises(CommandError, match=r"Sprawy do wyjaśnienia: 2\."):
        call_command("check_log", stdout=out)
    assert f"Oferta {offer.pk}: przebieg nie zgadza się." in out.getvalue()
    assert f" {cast.call.pk}: przebieg nie zgadza się." in out.getvalue()
