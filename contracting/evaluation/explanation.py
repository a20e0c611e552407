"""How an offer's result came about: what the bidder is told without asking."""

from dataclasses import dataclass
from decimal import Decimal

from contracting.evaluation.models import Assessment, CardScore, Scenario, ScoreCard
from contracting.evaluation.standing import rule_of, standing_of
from mkus_portal.web.wording import money, number, percent


@dataclass(frozen=True, slots=True)
class Remark:
    """One member's points for a criterion with the reason; members are not named."""

    points: Decimal | None
    reason: str


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """A criterion with all remarks of the closed cards."""

    label: str
    max_points: Decimal
    remarks: tuple[Remark, ...]


def criteria_results(assessment: Assessment) -> list[CriterionResult]:
    """Return the criteria in their order with what the closed cards say; one query."""
    closed = ScoreCard.objects.filter(assessment=assessment, state=ScoreCard.State.CLOSED)
    rows = (
        CardScore.objects.filter(draft__in=closed.values("draft"))
        .select_related("criterion")
        .order_by("criterion__position", "criterion", "draft")
    )
    found: dict[int, CriterionResult] = {}
    for row in rows:
        one = found.get(row.criterion_id)
        remarks = (*(one.remarks if one else ()), Remark(row.points, row.reason))
        criterion = row.criterion
        found[criterion.pk] = CriterionResult(criterion.label, criterion.max_points, remarks)
    return list(found.values())


def amount_story(assessment: Assessment) -> list[str]:
    """Return sentences on how the amount was set: the threshold, the rule, the reason."""
    evaluation = assessment.evaluation
    scenario = Scenario.objects.filter(
        evaluation=evaluation, task=assessment.offer.task_id, is_chosen=True
    ).first()
    if scenario is None or assessment.points is None:
        return []
    standing = standing_of(evaluation, assessment.offer.task)
    rule = rule_of(scenario, standing)
    points = f"{number(assessment.points)} ({evaluation.get_counting_display()})"
    said = [f"Punkty oferty: {points}, wnioskowana kwota: {money(assessment.offer.grant)}."]
    if rule.min_points is not None:
        reached = "osiągnęła go" if assessment.points >= rule.min_points else "nie osiągnęła go"
        said.append(f"Próg punktowy: {number(rule.min_points)}; oferta {reached}.")
    said.append(
        f"Pula zadania: {money(standing.pool)}, wszystkie ocenione oferty wnosiły o"
        f" {money(standing.requested)}. Podział: {scenario.get_cut_display()}."
    )
    if rule.max_share is not None:
        said.append(f"Dotacja najwyżej {percent(rule.max_share)} wnioskowanej kwoty.")
    if rule.max_grant is not None:
        said.append(f"Dotacja najwyżej {money(rule.max_grant)} na ofertę.")
    if assessment.proposed_grant is not None:
        said.append(f"Komisja proponowała: {money(assessment.proposed_grant)}.")
    said.append(f"Uzasadnienie podziału: {scenario.reason}")
    return said
