"""What this room registers when the portal starts."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Registers the room with the ground floor."""

    name = "contracting.surveys"
    verbose_name = "badania"

    def ready(self) -> None:
        """Read the ready questionnaires (a wrong file stops the start); register moves, letters."""
        from contracting.surveys import letters
        from contracting.surveys.permissions import ALL_READERS
        from contracting.surveys.procedure import PROCEDURE
        from contracting.surveys.ready import ready_surveys
        from mkus_portal.notifications import messages
        from mkus_portal.web import navigation
        from mkus_portal.workflow import engine

        ready_surveys()
        engine.register(PROCEDURE)
        messages.register(*letters.KINDS)
        navigation.register(
            navigation.Entry(
                "Badania",
                "survey-list",
                lambda act: act.holds(*ALL_READERS),
                order=16,
                fold=navigation.Fold.ANALYSES,
            )
        )
