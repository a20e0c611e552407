"""Who gets which answer from which page: the table of the access matrix.

A row: the page's name, an example from the world, what it answers to whom, what it answers to
everybody else who has signed in, what it answers to a visitor. A new page is a new row; a page that
depends on the state of its object has a row for each state that matters.
"""

from dataclasses import dataclass, field
from typing import Any

from tests.architecture.world import EXPERT_ROLES, NGO_ROLES, OFFICE_ROLES, PROGRAMME_ROLES
from tests.architecture.world_evaluation_commission import COMMISSION, OTHER_COMMISSION

LOGIN = "login"


def prefixed(prefix: str, tags: frozenset[str]) -> frozenset[str]:
    """The same roles at a foreign holder."""
    return frozenset(prefix + tag for tag in tags)


OFFICE = frozenset(OFFICE_ROLES)
NEIGHBOUR = prefixed("neighbour_", OFFICE)
NGO = frozenset(NGO_ROLES)
RIVAL = prefixed("rival_", NGO)
PROGRAMME = frozenset(PROGRAMME_ROLES)
OTHER_PROGRAMME = prefixed("other_", PROGRAMME)
EXPERT = frozenset(EXPERT_ROLES)
EXPERTS = EXPERT | prefixed("other_", EXPERT)
HOLDERS = OFFICE | NEIGHBOUR | NGO | RIVAL | PROGRAMME | OTHER_PROGRAMME | EXPERTS
OFFICIALS = OFFICE | NEIGHBOUR
WRITERS = frozenset({"clerk", "coordinator"})
FOREIGN_WRITERS = prefixed("neighbour_", WRITERS)
READERS = OFFICE - {"office_admin", "lawyer"}
CONTRACT_READERS = OFFICE - {"office_admin"}
FOREIGN_READERS = prefixed("neighbour_", READERS)
FOREIGN_CONTRACT_READERS = prefixed("neighbour_", CONTRACT_READERS)
EXECUTIVE, FOREIGN_EXECUTIVE = frozenset({"executive"}), frozenset({"neighbour_executive"})
ANNULLING = frozenset({"executive", "coordinator"})
RUNS = frozenset({"programme_coordinator"})
ADMINS = frozenset({"office_admin", "neighbour_office_admin", "ngo_admin", "rival_ngo_admin"})
SEE_ORGANISATIONS = OFFICIALS | PROGRAMME | OTHER_PROGRAMME | {"operator"}
COMMISSIONS = COMMISSION | OTHER_COMMISSION
ROLELESS = frozenset({"resident", "operator"})
BARE = ROLELESS | COMMISSIONS  # for whom nobody administers people


@dataclass(frozen=True)
class Page:
    """One row; `data` is what is posted to a page that only takes POST."""

    name: str
    example: str | dict[str, str] = ""
    answers: dict[int, frozenset[str]] = field(default_factory=dict)
    others: int = 403
    visitor: int | str = LOGIN
    query: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    writers: frozenset[str] = frozenset()  # who works with the form in a state not among the rows

    def expected(self, tag: str) -> int | str:
        """What it answers to somebody of the cast."""
        if tag == "visitor":
            return self.visitor
        return next((code for code, tags in self.answers.items() if tag in tags), self.others)

    def __str__(self) -> str:
        example = self.example if isinstance(self.example, str) else "+".join(self.example.values())
        return "-".join(filter(None, (self.name, example, self.query.strip("?"))))


def public(name: str, example: Any = "", query: str = "") -> Page:
    """Open to everybody."""
    return Page(name, example, {}, 200, 200, query)


def signed_in(name: str, example: Any = "", query: str = "") -> Page:
    """Open to everybody who has signed in."""
    return Page(name, example, {}, 200, LOGIN, query)


def nowhere(name: str, example: Any, visitor: int | str = LOGIN) -> Page:
    """For nobody does it exist."""
    return Page(name, example, {}, 404, visitor)


def of_office_admin(name: str, example: dict[str, str]) -> Page:
    """The office's administrator keeps it; the operator looks over all offices."""
    return Page(name, example, {200: OFFICE & ADMINS, 403: OFFICE | {"operator"}}, 404)


