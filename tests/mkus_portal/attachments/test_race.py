"""Eight people at once: an object takes no more files than its kind says, a file is taken once."""

import pytest

from mkus_portal.attachments import actions
from mkus_portal.attachments.models import Attachment
from mkus_portal.verdict import Refused
from mkus_portal.versions import Overtaken
from tests.crowd import PEOPLE


@pytest.mark.django_db(transaction=True)
def test_the_last_place_is_taken_once(at_once, act, office, register_kind, received):
    register_kind(max_count=3)
    keys = [received(f"{number}.pdf").pk for number in range(PEOPLE)]

    def attach(number):
        try:
            actions.attach(act, office, [Attachment.objects.get(pk=keys[number])])
        except Refused:
            return False
        return True

    def count():
        return Attachment.objects.exclude(object_id=None).count()

    outcomes, there = at_once(attach, count)
    assert sorted(outcomes) == [False] * (PEOPLE - 3) + [True] * 3
    assert there == 3


@pytest.mark.django_db(transaction=True)
def test_a_file_is_removed_once(at_once, act, attached):
    row = attached()

    def remove(_):
        try:
            actions.remove(act, Attachment.objects.get(pk=row.pk))
        except (Refused, Overtaken):
            return False
        return True

    outcomes, kept = at_once(remove, lambda: Attachment.objects.get(pk=row.pk).is_kept)
    assert sorted(outcomes) == [False] * (PEOPLE - 1) + [True]
    assert not kept
