"""What this room registers when the portal starts."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Registers the room with the ground floor and with the beginning of a unit."""

    name = "advisory.plans"
    verbose_name = "plany pracy"

    def ready(self) -> None:
        """Register the panels, the plan made when a unit begins, who its steps wait for."""
        from advisory.plans.actions import plan_on_agreement, tell_unit
        from advisory.plans.panels import PLAN, PLANS
        from advisory.programmes import advising, beginnings
        from mkus_portal.web import panels

        beginnings.register(plan_on_agreement)
        advising.register(tell_unit)
        panels.register(PLAN, PLANS)