def of_ngo_admin(name: str, example: Any) -> Page:
    """The organisation's administrator keeps it; to whom the profile is open, this is refused."""
    return Page(name, example, {200: NGO & ADMINS, 403: NGO | SEE_ORGANISATIONS}, 404)


def drafting(name: str, example: str, code: int = 200) -> Page:
    """Clerks and coordinators work on a call of their office."""
    return Page(name, example, {code: WRITERS, 404: FOREIGN_WRITERS})


def of_its_ngo(name: str, example: Any, query: str = "", code: int = 200, **more: Any) -> Page:
    """The organisation's people alone."""
    return Page(name, example, {code: NGO}, 404, query=query, **more)


def of_its_office(name: str, example: Any, query: str = "", **more: Any) -> Page:
    """The office's people alone."""
    return Page(name, example, {200: OFFICE}, 404, query=query, **more)


def written_by_office(name: str, example: Any, query: str = "", code: int = 200) -> Page:
    """Clerks and coordinators; the rest of the office reads why not."""
    return Page(name, example, {code: WRITERS, 403: OFFICE}, 404, query=query)


UNIT = {"code": "office.code", "pk": "unit"}
REPRESENTATIVE = {"pk": "organisation", "representative": "account_less"}
ANSWER = {"place": "E1-01", "text": "Nowa odpowiedź", "version": "1"}
TEXT = {"place": "III.3", "text": "Nowy opis", "version": "1"}

GROUND_FLOOR = (
    public("home"),
    signed_in("desk"),
    signed_in("desk-calendar"),
    signed_in("hat-list"),
    nowhere("hat-switch", ""),
    public("document-detail", "announcement_document"),
    Page("document-detail", "report_document", {200: OFFICE}, 404, 404),
    Page("document-detail", "offer_document", {200: NGO}, 404, 404),
    public("document-file", "announcement_document"),
    Page("document-file", "report_document", {200: OFFICE}, 404, 404),
    Page("attachment-file", "scan", {200: OFFICE}, 404, 404),
    written_by_office("attachment-add", {"kind": "=publication-scan", "pk": "publication"}),
    written_by_office("attachment-replace", "scan"),
    written_by_office("attachment-remove", "scan"),
    public("check", query="?skrot=abc"),
    Page("draft-save", "analysis_draft", {200: WRITERS, 403: OFFICE}, 404, data=ANSWER),
    of_its_ngo("draft-save", "offer_draft", data=TEXT),
    of_its_office("draft-history", "analysis_draft", "?miejsce=E1-01"),
    of_its_ngo("draft-history", "offer_draft", "?miejsce=III.3"),
    Page("people", answers={200: HOLDERS}),
    Page("person-invite", answers={200: ADMINS | RUNS | prefixed("other_", RUNS)}),
    Page("membership-end", "membership", {200: OFFICE & ADMINS, 403: OFFICE | BARE}, 404),
    Page("membership-end", "ngo_membership", {200: NGO & ADMINS, 403: NGO | BARE}, 404),
    Page("invitation-withdraw", "invitation", {200: OFFICE & ADMINS, 403: OFFICE | BARE}, 404),
    public("invitation", {"token": "invitation.token"}),
    Page("own-office", answers={302: OFFICIALS & ADMINS}),
    of_office_admin("office-settings", {"code": "office.code"}),
    of_office_admin("unit-create", {"code": "office.code"}),
    of_office_admin("unit-edit", UNIT),
    of_office_admin("office-text-edit", {"code": "office.code", "slug": "=kontakt"}),
    of_office_admin("office-text-edit", {"code": "office.code", "slug": "=deklaracja-dostepnosci"}),
    public("office-text", {"code": "office.code", "slug": "=kontakt"}),
    public("office-text", {"code": "office.code", "slug": "=deklaracja-dostepnosci"}),
    public("law"),
    Page("law-value-add", {"key": "parameter"}, {200: frozenset({"operator"})}),
    public("gallery"),
    Page("demo-clock", answers={200: frozenset({"operator"})}),
    Page("demo-clock-reset", answers={302: frozenset({"operator"})}),
    public("demo-mailbox"),
    public("demo-mailbox-letter", "letter"),
)

