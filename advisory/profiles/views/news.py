"""The coordinator's pages of news."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from advisory.profiles import actions
from advisory.profiles.forms import NewsForm
from advisory.profiles.mailing import readers_of, waiting_for
from advisory.profiles.models import News
from advisory.profiles.permissions import may_send_news, may_write_news
from advisory.profiles.procedure import NEWS
from advisory.profiles.tables import NewsTable
from advisory.profiles.tasks import post_news
from advisory.profiles.views.bases import StepPage
from advisory.programmes.models import Programme
from advisory.programmes.views.bases import ProgrammeMixin
from mkus_portal.celery import ring
from mkus_portal.verdict import Verdict
from mkus_portal.versions import Versioned
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.permission import signed_in
from mkus_portal.web.views import DetailPage, ListPage, ObjectMixin
from mkus_portal.web.wording import plural
from mkus_portal.workflow.engine import available


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
            **self.mailing(),
            **kwargs,
        )

    def mailing(self) -> dict[str, int]:
        """Return to how many people it was written, and how many letters are still to come."""
        news = self.object
        is_going = news.sent_at is not None and news.all_written_at is None
        written = news.copies.count() if news.sent_at else 0
        to_come = waiting_for(self.act, news).count() if is_going else 0
        return {
            "written": written,
            "to_come": to_come,
            "whole": written + to_come,
            "would_get": 0 if news.sent_at else readers_of(self.act, news.programme).count(),
        }


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
        """Let it be sent and go back."""
        news = self.get_object()
        self.insist(may_send_news(self.act, news))
        count = actions.send_news(self.act, news)
        ring(post_news, news.pk)
        word = plural(count, "osoby", "osób", "osób")
        messages.success(
            request, f"Rozsyłka do {count} {word} ruszyła. Listy powstają partiami, w tle."
        )
        return HttpResponseRedirect(news.get_absolute_url())
