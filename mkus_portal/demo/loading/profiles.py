"""What the programme shows to everybody: units' pages, news, the press kit, a file to take."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from advisory.expertises.models import Expertise
from advisory.profiles import actions
from advisory.profiles.files import DOWNLOAD, PRESS
from advisory.profiles.mailing import readers_of
from advisory.profiles.models import AdviserCard, Download, News, PressKit, UnitProfile
from advisory.programmes.models import Adviser, Programme, Unit
from contracting.analysis.models import Analysis
from contracting.surveys.models import Survey
from mkus_portal.act import Act
from mkus_portal.attachments.actions import attach as attach_files
from mkus_portal.attachments.actions import receive
from mkus_portal.attachments.models import Attachment
from mkus_portal.demo.loading.advisory import adviser_address, coordinator_act, office_act
from mkus_portal.demo.loading.calendar import moment
from mkus_portal.demo.loading.content import FOLDER, content
from mkus_portal.demo.loading.steps import Step, World

OPENED, CHOSEN = -14, -7  # after the evening on which the plans were gone through
SHOWS_DOCUMENTS = "prusice"
Files = list[Attachment]


def profile_steps(world: World) -> Iterator[Step]:
    """Yield the pages of units, who lets them say what, the news, the press kit, the file."""
    found = content("profiles")
    at = moment(world.calendar.day(OPENED), "10:05")
    for number, one in enumerate(found["unit"]):
        written = moment(world.calendar.day(OPENED), f"{11 + number // 12}:{number % 12 * 5:02}")
        yield Step(f"profile:{one['code']}", written, partial(_show, one=one, at=written))
        chosen = moment(world.calendar.day(CHOSEN), f"{11 + number // 12}:{number % 12 * 5:02}")
        step = partial(_choose, one=one, at=chosen)
        yield Step(f"milestones:{one['code']}", chosen, step)
    for one in found["card"]:
        yield Step(f"card:{one['adviser']}", at, partial(_card, one=one, at=at))
    given = moment(world.calendar.day(-5), "12:10")
    yield Step("public-documents", given, partial(_give, at=given))
    for number, one in enumerate(found["news"]):
        written = moment(world.calendar.office_day(one["day"]), "13:30")
        yield Step(f"news:{number}", written, partial(_write, one=one, at=written))
    pressed = moment(world.calendar.day(-7), "14:20")
    yield Step("press-kit", pressed, partial(_press, said=found["press"], at=pressed))
    for number, one in enumerate(found["download"]):
        yield Step(f"download:{number}", pressed, partial(_offer, one=one, at=pressed))


def _runs(world: World, at: datetime) -> Act:
    return coordinator_act(world, world.scope("programme", "programme"), at)


def _show(world: World, one: dict[str, Any], at: datetime) -> UnitProfile:
    """Write the page and publish it."""
    act, unit = _runs(world, at), world.get(Unit, f"unit:{one['code']}")
    words = {name: one[name].strip() for name in ("about", "effects")}
    profile = actions.write_profile(act, unit, **words)
    actions.move_profile(act, profile, "publish")
    return profile


def _choose(world: World, one: dict[str, Any], at: datetime) -> UnitProfile:
    """Show what of the plan was done and what is to come; nothing that is late."""
    unit = world.get(Unit, f"unit:{one['code']}")
    steps = unit.plan_steps.filter(name__in=content("profiles")["milestones"])
    shown = [step for step in steps if step.done_on or step.due_on > at.date()]
    return actions.choose_milestones(_runs(world, at), unit, shown)


def _card(world: World, one: dict[str, Any], at: datetime) -> AdviserCard:
    scope = world.scope("programme", "programme")
    act = world.act(adviser_address(one["adviser"]), "adviser", scope, at)
    adviser = world.get(Adviser, f"adviser:{one['adviser']}")
    said = {name: one[name] for name in ("function", "shows_name")}
    return actions.write_card(act, adviser, **said)


def _give(world: World, at: datetime) -> UnitProfile:
    """Let everybody read the report, the accepted expertise and the closed survey of one office."""
    unit = world.get(Unit, f"unit:{SHOWS_DOCUMENTS}")
    return actions.give_documents(
        office_act(world, SHOWS_DOCUMENTS, at),
        unit,
        analysis=world.get(Analysis, "analysis:klub-seniora"),
        expertises=list(unit.expertises.filter(state=Expertise.State.ACCEPTED)),
        surveys=list(
            Survey.objects.owned_by(world.scope("office", f"office:{SHOWS_DOCUMENTS}")).filter(
                state=Survey.State.CLOSED
            )
        ),
    )


def _write(world: World, one: dict[str, Any], at: datetime) -> News:
    act, programme = _runs(world, at), world.get(Programme, "programme")
    news = actions.write_news(act, programme, title=one["title"], text=one["text"].strip())
    if not one.get("draft"):
        actions.move_news(act, news, "publish")
    if one.get("sent"):
        actions.send_news(act, news)
        while readers_of(act, programme).count() > news.copies.count():
            actions.post_batch(Act.system(at), news)
    return news


def _files(act: Act, kind: str, name: str, text: bytes) -> Files:
    return receive(act, kind, [SimpleUploadedFile(name, text)]).taken


def _press(world: World, said: dict[str, Any], at: datetime) -> PressKit:
    act, programme = _runs(world, at), world.get(Programme, "programme")
    words: dict[str, Any] = {
        key: value.strip() for key, value in said.items() if isinstance(value, str)
    }
    logo = words.pop("logo")
    figures = list(programme.indicators.filter(source__in=said["figures"]))
    kit = actions.write_press_kit(act, programme, figures=figures, **words)
    attach_files(act, kit, _files(act, PRESS, logo, (FOLDER / logo).read_bytes()))
    actions.move_press_kit(act, kit, "publish")
    return kit


def _offer(world: World, one: dict[str, Any], at: datetime) -> Download:
    act, programme = _runs(world, at), world.get(Programme, "programme")
    files = _files(act, DOWNLOAD, one["file"], one["text"].lstrip().encode())
    said = {name: one[name] for name in ("title", "description", "licence")}
    return actions.offer_download(act, programme, files, **said)
