"""Pages of the talk over a draft: all comments, one thread, one's own words, who is here."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse

from mkus_portal.drafting import actions
from mkus_portal.drafting.models import Comment, Draft, Thread
from mkus_portal.drafting.outcome import Clash
from mkus_portal.drafting.permissions import (
    is_on_side,
    may_answer_proposal,
    may_change_comment,
    may_comment,
    may_read_talk,
)
from mkus_portal.drafting.places import NoSuchPlaceError
from mkus_portal.drafting.procedure import ACCEPT, REJECT, REOPEN, RESOLVE
from mkus_portal.drafting.registry import kind_of
from mkus_portal.drafting.spots import home_of, labels_of, steps_of, value_at, version_at
from mkus_portal.drafting.talk import SECTION
from mkus_portal.web.pages.drafting import GONE, DraftPage, read_version
from mkus_portal.web.permission import signed_in
from mkus_portal.web.talk import here_of, place_url, threads_of, views_of_threads
from mkus_portal.web.views import Page, TemplatePage
from mkus_portal.workflow.engine import available

PER_PAGE = 20
DONE = {
    RESOLVE: "Uwaga jest oznaczona jako załatwiona.",
    REOPEN: "Uwaga jest znowu otwarta.",
    REJECT: "Propozycja jest odrzucona. Tekst w formularzu się nie zmienił.",
}
ACCEPTED = "Propozycja jest przyjęta i zapisana w formularzu."


def errors_of(error: ValidationError) -> dict[str, str]:
    """Return what is wrong by the field's name, one sentence each."""
    if hasattr(error, "error_dict"):
        return {name: found[0] for name, found in error.message_dict.items()}
    return {"text": error.messages[0]}


class TalkPage(DraftPage):
    """A page about the talk over a draft: 404 where nobody talks or one may not read it."""

    def get_draft(self) -> Draft:
        """Return the draft of the address. Raises Http404."""
        draft = super().get_draft()
        if not may_read_talk(self.act, draft):
            raise Http404
        return draft


class DraftComments(TalkPage, TemplatePage):
    """The comments of one's own side, open ones first asked for; a place has a form for more."""

    template_name = "mkus_portal/drafting/comments.html"

    def place(self) -> str:
        """Return the place that the address asks about; empty for the whole form."""
        return self.request.GET.get("miejsce", "").replace("\x00", "")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show them."""
        return self.render_to_response(self.page_context(self.get_draft()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Comment on the place, or propose a wording; what was typed stays when it cannot be."""
        draft, posted = self.get_draft(), request.POST
        proposed = posted.get("proposed", "") if posted.get("co") == "propozycja" else None
        try:
            actions.open_thread(self.act, draft, self.place(), posted.get("text", ""), proposed)
        except NoSuchPlaceError:
            messages.error(request, GONE)
            return HttpResponseRedirect(reverse("draft-comments", args=(draft.pk,)))
        except ValidationError as error:
            context = self.page_context(draft, errors_of(error))
            return render(request, self.get_template_names(), context, status=422)
        said = "Propozycja jest zapisana." if proposed is not None else "Uwaga jest zapisana."
        messages.success(request, said)
        return HttpResponseRedirect(request.get_full_path())

    def page_context(self, draft: Draft, errors: dict[str, str] | None = None) -> dict[str, Any]:
        """Return the threads of the page, and the form where a place is asked about."""
        place, everything = self.place(), "wszystkie" in self.request.GET
        rows = threads_of(self.act, draft)
        rows = rows.filter(place=place) if place else rows
        shown = rows if everything or place else rows.filter(state=Thread.State.OPEN)
        page = Paginator(shown, PER_PAGE).get_page(self.request.GET.get("strona"))
        views = views_of_threads(draft, list(page), with_texts=True)
        return self.get_context_data(
            act=self.act,
            draft=draft,
            about_url=home_of(draft),
            place=place,
            views=views,
            page=page,
            everything=everything,
            commenting=may_comment(self.act, draft),
            **(self.form_context(draft, place, errors or {}) if place else {}),
        )

    def form_context(self, draft: Draft, place: str, errors: dict[str, str]) -> dict[str, Any]:
        """Return what the form says about its place. Raises Http404 for one never commented."""
        steps = steps_of(draft)
        try:
            value, is_here = value_at(draft, place, steps), True
        except NoSuchPlaceError as error:
            value, is_here = "", False
            if not threads_of(self.act, draft).filter(place=place).exists():
                raise Http404 from error
        in_table = place.partition(":")[0] in kind_of(draft).tables
        is_text = not place.startswith(SECTION) and (not in_table or place.count(":") > 1)
        posted = self.request.POST
        return {
            "label": labels_of(draft, [place], steps)[place],
            "place_url": place_url(draft, steps, place) if is_here else "",
            "is_here": is_here,
            "value": value,
            "has_value": is_text or place.count(":") == 1,
            "may_propose": is_here and kind_of(draft).holds_text(place),
            "errors": errors,
            "text": posted.get("text", ""),
            "proposed": posted.get("proposed", value),
        }


class ThreadBase(Page):
    """A page about one thread: another side's, or one of a draft not read, does not exist."""

    permission = signed_in

    def find(self, **wanted: Any) -> Thread:
        """Return the thread. Raises Http404."""
        thread = get_object_or_404(Thread.objects.select_related("draft", "opened_by"), **wanted)
        if not (may_read_talk(self.act, thread.draft) and is_on_side(self.act, thread)):
            raise Http404
        return thread

    def get_thread(self) -> Thread:
        """Return the thread of the address. Raises Http404."""
        return self.find(pk=self.kwargs["pk"])


