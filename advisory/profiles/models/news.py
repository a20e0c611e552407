"""News of a programme, to whom each was written, and who wants none."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from advisory.programmes.models import Programme
from mkus_portal.act import Act
from mkus_portal.versions import Versioned


class NewsQuerySet(models.QuerySet["News"]):
    """Which news exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the programme's to its coordinator; the operator sees all."""
        if act.holds("operator", "system"):
            return self
        if act.scope.kind == "programme" and act.holds("programme_coordinator"):
            return self.filter(programme=act.scope.id)
        return self.none()

    def published(self) -> Self:
        """Return what the public reads, newest first."""
        return self.filter(state=News.State.PUBLISHED).order_by("-published_at", "-pk")

    def being_sent(self) -> Self:
        """Return those that not every reader has a letter of yet; one that is hidden waits."""
        return self.filter(state=News.State.PUBLISHED, sent_at__isnull=False, all_written_at=None)


class News(Versioned):
    """A piece of news of a programme: written, published, sent once to all offices."""

    class State(models.TextChoices):
        """Written, or read by everybody."""

        DRAFT = "draft", "szkic"
        PUBLISHED = "published", "opublikowana"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="news")
    title = models.CharField("tytuł", max_length=200)
    text = models.TextField("treść")
    state = models.CharField("stan", max_length=10, choices=State, default=State.DRAFT)
    published_at = models.DateTimeField("opublikowano", null=True, blank=True)
    sent_at = models.DateTimeField("rozesłano", null=True, blank=True)
    all_written_at = models.DateTimeField("napisano do wszystkich", null=True, blank=True)

    objects = NewsQuerySet.as_manager()

    class Meta:
        verbose_name = "aktualność"
        verbose_name_plural = "aktualności"
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(all_written_at=None) | Q(sent_at__isnull=False),
                name="news_written_after_sending",
                violation_error_message="Listy powstają dopiero, gdy ktoś rozsyła aktualność.",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the coordinator's page of it."""
        return reverse("news-detail", args=(self.pk,))


class NewsCopy(models.Model):
    """A piece of news was written to a person: once, whatever happens to the queue."""

    belongs_to = "news"
    news = models.ForeignKey(News, on_delete=models.CASCADE, related_name="copies")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField("napisano")

    class Meta:
        verbose_name = "wysłana aktualność"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["news", "user"],
                name="news_copy_once",
                violation_error_message="Ta osoba dostała już tę aktualność.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.news} → {self.user}"


class NewsRefusal(models.Model):
    """A person wants no more news of a programme; they said so by the link in a letter."""

    belongs_to = "programme"
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="refusals")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField("od kiedy")

    class Meta:
        verbose_name = "rezygnacja z aktualności"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["programme", "user"],
                name="news_refused_once",
                violation_error_message="Ta osoba już zrezygnowała.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.programme}"
