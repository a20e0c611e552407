"""The page that says whether advised offers did better."""

from typing import Any

from advisory.indicators.advised import FEWEST, advised_and_others
from advisory.indicators.permissions import may_read
from advisory.programmes.views.bases import ProgrammeMixin
from mkus_portal.web.views import TemplatePage


class AdvisedOffers(ProgrammeMixin, TemplatePage):
    """Advised offers beside the others."""

    template_name = "advisory/indicators/advised.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the two groups."""
        programme = self.programme()
        self.insist(may_read(self.act, programme))
        return super().get_context_data(
            programme=programme,
            groups=advised_and_others(programme),
            fewest=FEWEST,
            act=self.act,
            **kwargs,
        )
