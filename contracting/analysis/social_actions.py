"""Scoring by a group: inviting, cards from paper, sending, meeting, measuring after a year.

Every action holds the analysis's draft first, as closing does (`hold_scoring`): so nothing is sent,
taken back or invited while the team meets or the analysis closes.
"""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from contracting.analysis.letters import INVITED, say_met
from contracting.analysis.models import Analysis, Phase, SocialAssessment, SocialRound
from contracting.analysis.permissions import WRITERS
from contracting.analysis.social_form import CARD_CODE, MEASUREMENT_CODE, social_of_method
from contracting.analysis.social_permissions import (
    may_collect,
    may_open_measurement,
    may_run_scoring,
)
from mkus_portal.accounts.actions import give_key, take_key
from mkus_portal.accounts.models import Key, User
from mkus_portal.act import WARSAW, Act, Scope
from mkus_portal.drafting import actions as drafting
from mkus_portal.locking import hold
from mkus_portal.notifications.actions import (
    Until,
    Whose,
    close_duty,
    open_duty,
    send_letter,
)
from mkus_portal.workflow.engine import MoveTaken, insist, perform
from mkus_portal.workflow.verdict import refused

SCORE_DUTY, MEASURE_DUTY = "social_card", "social_measurement"
MONTHS_OF_A_YEAR = 12
LAST_SAFE_DAY = 28
CARRIED = "Pomiar przeniesiono razem z analizą."
TWICE = "Ta osoba jest już zaproszona."
WHY_AGAIN = "Napisz, dlaczego zespół ma oceniać jeszcze raz."


def hold_scoring(analysis: Analysis) -> None:
    """Hold all that is scored about an analysis until the transaction ends, and read it anew.

    The order for everybody: the analysis's draft, the analysis, then a card's draft, card or round.
    """
    drafting.lock_draft(analysis.draft)
    hold(analysis)


def _round(act: Act, analysis: Analysis, phase: str) -> SocialRound:
    """Return the collecting of a phase; the forecast's is opened with its first card."""
    found = SocialRound.objects.filter(analysis=analysis, phase=phase).first()
    insist(may_collect(act, analysis, phase, found))
    if found is None:
        found = SocialRound.objects.create(
            analysis=analysis, phase=phase, opened_at=act.at, opened_by_id=act.user
        )
    return found


def _card(act: Act, analysis: Analysis, phase: str, **columns: Any) -> SocialAssessment:
    hold_scoring(analysis)
    _round(act, analysis, phase)
    card = SocialAssessment(
        analysis=analysis,
        phase=phase,
        invited_at=act.at,
        invited_by_id=act.user,
        **columns,
    )
    known = {one.code for one in social_of_method(analysis).perspectives}
    if card.perspective and card.perspective not in known:
        raise ValidationError({"perspective": "Wybierz jedną z podanych stron."})
    card.draft = drafting.start_draft(act, CARD_CODE, analysis.method_version)
    card.full_clean(exclude=["draft", "perspective", "invited_by"])
    card.save()
    drafting.tie(card.draft, card)
    return card


@transaction.atomic
def invite_assessor(
    act: Act, analysis: Analysis, user: User, perspective: str, phase: str, due_on: date | None
) -> SocialAssessment:
    """Invite somebody with an account: a Key opens the card, a letter and a duty ask for it.

    Raises MoveRefused, ValidationError when the person is invited already.
    """
    cards = SocialAssessment.objects.standing().filter(analysis=analysis, phase=phase)
    if cards.filter(user=user).exists():
        raise ValidationError({"email": TWICE})
    name = user.full_name or user.email
    card = _card(act, analysis, phase, name=name, perspective=perspective, user=user, due_on=due_on)
    give_key(act, user, card, Key.Right.WRITE, f"ocena społeczna: {analysis.title}"[:300])
    _ask_for_scores(act, card)
    context = {
        "title": analysis.title,
        "task": analysis.task_name,
        "office": analysis.office.name,
        "due": due_on,
        "url": settings.SITE_URL + card.get_absolute_url(),
    }
    send_letter(act, INVITED.code, [user], card, context)
    return card


def _ask_for_scores(act: Act, card: SocialAssessment) -> None:
    """Let the card wait for its person; a card from paper waits for nobody."""
    if card.user_id is None:
        return
    open_duty(
        act,
        SCORE_DUTY,
        card,
        Whose(user=card.user_id),
        url=card.get_absolute_url(),
        sentence=f"Oceń efektywność społeczną zmiany: {card.analysis.task_name}",
        due=Until.end_of(card.due_on) if card.due_on else None,
    )


def stop_asking(act: Act, analysis: Analysis, phase: str) -> None:
    """End the duties of all cards of a phase; in the transaction that ends its scoring.

    Called when the team has met and when the analysis is closed, or given up.
    """
    for card in SocialAssessment.objects.filter(analysis=analysis, phase=phase):
        close_duty(act, SCORE_DUTY, card)


@transaction.atomic
def add_paper_card(
    act: Act, analysis: Analysis, name: str, perspective: str, phase: str
) -> SocialAssessment:
    """Add a card that somebody has filled in on paper. Raises MoveRefused, ValidationError."""
    return _card(act, analysis, phase, name=" ".join(name.split()), perspective=perspective)


