"""Calls in every state, with their publications, questions and answers."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from contracting.analysis.models import Analysis
from contracting.calls import actions
from contracting.calls.models import Call, CallTask, Publication, Question
from mkus_portal.act import Act
from mkus_portal.demo.loading.content import office_of
from mkus_portal.demo.loading.offices import address_of, signature_of
from mkus_portal.demo.loading.plans import CallPlan, call_plans
from mkus_portal.demo.loading.steps import Step, World
from mkus_portal.offices.models import LocalGovernment, OrganisingUnit

ASKED_AND_ANSWERED = ("19:20", "09:40")
SUFFIXES = {"announcement": "", "annulment": "-uniewaznienie", "results": "-wyniki"}
SUBMISSION = "Ofertę pisze się i składa w tym portalu. Potwierdzenie przychodzi od razu."
NO_OWN_SHARE = {"min_own_share": None, "min_own_financial_share": None}
PLACE_PATHS = {
    "bip": "https://bip.{code}.example/konkursy/{key}",
    "website": "https://www.{code}.example/ngo/{key}",
}


def call_steps(world: World) -> Iterator[Step]:
    """Yield every call's way, from the draft to the questions."""
    for plan in call_plans(world.calendar).values():
        yield Step(plan.key, plan.when("prepared"), partial(_write, plan=plan))
        for what, make in MOVES.items():
            if plan.has(what):
                yield Step(
                    f"{plan.key}:{what}",
                    plan.when(what),
                    partial(make, plan=plan),
                )
        for place, one in enumerate(plan.entry.get("questions", ()), 1):
            yield from _question_steps(plan, f"{plan.key}:question{place}", one)


def _act(world: World, plan: CallPlan, role: str, at: datetime) -> Act:
    code = plan.entry["office"]
    address = address_of(office_of(code), role)
    return world.act(address, role, world.scope("office", f"office:{code}"), at)


def _call(world: World, plan: CallPlan) -> Call:
    return world.get(Call, plan.key)


def limits_of(entry: dict[str, Any]) -> dict[str, Any]:
    """Return a call's or a task's limits as its columns hold them."""
    found: dict[str, Any] = {}
    for name, value in entry.get("limits", {}).items():
        whole = name == "max_offers_per_organisation"
        found[name] = value if isinstance(value, bool) else int(value) if whole else Decimal(value)
    return found


def _write(world: World, plan: CallPlan) -> Call:
    entry = plan.entry
    act = _act(world, plan, "clerk", plan.when("prepared"))
    office = world.get(LocalGovernment, f"office:{entry['office']}")
    about = office_of(entry["office"])
    fields = dict(
        title=entry["title"],
        year=plan.starts.year,
        unit=OrganisingUnit.objects.filter(office=office, name=entry.get("unit")).first(),
        draft_budget=plan.starts.year > act.day.year,
        forms=entry["forms"],
        deadline_at=plan.deadline,
        realization_from=plan.starts,
        realization_to=plan.ends,
        decision_on=plan.deadline.date() + timedelta(days=entry["decision_days"]),
        award_rules=entry["award_rules"],
        conditions=entry["conditions"],
        selection_rules=entry["selection"],
        submission_rules=SUBMISSION,
        annulment_reservation=entry.get("reservation", ""),
        further_terms=entry.get("further", ""),
        contact_name=about["people"]["clerk"],
        contact_email=address_of(about, "clerk"),
        contact_phone=about["phone"],
        **limits_of(entry),
    )
    if "analysis" in entry:
        return _draw(world, act, entry, fields)
    call = actions.create_call(act, office, **fields)
    for task in entry["task"]:
        actions.add_task(
            act,
            call,
            title=task["title"],
            spheres=task["spheres"],
            code=task["code"],
            description=task["description"],
            pool=Decimal(task["pool"]),
            **limits_of(task),
        )
    for statutory, label, points in entry["criteria"]:
        actions.add_criterion(
            act, call, statutory=statutory, label=label, max_points=Decimal(points)
        )
    _add_previous(act, call, entry)
    return call


