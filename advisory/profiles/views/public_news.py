"""The public pages of news: the list, one piece, the Atom feed; the way out of the letters."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from advisory.profiles import actions
from advisory.profiles.keeping import KeptPage
from advisory.profiles.mailing import who_refuses
from advisory.profiles.models import News, NewsRefusal
from advisory.profiles.views.reading import InProgramme, ProgrammePage
from advisory.programmes.models import Programme
from mkus_portal.accounts.models import User
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.permission import public

PER_PAGE = 10
IN_FEED = 20


class PublicNewsList(ProgrammePage):
    """All news of a programme, the newest first."""

    template_name = "advisory/profiles/public_news_list.html"
    part = "public-news-list"
    asks = ("strona",)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of them."""
        programme = self.programme()
        pages = Paginator(programme.news.published(), PER_PAGE)
        page = pages.get_page(self.request.GET.get("strona"))
        return super().get_context_data(
            programme=programme, page=page, news=list(page.object_list), **kwargs
        )


class PublicNews(KeptPage):
    """A piece of news."""

    template_name = "advisory/profiles/news.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add it; what is not published does not exist."""
        rows = News.objects.published().select_related("programme")
        news = get_object_or_404(rows, programme__code=kwargs["code"], pk=kwargs["pk"])
        return super().get_context_data(news=news, **kwargs)


class NewsFeed(InProgramme):
    """The newest news as an Atom feed."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send it."""
        programme = self.programme()
        site, host = settings.SITE_URL, urlsplit(settings.SITE_URL).hostname
        feed = Atom1Feed(
            title=f"Aktualności: {programme}",
            link=f"{site}{reverse('public-news-list', args=(programme.code,))}",
            description=f"Aktualności programu wsparcia {programme}",
            language="pl",
            feed_url=f"{site}{request.path}",
            author_name=programme.leader or programme.name,
        )
        for one in programme.news.published()[:IN_FEED]:
            feed.add_item(
                title=one.title,
                link=f"{site}{reverse('public-news', args=(programme.code, one.pk))}",
                description=one.text,
                unique_id=f"tag:{host},{one.published_at:%Y-%m-%d}:news/{one.pk}",
                pubdate=one.published_at,
                updateddate=one.published_at,
            )
        content = feed.writeString("utf-8")
        return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")


class NewsRefuse(ActionFormPage):
    """By the link of their letter a reader gives up the programme's news, or takes it up again."""

    permission = public
    form_class = forms.Form
    template_name = "advisory/profiles/refusal.html"
    user: User
    programme: Programme

    def load(self) -> None:
        """Find whose letter it was. Raises Http404 for a link that we did not write."""
        found = who_refuses(self.kwargs["token"])
        if found is None:
            raise Http404
        self.user, self.programme = found

    def refuses(self) -> bool:
        """Whether the reader has given it up."""
        return NewsRefusal.objects.filter(user=self.user, programme=self.programme).exists()

    def back(self) -> str:
        """Return this page: it says what holds now."""
        return self.request.path

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what holds now."""
        return super().get_context_data(
            **{"refuses": self.refuses(), "programme": self.programme, **kwargs}
        )

    def carry_out(self, form: forms.BaseForm) -> str:
        """Keep what the button said."""
        wants_none = self.request.POST.get("listy") == "nie"
        actions.refuse_news(self.act, self.user, self.programme, refuses=wants_none)
        return self.back()
