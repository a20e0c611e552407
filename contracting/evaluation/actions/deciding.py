"""The executive body's decision, its publication, and what bidders answer."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from contracting.calls.actions import post_pool_entry
from contracting.calls.models import Call, CallTask, PoolEntry
from contracting.evaluation import answers
from contracting.evaluation import result_letters as letters
from contracting.evaluation.actions.dividing import fits_request
from contracting.evaluation.documents.results import RESULTS, ResultsText, act_line, fates_of
from contracting.evaluation.models import (
    Assessment,
    AwardDecision,
    Evaluation,
    Scenario,
    TaskAnnulment,
)
from contracting.evaluation.procedure import ASSESSMENT
from contracting.evaluation.rules.allocation import ZERO
from contracting.evaluation.standing import (
    TaskStanding,
    amounts_of,
    goes_on_reserve,
    held_of,
    standing_of,
)
from mkus_portal.act import Act
from mkus_portal.documents.actions import request
from mkus_portal.documents.digest import canonical, sha256
from mkus_portal.web.wording import money
from mkus_portal.workflow.engine import insist, perform, verdict_on
from mkus_portal.workflow.verdict import ALLOWED, Verdict, first_refusal, refused

State = Assessment.State


@dataclass(frozen=True, slots=True)
class LegalAct:
    """The act by which the executive body decides: number, date, signatory (R21)."""

    number: str
    day: date
    signatory: str

    def verdict(self, act: Act) -> Verdict:
        """Ask for all three; the date is not in the future."""
        if not self.number.strip() or not self.signatory.strip():
            return refused("Podaj numer aktu i osobę, która go podpisała.")
        if self.day > act.day:
            return refused("Data aktu nie może być w przyszłości.")
        return ALLOWED


@transaction.atomic
def decide(
    act: Act,
    evaluation: Evaluation,
    by: LegalAct,
    *,
    amounts: Mapping[int, Decimal] | None = None,
    reasons: str = "",
    over_pool: str = "",
) -> AwardDecision:
    """Choose the offers and the amounts (art. 15 ust. 2g): all fates of the call at once.

    `amounts` by assessment replace the commission's proposals; then `reasons` are needed. More
    than a task's pool needs `over_pool`, where the money comes from. Order: act, move, each task's
    offers, tasks without an offer, the frozen results, the file, duties. Raises Refused.
    """
    insist(by.verdict(act))
    perform(act, evaluation, "decide", note=by.number)
    departed = False
    for task in evaluation.call.tasks.all():
        standing = standing_of(evaluation, task)
        departed = _decide_task(act, evaluation, standing, amounts or {}, over_pool) or departed
        _annul_empty(act, evaluation, task)
    if departed and not reasons.strip():
        insist(refused("Kwoty różnią się od propozycji komisji. Napisz uzasadnienie."))
    decision = _freeze(act, evaluation, by, reasons, over_pool)
    letters.ask_for_publication(act, evaluation)
    return decision


def _decide_task(
    act: Act,
    evaluation: Evaluation,
    standing: TaskStanding,
    wanted: Mapping[int, Decimal],
    over_pool: str,
) -> bool:
    """Give each offer of a task its fate; return whether an amount is not the proposed one."""
    scenario = Scenario.objects.filter(
        evaluation=evaluation, task=standing.task, is_chosen=True
    ).first()
    if scenario is None:
        return False
    proposed = proposals(scenario, standing)
    amounts = {pk: wanted.get(pk, amount) for pk, amount in proposed.items()}
    insist(pool_holds(standing, sum(amounts.values(), ZERO), over_pool))
    reserve = 0
    for ranked in standing.ranked:
        assessment = standing.by_pk[ranked.entry.pk]
        assessment.evaluation = evaluation
        amount = amounts[assessment.pk]
        insist(fits_request(assessment, amount))
        if amount > ZERO:
            _settle(act, assessment, "award", awarded_grant=amount)
        elif goes_on_reserve(scenario, standing, ranked.entry):
            reserve += 1
            _settle(act, assessment, "put_on_reserve", reserve_place=reserve)
        else:
            _settle(act, assessment, "leave_out")
    return amounts != proposed


def proposals(scenario: Scenario, standing: TaskStanding) -> dict[int, Decimal]:
    """Return the commission's last word on each offer: its vote or the chosen division."""
    return {
        pk: amount
        if standing.by_pk[pk].proposed_grant is None
        else standing.by_pk[pk].proposed_grant
        for pk, amount in amounts_of(scenario, standing).items()
    }


def _settle(act: Act, assessment: Assessment, move: str, **columns: object) -> None:
    """Make the move with what the offer gets; the amount stands before the state that needs it."""
    Assessment.objects.filter(pk=assessment.pk).update(decided_at=act.at, **columns)
    perform(act, assessment, move)
    if assessment.state == State.AWARDED:
        _post(act, assessment, assessment.awarded_grant or ZERO, "przyznano")


def _post(act: Act, assessment: Assessment, amount: Decimal, what: str) -> None:
    """Tell the task's pool of an award, or of money that came free."""
    offer = assessment.offer
    label = f"{what}: oferta {offer.number}"
    who = offer.organisation.name
    post_pool_entry(act, offer.task, PoolEntry.Kind.AWARD, amount, who=who, label=label)


def pool_holds(standing: TaskStanding, total: Decimal, over_pool: str) -> Verdict:
    """Refuse more than the pool, unless it is said where the money comes from."""
    if standing.pool is None or total <= standing.pool or over_pool.strip():
        return ALLOWED
    return refused(
        f"W zadaniu „{standing.task.title}” przyznano {money(total)}, a pula to"
        f" {money(standing.pool)}: za dużo o {money(total - standing.pool)}. Zmniejsz kwoty albo"
        " napisz, skąd są środki ponad pulę."
    )


