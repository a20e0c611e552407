"""Demands for reasons: the demand of anybody, the office's register, the answer."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracting.calls.models import Call
from contracting.evaluation.actions import reasons as actions
from contracting.evaluation.forms.deciding import AnswerForm, DemandForm, EnterDemandForm
from contracting.evaluation.models import Evaluation, ReasonsRequest
from contracting.evaluation.parts import lists
from contracting.evaluation.permissions import may_answer_reasons, may_demand_reasons, reasons_until
from contracting.evaluation.tables import ReasonsTable
from contracting.evaluation.views.bases import EvaluationFormPage, office_readers, writers
from contracting.offers.models import Offer
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.permission import signed_in
from mkus_portal.web.views import ListPage
from mkus_portal.web.wording import deadline


def offers_of(evaluation: Evaluation) -> QuerySet[Offer]:
    """Return the assessed offers: the results have named them."""
    offers = Offer.objects.filter(assessment__evaluation=evaluation)
    return offers.select_related("organisation", "task").defer("content").order_by("number")


class ReasonsDemand(ActionFormPage):
    """A demand for reasons about published results, by whoever has signed in."""

    permission = signed_in
    form_class = DemandForm
    heading = "Żądanie uzasadnienia wyboru lub odrzucenia oferty"
    submit = "Wyślij żądanie"
    success_message = "Żądanie wysłane. Odpowiedź przyjdzie na podany adres."
    object: Evaluation

    def load(self) -> None:
        """Find the published evaluation of the call."""
        call = get_object_or_404(Call.objects.public(), pk=self.kwargs["pk"])
        published = Evaluation.objects.filter(state=Evaluation.State.PUBLISHED)
        self.object = get_object_or_404(published.select_related("call__office"), call=call)

    def check(self) -> None:
        """Ask whether the 30 days still run."""
        self.insist(may_demand_reasons(self.act, self.object))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the offers."""
        return {**super().get_form_kwargs(), "offers": self.offers()}

    def offers(self) -> QuerySet[Offer]:
        """Return the offers that the published results name."""
        found = offers_of(self.object)
        if self.object.shows_all:
            return found
        named = found.filter(assessment__state__in=("awarded", "accepted"))
        return (named | found.filter(pk__in=Offer.objects.visible_to(self.act))).distinct()

    def get_initial(self) -> dict[str, Any]:
        """Start from the person's own name, address and offer."""
        user = self.request.user
        return {
            "asked_by": str(user),
            "email": getattr(user, "email", ""),
            "offer": self.request.GET.get("oferta", "")[:18],
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say until when."""
        until = deadline(reasons_until(self.object))
        lead = f"Konkurs „{self.object.call.title}”. Żądanie można złożyć do: {until}."
        return super().get_context_data(**{"lead": lead, **kwargs})

    def back(self) -> str:
        """Return the call's public page."""
        return reverse("call-detail", args=(self.object.call_id,))

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the way back to the call."""
        return [(self.object.call.title, self.back())]

    def carry_out(self, form: forms.BaseForm) -> str:
        """Send it."""
        actions.demand_reasons(self.act, self.object, **form.cleaned_data)
        return self.back()


class ReasonsList(ListPage):
    """The office's register of demands."""

    permission = office_readers
    table_class = ReasonsTable
    title = "Żądania uzasadnienia"
    export_name = "zadania-uzasadnienia"
    template_name = "contracting/evaluation/evaluation_list.html"

    def get_queryset(self) -> QuerySet[ReasonsRequest]:
        """Return those about the office's calls."""
        evaluations = Evaluation.objects.visible_to(self.act)
        rows = ReasonsRequest.objects.filter(evaluation__in=evaluations)
        return rows.select_related("evaluation__call", "offer").defer("offer__content")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the lists beside this one."""
        return super().get_context_data(lists=lists(self.act, "reasons-list"), **kwargs)


class ReasonsEnter(EvaluationFormPage):
    """A demand that came by letter or in person, entered by the office."""

    form_class = EnterDemandForm
    heading = "Wpisz żądanie uzasadnienia"
    lead = "Dla żądań, które wpłynęły pocztą, e-Doręczeniem albo osobiście."
    submit = "Wpisz żądanie"
    success_message = "Żądanie wpisane do rejestru."

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the offers."""
        return {**super().get_form_kwargs(), "offers": offers_of(self.object)}

    def back(self) -> str:
        """Return the results."""
        return reverse("evaluation-results", args=(self.object.pk,))

    def carry_out(self, form: forms.BaseForm) -> str:
        """Enter it."""
        actions.enter_demand(self.act, self.object, **form.cleaned_data)
        return reverse("reasons-list")


class ReasonsAnswer(ActionFormPage):
    """One demand with its answer, or the form for it."""

    permission = writers
    form_class = AnswerForm
    template_name = "contracting/evaluation/reasons_answer.html"
    heading = "Odpowiedź na żądanie uzasadnienia"
    submit = "Wyślij uzasadnienie"
    success_message = "Uzasadnienie wysłane."
    object: ReasonsRequest

    def load(self) -> None:
        """Find the demand among those about the office's calls."""
        evaluations = Evaluation.objects.visible_to(self.act)
        rows = ReasonsRequest.objects.filter(evaluation__in=evaluations)
        found = rows.select_related("evaluation__call__office", "offer__organisation")
        self.object = get_object_or_404(found, pk=self.kwargs["pk"])

    def back(self) -> str:
        """Return the register."""
        return reverse("reasons-list")

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the way back to the register."""
        return [("Żądania uzasadnienia", self.back())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the demand and whether it waits."""
        verdict = may_answer_reasons(self.act, self.object)
        return super().get_context_data(demand=self.object, verdict=verdict, **kwargs)

    def carry_out(self, form: forms.BaseForm) -> str:
        """Answer it."""
        actions.answer_demand(self.act, self.object, form.cleaned_data["answer"])
        return self.back()
