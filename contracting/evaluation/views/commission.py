"""The office's pages of a commission: who sits, who is missing, appointment, exclusions."""

from typing import Any

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracting.evaluation.actions import commission as actions
from contracting.evaluation.actions import impartiality
from contracting.evaluation.commission_permissions import (
    may_appoint,
    may_exclude,
    may_invite_again,
    may_line_up,
    may_take_out,
)
from contracting.evaluation.conflicts import (
    Exclusion,
    bids_of,
    candidates_of,
)
from contracting.evaluation.forms.commission import (
    AppointForm,
    CopyForm,
    ExclusionForm,
    MemberForm,
)
from contracting.evaluation.lineup import gaps, in_print, indicated
from contracting.evaluation.models import (
    CommissionMember,
    Evaluation,
)
from contracting.evaluation.views.bases import (
    EvaluationFormPage,
    EvaluationPage,
    office_readers,
    writers,
)
from contracting.evaluation.views.members import lines_of, members_of, missing_of
from mkus_portal.accounts.models import Membership
from mkus_portal.act import Scope
from mkus_portal.documents.models import Document
from mkus_portal.documents.permissions import documents_of
from mkus_portal.offices.models import OFFICE_ROLES
from mkus_portal.web.permission import roles

executive = roles("executive")


class CommissionDetail(EvaluationPage):
    """Who sits, who has taken the seat and declared, who is excluded, what is missing."""

    permission = office_readers
    part = "commission-detail"
    template_name = "contracting/evaluation/commission_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the members, the gaps, the acts and what can be done."""
        evaluation = self.object
        bids = bids_of(evaluation)
        members = sorted(members_of(evaluation).standing(), key=in_print)  # type: ignore[attr-defined]  # our queryset
        lines = lines_of(self.act, evaluation, bids, members)
        return super().get_context_data(
            lines=lines,
            former=list(members_of(evaluation).filter(ended_at__isnull=False)),
            gaps=gaps(evaluation, members, evaluation.without_ngo, self.act.day),
            missing=missing_of(lines),
            indicated=indicated(evaluation, bids),
            acts=self.acts(),
            may_line_up=may_line_up(self.act, evaluation),
            may_appoint=may_appoint(self.act, evaluation),
            appoint_label=appoint_label(evaluation),
            is_proposed=any(line.member.appointed_by_id is None for line in lines),
            **kwargs,
        )

    def acts(self) -> list[tuple[Any, list[Document]]]:
        """Return the acts on the line-up with their lists."""
        found = self.object.acts.select_related("evaluation__call__office")
        return [(one, documents_of(self.act, one)) for one in found]


def appoint_label(evaluation: Evaluation) -> str:
    """Return what the executive body's button is for: the first act, or a later one."""
    return "Wpisz akt zmiany składu" if evaluation.is_appointed else "Powołaj komisję"


class CommissionFormPage(EvaluationFormPage):
    """A form about the commission; it goes back to the overview."""

    def back(self) -> str:
        """Return the overview."""
        return reverse("commission-detail", args=(self.object.pk,))

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the way back."""
        above = reverse("evaluation-detail", args=(self.object.pk,))
        return [(self.object.call.title, above), ("Komisja", self.back())]


class MemberAdd(CommissionFormPage):
    """Proposes somebody for the commission."""

    form_class = MemberForm
    heading = "Dodaj osobę do składu"
    lead = "Skład proponuje urząd, powołuje organ wykonawczy (art. 15 ust. 2a i 2d)."
    submit = "Dodaj"
    success_message = "Osoba dodana do proponowanego składu."

    def check(self) -> None:
        """Ask whether the line-up can still be changed."""
        self.insist(may_line_up(self.act, self.object))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer candidates and the office's people who are not in the line-up."""
        call = self.object.call
        here = set(self.object.members.standing().values_list("email", flat=True))
        office = Membership.objects.of(Scope("office", call.office_id))
        people = office.with_role(*OFFICE_ROLES).valid_on(self.act.day).select_related("user")
        staff = {one.user_id: one for one in people.order_by("user__full_name", "-pk")}
        candidates = [one for one in candidates_of(call) if one.email not in here]
        bidding = {
            organisation for bid in bids_of(self.object) for organisation in bid.organisations
        }
        return {
            **super().get_form_kwargs(),
            "candidates": candidates,
            "staff": [one for one in staff.values() if one.user.email.lower() not in here],
            "barred": {one.email for one in candidates if one.organisation_id in bidding},
        }

    def carry_out(self, form: forms.BaseForm) -> str:
        """Propose the person."""
        assert isinstance(form, MemberForm)  # noqa: S101 - form_class
        actions.add_member(self.act, self.object, form.proposed())
        return self.back()


