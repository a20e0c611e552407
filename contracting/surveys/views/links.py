"""Pages of the links: the list, invitations, reminders, what is printed."""

from typing import Any

import segno
from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from contracting.surveys import actions
from contracting.surveys.actions.inviting import may_remind_again, waiting
from contracting.surveys.forms.inviting import InviteForm, PrintForm
from contracting.surveys.models import Link, Survey
from contracting.surveys.permissions import may_invite
from contracting.surveys.tables import LinkTable
from contracting.surveys.views.office import SurveyFormPage, readers
from mkus_portal.notifications.actions import absolute
from mkus_portal.web.views import DetailPage, ListPage
from mkus_portal.web.wording import plural
from ngos.models import Organisation


def code_of(url: str) -> str:
    """Return the address as a QR code, a data address of an SVG."""
    image: str = segno.make(url, error="m", micro=False).svg_data_uri(border=2, scale=4)
    return image


class SurveyLinks(ListPage):
    """To whom links went."""

    permission = readers
    table_class = LinkTable
    title = "Linki imienne"
    export_name = "linki"
    template_name = "contracting/surveys/link_list.html"

    def survey(self) -> Survey:
        """Return the survey of the address, or raise Http404."""
        return get_object_or_404(Survey.objects.visible_to(self.act), pk=self.kwargs["pk"])

    def get_queryset(self) -> QuerySet[Link]:
        """Return the survey's links."""
        return Link.objects.filter(survey=self.survey())

    def get_table(self, rows: QuerySet[Any]) -> LinkTable:
        """Leave out who has answered where answers are anonymous."""
        return LinkTable(rows, anonymous=self.survey().is_anonymous)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the survey."""
        return super().get_context_data(survey=self.survey(), **kwargs)


class InvitePage(SurveyFormPage):
    """A form about links: shown while answers can come."""

    def check(self) -> None:
        """Ask whether links may be sent now."""
        self.insist(may_invite(self.act, self.object))


class SurveyInvite(InvitePage):
    """Sends personal links."""

    form_class = InviteForm
    heading = "Wyślij zaproszenia"
    lead = (
        "Każdy dostanie list z własnym linkiem, który działa raz. Adresy już zaproszone pominiemy."
    )
    submit = "Wyślij zaproszenia"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the organisations that have an address."""
        known = Organisation.objects.visible_to(self.act).exclude(email="")
        return {**super().get_form_kwargs(), "organisations": known}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Send them."""
        said = form.cleaned_data
        count = actions.invite(self.act, self.object, said["emails"], said["organisations"])
        word = plural(count, "zaproszenie", "zaproszenia", "zaproszeń")
        self.success_message = f"Wysłano {count} {word}."  # type: ignore[misc]  # with the number
        return self.back()


class SurveyRemind(InvitePage):
    """Reminds everybody whose link is not used."""

    form_class = forms.Form
    heading = "Wyślij przypomnienia"
    submit = "Wyślij przypomnienia"

    def check(self) -> None:
        """Ask also whether reminders went out today."""
        super().check()
        self.insist(may_remind_again(self.act, self.object))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say how many will get one."""
        count = len(waiting(self.object))
        lead = f"List z linkiem dostaną ci, którzy nie odpowiedzieli. Adresów: {count}."
        return super().get_context_data(**{"lead": lead, **kwargs})

    def carry_out(self, form: forms.BaseForm) -> str:
        """Send them."""
        count = actions.remind(self.act, self.object)
        word = plural(count, "przypomnienie", "przypomnienia", "przypomnień")
        self.success_message = f"Wysłano {count} {word}."  # type: ignore[misc]  # with the number
        return self.back()


class SurveyPrint(InvitePage):
    """Makes links to be printed and shows them once: the portal keeps only their hashes."""

    form_class = PrintForm
    heading = "Wydrukuj linki imienne"
    lead = "Linki pokażą się raz, gotowe do druku. Portal ich nie zapamięta, ale można zrobić nowe."
    submit = "Pokaż linki do druku"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say whether answers are anonymous."""
        return {**super().get_form_kwargs(), "anonymous": self.object.is_anonymous}

    def get_initial(self) -> dict[str, Any]:
        """Start from ten."""
        return {"count": 10}

    def form_valid(self, form: forms.BaseForm) -> HttpResponse:
        """Show the links. Raises Refused when the survey is not open any more."""
        said, made = form.cleaned_data, []
        if said.get("with_addresses"):
            made += actions.new_tokens(self.act, self.object)
        if said["count"]:
            made += actions.make_paper_links(self.act, self.object, said["count"])
        sheets = [
            sheet(link.email, reverse("survey-answer", args=(token,))) for link, token in made
        ]
        context = {"survey": self.object, "sheets": sheets, "act": self.act}
        return render(self.request, "contracting/surveys/link_sheets.html", context)


def sheet(whose: str, path: str) -> dict[str, str]:
    """Return one printed link: whose, its address, its code."""
    url = absolute(path)
    return {"whose": whose, "url": url, "code": code_of(url)}


class SurveyPoster(DetailPage[Survey]):
    """The open link as text and as a code, to be printed."""

    permission = readers
    model = Survey
    template_name = "contracting/surveys/link_sheets.html"

    def visible(self) -> QuerySet[Survey]:
        """Return the owner's surveys that have an open link."""
        return super().visible().filter(has_open_link=True)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the link."""
        url = reverse("survey-open-answer", args=(self.object.open_token,))
        return super().get_context_data(survey=self.object, sheets=[sheet("", url)], **kwargs)
