"""Who prepares, shares and withdraws a public copy, who reads those of others and copies."""

from contracting.analysis.models import Analysis, AnswerSource, SharedAnalysis, reads_peers
from contracting.analysis.permissions import is_writer, may_write
from mkus_portal.act import Act
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

DECIDING = ("coordinator", "executive")
NOT_READ = (
    "Odpowiedzi innych urzędów czytają pracownicy urzędów i doradcy, którzy pracują w analizach."
)


def may_prepare(act: Act, analysis: Analysis) -> Verdict:
    """Clerks and coordinators of the office, once the analysis is closed and has stages."""
    if analysis.state != Analysis.State.CLOSED:
        return refused("Udostępnić można zamkniętą analizę. Ta jest jeszcze w opracowaniu.")
    if not analysis.is_staged:
        return refused("Ta analiza liczy samą efektywność, więc nie ma odpowiedzi na pytania.")
    if is_writer(act, analysis.office_id):
        return ALLOWED
    return refused("Kopię dla innych przygotowuje koordynator lub pracownik merytoryczny urzędu.")


def may_edit_copy(act: Act, shared: SharedAnalysis) -> Verdict:
    """Clerks and coordinators of the office, while the copy is prepared."""
    if not is_writer(act, shared.office_id):
        return refused("Kopię dla innych zmienia koordynator lub pracownik merytoryczny urzędu.")
    if shared.state == SharedAnalysis.State.SHARED:
        return refused("Ta kopia jest udostępniona. Aby ją zmienić, najpierw ją wycofaj.")
    if shared.state == SharedAnalysis.State.WITHDRAWN:
        return refused("Ta kopia jest wycofana. Aby ją zmienić, przygotuj ją ponownie.")
    return ALLOWED


def may_reopen(act: Act, shared: SharedAnalysis) -> Verdict:
    """Clerks and coordinators of the office."""
    if is_writer(act, shared.office_id):
        return ALLOWED
    return refused("Kopię dla innych przygotowuje koordynator lub pracownik merytoryczny urzędu.")


def may_share(act: Act, shared: SharedAnalysis) -> Verdict:
    """Coordinators and the executive body of the office."""
    if act.holds("system") or (act.acts_for("office", shared.office_id) and act.holds(*DECIDING)):
        return ALLOWED
    return refused("O udostępnieniu decyduje koordynator albo organ wykonawczy urzędu.")


def may_read_peers(act: Act) -> Verdict:
    """Officials, advisers, and whoever works in an analysis by a Key; no organisation."""
    return ALLOWED if reads_peers(act) else refused(NOT_READ)


def may_copy(act: Act, analysis: Analysis) -> Verdict:
    """Whoever reads what others share and writes the analysis."""
    return may_write(act, analysis) if may_read_peers(act) else may_read_peers(act)


def may_take_off(act: Act, source: AnswerSource) -> Verdict:
    """Whoever writes the analysis."""
    if source.removed_at is not None:
        return refused("Ta nota jest już zdjęta.")
    return may_write(act, source.analysis)
