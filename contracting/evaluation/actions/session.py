"""Beginning the evaluation of a call, and handing its offers to the commission."""

from django.db import transaction

from contracting.calls.models import Call
from contracting.evaluation import letters, scoring_letters
from contracting.evaluation.actions import conditions
from contracting.evaluation.actions.impartiality import open_all_contents
from contracting.evaluation.models import Assessment, Evaluation
from contracting.evaluation.permissions import may_begin, may_set
from contracting.offers.models import Offer
from mkus_portal.act import Act
from mkus_portal.locking import hold
from mkus_portal.workflow.engine import insist, perform


@transaction.atomic
def begin_evaluation(act: Act, call: Call) -> Evaluation:
    """Open the evaluation of a call whose deadlines have passed; every sent offer is assessed.

    A second press finds the one that stands. Raises Refused.
    """
    hold(call)
    standing = Evaluation.objects.filter(call=call).first()
    if standing is not None:
        return standing
    insist(may_begin(act, call))
    evaluation = Evaluation.objects.create(call=call, started_at=act.at)
    offers = Offer.objects.filter(task__call=call, state__in=Offer.STANDING).order_by("number")
    Assessment.objects.bulk_create(
        Assessment(evaluation=evaluation, offer=offer) for offer in offers
    )
    conditions.prepare(act, evaluation)
    letters.ask_for_formal_check(act, evaluation)
    return evaluation


@transaction.atomic
def save_settings(
    act: Act, evaluation: Evaluation, based_on: int | None = None, **settings: object
) -> Evaluation:
    """Change how offers are scored, until the first card is begun.

    `settings` are the evaluation's own columns. Raises Refused, Overtaken.
    """
    hold(evaluation)
    insist(may_set(act, evaluation))
    evaluation.step(based_on)
    for name, value in settings.items():
        setattr(evaluation, name, value)
    evaluation.full_clean()
    evaluation.save()
    return evaluation


@transaction.atomic
def open_merit(act: Act, evaluation: Evaluation) -> Evaluation:
    """End the formal check: the commission declares its impartiality and scores."""
    perform(act, evaluation, "open_merit")
    letters.close_formal_check(act, evaluation)
    scoring_letters.ask_to_score(act, evaluation)
    open_all_contents(act, evaluation)
    return evaluation