@transaction.atomic
def send_card(act: Act, card: SocialAssessment) -> None:
    """Send the scores: from now on they are counted. Raises MoveRefused, MoveTaken."""
    hold_scoring(card.analysis)
    drafting.lock_draft(card.draft)
    perform(act, card, "send")
    card.sent_at = act.at
    card.save(update_fields=["sent_at"])
    close_duty(act, SCORE_DUTY, card)


@transaction.atomic
def take_card_back(act: Act, card: SocialAssessment) -> None:
    """Take a sent card back to correct it; it waits again. Raises MoveRefused, MoveTaken."""
    hold_scoring(card.analysis)
    perform(act, card, "take_back")
    card.sent_at = None
    card.save(update_fields=["sent_at"])
    _ask_for_scores(act, card)


@transaction.atomic
def withdraw_card(act: Act, card: SocialAssessment) -> None:
    """Call an invitation off: the card is not counted, its Key ends now. Raises as a move does."""
    hold_scoring(card.analysis)
    perform(act, card, "withdraw")
    close_duty(act, SCORE_DUTY, card)
    if card.user_id is not None:
        for key in Key.objects.filter(user=card.user_id, object_id=card.pk, valid_to=None):
            if key.obj == card:
                take_key(act, key)


@transaction.atomic
def reveal_scores(act: Act, found: SocialRound) -> None:
    """Say that the team has met: whoever sent a card sees all of them, nobody scores any more.

    Raises MoveRefused, and MoveTaken when somebody has said so already.
    """
    hold_scoring(found.analysis)
    hold(found)
    if found.state == SocialRound.State.MET:
        raise MoveTaken
    perform(act, found, "meet")
    found.met_at = act.at
    found.save(update_fields=["met_at"])
    stop_asking(act, found.analysis, found.phase)
    say_met(act, found)


@transaction.atomic
def collect_again(act: Act, found: SocialRound, reason: str) -> None:
    """Open the collecting once more, for a reason that stays in the log; the result is hidden.

    Who has not sent a card is asked again. Raises MoveRefused, MoveTaken.
    """
    if not reason.strip():
        insist(refused(WHY_AGAIN))
    hold_scoring(found.analysis)
    perform(act, found, "collect", note=reason.strip())
    found.met_at = None
    found.save(update_fields=["met_at"])
    cards = SocialAssessment.objects.filter(analysis=found.analysis_id, phase=found.phase)
    for card in cards.filter(state=SocialAssessment.State.DRAFT).select_related("analysis"):
        _ask_for_scores(act, card)


def months_later(day: date, months: int) -> date:
    """Return the day so many months later; the 29th to 31st become the 28th."""
    month = day.month - 1 + months
    year, month = day.year + month // MONTHS_OF_A_YEAR, month % MONTHS_OF_A_YEAR + 1
    return date(year, month, min(day.day, LAST_SAFE_DAY))


def ask_for_measurement(act: Act, analysis: Analysis) -> None:
    """Let a duty fall due when the change is to be measured; called when the analysis closes."""
    months = social_of_method(analysis).measured_after_months
    open_duty(
        act,
        MEASURE_DUTY,
        analysis,
        Whose(scope=Scope("office", analysis.office_id), roles=WRITERS),
        url=analysis.get_absolute_url(),
        sentence=f"Zmierz po roku efektywność społeczną: {analysis.title}",
        due=Until.end_of(months_later(act.day, months)),
    )


def is_due(act: Act, analysis: Analysis) -> bool:
    """Whether the months after closing that the method asks for are over."""
    months = social_of_method(analysis).measured_after_months
    closed = analysis.closed_at
    return closed is not None and act.day >= months_later(closed.astimezone(WARSAW).date(), months)


def too_early(analysis: Analysis) -> str:
    """Return why the measurement needs a reason now."""
    months = social_of_method(analysis).measured_after_months
    return f"Pomiar przed upływem {months} miesięcy wymaga podania powodu."


@transaction.atomic
def open_measurement(act: Act, analysis: Analysis, early_reason: str = "") -> SocialRound:
    """Open the measurement of a closed analysis.

    Earlier than the method says it needs a reason. Raises MoveRefused.
    """
    hold_scoring(analysis)
    insist(may_open_measurement(act, analysis))
    if SocialRound.objects.filter(analysis=analysis, phase=Phase.MEASURED).exists():
        insist(refused("Pomiar jest już otwarty."))
    if not early_reason.strip() and not is_due(act, analysis):
        insist(refused(too_early(analysis)))
    found = _measurement(act, analysis, early_reason.strip())
    close_duty(act, MEASURE_DUTY, analysis)
    return found


@transaction.atomic
def carry_measurement(act: Act, analysis: Analysis) -> SocialRound:
    """Open the measurement that came with a carried analysis. Raises MoveRefused."""
    insist(may_run_scoring(act, analysis))
    return _measurement(act, analysis, CARRIED)


def _measurement(act: Act, analysis: Analysis, reason: str) -> SocialRound:
    draft = drafting.start_draft(act, MEASUREMENT_CODE, analysis.method_version)
    found = SocialRound.objects.create(
        analysis=analysis,
        phase=Phase.MEASURED,
        draft=draft,
        opened_at=act.at,
        opened_by_id=act.user,
        early_reason=reason,
    )
    drafting.tie(draft, found)
    return found