def _annul_empty(act: Act, evaluation: Evaluation, task: CallTask) -> None:
    """Record a task without an offer, or without one that meets the announcement (art. 18a)."""
    states = set(evaluation.assessments.filter(offer__task=task).values_list("state", flat=True))
    if states - {State.REJECTED_FORMAL}:
        return
    ground = TaskAnnulment.Ground.NONE_FITS if states else TaskAnnulment.Ground.NO_OFFERS
    TaskAnnulment.objects.create(
        evaluation=evaluation, task=task, ground=ground, recorded_at=act.at
    )


def _freeze(
    act: Act, evaluation: Evaluation, by: LegalAct, reasons: str, over_pool: str
) -> AwardDecision:
    annulled = evaluation.annulments.select_related("task")
    ordinal = evaluation.decisions.count() + 1
    text = ResultsText(
        call=evaluation.call.title,
        office=evaluation.call.office.name,
        act=act_line(evaluation, by.number, by.day, by.signatory),
        ordinal=ordinal,
        fates=fates_of(evaluation),
        annulled=[[str(one.task), one.get_ground_display()] for one in annulled],
        reasons=reasons.strip(),
        over_pool=over_pool.strip(),
        shows_all=evaluation.shows_all,
    )
    decision = AwardDecision.objects.create(
        evaluation=evaluation,
        ordinal=ordinal,
        act_number=by.number,
        act_date=by.day,
        signatory=by.signatory,
        over_pool_reason=over_pool.strip(),
        reasons=reasons.strip(),
        content=asdict(text),
        digest=sha256(canonical(text)),
        decided_at=act.at,
        decided_by_id=act.user,
    )
    title = f"Wyniki: {evaluation.call.title}"[:300]
    request(act, RESULTS.code, decision, title=title)
    return decision


@transaction.atomic
def publish_results(act: Act, call: Call, last: datetime) -> None:
    """Let the results out with the third publication: to everybody and to each bidder at once."""
    evaluation = Evaluation.objects.select_related("call__office").get(call=call)
    decision = evaluation.decisions.filter(results_published_at=None).order_by("ordinal").first()
    if decision is None:
        return
    if evaluation.state == Evaluation.State.DECIDED:
        perform(act, evaluation, "publish_results")
    decision.results_published_at = last
    decision.save(update_fields=["results_published_at"])
    letters.close_publication(act, evaluation)
    letters.tell_bidders(act, evaluation, decision)


@transaction.atomic
def move_up(
    act: Act, assessment: Assessment, by: LegalAct, amount: Decimal, *, over_pool: str = ""
) -> AwardDecision:
    """Award an offer of the reserve list from money that came free; published like the first.

    The list keeps its order: an offer before it must have been awarded or have resigned.
    Raises Refused.
    """
    insist(by.verdict(act), fits_request(assessment, amount))
    insist(ALLOWED if amount > ZERO else refused("Podaj kwotę większą od zera."))
    evaluation = Evaluation.objects.select_for_update(of=("self",)).get(pk=assessment.evaluation_id)
    insist(may_move_up(act, assessment))
    standing = standing_of(evaluation, assessment.offer.task)
    insist(pool_holds(standing, held_of(evaluation, standing.task) + amount, over_pool))
    _settle(act, assessment, "move_up", awarded_grant=amount, reserve_place=None)
    decision = _freeze(act, evaluation, by, "", over_pool)
    letters.close_next(act, assessment)
    letters.ask_for_publication(act, evaluation)
    return decision


def may_move_up(act: Act, assessment: Assessment) -> Verdict:
    """Whether the offer is the next one of the reserve list, with nothing unpublished before it."""
    evaluation = assessment.evaluation
    return first_refusal(
        verdict_on(act, assessment, ASSESSMENT.move("move_up")),
        _is_first(evaluation, assessment),
        _nothing_pending(evaluation),
    )


def _is_first(evaluation: Evaluation, assessment: Assessment) -> Verdict:
    waiting = evaluation.assessments.filter(
        offer__task=assessment.offer.task_id, state=State.RESERVE
    ).order_by("reserve_place", "pk")
    first = waiting.first()
    if first is None or first.pk == assessment.pk:
        return ALLOWED
    return refused(f"Przed tą ofertą na liście rezerwowej stoi oferta {first.offer.number}.")


def _nothing_pending(evaluation: Evaluation) -> Verdict:
    if evaluation.decisions.filter(results_published_at=None).exists():
        return refused("Najpierw ogłoś wyniki poprzedniego rozstrzygnięcia.")
    return ALLOWED


@transaction.atomic
def accept_award(act: Act, assessment: Assessment) -> Assessment:
    """Take the grant in the awarded amount; the contract follows. Raises Refused, MoveTaken."""
    perform(act, assessment, "accept")
    letters.close_answer(act, assessment)
    letters.say_accepted(act, assessment)
    answers.tell_accepted(act, assessment)
    return assessment


@transaction.atomic
def resign_award(act: Act, assessment: Assessment, reason: str) -> Assessment:
    """Give up the grant or the place on the reserve list; the office is told who is next.

    Raises Refused, MoveTaken.
    """
    insist(ALLOWED if reason.strip() else refused("Napisz, dlaczego organizacja rezygnuje."))
    had_money = assessment.state != State.RESERVE
    perform(act, assessment, "resign", note=reason.strip())
    letters.close_answer(act, assessment)
    if had_money:
        _post(act, assessment, -(assessment.awarded_grant or ZERO), "rezygnacja")
    letters.say_resigned(act, assessment, reason.strip(), had_money=had_money)
    answers.tell_resigned(act, assessment, reason.strip())
    return assessment
