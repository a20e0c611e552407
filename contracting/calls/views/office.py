"""The office's own calls: the list, and one call with its state, moves, gaps and history."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Sum
from django.urls import reverse

from contracting.calls.advice_permissions import may_see_advisers
from contracting.calls.documents import draft_text, thawed
from contracting.calls.filters import CallFilter
from contracting.calls.models import Call, Publication
from contracting.calls.permissions import may_edit, may_prepare, may_publish
from contracting.calls.procedure import contents_of, current_publications, far_enough
from contracting.calls.results import due_subject, pending_results
from contracting.calls.rules import PHASE_LABELS, Gap, gaps, phase, warnings
from contracting.calls.scans import SCAN
from contracting.calls.tables import CallTable
from contracting.calls.views.bases import task_lines
from mkus_portal.act import Act
from mkus_portal.attachments.permissions import files_of
from mkus_portal.documents.models import Document
from mkus_portal.documents.permissions import documents_of
from mkus_portal.offices.models import OFFICE_ROLES
from mkus_portal.web.panels import panels_of
from mkus_portal.web.permission import roles, signed_in
from mkus_portal.web.views import DetailPage, ListPage
from mkus_portal.workflow.engine import Offered, available
from mkus_portal.workflow.verdict import ALLOWED

ANNOUNCED = Publication.Subject.ANNOUNCEMENT.value
officials = roles(*OFFICE_ROLES)
MOVE_PAGES = {
    "send_to_approve": "office-call-send",
    "return": "office-call-return",
    "approve": "office-call-approve",
    "annul": "office-call-annul",
    "cancel": "office-call-cancel",
}
LOOKS = {
    "send_to_approve": "btn-primary",
    "approve": "btn-primary",
    "annul": "btn-danger",
    "cancel": "btn-danger",
}
ORDER = ("btn-primary", "", "btn-danger")
GAP_PAGES = {
    "basics": "office-call-edit",
    "text": "office-call-text",
    "tasks": "office-call-tasks",
    "criteria": "office-call-criteria",
    "previous": "office-call-previous",
}


class CallListOffice(ListPage):
    """The office's calls in every state."""

    permission = officials
    table_class = CallTable
    filter_class = CallFilter
    title = "Nasze konkursy"
    export_name = "konkursy"
    template_name = "contracting/calls/call_list_office.html"

    def get_queryset(self) -> QuerySet[Call]:
        """Return the office's own calls with their pools."""
        calls = Call.objects.of_office(self.act).annotate(pool_sum=Sum("tasks__pool"))
        return calls.order_by("-year", "-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether a new call may be started."""
        return super().get_context_data(may_create=may_start(self.act), **kwargs)


def may_start(act: Act) -> bool:
    """Whether the door to a new call is open for the hat that is worn."""
    return act.holds("clerk", "coordinator")


@dataclass(frozen=True, slots=True)
class Door:
    """A move as the page shows it: a link, or a button that is off with the reason."""

    label: str
    url: str
    reason: str
    look: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GapLine:
    """A gap with the address of the field that fills it."""

    item: str
    sentence: str
    url: str


def door_of(act: Act, call: Call, offered: Offered) -> Door:
    """Return a move's button; one that is off says all that stands in its way, not the first."""
    move, verdict = offered.move, offered.verdict
    look = LOOKS.get(move.name, "")
    if verdict:
        return Door(move.label, reverse(MOVE_PAGES[move.name], args=(call.pk,)), "", look)
    reasons = [rule(act, call).reason for rule in move.conditions if move.permission(act, call)]
    others = tuple(one for one in reasons if one and one != verdict.reason)
    return Door(move.label, "", verdict.reason, look, others)


def doors_of(act: Act, call: Call, moves: Iterable[Offered]) -> list[Door]:
    """Return the buttons: the step forward first, the end of the call last."""
    doors = (door_of(act, call, one) for one in moves)
    return sorted(doors, key=lambda door: ORDER.index(door.look))


def gap_line(call: Call, gap: Gap) -> GapLine:
    """Return a gap with its link."""
    if gap.task is not None:
        url = reverse("office-task-edit", args=(gap.task,))
    else:
        url = reverse(GAP_PAGES[gap.page], args=(call.pk,))
    return GapLine(gap.item.value, gap.sentence, f"{url}#id_{gap.field}" if gap.field else url)


class CallDetailOffice(DetailPage[Call]):
    """One call of the office."""

    permission = officials
    model = Call
    template_name = "contracting/calls/call_detail_office.html"

    def visible(self) -> QuerySet[Call]:
        """Return the office's own calls."""
        return Call.objects.of_office(self.act).select_related("office", "unit", "annulment")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add everything that the office sees of its call."""
        call = self.object
        contents = contents_of(call)
        is_draft = call.state in {Call.State.DRAFT, Call.State.TO_APPROVE}
        now = phase(call, self.act.at)
        moves = [one for one in available(self.act, call) if one.move.name in MOVE_PAGES]
        return super().get_context_data(
            call=call,
            contents=contents,
            lines=task_lines(call, self.act.at),
            phase_label=PHASE_LABELS[now],
            doors=doors_of(self.act, call, moves),
            gaps=[gap_line(call, gap) for gap in gaps(contents)] if is_draft else [],
            warnings=warnings(contents) if is_draft else [],
            is_draft=is_draft,
            may_edit=bool(may_edit(self.act, call)),
            questions=call.questions.all(),
            may_answer=may_prepare(self.act, call),
            too_early=far_enough(self.act, call) if call.state == Call.State.APPROVED else ALLOWED,
            documents=self.documents(),
            annulment=getattr(call, "annulment", None),
            panels=panels_of("call-office", self.request, self.act, call),
            **self.publications(),
            **kwargs,
        )

    def publications(self) -> dict[str, Any]:
        """Return the publications with their scans."""
        context = publication_context(self.act, self.object)
        scans = files_of(self.act, SCAN.name, context["publications"])
        return {**context, "scans": list(scans.values())}

    def documents(self) -> list[Document]:
        """Return the files of every version of the announcement."""
        found: list[Document] = []
        for announcement in self.object.announcements.all():
            announcement.call = self.object
            found += documents_of(self.act, announcement)
        return found


class CallPreview(DetailPage[Call]):
    """The whole announcement as it will be frozen, or as it was: what the executive body reads.

    An adviser whom the office lets into the draft reads it as well.
    """

    permission = signed_in
    model = Call
    template_name = "contracting/calls/call_preview.html"

    def visible(self) -> QuerySet[Call]:
        """Return the office's own calls and those opened for advice."""
        return Call.objects.in_draft_for(self.act).select_related("office", "unit")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the words: the frozen ones from the approval on, else those of the draft."""
        call = self.object
        frozen = None
        if call.state not in (Call.State.DRAFT, Call.State.TO_APPROVE):
            frozen = call.announcements.filter(version=call.announced_version).first()
        text = thawed(frozen.content) if frozen else draft_text(contents_of(call))
        moves = [one for one in available(self.act, call) if one.move.name in {"approve", "return"}]
        return super().get_context_data(
            call=call,
            text=text,
            is_frozen=frozen is not None,
            is_office=bool(may_see_advisers(self.act, call)),
            lines=[],
            doors=doors_of(self.act, call, (one for one in moves if one.verdict)),
            **kwargs,
        )


def publication_context(act: Act, call: Call) -> dict[str, Any]:
    """Return what the page shows of publications: those recorded, and the form for the next."""
    announced = list(current_publications(call)) if call.announced_version else []
    others = call.publications.exclude(subject=Publication.Subject.ANNOUNCEMENT)
    later = list(others.order_by("subject", "version", "published_at"))
    subject = due_subject(call)
    results = pending_results(call)
    version = results.ordinal if results else 0
    recorded = [one for one in later if one.subject == subject and one.version == version]
    done = {one.place for one in (announced if subject == ANNOUNCED else recorded)}
    missing = [(place.value, place.label) for place in Publication.Place if place not in done]
    return {
        "publications": [*announced, *later],
        "due_subject": subject,
        "missing_places": missing if subject else [],
        "may_publish": may_publish(act, call) if subject and missing else None,
    }
