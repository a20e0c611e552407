"""The announcement: its content as it is frozen at approval, and the document made from it."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from contracting.calls.models import Announcement, CallTask
from contracting.calls.permissions import may_read_announcement
from contracting.calls.rules import (
    Branch,
    Contents,
    Item,
    Terms,
    most_of,
    terms_of,
    total_pool,
    tree,
)
from mkus_portal.act import Act, Scope
from mkus_portal.documents.registry import DocumentKind, Letterhead
from mkus_portal.law.spheres import sphere
from mkus_portal.web import wording
from mkus_portal.workflow.verdict import Verdict

LEGAL_BASIS = (
    "art. 11 ust. 1 i 2 oraz art. 13 ustawy z dnia 24 kwietnia 2003 r."
    " o działalności pożytku publicznego i o wolontariacie"
)
NOT_KNOWN = "brak danych"
NOT_ADOPTED = "Projekt ogłoszenia – nie został jeszcze zatwierdzony"
_FORMS = {
    frozenset({"entrust"}): "powierzenie",
    frozenset({"support"}): "wsparcie",
    frozenset({"entrust", "support"}): "powierzenie albo wsparcie – wybiera oferent",
}


@dataclass(frozen=True, slots=True)
class TaskText:
    """A task in the announcement's words: `rows` are pairs of label and value."""

    name: str
    description: str
    rows: list[list[str]]


@dataclass(frozen=True, slots=True)
class CriterionText:
    """A criterion with the statutory one that it is mapped to and the tasks that it is for.

    The last three came later: an announcement frozen before has none of them.
    """

    label: str
    statutory: str
    description: str
    points: str
    scope: str
    number: str = ""
    terms: str = ""
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class PreviousText:
    """An earlier task with its cost; an amount not known is said to be so."""

    label: str
    year: str
    cost: str
    grants: str


@dataclass(frozen=True, slots=True)
class AnnouncementText:
    """The whole announcement in words: the seven items of art. 13 ust. 2 and the rest."""

    title: str
    office: str
    announcer: str
    act: str
    legal_basis: str
    draft_budget: bool
    tasks: list[TaskText]
    pool: str
    award_rules: str
    conditions: str
    deadline: str
    submission_rules: str
    selection_rules: str
    decision_on: str
    criteria: list[CriterionText]
    first_time: bool
    previous: list[PreviousText]
    annulment_reservation: str
    further_terms: str
    contact: str
    subtitle: str = ""
    basis: str = ""
    where: str = ""
    submission_place: str = ""

    @property
    def opening(self) -> str:
        """The sentence by which the call is announced."""
        basis = f", na podstawie: {self.basis}," if self.basis else ""
        where = f" w {self.where}" if self.where else ""
        return (
            f"Na podstawie {self.legal_basis} {self.announcer}{basis} ogłasza otwarty konkurs ofert"
            f" na realizację zadań publicznych{where}."
        )


def money_text(amount: Decimal | None) -> str:
    """Return an amount in words of a document: one not known is said to be so, it is not 0."""
    return NOT_KNOWN if amount is None else wording.money(amount)


def announcement_text(
    contents: Contents, *, act_number: str, act_date: date, signatory: str
) -> AnnouncementText:
    """Return the announcement of the call as it stands, with the act that adopts it."""
    call = contents.call
    office, unit = call.office, call.unit
    whose = "" if unit else f" {office.executive_title_genitive}"
    return AnnouncementText(
        title=call.title,
        office=office.name,
        subtitle=f"Otwarty konkurs ofert {office.name_genitive}",
        announcer=unit.head_title if unit else office.executive_title,
        basis=unit.delegation if unit else "",
        where=office.name_locative,
        submission_place=unit.place_of_submission if unit else "",
        act=f"{office.act_kind.capitalize()} nr {act_number}{whose}"
        f" z dnia {wording.day(act_date)} – {signatory}",
        legal_basis=LEGAL_BASIS,
        draft_budget=call.draft_budget,
        tasks=[_task_text(task, terms_of(task)) for task in contents.tasks],
        pool=money_text(total_pool(contents.tasks)),
        award_rules=call.award_rules,
        conditions=call.conditions,
        deadline=wording.deadline(call.deadline_at) if call.deadline_at else NOT_KNOWN,
        submission_rules=call.submission_rules,
        selection_rules=call.selection_rules,
        decision_on=wording.day(call.decision_on) if call.decision_on else NOT_KNOWN,
        criteria=[_criterion_text(one, contents) for one in tree(contents.criteria)],
        first_time=call.first_time,
        previous=[
            PreviousText(one.label, str(one.year), money_text(one.cost), money_text(one.grants))
            for one in contents.previous
        ],
        annulment_reservation=call.annulment_reservation,
        further_terms=call.further_terms,
        contact=", ".join(
            part for part in (call.contact_name, call.contact_phone, call.contact_email) if part
        ),
    )


def draft_text(contents: Contents) -> AnnouncementText:
    """Return the announcement of a call that no act has adopted yet."""
    text = announcement_text(contents, act_number="", act_date=date.min, signatory="")
    return replace(text, act=NOT_ADOPTED)


def _task_text(task: CallTask, terms: Terms) -> TaskText:
    return TaskText(str(task), task.description, [list(row) for row in term_rows(task, terms)])


