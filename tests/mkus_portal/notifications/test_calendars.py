"""The terms of what waits for somebody, as calendars read them."""

from datetime import date, datetime

from mkus_portal.act import WARSAW
from mkus_portal.notifications.actions import Until
from mkus_portal.notifications.calendars import calendar_of
from mkus_portal.notifications.models import Duty
from tests.clock import NOW

LONGEST_LINE = 75  # octets, RFC 5545, 3.1


def duty(due, sentence="Zrób, to; i owo\nzaraz", **fields):
    return Duty(pk=7, due=due, sentence=sentence, url="/biurko/", **fields)


def test_a_day_is_a_whole_day_and_an_instant_is_in_utc(settings):
    settings.SITE_URL = "https://portal.example"
    day = duty(Until.end_of(date(2026, 12, 31)).at)
    hour = duty(datetime(2026, 12, 1, 15, 30, tzinfo=WARSAW))
    text = calendar_of([day, hour], NOW).decode()
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    entry = text.split("BEGIN:VEVENT\r\n")[1].split("END:VEVENT")[0]
    assert sorted(entry.splitlines()) == sorted(
        [
            "UID:zadanie-7@mkus-portal",
            "DTSTAMP:20261124T090000Z",
            "DTSTART;VALUE=DATE:20261231",
            "DTEND;VALUE=DATE:20270101",
            "SUMMARY:Zrób\\, to\\; i owo\\nzaraz",
            "URL:https://portal.example/biurko/",
            "TRANSP:TRANSPARENT",
        ]
    )
    assert "DTSTART:20261201T143000Z" in lines


def test_what_has_no_term_is_in_no_calendar():
    assert b"VEVENT" not in calendar_of([duty(None)], NOW)


def test_long_lines_are_folded_between_letters():
    long = duty(Until.end_of(date(2026, 12, 31)).at, "Zażółć gęślą jaźń " * 12)
    text = calendar_of([long], NOW).decode()
    for line in text.split("\r\n"):
        assert len(line.encode()) <= LONGEST_LINE
    assert "SUMMARY:" + "Zażółć gęślą jaźń " * 12 in text.replace("\r\n ", "")
