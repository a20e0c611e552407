"""The coordinator's pages: a unit's page, news; the office's word on its report."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from advisory.profiles import actions
from advisory.profiles.forms import NewsForm, ProfileForm, ReportForm
from advisory.profiles.models import News, UnitProfile
from advisory.profiles.permissions import (
    may_give_report,
    may_send_news,
    may_write_news,
    may_write_profile,
)
from advisory.profiles.procedure import NEWS, PROFILE
from advisory.profiles.tables import NewsTable
from advisory.programmes.models import Programme, Unit
from advisory.programmes.views.bases import ProgrammeMixin
from mkus_portal.verdict import Verdict
from mkus_portal.versions import Versioned
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.permission import signed_in
from mkus_portal.web.views import DetailPage, ListPage, ObjectMixin
from mkus_portal.web.wording import plural
from mkus_portal.workflow.engine import Procedure, available, verdict_on


class ProfileWrite(ActionFormPage):
    """Writes a unit's page."""

    permission = signed_in
    form_class: type[forms.BaseForm] = ProfileForm
    heading = "Profil jednostki"
    success_message = "Zapisano profil."
    object: Unit

    def load(self) -> None:
        """Find the unit, else 404."""
        rows = Unit.objects.visible_to(self.act).select_related("programme", "office", "profile")
        self.object = get_object_or_404(rows, pk=self.kwargs["pk"])

    def allowed(self) -> Verdict:
        """Allow the programme's coordinator."""
        return may_write_profile(self.act, self.object)

    def back(self) -> str:
        """Return the unit's page."""
        return self.object.get_absolute_url()

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the unit."""
        return [(self.object.name, self.back())]

    def saved(self) -> Versioned | None:
        """Return the profile as it is saved now."""
        return UnitProfile.objects.filter(unit=self.object).first()

    def get_form_kwargs(self) -> dict[str, Any]:
        """Begin with what stands."""
        return {**super().get_form_kwargs(), "instance": self.saved()}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Keep it."""
        said = form.cleaned_data
        actions.write_profile(
            self.act,
            self.object,
            said["based_on"],
            about=said["about"],
            effects=said["effects"],
        )
        return self.back()


class ReportGive(ProfileWrite):
    """The office says which report everybody may read."""

    form_class = ReportForm
    heading = "Publikacja raportu"
    lead = "Raport analizy Twojego urzędu, który mieszkańcy i inne gminy mogą przeczytać."
    success_message = "Zapisano, który raport jest publiczny."

    def allowed(self) -> Verdict:
        """Allow the unit's own office."""
        return may_give_report(self.act, self.object)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the office's closed analyses; begin with what stands."""
        kwargs = super().get_form_kwargs()
        profile = kwargs.pop("instance")
        initial = {"analysis": profile.analysis_id if profile else None}
        return {**kwargs, "unit": self.object, "initial": initial}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Keep it."""
        actions.give_report(self.act, self.object, form.cleaned_data["analysis"])
        return self.back()


class StepPage(ActionFormPage):
    """The last question before something is published or hidden (`?ruch=`)."""

    permission = signed_in
    template_name = "advisory/profiles/step.html"
    form_class = forms.Form
    procedure: Procedure
    object: Any

    def move(self) -> str:
        """Return the move that the address names. Raises Http404."""
        name = self.request.GET.get("ruch", "")
        if name not in {one.name for one in self.procedure.moves}:
            raise Http404
        return name

    def allowed(self) -> Verdict:
        """Ask the move's own permission."""
        return self.procedure.move(self.move()).permission(self.act, self.object)

    def check(self) -> None:
        """Ask state, permission and every condition."""
        self.insist(verdict_on(self.act, self.object, self.procedure.move(self.move())))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the move's own words."""
        move = self.procedure.move(self.move())
        context = {"heading": move.label, "move": move, "lead": str(self.object)}
        return super().get_context_data(**{**context, **kwargs})


