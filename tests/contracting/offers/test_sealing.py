"""Until the deadline the office knows a number and a time, wherever it looks."""

from datetime import timedelta
from io import BytesIO

import pytest
import tablib
from django.urls import reverse

from contracting.offers import actions
from contracting.offers.models import Offer
from contracting.offers.permissions import may_read, may_read_draft
from contracting.offers.rules import is_sealed
from mkus_portal.accounts.actions import give_key
from mkus_portal.accounts.models import User
from mkus_portal.act import Act, Scope
from mkus_portal.documents.models import Document
from tests.contracting.calls.factories import make_published_call
from tests.contracting.offers.factories import (
    AFTER,
    DEADLINE,
    OPEN,
    complete_content,
    make_cast,
    make_office,
    make_user,
)

pytestmark = pytest.mark.django_db
TITLE = "Tajemnicze treningi"
OFFICE_ROLES = ("coordinator", "clerk", "executive", "treasurer")


@pytest.fixture
def cast():
    return make_cast(organisation={"name": "Fundacja Sekretna"})


@pytest.fixture
def offer(cast):
    return cast.sent(content=complete_content(texts={"III.1": TITLE}))


def secrets(cast):
    words = [TITLE, "Sekretna", cast.organisation.register_number, "9 000,00", "9000", "Prezes"]
    return [*words, "Trenujemy"]


def text_of(answer):
    return answer.content.decode().replace("\xa0", " ")


def pages(cast):
    """Every page of an office about offers, with sorting and filters that could tell."""
    listing = reverse("office-offer-list")
    yield listing
    for order in ("bidder", "-title", "grant", "-number"):
        yield f"{listing}?sort={order}"
    yield f"{listing}?call={cast.call.pk}"
    yield f"{listing}?task={cast.task.pk}&state=submitted"
    yield f"{listing}?eksport=csv"
    yield reverse("office-call-detail", args=(cast.call.pk,))
    yield reverse("call-detail", args=(cast.call.pk,))
    yield reverse("call-list")
    yield reverse("desk")


@pytest.mark.parametrize("role", OFFICE_ROLES)
@pytest.mark.parametrize("at", [OPEN, DEADLINE])
def test_no_page_of_the_office_tells_before_the_deadline(cast, offer, browser_of, role, at):
    client = browser_of(cast.clerk(at, role))
    for url in pages(cast):
        answer = client.get(url)
        assert answer.status_code == 200, url
        shown = text_of(answer)
        assert [word for word in secrets(cast) if word in shown] == [], url


def test_the_list_shows_number_and_time(cast, offer, browser_of):
    shown = text_of(browser_of(cast.clerk()).get(reverse("office-offer-list")))
    assert offer.number in shown
    assert "12.11.2026 r., godz. 10:00:00" in shown
    assert "zapieczętowana" in shown


def test_no_filter_finds_a_sealed_bidder_or_title(cast, offer, browser_of):
    client = browser_of(cast.clerk())
    for word in ("sekretna", "tajemnicze"):
        assert offer.number not in text_of(client.get(reverse("office-offer-list"), {"text": word}))
    found = client.get(reverse("office-offer-list"), {"text": offer.number})
    assert "zapieczętowana" in text_of(found)


def test_a_sealed_export_is_empty_of_secrets(cast, offer, browser_of):
    url = reverse("office-offer-list")
    answer = browser_of(cast.clerk()).get(url, {"eksport": "xlsx"})
    rows = tablib.Dataset().load(BytesIO(answer.content).read(), format="xlsx").dict
    assert [(row["Numer"], row["Oferent"]) for row in rows] == [(offer.number, None)]
    assert TITLE not in str(rows)


@pytest.mark.parametrize(
    "name",
    ["offer-detail", "offer-content", "offer-receipt", "offer-send", "offer-withdraw"],
)
def test_a_sealed_offer_has_no_page_for_the_office(cast, offer, browser_of, name):
    assert browser_of(cast.clerk(DEADLINE)).get(reverse(name, args=(offer.pk,))).status_code == 404


def test_documents_and_draft_are_sealed_too(cast, offer, browser_of):
    client = browser_of(cast.clerk(DEADLINE))
    for document in Document.objects.about(offer):
        assert client.get(reverse("document-detail", args=(document.pk,))).status_code == 404
        assert client.get(reverse("document-file", args=(document.pk,))).status_code == 404
    history = reverse("draft-history", args=(offer.draft.pk,))
    assert client.get(history, {"miejsce": "III.1"}).status_code == 404


