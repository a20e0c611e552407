"""A meeting of the commission: opening, presence, a vote, notes, the end."""

from collections.abc import Sequence
from typing import Any

from django import forms

from contracting.calls.forms.widgets import InstantField
from contracting.evaluation.models import Attendance, Meeting, MeetingVote
from contracting.evaluation.rules.meeting import Votes
from mkus_portal.versions import VersionedForm

MOST_VOTES = 99


class OpenForm(forms.ModelForm[Meeting]):
    """Where and when."""

    class Meta:
        model = Meeting
        fields = ("place", "began_at")
        field_classes = {"began_at": InstantField}


class PresenceForm(forms.Form):
    """Who is there; large boxes for a finger."""

    present = forms.TypedMultipleChoiceField(
        label="Obecni", required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, attendances: Sequence[Attendance], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        present = self.fields["present"]
        if isinstance(present, forms.MultipleChoiceField):
            present.choices = [(one.member_id, _named(one)) for one in attendances]
        self.initial["present"] = [one.member_id for one in attendances if one.is_present]


def _named(one: Attendance) -> str:
    notes = ["przewodniczy"] if one.member.is_chair else []
    notes += [] if one.has_vote else ["ekspert, nie głosuje"]
    return f"{one.member} ({', '.join(notes)})" if notes else str(one.member)


class VoteForm(VersionedForm):
    """How the vote went, and the amount that the commission proposes."""

    class Meta:
        model = MeetingVote
        fields = ("votes_for", "votes_against", "abstained", "proposed_grant", "reason")
        widgets = {"reason": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("votes_for", "votes_against", "abstained"):
            field = self.fields[name]
            field.widget.attrs |= {"inputmode": "numeric", "max": MOST_VOTES}
        self.fields["reason"].help_text = "Krótko: dlaczego taka kwota albo taki wynik."

    def votes(self) -> Votes:
        """Return the figures."""
        cleaned = self.cleaned_data
        return Votes(cleaned["votes_for"], cleaned["votes_against"], cleaned["abstained"])


class NotesForm(VersionedForm):
    """The course of the meeting and what somebody wants to be on record."""

    class Meta:
        model = Meeting
        fields = ("notes", "remarks")


class CloseForm(forms.Form):
    """When the meeting ended."""

    ended_at = InstantField(label="Koniec posiedzenia")
