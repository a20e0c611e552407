"""Inspections: their list, one of them, its papers to go on editing."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django_tables2 import Table

from contracting.contracts.views.bases import both_sides, office_readers
from contracting.settlement.documents.inspections import (
    AUTHORISATION_DOCUMENT,
    RECOMMENDATIONS_DOCUMENT,
    authorisation_word,
    build_draft,
    build_protocol,
    protocol_word,
)
from contracting.settlement.files.inspections import ANSWER_FILE, INSPECTION_FILE, PAPER
from contracting.settlement.filters.inspections import InspectionFilter
from contracting.settlement.models import (
    AROUND_CONTRACT,
    Inspection,
    InspectionRecommendation,
    ProtocolVersion,
)
from contracting.settlement.permissions.inspections import (
    may_answer,
    may_assess,
    may_change_plan,
    may_conduct,
    may_prepare_authorisation,
    may_write_protocol,
    may_write_recommendations,
)
from contracting.settlement.procedure.inspections import current_protocol
from contracting.settlement.protocol import (
    ProtocolContent,
    authorisation_of,
    contract_facts,
    days_of,
    team_of,
    thawed,
)
from contracting.settlement.tables.inspections import InspectionTable, OfficeInspectionTable
from mkus_portal.attachments.permissions import FileList, files_of
from mkus_portal.documents.models import Document
from mkus_portal.documents.permissions import documents_of
from mkus_portal.verdict import refused
from mkus_portal.web.downloads import word_download
from mkus_portal.web.views import DetailPage, ListPage, ObjectMixin
from mkus_portal.workflow.engine import available

OF_CONTRACTOR = {"answer"}
OF_BOTH = {"sign", "object"}
NO_PROTOCOL = refused("Protokołu jeszcze nie ma.")
State = Inspection.State


class InspectionList(ListPage):
    """The office's inspections; of an organisation those that it was told of."""

    permission = both_sides
    table_class = OfficeInspectionTable
    filter_class = InspectionFilter
    title = "Kontrole"
    export_name = "kontrole"
    template_name = "contracting/settlement/inspection_list.html"

    def get_queryset(self) -> QuerySet[Inspection]:
        """Return the inspections that exist for the act."""
        rows = Inspection.objects.visible_to(self.act)
        return rows.select_related("contract__organisation").defer(
            "contract__agreed", "contract__text"
        )

    def get_table(self, rows: QuerySet[Inspection]) -> Table:
        """Return the table of whoever looks: the contractor reads findings in the protocol."""
        is_office = self.act.scope.kind == "office"
        return (OfficeInspectionTable if is_office else InspectionTable)(rows)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer the year's plan to those who make it."""
        return super().get_context_data(is_planner=self.act.holds("clerk", "coordinator"), **kwargs)


class InspectionPage(ObjectMixin[Inspection]):
    """A page about an inspection that exists for the act."""

    permission = both_sides
    model = Inspection

    def visible(self) -> QuerySet[Inspection]:
        """Return the inspections with all that their pages show."""
        return Inspection.objects.visible_to(self.act).select_related(*AROUND_CONTRACT)


class InspectionDetail(InspectionPage, DetailPage[Inspection]):
    """One inspection: where it stands, what is next, papers, protocols, recommendations, files."""

    template_name = "contracting/settlement/inspection_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add everything that the page shows."""
        inspection, act = self.object, self.act
        is_office = act.scope.kind == "office"
        return super().get_context_data(
            inspection=inspection,
            contract=inspection.contract,
            is_office=is_office,
            moves=[one for one in available(act, inspection) if self.is_ours(one.move.name)],
            facts=facts_of(inspection),
            team=team_of(inspection),
            may_change=may_change_plan(act, inspection),
            may_prepare=may_prepare_authorisation(act, inspection),
            may_write=may_write_protocol(act, inspection),
            may_recommend=may_write_recommendations(act, inspection),
            may_conduct=may_conduct(act, inspection),
            protocols=self.protocols(),
            recommendations=self.recommendations(),
            shows_answers=not is_office or inspection.answered_at is not None,
            files=files_of(act, INSPECTION_FILE, [inspection])[inspection.pk],
            **self.documents(),
            **kwargs,
        )

    def protocols(self) -> list[tuple[ProtocolVersion, ProtocolContent, FileList, list[Document]]]:
        """Return the versions that were sent, the newest first, each with its papers and files."""
        rows = list(self.object.protocols.order_by("-ordinal"))
        for one in rows:
            one.inspection = self.object
        papers = files_of(self.act, PAPER, rows)
        return [
            (one, thawed(one.content), papers[one.pk], documents_of(self.act, one)) for one in rows
        ]

    def documents(self) -> dict[str, list[Document]]:
        """Return the files of the authorisation and of the recommendations."""
        rows = documents_of(self.act, self.object)
        return {
            "authorisation_documents": [
                one for one in rows if one.kind == AUTHORISATION_DOCUMENT.code
            ],
            "recommendation_documents": [
                one for one in rows if one.kind == RECOMMENDATIONS_DOCUMENT.code
            ],
        }

    def recommendations(self) -> list[dict[str, Any]]:
        """Return the recommendations that exist for whoever looks, with what may be done."""
        rows = list(
            InspectionRecommendation.objects.visible_to(self.act).filter(inspection=self.object)
        )
        for one in rows:
            one.inspection = self.object
        files = files_of(self.act, ANSWER_FILE, rows)
        return [
            {
                "row": one,
                "files": files[one.pk],
                "may_answer": may_answer(self.act, one),
                "may_assess": may_assess(self.act, one),
            }
            for one in rows
        ]

    def is_ours(self, move: str) -> bool:
        """Whether a button belongs to this side: nobody reads of the other side's buttons."""
        if move in OF_BOTH:
            return True
        return (move in OF_CONTRACTOR) == (self.act.scope.kind == "organisation")


def facts_of(inspection: Inspection) -> list[tuple[str, str]]:
    """Return what both sides know of an inspection, in words."""
    facts = [*contract_facts(inspection)[2:], ("Planowany termin", inspection.planned_term)]
    if inspection.authorisation_number:
        facts.append(("Upoważnienie", authorisation_of(inspection)))
    if inspection.authorised_by:
        facts.append(("Upoważnienie podpisuje", inspection.authorised_by))
    if inspection.held_from:
        facts.append(("Przeprowadzona", days_of(inspection)))
    return facts


class AuthorisationWord(InspectionPage):
    """The authorisation as a text, to be signed on paper."""

    permission = office_readers

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send the file."""
        inspection = self.get_object()
        name = f"upoważnienie {inspection.authorisation_number or inspection.pk}"
        return word_download(authorisation_word(inspection), name)


class ProtocolWord(InspectionPage):
    """The protocol as a text: to the office as it is written, else as it was sent last."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send the file; 403 with the reason while there is none for whoever asks."""
        inspection = self.get_object()
        sent = current_protocol(inspection)
        is_written = inspection.state == State.CARRIED_OUT and self.act.scope.kind == "office"
        if sent is None and not is_written:
            self.insist(NO_PROTOCOL)
        if is_written or sent is None:
            content = build_draft(inspection)
        else:
            content = build_protocol(sent, sent.sent_at)
        name = f"protokół kontroli {inspection.protocol_number or inspection.pk}"
        return word_download(protocol_word(inspection, content), name)
