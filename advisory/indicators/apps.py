"""What this room registers when the portal starts."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Registers the room with the ground floor."""

    name = "advisory.indicators"
    verbose_name = "wskaźniki programu"

    def ready(self) -> None:
        """Register the door."""
        from mkus_portal.web import navigation

        navigation.register(
            navigation.Entry(
                "Wskaźniki",
                "own-indicators",
                lambda act: act.holds("programme_coordinator"),
                order=64,
                fold=navigation.Fold.SUPPORT,
            )
        )
