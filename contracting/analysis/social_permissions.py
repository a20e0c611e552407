"""Who runs the scoring by a group, who writes a card, who sees the scores of others."""

from contracting.analysis.models import Analysis, Phase, SocialAssessment, SocialRound
from contracting.analysis.permissions import is_writer, may_read
from mkus_portal.accounts.models import Key
from mkus_portal.act import Act
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

Card, Round = SocialAssessment.State, SocialRound.State
NOT_RUN = "Zbieranie ocen prowadzi koordynator lub pracownik merytoryczny urzędu."
CLOSED = "Analiza jest zamknięta. Prognozy nie można już zmieniać."
SEALED_SHORT = "Oceny są zakryte, dopóki zespół się nie spotka."
SEALED = f"{SEALED_SHORT} Każdy ocenia sam i widzi tylko własną kartę."
NOT_SENT = "Wspólny wynik widzą urząd i osoby, które wysłały swoją ocenę."


def may_run_scoring(act: Act, analysis: Analysis) -> Verdict:
    """Clerks and coordinators of the office."""
    if is_writer(act, analysis.office_id):
        return ALLOWED
    return refused(NOT_RUN)


def may_collect(act: Act, analysis: Analysis, phase: str, found: SocialRound | None) -> Verdict:
    """Allow who runs the scoring to invite while scores are collected.

    The forecast is open until the analysis is closed, the measurement once it was opened.
    """
    if not (verdict := may_run_scoring(act, analysis)):
        return verdict
    if phase == Phase.FORECAST and analysis.state != Analysis.State.DRAFT:
        return refused(CLOSED)
    if phase == Phase.MEASURED and found is None:
        return refused("Pomiar nie jest jeszcze otwarty.")
    if found is not None and found.state != Round.COLLECTING:
        return refused(
            "Zespół już się spotkał. Aby zaprosić kolejną osobę, otwórz zbieranie ponownie i podaj"
            " powód."
        )
    return ALLOWED


def may_run_round(act: Act, found: SocialRound) -> Verdict:
    """Allow who runs the scoring; a forecast not after the analysis is closed."""
    if not (verdict := may_run_scoring(act, found.analysis)):
        return verdict
    if not found.is_measurement and found.analysis.state != Analysis.State.DRAFT:
        return refused(CLOSED)
    return ALLOWED


def is_revealed(found: SocialRound | None) -> bool:
    """Whether the scores of all are open: the team has met. Closing the analysis opens nothing."""
    return found is not None and found.state == Round.MET


def may_see_scores(act: Act, analysis: Analysis, phase: str, found: SocialRound | None) -> Verdict:
    """Allow whom the analysis or a card of it lets in, once the team has met; nobody before."""
    if not is_revealed(found):
        return refused(SEALED)
    if may_read(act, analysis):
        return ALLOWED
    cards = SocialAssessment.objects.visible_to(act).standing().filter(analysis=analysis)
    if cards.filter(phase=phase, state=Card.SENT).exists():
        return ALLOWED
    return refused(NOT_SENT)


def may_see_together(act: Act, card: SocialAssessment) -> Verdict:
    """Allow who has sent a card, and who reads the analysis, the joint result of the card's round.

    Before the meeting nobody; a card that was not sent opens nothing.
    """
    if card.state != Card.SENT:
        return refused(NOT_SENT)
    return may_see_scores(act, card.analysis, card.phase, round_of(card))


def round_of(card: SocialAssessment) -> SocialRound | None:
    """Return the collecting that a card belongs to."""
    return SocialRound.objects.filter(analysis=card.analysis_id, phase=card.phase).first()


def is_own(act: Act, card: SocialAssessment) -> bool:
    """Whether the card is this person's, and their Key still opens it."""
    if card.user_id is None or card.user_id != act.user:
        return False
    keys = Key.objects.held_by(act, SocialAssessment, Key.Right.WRITE)
    return keys.filter(object_id=card.pk).exists()


def may_keep_card(act: Act, card: SocialAssessment) -> Verdict:
    """Allow the person themself; a card from paper, whoever runs the scoring."""
    if card.state == Card.WITHDRAWN:
        return refused("Urząd cofnął zaproszenie do tej oceny.")
    if card.is_on_paper:
        return may_run_scoring(act, card.analysis)
    if is_own(act, card):
        return ALLOWED
    return refused("Kartę pisze i wysyła tylko osoba, która ocenia.")


def may_write_card(act: Act, card: SocialAssessment) -> Verdict:
    """Allow who keeps the card while it is not sent and scores are collected."""
    if not (verdict := may_keep_card(act, card)):
        return verdict
    if card.state == Card.SENT:
        return refused("Ocena jest wysłana. Aby ją zmienić, najpierw ją wycofaj.")
    return collecting(act, card)


def may_read_card(act: Act, card: SocialAssessment) -> Verdict:
    """Allow who keeps the card; others once they may see the scores of all."""
    if may_keep_card(act, card):
        return ALLOWED
    if card.state != Card.SENT:
        return refused("Tę kartę widzi tylko osoba, która ocenia.")
    return may_see_scores(act, card.analysis, card.phase, round_of(card))


def may_withdraw(act: Act, card: SocialAssessment) -> Verdict:
    """Allow who runs the scoring."""
    return may_run_scoring(act, card.analysis)


def collecting(act: Act, card: SocialAssessment) -> Verdict:
    """Scores are collected: the team has not met, a forecast's analysis is not closed."""
    if not card.is_measurement and card.analysis.state != Analysis.State.DRAFT:
        return refused(CLOSED)
    found = round_of(card)
    if found is None or found.state != Round.COLLECTING:
        return refused("Zespół już się spotkał. Oceny są zamknięte i wspólne.")
    return ALLOWED


def may_open_measurement(act: Act, analysis: Analysis) -> Verdict:
    """Allow who runs the scoring, once the analysis is closed and the team has foreseen."""
    if not (verdict := may_run_scoring(act, analysis)):
        return verdict
    if analysis.state != Analysis.State.CLOSED:
        return refused("Pomiar otwiera się po zamknięciu analizy.")
    rounds = analysis.social_rounds.filter(phase=Phase.FORECAST, state=Round.MET)
    if not rounds.exists():
        return refused("Nie ma prognozy, z którą można porównać pomiar.")
    return ALLOWED


def may_read_measurement(act: Act, found: SocialRound) -> Verdict:
    """Allow whoever reads the analysis."""
    return may_read(act, found.analysis)


def may_write_measurement(act: Act, found: SocialRound) -> Verdict:
    """Allow who runs the scoring: evidence of a measurement, until and after the meeting."""
    return may_run_scoring(act, found.analysis)
