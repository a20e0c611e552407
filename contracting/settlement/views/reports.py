"""Reports: the register, one report, its steps."""

from itertools import pairwise
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from contracting.contracts.models import Contract
from contracting.contracts.views.bases import both_sides
from contracting.settlement.actions import deciding, reporting
from contracting.settlement.actions.deciding import Answer
from contracting.settlement.actions.reporting import Period
from contracting.settlement.coaching import section_url
from contracting.settlement.content import from_json
from contracting.settlement.definition import form_of
from contracting.settlement.documents.report import report_word
from contracting.settlement.files.reports import REPORT_FILE
from contracting.settlement.filters.reports import ReportFilter
from contracting.settlement.form import report_context
from contracting.settlement.forms.reports import AnswerForm, GiveBackForm, PeriodForm, SendForm
from contracting.settlement.models import Item, TaskReport
from contracting.settlement.permissions import SETTLED_IN
from contracting.settlement.permissions.reports import (
    may_answer,
    may_send,
    may_start,
    may_write,
    may_write_reports,
    open_return,
)
from contracting.settlement.procedure.reports import REPORT
from contracting.settlement.rules.versions import differences
from contracting.settlement.settling import claims_of, settled_by
from contracting.settlement.tables.reports import ReportTable, TermTable
from contracting.settlement.terms import FINAL, INTERIM, Term, owed, task_end
from contracting.settlement.views.bases import ReportFormPage, ReportPage, SettlementFormPage
from mkus_portal.attachments.permissions import files_of
from mkus_portal.documents.permissions import documents_of
from mkus_portal.law.registry import remembered
from mkus_portal.verdict import Verdict
from mkus_portal.web.downloads import word_download
from mkus_portal.web.views import DetailPage, ListPage
from mkus_portal.workflow.engine import verdict_on


class ReportList(ListPage):
    """The register of reports of an office; of an organisation its own."""

    permission = both_sides
    table_class = ReportTable
    filter_class = ReportFilter
    title = "Sprawozdania"
    export_name = "sprawozdania"
    template_name = "contracting/settlement/report_list.html"

    def get_queryset(self) -> QuerySet[TaskReport]:
        """Return the reports that exist for the act."""
        rows = TaskReport.objects.visible_to(self.act).exclude(state=TaskReport.State.DISCARDED)
        return rows.select_related("contract__organisation").defer(
            "content", "contract__agreed", "contract__text"
        )


class ReportTerms(ListPage):
    """The reports that contracts still owe, the nearest term first; late ones are marked."""

    permission = both_sides
    table_class = TermTable
    title = "Sprawozdania do złożenia"
    export_name = "terminy-sprawozdan"
    template_name = "contracting/settlement/report_terms.html"

    def get_queryset(self) -> Any:  # noqa: ANN401 - rows are computed, not a queryset
        """Return a row for every report that is owed."""
        contracts = Contract.objects.visible_to(self.act).filter(state__in=SETTLED_IN)
        rows = contracts.select_related("organisation").defer("agreed", "text")
        with remembered():
            return [
                self.row(contract, term)
                for contract in rows.prefetch_related("reports", "report_calls").order_by("pk")
                for term in owed(contract)
            ]

    def row(self, contract: Contract, term: Term) -> dict[str, Any]:
        """Return what the table shows of a term."""
        return {
            "contract": contract.pk,
            "number": contract.number,
            "contractor": contract.organisation.name,
            "title": contract.title,
            "words": term.words,
            "last_day": term.accepted_to,
            "late": max((self.act.day - term.accepted_to).days, 0) or None,
        }


