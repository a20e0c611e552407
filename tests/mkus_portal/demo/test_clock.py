"""The demo clock and the demo's place outside production."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mkus_portal.demo import clock


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def test_the_clock_shows_the_real_time_at_first() -> None:
    assert clock.moved_by() == 0
    assert abs(clock.now() - timezone.now()) < timedelta(seconds=5)


def test_moves_add_up_and_are_taken_back() -> None:
    assert clock.move_clock(7) == 7
    assert clock.move_clock(-2) == 5
    assert abs(clock.now() - timezone.now() - timedelta(days=5)) < timedelta(seconds=5)
    assert clock.banner().moved_by == 5
    clock.reset_clock()
    assert clock.moved_by() == 0


def test_the_clock_stops_at_ten_years() -> None:
    assert clock.move_clock(99_999) == clock.LONGEST_WAY


def test_a_garbled_file_means_no_shift(tmp_path) -> None:
    (tmp_path / "demo-clock").write_text("jutro")
    assert clock.moved_by() == 0
