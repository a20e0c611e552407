"""The bases of all pages: permission first, the Act at hand, one action per change.

`web` stands above the other ground-floor rooms; their pages therefore live in `web/pages/`.
"""

from collections.abc import Callable
from typing import Any, ClassVar, Generic, TypeVar

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import models
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.generic import TemplateView
from django.views.generic.base import View
from django.views.generic.edit import FormMixin
from django_filters import FilterSet
from django_tables2 import RequestConfig, Table
from django_tables2.export.export import TableExport

from mkus_portal.act import Act
from mkus_portal.versions import Overtaken, Versioned, VersionedForm
from mkus_portal.web.paging import BoundedPaginator
from mkus_portal.web.permission import PagePermission
from mkus_portal.web.requests import PortalRequest
from mkus_portal.web.versions import CLASH, saved_meanwhile
from mkus_portal.workflow.verdict import Verdict

M = TypeVar("M", bound=models.Model)
NUL = "\x00"


class Page(View):
    """A page. `permission` is asked before the method runs; a visitor is sent to sign in."""

    permission: ClassVar[PagePermission]
    request: PortalRequest

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Callable[..., HttpResponseBase]:
        """Return the view. Raises ImproperlyConfigured when no permission is declared."""
        if not hasattr(cls, "permission"):
            message = f"{cls.__name__}: strona nie mówi, kto może ją otworzyć."
            raise ImproperlyConfigured(message)
        view = super().as_view(**initkwargs)
        view.login_required = False  # type: ignore[attr-defined]  # LoginRequiredMiddleware: we ask
        return view

    @property
    def act(self) -> Act:
        """Who acts here, for whom, when."""
        return self.request.act

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Take the address. Raises Http404 for a NUL in it: PostgreSQL refuses to look for one."""
        super().setup(request, *args, **kwargs)
        if NUL in request.path:
            raise Http404

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask the page's permission, then go on. Raises PermissionDenied with the reason."""
        verdict = type(self).permission(self.act)
        if not verdict:
            if self.act.user is None:
                return redirect_to_login(request.get_full_path())
            raise PermissionDenied(verdict.reason)
        return super().dispatch(request, *args, **kwargs)

    def insist(self, verdict: Verdict) -> None:
        """Go on only with a yes. Raises PermissionDenied with the reason."""
        if not verdict:
            raise PermissionDenied(verdict.reason)


class TemplatePage(Page, TemplateView):
    """A page made from one template."""

    request: PortalRequest


class ObjectMixin(Page, Generic[M]):
    """A page about one object: what is not visible to the act does not exist (404)."""

    model: type[M]
    pk_url_kwarg: ClassVar[str] = "pk"

    def visible(self) -> models.QuerySet[M]:
        """Return the objects that exist for the act; override to add `select_related`."""
        queryset: models.QuerySet[M] = self.model._default_manager.visible_to(self.act)  # type: ignore[attr-defined]  # noqa: SLF001 - every room's manager has it
        return queryset

    def get_object(self) -> M:
        """Return the object of the address, or raise Http404."""
        return get_object_or_404(self.visible(), pk=self.kwargs[self.pk_url_kwarg])


class DetailPage(ObjectMixin[M], TemplatePage):
    """A page that shows one object."""

    request: PortalRequest

    object: M

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it."""
        self.object = self.get_object()
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the object and the act."""
        return super().get_context_data(object=self.object, act=self.act, **kwargs)


class ListPage(TemplatePage):
    """A list of records: sorted, filtered, paged, exported (`?eksport=csv` or `xlsx`)."""

    table_class: ClassVar[type[Table]]
    filter_class: ClassVar[type[FilterSet] | None] = None
    per_page: ClassVar[int] = 50
    title: ClassVar[str] = ""
    export_name: ClassVar[str] = "wykaz"
    template_name = "mkus_portal/web/record_list.html"

    def get_queryset(self) -> models.QuerySet[Any]:
        """Return the rows that exist for the act, with all that the table shows."""
        raise NotImplementedError

    def get_table(self, rows: models.QuerySet[Any]) -> Table:
        """Return the table of the rows; override to give it more than rows."""
        return self.table_class(rows)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page, or send the whole filtered list as a file."""
        rows = self.get_queryset()
        filtered = None
        if self.filter_class is not None:
            filtered = self.filter_class(request.GET, queryset=rows, request=request)
            rows = filtered.qs if filtered.is_valid() else rows
        table = self.get_table(rows)
        kind = request.GET.get("eksport", "")
        if TableExport.is_valid_format(kind) and kind in {"csv", "xlsx"}:
            RequestConfig(request, paginate=False).configure(table)
            export: HttpResponse = TableExport(kind, table).response(f"{self.export_name}.{kind}")
            return export
        RequestConfig(request, paginate=False).configure(table)
        self.turn_to_page(table)
        context = self.get_context_data(table=table, filter=filtered, act=self.act, **kwargs)
        return self.render_to_response({"title": self.title, **context})

    def turn_to_page(self, table: Table) -> None:
        """Show the page of the address, else the nearest; how long one is, the address cannot say.

        django_tables2 would take `per_page` from the address too, also one that is no number.
        """
        table.paginate(BoundedPaginator, per_page=self.per_page)
        table.page = table.paginator.get_page(self.request.GET.get(table.prefixed_page_field))


class FormPage(TemplatePage, FormMixin[BaseForm]):
    """A page with a form: what was typed stays on the page with the error beside its field."""

    request: PortalRequest

    success_message: ClassVar[str] = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self.render_to_response(self.get_context_data(act=self.act, **kwargs))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take the form, or show it again with what was typed."""
        form = self.get_form()
        if form.is_valid():
            return self.form_valid(form)
        return self.again(form, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what somebody has saved meanwhile: nothing, unless a save was stale."""
        return super().get_context_data(**{"clashes": [], **kwargs})

    def again(self, form: BaseForm, status: int = 422, **kwargs: Any) -> HttpResponse:
        """Show the form once more with what was typed."""
        context = self.get_context_data(form=form, act=self.act, **kwargs)
        return render(self.request, self.get_template_names(), context, status=status)

    def saved(self) -> Versioned | None:
        """Return the row as it is saved now, for a form that knows versions."""
        return None

    def clash(self, form: BaseForm) -> HttpResponse:
        """Show both texts; the next save is based on the version saved meanwhile."""
        row = self.saved()
        if row is None or not isinstance(form, VersionedForm):
            raise Overtaken
        form.add_error(None, CLASH)
        clashes = self.meanwhile(form, row)
        form.base_on(row)
        return self.again(form, 409, clashes=clashes)

    def meanwhile(self, form: BaseForm, row: Versioned) -> list[tuple[str, str]]:
        """Return what stands now where the person has written something else."""
        return saved_meanwhile(form, row)

    def done(self, url: str) -> HttpResponseRedirect:
        """Say that it is done and go on."""
        if self.success_message:
            messages.success(self.request, self.success_message)
        return HttpResponseRedirect(url)
