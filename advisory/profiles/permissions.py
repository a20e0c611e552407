"""Who writes a unit's page and news, and who lets the report of an analysis be read."""

from advisory.profiles.models import Download, News, PressKit, UnitProfile
from advisory.programmes.models import Adviser, Programme, Unit
from advisory.programmes.permissions import APPLICANTS, may_look, may_run
from mkus_portal.act import Act
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused


def may_write_profile(act: Act, unit: Unit) -> Verdict:
    """Allow the programme's coordinator."""
    return may_run(act, unit.programme)


def may_publish(act: Act, profile: UnitProfile) -> Verdict:
    """Allow the programme's coordinator."""
    return may_run(act, profile.unit.programme)


def may_give_documents(act: Act, unit: Unit) -> Verdict:
    """Allow the unit's own office: the documents are its, so is the word on showing them."""
    if act.holds(*APPLICANTS) and act.acts_for("office", unit.office_id):
        return ALLOWED
    return refused("O publikacji dokumentów decyduje koordynator urzędu albo organ wykonawczy.")


def may_write_card(act: Act, adviser: Adviser) -> Verdict:
    """Allow the adviser themselves: nobody else agrees to their name being shown."""
    own = adviser.user_id is not None and adviser.user_id == act.user
    if own and act.holds("adviser") and act.acts_for("programme", adviser.programme_id):
        return ALLOWED
    return refused("O tym, co strony jednostek mówią o doradcy, decyduje sam doradca.")


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


def may_post_letters(act: Act) -> Verdict:
    """Allow the portal itself: its queue and its clock."""
    if act.holds("system"):
        return ALLOWED
    return refused("Listy z aktualnościami pisze sam portal.")


def may_write_press(act: Act, programme: Programme) -> Verdict:
    """Allow the programme's coordinator."""
    return may_run(act, programme)


def may_write_press_kit(act: Act, kit: PressKit) -> Verdict:
    """Allow the programme's coordinator."""
    return may_run(act, kit.programme)


def may_see_press(act: Act, kit: PressKit) -> Verdict:
    """Allow everybody what is published, before that whoever reads all of the programme."""
    return ALLOWED if kit.is_public else may_look(act, kit.programme)


def may_offer(act: Act, programme: Programme) -> Verdict:
    """Allow the programme's coordinator to offer files."""
    return may_run(act, programme)


def may_add_download(act: Act, download: Download) -> Verdict:
    """Allow the programme's coordinator."""
    return may_run(act, download.programme)


def may_see_download(act: Act, download: Download) -> Verdict:
    """Allow everybody what is shown, the rest to whoever reads all of the programme."""
    return ALLOWED if download.is_public else may_look(act, download.programme)