class LineUpCopy(CommissionFormPage):
    """Takes over the line-up of another call of the office."""

    form_class = CopyForm
    heading = "Skopiuj skład z innego konkursu"
    lead = "Osoby trafią do propozycji. Tych, których wskazał oferent, portal nie skopiuje."
    submit = "Skopiuj skład"

    def check(self) -> None:
        """Ask whether the line-up can still be changed."""
        self.insist(may_line_up(self.act, self.object))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the office's other evaluations with a commission."""
        others = Evaluation.objects.visible_to(self.act).exclude(pk=self.object.pk)
        others = others.filter(members__appointed_by__isnull=False).select_related("call")
        return {**super().get_form_kwargs(), "others": others.distinct().order_by("-pk")}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Copy, and say who was left out."""
        left_out = actions.copy_line_up(self.act, self.object, form.cleaned_data["other"])
        messages.success(self.request, "Skład skopiowany do propozycji.")
        for sentence in left_out:
            messages.warning(self.request, f"Nie skopiowano. {sentence}")
        return self.back()


class AppointmentAsk(CommissionFormPage):
    """Hands the line-up to the executive body."""

    form_class = forms.Form
    heading = "Przekaż skład do powołania"
    lead = "Organ wykonawczy dostanie list i zadanie na swoim pulpicie."
    submit = "Przekaż"
    success_message = "Skład przekazany do powołania."

    def check(self) -> None:
        """Ask whether the line-up can still be changed."""
        self.insist(may_line_up(self.act, self.object))

    def carry_out(self, form: forms.BaseForm) -> str:
        """Open the duty."""
        actions.ask_for_appointment(self.act, self.object)
        return self.back()


class CommissionAppoint(CommissionFormPage):
    """The executive body's act: appointment, or a change of the line-up."""

    permission = executive
    form_class = AppointForm
    template_name = "contracting/evaluation/commission_appoint.html"
    heading = "Powołanie komisji"
    lead = "Wpisz akt, którym powołano komisję albo zmieniono jej skład."
    submit = "Zapisz akt i zaproś nowe osoby"
    success_message = "Akt zapisany. Nowe osoby dostały zaproszenia."

    def check(self) -> None:
        """Ask whether there is a line-up to decide about."""
        self.insist(may_appoint(self.act, self.object))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the evaluation; the proposed chair is filled in."""
        chair = self.object.members.standing().filter(is_chair=True).first()
        initial = {"chair": chair, "without_ngo": self.object.without_ngo}
        return {**super().get_form_kwargs(), "evaluation": self.object, "initial": initial}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the line-up and what stands in the way."""
        members = sorted(members_of(self.object).standing(), key=in_print)  # type: ignore[attr-defined]  # our queryset
        lines = lines_of(self.act, self.object, bids_of(self.object), members)
        missing = gaps(self.object, members, self.object.without_ngo, self.act.day)
        heading = "Zmiana składu komisji" if self.object.is_appointed else self.heading
        shown = {"lines": lines, "gaps": missing, "heading": heading}
        return super().get_context_data(**{**shown, **kwargs})

    def carry_out(self, form: forms.BaseForm) -> str:
        """Record the act."""
        assert isinstance(form, AppointForm)  # noqa: S101 - form_class
        values = form.cleaned_data
        order = actions.Order(
            number=values["number"],
            date=values["date"],
            signatory=values["signatory"],
            chair=values["chair"].pk,
            without_ngo=values["without_ngo"],
            leaving=form.reasons(),
        )
        actions.appoint(self.act, self.object, order)
        return self.back()


class MemberFormPage(CommissionFormPage):
    """A form about one member."""

    member: CommissionMember

    def load(self) -> None:
        """Find the member among those of the evaluations that exist for the act."""
        rows = CommissionMember.objects.filter(evaluation__in=self.visible())
        together = ("evaluation__call__office", "user", "organisation")
        self.member = get_object_or_404(rows.select_related(*together), pk=self.kwargs["pk"])
        self.object = self.member.evaluation

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whom it is about."""
        return super().get_context_data(lead=self.member.full_name, **kwargs)


class MemberTakeOut(MemberFormPage):
    """Takes a proposed person out of the line-up."""

    form_class = forms.Form
    heading = "Usuń osobę z propozycji"
    submit = "Usuń z propozycji"
    look = "btn-danger"
    success_message = "Osoba usunięta z propozycji."

    def check(self) -> None:
        """Ask whether the person is proposed only."""
        self.insist(may_take_out(self.act, self.member))

    def carry_out(self, form: forms.BaseForm) -> str:
        """Take them out."""
        actions.take_out(self.act, self.member)
        return self.back()


class MemberInvite(MemberFormPage):
    """Writes the invitation once more."""

    permission = writers
    form_class = forms.Form
    heading = "Wyślij zaproszenie jeszcze raz"
    submit = "Wyślij"
    success_message = "Zaproszenie wysłane. Poprzedni link już nie działa."

    def check(self) -> None:
        """Ask whether somebody waits for it."""
        self.insist(may_invite_again(self.act, self.member))

    def carry_out(self, form: forms.BaseForm) -> str:
        """Write."""
        actions.invite_again(self.act, self.member)
        return self.back()


class MemberExclude(MemberFormPage):
    """The executive body excludes a member from an offer (KPA art. 24 § 3)."""

    permission = executive
    form_class = ExclusionForm
    heading = "Wyłącz osobę z oceny oferty"
    submit = "Wyłącz"
    look = "btn-danger"
    success_message = "Osoba wyłączona. Treść tej oferty jest dla niej zamknięta."

    def check(self) -> None:
        """Ask whether the person sits."""
        self.insist(may_exclude(self.act, self.member))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the offers from which the person is not excluded."""
        return {**super().get_form_kwargs(), "offers": free_offers(self.object, self.member)}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Exclude them."""
        why = Exclusion(form.cleaned_data["ground"], form.cleaned_data["reason"])
        assessment = self.object.assessments.get(pk=form.cleaned_data["assessment"])
        impartiality.exclude(self.act, self.member, assessment, why)
        return self.back()


def free_offers(evaluation: Evaluation, member: CommissionMember) -> list[tuple[int, str]]:
    """Return the offers from which the member is not excluded, in words."""
    known = set(member.recusals.values_list("assessment", flat=True))
    return [
        (bid.assessment, f"{bid.number} – {'; '.join(bid.bidders)}")
        for bid in bids_of(evaluation)
        if bid.assessment not in known
    ]