def test_after_the_deadline_the_office_reads_everything_sent(cast, offer, browser_of):
    client = browser_of(cast.clerk(AFTER))
    assert TITLE in text_of(client.get(reverse("office-offer-list")))
    assert "Sekretna" in text_of(client.get(reverse("office-call-detail", args=(cast.call.pk,))))
    for name in ("offer-content", "offer-detail", "offer-receipt"):
        assert TITLE in text_of(client.get(reverse(name, args=(offer.pk,))))
    document = Document.objects.about(offer).first()
    assert client.get(reverse("document-detail", args=(document.pk,))).status_code == 200
    found = client.get(reverse("office-offer-list"), {"text": "sekretna"})
    assert offer.number in text_of(found)


def test_the_office_never_reads_how_the_offer_was_written(cast, offer, browser_of):
    act = cast.clerk(AFTER)
    assert may_read(act, offer)
    assert not may_read_draft(act, offer)
    history = reverse("draft-history", args=(offer.draft.pk,))
    assert browser_of(act).get(history, {"miejsce": "III.1"}).status_code == 404


def test_drafts_and_withdrawn_offers_are_never_opened(cast, browser_of):
    draft = cast.draft(complete_content(texts={"III.1": TITLE}))
    withdrawn = cast.sent(content=complete_content(texts={"III.1": TITLE}))
    actions.withdraw_offer(cast.editor, withdrawn)
    client = browser_of(cast.clerk(AFTER))
    shown = text_of(client.get(reverse("office-offer-list")))
    assert withdrawn.number in shown
    assert "wycofana" in shown
    assert TITLE not in shown
    for one in (draft, withdrawn):
        assert client.get(reverse("offer-content", args=(one.pk,))).status_code == 404


def test_the_instant_after_the_deadline_opens(cast, offer):
    assert is_sealed(offer, DEADLINE)
    assert not is_sealed(offer, DEADLINE + timedelta(microseconds=1))
    at_the_end = cast.clerk(DEADLINE)
    assert list(Offer.objects.visible_to(at_the_end)) == []
    assert list(Offer.objects.visible_to(at_the_end.later(AFTER))) == [offer]


def test_a_task_with_a_later_deadline_stays_sealed(browser_of):
    call = make_published_call(make_office())
    later = make_cast(call=call)
    later.task.deadline_at = DEADLINE + timedelta(days=3)
    later.task.save()
    offer = later.sent()
    assert list(Offer.objects.visible_to(later.clerk(AFTER))) == []
    assert list(Offer.objects.visible_to(later.clerk(DEADLINE + timedelta(days=4)))) == [offer]


def test_the_neighbour_office_sees_nothing_at_any_time(cast, offer, browser_of):
    neighbour = make_cast().clerk(AFTER)
    assert list(Offer.objects.visible_to(neighbour)) == []
    client = browser_of(neighbour)
    assert offer.number not in text_of(client.get(reverse("office-offer-list")))
    assert client.get(reverse("offer-content", args=(offer.pk,))).status_code == 404


def test_the_offices_administrator_and_the_operator_see_nothing(cast, offer):
    administrator = cast.clerk(AFTER, "office_admin")
    assert list(Offer.objects.visible_to(administrator)) == []
    operator = Act(make_user().pk, "operator", Scope("none", None), AFTER)
    assert list(Offer.objects.visible_to(operator)) == []


def test_an_adviser_reads_with_the_organisations_key_alone(cast, offer):
    adviser = make_user()
    act = Act(adviser.pk, "adviser", Scope("programme", 1), OPEN)
    assert list(Offer.objects.visible_to(act)) == []
    give_key(cast.editor, User.objects.get(pk=adviser.pk), offer, "read", "doradztwo")
    assert list(Offer.objects.visible_to(act.later(AFTER))) == [offer]


def test_the_list_costs_the_same_for_many(cast, browser_of, django_assert_max_num_queries):
    for _ in range(3):
        cast.sent()
    client = browser_of(cast.clerk(AFTER))
    client.get(reverse("office-offer-list"))
    with django_assert_max_num_queries(20):
        client.get(reverse("office-offer-list"))


def test_a_thousand_rows_are_paged_by_fifty(cast, offer, browser_of):
    copies = []
    for number in range(2, 1001):
        draft = type(offer.draft)(form_code="2057-1", form_version="2018-10-24", changed_at=OPEN)
        copies.append((number, draft))
    drafts = type(offer.draft).objects.bulk_create([draft for _, draft in copies])
    fields = ("task", "office", "organisation", "commissioning_form", "state", "submitted_at")
    same = {name: getattr(offer, name) for name in (*fields, "content", "digest", "created_at")}
    Offer.objects.bulk_create(
        Offer(**same, draft=draft, number=f"O/2026/{number:05d}", task_title=TITLE)
        for (number, _), draft in zip(copies, drafts, strict=True)
    )
    answer = browser_of(cast.clerk(AFTER)).get(reverse("office-offer-list"))
    assert len(answer.context["table"].paginated_rows) == 50
    assert "(1000)" in text_of(answer)
