"""The page behind the link in an invitation, and the desk's reminder of one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode

from mkus_portal.accounts.actions import InvitationClosed, accept_invitation
from mkus_portal.accounts.hats import Hat, put_on
from mkus_portal.accounts.models import Invitation, User
from mkus_portal.accounts.rules import address_shown, reads, why_not_take
from mkus_portal.act import Act
from mkus_portal.web import wording
from mkus_portal.web.panels import Panel
from mkus_portal.web.permission import public
from mkus_portal.web.views import TemplatePage


def why_closed(act: Act, invitation: Invitation) -> str:
    """Return why the invitation cannot be taken; empty when it can."""
    if invitation.accepted_at is not None:
        return f"To zaproszenie zostało już przyjęte {wording.instant(invitation.accepted_at)}."
    if invitation.withdrawn_at is not None:
        return "To zaproszenie zostało cofnięte albo zastąpione nowszym. Poproś o nowy list."
    if not invitation.is_open(act.at):
        expired = wording.instant(invitation.expires_at)
        return f"To zaproszenie straciło ważność {expired}. Poproś o nowe."
    return ""


class InvitationPage(TemplatePage):
    """Shows who invites to what; a signed-in person accepts by a button."""

    permission = public
    template_name = "mkus_portal/accounts/invitation_accept.html"

    def invitation(self) -> Invitation:
        """Return the invitation of the link, or raise Http404."""
        return get_object_or_404(Invitation, token=self.kwargs["token"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the invitation, why it is closed, the ways in, and whether the address is another."""
        invitation = self.invitation()
        signed_in = self.act.user is not None
        here = urlencode({"next": self.request.path})
        return super().get_context_data(
            invitation=invitation,
            address=address_shown(invitation),
            closed=why_closed(self.act, invitation),
            is_other=signed_in and not reads(self.request.user, invitation.email),
            refusal=why_not_take(invitation, self.request.user) if signed_in else "",
            login_url=f"{reverse('account_login')}?{here}",
            signup_url=f"{reverse('account_signup')}?{here}",
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take the role and put its hat on."""
        invitation = self.invitation()
        if self.act.user is None:
            return redirect_to_login(request.path)
        try:
            accept_invitation(self.act, invitation, self.request.user)
        except InvitationClosed:
            invitation.refresh_from_db()
            messages.error(request, why_closed(self.act, invitation))
            return HttpResponseRedirect(request.path)
        except ValidationError:  # the page says the reason
            return render(request, self.template_name, self.get_context_data(), status=403)
        hat = Hat(invitation.role, invitation.scope)
        put_on(hat, request.session)
        messages.success(request, f"Działasz teraz jako: {hat.label}.")
        return HttpResponseRedirect(reverse("desk"))


def waiting_invitations(act: Act, obj: object) -> dict[str, object] | None:
    """Return the open invitations to the person's own address: a new person lands on the desk."""
    person = User.objects.filter(pk=act.user or 0).first()
    if person is None:
        return None
    found = Invitation.objects.filter(
        email=person.email.lower(), accepted_at=None, withdrawn_at=None, expires_at__gt=act.at
    )
    invitations = list(found.order_by("pk"))
    return {"invitations": invitations} if invitations else None


PANEL = Panel("desk", "mkus_portal/accounts/_invitations.html", waiting_invitations, order=5)
