"""Pages of a draft's advisers: reading, asking, withdrawing, taking an invitation, the list."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracting.calls import actions
from contracting.calls.advice_panel import advisers_of, after_advice
from contracting.calls.advice_permissions import (
    may_ask_for_advice,
    may_give,
    may_see_advisers,
    may_take_advice,
    may_withdraw_advice,
)
from contracting.calls.advice_procedure import in_time
from contracting.calls.forms import CallAdviceForm
from contracting.calls.models import NOT_ADVISING, Call, CallAdvice
from contracting.calls.permissions import may_edit
from contracting.calls.reading import parts_of
from contracting.calls.tables import CallAdviceTable
from mkus_portal.accounts.models import User
from mkus_portal.accounts.rules import masked
from mkus_portal.verdict import Verdict
from mkus_portal.web.lettingin import AdviceAskPage, LettingInPage
from mkus_portal.web.permission import signed_in
from mkus_portal.web.talk import talk_of
from mkus_portal.web.views import DetailPage, ListPage, ObjectMixin


class CallDraft(DetailPage[Call]):
    """The whole draft, part by part, with what is said about every field."""

    permission = signed_in
    model = Call
    template_name = "contracting/calls/call_draft.html"

    def visible(self) -> QuerySet[Call]:
        """Return the office's own calls and those opened for advice."""
        rows = Call.objects.in_draft_for(self.act)
        return rows.select_related("office", "unit", "draft")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the parts, the talk, and what an adviser's comments came to."""
        call = self.object
        is_office = bool(may_see_advisers(self.act, call))
        talk = talk_of(self.act, call.draft) if call.draft is not None else None
        comments = after_advice(self.act, call)
        return super().get_context_data(
            call=call,
            parts=parts_of(call, commented=frozenset(talk.by_place) if talk else frozenset()),
            talk=talk,
            is_office=is_office,
            may_edit=bool(may_edit(self.act, call)),
            mine=CallAdvice.objects.taken_by(self.act).filter(call=call).first(),
            followed=comments,
            changed=sum(one.is_changed for one in comments),
            **kwargs,
        )


class OfficeDraftPage(ObjectMixin[Call]):
    """A page about a draft of one's own office."""

    permission = signed_in
    model = Call

    def visible(self) -> QuerySet[Call]:
        """Return the office's own calls."""
        return Call.objects.of_office(self.act).select_related("office", "draft")


class CallAdvisers(OfficeDraftPage, DetailPage[Call]):
    """Whom the office let into the draft, until when, and the way to end it."""

    template_name = "contracting/calls/call_advisers.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the invitations. Raises PermissionDenied."""
        call = self.object
        self.insist(may_see_advisers(self.act, call))
        rows = list(call.advice.select_related("user", "invited_by"))
        emails = {one.email for one in rows}
        names = {one.email: str(one) for one in User.objects.filter(email__in=emails)}
        for one in rows:
            one.call = call
        return super().get_context_data(
            call=call,
            rows=[
                (one, names.get(one.email, ""), masked(one.email), one.has_ended(self.act.at))
                for one in rows
            ],
            bound=[one for one in advisers_of(self.act, call) if one.holders],
            withdrawing=any(may_withdraw_advice(self.act, one) for one in rows),
            asking=may_ask_for_advice(self.act, call),
            **kwargs,
        )


class CallAdviceAsk(OfficeDraftPage, AdviceAskPage):
    """Lets an adviser into the draft, with the office's consent."""

    form_class = CallAdviceForm
    lead = "Doradca zobaczy tylko szkic tego konkursu, od chwili przyjęcia zaproszenia."
    object: Call

    def load(self) -> None:
        """Find the call, else 404."""
        self.object = self.get_object()

    def allowed(self) -> Verdict:
        """Allow the office's writers."""
        return may_give(self.act, self.object)

    def check(self) -> None:
        """Ask whether the draft still waits for its approval."""
        self.insist(may_ask_for_advice(self.act, self.object))

    def back(self) -> str:
        """Return the draft's advisers."""
        return reverse("call-advisers", args=(self.object.pk,))

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the call and its advisers."""
        url = reverse("office-call-detail", args=(self.object.pk,))
        return [(str(self.object), url), ("Doradcy", self.back())]

    def carry_out(self, form: forms.BaseForm) -> str:
        """Invite."""
        given = form.cleaned_data
        actions.ask_for_advice(self.act, self.object, email=given["address"], until=given["until"])
        return self.back()


class CallAdviceWithdraw(ObjectMixin[CallAdvice]):
    """Withdraws the consent."""

    permission = signed_in
    model = CallAdvice
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Withdraw it and go back to the list."""
        advice = self.get_object()
        actions.withdraw_advice(self.act, advice)
        messages.success(request, "Zgoda jest cofnięta. Doradca nie widzi już tego szkicu.")
        return HttpResponseRedirect(advice.get_absolute_url())


class CallAdviceInvitation(LettingInPage):
    """Which office asks for advice on which draft of a call."""

    template_name = "contracting/calls/advice_invitation.html"
    withdrawn = "To zaproszenie zostało cofnięte. Poproś urząd o nowe."
    taken = "To zaproszenie zostało już przyjęte. Szkic czeka na Twoim biurku."
    welcome = "Możesz już czytać ten szkic i zgłaszać uwagi."
    other_role = "Szkic konkursu otworzysz poza rolą w urzędzie, komisji i organizacji: zmień rolę."

    def invitation(self) -> CallAdvice:
        """Return the invitation of the link. Raises Http404."""
        rows = CallAdvice.objects.select_related("call__office", "call__draft")
        return get_object_or_404(rows, token=self.kwargs["token"])

    def may_take(self, invitation: CallAdvice) -> Verdict:
        """Ask the room."""
        return may_take_advice(self.act, invitation)

    def in_time(self, invitation: CallAdvice) -> Verdict:
        """Ask whether the draft still waits for its approval."""
        return in_time(self.act, invitation)

    def take(self, invitation: CallAdvice) -> str:
        """Take it; the draft is next."""
        actions.accept_advice(self.act, invitation)
        return reverse("call-draft", args=(invitation.call_id,))

    def opens(self) -> bool:
        """Whether a Key opens the draft in this role."""
        return self.act.scope.kind not in NOT_ADVISING


class CallAdviceList(ListPage):
    """The drafts of calls that offices have opened to the person for advice."""

    permission = signed_in
    table_class = CallAdviceTable
    title = "Konkursy do porady"
    export_name = "konkursy-do-porady"
    template_name = "contracting/calls/advice_list.html"

    def get_queryset(self) -> QuerySet[CallAdvice]:
        """Return the person's own; none in a role in which they would not open."""
        rows = CallAdvice.objects.taken_by(self.act).filter(
            call__in=Call.objects.opened_to(self.act)
        )
        return rows.select_related("call__office")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether this role shows them."""
        opens = self.act.scope.kind not in NOT_ADVISING
        return super().get_context_data(opens=opens, **kwargs)
