"""Who gets which page of plans of work."""

from tests.architecture.access import ADVISER, IN_TOUCH, OPERATOR, OVERSEERS, RUNS, WRITERS, Page

PLANNERS = RUNS | ADVISER


def planned(name: str, example: str) -> Page:
    """The coordinator and the unit's adviser write the plan; whoever sees it reads why not."""
    return Page(name, example, {200: PLANNERS, 403: IN_TOUCH}, 404)


def done_by(name: str, example: str, people: frozenset[str]) -> Page:
    """Those who see to the step, and the coordinator."""
    return Page(name, example, {200: people | RUNS, 403: IN_TOUCH}, 404)


PAGES: tuple[Page, ...] = (
    Page("plan-list", "programme", {200: OVERSEERS, 403: ADVISER}, 404),
    Page("plan-template", "programme", {200: OVERSEERS, 403: ADVISER}, 404),
    Page("plan-template-typical", "programme", {302: RUNS, 403: ADVISER | OPERATOR}, 404),
    Page("plan-template-add", "programme", {200: RUNS, 403: ADVISER | OPERATOR}, 404),
    Page("plan-template-edit", "template_step", {200: RUNS, 403: OPERATOR}, 404),
    Page("plan-template-remove", "template_step", {200: RUNS, 403: OPERATOR}, 404),
    Page("unit-plan", "advised_unit", {200: IN_TOUCH}, 404),
    Page("plan-make", "advised_unit", {403: IN_TOUCH}, 404),
    planned("plan-follow", "advised_unit"),
    planned("plan-step-add", "advised_unit"),
    planned("plan-step-edit", "office_plan_step"),
    Page("plan-step-edit", "done_plan_step", {403: IN_TOUCH}, 404),
    planned("plan-step-remove", "coordinator_plan_step"),
    done_by("plan-step-finish", "office_plan_step", WRITERS),
    done_by("plan-step-finish", "adviser_plan_step", ADVISER),
    done_by("plan-step-finish", "coordinator_plan_step", RUNS),
    Page("plan-step-finish", "done_plan_step", {403: IN_TOUCH}, 404, writers=WRITERS | RUNS),
    Page("plan-step-confirm", "office_plan_step", {403: IN_TOUCH}, 404, writers=WRITERS | RUNS),
    done_by("plan-step-reopen", "done_plan_step", WRITERS),
)