class ReportDetail(ReportPage, DetailPage[TaskReport]):
    """One report: where it stands, what is missing, tables, checks, items, files, history."""

    template_name = "contracting/settlement/report_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add everything that the page shows."""
        report, act = self.object, self.act
        asked = open_return(report)
        sections = [
            (
                one.code,
                one.title,
                section_url(report, one.code),
                (asked.reasons.get(one.code, "") if asked else ""),
            )
            for one in form_of(report).sections
        ]
        versions = list(report.versions.all())
        return super().get_context_data(
            is_office=act.scope.kind == "office",
            sections=sections,
            asked=asked,
            may_write=may_write(act, report),
            may_send=may_send(act, report),
            sending=verdict_on(act, report, REPORT.move("submit")),
            discarding=verdict_on(act, report, REPORT.move("discard")),
            answers=self.answers(),
            versions=versions,
            pairs=list(pairwise(versions)),
            counts=self.counts(),
            settled=settled_by(report) if report.submitted_at else None,
            claims=claims_of(report) if report.state == TaskReport.State.SUBMITTED else [],
            returns=list(report.contract.grant_returns.all()) if report.decided_at else [],
            documents=documents_of(act, report),
            report_files=files_of(act, REPORT_FILE, [report])[report.pk],
            **report_context(report),
            **kwargs,
        )

    def answers(self) -> list[tuple[str, str, Any]]:
        """Return the office's answers as (move, label, verdict); none for the contractor."""
        if not may_answer(self.act, self.object) or self.object.state != "submitted":
            return []
        return [
            (move.name, move.label, verdict_on(self.act, self.object, move))
            for move in (REPORT.move(name) for name in ("give_back", "accept", "question"))
        ]

    def counts(self) -> list[tuple[str, int]]:
        """Return how many items of the report stand in each state, as (words, count)."""
        found: dict[str, int] = {}
        for rows in (self.object.expensedocuments, self.object.contributions):
            for state in rows.values_list("state", flat=True):
                found[state] = found.get(state, 0) + 1
        return [
            (Item.State(state).label, found[state]) for state in Item.State.values if state in found
        ]


class ReportStart(SettlementFormPage):
    """Starts a report: of what kind and of which period."""

    form_class = PeriodForm
    heading = "Nowe sprawozdanie"
    lead = "Rezultaty, działania i koszty portal bierze z umowy, a wydatki z rejestru wydatków."
    submit = "Zacznij sprawozdanie"

    def allowed(self) -> Verdict:
        """Ask whose report it is."""
        return may_write_reports(self.act, self.contract)

    def check(self) -> None:
        """Ask who may start one now."""
        self.insist(may_start(self.act, self.contract))

    def get_initial(self) -> dict[str, Any]:
        """Propose the report that is owed first."""
        terms = owed(self.contract)
        if terms:
            first = terms[0]
            return {"kind": first.kind, "first": first.period_from, "last": first.period_to}
        return {
            "kind": INTERIM,
            "first": self.contract.starts_on,
            "last": task_end(self.contract),
        }

    def carry_out(self, form: forms.BaseForm) -> str:
        """Start it; the final one is always of the whole task."""
        given = form.cleaned_data
        period = Period(given["kind"], given["first"], given["last"])
        if period.kind == FINAL:
            period = Period(FINAL, self.contract.starts_on, task_end(self.contract))
        return reporting.start_report(self.act, self.contract, period).get_absolute_url()


class ReportSend(ReportFormPage):
    """Sends the report, with the declarations of the form."""

    form_class = SendForm
    heading = "Złóż sprawozdanie"
    lead = "Po złożeniu treść i pozycje rejestru są zamrożone. Urząd dostanie wiadomość."
    submit = "Złóż sprawozdanie"
    success_message = "Sprawozdanie złożone. Plik PDF powstaje."

    def allowed(self) -> Verdict:
        """Ask who may send it."""
        return may_send(self.act, self.report)

    def check(self) -> None:
        """Ask state and conditions."""
        self.insist(verdict_on(self.act, self.report, REPORT.move("submit")))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the declarations of the form."""
        return {**super().get_form_kwargs(), "declarations": form_of(self.report)}

    def get_initial(self) -> dict[str, Any]:
        """Propose who may sign on the day."""
        people = self.report.contract.organisation.representatives.all()
        names = [str(one) for one in people if one.may_sign_on(self.act.day)]
        return {"signatories": self.report.signatories or ", ".join(names)[:300]}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Send it."""
        reporting.submit_report(self.act, self.report, form.cleaned_data["signatories"])
        return self.back()


