"""Lists that are longer than anybody turns pages, and filters by thousands of names."""

import pytest
from django.core.exceptions import ValidationError

from advisory.programmes.models import Unit
from advisory.programmes.tables import ProgrammeTable
from mkus_portal.web import paging
from mkus_portal.web.cells import cells_of
from mkus_portal.web.namechoice import NameChoiceFilter
from tests.advisory import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def units(programme):
    return [factories.make_unit(programme, f"g{at}", f"Gmina <{at}>") for at in range(5)]


@pytest.fixture
def coordinator_client(client_as, programme, programme_coordinator):
    return client_as(programme_coordinator, ("programme_coordinator", programme.scope))


def test_a_long_list_is_counted_no_further_than_its_pages(units, monkeypatch):
    monkeypatch.setattr(paging, "MOST_COUNTED", 3)
    pages = paging.BoundedPaginator(Unit.objects.order_by("name"), 2)
    assert (pages.count, pages.num_pages, pages.is_more) == (3, 2, True)
    assert [one.name for one in pages.page(2)] == ["Gmina <2>"]


def test_a_list_of_just_so_many_rows_says_nothing_more(units, monkeypatch):
    monkeypatch.setattr(paging, "MOST_COUNTED", 5)
    pages = paging.BoundedPaginator(Unit.objects.order_by("name"), 2)
    assert (pages.count, pages.num_pages, pages.is_more) == (5, 3, False)


def test_rows_that_are_no_query_are_counted_too(monkeypatch):
    monkeypatch.setattr(paging, "MOST_COUNTED", 3)
    pages = paging.BoundedPaginator(list("abcde"), 2)
    assert (pages.count, pages.is_more) == (3, True)


def test_a_list_says_that_it_goes_on(units, programme, coordinator_client, monkeypatch):
    short = coordinator_client.get(programme.get_absolute_url()).content.decode()
    assert "(5)" in short
    assert "Strony pokazują pierwsze" not in short
    monkeypatch.setattr(paging, "MOST_COUNTED", 3)
    page = coordinator_client.get(programme.get_absolute_url()).content.decode()
    assert "(ponad 3)" in page
    assert "Strony pokazują pierwsze 3 pozycji listy" in page
    assert "Gmina &lt;2&gt;" in page
    assert "Gmina &lt;3&gt;" not in page


def test_the_file_of_a_long_list_has_all_rows(units, programme, coordinator_client, monkeypatch):
    monkeypatch.setattr(paging, "MOST_COUNTED", 3)
    file = coordinator_client.get(programme.get_absolute_url(), {"eksport": "csv"})
    assert file.content.decode().count("Gmina <") == 5


def field_of(units):
    field = NameChoiceFilter(queryset=Unit.objects.all(), label="Jednostka").field
    return field, [one.pk for one in units]


def test_a_choice_of_names_offers_each_record_once_and_marks_the_chosen(units):
    field, keys = field_of(units)
    html = field.widget.render("unit", str(keys[1]), {"id": "id_unit"})
    assert html.startswith('<select id="id_unit" name="unit">')
    assert f'<option value="{keys[1]}" selected>Gmina &lt;1&gt;</option>' in html
    assert html.count("<option") == 1 + len(keys)
    assert html.count(" selected") == 1


def test_a_choice_of_names_takes_what_it_offers_and_nothing_else(units):
    field, keys = field_of(units)
    assert field.clean(str(keys[0])) == units[0]
    with pytest.raises(ValidationError, match="Wybierz poprawną wartość"):
        field.clean(str(max(keys) + 1))


def test_a_choice_of_names_asks_once(units, count_queries):
    field, _ = field_of(units)
    assert count_queries(lambda: field.widget.render("unit", "")) == 1


def test_cells_are_what_the_library_writes(programme):
    programme.name = "Program <pilotaż>"
    table = ProgrammeTable([programme])
    cell = cells_of(table)
    for row in table.rows:
        for column in table.columns:
            assert cell(row, column) == row.get_cell(column.name), column.name
