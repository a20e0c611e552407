"""Pages of an analysis's guests: the list, an invitation, taking and calling it off."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracting.analysis import guest_actions as actions
from contracting.analysis.forms.guests import GuestForm
from contracting.analysis.guest_permissions import may_invite_guest, may_see_guests, may_take
from contracting.analysis.guest_procedure import in_time
from contracting.analysis.models import Analysis, Guest
from contracting.analysis.permissions import is_writer
from contracting.analysis.views.base import AnalysisAction, AnalysisPage
from mkus_portal.accounts.rules import masked
from mkus_portal.verdict import Verdict
from mkus_portal.web.lettingin import LettingInPage
from mkus_portal.web.permission import signed_in
from mkus_portal.web.views import DetailPage, ObjectMixin


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


class GuestInvitation(LettingInPage):
    """Which office lets somebody into which analysis."""

    template_name = "contracting/analysis/guest_invitation.html"
    name = "guest"
    withdrawn = "To zaproszenie zostało cofnięte. Poproś urząd o nowe."
    taken = "To zaproszenie zostało już przyjęte. Analiza czeka na Twoim biurku."
    welcome = "Możesz już pracować nad tą analizą."
    other_role = (
        "Analizę innego urzędu otworzysz, gdy nie działasz w roli w swoim urzędzie: zmień rolę albo"
        " użyj osobnego konta."
    )

    def invitation(self) -> Guest:
        """Return the invitation of the link. Raises Http404."""
        rows = Guest.objects.select_related("analysis__office", "analysis__draft")
        return get_object_or_404(rows, token=self.kwargs["token"])

    def may_take(self, invitation: Guest) -> Verdict:
        """Ask the room."""
        return may_take(self.act, invitation)

    def in_time(self, invitation: Guest) -> Verdict:
        """Ask whether the analysis is still written."""
        return in_time(self.act, invitation)

    def take(self, invitation: Guest) -> str:
        """Take it; the analysis is next."""
        actions.accept_guest(self.act, invitation)
        return invitation.analysis.get_absolute_url()

    def opens(self) -> bool:
        """Whether a Key opens the analysis in this role."""
        return self.act.scope.kind != "office"
