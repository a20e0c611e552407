"""Which page is looked at by whom; two files share the visits, so that two processes make them."""

import pytest

from tests.architecture.access import PAGES
from tests.architecture.walking import takes

FILES = {
    "desk-calendar",
    "document-file",
    "call-announcement",
    "attachment-file",
    "meeting-word",
    "evaluation-act",
    "contract-word",
    "expertise-word",
    "unit-report-word",
    "programme-report-word",
    "consultation-word",
    "event-word",
    "event-own-material",
    "adviser-month-word",
    "call-contract-files",
    "amendment-word",
    "report-word",
    "return-word",
    "expense-import-template",
    "inspection-authorisation-word",
    "inspection-protocol-word",
    "analysis-export",
    "analysis-word",
    "survey-answers-file",
    "survey-summary-file",
    "survey-comparison-file",
    "analysis-economic-chart",
    "programme-export",
    "public-report",
    "public-calendar",
    "public-press-zip",
    "analysis-schema",
    "empty-list",
    "public-expertise",
    "public-news-feed",
}
READERS = (
    ("clerk", "executive", "office_admin", "coordinator", "treasurer", "lawyer"),
    ("ngo_admin", "ngo_signatory", "ngo_editor", "ngo_accountant"),
    ("commission_member", "commission_expert"),
    ("adviser", "programme_coordinator"),
    ("expert",),
    ("operator",),
)
EVERYBODY_SEES_ANOTHER = {"desk", "hat-list"}


def readers(page):
    """Who looks at it: a visitor, a person without a role, or one of each holder's people."""
    if page.visitor == 200:
        return ["visitor"]
    alone = ["resident"] if page.others == 200 else []
    if alone and page.name not in EVERYBODY_SEES_ANOTHER:
        return alone
    groups = [[tag for tag in group if page.expected(tag) == 200] for group in READERS]
    return alone + [group[0] for group in groups if group]


SHOWN = [page for page in PAGES if takes(page.name, "get") and page.name not in FILES]
VISITS = [pytest.param(page, tag, id=f"{page}-{tag}") for page in SHOWN for tag in readers(page)]
HALVES = VISITS[::2], VISITS[1::2]
