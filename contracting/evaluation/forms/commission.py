"""Words and widgets of the commission's pages."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from contracting.calls.forms.widgets import DayInput
from contracting.evaluation.lineup import Proposed, of_candidate
from contracting.evaluation.models import (
    Candidate,
    CommissionMember,
    Evaluation,
    Recusal,
)
from mkus_portal.accounts.models import Membership

Side = CommissionMember.Side
OTHER = "other"
SIDES = ((Side.BODY, Side.BODY.label), (Side.EXPERT, Side.EXPERT.label))
ASKED_GROUNDS = [
    (value, label) for value, label in Recusal.Ground.choices if value != Recusal.Ground.INDICATED
]


class MemberForm(forms.Form):
    """Somebody for the line-up: a candidate, a person of the office, or somebody else."""

    who = forms.ChoiceField(label="Kto", help_text="Kandydaci z naboru i osoby z urzędu.")
    full_name = forms.CharField(
        label="Imię i nazwisko",
        max_length=150,
        required=False,
        help_text="Wypełnij, gdy wybierasz „inna osoba”.",
    )
    email = forms.EmailField(
        label="Adres e-mail",
        max_length=254,
        required=False,
        help_text="Na ten adres przyjdzie zaproszenie. Wypełnij, gdy wybierasz „inna osoba”.",
    )
    side = forms.ChoiceField(
        label="Kogo reprezentuje",
        choices=SIDES,
        required=False,
        widget=forms.RadioSelect,
        initial=Side.BODY,
        help_text="Kandydat z naboru zawsze zasiada jako osoba wskazana przez organizacje.",
    )
    function = forms.CharField(
        label="Stanowisko lub specjalność",
        max_length=150,
        required=False,
        help_text="Trafi na listę składu, np. „kierownik CUS”, „ekspert ds. dostępności”.",
    )
    is_chair = forms.BooleanField(label="Przewodniczy komisji", required=False)

    def __init__(
        self,
        *args: Any,
        candidates: Sequence[Candidate],
        staff: Sequence[Membership],
        barred: Iterable[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = {f"c{one.pk}": one for one in candidates}
        self.staff = {f"u{one.user_id}": one for one in staff}
        stopped = set(barred)
        named = [
            (key, _candidate_label(one, stopped=one.email in stopped))
            for key, one in self.candidates.items()
        ]
        people = [(key, f"{one.user} – {one.role_label}") for key, one in self.staff.items()]
        who = self.fields["who"]
        if isinstance(who, forms.ChoiceField):
            who.choices = [
                ("", "wybierz"),
                ("Kandydaci wskazani przez organizacje", named),
                ("Osoby z urzędu", people),
                (OTHER, "inna osoba – wpiszę dane"),
            ]

    def clean(self) -> dict[str, Any]:
        """Ask for the person's words where nobody was chosen."""
        values: dict[str, Any] = super().clean() or {}
        if values.get("who") == OTHER:
            for name in ("full_name", "email", "side"):
                if not values.get(name) and name not in self.errors:
                    self.add_error(name, "Wpisz, gdy wybierasz inną osobę.")
        return values

    def proposed(self) -> Proposed:
        """Return whom the office proposes."""
        values = self.cleaned_data
        chosen, function, chairs = values["who"], values["function"], values["is_chair"]
        if chosen in self.candidates:
            return of_candidate(self.candidates[chosen], function=function, is_chair=chairs)
        side = values["side"] or Side.BODY
        if chosen in self.staff:
            user = self.staff[chosen].user
            return Proposed(user.full_name, user.email, side, function, chairs)
        return Proposed(values["full_name"], values["email"], side, function, chairs)


def _candidate_label(candidate: Candidate, *, stopped: bool) -> str:
    said = f"{candidate.full_name} – {candidate.organisation}"
    return f"{said} (nie może zasiadać: wskazał oferent)" if stopped else said


class CopyForm(forms.Form):
    """Whose line-up to take over."""

    other = forms.ModelChoiceField(
        label="Konkurs, z którego skopiować skład",
        queryset=Evaluation.objects.none(),
        empty_label="wybierz konkurs",
    )

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:  # noqa: ANN401 - a queryset
        super().__init__(*args, **kwargs)
        field = self.fields["other"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = others


class MemberChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not generic when running
    """Members by name and side."""

    def label_from_instance(self, obj: Any) -> str:  # noqa: ANN401 - a member
        """Return who it is."""
        return f"{obj.full_name} – {obj.get_side_display()}"


class ChairChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic when running
    """A member by name and side."""

    def label_from_instance(self, obj: Any) -> str:  # noqa: ANN401 - a member
        """Return who it is."""
        return f"{obj.full_name} – {obj.get_side_display()}"


class AppointForm(forms.Form):
    """The act that appoints the commission or changes it (R21)."""

    number = forms.CharField(label="Numer aktu", max_length=60)
    date = forms.DateField(label="Data aktu", widget=DayInput())
    signatory = forms.CharField(
        label="Kto podpisał", max_length=150, help_text="Imię, nazwisko i funkcja."
    )
    chair = ChairChoice(
        label="Kto przewodniczy",
        queryset=CommissionMember.objects.none(),
        empty_label="wybierz osobę",
    )
    without_ngo = forms.ChoiceField(
        label="Dlaczego komisja działa bez osób wskazanych przez organizacje",
        required=False,
        help_text="Tylko gdy nie ma ich w składzie. Powód trafi do protokołu (art. 15 ust. 2da).",
    )
    leaving = MemberChoice(
        label="Kogo ten akt odwołuje",
        queryset=CommissionMember.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    leaving_reason = forms.CharField(
        label="Powód odwołania", max_length=300, required=False, help_text="Trafi do tych osób."
    )

    def __init__(self, *args: Any, evaluation: Evaluation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = evaluation.members.standing()
        seated = evaluation.members.seated()
        chair, leaving, ground = (
            self.fields["chair"],
            self.fields["leaving"],
            self.fields["without_ngo"],
        )
        if isinstance(chair, forms.ModelChoiceField):
            chair.queryset = standing.exclude(side=Side.EXPERT)
        if isinstance(leaving, forms.ModelMultipleChoiceField):
            leaving.queryset = seated
        if not seated.exists():
            del self.fields["leaving"], self.fields["leaving_reason"]
        if isinstance(ground, forms.ChoiceField):
            choices = Evaluation._meta.get_field("without_ngo").choices or ()  # noqa: SLF001 - Django's own
            ground.choices = [("", "są w składzie"), *choices]

    def reasons(self) -> dict[int, str]:
        """Return who leaves, with the reason."""
        values = self.cleaned_data
        return {one.pk: values["leaving_reason"] for one in values.get("leaving") or ()}


class ExclusionForm(forms.Form):
    """From which offer somebody is excluded, on what ground and why."""

    assessment = forms.ChoiceField(label="Oferta")
    ground = forms.ChoiceField(label="Podstawa", choices=ASKED_GROUNDS)
    reason = forms.CharField(
        label="Na czym polega okoliczność",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bez danych osób trzecich; wystarczy „bliski krewny w zarządzie”.",
    )

    def __init__(self, *args: Any, offers: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["assessment"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "wybierz ofertę"), *((str(pk), said) for pk, said in offers)]
