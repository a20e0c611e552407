"""Eight people save the same place at once: one is kept, seven get both texts."""

import pytest

from mkus_portal.drafting.actions import Clash, Saved, add_row, save_field
from mkus_portal.drafting.models import Answer, Change, Row
from tests.crowd import PEOPLE


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("started", [False, True])
def test_one_save_wins(at_once, act, draft, started):
    based_on = save_field(act, draft, "III.3", "zaczątek", 0).version if started else 0
    outcomes, (text, changes) = at_once(
        lambda number: save_field(act, draft, "III.3", f"tekst {number}", based_on),
        lambda: (Answer.objects.get().text, Change.objects.count()),
    )
    kept = [one for one in outcomes if isinstance(one, Saved)]
    clashes = [one for one in outcomes if isinstance(one, Clash)]
    assert ([one.version for one in kept], len(clashes)) == ([based_on + 1], PEOPLE - 1)
    assert {one.theirs for one in clashes} == {text}
    assert len({one.mine for one in clashes}) == PEOPLE - 1
    assert changes == based_on + 1


@pytest.mark.django_db(transaction=True)
def test_rows_added_at_once_have_places_of_their_own(at_once, act, draft):
    _, positions = at_once(
        lambda number: add_row(act, draft, "needs"),
        lambda: sorted(Row.objects.values_list("position", flat=True)),
    )
    assert positions == list(range(1, PEOPLE + 1))
