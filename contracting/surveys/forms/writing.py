"""Forms of a survey's draft: start, basics, a question, a copy."""

from typing import Any, ClassVar

from django import forms

from contracting.surveys.models import Question, Survey
from contracting.surveys.ready import ready_surveys
from mkus_portal.versions import VersionedForm

Kind = Question.Kind
MOST_LINES, LONGEST_LINE = 30, 200
WIDEST_SCALE = 11
LOWEST, HIGHEST = 0, 100


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class LinesField(forms.CharField):
    """A list of short texts, one in a line."""

    widget = forms.Textarea(attrs={"rows": 6})

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 - what Django hands over
        """Return the list as lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:  # noqa: ANN401 - what Django hands over
        """Return the lines without empty ones. Raises ValidationError for repeated or long ones."""
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(set(lines)) < len(lines):
            message = "Dwa wiersze są takie same. Zmień albo usuń jeden z nich."
            raise forms.ValidationError(message)
        if len(lines) > MOST_LINES or any(len(line) > LONGEST_LINE for line in lines):
            message = f"Najwyżej {MOST_LINES} wierszy, każdy do {LONGEST_LINE} znaków."
            raise forms.ValidationError(message)
        return lines

    def has_changed(self, initial: Any, data: Any) -> bool:  # noqa: ANN401 - as Django's own
        """Whether the lines differ."""
        return super().has_changed(self.prepare_value(initial), (data or "").replace("\r\n", "\n"))


class StartForm(forms.Form):
    """A new survey: empty, or from a ready one."""

    title = forms.CharField(label="Tytuł badania", max_length=200)
    audience = forms.ChoiceField(
        label="Kto odpowiada", choices=Survey.Audience.choices, widget=forms.RadioSelect
    )
    ready = forms.ChoiceField(
        label="Pytania na początek",
        required=False,
        widget=forms.RadioSelect,
        help_text="Gotowe pytania można zmieniać, usuwać i dodawać własne.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ready"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", "bez pytań, napiszę własne"),
            *((one.code, f"wzór: {one.title}") for one in ready_surveys().values()),
        ]


class TitleForm(forms.Form):
    """A copy's title."""

    title = forms.CharField(label="Tytuł kopii", max_length=200)
    as_wave = forms.BooleanField(
        label="to kolejna fala tego badania",
        required=False,
        help_text="Wyniki fal portal zestawi obok siebie, pytanie po pytaniu.",
    )


class BasicsForm(VersionedForm):
    """All but the questions."""

    audience = forms.ChoiceField(
        label="Kto odpowiada", choices=Survey.Audience.choices, widget=forms.RadioSelect
    )

    class Meta:
        model = Survey
        fields = (
            "title",
            "introduction",
            "audience",
            "asked",
            "opens_on",
            "closes_on",
            "contact",
            "is_anonymous",
            "smallest_group",
            "privacy_note",
            "has_open_link",
            "remind_days",
        )
        widgets: ClassVar[dict[str, Any]] = {
            "opens_on": DayInput(),
            "closes_on": DayInput(),
            "introduction": forms.Textarea(attrs={"rows": 5}),
            "privacy_note": forms.Textarea(attrs={"rows": 5}),
        }

    def clean(self) -> dict[str, Any]:
        """Ask that the days stand in their order."""
        fields: dict[str, Any] = super().clean() or {}
        first, last = fields.get("opens_on"), fields.get("closes_on")
        if first and last and last < first:
            self.add_error("closes_on", "Ostatni dzień nie może być przed pierwszym.")
        return fields


FIELDS: dict[str, tuple[str, ...]] = {
    Kind.SINGLE: ("options", "has_other"),
    Kind.MULTIPLE: ("options", "has_other"),
    Kind.SCALE: ("low", "high", "low_label", "high_label"),
    Kind.MATRIX: ("rows", "options", "low", "high", "low_label", "high_label"),
    Kind.TEXT: (),
    Kind.NUMBER: ("unit",),
}


class QuestionForm(VersionedForm):
    """One question; a kind shows only the fields that it uses."""

    options = LinesField(
        label="Odpowiedzi do wyboru", required=False, help_text="Każda w osobnym wierszu."
    )
    rows = LinesField(label="Wiersze tabeli", help_text="Każdy w osobnej linii: o co pytamy.")

    class Meta:
        model = Question
        fields = (
            "text",
            "hint",
            "is_required",
            "rows",
            "options",
            "has_other",
            "low",
            "high",
            "low_label",
            "high_label",
            "unit",
        )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        own = {"text", "hint", "is_required", "based_on", *FIELDS[kind]}
        for name in set(self.fields) - own:
            del self.fields[name]
        if kind == Kind.MATRIX:
            self.fields["options"].label = "Odpowiedzi do wyboru (kolumny)"
            self.fields[
                "options"
            ].help_text = "Każda w osobnym wierszu. Puste: kolumnami są liczby skali, podane niżej."

    def clean(self) -> dict[str, Any]:
        """Ask for two options, and for a scale that rises and fits on the page."""
        fields: dict[str, Any] = super().clean() or {}
        options = fields.get("options")
        needs = self.kind in {Kind.SINGLE, Kind.MULTIPLE} or bool(options)
        if needs and options is not None and len(options) < 2:  # noqa: PLR2004 - a choice is of two
            self.add_error("options", "Wpisz co najmniej dwie odpowiedzi, każdą w osobnym wierszu.")
        low, high = fields.get("low"), fields.get("high")
        if low is None or high is None:
            return fields
        if not LOWEST <= low < high <= HIGHEST:
            self.add_error("high", "Koniec skali musi być większy niż jej początek (od 0 do 100).")
        elif high - low >= WIDEST_SCALE:
            self.add_error("high", f"Skala może mieć najwyżej {WIDEST_SCALE} stopni.")
        return fields
