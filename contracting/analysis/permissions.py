"""Who may start, read, write and close an analysis."""

from contracting.analysis.models import Analysis, SocialRound
from mkus_portal.accounts.models import Key
from mkus_portal.act import Act
from mkus_portal.offices.models import OFFICE_ROLES, LocalGovernment
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

WRITERS = ("coordinator", "clerk")


def is_writer(act: Act, office: int) -> bool:
    """Whether the act is a clerk's or a coordinator's of the office, or the operator's command."""
    return act.holds("system") or (act.acts_for("office", office) and act.holds(*WRITERS))


def may_start(act: Act, office: LocalGovernment) -> Verdict:
    """Clerks and coordinators start analyses of their own office."""
    if is_writer(act, office.pk):
        return ALLOWED
    return refused("Analizę rozpoczyna koordynator lub pracownik merytoryczny urzędu.")


def may_read(act: Act, analysis: Analysis) -> Verdict:
    """Allow the office itself, and whom a Key lets in."""
    if Analysis.objects.visible_to(act).filter(pk=analysis.pk).exists():
        return ALLOWED
    return refused("Tę analizę czyta urząd, który ją prowadzi, i osoby, którym ją udostępnił.")


def may_write(act: Act, analysis: Analysis) -> Verdict:
    """Clerks and coordinators of the office, or a Key to write; nobody once it is closed."""
    if analysis.state != Analysis.State.DRAFT:
        return refused("Analiza jest zamknięta. Odpowiedzi można już tylko czytać.")
    if is_writer(act, analysis.office_id):
        return ALLOWED
    keys = Key.objects.held_by(act, Analysis, Key.Right.WRITE)
    if act.scope.kind != "office" and keys.filter(object_id=analysis.pk).exists():
        return ALLOWED
    return refused("Odpowiedzi pisze koordynator lub pracownik merytoryczny urzędu.")


def may_comment(act: Act, analysis: Analysis) -> Verdict:
    """Allow the office's people and Keys to comment or to write; nobody once it is closed."""
    if analysis.state != Analysis.State.DRAFT:
        return refused("Analiza jest zamknięta. Uwagi można już tylko czytać.")
    return talks(act, analysis)


def talks(act: Act, analysis: Analysis) -> Verdict:
    """Allow whoever works on the analysis: the office, and whom it lets comment or write."""
    if act.acts_for("office", analysis.office_id) and act.holds(*OFFICE_ROLES):
        return ALLOWED
    keys = Key.objects.held_by(act, Analysis, Key.Right.COMMENT, Key.Right.WRITE)
    if act.scope.kind != "office" and keys.filter(object_id=analysis.pk).exists():
        return ALLOWED
    return refused("Urząd udostępnił Ci tę analizę tylko do czytania.")


def may_comment_measurement(act: Act, found: SocialRound) -> Verdict:
    """Allow whoever works on the analysis, as long as the measurement is written."""
    return talks(act, found.analysis)


def may_widen(act: Act, analysis: Analysis) -> Verdict:
    """Clerks and coordinators of the office, while it is open and has no stages yet."""
    if analysis.is_staged:
        return refused("Ta analiza ma już wszystkie etapy.")
    if is_writer(act, analysis.office_id):
        return may_write(act, analysis)
    return refused("Analizę rozszerza koordynator lub pracownik merytoryczny urzędu.")


def may_close(act: Act, analysis: Analysis) -> Verdict:
    """Clerks and coordinators of the office."""
    if is_writer(act, analysis.office_id):
        return ALLOWED
    return refused("Analizę zamyka koordynator lub pracownik merytoryczny urzędu.")


def may_follow_plan(act: Act, analysis: Analysis) -> Verdict:
    """Clerks and coordinators of the office, also after the analysis is closed."""
    if is_writer(act, analysis.office_id):
        return ALLOWED
    return refused("Planu pracy pilnuje koordynator lub pracownik merytoryczny urzędu.")


def may_ask_for_report(act: Act, analysis: Analysis) -> Verdict:
    """Clerks and coordinators of the office, once the analysis is closed."""
    if analysis.state != Analysis.State.CLOSED:
        return refused("Raport powstaje po zamknięciu analizy. Teraz można obejrzeć jego podgląd.")
    return may_close(act, analysis)


def may_post_delivered(act: Act, analysis: Analysis) -> Verdict:
    """Allow the office that has the analysis: its settlement posts what a contract has come to."""
    own = act.acts_for("office", analysis.office_id) and act.holds(*OFFICE_ROLES)
    if act.holds("system") or own:
        return ALLOWED
    return refused("Wyniki umów zapisuje urząd, który prowadzi analizę.")


def may_count(act: Act, analysis: Analysis) -> Verdict:
    """Clerks and coordinators of the office count what the reports say in words."""
    if is_writer(act, analysis.office_id):
        return ALLOWED
    return refused("Odbiorców i jednostki wpisuje koordynator lub pracownik merytoryczny urzędu.")
