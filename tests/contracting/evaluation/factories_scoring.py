"""A call whose offers are scored: its criteria, its commission, cards and meetings."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from contracting.calls import actions as calls
from contracting.calls.models import Call
from contracting.evaluation.actions import commission, meeting, scoring, session
from contracting.evaluation.card_form import scores_of
from contracting.evaluation.models import Assessment, Evaluation, Meeting, ScoreCard
from contracting.evaluation.rules.meeting import Votes
from mkus_portal.act import WARSAW, Act
from mkus_portal.drafting.actions import save_field
from mkus_portal.offices.models import LocalGovernment
from tests.contracting.calls.factories import AT, make_call, make_office, member_act, publish
from tests.contracting.evaluation.factories_commission import (
    LATER,
    Room,
    appoint,
    declare,
    make_person,
    open_merit,
    propose,
    take_seat,
)
from tests.contracting.offers.factories import make_cast

SCORING = LATER + timedelta(hours=2)
MEETING = datetime(2026, 12, 7, 9, 0, tzinfo=WARSAW)


def make_scored_call(office: LocalGovernment) -> Call:
    """30.5 points: experience 10.5, quality in two parts (6 with weight 2, and 8); one informs."""
    act = member_act(office)
    call = make_call(office, act=act, min_points=Decimal(15))
    group = calls.add_criterion(act, call, statutory=3, label="Jakość", max_points=Decimal(20))
    calls.add_criterion(
        act, call, parent=group, label="Kadra", max_points=Decimal(6), weight=Decimal(2)
    )
    calls.add_criterion(act, call, parent=group, label="Program", max_points=Decimal(8))
    calls.add_criterion(act, call, statutory=6, label="Historia", counts=False)
    calls.send_to_approve(act, call)
    executive = member_act(office, "executive", at=AT)
    calls.approve_call(executive, call, "12/2026", AT.date(), "Anna Wzorowa, wójt")
    publish(call, at=AT + timedelta(hours=1))
    return call


@dataclass
class Scored:
    """The room with its seated and impartial members; the first of them chairs."""

    room: Room
    members: list[Act]

    @property
    def evaluation(self) -> Evaluation:
        """The evaluation as it is now."""
        return self.room.fresh()

    @property
    def clerk(self) -> Act:
        """The clerk while offers are scored."""
        return self.room.clerk.later(SCORING)

    @property
    def chair(self) -> Act:
        """The commission's chair."""
        return self.members[0]

    @property
    def offer(self) -> Assessment:
        """The assessment of the bidder's offer."""
        return assessment(self.room.of(self.room.bidder).pk)

    @property
    def other(self) -> Assessment:
        """The assessment of the rival's offer."""
        return assessment(self.room.of(self.room.rival).pk)

    def card(self, act: Act, offer: Assessment, *points: object, close: bool = True) -> ScoreCard:
        """A member's card: points in the order of the criteria, a reason for each."""
        card = scoring.begin_card(act, offer)
        fill(act, card, *points)
        return scoring.close_card(act, card) if close else card

    def score_all(self, *totals: object) -> None:
        """Every member scores both offers; `totals` are the points for the programme (of 8)."""
        for offer in (self.offer, self.other):
            for act, points in zip(self.members, totals, strict=True):
                self.card(act, offer, 5, 3, points)


def assessment(pk: int) -> Assessment:
    """The assessment as it is now, with what its pages know of it."""
    around = ("evaluation__call__office", "offer__task__call__office", "offer__organisation")
    return Assessment.objects.select_related(*around).get(pk=pk)


def make_scored(members: int = 2, **settings: Any) -> Scored:
    """Offers are fit, the commission is impartial, nobody has scored yet."""
    office = make_office()
    call = make_scored_call(office)
    bidder, rival = make_cast(call=call), make_cast(call=call)
    bidder.sent()
    rival.sent()
    clerk = member_act(office, at=LATER)
    evaluation = session.begin_evaluation(clerk, call)
    executive = member_act(office, "executive", LATER)
    room = Room(office, call, bidder, rival, evaluation, clerk, executive)
    if settings:
        session.save_settings(clerk, room.fresh(), **settings)
    people = [propose(room, make_person(f"Członek {number}")) for number in range(1, members + 1)]
    appoint(room, without_ngo="none_indicated", chair=people[0].pk)
    acts = [take_seat(one) for one in people]
    for act in acts:
        declare(act, room.evaluation)
    open_merit(room)
    return Scored(room, [act.later(SCORING) for act in acts])


def fill(act: Act, card: ScoreCard, *points: object) -> None:
    """Write points (None leaves a field empty) and a reason for every criterion."""
    rows = scores_of(card)
    for number, row in enumerate(rows):
        given = points[number] if number < len(points) else None
        if given is not None:
            write(act, card, f"scores:{row.pk}:points", given)
        write(act, card, f"scores:{row.pk}:reason", f"Powód {number + 1}.")


def write(act: Act, card: ScoreCard, place: str, text: object) -> Any:
    """Save a cell on the version that stands."""
    table, pk, cell = place.split(":")
    rows = card.draft.cardscores if table == "scores" else card.draft.cardproposals
    based_on = rows.get(pk=pk).version_of(cell)
    return save_field(act, card.draft, place, str(text).replace(".", ","), based_on)


def make_meeting(scored: Scored, *, present: int | None = None, ended: bool = True) -> Meeting:
    """A meeting of a call whose scoring has ended (unless it has), with people there."""
    if ended and scored.evaluation.assessments.filter(state="formal_ok").exists():
        scoring.end_scoring(scored.clerk, scored.evaluation)
    act = scored.clerk.later(MEETING)
    made = meeting.open_meeting(
        act, scored.evaluation, place="Urząd, sala 12", began_at=MEETING - timedelta(hours=1)
    )
    everybody = list(made.attendances.filter(has_vote=True).values_list("member", flat=True))
    return meeting.save_presence(act, made, everybody[:present])


def vote(scored: Scored, made: Meeting, offer: Assessment, *votes: int, **more: Any) -> None:
    """A vote (for, against, abstained) with 4 000 zł proposed unless said."""
    cast = Votes(*(*votes, 0, 0, 0)[:3])
    more = {"proposed_grant": Decimal(4000), **more}
    meeting.save_vote(scored.clerk.later(MEETING), made, offer, cast, **more)


__all__ = ["LATER", "MEETING", "SCORING", "Scored", "commission", "date", "make_scored"]
