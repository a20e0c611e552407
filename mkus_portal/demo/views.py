"""The demo's pages: the clock and the mailbox."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from post_office.models import Email

from mkus_portal.demo.clock import move_clock, moved_by, reset_clock
from mkus_portal.demo.forms import MoveClock
from mkus_portal.web.permission import public, roles
from mkus_portal.web.views import FormPage, Page, TemplatePage

LETTERS_ON_A_PAGE = 30


class Clock(FormPage):
    """Where an operator moves the portal's time."""

    permission = roles("operator")
    template_name = "mkus_portal/demo/clock.html"
    form_class = MoveClock
    success_url = reverse_lazy("demo-clock")

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Move the time and say where it stands."""
        shift = move_clock(form.cleaned_data["days"])
        messages.success(self.request, f"Czas portalu jest przesunięty o {shift:+d} dni.")
        return HttpResponseRedirect(reverse("demo-clock"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add by how much the time is moved."""
        return super().get_context_data(moved_by=moved_by(), **kwargs)


class ClockReset(Page):
    """Brings the portal back to the real time."""

    permission = roles("operator")
    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Reset the clock."""
        reset_clock()
        messages.success(request, "Portal pokazuje znowu prawdziwy czas.")
        return HttpResponseRedirect(reverse("demo-clock"))


class Mailbox(TemplatePage):
    """All letters of the demonstration, the newest first; `?do=` shows one reader's.

    A letter shows the portal's time at which it was written, also when it was loaded or the clock
    is moved; letters of signing in, which have no row of their own, show the machine's time.
    """

    permission = public
    template_name = "mkus_portal/demo/mailbox.html"

    def letters(self, reader: str) -> QuerySet[Email]:
        """Return the letters whose reader's address contains the text."""
        letters: QuerySet[Email] = Email.objects.filter(to__icontains=reader)
        written = Coalesce("letter__written_at", "created")
        newest: QuerySet[Email] = letters.annotate(written=written).order_by("-written", "-pk")
        return newest

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add one page of letters."""
        reader = self.request.GET.get("do", "").replace("\x00", "").strip()
        pages = Paginator(self.letters(reader), LETTERS_ON_A_PAGE)
        page = pages.get_page(self.request.GET.get("page"))
        return super().get_context_data(page=page, reader=reader, **kwargs)


class MailboxLetter(TemplatePage):
    """One letter as its reader would get it."""

    permission = public
    template_name = "mkus_portal/demo/mailbox_letter.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the letter."""
        written = Coalesce("letter__written_at", "created")
        letters = Email.objects.annotate(written=written)
        letter = get_object_or_404(letters, pk=self.kwargs["pk"])
        return super().get_context_data(letter=letter, **kwargs)
