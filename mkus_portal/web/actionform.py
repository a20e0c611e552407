"""A page with one form and one action: refusals and errors stand beside what was typed."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from mkus_portal.verdict import ALLOWED, Refused, Verdict
from mkus_portal.versions import Overtaken
from mkus_portal.web.views import FormPage


class ActionFormPage(FormPage):
    """A form about an object of the address. One action per form, `carry_out`."""

    template_name = "mkus_portal/web/action_form.html"
    heading: ClassVar[str] = ""
    lead: ClassVar[str] = ""
    submit: ClassVar[str] = "Zapisz"
    look: ClassVar[str] = "btn-primary"

    def load(self) -> None:
        """Find the object of the address, else 404."""
        raise NotImplementedError

    def allowed(self) -> Verdict:
        """Whether this role may ever send the form; asked before it is shown or taken."""
        return ALLOWED

    def check(self) -> None:
        """Ask whether the form may be shown now; what is sent is answered by the action beside it.

        So nobody loses what they typed to a deadline or a colleague.
        """

    def carry_out(self, form: forms.BaseForm) -> str:
        """Call the action; return where to go."""
        raise NotImplementedError

    def back(self) -> str:
        """Return the address of the page that the form was opened from."""
        raise NotImplementedError

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the pages above as (label, url)."""
        return []

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form to whoever may use it."""
        self.load()
        self.insist(self.allowed())
        self.check()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take the form; a refusal of the action stands beside what was typed."""
        self.load()
        self.insist(self.allowed())
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the words of the page and the way back."""
        context = {
            "heading": self.heading,
            "lead": self.lead,
            "submit": self.submit,
            "look": self.look,
            "back": self.back(),
            "crumbs": self.crumbs(),
        }
        return super().get_context_data(**{**context, **kwargs})

    def form_valid(self, form: forms.BaseForm) -> HttpResponse:
        """Carry it out; a refusal stands on the page beside what was typed."""
        try:
            url = self.carry_out(form)
        except Refused as refusal:
            form.add_error(None, refusal.verdict.reason)
            return self.again(form, 422)
        except ValidationError as error:
            add_errors(form, error)
            return self.again(form, 422)
        except Overtaken:
            return self.clash(form)
        return self.done(url)


def add_errors(form: forms.BaseForm, error: ValidationError) -> None:
    """Put the action's errors beside their fields, the others at the top of the form."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, ValidationError(errors))
