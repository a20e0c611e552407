"""Rows come, go and change places; their history stays."""

import pytest
from django.core.exceptions import ValidationError

from mkus_portal.drafting import actions
from mkus_portal.drafting.actions import add_row, history_of, move_row, remove_row, save_field
from mkus_portal.drafting.models import Row
from mkus_portal.drafting.places import NoSuchPlaceError
from tests.mkus_portal.drafting.typed import Cost


def order(table):
    model = Cost if table == "costs" else Row
    return list(model.objects.order_by("position").values_list("pk", "position"))


@pytest.mark.parametrize("table", ["needs", "costs"])
def test_positions_are_dense(act, draft, table):
    first, second, third = (add_row(act, draft, table).pk for _ in range(3))
    assert order(table) == [(first, 1), (second, 2), (third, 3)]
    remove_row(act, draft, table, second)
    assert order(table) == [(first, 1), (third, 2)]
    move_row(act, draft, table, third, up=True)
    assert order(table) == [(third, 1), (first, 2)]
    move_row(act, draft, table, third, up=True)
    assert order(table) == [(third, 1), (first, 2)]
    move_row(act, draft, table, third, up=False)
    assert order(table) == [(first, 1), (third, 2)]


def test_a_removed_row_stays_in_the_history(act, draft, clerk):
    row = add_row(act, draft, "needs")
    save_field(act, draft, f"needs:{row.pk}:group", "65", 0)
    save_field(act, draft, f"needs:{row.pk}:need", "opieka", 0)
    remove_row(act, draft, "needs", row.pk)
    lines = history_of(draft, "needs")
    assert lines[0].old == "65 | opieka"
    assert [line.place.split(":")[2] for line in lines] == ["-", "need", "group", "+"]
    assert {line.user for line in lines} == {clerk}


def test_a_row_in_which_somebody_has_written_is_not_removed(act, other_act, draft, colleague):
    row = add_row(act, draft, "needs")
    place = f"needs:{row.pk}:need"
    save_field(act, draft, place, "opieka", 0)
    save_field(other_act, draft, place, "opieka wytchnieniowa", 1)
    clash = remove_row(act, draft, "needs", row.pk, based_on=1)
    assert (clash.theirs, clash.who) == ("opieka wytchnieniowa", colleague.full_name)
    assert remove_row(act, draft, "needs", row.pk, based_on=clash.version) is None
    assert not Row.objects.exists()


def test_a_typed_row_counts_its_versions_too(act, draft):
    row = add_row(act, draft, "costs")
    save_field(act, draft, f"costs:{row.pk}:name", "a", 0)
    save_field(act, draft, f"costs:{row.pk}:amount", "1", 0)
    assert remove_row(act, draft, "costs", row.pk, based_on=1).version == 2
    assert remove_row(act, draft, "costs", row.pk, based_on=2) is None


def test_a_row_that_is_gone_or_foreign_is_not_found(act, draft, office):
    foreign = actions.start_draft(act, "sample", "1")
    actions.tie(foreign, office)
    stranger = add_row(act, foreign, "needs")
    for row in (stranger.pk, 12345):
        with pytest.raises(NoSuchPlaceError):
            remove_row(act, draft, "needs", row)
        with pytest.raises(NoSuchPlaceError):
            move_row(act, draft, "needs", row, up=True)
    with pytest.raises(NoSuchPlaceError):
        add_row(act, draft, "nowhere")


def test_a_table_does_not_grow_without_end(act, draft, monkeypatch):
    monkeypatch.setattr("mkus_portal.drafting.actions.rows.MOST_ROWS", 2)
    add_row(act, draft, "needs")
    add_row(act, draft, "needs")
    with pytest.raises(ValidationError, match="najwyżej 2"):
        add_row(act, draft, "needs")


def test_a_new_typed_row_is_checked(act, draft):
    with pytest.raises(ValidationError):
        add_row(act, draft, "costs", name="za długa nazwa")
    assert not Cost.objects.exists()


def test_an_earlier_text_is_put_back_as_a_new_version(act, draft):
    save_field(act, draft, "III.3", "pierwszy", 0)
    save_field(act, draft, "III.3", "drugi", 1)
    first = history_of(draft, "III.3").last()
    assert actions.restore(act, draft, first, 2).version == 3
    assert draft.texts() == {"III.3": "pierwszy"}
    assert actions.restore(act, draft, history_of(draft, "III.3")[1], 2).theirs == "pierwszy"
