"""Who may look for, line up, appoint and exclude members of a commission, and who declares."""

from contracting.evaluation.models import (
    OFFICE_READERS,
    Candidate,
    CommissionMember,
    Evaluation,
    ImpartialityStatement,
    Recruitment,
)
from contracting.evaluation.permissions import WRITERS, may_decide, may_run, seat_of
from mkus_portal.act import Act
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

INDICATING = ("ngo_admin", "ngo_editor", "ngo_signatory")
LIVING = (Evaluation.State.FORMAL, Evaluation.State.MERIT)
OVER = "Konkurs jest rozstrzygnięty: składu komisji nie można już zmienić."


def may_recruit(act: Act) -> Verdict:
    """Clerks and coordinators announce recruitments."""
    if act.scope.kind == "office" and act.holds(*WRITERS):
        return ALLOWED
    return refused("Nabór do komisji prowadzi koordynator lub pracownik merytoryczny urzędu.")


def may_edit_recruitment(act: Act, recruitment: Recruitment) -> Verdict:
    """Allow changes until the recruitment is published: organisations rely on its words."""
    allowed = may_recruit(act)
    if not allowed or not act.acts_for("office", recruitment.office_id):
        return allowed or refused("Nabór prowadzi urząd, który go ogłasza.")
    if recruitment.published_at is not None:
        return refused("Ogłoszonego naboru nie można zmienić. Można ogłosić nowy.")
    return ALLOWED


def may_enter_candidate(act: Act, recruitment: Recruitment) -> Verdict:
    """Allow the office to enter who was indicated on paper in a published recruitment."""
    allowed = may_recruit(act)
    if not allowed or not act.acts_for("office", recruitment.office_id):
        return allowed or refused("Kandydatów wpisuje urząd, który ogłosił nabór.")
    return is_taking(act, recruitment)


def is_taking(act: Act, recruitment: Recruitment) -> Verdict:
    """Allow from the first to the last day of the recruitment."""
    if recruitment.published_at is None:
        return refused("Ten nabór nie jest jeszcze ogłoszony.")
    if act.day < recruitment.opens_on:
        return refused(f"Zgłoszenia przyjmujemy od {recruitment.opens_on:%d.%m.%Y}.")
    if act.day > recruitment.closes_on:
        return refused(f"Zgłoszenia przyjmowaliśmy do {recruitment.closes_on:%d.%m.%Y}.")
    return ALLOWED


def may_indicate(act: Act, recruitment: Recruitment) -> Verdict:
    """Allow an organisation's people while the recruitment lasts."""
    if not (act.scope.kind == "organisation" and act.holds(*INDICATING)):
        return refused("Kandydata zgłasza osoba działająca w imieniu organizacji.")
    return is_taking(act, recruitment)


def may_withdraw_candidate(act: Act, candidate: Candidate) -> Verdict:
    """Allow the organisation that indicated, until its candidate sits in a commission."""
    own = act.acts_for("organisation", candidate.organisation_id) and act.holds(*INDICATING)
    if not own:
        return refused("Kandydata wycofuje organizacja, która go zgłosiła.")
    if candidate.withdrawn_at is not None:
        return refused("To zgłoszenie jest już wycofane.")
    if candidate.seats.standing().exists():
        return refused("Ta osoba jest już w składzie komisji. Poproś urząd o jej odwołanie.")
    return ALLOWED


def may_line_up(act: Act, evaluation: Evaluation) -> Verdict:
    """Allow the office's writers to propose people until the call is decided."""
    allowed = may_run(act, evaluation)
    if allowed and evaluation.state not in LIVING:
        return refused(OVER)
    return allowed


def may_take_out(act: Act, member: CommissionMember) -> Verdict:
    """Allow a proposed person to be taken out; who sits is dismissed by an act."""
    allowed = may_line_up(act, member.evaluation)
    if not allowed:
        return allowed
    if member.ended_at is not None:
        return refused("Tej osoby nie ma już w składzie.")
    if member.appointed_by_id is not None:
        return refused("Tę osobę powołano. Odwołuje ją organ wykonawczy aktem.")
    return ALLOWED


def may_appoint(act: Act, evaluation: Evaluation) -> Verdict:
    """Allow the executive body while the evaluation lives and there is a line-up."""
    allowed = may_decide(act, evaluation)
    if not allowed:
        return allowed
    if evaluation.state not in LIVING:
        return refused(OVER)
    if not evaluation.members.standing().exists():
        return refused("Pracownik urzędu musi najpierw zaproponować skład komisji.")
    return ALLOWED


def may_exclude(act: Act, member: CommissionMember) -> Verdict:
    """Allow the executive body to exclude a seated member from an offer (KPA art. 24 § 3)."""
    allowed = may_decide(act, member.evaluation)
    if not allowed:
        return allowed
    if member.evaluation.state not in LIVING:
        return refused(OVER)
    if not member.is_seated:
        return refused("Wyłącza się osobę, która zasiada w komisji.")
    return ALLOWED


def may_invite_again(act: Act, member: CommissionMember) -> Verdict:
    """Allow the office's writers to write once more to whoever has not taken the seat."""
    allowed = may_line_up(act, member.evaluation)
    if not allowed:
        return allowed
    if not member.is_seated:
        return refused("Zaproszenie wysyła się po powołaniu.")
    if member.user_id is not None:
        return refused("Ta osoba przyjęła już zaproszenie.")
    return ALLOWED


def may_declare(act: Act, evaluation: Evaluation) -> Verdict:
    """Allow a seated member once, while the evaluation lives."""
    seat = seat_of(act, evaluation)
    if seat is None:
        return refused("Oświadczenie składa członek lub ekspert komisji, za siebie.")
    if evaluation.state not in LIVING:
        return refused("Konkurs jest rozstrzygnięty.")
    if ImpartialityStatement.objects.filter(member=seat).exists():
        return refused("Oświadczenie jest już złożone. Możesz się jeszcze wyłączyć z oferty.")
    return ALLOWED


def may_step_aside(act: Act, evaluation: Evaluation) -> Verdict:
    """Allow a member who has declared to exclude themselves from one more offer."""
    seat = seat_of(act, evaluation)
    if seat is None:
        return refused("Wyłącza się członek lub ekspert komisji, za siebie.")
    if evaluation.state not in LIVING:
        return refused("Konkurs jest rozstrzygnięty.")
    if not ImpartialityStatement.objects.filter(member=seat).exists():
        return refused("Najpierw złóż oświadczenie o bezstronności.")
    return ALLOWED


def may_read_statement(act: Act, statement: ImpartialityStatement) -> Verdict:
    """Allow the office, and the member their own."""
    member = statement.member
    own = act.user is not None and act.user == member.user_id
    office = act.acts_for("office", member.evaluation.call.office_id) and act.holds(*OFFICE_READERS)
    if office or own:
        return ALLOWED
    return refused("Oświadczenie czyta urząd i osoba, która je złożyła.")


def may_read_line_up(act: Act, evaluation: Evaluation) -> Verdict:
    """Allow the office and the commission itself."""
    if Evaluation.objects.visible_to(act).filter(pk=evaluation.pk).exists():
        return ALLOWED
    return refused("Skład komisji czyta urząd i komisja.")
