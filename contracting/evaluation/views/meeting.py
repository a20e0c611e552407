"""The commission's meetings: list, opening, the meeting itself, votes one by one, the minutes."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracting.evaluation.actions import meeting as actions
from contracting.evaluation.documents.minutes import build_minutes, word_of
from contracting.evaluation.forms.meeting import (
    CloseForm,
    NotesForm,
    OpenForm,
    PresenceForm,
    VoteForm,
)
from contracting.evaluation.meeting_board import MeetingBoard, VoteLine, board_of
from contracting.evaluation.models import Evaluation, Meeting, MeetingVote
from contracting.evaluation.parts import links
from contracting.evaluation.procedure.meeting import MEETING
from contracting.evaluation.rules.meeting import Votes
from contracting.evaluation.scoring_permissions import (
    may_ask_for_minutes,
    may_keep_minutes,
    may_lead,
    may_meet,
)
from contracting.evaluation.scoring_tables import MeetingTable
from contracting.evaluation.views.bases import EvaluationFormPage, readers
from contracting.evaluation.views.scoring import EvaluationListPage
from mkus_portal.documents.permissions import documents_of
from mkus_portal.versions import Versioned
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.downloads import word_download
from mkus_portal.web.views import DetailPage, Page
from mkus_portal.workflow.engine import available, verdict_on
from mkus_portal.workflow.verdict import Verdict

AROUND = ("evaluation__call__office",)


def visible_meetings(act: Any) -> QuerySet[Meeting]:  # noqa: ANN401 - an Act
    """Return the meetings that exist for the act."""
    evaluations = Evaluation.objects.visible_to(act)
    return Meeting.objects.filter(evaluation__in=evaluations).select_related(*AROUND)


class MeetingList(EvaluationListPage):
    """The meetings of a commission."""

    permission = readers
    table_class = MeetingTable
    template_name = "contracting/evaluation/meeting_list.html"
    title = "Posiedzenia komisji"
    export_name = "posiedzenia"
    part = "evaluation-meetings"

    def get_queryset(self) -> QuerySet[Meeting]:
        """Return them with presence and votes counted."""
        there = Q(attendances__is_present=True)
        return self.evaluation.meetings.annotate(
            present=Count("attendances", filter=there, distinct=True),
            voted=Count("votes", distinct=True),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether a meeting may be opened."""
        return super().get_context_data(opening=may_meet(self.act, self.evaluation), **kwargs)


class MeetingOpen(EvaluationFormPage):
    """Opens a meeting."""

    permission = readers
    form_class = OpenForm
    heading = "Otwórz posiedzenie komisji"
    submit = "Otwórz posiedzenie"

    def allowed(self) -> Verdict:
        """Whether one leads the evaluation."""
        return may_lead(self.act, self.object)

    def check(self) -> None:
        """Ask whether a meeting may be opened."""
        self.insist(may_meet(self.act, self.object))

    def back(self) -> str:
        """Return the meetings."""
        return reverse("evaluation-meetings", args=(self.object.pk,))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Begin now."""
        initial = {"began_at": self.act.at.replace(second=0, microsecond=0)}
        return {**super().get_form_kwargs(), "initial": initial}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Open it."""
        meeting = actions.open_meeting(self.act, self.object, **form.cleaned_data)
        return reverse("meeting-detail", args=(meeting.pk,))


