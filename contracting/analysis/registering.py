"""What the parts of the Kreator register: their long forms and their modules."""

from contracting.analysis import expectations
from contracting.analysis.modules import Module
from contracting.analysis.social_form import (
    CARD_CODE,
    MEASUREMENT_CODE,
    card_fields,
    card_label,
    check_card,
    check_measurement,
    measurement_fields,
    measurement_label,
)
from contracting.analysis.social_live import card_live
from contracting.analysis.social_permissions import (
    may_read_card,
    may_read_measurement,
    may_write_card,
    may_write_measurement,
)
from contracting.analysis.social_result import panel_context
from contracting.analysis.socials import MODULE, social_gaps
from contracting.analysis.talk import MEASUREMENT_TALK
from mkus_portal.drafting.registry import DraftKind

DRAFT_KINDS = (
    DraftKind(
        code=CARD_CODE,
        may_read=may_read_card,
        may_write=may_write_card,
        fields=card_fields,
        check=check_card,
        live=card_live,
        label=card_label,
    ),
    DraftKind(
        code=MEASUREMENT_CODE,
        may_read=may_read_measurement,
        may_write=may_write_measurement,
        fields=measurement_fields,
        check=check_measurement,
        label=measurement_label,
        talk=MEASUREMENT_TALK,
    ),
)
MODULES = (
    Module(
        code=expectations.MODULE,
        url_name="analysis-surveys",
        verb="Wybierz badania",
        gaps=expectations.survey_gaps,
        template="contracting/analysis/_survey_panel.html",
        context=expectations.survey_context,
    ),
    Module(
        code=MODULE,
        url_name="analysis-social",
        verb="Oceń efektywność społeczną",
        gaps=lambda one: social_gaps(one.analysis, one.texts, one.scoring),
        template="contracting/analysis/_social_panel.html",
        context=lambda one: panel_context(one.analysis, one.texts, one.scoring),
    ),
)
