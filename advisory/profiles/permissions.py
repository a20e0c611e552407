"""Who writes a unit's page and news, and who lets the report of an analysis be read."""

from advisory.profiles.models import News, UnitProfile
from advisory.programmes.models import Programme, Unit
from advisory.programmes.permissions import APPLICANTS, may_run
from mkus_portal.act import Act
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused


def may_write_profile(act: Act, unit: Unit) -> Verdict:
    """Allow the programme's coordinator."""
    return may_run(act, unit.programme)


def may_publish(act: Act, profile: UnitProfile) -> Verdict:
    """Allow the programme's coordinator."""
    return may_run(act, profile.unit.programme)


def may_give_report(act: Act, unit: Unit) -> Verdict:
    """Allow the unit's own office: the report is its, so is the word on showing it."""
    if act.holds(*APPLICANTS) and act.acts_for("office", unit.office_id):
        return ALLOWED
    return refused("O publikacji raportu decyduje koordynator urzędu albo organ wykonawczy.")


def may_write_news(act: Act, programme: Programme) -> Verdict:
    """Allow the programme's coordinator."""
    return may_run(act, programme)


def may_publish_news(act: Act, news: News) -> Verdict:
    """Allow the programme's coordinator."""
    return may_run(act, news.programme)


def may_send_news(act: Act, news: News) -> Verdict:
    """Allow the coordinator, once it is published, once."""
    if news.state != News.State.PUBLISHED:
        return refused("Najpierw opublikuj aktualność.")
    if news.sent_at is not None:
        return refused("Ta aktualność została już rozesłana.")
    return may_publish_news(act, news)
