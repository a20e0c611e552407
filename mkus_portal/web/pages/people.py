"""The people of an office, an organisation or a programme: roles with dates, invitations."""

from datetime import date
from typing import Any

import django_filters
import django_tables2 as tables
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from mkus_portal.accounts.actions import end_membership, withdraw_invitation
from mkus_portal.accounts.models import Invitation, Membership
from mkus_portal.accounts.permissions import may_end, may_manage_people
from mkus_portal.accounts.roles import holder_name, roles_of
from mkus_portal.act import ScopeKind
from mkus_portal.notifications.invitations import invite
from mkus_portal.web import wording
from mkus_portal.web.pages.permissions import acts_for_somebody
from mkus_portal.web.panels import panels_of
from mkus_portal.web.views import FormPage, ListPage, TemplatePage


class PeopleTable(tables.Table):
    """Who, in which role, since when, until when."""

    user = tables.Column(verbose_name="Osoba", order_by=("user__full_name", "user__email"))
    email = tables.Column(verbose_name="E-mail", accessor="user__email")
    role = tables.Column(verbose_name="Rola", accessor="role_label", order_by="role")
    valid_from = tables.Column(verbose_name="Od")
    valid_to = tables.Column(verbose_name="Do", default="bezterminowo")
    end = tables.Column(
        verbose_name="Zmiana", accessor="pk", orderable=False, exclude_from_export=True
    )

    class Meta:
        model = Membership
        fields = ("user", "email", "role", "valid_from", "valid_to")
        sequence = ("user", "email", "role", "valid_from", "valid_to", "end")
        caption = "Osoby i ich role"

    def __init__(self, *args: Any, day: date, may_manage: bool, **kwargs: Any) -> None:
        self.day = day
        super().__init__(*args, exclude=() if may_manage else ("end",), **kwargs)

    def render_valid_from(self, value: date) -> str:
        """Return the day in Polish."""
        return wording.day(value)

    def render_valid_to(self, value: date, record: Membership) -> str:
        """Return the last day in Polish, or that the role was taken back at once."""
        return "odebrana tego samego dnia" if record.is_revoked else wording.day(value)

    def render_end(self, record: Membership) -> SafeString | str:
        """Return the way to end the role; a role that has ended has none."""
        if record.valid_from <= self.day and not record.is_valid_on(self.day):
            return "zakończona"
        return format_html(
            '<a href="{}">Zakończ<span class="visually-hidden"> rolę: {}, {}</span></a>',
            reverse("membership-end", args=(record.pk,)),
            record.user,
            record.role_label,
        )


class PeopleFilter(django_filters.FilterSet):
    """Words of the name or the address, role, whether the role still holds."""

    text = django_filters.CharFilter(method="named", label="Osoba")
    role = django_filters.ChoiceFilter(label="Rola", choices=())
    current = django_filters.ChoiceFilter(
        method="held",
        label="Kiedy",
        choices=(("tak", "teraz"), ("nie", "dawniej")),
        empty_label="teraz i dawniej",
    )

    class Meta:
        model = Membership
        fields = ("text", "role", "current")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["role"].extra["choices"] = choices_of(self.request.act.scope.kind)

    def named(self, rows: QuerySet[Membership], name: str, value: str) -> QuerySet[Membership]:
        """Return the roles of people whose name or address has the words."""
        return rows.filter(Q(user__full_name__icontains=value) | Q(user__email__icontains=value))

    def held(self, rows: QuerySet[Membership], name: str, value: str) -> QuerySet[Membership]:
        """Return the roles in force today, or those that have ended."""
        now = Membership.objects.valid_on(self.request.act.day).values("pk")
        return rows.filter(pk__in=now) if value == "tak" else rows.exclude(pk__in=now)