def _draw(world: World, act: Act, entry: dict[str, Any], fields: dict[str, Any]) -> Call:
    """Draft the call from its analysis, which has its criteria, and give it the entry's words."""
    analysis = world.get(Analysis, f"analysis:{entry['analysis']}")
    [about] = entry["task"]
    call = actions.draw_call(act, analysis, actions.Wish(tuple(about["spheres"])))
    # the council left the own share to the bidders, though the analysis foresaw one
    actions.edit_call(act, call, **NO_OWN_SHARE, **fields)
    actions.edit_task(
        act, call.tasks.get(), title=about["title"], pool=Decimal(about["pool"]), **limits_of(about)
    )
    _add_previous(act, call, entry)
    return call


def _add_previous(act: Act, call: Call, entry: dict[str, Any]) -> None:
    for label, year, cost, grants in entry["previous"]:
        actions.add_previous_task(
            act,
            call,
            label=label,
            year=act.day.year + year,
            cost=Decimal(cost),
            grants=Decimal(grants),
        )


def _send(world: World, plan: CallPlan) -> Call:
    return actions.send_to_approve(
        _act(world, plan, "clerk", plan.when("sent")), _call(world, plan)
    )


def _return(world: World, plan: CallPlan) -> Call:
    act = _act(world, plan, "executive", plan.when("returned"))
    return actions.return_call(act, _call(world, plan), plan.entry["return_reason"])


def _approve(world: World, plan: CallPlan) -> Any:  # noqa: ANN401 - the frozen announcement
    act = _act(world, plan, "executive", plan.when("approved"))
    number = f"{plan.entry['act']}.{act.day.year}"
    signature = signature_of(office_of(plan.entry["office"]))
    return actions.approve_call(act, _call(world, plan), number, act.day, signature)


def _publish(world: World, plan: CallPlan) -> Call:
    record(world, plan, plan.when("published"), Publication.Subject.ANNOUNCEMENT.value)
    return _call(world, plan)


def record(world: World, plan: CallPlan, at: datetime, subject: str) -> None:
    """Record the three places, each some minutes after the other."""
    code = plan.entry["office"]
    office = office_of(code)
    suffix = SUFFIXES[subject]
    for minutes, place in enumerate(Publication.Place.values):
        published = at + timedelta(minutes=12 * minutes)
        url, evidence = "", f"Tablica {office['notice_board']}; zdjęcie w aktach sprawy."
        if place in PLACE_PATHS:
            address = PLACE_PATHS[place].format(code=code, key=plan.entry["key"])
            url, evidence = f"{address}{suffix}", ""
        actions.record_publication(
            _act(world, plan, "clerk", published + timedelta(minutes=3)),
            _call(world, plan),
            place,
            published,
            author=office["people"]["clerk"],
            responsible=office["people"]["coordinator"],
            subject=subject,
            url=url,
            evidence=evidence,
        )


def _cancel(world: World, plan: CallPlan) -> Call:
    act = _act(world, plan, "coordinator", plan.when("cancelled"))
    return actions.cancel_call(act, _call(world, plan), plan.entry["cancel_reason"])


def _annul(world: World, plan: CallPlan) -> Call:
    at = plan.when("annulled")
    act = _act(world, plan, "executive", at)
    actions.annul_call(
        act,
        _call(world, plan),
        "no_offers",
        plan.entry["annulment_reason"],
        f"{plan.entry['annulment_act']}.{act.day.year}",
        act.day,
        signature_of(office_of(plan.entry["office"])),
    )
    after = at + timedelta(minutes=30)
    record(world, plan, after, Publication.Subject.ANNULMENT.value)
    return _call(world, plan)


def _question_steps(plan: CallPlan, key: str, one: dict[str, Any]) -> Iterator[Step]:
    asked, answered = ASKED_AND_ANSWERED
    at = plan.since_opening(one["after"], asked)
    yield Step(
        key,
        at,
        lambda world: actions.ask_question(
            world.person_act(one["by"], at), _call(world, plan), one["text"]
        ),
    )
    if "answer" in one:
        later = plan.since_opening(one["answer_after"], answered)
        yield Step(
            f"{key}:answer",
            later,
            lambda world: actions.answer_question(
                _act(world, plan, "clerk", later), world.get(Question, key), one["answer"]
            ),
        )


def task_of(world: World, call_key: str, title: str) -> CallTask:
    """Return a task of a call by its title, with the call and the office at hand."""
    tasks = CallTask.objects.select_related("call__office")
    return tasks.get(call=world.made[f"call:{call_key}"], title=title)


MOVES = {
    "sent": _send,
    "returned": _return,
    "approved": _approve,
    "published": _publish,
    "cancelled": _cancel,
    "annulled": _annul,
}
