"""Lists of contracts, one contract, its text, its file to edit, the contracts of a call."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile, ZipInfo

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracting.calls.models import Call
from contracting.contracts.actions import opening
from contracting.contracts.actions.templates import take_newest_template
from contracting.contracts.documents.contract import CONTRACT_DOCUMENT, contract_word
from contracting.contracts.files import SIGNED
from contracting.contracts.filters import ContractFilter
from contracting.contracts.form import plan_context, section_url
from contracting.contracts.models import Contract
from contracting.contracts.permissions import (
    may_amend,
    may_ask_for_files,
    may_open_any,
    may_plan,
    may_read,
    may_set_terms,
    may_sign_now,
    may_write,
)
from contracting.contracts.plan import SECTIONS
from contracting.contracts.procedure import CONTRACT
from contracting.contracts.signing import contractors_of, missing_signatures
from contracting.contracts.tables import ContractTable
from contracting.contracts.terms import terms_in_words
from contracting.contracts.text import current_template, plan_of, text_of
from contracting.contracts.views.bases import (
    ContractPage,
    both_sides,
    office_readers,
    writers,
)
from contracting.contracts.views.ending import WAYS
from contracting.evaluation.models import Assessment
from mkus_portal.attachments.permissions import files_of
from mkus_portal.documents.actions import DamagedFileError, read_file, request
from mkus_portal.documents.models import Document
from mkus_portal.documents.permissions import documents_of
from mkus_portal.web.downloads import download, plain_name, word_download
from mkus_portal.web.panels import panels_of
from mkus_portal.web.views import DetailPage, ListPage, Page, TemplatePage
from mkus_portal.workflow.engine import available, insist, verdict_on

HIDDEN_MOVES = {"sign_ngo", "conclude", "withdraw", "terminate", "settle", "resign"}
LATE_STATES = "terminated,withdrawn,abandoned"
MISSING = "BRAKUJACE.txt"
EARLIEST = (1980, 1, 1, 0, 0, 0)


class ContractList(ListPage):
    """The register of contracts of an office; of an organisation its own."""

    permission = both_sides
    table_class = ContractTable
    filter_class = ContractFilter
    title = "Umowy"
    export_name = "umowy"
    template_name = "contracting/contracts/contract_list.html"

    def get_queryset(self) -> QuerySet[Contract]:
        """Return the contracts that exist for the act."""
        rows = Contract.objects.visible_to(self.act)
        return rows.select_related("organisation", "assessment__offer__task__call").defer(
            "agreed", "text", "assessment__offer__content"
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether it is the office that looks."""
        return super().get_context_data(is_office=self.act.scope.kind == "office", **kwargs)


class ContractDetail(ContractPage, DetailPage[Contract]):
    """One contract: where it stands, what is next, terms, plan, tranches, signatures, files."""

    template_name = "contracting/contracts/contract_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add everything that the page shows."""
        contract = self.object
        signatures = list(contract.signatures.filter(version=0))
        files = files_of(self.act, SIGNED.name, signatures)
        moves = [
            one
            for one in available(self.act, contract)
            if one.move.name not in HIDDEN_MOVES and self.is_ours(one.move.name)
        ]
        newest = current_template(contract.office_id)
        return super().get_context_data(
            is_office=self.act.scope.kind == "office",
            moves=moves,
            terms=terms_in_words(contract),
            may_set=may_set_terms(self.act, contract),
            may_write=may_write(self.act, contract),
            may_resign=self.may_resign(),
            signing=may_sign_now(self.act, contract),
            ends=self.ends(),
            amendments=list(contract.amendments.all()),
            may_amend=may_amend(self.act, contract),
            may_plan=may_plan(self.act, contract),
            plan_sections=[(code, section_url(contract, code)) for code in SECTIONS],
            tranches=list(contract.tranches.all()),
            signatures=[(one, files[one.pk]) for one in signatures],
            signed_digest=self.signed_digest(),
            missing=missing_signatures(contract) if contract.number else [],
            parties=contractors_of(contract),
            has_newer=bool(newest and newest.pk != contract.template_id),
            documents=documents_of(self.act, contract),
            **self.ending(),
            **self.plan(),
            panels=panels_of("contract-detail", self.request, self.act, contract),
            hidden=LATE_STATES,
            **plan_context(contract),
            **kwargs,
        )

    def signed_digest(self) -> str:
        """Return the digest of the text that is signed: once concluded, the first version's."""
        first = self.object.versions.filter(ordinal=0).values_list("digest", flat=True).first()
        return first or self.object.digest

    def ending(self) -> dict[str, Any]:
        """Return how the contract ended, with its documents."""
        ending = getattr(self.object, "ending", None)
        files = documents_of(self.act, ending) if ending else []
        return {"ending": ending, "ending_documents": files}

    def plan(self) -> dict[str, Any]:
        """Return the rows of the plan that the page shows."""
        content = plan_of(self.object).content
        return {
            "content_text": content.text("III.3"),
            "plan_actions": content.actions,
            "plan_results": content.results,
        }

    def may_resign(self) -> bool:
        """Whether the contractor may still give the grant up."""
        move = CONTRACT.move("resign")
        return bool(verdict_on(self.act, self.object, move))

    def ends(self) -> list[tuple[str, str]]:
        """Return the ways to end the contract that are open to whoever looks."""
        contract = self.object
        return [
            (way.heading, reverse("contract-end", args=(contract.pk, kind)))
            for kind, way in WAYS.items()
            if verdict_on(self.act, contract, CONTRACT.move(way.move))
        ]

    def is_ours(self, move: str) -> bool:
        """Whether a button belongs to this side: nobody reads of the other side's buttons."""
        of_contractor = move == "send_plan"
        return of_contractor == (self.act.scope.kind == "organisation")