class InvitationForm(forms.Form):
    """Whom to write to, and in which role they will act."""

    email = forms.EmailField(label="Adres e-mail", max_length=254)
    role = forms.ChoiceField(label="Rola", widget=forms.RadioSelect)

    def __init__(self, *args: Any, kind: ScopeKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role = self.fields["role"]
        if isinstance(role, forms.ChoiceField):
            role.choices = [
                (one.code, f"{one.label} – {one.sentence[0].lower()}{one.sentence[1:]}")
                for one in roles_of(kind)
            ]


def choices_of(kind: ScopeKind) -> list[tuple[str, str]]:
    """Return the roles of a kind of holder as choices."""
    return [(role.code, role.label) for role in roles_of(kind)]


class People(ListPage):
    """Everybody who acts or acted for the holder, and the invitations that wait."""

    permission = acts_for_somebody
    table_class = PeopleTable
    filter_class = PeopleFilter
    title = "Osoby i role"
    export_name = "osoby"
    template_name = "mkus_portal/accounts/people_list.html"

    def get_queryset(self) -> QuerySet[Membership]:
        """Return the holder's memberships, past ones too."""
        rows = Membership.objects.of(self.act.scope).select_related("user")
        return rows.order_by("user__full_name", "pk")

    def get_table(self, rows: QuerySet[Membership]) -> PeopleTable:
        """Return the table with the way to end a role for whoever may."""
        may_manage = bool(may_manage_people(self.act, self.act.scope))
        return PeopleTable(rows, day=self.act.day, may_manage=may_manage)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the invitations and the rooms' panels."""
        scope = self.act.scope
        waiting = Invitation.objects.filter(
            scope_kind=scope.kind, scope_id=scope.id, accepted_at=None, withdrawn_at=None
        )
        return super().get_context_data(
            holder=holder_name(scope.kind, scope.id),
            manage=may_manage_people(self.act, scope),
            invitations=[
                (one, one.is_open(self.act.at)) for one in waiting.order_by("-invited_at")
            ],
            panels=panels_of("people", self.request, self.act),
            **kwargs,
        )


class PersonInvite(FormPage):
    """Writes to somebody with a link to a role."""

    permission = acts_for_somebody
    template_name = "mkus_portal/accounts/person_invite.html"
    form_class = InvitationForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the roles of the holder. Raises PermissionDenied for whoever may not invite."""
        self.insist(may_manage_people(self.act, self.act.scope))
        return {**super().get_form_kwargs(), "kind": self.act.scope.kind}

    def form_valid(self, form: forms.BaseForm) -> HttpResponse:
        """Send the letter."""
        email, role = form.cleaned_data["email"], form.cleaned_data["role"]
        invite(self.act, email, role, self.act.scope)
        messages.success(self.request, f"Zaproszenie wysłano na adres {email}.")
        return self.done(reverse("people"))


class MembershipEnd(TemplatePage):
    """Asks once more, then ends a role; the last administrator's stays, and the page says why."""

    permission = acts_for_somebody
    template_name = "mkus_portal/accounts/membership_end.html"

    def membership(self) -> Membership:
        """Return the holder's membership of the address, or raise Http404."""
        rows = Membership.objects.of(self.act.scope).select_related("user")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whose role it is and whether it may end."""
        membership = self.membership()
        self.insist(may_manage_people(self.act, membership.scope))
        verdict = may_end(self.act, membership)
        return super().get_context_data(
            verdict=verdict,
            facts=[
                ("Osoba", str(membership.user)),
                ("Rola", membership.role_label),
                ("Od", wording.day(membership.valid_from)),
            ],
            consequences=("Osoba od razu straci dostęp do spraw w tej roli.",),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """End the role."""
        membership = self.membership()
        self.insist(may_end(self.act, membership))
        try:
            end_membership(self.act, membership)
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
        else:
            messages.success(request, f"Zakończono rolę: {membership.user}.")
        return HttpResponseRedirect(reverse("people"))


class InvitationWithdraw(TemplatePage):
    """Takes an invitation back before anybody used it."""

    permission = acts_for_somebody
    template_name = "mkus_portal/accounts/invitation_withdraw.html"

    def invitation(self) -> Invitation:
        """Return the holder's invitation of the address, or raise Http404."""
        scope = self.act.scope
        rows = Invitation.objects.filter(scope_kind=scope.kind, scope_id=scope.id)
        invitation = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.insist(may_manage_people(self.act, invitation.scope))
        return invitation

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the invitation."""
        return super().get_context_data(invitation=self.invitation(), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take it back."""
        withdraw_invitation(self.act, self.invitation())
        messages.success(request, "Cofnięto zaproszenie. Link z listu już nie działa.")
        return HttpResponseRedirect(reverse("people"))
