"""The programme's logos, and an adviser on holiday whom another one replaces."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import partial

from django.core.files.uploadedfile import SimpleUploadedFile

from advisory.consultations.actions import log_consultation
from advisory.consultations.models import Consultation
from advisory.programmes.actions import change_programme
from advisory.programmes.logos import LOGO, add_logo
from advisory.programmes.models import Adviser, Assignment, Programme, Unit
from advisory.programmes.substitutions import let_stand_in
from mkus_portal.attachments.actions import receive
from mkus_portal.demo.loading.advisory import adviser_address, coordinator_act
from mkus_portal.demo.loading.calendar import moment
from mkus_portal.demo.loading.marks import lighthouse, rings
from mkus_portal.demo.loading.steps import Step, World

LEADER, FUND = "Fundacja Latarnia", "Fundusz Wspólnych Spraw"
SUPPORT = "Program współfinansowany ze środków Funduszu Wspólnych Spraw (instytucja zmyślona)."
UNIT, REPLACED, STANDING_IN = "gorzow-wielkopolski", "d02", "d03"
FROM, TO = -3, 11


def standing_in_steps(world: World) -> Iterator[Step]:
    """Yield the logos soon after the beginning, the holiday of these days, one entry in it."""
    calendar = world.calendar
    marked = moment(calendar.day(-230), "12:10")
    yield Step("logos", marked, partial(_add_logos, at=marked))
    saved = moment(calendar.day(FROM - 1), "13:35")
    first, last = calendar.day(FROM), calendar.day(TO)
    yield Step("substitution", saved, partial(_let_stand_in, first=first, last=last, at=saved))
    written = moment(calendar.day(-1), "16:20")
    yield Step("substitution:entry", written, partial(_log, held=calendar.day(-1), at=written))


def _add_logos(world: World, at: datetime) -> Programme:
    programme = world.get(Programme, "programme")
    act = coordinator_act(world, programme.scope, at)
    change_programme(act, programme, leader=LEADER, co_financing=SUPPORT)
    for institution, picture in ((LEADER, lighthouse()), (FUND, rings())):
        sent = SimpleUploadedFile("logo.png", picture, "image/png")
        add_logo(act, programme, institution, receive(act, LOGO, [sent]).taken)
    return programme


def _let_stand_in(world: World, first: date, last: date, at: datetime) -> Assignment:
    unit = world.get(Unit, f"unit:{UNIT}")
    replaced = world.get(Adviser, f"adviser:{REPLACED}")
    return let_stand_in(
        coordinator_act(world, unit.programme.scope, at),
        unit.assignments.get(adviser=replaced),
        world.get(Adviser, f"adviser:{STANDING_IN}"),
        valid_from=first,
        valid_to=last,
        reason="Urlop wypoczynkowy",
    )


def _log(world: World, held: date, at: datetime) -> Consultation:
    scope = world.scope("programme", "programme")
    return log_consultation(
        world.act(adviser_address(STANDING_IN), "adviser", scope, at),
        world.get(Unit, f"unit:{UNIT}"),
        world.get(Adviser, f"adviser:{STANDING_IN}"),
        held_on=held,
        hours=Decimal("1.5"),
        form=Consultation.Form.ONLINE,
        people_office=2,
        subject="Pytania urzędu przed naborem ofert",
        findings="Omówiono kryteria i terminy. Urząd prześle projekt ogłoszenia do końca tygodnia.",
    )
