"""The public page of downloads with the files that it makes; the coordinator's pages of files."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from advisory.profiles import actions
from advisory.profiles.files import DOWNLOAD
from advisory.profiles.forms import DownloadForm, DownloadOfferForm
from advisory.profiles.keeping import KeptPage
from advisory.profiles.models import Download
from advisory.profiles.permissions import may_add_download, may_offer
from advisory.profiles.tables import DownloadTable
from advisory.profiles.taking import BY_NAME, KINDS, empty_file, groups, schema_file
from advisory.programmes.models import Programme
from advisory.programmes.views.bases import ProgrammeMixin
from contracting.analysis.method import method_on
from mkus_portal.attachments.permissions import files_of
from mkus_portal.verdict import Verdict
from mkus_portal.versions import Versioned
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.downloads import download as answer
from mkus_portal.web.intake import FileIntake
from mkus_portal.web.permission import public, signed_in
from mkus_portal.web.views import DetailPage, ListPage, Page


class Downloads(KeptPage):
    """Everything that the portal and its programmes let everybody take."""

    template_name = "advisory/profiles/downloads.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add it."""
        return super().get_context_data(groups=groups(method_on(self.act.day)), **kwargs)


class AnalysisSchema(Page):
    """The JSON Schema of analyses' files."""

    permission = public

    def get(self, request: HttpRequest) -> HttpResponse:
        """Send it."""
        content = schema_file(method_on(self.act.day))
        return answer(content, "mkus-analysis-1.schema.json", "application/schema+json")


class EmptyList(Page):
    """A list to be filled in and brought in: its heading alone."""

    permission = public

    def get(self, request: HttpRequest, name: str, kind: str) -> HttpResponse:
        """Send it. Raises Http404 for a list or a kind that there is not."""
        if name not in BY_NAME or kind not in KINDS:
            raise Http404
        return answer(empty_file(name, kind), f"{name}.{kind}", KINDS[kind])


class DownloadList(ProgrammeMixin, ListPage):
    """The programme's files to take."""

    permission = signed_in
    table_class = DownloadTable
    title: ClassVar[str] = "Pliki do pobrania"
    export_name: ClassVar[str] = "pliki-do-pobrania"
    template_name = "advisory/profiles/download_list.html"

    def get_queryset(self) -> QuerySet[Download]:
        """Return those of the programme of the address."""
        return Download.objects.filter(programme=self.programme())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the programme, and whether files may be offered."""
        programme = self.programme()
        may_write = bool(may_offer(self.act, programme))
        return super().get_context_data(programme=programme, may_write=may_write, **kwargs)


class DownloadDetail(DetailPage[Download]):
    """A file to take with what can be done with it."""

    permission = signed_in
    model = Download
    template_name = "advisory/profiles/download_detail.html"

    def visible(self) -> QuerySet[Download]:
        """Return the files with their programmes."""
        return super().visible().select_related("programme")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the file itself."""
        row = self.object
        return super().get_context_data(
            download=row,
            programme=row.programme,
            files=files_of(self.act, DOWNLOAD, [row])[row.pk],
            may_write=bool(may_add_download(self.act, row)),
            **kwargs,
        )


class DownloadOffer(FileIntake, ActionFormPage):
    """Offers a file to everybody."""

    permission = signed_in
    form_class: type[forms.BaseForm] = DownloadOfferForm
    template_name = "advisory/profiles/download_form.html"
    heading = "Nowy plik do pobrania"
    success_message = "Zapisano."
    programme: Programme

    def load(self) -> None:
        """Find the programme of the address, else 404."""
        visible = Programme.objects.visible_to(self.act)
        self.programme = get_object_or_404(visible, pk=self.kwargs["pk"])

    def allowed(self) -> Verdict:
        """Allow its coordinator."""
        return may_offer(self.act, self.programme)

    def back(self) -> str:
        """Return the list."""
        return reverse("download-list", args=(self.programme.pk,))

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the programme and the list."""
        above = (str(self.programme), self.programme.get_absolute_url())
        return [above, ("Pliki do pobrania", self.back())]

    def said(self, form: forms.BaseForm) -> dict[str, Any]:
        """Return the words as the actions take them."""
        return {name: form.cleaned_data[name] for name in DownloadForm.Meta.fields}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Offer it."""
        files = form.cleaned_data["file"]
        made = actions.offer_download(self.act, self.programme, files, **self.said(form))
        return made.get_absolute_url()


class DownloadEdit(DownloadOffer):
    """Changes the words, or whether the file is shown."""

    form_class = DownloadForm
    heading = "Zmiana opisu pliku"
    object: Download

    def load(self) -> None:
        """Find it, else 404."""
        rows = Download.objects.visible_to(self.act).select_related("programme")
        self.object = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.programme = self.object.programme

    def back(self) -> str:
        """Return its page."""
        return self.object.get_absolute_url()

    def crumbs(self) -> list[tuple[str, str]]:
        """Return its page."""
        return [(self.object.title, self.back())]

    def saved(self) -> Versioned | None:
        """Return it as it is saved now."""
        return Download.objects.get(pk=self.object.pk)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Begin with what stands."""
        return {**super().get_form_kwargs(), "instance": self.saved()}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Keep it."""
        based_on = form.cleaned_data["based_on"]
        actions.change_download(self.act, self.object, based_on, **self.said(form))
        return self.back()