class ContractTextPage(ContractPage, DetailPage[Contract]):
    """The whole text as it will be printed."""

    template_name = "contracting/contracts/contract_text.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the text."""
        return super().get_context_data(contract=self.object, text=text_of(self.object), **kwargs)


class ContractWord(ContractPage):
    """The contract as a text to go on editing."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send the file."""
        contract = self.get_object()
        name = f"umowa {contract.number} {contract.title}"
        return word_download(contract_word(contract), name)


class ContractFile(ContractPage):
    """Asks for the PDF of the contract as it stands."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask for it, and go back."""
        contract = self.get_object()
        insist(may_read(self.act, contract))
        ask_for_file(self, contract)
        return HttpResponseRedirect(contract.get_absolute_url())


def ask_for_file(page: Page, contract: Contract) -> None:
    """Ask for the contract's PDF; a project's says that it is one."""
    title = f"Umowa nr {contract.number}" if contract.number else f"Projekt: {contract.title}"
    request(page.act, CONTRACT_DOCUMENT.code, contract, title=title[:300])


class TemplateTake(ContractPage):
    """Lets a project follow the office's newest text."""

    permission = writers

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take it."""
        contract = self.get_object()
        take_newest_template(self.act, contract)
        return HttpResponseRedirect(contract.get_absolute_url())


class OfCall(Page):
    """A page about all contracts of a call."""

    permission = office_readers

    def call(self) -> Call:
        """Return the call of the address among the office's own."""
        return get_object_or_404(Call, pk=self.kwargs["pk"], office=self.act.scope.id)

    def contracts(self, call: Call) -> QuerySet[Contract]:
        """Return the contracts of the call that have not been abandoned."""
        rows = Contract.objects.visible_to(self.act).filter(assessment__evaluation__call=call)
        return rows.exclude(state=Contract.State.ABANDONED).order_by("number", "pk")


class CallContracts(OfCall, TemplatePage):
    """All grants of a call with their contracts, and what can be done with all of them at once."""

    template_name = "contracting/contracts/call_contracts.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the accepted grants with their contracts."""
        call = self.call()
        rows = (
            Assessment.objects.filter(evaluation__call=call)
            .filter(state__in=(Assessment.State.AWARDED, Assessment.State.ACCEPTED))
            .select_related("offer__organisation", "contract", "evaluation__call")
            .defer("offer__content")
            .order_by("offer__number")
        )
        return super().get_context_data(
            call=call,
            rows=rows,
            may_open=may_open_any(self.act, call),
            may_ask=may_ask_for_files(self.act, call),
            has_contracts=Contract.objects.filter(assessment__evaluation__call=call).exists(),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Open all contracts, or ask for all their files."""
        call = self.call()
        if "open" in request.POST:
            opening.open_all(self.act, call)
        elif "files" in request.POST:
            insist(may_ask_for_files(self.act, call))
            for contract in self.contracts(call):
                ask_for_file(self, contract)
        return HttpResponseRedirect(request.path)


class CallContractFiles(OfCall):
    """The newest PDF of every contract of a call in one archive, with a list of what is missing."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send the archive."""
        call = self.call()
        archive, missing = BytesIO(), []
        with ZipFile(archive, "w") as whole:
            for contract in self.contracts(call):
                content = newest_file(contract)
                name = plain_name(f"umowa {contract.number or contract.pk} {contract.title}")
                if content is None:
                    missing.append(f"{name}: plik jeszcze nie powstał")
                else:
                    whole.writestr(ZipInfo(f"{name}.pdf", EARLIEST), content)
            if missing:
                whole.writestr(ZipInfo(MISSING, EARLIEST), "\n".join(missing))
        return download(archive.getvalue(), f"umowy-{call.pk}.zip", "application/zip")


def newest_file(contract: Contract) -> bytes | None:
    """Return the newest finished PDF of a contract; None while there is none."""
    done = Document.objects.about(contract).filter(
        kind=CONTRACT_DOCUMENT.code, state=Document.State.DONE
    )
    document = done.first()
    try:
        return read_file(document) if document else None
    except DamagedFileError:
        return None


class ContractOpen(Page):
    """Opens the contract of one accepted grant."""

    permission = writers

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Open it and go there. Raises Refused."""
        rows = Assessment.objects.visible_to(self.act).select_related("evaluation__call")
        assessment = get_object_or_404(rows, pk=self.kwargs["pk"])
        contract = opening.open_contract(self.act, assessment)
        return HttpResponseRedirect(contract.get_absolute_url())
