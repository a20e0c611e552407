"""An adviser in one offer: let in with consent until a day, withdrawn at once, nobody else."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from post_office.models import Email

from contracting.offers import actions as offer_actions
from contracting.offers import advice_actions as actions
from contracting.offers.advice_panel import after_advice
from contracting.offers.models import Advice, Offer
from contracting.offers.permissions import may_comment, may_read, may_write
from mkus_portal.accounts.models import Key, Membership
from mkus_portal.act import NOWHERE, WARSAW, Act, Scope
from mkus_portal.drafting.actions import accept_proposal, open_thread, save_field
from mkus_portal.drafting.models import Thread
from mkus_portal.notifications.models import Duty
from mkus_portal.verdict import Refused
from mkus_portal.workflow.engine import MoveTaken
from mkus_portal.workflow.models import MoveLog
from tests import cast as people
from tests.contracting.offers.factories import AFTER, OPEN, make_cast

UNTIL = OPEN.date() + timedelta(days=60)


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def offer(cast):
    return cast.draft()


@pytest.fixture
def person(db):
    found = people.make_user("Doradca Pierwszy", email="doradca@fundacja.example")
    people.confirm(found)
    return found


@pytest.fixture
def adviser(person):
    return Act(person.pk, "adviser", Scope("programme", 1), OPEN)


def ask(cast, offer, person, until=UNTIL):
    return actions.ask_for_advice(cast.editor, offer, email=person.email, until=until)


def let_in(cast, offer, person, until=UNTIL):
    advice = ask(cast, offer, person, until)
    actions.accept_advice(Act(person.pk, "person", NOWHERE, OPEN), advice)
    return advice


def test_the_letter_opens_nothing_and_taking_it_opens_one_offer_to_comment(
    cast, offer, person, adviser
):
    other = cast.draft()
    advice = ask(cast, offer, person)
    assert not may_read(adviser, offer)
    letter = Email.objects.get(to=person.email)
    assert advice.token in letter.message
    actions.accept_advice(adviser, advice)
    assert [bool(may(adviser, offer)) for may in (may_read, may_comment, may_write)] == [
        True,
        True,
        False,
    ]
    assert list(Offer.objects.visible_to(adviser)) == [offer]
    assert not may_read(adviser, other)
    assert not Offer.objects.visible_to(replace(adviser, scope=Scope("call", cast.call.pk)))


def test_the_access_ends_with_its_last_day(cast, offer, person, adviser):
    let_in(cast, offer, person)
    last = datetime(UNTIL.year, UNTIL.month, UNTIL.day, 23, 59, 59, tzinfo=WARSAW)
    assert may_read(adviser.later(last), offer)
    assert not may_read(adviser.later(last + timedelta(seconds=1)), offer)


def test_withdrawn_consent_ends_it_the_same_second_and_leaves_a_trace(cast, offer, person, adviser):
    advice = let_in(cast, offer, person)
    open_thread(adviser, offer.draft, "III.3", "Za krótko")
    now = OPEN + timedelta(minutes=1)
    actions.withdraw_advice(cast.editor.later(now), advice)
    assert not may_read(adviser.later(now), offer)
    with pytest.raises(Refused):
        open_thread(adviser.later(now), offer.draft, "III.3", "Jeszcze jedno")
    moves = MoveLog.objects.filter(move__in=("accept", "withdraw")).order_by("pk")
    assert list(moves.values_list("move", "user")) == [
        ("accept", person.pk),
        ("withdraw", cast.editor.user),
    ]
    assert not Duty.objects.open().filter(kind="offer_advise").exists()
    assert Email.objects.filter(to=person.email, subject__startswith="Organizacja cofnęła").exists()
    assert [one.said for one in after_advice(cast.editor, offer)] == ["uwaga"]


def test_an_invitation_called_off_cannot_be_taken(cast, offer, person, adviser):
    advice = ask(cast, offer, person)
    stale = Advice.objects.get(pk=advice.pk)
    actions.withdraw_advice(cast.editor, advice)
    with pytest.raises(MoveTaken):
        actions.accept_advice(adviser, stale)
    assert not Key.objects.exists()


def test_neither_a_stranger_nor_the_office_takes_it(cast, offer, person, adviser):
    advice = ask(cast, offer, person)
    stranger = Act(people.make_user().pk, "person", NOWHERE, OPEN)
    with pytest.raises(Refused):
        actions.accept_advice(stranger, advice)
    Membership.objects.create(
        user=person,
        role="clerk",
        scope_kind="office",
        scope_id=cast.office.pk,
        valid_from=OPEN.date(),
    )
    with pytest.raises(Refused, match="urzędzie, który ogłosił"):
        actions.accept_advice(adviser, advice)
    assert not Key.objects.exists()


def test_only_those_who_write_the_offer_ask_for_advice(cast, offer, person, adviser):
    let_in(cast, offer, person)
    rival = make_cast(call=cast.call)
    for act in (rival.editor, adviser, cast.clerk(), Act.public(OPEN)):
        with pytest.raises(Refused):
            actions.ask_for_advice(act, offer, email="inna@osoba.example", until=UNTIL)


@pytest.mark.parametrize(("days", "field"), [(-1, "until"), (367, "until"), (10, "email")])
def test_a_wrong_day_or_the_same_person_again_is_said_beside_the_field(
    cast, offer, person, days, field
):
    ask(cast, offer, person)
    email = person.email.upper() if field == "email" else "inna@osoba.example"
    with pytest.raises(ValidationError) as error:
        actions.ask_for_advice(
            cast.editor, offer, email=email, until=cast.editor.day + timedelta(days=days)
        )
    assert list(error.value.message_dict) == [field]


def test_a_sent_offer_asks_nobody_and_stays_sealed_to_the_office(cast, person, adviser):
    offer = cast.draft()
    let_in(cast, offer, person)
    late = actions.ask_for_advice(cast.editor, offer, email="pozny@osoba.example", until=UNTIL)
    offer_actions.submit_offer(cast.president, offer)
    with pytest.raises(Refused):
        ask(cast, Offer.objects.get(pk=offer.pk), person)
    taker = people.make_user(email="pozny@osoba.example")
    people.confirm(taker)
    with pytest.raises(Refused):
        actions.accept_advice(
            Act(taker.pk, "person", NOWHERE, OPEN), Advice.objects.get(pk=late.pk)
        )
    assert may_read(adviser, offer)
    assert not may_comment(adviser, Offer.objects.get(pk=offer.pk))
    assert not Offer.objects.visible_to(cast.clerk()).exists()
    assert Offer.objects.visible_to(cast.clerk(AFTER)).exists()


def test_after_advice_says_which_places_changed(cast, offer, person, adviser):
    let_in(cast, offer, person)
    open_thread(adviser, offer.draft, "III.3", "Za krótko")
    proposed = open_thread(adviser, offer.draft, "III.3", "", "Nowy opis zasobów")
    open_thread(cast.editor, offer.draft, "III.3", "To uwaga organizacji")
    assert [one.is_changed for one in after_advice(cast.editor, offer)] == [False, False]
    answer = offer.draft.answers.get(row=None, field="III.3")
    save_field(cast.editor, offer.draft, "III.3", "Teraz dłużej", answer.version)
    version = offer.draft.answers.get(row=None, field="III.3").version
    accept_proposal(cast.editor, Thread.objects.get(pk=proposed.pk), version)
    rows = after_advice(cast.editor, offer)
    assert [(one.said, one.outcome, one.is_changed) for one in rows] == [
        ("propozycja tekstu", "propozycja przyjęta", True),
        ("uwaga", "tekst zmieniony po uwadze", True),
    ]
    assert after_advice(cast.clerk(AFTER), offer) == []


def test_the_organisation_asks_and_the_adviser_reads_on_pages(
    cast, offer, person, adviser, browser_of
):
    client = browser_of(cast.editor)
    page = reverse("advice-ask", args=(offer.pk,))
    empty = client.post(page, {"email": "", "until": "", "adviser": ""})
    for words in ("podaj adres e-mail.", "Podaj dzień, do którego", "Bez zgody organizacji"):
        assert words in empty.content.decode()
    asked = client.post(page, {"email": person.email, "until": UNTIL.isoformat(), "consent": "on"})
    assert asked.status_code == 302
    advice = Advice.objects.get()
    assert "cofnąć w każdej chwili" in advice.consent
    assert "Cofnij zgodę" in client.get(asked.url).content.decode()
    own = browser_of(adviser)
    assert own.get(page).status_code == 404
    taken = own.post(reverse("advice-invitation", args=(advice.token,)))
    assert taken.url == offer.get_absolute_url()
    assert "prosi Cię o poradę" in own.get(taken.url).content.decode()
    assert str(offer) in own.get(reverse("advice-list")).content.decode()
    section = own.get(reverse("offer-section", args=(offer.pk, "III")))
    assert section.status_code == 200
    client = browser_of(cast.editor)
    client.post(reverse("advice-withdraw", args=(advice.pk,)))
    own = browser_of(adviser.later(OPEN + timedelta(minutes=1)))
    assert own.get(taken.url).status_code == 404
