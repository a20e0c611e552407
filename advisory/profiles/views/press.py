"""Pages of the press kit: the coordinator's, the public one, the whole as one file."""

import logging
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from advisory.profiles import actions
from advisory.profiles.files import PRESS
from advisory.profiles.forms import PressForm
from advisory.profiles.models import PressKit
from advisory.profiles.permissions import may_write_press
from advisory.profiles.press import files_of_kit, key_figures, packed
from advisory.profiles.procedure import PRESS as MOVES
from advisory.profiles.views.bases import StepPage
from advisory.profiles.views.reading import InProgramme, ProgrammePage
from advisory.programmes.models import Programme
from advisory.programmes.views.bases import ProgrammeMixin
from mkus_portal.attachments.permissions import files_of
from mkus_portal.attachments.storing import DamagedFileError
from mkus_portal.verdict import Verdict
from mkus_portal.versions import Versioned
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.downloads import download
from mkus_portal.web.permission import signed_in
from mkus_portal.web.views import TemplatePage
from mkus_portal.workflow.engine import available

logger = logging.getLogger(__name__)


class PublicKit(InProgramme):
    """A public page of the press kit."""

    def kit(self) -> PressKit:
        """Return the published press kit of the address, else 404."""
        rows = PressKit.objects.filter(state=PressKit.State.PUBLISHED).select_related("programme")
        return get_object_or_404(rows, programme=self.programme())


class PublicPress(PublicKit, ProgrammePage):
    """What a journalist finds."""

    template_name = "advisory/profiles/press.html"
    part = "public-press"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the words, the figures of the day, the files."""
        kit = self.kit()
        return super().get_context_data(
            programme=kit.programme,
            kit=kit,
            figures=[(one.name, one.value) for one in key_figures(kit, self.act.day)],
            day=self.act.day,
            files=files_of_kit(kit),
            **kwargs,
        )


class PressZip(PublicKit):
    """All of the press kit as one file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send it; a damaged file is said so (500)."""
        kit = self.kit()
        try:
            content = packed(kit, self.act.day)
        except DamagedFileError:
            logger.exception("Plik z materiałów dla mediów %s jest uszkodzony", kit.pk)
            return render(request, "advisory/profiles/press_damaged.html", {}, status=500)
        return download(content, f"dla-mediow-{kit.programme.code.lower()}.zip", "application/zip")


class PressDetail(ProgrammeMixin, TemplatePage):
    """The coordinator's page of the press kit, written or not yet."""

    permission = signed_in
    template_name = "advisory/profiles/press_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what there is, and what can be done with it."""
        programme = self.programme()
        kit = PressKit.objects.filter(programme=programme).select_related("programme").first()
        context: dict[str, Any] = {"programme": programme, "kit": kit}
        context["may_write"] = bool(may_write_press(self.act, programme))
        if kit is not None:
            context |= {
                "moves": available(self.act, kit),
                "files": files_of(self.act, PRESS, [kit])[kit.pk],
                "figures": [(one.name, one.value) for one in key_figures(kit, self.act.day)],
            }
        return super().get_context_data(**context, **kwargs)


class PressWrite(ActionFormPage):
    """Writes the press kit."""

    permission = signed_in
    form_class: type[forms.BaseForm] = PressForm
    heading = "Treść materiałów dla mediów"
    success_message = "Zapisano materiały dla mediów."
    programme: Programme

    def load(self) -> None:
        """Find the programme of the address, else 404."""
        visible = Programme.objects.visible_to(self.act)
        self.programme = get_object_or_404(visible, pk=self.kwargs["pk"])

    def allowed(self) -> Verdict:
        """Allow its coordinator."""
        return may_write_press(self.act, self.programme)

    def back(self) -> str:
        """Return the coordinator's page of the kit."""
        return PressKit(programme=self.programme).get_absolute_url()

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the programme and the kit's page."""
        above = (str(self.programme), self.programme.get_absolute_url())
        return [above, ("Dla mediów", self.back())]

    def saved(self) -> Versioned | None:
        """Return the kit as it is saved now."""
        return PressKit.objects.filter(programme=self.programme).first()

    def get_form_kwargs(self) -> dict[str, Any]:
        """Begin with what stands."""
        kwargs = {**super().get_form_kwargs(), "programme": self.programme}
        return {**kwargs, "instance": self.saved()}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Keep it."""
        said = dict(form.cleaned_data)
        based_on, figures = said.pop("based_on"), list(said.pop("figures", ()))
        actions.write_press_kit(self.act, self.programme, based_on, figures=figures, **said)
        return self.back()


class PressMove(StepPage):
    """Publishes or hides the press kit."""

    procedure = MOVES
    object: PressKit

    def load(self) -> None:
        """Find it, else 404."""
        rows = PressKit.objects.visible_to(self.act).select_related("programme")
        self.object = get_object_or_404(rows, pk=self.kwargs["pk"])

    def back(self) -> str:
        """Return its page."""
        return self.object.get_absolute_url()

    def carry_out(self, form: forms.BaseForm) -> str:
        """Make it."""
        actions.move_press_kit(self.act, self.object, self.move())
        return self.back()