NGOS = (
    Page("organisation-list", answers={200: SEE_ORGANISATIONS}),
    Page("own-organisation", answers={302: NGO | RIVAL}),
    signed_in("organisation-register"),
    signed_in("organisation-register", query="?forma=ASSOCIATION"),
    signed_in("organisation-access", query="?forma=ASSOCIATION&numer=0000990001"),
    Page("access-answer", "access_request", {200: NGO & ADMINS, 403: NGO}, 404),
    Page("organisation-detail", "organisation", {200: NGO | SEE_ORGANISATIONS}, 404),
    of_ngo_admin("organisation-edit", "organisation"),
    of_ngo_admin("representative-add", "organisation"),
    of_ngo_admin("representative-end", REPRESENTATIVE),
    of_ngo_admin("representative-invite", REPRESENTATIVE),
)

ANALYSES = (
    Page("analysis-list", answers={200: OFFICIALS}),
    Page("analysis-create", answers={200: WRITERS | FOREIGN_WRITERS}),
    of_its_office("analysis-detail", "gappy_analysis"),
    of_its_office("analysis-detail", "closed_analysis"),
    of_its_office("analysis-stage", {"pk": "gappy_analysis", "stage": "=1"}),
    of_its_office("analysis-stage", {"pk": "closed_analysis", "stage": "=2a"}),
    of_its_office("analysis-stage", {"pk": "gappy_analysis", "stage": "=3"}),
    of_its_office("analysis-tools", "gappy_analysis"),
    of_its_office("analysis-tool", {"pk": "closed_analysis", "tool": "=T17"}),
    of_its_office("analysis-preview", "gappy_analysis"),
    of_its_office("analysis-plan", "closed_analysis"),
    of_its_office("analysis-plan", "gappy_analysis"),
    written_by_office("plan-typical", "gappy_analysis"),
    Page("plan-typical", "closed_analysis", {403: OFFICE}, 404),
    written_by_office("plan-carry", "closed_analysis", code=302),
    written_by_office("plan-term-done", "plan_term", code=302),
    written_by_office("analysis-close", "whole_analysis"),
    written_by_office("analysis-close", "gappy_analysis", "?ruch=close_with_gaps"),
    Page("analysis-close", "closed_analysis", {403: OFFICE}, 404),
    written_by_office("analysis-report", "closed_analysis", code=302),
    Page("analysis-report", "gappy_analysis", {403: OFFICE}, 404),
)

CALLS = (
    public("call-list"),
    public("call-list", query="?stan=open&kolejnosc=pula&strona=2"),
    public("call-detail", "open_call"),
    public("call-detail", "closed_call"),
    public("call-detail", "annulled_call"),
    nowhere("call-detail", "draft_call", 404),
    nowhere("call-detail", "approved_call", 404),
    public("call-announcement", "open_call"),
    nowhere("call-announcement", "draft_call", 404),
    signed_in("call-ask", "open_call"),
    Page("call-ask", "closed_call", {}, 403),
    nowhere("call-ask", "draft_call"),
    Page("office-call-list", answers={200: OFFICIALS}),
    Page("office-call-create", answers={200: WRITERS | FOREIGN_WRITERS}),
    *(
        Page("office-call-detail", f"{state}_call", {200: OFFICE, 404: NEIGHBOUR})
        for state in ("draft", "waiting", "approved", "open", "closed", "annulled", "cancelled")
    ),
    of_its_office("office-call-preview", "draft_call"),
    of_its_office("office-call-preview", "approved_call"),
    drafting("office-call-edit", "draft_call"),
    drafting("office-call-edit", "open_call", 403),
    drafting("office-call-text", "draft_call"),
    drafting("office-call-tasks", "draft_call"),
    drafting("office-task-create", "draft_call"),
    drafting("office-task-edit", "draft_task"),
    drafting("office-task-edit", "open_task", 403),
    drafting("office-task-remove", "draft_task"),
    drafting("office-task-remove", "open_task", 403),
    drafting("office-call-criteria", "draft_call"),
    drafting("office-criterion-create", "draft_call"),
    drafting("office-criterion-edit", "draft_criterion"),
    drafting("office-criterion-remove", "draft_criterion"),
    drafting("office-call-previous", "draft_call"),
    drafting("office-previous-create", "draft_call"),
    drafting("office-previous-edit", "draft_previous"),
    drafting("office-previous-remove", "draft_previous"),
    drafting("office-call-send", "draft_call"),
    drafting("office-call-send", "open_call", 403),
    Page("office-call-return", "waiting_call", {200: EXECUTIVE, 404: FOREIGN_EXECUTIVE}),
    Page("office-call-approve", "waiting_call", {200: EXECUTIVE, 404: FOREIGN_EXECUTIVE}),
    drafting("office-publication-create", "approved_call"),
    drafting("office-publication-create", "annulled_call"),
    Page(
        "office-call-annul",
        "open_call",
        {200: ANNULLING, 404: prefixed("neighbour_", ANNULLING)},
    ),
    drafting("office-call-cancel", "draft_call"),
    drafting("office-question-answer", "question"),
)