class ThreadPage(ThreadBase, TemplatePage):
    """One thread: what was said, what stood at the place then and stands now, what may be done."""

    template_name = "mkus_portal/drafting/thread.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it."""
        return self.render_to_response(self.page_context(self.get_thread()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Reply; what was typed stays when it cannot be."""
        thread = self.get_thread()
        try:
            actions.reply(self.act, thread, request.POST.get("text", ""))
        except ValidationError as error:
            context = self.page_context(self.get_thread(), errors_of(error))
            return render(request, self.get_template_names(), context, status=422)
        messages.success(request, "Odpowiedź jest zapisana.")
        return HttpResponseRedirect(request.path)

    def page_context(self, thread: Thread, errors: dict[str, str] | None = None) -> dict[str, Any]:
        """Return all that the page shows."""
        draft = thread.draft
        [view] = views_of_threads(draft, [thread], with_texts=True)
        commenting = may_comment(self.act, draft)
        lines = []
        for comment in thread.comments.select_related("author").prefetch_related("traces"):
            comment.thread = thread
            own = comment.author_id == self.act.user and commenting.ok
            lines.append((comment, own and bool(may_change_comment(self.act, comment))))
        return self.get_context_data(
            act=self.act,
            draft=draft,
            about_url=home_of(draft),
            view=view,
            thread=thread,
            lines=lines,
            moves=available(self.act, thread),
            answering=may_answer_proposal(self.act, thread) if thread.is_proposal else None,
            version=version_at(draft, thread.place),
            commenting=commenting,
            errors=errors or {},
            text=self.request.POST.get("text", ""),
        )


class ThreadMove(ThreadBase):
    """Closes a thread, opens it again, takes or turns down a proposal."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make the move and go back to the thread."""
        thread, name = self.get_thread(), request.POST.get("ruch", "")
        if name == ACCEPT:
            self.accept(thread)
        elif name in DONE:
            actions.move_thread(self.act, thread, name)
            messages.success(request, DONE[name])
        else:
            raise Http404
        return HttpResponseRedirect(reverse("thread", args=(thread.pk,)))

    def accept(self, thread: Thread) -> None:
        """Write the proposed wording on the version that the page showed; say what came of it."""
        based_on = read_version(self.request.POST.get("version", "")) or 0
        try:
            outcome = actions.accept_proposal(self.act, thread, based_on)
        except NoSuchPlaceError:
            messages.error(self.request, GONE)
        except ValidationError as error:
            messages.error(self.request, error.messages[0])
        else:
            if isinstance(outcome, Clash):
                said = f"{outcome.who} w tym czasie zmienił(a) to pole. Przeczytaj obecny tekst."
                messages.warning(self.request, said)
            else:
                messages.success(self.request, ACCEPTED)


class CommentBase(ThreadBase):
    """A page about one's own words."""

    def get_comment(self) -> Comment:
        """Return the comment of the address. Raises Http404."""
        comment = get_object_or_404(Comment, pk=self.kwargs["pk"])
        comment.thread = self.find(pk=comment.thread_id)
        return comment

    def back(self, comment: Comment) -> HttpResponseRedirect:
        """Go to the thread."""
        return HttpResponseRedirect(reverse("thread", args=(comment.thread_id,)))


class CommentEdit(CommentBase, TemplatePage):
    """Changes one's own words; that they were changed is seen."""

    template_name = "mkus_portal/drafting/comment_edit.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        comment = self.get_comment()
        self.insist(may_change_comment(self.act, comment))
        context = self.get_context_data(act=self.act, comment=comment, text=comment.text, errors={})
        return self.render_to_response(context)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep the new words, or show them again with what is wrong."""
        comment, text = self.get_comment(), request.POST.get("text", "")
        try:
            actions.change_comment(self.act, comment, text)
        except ValidationError as error:
            context = self.get_context_data(
                act=self.act, comment=comment, text=text, errors=errors_of(error)
            )
            return render(request, self.get_template_names(), context, status=422)
        messages.success(request, "Uwaga jest zmieniona.")
        return self.back(comment)


class CommentRemove(CommentBase):
    """Removes one's own words."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Remove them and go back."""
        comment = self.get_comment()
        actions.remove_comment(self.act, comment)
        messages.success(request, "Treść uwagi jest usunięta.")
        return self.back(comment)


class CommentsRead(TalkPage):
    """Says that one has looked: the duty is done, the next comment is told of by a new letter."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Note it and go back to the comments."""
        draft = self.get_draft()
        actions.mark_read(self.act, draft)
        messages.success(request, "Nowe uwagi są oznaczone jako przeczytane.")
        return HttpResponseRedirect(reverse("draft-comments", args=(draft.pk,)))


class DraftPresence(DraftPage):
    """Takes a heartbeat of an open form, answers with who else has it open."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Note that the person is here, at which question; or that they have left."""
        draft, posted = self.get_draft(), request.POST
        if posted.get("koniec"):
            actions.leave(self.act, draft)
            return JsonResponse({})
        place, is_writing = posted.get("place", ""), posted.get("pisze") == "1"
        actions.be_here(self.act, draft, place, is_writing=is_writing)
        context = {"here": here_of(self.act, draft)}
        html = render_to_string("components/_presence.html", context).strip()
        return JsonResponse({"html": html})