def term_rows(task: CallTask, terms: Terms) -> Iterator[tuple[str, str]]:
    """Return the task's terms as pairs of label and value; a term not set is left out."""
    yield "Sfera zadań publicznych", "; ".join(sphere(one.code).label for one in task.spheres.all())
    yield "Pula środków", money_text(terms.pool)
    yield "Forma zlecenia", _FORMS.get(terms.forms, NOT_KNOWN)
    if terms.deadline_at is not None:
        yield "Termin składania ofert", wording.deadline(terms.deadline_at)
    if terms.realization_from is not None and terms.realization_to is not None:
        period = f"{wording.day(terms.realization_from)} – {wording.day(terms.realization_to)}"
        yield "Okres realizacji", period
    for label, amount in (
        ("Najniższa dotacja", terms.min_grant),
        ("Najwyższa dotacja", terms.max_grant),
    ):
        if amount is not None:
            yield label, money_text(amount)
    yield from _share_rows(terms)
    for label, most in (
        ("Ofert jednej organizacji na to zadanie", task.max_offers_per_organisation),
        ("Ofert jednej organizacji w całym konkursie", task.call.max_offers_per_organisation),
    ):
        if most is not None:
            yield label, f"najwyżej {most}"
    yield "Opłaty od odbiorców", "dozwolone" if terms.recipient_fees_allowed else "niedozwolone"
    required = "obowiązkowa" if terms.results_table_required else "nieobowiązkowa"
    yield "Tabela rezultatów (III.6 oferty)", required
    if terms.min_points is not None:
        yield "Próg punktowy", wording.number(terms.min_points)


def _share_rows(terms: Terms) -> Iterator[tuple[str, str]]:
    for label, share in (
        ("Dotacja najwyżej", terms.max_grant_share),
        ("Wkład własny co najmniej", terms.min_own_share),
        ("W tym wkład finansowy co najmniej", terms.min_own_financial_share),
    ):
        if share is not None:
            yield label, f"{wording.percent(share)} wartości zadania"
    if terms.admin_cost_cap is not None:
        base = "kwoty dotacji" if terms.admin_cost_base == "grant" else "wartości zadania"
        yield "Koszty administracyjne najwyżej", f"{wording.percent(terms.admin_cost_cap)} {base}"


def _criterion_text(branch: Branch, contents: Contents) -> CriterionText:
    criterion = branch.criterion
    names = {task.pk: str(task) for task in contents.tasks}
    return CriterionText(
        label=criterion.label,
        statutory=criterion.get_statutory_display(),
        description=criterion.description,
        points=wording.number(criterion.max_points) if criterion.max_points else "–",
        scope=names.get(criterion.task_id or 0, "wszystkie zadania"),
        number=branch.number,
        terms=criterion_terms(branch),
        is_part=branch.is_part,
    )


def criterion_terms(branch: Branch) -> str:
    """Return how points are given for a criterion, in a few words."""
    criterion = branch.criterion
    if not criterion.counts:
        return "informacyjne, nie liczy się do punktów oferty"
    if branch.is_group:
        return "suma punktów części"
    terms = [f"punkty co {wording.number(criterion.points_step)}"]
    if criterion.weight != 1:
        most = wording.number(most_of(criterion))
        terms.append(f"waga {wording.number(criterion.weight)}, razem do {most} pkt")
    return "; ".join(terms)


def frozen(text: AnnouncementText) -> tuple[dict[str, Any], str]:
    """Return the announcement as JSON and the SHA-256 of its canonical form, in hex."""
    content = asdict(text)
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return content, hashlib.sha256(canonical.encode()).hexdigest()


def thawed(content: dict[str, Any]) -> AnnouncementText:
    """Return the announcement from its frozen JSON."""
    return AnnouncementText(
        **{
            **content,
            "tasks": [TaskText(**one) for one in content["tasks"]],
            "criteria": [CriterionText(**one) for one in content["criteria"]],
            "previous": [PreviousText(**one) for one in content["previous"]],
        }
    )


@dataclass(frozen=True, slots=True)
class AnnouncementDocument:
    """What the announcement's file is made from: the frozen words under the office's letterhead."""

    letterhead: Letterhead
    text: AnnouncementText
    version: int
    items: dict[str, str]


def build_announcement(announcement: Announcement, asked_at: datetime) -> AnnouncementDocument:
    """Return the document of a frozen version; the instant changes nothing in it."""
    office = announcement.call.office
    lines = (office.office_name, f"{office.street}, {office.postcode} {office.seat}".strip(" ,"))
    return AnnouncementDocument(
        letterhead=Letterhead(office.name, tuple(line for line in lines if line), office.seat),
        text=thawed(announcement.content),
        version=announcement.version,
        items={item.name.lower(): item.value for item in Item},
    )


def may_read(act: Act, announcement: Announcement) -> Verdict:
    """Whoever sees the call may read its announcement."""
    return may_read_announcement(act, announcement.call)


def owner(announcement: Announcement) -> Scope:
    """Return the office in whose list the document stands."""
    return Scope("office", announcement.call.office_id)


ANNOUNCEMENT = DocumentKind(
    code="call_announcement",
    label="Ogłoszenie o otwartym konkursie ofert",
    template="documents/call_announcement.html",
    build=build_announcement,
    may_read=may_read,
    owner=owner,
)
