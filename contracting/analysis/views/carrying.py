"""Pages that take an analysis from a file and give it as one."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404

from contracting.analysis.carrying.checking import CarryingError
from contracting.analysis.carrying.exporting import export_text
from contracting.analysis.carrying.importing import import_analysis
from contracting.analysis.forms.carrying import ImportForm
from contracting.analysis.permissions import WRITERS, may_start
from contracting.analysis.views.base import AnalysisPage
from mkus_portal.offices.models import LocalGovernment
from mkus_portal.web.permission import roles
from mkus_portal.web.views import FormPage


class AnalysisImport(FormPage):
    """A new analysis of the office from a file; the file's own office does not matter."""

    permission = roles(*WRITERS)
    form_class = ImportForm
    template_name = "contracting/analysis/analysis_import.html"

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Take all of it, or name the places of the faults."""
        visible = LocalGovernment.objects.visible_to(self.act)
        office = get_object_or_404(visible, pk=self.act.scope.id)
        self.insist(may_start(self.act, office))
        try:
            analysis = import_analysis(self.act, form.cleaned_data["file"], office)
        except CarryingError as error:
            for fault in error.faults:
                form.add_error("file", fault)
            return self.again(form)
        messages.success(self.request, "Analiza wczytana.")
        return HttpResponseRedirect(analysis.get_absolute_url())


class AnalysisExport(AnalysisPage):
    """The analysis as a file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return the file."""
        analysis = self.get_object()
        response = HttpResponse(export_text(analysis), content_type="application/json")
        response["Content-Disposition"] = f'attachment; filename="analiza-{analysis.pk}.json"'
        return response
