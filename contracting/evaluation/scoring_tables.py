"""The lists of scoring: a member's own cards, all cards of a call, the meetings."""

from collections.abc import Sequence
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from contracting.evaluation.models import Assessment, CommissionMember, Meeting, ScoreCard
from contracting.evaluation.scoreboard import EXCLUDED, NOT_ASSIGNED, NOT_BEGUN, Line
from mkus_portal.web import wording

NUMBER = {"td": {"class": "number"}}
NO_CARD = {
    EXCLUDED: "osoba wyłączona",
    NOT_ASSIGNED: "nie ocenia tej oferty",
    NOT_BEGUN: "nie rozpoczęta",
}


class OwnCardTable(tables.Table):
    """The offers of a call as one of its members scores them."""

    number = tables.Column(verbose_name="Numer", accessor="offer__number")
    bidder = tables.Column(verbose_name="Oferent", accessor="offer__organisation__name")
    title = tables.Column(verbose_name="Oferta", accessor="offer__task_title")
    task = tables.Column(verbose_name="Zadanie konkursu", accessor="offer__task__title")
    grant = tables.Column(verbose_name="Wnioskowana dotacja", accessor="offer__grant", attrs=NUMBER)
    card = tables.Column(verbose_name="Twoja karta", accessor="own_state")
    total = tables.Column(verbose_name="Twoje punkty", accessor="own_total", attrs=NUMBER)

    class Meta:
        model = Assessment
        fields = ("number", "bidder", "title", "task", "grant", "card", "total")
        caption = "Oferty do oceny"
        order_by = ("task", "number")

    def render_number(self, value: str, record: Any) -> str | SafeString:  # noqa: ANN401 - an annotated assessment
        """Lead to the card; an offer from which one is excluded stays closed."""
        if record.is_excluded:
            return value
        return format_html('<a href="{}">{}</a>', reverse("card-write", args=(record.pk,)), value)

    def value_number(self, value: str) -> str:
        """Return the number alone for a file."""
        return value

    def render_grant(self, value: Any) -> str:  # noqa: ANN401 - an amount
        """Show it as money."""
        return wording.money(value)

    def render_total(self, value: Any) -> str:  # noqa: ANN401 - points
        """Show points without idle zeros."""
        return wording.number(value)

    def render_card(self, value: str) -> str:
        """Say in words where the card stands."""
        known = {**NO_CARD, **dict(ScoreCard.State.choices)}
        return known.get(value, value)