class ReportDiscard(ReportFormPage):
    """Gives a draft up."""

    form_class = forms.Form
    heading = "Zaniechaj szkicu sprawozdania"
    lead = "Szkic zniknie z listy. Rejestr wydatków zostanie bez zmian."
    submit = "Zaniechaj szkicu"
    look = "btn-danger"
    success_message = "Szkic zaniechany."

    def allowed(self) -> Verdict:
        """Ask whose report it is."""
        return may_write_reports(self.act, self.report.contract)

    def check(self) -> None:
        """Ask state and conditions."""
        self.insist(verdict_on(self.act, self.report, REPORT.move("discard")))

    def carry_out(self, form: forms.BaseForm) -> str:
        """Give it up."""
        reporting.discard_report(self.act, self.report)
        return self.report.contract.get_absolute_url()


class ReportGiveBack(ReportFormPage):
    """Gives parts of a sent report back for correction."""

    form_class = GiveBackForm
    heading = "Zwróć sprawozdanie do poprawy"
    lead = "Zleceniobiorca zmieni tylko te części, przy których napiszesz, co poprawić."
    submit = "Zwróć do poprawy"
    success_message = "Sprawozdanie zwrócone. Zleceniobiorca dostał wiadomość."
    move: ClassVar[str] = "give_back"

    def allowed(self) -> Verdict:
        """Ask who answers."""
        return may_answer(self.act, self.report)

    def check(self) -> None:
        """Ask state and conditions."""
        self.insist(verdict_on(self.act, self.report, REPORT.move(self.move)))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the form's parts."""
        sections = [(one.code, one.title) for one in form_of(self.report).sections]
        return {**super().get_form_kwargs(), "sections": sections}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Give it back."""
        given = form.cleaned_data
        reporting.give_back(self.act, self.report, given["reasons"], given["due_on"])
        return self.back()


class ReportAnswer(ReportFormPage):
    """Accepts or questions a report (`?ruch=`); what comes back is found in the same step."""

    form_class = AnswerForm
    success_message = "Sprawozdanie rozstrzygnięte. Obie strony dostały wiadomość."
    template_name = "contracting/settlement/report_answer.html"
    steps: ClassVar[dict[str, Any]] = {
        "accept": deciding.accept_report,
        "question": deciding.question_report,
    }

    def name(self) -> str:
        """Return the move of the address, else 404."""
        name = self.request.GET.get("ruch", "")
        if name not in self.steps:
            raise Http404
        return name

    def allowed(self) -> Verdict:
        """Ask who answers."""
        self.name()
        return may_answer(self.act, self.report)

    def check(self) -> None:
        """Ask state and conditions."""
        self.insist(verdict_on(self.act, self.report, REPORT.move(self.name())))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the answer makes come back, and what the checks show."""
        label = REPORT.move(self.name()).label
        context = {**report_context(self.report), "claims": claims_of(self.report)}
        words = {"heading": label, "submit": label, "settled": settled_by(self.report)}
        return super().get_context_data(**{**context, **words, **kwargs})

    def carry_out(self, form: forms.BaseForm) -> str:
        """Answer."""
        given = form.cleaned_data
        answer = Answer(given["reason"], given["excessive"] or deciding.ZERO)
        self.steps[self.name()](self.act, self.report, answer)
        return self.back()


class ReportWord(ReportPage):
    """The report as a text to go on editing."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send the file."""
        report = self.get_object()
        name = f"sprawozdanie {report.contract.number} {report.contract.title}"
        return word_download(report_word(report), name)


class ReportCompare(ReportPage, DetailPage[TaskReport]):
    """Two sent versions of a report side by side."""

    template_name = "contracting/settlement/report_compare.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what differs."""
        versions = self.object.versions
        first = get_object_or_404(versions, ordinal=self.kwargs["old"])
        second = get_object_or_404(versions, ordinal=self.kwargs["new"])
        said = from_json(first.content), from_json(second.content)
        return super().get_context_data(
            report=self.object,
            first=first,
            second=second,
            differences=differences(*said, form_of(self.object)),
            **kwargs,
        )