OFFERS = (
    Page("offer-start", "open_task", {200: NGO | RIVAL}),
    Page("offer-start", "closed_task", {}, 403),
    nowhere("offer-start", "draft_task"),
    public("task-form", "open_task"),
    nowhere("task-form", "draft_task", 404),
    Page("offer-list", answers={200: NGO | RIVAL}),
    of_its_ngo("offer-detail", "draft_offer"),
    of_its_ngo("offer-detail", "sealed_offer"),
    Page("offer-detail", "opened_offer", {200: NGO | READERS}, 404),
    of_its_ngo("offer-detail", "withdrawn_offer"),
    Page(
        "offer-messages",
        "opened_offer",
        {200: NGO | READERS, 404: RIVAL | FOREIGN_READERS},
    ),
    Page(
        "offer-messages",
        "sealed_offer",
        {403: NGO, 404: RIVAL | READERS | FOREIGN_READERS},
    ),
    Page(
        "offer-messages-end",
        "opened_offer",
        {302: NGO | WRITERS, 403: READERS, 404: RIVAL | FOREIGN_READERS},
    ),
    of_its_ngo("offer-content", "draft_offer"),
    of_its_ngo("offer-content", "sealed_offer"),
    Page("offer-content", "opened_offer", {200: NGO | READERS}, 404),
    of_its_ngo("offer-content", "withdrawn_offer"),
    nowhere("offer-receipt", "draft_offer"),
    of_its_ngo("offer-receipt", "sealed_offer"),
    Page("offer-receipt", "opened_offer", {200: NGO | READERS}, 404),
    of_its_ngo("offer-send", "draft_offer"),
    of_its_ngo("offer-ask", "draft_offer", code=302),
    Page(
        "offer-withdraw",
        "sealed_offer",
        {200: frozenset({"ngo_admin", "ngo_signatory"}), 403: NGO},
        404,
    ),
    Page("offer-withdraw", "opened_offer", {403: NGO}, 404),
    *(
        of_its_ngo("offer-section", {"pk": "draft_offer", "section": f"={section}"})
        for section in ("II", "III", "V")
    ),
    of_its_ngo("offer-section", {"pk": "opened_offer", "section": "=III"}),
    Page("office-offer-list", answers={200: READERS | FOREIGN_READERS}),
)

ANSWERING = frozenset({"ngo_admin", "ngo_signatory"})


def evaluating(name: str, example: Any, code: int = 200, query: str = "") -> Page:
    """Clerks and coordinators work on an evaluation of their office."""
    return Page(name, example, {code: WRITERS, 404: FOREIGN_WRITERS}, query=query)


def of_executive(name: str, example: str, code: int = 200) -> Page:
    """The executive body decides on an evaluation of its office."""
    return Page(name, example, {code: EXECUTIVE, 404: FOREIGN_EXECUTIVE})


