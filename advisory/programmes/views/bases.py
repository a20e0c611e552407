"""What the pages about one programme share."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from advisory.programmes.forms import take_faults
from advisory.programmes.models import Programme
from advisory.programmes.permissions import may_look, may_run
from mkus_portal.web.permission import signed_in
from mkus_portal.web.views import FormPage, Page


class ProgrammeMixin(Page):
    """A page about the programme of the address; another one's does not exist (404)."""

    permission = signed_in

    def programme(self) -> Programme:
        """Return the programme, or raise Http404; PermissionDenied for whoever may not look."""
        programme = get_object_or_404(Programme.objects.visible_to(self.act), pk=self.kwargs["pk"])
        self.insist(may_look(self.act, programme))
        return programme


class InsidePage(FormPage):
    """A form of the programme's coordinator; what an action refuses stands beside its field."""

    permission = signed_in
    template_name = "advisory/programmes/form.html"
    heading = ""
    lead = ""
    submit = "Zapisz"

    def programme(self) -> Programme:
        """Return the programme of the address, or raise Http404."""
        visible = Programme.objects.visible_to(self.act)
        programme = get_object_or_404(visible, pk=self.kwargs["pk"])
        self.insist(may_run(self.act, programme))
        return programme

    def back(self) -> tuple[str, str]:
        """Return the page above: its label and address."""
        programme = self.programme()
        return str(programme), programme.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the page's words."""
        label, url = self.back()
        context = {
            "heading": self.heading,
            "lead": self.lead,
            "submit": self.submit,
            "back": url,
            "back_label": label,
        }
        return super().get_context_data(**{**context, **kwargs})

    def carry_out(self, form: BaseForm) -> str:
        """Call the action; return the address to go to."""
        raise NotImplementedError

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Carry it out, or show what was typed with what is wrong."""
        try:
            url = self.carry_out(form)
        except ValidationError as error:
            take_faults(form, error)
            context = self.get_context_data(form=form, act=self.act)
            return render(self.request, self.get_template_names(), context, status=422)
        return self.done(url)