class BoardTable(tables.Table):
    """Offers × members: points of closed cards, who is excluded, what is missing."""

    number = tables.Column(verbose_name="Oferta", accessor="offer__number")
    bidder = tables.Column(verbose_name="Oferent", accessor="offer__organisation__name")
    task = tables.Column(verbose_name="Zadanie konkursu", accessor="offer__task__title")
    points = tables.Column(
        verbose_name="Punkty oferty", empty_values=(), orderable=False, attrs=NUMBER
    )
    alarm = tables.Column(verbose_name="Rozbieżność", empty_values=(), orderable=False)
    missing = tables.Column(verbose_name="Czego brakuje", empty_values=(), orderable=False)

    class Meta:
        model = Assessment
        fields = ("number", "bidder", "task")
        sequence = ("number", "bidder", "task", "...", "points", "alarm", "missing")
        caption = "Karty oceny"

    def __init__(
        self,
        *args: Any,
        lines: dict[int, Line],
        members: Sequence[CommissionMember],
        shows_points: bool,
        **kwargs: Any,
    ) -> None:
        extra = [(f"m{one.pk}", _MemberColumn(one, lines, shows_points)) for one in members]
        super().__init__(*args, extra_columns=extra, **kwargs)
        self.lines, self.shows_points = lines, shows_points

    def render_points(self, record: Assessment) -> str:
        """Return the points from the closed cards, once they may be seen."""
        line = self.lines[record.pk]
        if not (self.shows_points or line.is_scored):
            return "po zakończeniu oceny"
        points = record.points if line.is_scored else line.points
        text = f"{wording.number(points)} z {wording.number(line.most)}"
        if points is not None and line.threshold is not None and points < line.threshold:
            text += f" (poniżej progu {wording.number(line.threshold)})"
        return text

    def render_alarm(self, record: Assessment) -> str | SafeString:
        """Return how far the cards are apart, with the way to a third opinion."""
        line = self.lines[record.pk]
        alarm = line.alarm
        if alarm is None:
            return "–"
        said = self.alarm_text(line)
        if alarm.is_answered or line.is_scored:
            return said
        url = reverse("card-third-opinion", args=(record.pk,))
        return format_html('{} <a href="{}">Poproś o dodatkową opinię</a>', said, url)

    def value_alarm(self, record: Assessment) -> str:
        """Return the words alone for a file."""
        return self.alarm_text(self.lines[record.pk])

    def alarm_text(self, line: Line) -> str:
        """Return the alarm in words; the points themselves only where they may be seen."""
        if line.alarm is None:
            return ""
        spread = line.alarm.spread
        text = f"różnica {wording.number(spread.share)}%"
        if self.shows_points or line.is_scored:
            text += f" ({wording.number(spread.low)}–{wording.number(spread.high)} pkt)"
        return f"{text}, wyjaśniona" if line.alarm.is_answered else f"{text} – za duża."

    def render_missing(self, record: Assessment) -> str:
        """Return what stands in the way of the end."""
        return " ".join(self.lines[record.pk].missing) or "–"


class _MemberColumn(tables.Column):
    """One member's cards."""

    def __init__(
        self,
        member: CommissionMember,
        lines: dict[int, Line],
        shows_points: bool,  # noqa: FBT001 - one switch
    ) -> None:
        super().__init__(verbose_name=str(member), empty_values=(), orderable=False)
        self.member, self.lines, self.shows_points = member, lines, shows_points

    def render(self, record: Assessment) -> str | SafeString:
        """Return the card's points as the way to it, or why there is none."""
        line = self.lines[record.pk]
        card = next((one.card for one in line.cells if one.member.pk == self.member.pk), None)
        text = self.value(record)
        if card is None or card.state != ScoreCard.State.CLOSED:
            return text
        if not (self.shows_points or line.is_scored):
            return text
        return format_html('<a href="{}">{}</a>', reverse("card-detail", args=(card.pk,)), text)

    def value(self, record: Assessment) -> str:
        """Return the words alone."""
        line = self.lines[record.pk]
        cell = next(one for one in line.cells if one.member.pk == self.member.pk)
        if cell.card is None:
            return NO_CARD[cell.state]
        if cell.card.state != ScoreCard.State.CLOSED:
            return "w trakcie"
        if not (self.shows_points or line.is_scored):
            return "zamknięta"
        third = ", dodatkowa opinia" if cell.card.is_third_opinion else ""
        return f"{wording.number(cell.card.total)} pkt{third}"


class MeetingTable(tables.Table):
    """The meetings of a commission."""

    number = tables.Column(
        verbose_name="Posiedzenie", linkify=("meeting-detail", {"pk": tables.A("pk")})
    )
    began_at = tables.Column(verbose_name="Początek")
    place = tables.Column(verbose_name="Miejsce")
    state = tables.Column(verbose_name="Stan")
    present = tables.Column(verbose_name="Obecnych", attrs=NUMBER)
    voted = tables.Column(verbose_name="Głosowań", attrs=NUMBER)

    class Meta:
        model = Meeting
        fields = ("number", "began_at", "place", "state", "present", "voted")
        caption = "Posiedzenia komisji"
        order_by = ("number",)

    def render_number(self, value: int) -> str:
        """Name the meeting."""
        return f"nr {value}"

    def render_began_at(self, value: Any) -> str:  # noqa: ANN401 - an instant
        """Show the instant as people say it."""
        return wording.instant(value)
