"""The page that draws organisations of each unit, shows the list and then invites them."""

from typing import Any

from django import forms

from contracting.surveys import actions
from contracting.surveys.forms.inviting import SampleForm
from contracting.surveys.permissions import has_units, may_sample
from contracting.surveys.sampling import Drawn, digest_of, draw
from contracting.surveys.views.links import InvitePage
from mkus_portal.verdict import Verdict
from mkus_portal.web.wording import plural


class SurveySample(InvitePage):
    """Shows the list by GET; the POST invites exactly those on it."""

    form_class = SampleForm
    template_name = "contracting/surveys/sample.html"
    heading = "Wylosuj organizacje"
    lead = (
        "Portal losuje z rejestru organizacje z adresem e-mail i siedzibą w każdej jednostce."
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
        return {"per_group": 10, "seed": self.act.day.isoformat()}

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
        drawn: list[Drawn] = []
        if form.is_bound:
            form.is_valid()
        said = getattr(form, "cleaned_data", {})
        if {"per_group", "seed"} <= set(said):
            drawn = draw(self.object, said["per_group"], said["seed"])
        return {
            **context,
            "drawn": drawn,
            "total": sum(len(one.organisations) for one in drawn),
            "said": said,
            "digest": digest_of(drawn),
        }

    def carry_out(self, form: forms.BaseForm) -> str:
        """Invite those on the list that was shown."""
        said = form.cleaned_data
        count = actions.invite_sample(
            self.act, self.object, said["per_group"], said["seed"], said["digest"]
        )
        word = plural(count, "zaproszenie", "zaproszenia", "zaproszeń")
        self.success_message = f"Wysłano {count} {word}."  # type: ignore[misc]  # with the number
        return self.back()
