"""What this room registers when the portal starts."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Registers the room with the ground floor and with the beginning of a unit."""

    name = "advisory.plans"
    verbose_name = "plany pracy"

    def ready(self) -> None:
        """Register the panels, and the plan that is made when a unit begins."""
        from advisory.plans.actions import plan_on_agreement
        from advisory.plans.panels import PLAN, PLANS
        from advisory.programmes import beginnings
        from mkus_portal.web import panels

        beginnings.register(plan_on_agreement)
        panels.register(PLAN, PLANS)
