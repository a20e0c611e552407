"""Pages of an analysis's guests: the list, an invitation, taking and calling it off."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode

from contracting.analysis import guest_actions as actions
from contracting.analysis.forms.guests import GuestForm
from contracting.analysis.guest_permissions import may_invite_guest, may_see_guests, may_take
from contracting.analysis.guest_procedure import in_time
from contracting.analysis.models import Analysis, Guest
from contracting.analysis.permissions import is_writer
from contracting.analysis.views.base import AnalysisAction, AnalysisPage
from mkus_portal.accounts.rules import masked
from mkus_portal.web.permission import public, signed_in
from mkus_portal.web.views import DetailPage, ObjectMixin, TemplatePage
from mkus_portal.workflow.engine import MoveRefused


class AnalysisGuests(AnalysisPage, DetailPage[Analysis]):
    """Who from outside works on the analysis, until when, and with which right."""

    template_name = "contracting/analysis/analysis_guests.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the guests; addresses are for who invites. Raises PermissionDenied."""
        analysis = self.object
        self.insist(may_see_guests(self.act, analysis))
        runs = is_writer(self.act, analysis.office_id)
        guests = [
            (one, one.email if runs else masked(one.email), one.is_over(self.act.at))
            for one in analysis.guests.select_related("user", "invited_by")
        ]
        return super().get_context_data(
            analysis=analysis,
            guests=guests,
            runs=runs,
            inviting=may_invite_guest(self.act, analysis),
            **kwargs,
        )


class GuestInvite(AnalysisAction):
    """Invites somebody from outside by a letter."""

    form_class = GuestForm
    template_name = "contracting/analysis/social_assessor.html"

    def check(self) -> None:
        """Ask whether people may be invited now."""
        self.insist(may_invite_guest(self.act, self.object))

    def back(self) -> str:
        """Return the list of guests."""
        return reverse("analysis-guests", args=(self.object.pk,))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the page's words."""
        return super().get_context_data(
            heading="Zaproś osobę do analizy",
            lead="Osoba z zewnątrz dostanie list z linkiem. Zobaczy tylko tę analizę.",
            back=self.back(),
            **kwargs,
        )

    def form_valid(self, form: forms.BaseForm) -> HttpResponse:
        """Invite, or say beside the field why not."""
        try:
            actions.invite_guest(self.act, self.object, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return self.again(form)
        messages.success(self.request, "Zaproszenie wysłane.")
        return HttpResponseRedirect(self.back())


class GuestWithdraw(ObjectMixin[Guest]):
    """Calls an invitation off."""

    permission = signed_in
    model = Guest
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Call it off and go back to the list."""
        guest = self.get_object()
        actions.withdraw_guest(self.act, guest)
        messages.success(request, "Dostęp jest cofnięty.")
        return HttpResponseRedirect(guest.get_absolute_url())


class GuestInvitation(TemplatePage):
    """The page behind the link: who invites to what; its reader takes it by a button."""

    permission = public
    template_name = "contracting/analysis/guest_invitation.html"

    def guest(self) -> Guest:
        """Return the invitation of the link. Raises Http404."""
        rows = Guest.objects.select_related("analysis__office", "analysis__draft")
        return get_object_or_404(rows, token=self.kwargs["token"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the invitation, why it is closed, and the ways in."""
        guest = self.guest()
        here = urlencode({"next": self.request.path})
        return super().get_context_data(
            guest=guest,
            closed=self.why_closed(guest),
            refusal=may_take(self.act, guest).reason if self.act.user else "",
            signed_in=self.act.user is not None,
            address=masked(guest.email),
            login_url=f"{reverse('account_login')}?{here}",
            signup_url=f"{reverse('account_signup')}?{here}",
            **kwargs,
        )

    def why_closed(self, guest: Guest) -> str:
        """Return why the invitation cannot be taken by anybody; empty when it can."""
        if guest.state == Guest.State.WITHDRAWN:
            return "To zaproszenie zostało cofnięte. Poproś urząd o nowe."
        if guest.state == Guest.State.ACCEPTED:
            return "To zaproszenie zostało już przyjęte. Analiza czeka na Twoim biurku."
        return in_time(self.act, guest).reason

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take it and go to the analysis."""
        guest = self.guest()
        if self.act.user is None:
            return redirect_to_login(request.path)
        try:
            actions.accept_guest(self.act, guest)
        except MoveRefused:  # the page says the reason
            return render(request, self.template_name, self.get_context_data(), status=403)
        messages.success(request, "Możesz już pracować nad tą analizą.")
        if self.act.scope.kind == "office":
            messages.warning(
                request,
                "Analizę innego urzędu otworzysz, gdy nie działasz w roli w swoim urzędzie:"
                " zmień rolę albo użyj osobnego konta.",
            )
            return HttpResponseRedirect(reverse("hat-list"))
        return HttpResponseRedirect(guest.analysis.get_absolute_url())
