"""The pages of a draw: making the list, seeing it, inviting; and the draw as it was made."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from contracting.surveys import actions
from contracting.surveys.forms.inviting import SampleForm
from contracting.surveys.models import Draw, Survey
from contracting.surveys.permissions import has_units, may_sample
from contracting.surveys.sampling import digest_of, draw, recipe_of
from contracting.surveys.views.links import InvitePage
from contracting.surveys.views.office import readers
from mkus_portal.verdict import Verdict
from mkus_portal.web.views import DetailPage
from mkus_portal.web.wording import plural
from ngos.legal_forms import LegalForm


class SurveySample(InvitePage):
    """Shows the list by GET; the POST invites exactly those on it."""

    form_class = SampleForm
    template_name = "contracting/surveys/sample.html"
    heading = "Wylosuj organizacje"
    lead = (
        "Portal losuje z rejestru organizacje z adresem e-mail, osobno w każdej jednostce."
        " Najpierw zobaczysz listę; zaproszenia wyjdą dopiero po jej zatwierdzeniu."
    )

    def allowed(self) -> Verdict:
        """Allow whoever runs it, where there are units to draw for."""
        verdict = super().allowed()
        return has_units(self.object) if verdict else verdict

    def check(self) -> None:
        """Ask whether links may be sent now, and whether there are units."""
        self.insist(may_sample(self.act, self.object))

    def get_initial(self) -> dict[str, Any]:
        """Start from ten and the day."""
        return {"per_group": 10, "seed": self.act.day.isoformat(), "by_work": True}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Read the question of the address as what was typed."""
        given = super().get_form_kwargs()
        if self.request.method == "GET" and "per_group" in self.request.GET:
            given["data"] = self.request.GET
        return given

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the list, once it is known how many to draw."""
        context = super().get_context_data(**kwargs)
        form = context["form"]
        if form.is_bound:
            form.is_valid()
        recipe = form.recipe
        drawn = draw(self.object, recipe) if recipe else []
        return {
            **context,
            "drawn": drawn,
            "empty": [one.group.name for one in drawn if not one.known],
            "total": sum(len(one.organisations) for one in drawn),
            "recipe": recipe,
            "digest": digest_of(drawn),
        }

    def carry_out(self, form: forms.BaseForm) -> str:
        """Invite those on the list that was shown."""
        recipe, digest = form.recipe, form.cleaned_data["digest"]  # type: ignore[attr-defined]  # SampleForm
        count = actions.invite_sample(self.act, self.object, recipe, digest)
        word = plural(count, "zaproszenie", "zaproszenia", "zaproszeń")
        self.success_message = f"Wysłano {count} {word}."  # type: ignore[misc]  # with the number
        return self.back()


class SurveyDraw(DetailPage[Draw]):
    """A draw as it was made, and whether drawing again gives the same list."""

    permission = readers
    model = Draw
    template_name = "contracting/surveys/draw.html"

    def visible(self) -> QuerySet[Draw]:
        """Return the draws of the surveys that exist for the act."""
        surveys = Survey.objects.visible_to(self.act)
        return Draw.objects.filter(survey__in=surveys).select_related("survey")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the list and what it was drawn from."""
        row = self.object
        again = draw(row.survey, recipe_of(row), before=row)
        return super().get_context_data(
            draw=row,
            survey=row.survey,
            facts=facts_of(row),
            organisations=list(row.organisations.order_by("name_folded", "pk")),
            is_same=digest_of(again) == row.digest,
            **kwargs,
        )


def facts_of(row: Draw) -> list[tuple[str, str]]:
    """Return what the list was drawn from, in words."""
    chosen = [str(LegalForm(one).label) for one in row.legal_forms.split()]
    return [
        ("Ziarno", row.seed),
        ("Po ile z jednostki", str(row.per_group)),
        ("Skąd", "siedziba albo zlecone zadania" if row.by_work else "siedziba w jednostce"),
        ("Wylosowane wcześniej", "pominięto" if row.is_fresh else "mogły być wylosowane"),
        ("Formy prawne", ", ".join(chosen) or "wszystkie"),
        ("Kto losował", row.drawn_by or "–"),
    ]