def read_by_office(name: str, example: str, query: str = "") -> Page:
    """The office's readers; a commission finds its own call's alone."""
    foreign = FOREIGN_READERS if name == "evaluation-results" else FOREIGN_READERS | COMMISSIONS
    return Page(name, example, {200: READERS, 404: foreign}, query=query)


MERIT_TASK = {"pk": "merit_evaluation", "task": "merit_task"}
DECIDING = (
    Page("evaluation-list", answers={200: READERS | FOREIGN_READERS | COMMISSIONS}),
    evaluating("evaluation-begin", "closed_call"),
    evaluating("evaluation-begin", "open_call", 403),
    read_by_office("evaluation-detail", "formal_evaluation"),
    read_by_office("evaluation-detail", "published_evaluation"),
    evaluating("evaluation-settings", "formal_evaluation"),
    evaluating("evaluation-move", "formal_evaluation", query="?ruch=open_merit"),
    evaluating("evaluation-move", "merit_evaluation", 403, "?ruch=open_merit"),
    read_by_office("evaluation-ranking", "merit_evaluation"),
    read_by_office("evaluation-ranking", "formal_evaluation"),
    evaluating("scenario-create", MERIT_TASK),
    evaluating("scenario-edit", "scenario"),
    evaluating("scenario-remove", "scenario"),
    evaluating("scenario-amounts", "scenario"),
    evaluating("scenario-choose", "scenario"),
    Page("evaluation-act", "merit_evaluation", {200: READERS, 404: FOREIGN_READERS}),
    Page("evaluation-act", "formal_evaluation", {403: READERS, 404: FOREIGN_READERS}),
    of_executive("evaluation-decide", "merit_evaluation"),
    of_executive("evaluation-decide", "decided_evaluation", 403),
    read_by_office("evaluation-results", "merit_evaluation"),
    read_by_office("evaluation-results", "decided_evaluation"),
    read_by_office("evaluation-results", "published_evaluation"),
    of_executive("assessment-move-up", "reserve_assessment"),
    of_executive("assessment-move-up", "awarded_assessment", 403),
    Page("offer-result", "awarded_offer", {200: NGO, 404: RIVAL}),
    Page("offer-result", "not_awarded_offer", {200: NGO, 404: RIVAL}),
    Page("offer-result", "decided_evaluated_offer", {404: NGO | RIVAL}),
    Page(
        "award-answer",
        "awarded_offer",
        {200: ANSWERING, 403: NGO, 404: RIVAL},
        query="?ruch=accept",
    ),
    Page(
        "award-answer",
        "reserve_offer",
        {200: ANSWERING, 403: NGO, 404: RIVAL},
        query="?ruch=resign",
    ),
    Page("reasons-list", answers={200: READERS | FOREIGN_READERS}),
    evaluating("reasons-enter", "published_evaluation"),
    evaluating("reasons-answer", "demand"),
    signed_in("reasons-demand", "published_evaluated_call"),
    nowhere("reasons-demand", "decided_evaluated_call"),
)

OPERATOR, ADVISER = frozenset({"operator"}), frozenset({"adviser"})
OVERSEERS = RUNS | OPERATOR
IN_TOUCH = OFFICE | PROGRAMME | OPERATOR


def of_programme(name: str, refused: frozenset[str], example: str = "programme") -> Page:
    """The programme's coordinator runs it; whoever else sees it reads why not."""
    return Page(name, example, {200: RUNS, 403: refused | OPERATOR}, 404)


