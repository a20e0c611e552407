"""The public pages: the list of calls, one call, its announcement's file, a question."""

import logging
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from contracting.calls import public
from contracting.calls.actions import ask_question
from contracting.calls.documents import ANNOUNCEMENT, thawed
from contracting.calls.forms import QuestionForm
from contracting.calls.listing import line_of
from contracting.calls.models import Call, PublicVersion
from contracting.calls.permissions import may_ask
from contracting.calls.rules import PHASE_LABELS, Phase, deadlines, phase
from contracting.calls.views.bases import CallFormPage, task_lines
from mkus_portal.documents.actions import DamagedFileError, read_file
from mkus_portal.documents.models import Document
from mkus_portal.law.spheres import SPHERES
from mkus_portal.web import wording
from mkus_portal.web.panels import panels_of
from mkus_portal.web.permission import public as everybody
from mkus_portal.web.permission import signed_in
from mkus_portal.web.shelf import is_plain
from mkus_portal.web.views import DetailPage, Page

logger = logging.getLogger(__name__)
PHASES = (Phase.OPEN, Phase.CLOSED, Phase.ANNULLED)
SORTS = (("", "najbliższy termin"), ("nowe", "najnowsze"), ("pula", "największa pula"))
LONGEST = 100


def wanted_of(request: HttpRequest) -> public.Wanted:
    """Return what the address asks for; what it misspells is left out."""
    asked = request.GET
    page = asked.get("strona", "1")
    return public.Wanted(
        text=asked.get("q", "")[:LONGEST],
        office=asked.get("urzad", "")[:LONGEST],
        sphere=asked.get("sfera", "")[:LONGEST],
        phase=asked.get("stan", "") if asked.get("stan", "") in PHASES else "",
        sort=asked.get("kolejnosc", "")[:LONGEST],
        page=int(page) if page.isdecimal() and len(page) < len("10000") else 1,
    )


class CallList(Page):
    """All published calls. For a visitor it costs one query while nothing has changed."""

    permission = everybody

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the page kept for these wishes, or make it."""
        wanted, at = wanted_of(request), self.act.at
        source = public.snapshot()
        kept = public.kept_page(wanted, source.token, at) if is_plain(request) else None
        if kept is not None:
            return kept.answer(request)
        body = self.rendered(wanted, source).encode()
        if is_plain(request):
            public.keep_list(wanted, source, at, body)
        return HttpResponse(body)

    def rendered(self, wanted: public.Wanted, source: public.Snapshot) -> str:
        """Return the page's HTML."""
        found = public.chosen(source.calls, wanted, self.act.at)
        page = Paginator(found, public.PER_PAGE).get_page(wanted.page)
        filters = {
            "q": wanted.text,
            "urzad": wanted.office,
            "sfera": wanted.sphere,
            "stan": wanted.phase,
            "kolejnosc": wanted.sort,
        }
        context = {
            "lines": [line_of(one, self.act.at) for one in page.object_list],
            "page": page,
            "total": len(found),
            "wanted": wanted,
            "query": urlencode({name: value for name, value in filters.items() if value}),
            "offices": source.offices(),
            "spheres": [(one.code, one.label) for one in SPHERES],
            "phases": [(one.value, PHASE_LABELS[one]) for one in PHASES],
            "sorts": SORTS,
        }
        return render_to_string("contracting/calls/call_list.html", context, self.request)


class CallDetail(DetailPage[Call]):
    """One published call: the announcement's words, tasks, terms, publications, questions.

    For a visitor it costs one query while nothing has changed.
    """

    permission = everybody
    model = Call
    template_name = "contracting/calls/call_detail.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page kept for visitors, or make it; kept once the announcement has its file."""
        token, at = PublicVersion.objects.current(), self.act.at
        kept = public.kept_page(self.kwargs["pk"], token, at) if is_plain(request) else None
        if kept is not None:
            return kept.answer(request)
        response = super().get(request, *args, **kwargs)
        body: bytes = response.render().content  # type: ignore[attr-defined]  # a template's response
        if is_plain(request) and response.context_data["has_file"]:  # type: ignore[attr-defined]  # as above
            public.keep_call(self.object, token, at, body)
        return response

    def visible(self) -> QuerySet[Call]:
        """Return published calls; the office's own drafts have a page of their own."""
        return Call.objects.public().select_related("office", "unit", "annulment")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the frozen words and what has happened since."""
        call = self.object
        self.request.page_office = call.office  # type: ignore[attr-defined]  # read by the footer
        announcement = call.announcements.get(version=call.announced_version)
        lines = task_lines(call, self.act.at)
        return super().get_context_data(
            text=thawed(announcement.content),
            announcement=announcement,
            lines=lines,
            closing=[wording.deadline(one) for one in sorted(set(deadlines(call)))],
            phase=phase(call, self.act.at).value,
            phase_label=PHASE_LABELS[phase(call, self.act.at)],
            annulment=getattr(call, "annulment", None),
            publications=call.publications.all(),
            questions=call.questions.answered(),
            may_ask=may_ask(self.act, call),
            must_sign_in=self.act.user is None and phase(call, self.act.at) is Phase.OPEN,
            has_file=announcement_file(call) is not None,
            panels=panels_of("call-public", self.request, self.act, call),
            **kwargs,
        )


def announcement_file(call: Call) -> Document | None:
    """Return the file of the announcement in force, None while it is being made."""
    announcement = call.announcements.get(version=call.announced_version)
    done = Document.objects.about(announcement).filter(
        kind=ANNOUNCEMENT.code, state=Document.State.DONE
    )
    return done.first()


class CallAnnouncement(DetailPage[Call]):
    """The announcement's PDF, for everybody."""

    permission = everybody
    model = Call

    def visible(self) -> QuerySet[Call]:
        """Return published calls."""
        return Call.objects.public()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send the file as it was sealed, or 404 while it is being made."""
        call = self.get_object()
        document = announcement_file(call)
        if document is None:
            raise Http404
        try:
            content = read_file(document)
        except DamagedFileError:
            logger.exception("Plik dokumentu %s jest uszkodzony", document.number)
            context = {"document": document}
            return render(request, "mkus_portal/documents/file_damaged.html", context, status=500)
        name = f'inline; filename="ogloszenie-{call.pk}.pdf"'
        headers = {"Content-Disposition": name}
        return HttpResponse(content, content_type="application/pdf", headers=headers)


class QuestionAsk(CallFormPage):
    """A question of somebody who has signed in."""

    permission = signed_in
    form_class = QuestionForm
    heading = "Zadaj pytanie"
    submit = "Wyślij pytanie"
    success_message = "Pytanie wysłane. O odpowiedzi napiszemy do Ciebie."

    def visible(self) -> QuerySet[Call]:
        """Return published calls."""
        return Call.objects.public().select_related("office")

    def check(self) -> None:
        """Ask before the form is shown."""
        self.insist(may_ask(self.act, self.object))

    def carry_out(self, form: forms.BaseForm) -> str:
        """Ask the question."""
        ask_question(self.act, self.object, form.cleaned_data["text"])
        return self.back()

    def back(self) -> str:
        """Return the public page."""
        return reverse("call-detail", args=(self.object.pk,))
