"""The member's pages: the list of bidders, the statement, the offers that it opened."""

from typing import Any

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracting.evaluation.actions import impartiality as actions
from contracting.evaluation.commission_permissions import may_declare, may_step_aside
from contracting.evaluation.conflicts import (
    Bid,
    Exclusion,
    Finding,
    bar,
    bids_of,
    findings,
)
from contracting.evaluation.forms.commission import ExclusionForm
from contracting.evaluation.forms.impartiality import DeclareForm
from contracting.evaluation.lineup import in_print
from contracting.evaluation.models import (
    COMMISSION_ROLES,
    CommissionMember,
    ImpartialityStatement,
)
from contracting.evaluation.parts import links
from contracting.evaluation.permissions import seat_of
from contracting.evaluation.rules.commission import GROUNDS, STATEMENT
from contracting.evaluation.views.bases import EvaluationFormPage
from contracting.evaluation.views.commission import free_offers
from contracting.evaluation.views.members import members_of
from contracting.offers.models import Offer
from mkus_portal.accounts.models import Key
from mkus_portal.documents.permissions import documents_of
from mkus_portal.web.permission import roles

commission = roles(*COMMISSION_ROLES)
GROUNDS_SHOWN = [sentence for code, sentence in GROUNDS]


class MemberPage(EvaluationFormPage):
    """A page of one's own seat: who does not sit has none (404)."""

    permission = commission
    seat: CommissionMember
    bids: list[Bid]

    def load(self) -> None:
        """Find the evaluation, the seat and the list of bidders."""
        super().load()
        seat = seat_of(self.act, self.object)
        if seat is None:
            raise Http404
        self.seat = seat
        self.bids = bids_of(self.object)


class Impartiality(MemberPage):
    """The list of bidders with the statement to make; afterwards what was declared and opened."""

    form_class = DeclareForm
    template_name = "contracting/evaluation/impartiality.html"
    heading = "Bezstronność"
    submit = "Złóż oświadczenie"
    success_message = "Oświadczenie złożone."
    found: list[Finding]

    def load(self) -> None:
        """Look into the registers."""
        super().load()
        self.found = findings(self.object, [self.seat], self.act.day, self.bids)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the list and what the portal found."""
        recorded = {
            one.assessment_id: Finding(self.seat.pk, one.assessment_id, one.ground, one.reason)  # type: ignore[arg-type]  # a value of Ground
            for one in self.seat.recusals.all()
        }
        found = {one.assessment: one for one in self.found}
        return {**super().get_form_kwargs(), "bids": self.bids, "found": found | recorded}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the statement, or what was declared and which offers are open."""
        statement = ImpartialityStatement.objects.filter(member=self.seat).first()
        recusals = {one.assessment_id: one for one in self.seat.recusals.all()}
        return super().get_context_data(
            parts=links(self.act, self.object, "impartiality"),
            seat=self.seat,
            barred=bar(self.found, self.seat.pk),
            grounds=GROUNDS_SHOWN,
            wording=statement.wording if statement else STATEMENT,
            statement=statement,
            documents=documents_of(self.act, statement) if statement else [],
            verdict=may_declare(self.act, self.object),
            rows=[(bid, recusals.get(bid.assessment), self.link(bid)) for bid in self.bids],
            may_step_aside=may_step_aside(self.act, self.object),
            members=sorted(members_of(self.object).seated(), key=in_print),  # type: ignore[attr-defined]  # our queryset
            **kwargs,
        )

    def link(self, bid: Bid) -> str:
        """Return the address of an offer that is open to the member; empty while it is closed."""
        offer = self.offers_open().get(bid.assessment)
        return reverse("offer-content", args=(offer,)) if offer else ""

    def offers_open(self) -> dict[int, int]:
        """Return the open offers by their assessment; asked once."""
        if not hasattr(self, "_open"):
            keys = Key.objects.objects_open_to(self.act, Offer)
            rows = self.object.assessments.filter(offer__in=keys)
            self._open = dict(rows.values_list("pk", "offer"))
        return self._open

    def carry_out(self, form: forms.BaseForm) -> str:
        """Declare."""
        assert isinstance(form, DeclareForm)  # noqa: S101 - form_class
        actions.declare(
            self.act,
            self.object,
            form.exclusions(),
            not_me=form.coincidences(),
            digest=form.cleaned_data["bidders"],
        )
        return reverse("impartiality", args=(self.object.pk,))


class StepAside(MemberPage):
    """Excludes oneself from one more offer after declaring."""

    form_class = ExclusionForm
    heading = "Wyłącz się z oceny oferty"
    lead = "Treść oferty od razu się dla Ciebie zamknie. Urząd dostanie wiadomość."
    submit = "Wyłączam się"
    look = "btn-danger"
    success_message = "Wyłączenie zapisane."

    def check(self) -> None:
        """Ask whether the statement is made."""
        self.insist(may_step_aside(self.act, self.object))

    def back(self) -> str:
        """Return the member's page."""
        return reverse("impartiality", args=(self.object.pk,))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the offers that are left."""
        return {**super().get_form_kwargs(), "offers": free_offers(self.object, self.seat)}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Step aside."""
        why = Exclusion(form.cleaned_data["ground"], form.cleaned_data["reason"])
        rows = self.object.assessments.select_related("offer")
        assessment = get_object_or_404(rows, pk=form.cleaned_data["assessment"])
        actions.step_aside(self.act, self.object, assessment, why)
        return self.back()
