"""The member's statement: a row for each offer of the list of bidders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from contracting.evaluation.conflicts import Bid, Exclusion, Finding, digest_of_bids
from contracting.evaluation.forms.commission import ASKED_GROUNDS

NOTHING = ("", "nie wyłączam się – brak podstaw")


@dataclass(frozen=True, slots=True)
class BidRow:
    """An offer on the page: what the portal found, and the fields of the answer."""

    bid: Bid
    found: Finding | None
    ground: BoundField | None
    reason: BoundField | None
    not_me: BoundField | None
    is_open: bool


class DeclareForm(forms.Form):
    """One answer to each offer; an empty ground says that there is none."""

    bidders = forms.CharField(widget=forms.HiddenInput)
    statement = forms.BooleanField(
        label="Przeczytałam / przeczytałem listę oferentów i podstawy wyłączenia. Składam"
        " oświadczenie o powyższej treści.",
        error_messages={"required": "Zaznacz, aby złożyć oświadczenie."},
    )

    def __init__(
        self, *args: Any, bids: Sequence[Bid], found: Mapping[int, Finding], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.bids, self.found = bids, found
        self.initial["bidders"] = digest_of_bids(bids)
        for bid in bids:
            finding = found.get(bid.assessment)
            if finding is None or not finding.is_certain:
                self._add_fields(bid, finding)

    def _add_fields(self, bid: Bid, finding: Finding | None) -> None:
        self.fields[f"ground_{bid.assessment}"] = forms.ChoiceField(
            label="Podstawa wyłączenia", choices=[NOTHING, *ASKED_GROUNDS], required=False
        )
        self.fields[f"reason_{bid.assessment}"] = forms.CharField(
            label="Na czym polega okoliczność",
            max_length=500,
            required=False,
            help_text="Bez danych osób trzecich; wystarczy „bliski krewny w zarządzie”.",
        )
        if finding is not None:
            self.fields[f"not_me_{bid.assessment}"] = forms.BooleanField(
                label="To zbieżność albo dawna sprawa: nie ma podstaw, abym się wyłączyła /"
                " wyłączył.",
                required=False,
            )

    def rows(self) -> list[BidRow]:
        """Return the offers with their fields."""
        return [self._row(bid) for bid in self.bids]

    def _row(self, bid: Bid) -> BidRow:
        ground, reason, not_me = (
            self[name] if (name := f"{part}_{bid.assessment}") in self.fields else None
            for part in ("ground", "reason", "not_me")
        )
        written = any(field is not None and field.value() for field in (ground, reason))
        found = self.found.get(bid.assessment)
        return BidRow(bid, found, ground, reason, not_me, bool(written or not_me))

    def clean(self) -> dict[str, Any]:
        """Ask for ground and reason together, and for an answer to each question of the portal."""
        values: dict[str, Any] = super().clean() or {}
        for bid in self.bids:
            pk = bid.assessment
            ground, reason = values.get(f"ground_{pk}"), values.get(f"reason_{pk}", "").strip()
            if ground and not reason:
                self.add_error(f"reason_{pk}", "Opisz, na czym polega okoliczność.")
            if reason and not ground and f"ground_{pk}" not in self.errors:
                self.add_error(f"ground_{pk}", "Wybierz podstawę albo usuń opis.")
            if f"not_me_{pk}" in self.fields and not ground and not values.get(f"not_me_{pk}"):
                self.add_error(f"not_me_{pk}", "Odpowiedz: wyłącz się albo zaznacz to pole.")
        return values

    def exclusions(self) -> dict[int, Exclusion]:
        """Return from which offers the member steps aside, and why."""
        values = self.cleaned_data
        return {
            bid.assessment: Exclusion(
                values[f"ground_{bid.assessment}"], values[f"reason_{bid.assessment}"]
            )
            for bid in self.bids
            if values.get(f"ground_{bid.assessment}")
        }

    def coincidences(self) -> list[int]:
        """Return the offers about which the portal asked for nothing."""
        return [
            bid.assessment for bid in self.bids if self.cleaned_data.get(f"not_me_{bid.assessment}")
        ]
