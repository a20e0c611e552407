"""Representatives, and requests to join an organisation that is in the portal."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from mkus_portal.web.permission import signed_in
from mkus_portal.web.views import FormPage
from mkus_portal.workflow.engine import available
from ngos.actions import (
    add_representative,
    ask_for_access,
    end_representation,
    grant_access,
    invite_representative,
    refuse_access,
)
from ngos.forms import AccessForm, AccountForm, LastDayForm, RefusalForm, RepresentativeForm
from ngos.legal_forms import LegalForm, register_number, register_of
from ngos.models import AccessRequest, Organisation, Representative
from ngos.permissions import may_answer, may_edit


class InsidePage(FormPage):
    """A form of an organisation's administrator: the rival's does not exist (404)."""

    permission = signed_in
    template_name = "ngos/representative_form.html"
    heading = ""
    lead = ""
    submit = "Zapisz"

    def organisation(self) -> Organisation:
        """Return the organisation of the address, or raise Http404."""
        visible = Organisation.objects.visible_to(self.act)
        organisation = get_object_or_404(visible, pk=self.kwargs["pk"])
        self.insist(may_edit(self.act, organisation))
        return organisation

    def representative(self) -> Representative:
        """Return the organisation's representative of the address, or raise Http404."""
        rows = self.organisation().representatives.select_related("organisation")
        return get_object_or_404(rows, pk=self.kwargs["representative"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the organisation and the page's words."""
        organisation = self.organisation()
        context = {
            "organisation": organisation,
            "heading": self.heading,
            "lead": self.lead,
            "submit": self.submit,
            "back": reverse("organisation-detail", args=(organisation.pk,)),
        }
        return super().get_context_data(**{**context, **kwargs})

    def carry_out(self, form: BaseForm) -> None:
        """Call the action."""
        raise NotImplementedError

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Carry it out; a refusal stands beside what was typed."""
        try:
            self.carry_out(form)
        except ValidationError as error:
            form.add_error(None, error.messages)
            context = self.get_context_data(form=form, act=self.act)
            return render(self.request, self.get_template_names(), context, status=422)
        return self.done(reverse("organisation-detail", args=(self.kwargs["pk"],)))


class RepresentativeAdd(InsidePage):
    """Enters somebody who may sign."""

    form_class = RepresentativeForm
    heading = "Nowa osoba reprezentująca"
    lead = (
        "Wpisz, jak w rejestrze albo w pełnomocnictwie. Numerów PESEL i dowodów nie potrzebujemy."
    )
    success_message = "Dodano osobę reprezentującą."

    def get_form_kwargs(self) -> dict[str, Any]:
        """Begin with today."""
        return {**super().get_form_kwargs(), "today": self.act.day}

    def carry_out(self, form: BaseForm) -> None:
        """Keep the representative."""
        fields = dict(form.cleaned_data)
        person = self.request.user if fields.pop("is_me") else None
        add_representative(self.act, self.organisation(), user=person, **fields)


class RepresentativeEnd(InsidePage):
    """Lets the right to sign end on a day."""

    form_class = LastDayForm
    heading = "Koniec uprawnienia do podpisu"
    submit = "Zakończ uprawnienie"
    success_message = "Zapisano koniec uprawnienia."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whose right ends."""
        return super().get_context_data(lead=str(self.representative()), **kwargs)

    def carry_out(self, form: BaseForm) -> None:
        """Keep the last day."""
        end_representation(self.act, self.representative(), form.cleaned_data["last_day"])


class RepresentativeInvite(InsidePage):
    """Writes to a representative: the account that takes the invitation signs as them."""

    form_class = AccountForm
    heading = "Konto osoby reprezentującej"
    submit = "Wyślij zaproszenie"
    success_message = "Wysłano zaproszenie."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say who is invited."""
        return super().get_context_data(lead=str(self.representative()), **kwargs)

    def carry_out(self, form: BaseForm) -> None:
        """Send the letter; a representative with an account keeps it."""
        representative = self.representative()
        if representative.user is not None:
            message = "Ta osoba ma już konto w portalu."
            raise ValidationError(message)
        invite_representative(self.act, representative, form.cleaned_data["email"])


class AccessAsk(FormPage):
    """Asks an organisation for a role; found by its number in the register alone."""

    permission = signed_in
    template_name = "ngos/access_ask.html"
    form_class = AccessForm
    success_message = "Wysłano prośbę. O odpowiedzi napiszemy do Ciebie listem."

    def organisation(self) -> Organisation:
        """Return the organisation with the entry in the address, or raise Http404."""
        form = self.request.GET.get("forma", "")
        if form not in LegalForm.values:
            raise Http404
        number = register_number(form, self.request.GET.get("numer", "")).value
        authority = self.request.GET.get("organ", "")
        rows = Organisation.objects.registered_as(register_of(form), authority, number)
        return get_object_or_404(rows)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the organisation."""
        return super().get_context_data(organisation=self.organisation(), **kwargs)

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Send the request."""
        role, reason = form.cleaned_data["role"], form.cleaned_data["reason"]
        ask_for_access(self.act, self.organisation(), self.request.user, role, reason)
        return self.done(reverse("desk"))


class AccessAnswer(FormPage):
    """The administrator lets a person in, or refuses with a reason."""

    permission = signed_in
    template_name = "ngos/access_answer.html"
    form_class = RefusalForm
    success_message = "Zapisano odpowiedź. Osoba dostanie list."

    def visible(self) -> QuerySet[AccessRequest]:
        """Return the requests to the organisation for which the act is done."""
        scope = self.act.scope
        own = scope.id if scope.kind == "organisation" else None
        rows = AccessRequest.objects.filter(organisation=own or 0)
        return rows.select_related("organisation", "user")

    def access_request(self) -> AccessRequest:
        """Return the request of the address, or raise Http404."""
        found = get_object_or_404(self.visible(), pk=self.kwargs["pk"])
        self.insist(may_answer(self.act, found))
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the request and its moves."""
        found = self.access_request()
        moves = available(self.act, found)
        return super().get_context_data(access_request=found, moves=moves, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer."""
        found = self.access_request()
        form = self.get_form()
        if request.POST.get("ruch") == "grant":
            grant_access(self.act, found)
            return self.done(reverse("people"))
        if form.is_valid() and form.cleaned_data["note"].strip():
            refuse_access(self.act, found, form.cleaned_data["note"])
            return self.done(reverse("people"))
        if form.is_valid():
            form.add_error("note", "Napisz powód: przeczyta go osoba, która prosi.")
        context = self.get_context_data(form=form, act=self.act)
        return render(request, self.get_template_names(), context, status=422)
