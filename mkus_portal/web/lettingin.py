"""Letting somebody from outside into one object: asking them, and the page behind their link."""

from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from mkus_portal.accounts.consents import Consent
from mkus_portal.accounts.rules import masked
from mkus_portal.verdict import Verdict
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.permission import public
from mkus_portal.web.views import TemplatePage
from mkus_portal.workflow.engine import MoveRefused


class AdviceAskPage(ActionFormPage):
    """Asks an adviser for advice on one draft, with the owner's consent."""

    heading = "Poproś doradcę o poradę"
    submit = "Daj dostęp"
    success_message = "Doradca dostanie list z zaproszeniem."

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the advisers of the day."""
        return {**super().get_form_kwargs(), "day": self.act.day}


class LettingInPage(TemplatePage):
    """The page behind the link: who invites to what; its reader takes it by a button.

    The invitation has the states of a `Consent`, an address and a token.
    """

    permission = public
    name: ClassVar[str] = "advice"  # of the invitation in the template
    withdrawn: ClassVar[str]  # what is said of one that was called off
    taken: ClassVar[str]  # of one that somebody has taken
    welcome: ClassVar[str]  # to whoever takes it now
    other_role: ClassVar[str]  # where the object does not open in the role of the moment

    def invitation(self) -> Any:  # noqa: ANN401 - a consent of the room
        """Return the invitation of the link. Raises Http404."""
        raise NotImplementedError

    def may_take(self, invitation: Any) -> Verdict:  # noqa: ANN401 - as above
        """Return whether the person may take it."""
        raise NotImplementedError

    def in_time(self, invitation: Any) -> Verdict:  # noqa: ANN401 - as above
        """Return whether anybody may still take it."""
        raise NotImplementedError

    def take(self, invitation: Any) -> str:  # noqa: ANN401 - as above
        """Take it; return the address of the object. Raises MoveRefused."""
        raise NotImplementedError

    def opens(self) -> bool:
        """Whether the object opens in the role of the moment."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the invitation, why it is closed, and the ways in."""
        invitation = self.invitation()
        here = urlencode({"next": self.request.path})
        return super().get_context_data(
            closed=self.why_closed(invitation),
            refusal=self.may_take(invitation).reason if self.act.user else "",
            signed_in=self.act.user is not None,
            address=masked(invitation.email),
            login_url=f"{reverse('account_login')}?{here}",
            signup_url=f"{reverse('account_signup')}?{here}",
            **{self.name: invitation, **kwargs},
        )

    def why_closed(self, invitation: Any) -> str:  # noqa: ANN401 - as above
        """Return why the invitation cannot be taken by anybody; empty when it can."""
        if invitation.state == Consent.State.WITHDRAWN:
            return self.withdrawn
        if invitation.state == Consent.State.ACCEPTED:
            return self.taken
        return self.in_time(invitation).reason

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take it and go to the object, or to the roles where this one does not open it."""
        if self.act.user is None:
            self.invitation()
            return redirect_to_login(request.path)
        try:
            url = self.take(self.invitation())
        except MoveRefused:  # the page says the reason
            return render(request, self.get_template_names(), self.get_context_data(), status=403)
        messages.success(request, self.welcome)
        if not self.opens():
            messages.warning(request, self.other_role)
            url = reverse("hat-list")
        return HttpResponseRedirect(url)
