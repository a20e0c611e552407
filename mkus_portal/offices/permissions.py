"""Who may enter an office and keep its words."""

from mkus_portal.act import Act
from mkus_portal.offices.models import LocalGovernment
from mkus_portal.verdict import ALLOWED, Verdict, refused


def may_enter_office(act: Act) -> Verdict:
    """Allow the portal (its command) and its operator."""
    if act.holds("system", "operator"):
        return ALLOWED
    return refused("Urząd zakłada operator portalu.")


def may_edit_office(act: Act, office: LocalGovernment) -> Verdict:
    """Allow the office's administrator to keep its words, contacts, units and texts."""
    if act.holds("office_admin") and act.acts_for("office", office.pk):
        return ALLOWED
    return refused("Dane urzędu zmienia jego administrator.")
