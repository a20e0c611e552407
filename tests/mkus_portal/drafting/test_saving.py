"""A save keeps, clashes or is refused; nothing is lost."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from mkus_portal.drafting import actions
from mkus_portal.drafting.actions import Clash, Saved, save_field
from mkus_portal.drafting.models import Answer, Change, Draft
from mkus_portal.drafting.places import NoSuchPlaceError
from mkus_portal.workflow.engine import MoveRefused
from tests.mkus_portal.drafting.conftest import AT
from tests.mkus_portal.drafting.typed import Cost


def test_a_text_is_kept_with_version_person_and_time(act, draft):
    assert save_field(act, draft, "III.3", "Zażółć\r\ngęślą", 0) == Saved(1, AT)
    answer = Answer.objects.get()
    assert (answer.text, answer.version, answer.saved_by_id) == ("Zażółć\ngęślą", 1, act.user)
    assert draft.texts() == {"III.3": "Zażółć\ngęślą"}


def test_the_same_text_is_no_new_version(act, draft):
    save_field(act, draft, "III.3", "tekst", 0)
    later = act.later(AT + timedelta(hours=1))
    assert save_field(later, draft, "III.3", "tekst", 0) == Saved(1, AT)
    assert Change.objects.count() == 1


def test_an_empty_text_where_nothing_was_leaves_no_trace(act, draft):
    assert save_field(act, draft, "III.3", "", 0) == Saved(0, AT)
    assert not Answer.objects.exists()


def test_another_version_gives_both_texts_back(act, other_act, draft, colleague):
    save_field(act, draft, "III.3", "pierwszy", 0)
    save_field(other_act, draft, "III.3", "ich", 1)
    clash = save_field(act, draft, "III.3", "mój", 1)
    assert isinstance(clash, Clash)
    assert (clash.mine, clash.theirs, clash.version) == ("mój", "ich", 2)
    assert clash.who == colleague.full_name
    assert not clash.is_idle
    assert draft.texts() == {"III.3": "ich"}


def test_choosing_is_saving_again_on_the_new_version(act, other_act, draft):
    save_field(other_act, draft, "III.3", "ich", 0)
    clash = save_field(act, draft, "III.3", "mój", 0)
    assert save_field(act, draft, "III.3", "mój", clash.version).version == 2
    assert [change.new for change in actions.history_of(draft, "III.3")] == ["mój", "ich"]


def test_who_changed_nothing_has_nothing_to_choose(act, other_act, draft):
    save_field(act, draft, "III.3", "pierwszy", 0)
    save_field(other_act, draft, "III.3", "ich", 1)
    assert save_field(act, draft, "III.3", "pierwszy", 1).is_idle


def test_two_fields_do_not_clash(act, other_act, draft):
    assert save_field(act, draft, "III.3", "a", 0).version == 1
    assert save_field(other_act, draft, "III.5", "5", 0).version == 1


def test_the_draft_knows_its_changes_and_tells_its_room(act, draft, office, saved_objects):
    save_field(act, draft, "III.3", "a", 0)
    save_field(act, draft, "III.3", "b", 1)
    draft.refresh_from_db()
    assert (draft.changes_count, draft.changed_at) == (2, AT)
    assert saved_objects == [office, office]


@pytest.mark.parametrize(
    "place", ["", "IV.1", "a:b", "needs:x:need", "needs:1:need:x", "costs:999:name", "x" * 500,
              "needs:" + "9" * 5000 + ":need", "nowhere:1:name", "III.3\x00"],
)  # fmt: skip
def test_a_place_that_the_form_has_not_is_refused(act, draft, place):
    with pytest.raises(NoSuchPlaceError):
        save_field(act, draft, place, "tekst", 0)


def test_nul_and_too_long_texts_do_no_harm(act, draft):
    save_field(act, draft, "III.3", "a\x00b", 0)
    assert draft.texts()["III.3"] == "ab"
    with pytest.raises(ValidationError, match="za długi"):
        save_field(act, draft, "III.5", "x" * 100_001, 0)


def test_a_closed_form_is_read_only_with_the_reason(act, draft, office):
    type(office).objects.update(is_active=False)
    for verb in (
        lambda: save_field(act, draft, "III.3", "a", 0),
        lambda: actions.add_row(act, draft, "needs"),
        lambda: actions.remove_row(act, draft, "needs", 1),
        lambda: actions.move_row(act, draft, "needs", 1, up=True),
    ):
        with pytest.raises(MoveRefused, match="już zamknięty"):
            verb()
    assert Draft.objects.get().changes_count == 0


def test_the_room_looks_at_texts_before_they_are_kept(act, draft):
    row = actions.add_row(act, draft, "needs")
    for place in ("III.5", f"needs:{row.pk}:group"):
        with pytest.raises(ValidationError, match="wpisz liczbę"):
            save_field(act, draft, place, "dużo", 0)
        assert save_field(act, draft, place, "12", 0).version == 1
        assert save_field(act, draft, place, " ", 1).version == 2


def cost(act, draft, **cells):
    return actions.add_row(act, draft, "costs", **cells)


@pytest.mark.parametrize(
    ("cell", "typed", "kept", "text"),
    [
        ("amount", "1 234,5 zł", Decimal("1234.50"), "1234.50"),
        ("amount", "1\u00a0234.50", Decimal("1234.50"), "1234.50"),
        ("quantity", "2,125", Decimal("2.125"), "2.125"),
        ("amount", "  ", None, ""),
        ("name", " biurko ", "biurko", "biurko"),
        ("colour", "zielony", "green", "green"),
    ],
)
def test_a_typed_cell_reads_what_people_type(act, draft, cell, typed, kept, text):
    row = cost(act, draft, name="x", amount=Decimal(7))
    outcome = save_field(act, draft, f"costs:{row.pk}:{cell}", typed, 0)
    row = Cost.objects.get()
    assert (getattr(row, cell), row.text_of(cell)) == (kept, text)
    assert (outcome.version, row.version_of(cell)) == (1, 1)


@pytest.mark.parametrize(
    ("cell", "typed", "sentence"),
    [
        ("amount", "dużo", "Wpisz kwotę"),
        ("amount", "1,234", "dwa miejsca"),
        ("quantity", "NaN", "."),
        ("quantity", "1e999999", "."),
        ("name", "za długa nazwa", "10 znaków"),
        ("colour", "siny", "czerwony albo zielony"),
        ("after", "abc", "."),
        ("after", "999", "."),
    ],
)
def test_a_cell_that_cannot_hold_the_text_says_so(act, draft, cell, typed, sentence):
    row = cost(act, draft)
    with pytest.raises(ValidationError) as raised:
        save_field(act, draft, f"costs:{row.pk}:{cell}", typed, 0)
    assert len(raised.value.messages) == 1
    assert sentence in raised.value.messages[0]
    assert Cost.objects.get().versions == {}


def test_the_same_amount_in_other_words_is_no_new_version(act, draft):
    row = cost(act, draft, quantity=Decimal(1))
    assert save_field(act, draft, f"costs:{row.pk}:quantity", "1,0", 0).version == 0


def test_cells_of_a_row_have_versions_of_their_own(act, other_act, draft):
    row = cost(act, draft)
    save_field(act, draft, f"costs:{row.pk}:name", "a", 0)
    save_field(other_act, draft, f"costs:{row.pk}:amount", "5", 0)
    clash = save_field(act, draft, f"costs:{row.pk}:amount", "6", 0)
    assert (clash.mine, clash.theirs) == ("6.00", "5.00")
    row.refresh_from_db()
    assert row.versions == {"name": 1, "amount": 1}


def test_a_cell_points_only_at_rows_of_its_own_draft(act, draft, office):
    first, second = cost(act, draft), cost(act, draft)
    foreign = actions.start_draft(act, "sample", "1")
    actions.tie(foreign, office)
    stranger = cost(act, foreign)
    place = f"costs:{second.pk}:after"
    assert save_field(act, draft, place, str(first.pk), 0).version == 1
    with pytest.raises(ValidationError, match="nie istnieje"):
        save_field(act, draft, place, str(stranger.pk), 1)
    assert Cost.objects.get(pk=second.pk).text_of("after") == str(first.pk)


def test_a_row_of_another_draft_is_no_place_of_this_one(act, draft, office):
    foreign = actions.start_draft(act, "sample", "1")
    actions.tie(foreign, office)
    typed, texts = cost(act, foreign), actions.add_row(act, foreign, "needs")
    for place in (f"costs:{typed.pk}:name", f"needs:{texts.pk}:need"):
        with pytest.raises(NoSuchPlaceError):
            save_field(act, draft, place, "moje", 0)
