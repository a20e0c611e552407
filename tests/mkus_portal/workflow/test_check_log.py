"""`check_log` reads every object that a procedure moves, and says where the log breaks."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from contracting.calls.models import Call
from mkus_portal.workflow.models import MoveLog
from ngos.models import AccessRequest
from tests.clock import NOW
from tests.contracting.offers.factories import make_cast

pytestmark = pytest.mark.django_db


def broken():
    """What the command says of a broken log; it ends with exit code 1."""
    with pytest.raises(CommandError) as refusal:
        call_command("check_log", stdout=StringIO())
    assert refusal.value.returncode == 1
    return str(refusal.value)


def test_a_whole_log_is_counted():
    make_cast().sent()
    out = StringIO()
    call_command("check_log", stdout=out)
    expected = f"Przebieg wszystkich spraw jest cały. Wpisów: {MoveLog.objects.count()}."
    assert out.getvalue().strip() == expected
    assert MoveLog.objects.count() > 3


def test_a_changed_line_and_a_changed_state_are_named_in_one_line():
    cast = make_cast()
    offer = cast.sent()
    changed = MoveLog.objects.of(offer).first()
    MoveLog.objects.filter(pk=changed.pk).update(role="clerk")
    Call.objects.filter(pk=cast.call.pk).update(state="annulled")
    said = broken()
    assert "\n" not in said
    assert said.startswith(f"Wpisów: {MoveLog.objects.count()}. Przebieg nie zgadza się: ")
    assert f"Oferta {offer.pk}, wpis nr {changed.pk}" in said
    assert f" {cast.call.pk}, stan po ostatnim wpisie" in said


def test_a_removed_line_is_seen_at_the_next_one():
    call = make_cast().call
    first, second = MoveLog.objects.of(call)[:2]
    MoveLog.objects.filter(pk=first.pk)._raw_delete("default")
    assert f" {call.pk}, wpis nr {second.pk}" in broken()


def test_a_line_whose_object_is_gone_is_named(organisation, resident, act_of):
    asked = AccessRequest.objects.create(
        organisation=organisation, user=resident, role="ngo_editor", reason="tak", asked_at=NOW
    )
    line = MoveLog.objects.append(act_of(resident), asked, "grant", "waiting", "granted", "")
    AccessRequest.objects.filter(pk=asked.pk)._raw_delete("default")
    assert f"wpis nr {line.pk} bez sprawy" in broken()