class MeetingDetail(DetailPage[Meeting]):
    """The meeting on one page: presence and quorum, offers by task with the pool, notes, end."""

    permission = readers
    model = Meeting
    template_name = "contracting/evaluation/meeting_detail.html"

    def visible(self) -> QuerySet[Meeting]:
        """Return the meetings that exist for the act."""
        return visible_meetings(self.act)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the board, the forms and the files."""
        meeting = self.object
        board = board_of(meeting)
        evaluation = meeting.evaluation
        return super().get_context_data(
            meeting=meeting,
            evaluation=evaluation,
            call=evaluation.call,
            parts=links(self.act, evaluation, "evaluation-meetings"),
            board=board,
            keeping=may_keep_minutes(self.act, meeting),
            is_open=meeting.state == Meeting.State.OPEN,
            moves=available(self.act, meeting),
            documents=documents_of(self.act, meeting),
            asking=may_ask_for_minutes(self.act, meeting),
            **kwargs,
        )


class MeetingFormPage(ActionFormPage):
    """A form about one meeting."""

    permission = readers
    object: Meeting

    def load(self) -> None:
        """Find the meeting of the address, else 404."""
        self.object = get_object_or_404(visible_meetings(self.act), pk=self.kwargs["pk"])

    def allowed(self) -> Verdict:
        """Whether one leads the evaluation."""
        return may_lead(self.act, self.object.evaluation)

    def check(self) -> None:
        """Ask whether the minutes may be written."""
        self.insist(may_keep_minutes(self.act, self.object))

    def back(self) -> str:
        """Return the meeting's page."""
        return reverse("meeting-detail", args=(self.object.pk,))

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the way back to the meeting."""
        return [(str(self.object), self.back())]


class MeetingPresence(MeetingFormPage):
    """Who is there."""

    form_class = PresenceForm
    heading = "Obecność"
    submit = "Zapisz obecność"
    success_message = "Obecność zapisana."

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the list of presence."""
        rows = list(self.object.attendances.select_related("member"))
        return {**super().get_form_kwargs(), "attendances": rows}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Save it."""
        actions.save_presence(self.act, self.object, form.cleaned_data["present"])
        return self.back() + "#obecnosc"


class MeetingVotePage(MeetingFormPage):
    """The vote on one offer, with what is left of the pool; then the next offer without a vote."""

    form_class = VoteForm
    heading = "Głosowanie"
    template_name = "contracting/evaluation/meeting_vote.html"
    submit = "Zapisz głosowanie"
    line: VoteLine
    board: MeetingBoard

    def load(self) -> None:
        """Find meeting and offer, else 404."""
        super().load()
        self.board = board_of(self.object)
        wanted = self.kwargs["assessment"]
        found = next((one for one in self.board.lines if one.assessment.pk == wanted), None)
        if found is None:
            raise Http404
        self.line = found

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the vote that stands, else one with the amount that the cards propose."""
        vote = self.line.vote or MeetingVote(meeting=self.object, assessment=self.line.assessment)
        return {**super().get_form_kwargs(), "instance": vote}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the offer, its pool and its neighbours."""
        lines = self.board.lines
        here = lines.index(self.line)
        task = next(one for one in self.board.tasks if self.line in one.lines)
        return super().get_context_data(
            meeting=self.object,
            line=self.line,
            offer=self.line.assessment.offer,
            pool=task.pool,
            task=task.task,
            board=self.board,
            before=self.address(lines[here - 1]) if here else "",
            after=self.address(lines[here + 1]) if here + 1 < len(lines) else "",
            **kwargs,
        )

    def address(self, line: VoteLine) -> str:
        """Return the page of an offer's vote."""
        return reverse("meeting-vote", args=(self.object.pk, line.assessment.pk))

    def carry_out(self, form: forms.BaseForm) -> str:
        """Save it and go on: to the next offer without a vote, else back to the meeting."""
        assert isinstance(form, VoteForm)  # noqa: S101 - the page's own form
        votes = form.votes()
        if "jednoglosnie" in self.request.POST:
            votes = Votes(self.line.entitled, 0, 0)
        vote = actions.save_vote(
            self.act,
            self.object,
            self.line.assessment,
            votes,
            proposed_grant=form.cleaned_data["proposed_grant"],
            reason=form.cleaned_data["reason"],
            based_on=form.cleaned_data["based_on"],
        )
        messages.success(self.request, f"Zapisano głosowanie: {vote.assessment.offer.number}.")
        waiting = board_of(self.object).not_voted
        return self.address(waiting[0]) if waiting else self.back() + "#oferty"

    def saved(self) -> Versioned | None:
        """Return the vote as it is saved."""
        return MeetingVote.objects.filter(
            meeting=self.object, assessment=self.line.assessment
        ).first()


class MeetingNotes(MeetingFormPage):
    """The course of the meeting."""

    form_class = NotesForm
    heading = "Przebieg posiedzenia i uwagi"
    success_message = "Zapisano."

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the meeting."""
        return {**super().get_form_kwargs(), "instance": self.object}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Save them."""
        actions.save_notes(self.act, self.object, **form.cleaned_data)
        return self.back() + "#przebieg"

    def saved(self) -> Versioned:
        """Return the meeting as it is saved."""
        return Meeting.objects.get(pk=self.object.pk)


class MeetingClose(MeetingFormPage):
    """The last question before a meeting ends."""

    form_class = CloseForm
    template_name = "contracting/evaluation/meeting_close.html"
    heading = "Zakończ posiedzenie"
    success_message = "Posiedzenie zakończone. Protokół powstaje."

    def check(self) -> None:
        """Ask state, permission, quorum and votes."""
        self.insist(verdict_on(self.act, self.object, MEETING.move("close")))

    def get_form_kwargs(self) -> dict[str, Any]:
        """End now."""
        initial = {"ended_at": self.act.at.replace(second=0, microsecond=0)}
        return {**super().get_form_kwargs(), "initial": initial}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the move and the pools that are exceeded."""
        over = [one for one in board_of(self.object).tasks if one.pool.is_over]
        consequences = [f"Zadanie „{one.task}”: kwoty przekraczają pulę." for one in over]
        move = MEETING.move("close")
        words = {"move": move, "consequences": consequences, "meeting": self.object}
        return super().get_context_data(**{**words, **kwargs})

    def carry_out(self, form: forms.BaseForm) -> str:
        """Close it."""
        actions.close_meeting(self.act, self.object, form.cleaned_data["ended_at"])
        return self.back() + "#protokol"


class MeetingMinutes(Page):
    """Asks for the minutes once more."""

    permission = readers
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask and go back. Raises Http404, Refused (403)."""
        meeting = get_object_or_404(visible_meetings(self.act), pk=self.kwargs["pk"])
        actions.ask_for_minutes(self.act, meeting)
        messages.success(request, "Protokół jest zlecony.")
        return HttpResponseRedirect(reverse("meeting-detail", args=(meeting.pk,)) + "#protokol")


class MeetingWord(Page):
    """The minutes as a text to go on editing; of an open meeting a draft."""

    permission = readers

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send the file."""
        meeting = get_object_or_404(visible_meetings(self.act), pk=self.kwargs["pk"])
        at = meeting.ended_at or meeting.began_at
        content = word_of(build_minutes(meeting, at), at)
        name = f"protokol {meeting.number} {meeting.evaluation.call.title}"
        return word_download(content, name)