class ProfileMove(StepPage):
    """Publishes or hides a unit's page."""

    procedure = PROFILE
    object: UnitProfile

    def load(self) -> None:
        """Find the profile, else 404."""
        rows = UnitProfile.objects.visible_to(self.act).select_related("unit__programme")
        self.object = get_object_or_404(rows, pk=self.kwargs["pk"])

    def back(self) -> str:
        """Return the unit's page."""
        return self.object.unit.get_absolute_url()

    def carry_out(self, form: forms.BaseForm) -> str:
        """Make it."""
        actions.move_profile(self.act, self.object, self.move())
        return self.back()


class NewsList(ProgrammeMixin, ListPage):
    """The programme's news."""

    table_class = NewsTable
    title = "Aktualności programu"
    export_name = "aktualnosci"
    template_name = "advisory/profiles/news_list.html"

    def get_queryset(self) -> QuerySet[News]:
        """Return the news of the programme of the address."""
        return News.objects.filter(programme=self.programme())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the programme, and whether news may be written."""
        programme = self.programme()
        may_write = bool(may_write_news(self.act, programme))
        return super().get_context_data(programme=programme, may_write=may_write, **kwargs)


class NewsDetail(DetailPage[News]):
    """A piece of news with what can be done with it."""

    permission = signed_in
    model = News
    template_name = "advisory/profiles/news_detail.html"

    def visible(self) -> QuerySet[News]:
        """Return the news with their programmes."""
        return super().visible().select_related("programme")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add moves and permissions."""
        news = self.object
        return super().get_context_data(
            news=news,
            moves=available(self.act, news),
            may_write=bool(may_write_news(self.act, news.programme)),
            sending=may_send_news(self.act, news),
            **kwargs,
        )


class NewsBegin(ActionFormPage):
    """Begins a piece of news."""

    permission = signed_in
    form_class = NewsForm
    heading = "Nowa aktualność"
    success_message = "Zapisano. Przeczytaj i opublikuj."
    programme: Programme

    def load(self) -> None:
        """Find the programme of the address, else 404."""
        visible = Programme.objects.visible_to(self.act)
        self.programme = get_object_or_404(visible, pk=self.kwargs["pk"])

    def allowed(self) -> Verdict:
        """Allow its coordinator."""
        return may_write_news(self.act, self.programme)

    def back(self) -> str:
        """Return the list."""
        return reverse("news-list", args=(self.programme.pk,))

    def said(self, form: forms.BaseForm) -> dict[str, Any]:
        """Return the words as the actions take them."""
        return {name: form.cleaned_data[name] for name in NewsForm.Meta.fields}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Begin it."""
        return actions.write_news(self.act, self.programme, **self.said(form)).get_absolute_url()


class NewsEdit(NewsBegin):
    """Changes the words of a piece of news."""

    heading = "Zmiana aktualności"
    success_message = "Zapisano."
    object: News

    def load(self) -> None:
        """Find it, else 404."""
        rows = News.objects.visible_to(self.act).select_related("programme")
        self.object = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.programme = self.object.programme

    def back(self) -> str:
        """Return its page."""
        return self.object.get_absolute_url()

    def saved(self) -> Versioned | None:
        """Return it as it is saved now."""
        return News.objects.get(pk=self.object.pk)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Begin with what stands."""
        return {**super().get_form_kwargs(), "instance": self.saved()}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Keep it."""
        actions.change_news(self.act, self.object, form.cleaned_data["based_on"], **self.said(form))
        return self.back()


class NewsMove(StepPage):
    """Publishes or hides a piece of news."""

    procedure = NEWS
    object: News

    def load(self) -> None:
        """Find it, else 404."""
        rows = News.objects.visible_to(self.act).select_related("programme")
        self.object = get_object_or_404(rows, pk=self.kwargs["pk"])

    def back(self) -> str:
        """Return its page."""
        return self.object.get_absolute_url()

    def carry_out(self, form: forms.BaseForm) -> str:
        """Make it."""
        actions.move_news(self.act, self.object, self.move())
        return self.back()


class NewsSend(ObjectMixin[News]):
    """Sends a piece of news to all registered offices."""

    permission = signed_in
    model = News
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send it and go back."""
        news = self.get_object()
        self.insist(may_send_news(self.act, news))
        count = actions.send_news(self.act, news)
        word = plural(count, "list", "listy", "listów")
        messages.success(request, f"Wysłano {count} {word}.")
        return HttpResponseRedirect(news.get_absolute_url())
