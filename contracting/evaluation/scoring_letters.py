"""What waits for whom while offers are scored and the commission meets."""

from django.urls import reverse

from contracting.evaluation.letters import of_office
from contracting.evaluation.models import Assessment, CommissionMember, Evaluation
from contracting.evaluation.permissions import WRITERS
from contracting.evaluation.scoreboard import NOT_BEGUN, board_of
from mkus_portal.act import Act, Scope
from mkus_portal.notifications.actions import Whose, close_duty, open_duty, send_letter
from mkus_portal.notifications.messages import MessageKind

SCORE = "evaluation_score"
SPREAD = "evaluation_spread"
THIRD_OPINION = "evaluation_third_opinion"
END = "evaluation_end_scoring"
ASKED = MessageKind(
    code="evaluation_third_opinion",
    label="Prośba o dodatkową opinię o ofercie",
    subject="Prośba o dodatkową opinię: {number}",
    template="contracting/evaluation/letters/third_opinion.txt",
)


def own_cards(evaluation: Evaluation) -> str:
    """Return the page with a member's own cards."""
    return reverse("evaluation-cards", args=(evaluation.pk,))


def board(evaluation: Evaluation) -> str:
    """Return the overview of the scoring."""
    return reverse("evaluation-scoring", args=(evaluation.pk,))


def ask_to_score(act: Act, evaluation: Evaluation) -> None:
    """Open the duty of those who score: every member, or whoever fills in the common card."""
    sentence = f"Oceń oferty w konkursie „{evaluation.call.title}”"[:300]
    whose = [Whose(scope=Scope("call", evaluation.call_id), roles=("commission_member",))]
    if evaluation.collective_card:
        cells = [cell for line in board_of(evaluation) for cell in line.cells]
        writers = {one.member.user_id for one in cells if one.state == NOT_BEGUN}
        whose = [Whose(user=one) for one in sorted(one for one in writers if one is not None)]
    for one in whose:
        open_duty(act, SCORE, evaluation, one, url=own_cards(evaluation), sentence=sentence)


def ask_about_spread(act: Act, assessment: Assessment) -> None:
    """Open the office's duty to ask somebody for a third opinion."""
    evaluation = assessment.evaluation
    sentence = f"Oferta {assessment.offer.number}: oceny się różnią, poproś o dodatkową opinię"
    whose = of_office(evaluation, *WRITERS)
    url = reverse("card-third-opinion", args=(assessment.pk,))
    open_duty(act, SPREAD, assessment, whose, url=url, sentence=sentence[:300])


def ask_for_opinion(act: Act, assessment: Assessment, member: CommissionMember) -> None:
    """Open the member's duty and write to them."""
    url = reverse("card-write", args=(assessment.pk,))
    number = assessment.offer.number
    if member.user_id is not None:
        sentence = f"Oceń ofertę {number}: komisja prosi o dodatkową opinię"[:300]
        whose = Whose(user=member.user_id)
        open_duty(act, THIRD_OPINION, assessment, whose, url=url, sentence=sentence)
    context = {"number": number, "call": assessment.evaluation.call.title, "url": url}
    send_letter(act, ASKED.code, [member.user or member.email], assessment, context)


def close_opinion(act: Act, assessment: Assessment) -> None:
    """End what waits because of a spread: the opinion is there, or the reason written."""
    close_duty(act, SPREAD, assessment)
    close_duty(act, THIRD_OPINION, assessment)


def ask_to_end(act: Act, evaluation: Evaluation) -> None:
    """Open the office's duty to end the scoring: every offer has what it needs."""
    sentence = f"Zakończ ocenę ofert w konkursie „{evaluation.call.title}”"[:300]
    whose = of_office(evaluation, *WRITERS)
    open_duty(act, END, evaluation, whose, url=board(evaluation), sentence=sentence)


def close_end(act: Act, evaluation: Evaluation) -> None:
    """End it: something is missing again."""
    close_duty(act, END, evaluation)


def close_scoring(act: Act, evaluation: Evaluation) -> None:
    """End all that waited for the scoring."""
    close_duty(act, SCORE, evaluation)
    close_duty(act, END, evaluation)
    for assessment in evaluation.assessments.all():
        close_opinion(act, assessment)
