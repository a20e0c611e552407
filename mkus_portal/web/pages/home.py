"""The front door, for residents and everybody who has not signed in."""

from typing import Any

from mkus_portal.web.panels import panels_of
from mkus_portal.web.permission import public
from mkus_portal.web.views import TemplatePage


class Home(TemplatePage):
    """The front door, for residents and everybody who has not signed in."""

    permission = public
    template_name = "home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the panels of the rooms."""
        panels = panels_of("home", self.request, self.act)
        return super().get_context_data(panels=panels, **kwargs)
