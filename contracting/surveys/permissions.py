"""Who may write a survey, run it, and read its results."""

from contracting.surveys.groups import groups_of
from contracting.surveys.models import PROGRAMME_ROLES, READERS, Survey
from mkus_portal.act import Act, Scope, ScopeKind
from mkus_portal.offices.models import OFFICE_ROLES
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

WRITERS: dict[ScopeKind, tuple[str, ...]] = {
    "office": ("coordinator", "clerk"),
    "programme": PROGRAMME_ROLES,
}
ALL_WRITERS = tuple(role for held in WRITERS.values() for role in held)
ALL_READERS = (*OFFICE_ROLES, *PROGRAMME_ROLES)
RUN_BY = "pracownik merytoryczny lub koordynator urzędu albo koordynator programu"


def _writes(act: Act, owner: Scope) -> bool:
    return act.scope == owner and act.holds(*WRITERS.get(owner.kind, ()))


def may_start(act: Act, owner: Scope) -> Verdict:
    """Clerks and coordinators of an office, a programme's coordinator: for their own holder."""
    if _writes(act, owner):
        return ALLOWED
    return refused(f"Badanie zakłada {RUN_BY}.")


def may_run(act: Act, survey: Survey) -> Verdict:
    """Those who write for the owner; the portal itself closes what is past its last day."""
    if act.holds("system") or _writes(act, survey.owner):
        return ALLOWED
    return refused(f"Badanie prowadzi {RUN_BY}.")


def may_edit(act: Act, survey: Survey) -> Verdict:
    """Allow whoever runs it, until it is opened: then the questions are frozen."""
    verdict = may_run(act, survey)
    if verdict and survey.state != Survey.State.DRAFT:
        return refused(
            "Treść badania zmienia się tylko w szkicu. Skopiuj badanie, aby je poprawić."
        )
    return verdict


def may_invite(act: Act, survey: Survey) -> Verdict:
    """Allow whoever runs it, while answers can still come."""
    verdict = may_run(act, survey)
    if verdict and (survey.state != Survey.State.OPEN or survey.is_past_on(act.day)):
        return refused("Linki rozsyła się, gdy badanie jest otwarte.")
    return verdict


def may_sample(act: Act, survey: Survey) -> Verdict:
    """Allow whoever may invite, where the owner has units to draw organisations for."""
    verdict = has_units(survey)
    return may_invite(act, survey) if verdict else verdict


def has_units(survey: Survey) -> Verdict:
    """Ask that the owner has units: a programme has, an office never."""
    if groups_of(survey.owner):
        return ALLOWED
    return refused("Losuje się organizacje jednostek programu. To badanie nie ma jednostek.")


def may_read(act: Act, survey: Survey) -> Verdict:
    """Allow everybody of the office, or the programme's coordinator."""
    reads = act.scope == survey.owner and act.holds(*READERS.get(survey.owner.kind, ()))
    if act.holds("system") or reads:
        return ALLOWED
    return refused("Wyniki czyta urząd albo program, który prowadzi badanie.")


def may_export_answers(act: Act, survey: Survey) -> Verdict:
    """Allow whoever runs it; of an anonymous survey when its results are shown."""
    verdict = may_run(act, survey)
    if not verdict or not survey.is_anonymous:
        return verdict
    reason = withheld(survey, survey.answers.count())
    return refused(reason) if reason else ALLOWED


def withheld(survey: Survey, answers: int) -> str:
    """Return why results are not shown; empty when they are.

    Of an anonymous survey they come after its end, and only of a group that is not small: else who
    watches an answer come in, or knows who was asked, could guess whose it is.
    """
    if not survey.is_anonymous:
        return ""
    if survey.state != Survey.State.CLOSED:
        return "Badanie jest anonimowe: wyniki pokażą się po jego zamknięciu."
    if answers < survey.smallest_group:
        return (
            f"Badanie jest anonimowe, a wyniki pokazuje się od {survey.smallest_group} odpowiedzi."
            f" Wpłynęło: {answers}."
        )
    return ""