ADVISORY = (
    Page("programme-list", answers={200: OPERATOR}),
    Page("programme-create", answers={200: OPERATOR}),
    Page("own-programme", answers={302: RUNS | prefixed("other_", RUNS)}),
    Page("programme-detail", "programme", {200: OVERSEERS, 403: ADVISER}, 404),
    of_programme("programme-edit", ADVISER),
    Page("adviser-list", "programme", {200: OVERSEERS, 403: ADVISER}, 404),
    of_programme("adviser-add", ADVISER),
    of_programme("adviser-invite", frozenset(), "new_adviser"),
    of_programme("programme-unit-add", ADVISER),
    Page("programme-unit-detail", "advised_unit", {200: IN_TOUCH}, 404),
    of_programme("programme-unit-edit", OFFICE | ADVISER, "advised_unit"),
    of_programme("assignment-add", OFFICE | ADVISER, "advised_unit"),
    of_programme("assignment-end", OFFICE | ADVISER, "assignment"),
    Page("consultation-log", "advised_unit", {200: ADVISER, 403: IN_TOUCH}, 404),
    Page(
        "consultation-list",
        answers={200: OFFICIALS | PROGRAMME | OTHER_PROGRAMME | OPERATOR},
    ),
    Page("consultation-detail", "draft_consultation", {200: PROGRAMME | OPERATOR}, 404),
    *(
        Page("consultation-detail", f"{state}_consultation", {200: IN_TOUCH}, 404)
        for state in ("sent", "agreed", "disputed")
    ),
    Page("consultation-edit", "draft_consultation", {200: ADVISER, 403: OVERSEERS}, 404),
    Page("consultation-edit", "disputed_consultation", {200: ADVISER, 403: IN_TOUCH}, 404),
    Page("consultation-edit", "sent_consultation", {403: IN_TOUCH}, 404),
    Page(
        "consultation-move",
        "draft_consultation",
        {200: ADVISER, 403: OVERSEERS},
        404,
        query="?ruch=send",
    ),
    *(
        Page(
            "consultation-move",
            "sent_consultation",
            {200: WRITERS, 403: IN_TOUCH},
            404,
            query=f"?ruch={move}",
        )
        for move in ("agree", "dispute")
    ),
    Page("consultation-note", "agreed_consultation", {302: IN_TOUCH}, 404),
    Page("consultation-note", "draft_consultation", {403: PROGRAMME | OPERATOR}, 404),
    Page("step-finish", "office_step", {302: WRITERS, 403: IN_TOUCH}, 404),
    Page("step-finish", "adviser_step", {302: ADVISER, 403: IN_TOUCH}, 404),
    Page("own-units", answers={200: ADVISER | prefixed("other_", ADVISER)}),
    Page("own-month", answers={302: ADVISER | prefixed("other_", ADVISER)}),
    Page("adviser-month", "adviser", {200: PROGRAMME | OPERATOR}, 404),
    Page("adviser-month", "adviser", {200: PROGRAMME | OPERATOR}, 404, query="?miesiac=2026-11"),
)

from tests.architecture import (  # noqa: E402 - their rows are made with the words above
    access_amendments,
    access_commission,
    access_contract_money,
    access_contracts,
    access_delivered,
    access_economic,
    access_events,
    access_expertises,
    access_formal,
    access_guide,
    access_plans,
    access_profiles,
    access_programmes,
    access_reports,
    access_scoring,
    access_settlement_inspections,
    access_settlement_ledger,
    access_settlement_reports,
    access_settlement_returns,
    access_sharing,
    access_social,
    access_surveys,
    access_talk,
    access_visits,
)

PAGES = (
    GROUND_FLOOR
    + NGOS
    + ANALYSES
    + CALLS
    + OFFERS
    + access_commission.PAGES
    + access_economic.PAGES
    + access_delivered.PAGES
    + access_social.PAGES
    + access_guide.PAGES
    + access_sharing.PAGES
    + access_formal.PAGES
    + access_scoring.PAGES
    + DECIDING
    + access_contracts.PAGES
    + access_contract_money.PAGES
    + access_amendments.PAGES
    + access_settlement_ledger.PAGES
    + access_settlement_reports.PAGES
    + access_settlement_returns.PAGES
    + access_settlement_inspections.PAGES
    + access_surveys.PAGES
    + access_talk.PAGES
    + ADVISORY
    + access_expertises.PAGES
    + access_events.PAGES
    + access_plans.PAGES
    + access_profiles.PAGES
    + access_reports.PAGES
    + access_programmes.PAGES
    + access_visits.PAGES
)
