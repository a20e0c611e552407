"""Who may prepare, approve, publish and annul a call, ask and answer questions."""

from contracting.analysis.models import Analysis
from contracting.calls.models import Call, Publication, Question
from contracting.calls.rules import Phase, phase
from mkus_portal.act import Act
from mkus_portal.offices.models import OFFICE_ROLES, LocalGovernment
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

WRITERS = ("clerk", "coordinator")


def may_create(act: Act, office: LocalGovernment) -> Verdict:
    """Clerks and coordinators prepare calls of their own office."""
    if act.acts_for("office", office.pk) and act.holds(*WRITERS):
        return ALLOWED
    return refused("Konkurs przygotowuje koordynator lub pracownik merytoryczny urzędu.")


def may_prepare(act: Act, call: Call) -> Verdict:
    """Clerks and coordinators of the office that announces."""
    return may_create(act, call.office)


def may_draw(act: Act, analysis: Analysis) -> Verdict:
    """Clerks and coordinators of the analysis's own office, once it is closed."""
    if not (act.acts_for("office", analysis.office_id) and act.holds(*WRITERS)):
        return refused(
            "Konkurs z analizy przygotowuje koordynator lub pracownik merytoryczny urzędu,"
            " który ją prowadzi."
        )
    if analysis.state != Analysis.State.CLOSED:
        return refused("Konkurs przygotujesz z analizy zamkniętej. Najpierw ją zamknij.")
    return ALLOWED


def may_edit(act: Act, call: Call) -> Verdict:
    """Contents change only in a draft: what was approved is what is published."""
    allowed = may_prepare(act, call)
    if not allowed:
        return allowed
    if call.state != Call.State.DRAFT:
        return refused("Treść konkursu można zmieniać tylko, gdy jest w przygotowaniu.")
    return ALLOWED


def may_approve(act: Act, call: Call) -> Verdict:
    """Allow the executive body of the office: wójt, burmistrz, prezydent or zarząd."""
    if act.acts_for("office", call.office_id) and act.holds("executive"):
        return ALLOWED
    return refused("O ogłoszeniu konkursu rozstrzyga organ wykonawczy.")


def may_publish(act: Act, call: Call) -> Verdict:
    """Clerks and coordinators record publications."""
    if may_prepare(act, call):
        return ALLOWED
    return refused("Publikacje wpisuje koordynator lub pracownik merytoryczny urzędu.")


def may_see_scan(act: Act, publication: Publication) -> Verdict:
    """Allow the office that announces: a scan may show more than the law publishes."""
    if act.acts_for("office", publication.call.office_id) and act.holds(*OFFICE_ROLES):
        return ALLOWED
    return refused("Skany potwierdzeń ogląda tylko urząd, który ogłasza konkurs.")


def may_add_scan(act: Act, publication: Publication) -> Verdict:
    """Clerks and coordinators, also after the publication: paper often comes later."""
    return may_publish(act, publication.call)


def may_remove_scan(act: Act, publication: Publication, left: int) -> Verdict:
    """Keep the last scan where neither an address nor a description proves the publication."""
    if left or publication.url or publication.evidence:
        return ALLOWED
    return refused("To jedyny dowód tej publikacji: można go zamienić, nie usunąć.")


def may_annul(act: Act, call: Call) -> Verdict:
    """Allow the executive body, or the coordinator who enters the body's act."""
    if act.acts_for("office", call.office_id) and act.holds("executive", "coordinator"):
        return ALLOWED
    return refused("Konkurs unieważnia organ wykonawczy; wpisuje to też koordynator.")


def may_ask(act: Act, call: Call) -> Verdict:
    """Whoever has signed in, as long as offers are taken."""
    now = phase(call, act.at)
    if now is Phase.ANNULLED:
        return refused("Konkurs jest unieważniony, nie można już zadawać pytań.")
    if now is not Phase.OPEN:
        return refused("Pytania można zadawać do upływu terminu składania ofert.")
    if act.user is None:
        return refused("Zaloguj się, aby zadać pytanie.")
    return ALLOWED


def may_answer(act: Act, question: Question) -> Verdict:
    """Clerks and coordinators of the office that announced."""
    if not may_prepare(act, question.call):
        return refused("Na pytania odpowiada koordynator lub pracownik merytoryczny urzędu.")
    if question.answered_at is not None:
        return refused("Na to pytanie już odpowiedziano.")
    return ALLOWED


def may_read_announcement(act: Act, call: Call) -> Verdict:
    """Everybody once it is published; before that the office alone."""
    if Call.objects.visible_to(act).filter(pk=call.pk).exists():
        return ALLOWED
    return refused("Ogłoszenie nie jest jeszcze opublikowane.")
