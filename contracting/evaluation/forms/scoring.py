"""Who is asked for a third opinion, why a spread stands, who scores which offer."""

from collections.abc import Sequence
from typing import Any

from django import forms

from contracting.evaluation.models import CommissionMember
from contracting.evaluation.scoreboard import EXCLUDED, Line


class ThirdOpinionForm(forms.Form):
    """Whom to ask; where nobody is left, the explanation."""

    member = forms.ModelChoiceField(
        label="Kogo poprosić o dodatkową opinię",
        queryset=CommissionMember.objects.none(),
        empty_label="– wybierz osobę –",
    )
    reason = forms.CharField(
        label="Wyjaśnienie rozbieżności",
        help_text="Nikt więcej nie może ocenić tej oferty. Napisz, skąd różnica i dlaczego"
        " oceny pozostają. Wyjaśnienie trafi do protokołu.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, people: Sequence[CommissionMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not people:
            del self.fields["member"]
            return
        del self.fields["reason"]
        member = self.fields["member"]
        if isinstance(member, forms.ModelChoiceField):
            known = [one.pk for one in people]
            member.queryset = CommissionMember.objects.filter(pk__in=known)


class AssignmentForm(forms.Form):
    """For each offer the members who score it; nobody chosen means everybody."""

    def __init__(self, *args: Any, board: Sequence[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for line in board:
            able = [cell for cell in line.cells if cell.state != EXCLUDED]
            excluded = [str(cell.member) for cell in line.cells if cell.state == EXCLUDED]
            offer = line.assessment.offer
            self.fields[self.name_of(line)] = forms.TypedMultipleChoiceField(
                label=f"{offer.number} – {offer.organisation}: {offer}",
                required=False,
                coerce=int,
                choices=[(cell.member.pk, str(cell.member)) for cell in able],
                widget=forms.CheckboxSelectMultiple,
                help_text=f"Wyłączeni z tej oferty: {', '.join(excluded)}" if excluded else "",
            )

    @staticmethod
    def name_of(line: Line) -> str:
        """Return the name of the offer's field."""
        return f"o{line.assessment.pk}"

    def chosen(self) -> dict[int, list[int]]:
        """Return the members by assessment."""
        return {int(name[1:]): picked for name, picked in self.cleaned_data.items()}
