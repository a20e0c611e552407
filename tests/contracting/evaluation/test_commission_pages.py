"""The pages of a commission and of recruitments as people use them."""

from dataclasses import replace

import pytest
from django.urls import reverse

from contracting.evaluation.actions import commission, recruitment
from contracting.evaluation.conflicts import bids_of, digest_of_bids
from contracting.evaluation.lineup import of_candidate
from contracting.evaluation.models import Candidate, CommissionMember, Recruitment, Recusal
from mkus_portal.act import Act, Scope
from mkus_portal.verdict import Refused
from tests import cast
from tests.contracting.calls.factories import member_act
from tests.contracting.evaluation.factories_commission import (
    LATER,
    SOUGHT,
    declare,
    indicate,
    make_candidate,
    make_person,
    make_recruitment,
    make_room,
    open_merit,
    propose,
    represent,
    seat,
)
from tests.contracting.offers.factories import make_organisation, ngo_act

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return make_room()


@pytest.fixture
def browser(browser_of):
    """`browser(act)` is signed in at the act's instant."""
    return browser_of


def url(name, obj):
    return reverse(name, args=(obj.pk,))


def ngo(at=SOUGHT):
    """Somebody of an organisation that bids nowhere."""
    organisation, user = make_organisation()
    return organisation, ngo_act(organisation, user, "ngo_admin", at)


def test_a_clerk_prepares_and_publishes_a_recruitment_that_everybody_reads(room, browser):
    clerk = browser(room.clerk)
    written = {
        "title": "Nabór 2027",
        "call": room.call.pk,
        "year": "2027",
        "requirements": "Doświadczenie w sporcie.",
        "opens_on": "2026-12-01",
        "closes_on": "2026-12-20",
    }
    wrong = clerk.post(reverse("office-recruitment-create"), {**written, "year": "2026"})
    assert wrong.status_code == 422
    assert "Konkurs dotyczy roku 2027" in wrong.content.decode()
    backwards = clerk.post(
        reverse("office-recruitment-create"), {**written, "closes_on": "2026-11-20"}
    )
    assert backwards.status_code == 422
    assert "Koniec naboru nie może być przed" in backwards.content.decode()
    clerk.post(reverse("office-recruitment-create"), written)
    made = Recruitment.objects.get()
    visitor = browser(Act.public(LATER))
    assert visitor.get(url("recruitment-detail", made)).status_code == 404
    browser(room.clerk).post(url("office-recruitment-publish", made))
    page = browser(Act.public(LATER)).get(url("recruitment-detail", made)).content.decode()
    assert "Doświadczenie w sporcie." in page
    assert made.title in visitor.get(url("call-detail", room.call)).content.decode()
    assert made.title in visitor.get(reverse("recruitment-list")).content.decode()


def test_a_published_recruitment_is_not_changed_and_a_stale_save_shows_both(room, browser):
    made = make_recruitment(room.office, published=False)
    clerk = browser(room.clerk)
    written = {
        "title": "Mój tytuł",
        "year": "2027",
        "requirements": made.requirements,
        "opens_on": "2026-11-16",
        "closes_on": "2026-12-31",
        "based_on": "1",
    }
    recruitment.edit_recruitment(room.clerk, made, title="Tytuł kolegi")
    clash = clerk.post(url("office-recruitment-edit", made), written)
    assert clash.status_code == 409
    assert "Tytuł kolegi" in clash.content.decode()
    assert "Mój tytuł" in clash.content.decode()
    recruitment.publish_recruitment(room.clerk, made)
    refusal = clerk.post(url("office-recruitment-edit", made), {**written, "based_on": "3"})
    assert refusal.status_code == 422
    assert "Ogłoszonego naboru nie można zmienić" in refusal.content.decode()


def test_a_recruitment_that_is_over_is_not_published(room):
    made = make_recruitment(room.office, published=False)
    late = room.clerk.later(LATER.replace(year=2027))
    with pytest.raises(Refused, match="już minął"):
        recruitment.publish_recruitment(late, made)


def test_an_organisation_indicates_and_withdraws(room, browser):
    made = make_recruitment(room.office, room.call)
    _, act = ngo()
    client = browser(act)
    person = {"full_name": "Celina Wskazana", "email": "celina@example.pl", "experience": ""}
    unasked = client.post(url("candidate-indicate", made), person)
    assert unasked.status_code == 422
    assert "Zapytaj tę osobę o zgodę" in unasked.content.decode()
    client.post(url("candidate-indicate", made), {**person, "agreed": "on"})
    twice = client.post(url("candidate-indicate", made), {**person, "agreed": "on"})
    assert "jest już zgłoszona" in twice.content.decode()
    candidate = Candidate.objects.get()
    assert candidate.full_name in client.get(url("recruitment-detail", made)).content.decode()
    _, other = ngo()
    stranger = browser(other)
    assert stranger.post(url("candidate-withdraw", candidate)).status_code == 404
    page = stranger.get(url("recruitment-detail", made)).content.decode()
    assert candidate.full_name not in page
    browser(act).post(url("candidate-withdraw", candidate))
    candidate.refresh_from_db()
    assert candidate.withdrawn_at == act.at


def test_candidates_are_taken_from_the_first_to_the_last_day(room):
    made = make_recruitment(room.office)
    _, act = ngo()
    for at, reason in ((SOUGHT.replace(day=15), "od 16.11"), (SOUGHT.replace(year=2027), "do 31")):
        with pytest.raises(Refused, match=reason):
            recruitment.indicate_candidate(
                act.later(at), made, full_name="Jan", email="jan@example.pl", experience=""
            )


def test_r06_a_bidder_is_told_when_it_indicates(room):
    made = make_recruitment(room.office, room.call)
    with pytest.raises(Refused, match="złożyła ofertę w tym konkursie"):
        indicate(made, room.bidder.organisation, make_person(), LATER)
    assert not Candidate.objects.exists()


def test_the_office_enters_a_candidate_from_paper_and_reads_the_list(room, browser):
    made = make_recruitment(room.office)
    organisation, _ = make_organisation()
    clerk = browser(room.clerk)
    written = {
        "organisation": organisation.pk,
        "full_name": "Papierowy Kandydat",
        "email": "papier@example.pl",
        "experience": "Dziesięć lat.",
        "agreed": "on",
    }
    clerk.post(url("office-candidate-enter", made), written)
    page = clerk.get(url("office-recruitment-detail", made)).content.decode()
    assert "Papierowy Kandydat" in page
    assert organisation.name in page
    foreign = browser(make_room().clerk)
    assert foreign.get(url("office-recruitment-detail", made)).status_code == 404


def test_a_candidate_who_sits_is_not_withdrawn(room):
    organisation, act = ngo()
    user = make_person()
    candidate = indicate(make_recruitment(room.office), organisation, user)
    commission.add_member(room.clerk, room.fresh(), of_candidate(candidate))
    with pytest.raises(Refused, match="jest już w składzie"):
        recruitment.withdraw_candidate(replace(act, scope=organisation.scope), candidate)


def test_a_clerk_lines_up_candidates_colleagues_and_experts(room, browser):
    candidate = make_candidate(room.office)
    colleague = member_act(room.office, "coordinator", LATER)
    add = url("commission-member-add", room.evaluation)
    clerk = browser(room.clerk)
    page = clerk.get(add).content.decode()
    assert f"c{candidate.pk}" in page
    assert f"u{colleague.user}" in page
    clerk.post(add, {"who": f"c{candidate.pk}"})
    clerk.post(add, {"who": f"u{colleague.user}", "side": "body", "is_chair": "on"})
    nameless = clerk.post(add, {"who": "other", "side": "expert"})
    assert nameless.status_code == 422
    assert nameless.content.decode().count("Wpisz, gdy wybierasz inną osobę.") >= 2
    clerk.post(
        add,
        {"who": "other", "full_name": "Ewa Znawca", "email": "ewa@example.pl", "side": "expert"},
    )
    sides = dict(room.evaluation.members.values_list("email", "side"))
    assert sorted(sides.values()) == ["body", "expert", "ngo"]
    assert sides[candidate.email] == "ngo"
    twice = clerk.post(
        add, {"who": "other", "full_name": "E", "email": "EWA@example.pl", "side": "body"}
    )
    assert "jest już w komisji" in twice.content.decode()


def test_the_clerk_reads_why_a_bidders_candidate_cannot_sit(room, browser):
    candidate = indicate(make_recruitment(room.office), room.bidder.organisation, make_person())
    clerk = browser(room.clerk)
    add = url("commission-member-add", room.evaluation)
    assert "nie może zasiadać: wskazał oferent" in clerk.get(add).content.decode()
    refusal = clerk.post(add, {"who": f"c{candidate.pk}"})
    assert refusal.status_code == 422
    assert "art. 15 ust. 2d" in refusal.content.decode()


def test_the_executive_body_appoints_on_its_page(room, browser):
    member = propose(room, make_person())
    executive = browser(room.executive)
    page = url("commission-appoint", room.evaluation)
    assert "podaj powód" in executive.get(page).content.decode()
    order = {
        "number": "9/2026",
        "date": "2026-12-03",
        "signatory": "Anna Wzorowa, wójt",
        "chair": member.pk,
    }
    refusal = executive.post(page, order)
    assert refusal.status_code == 422
    assert "9/2026" in refusal.content.decode()
    executive.post(page, {**order, "without_ngo": "none_indicated"})
    assert room.fresh().appointment_number == "9/2026"
    clerk = browser(room.clerk).get(url("commission-detail", room.evaluation)).content.decode()
    assert "nie przyjęła / nie przyjął jeszcze zaproszenia" in clerk
    assert "Akt nr 9/2026" in clerk


def test_a_member_declares_on_the_page_and_then_reads_the_offers(room, browser):
    act = seat(room)
    own, rival = room.of(room.bidder), room.of(room.rival)
    client = browser(act)
    page = url("impartiality", room.evaluation)
    shown = client.get(page).content.decode()
    assert room.bidder.organisation.name in shown
    assert "małżonka, krewnego lub powinowatego" in shown
    answers = {"bidders": digest_of_bids(bids_of(room.fresh())), f"ground_{own.pk}": "family"}
    unsaid = client.post(page, {**answers, "statement": "on"})
    assert unsaid.status_code == 422
    assert "Opisz, na czym polega okoliczność." in unsaid.content.decode()
    answers[f"reason_{own.pk}"] = "Krewna w zarządzie."
    unticked = client.post(page, answers)
    assert "Zaznacz, aby złożyć oświadczenie." in unticked.content.decode()
    assert "Krewna w zarządzie." in unticked.content.decode()
    client.post(page, {**answers, "statement": "on"})
    assert Recusal.objects.get().reason == "Krewna w zarządzie."
    open_merit(room)
    after = LATER.replace(hour=12)
    client = browser(act, after)
    shown = client.get(page).content.decode()
    assert reverse("offer-content", args=(rival.offer_id,)) in shown
    assert reverse("offer-content", args=(own.offer_id,)) not in shown
    assert client.get(reverse("offer-content", args=(rival.offer_id,))).status_code == 200
    assert client.get(reverse("offer-content", args=(own.offer_id,))).status_code == 404


def test_the_page_asks_about_a_name_and_keeps_what_was_typed(room, browser):
    represent(room.bidder, full_name="Maria Mała")
    act = seat(room, make_person("Maria Mała"))
    own = room.of(room.bidder)
    client = browser(act)
    page = url("impartiality", room.evaluation)
    answers = {"bidders": digest_of_bids(bids_of(room.fresh())), "statement": "on"}
    unanswered = client.post(page, answers)
    assert unanswered.status_code == 422
    assert "Odpowiedz: wyłącz się albo zaznacz to pole." in unanswered.content.decode()
    assert client.post(page, {**answers, f"not_me_{own.pk}": "on"}).status_code == 302


def test_who_may_not_sit_reads_why_and_cannot_declare(room, browser):
    user = make_person()
    act = seat(room, user)
    indicate(make_recruitment(room.office), room.bidder.organisation, user, LATER)
    client = browser(act)
    page = url("impartiality", room.evaluation)
    shown = client.get(page).content.decode()
    assert "Nie możesz zasiadać w tej komisji" in shown
    assert "Złóż oświadczenie</button>" not in shown
    answers = {"bidders": digest_of_bids(bids_of(room.fresh())), "statement": "on"}
    assert client.post(page, answers).status_code == 422
    office = browser(room.clerk).get(url("commission-detail", room.evaluation)).content.decode()
    assert "Ta osoba nie może zasiadać" in office


def test_a_member_steps_aside_and_the_executive_body_excludes(room, browser):
    act = seat(room)
    declare(act, room.evaluation)
    own, rival = room.of(room.bidder), room.of(room.rival)
    why = {"ground": "doubt", "reason": "Znajomość."}
    aside = url("impartiality-recuse", room.evaluation)
    browser(act).post(aside, {**why, "assessment": own.pk})
    member = CommissionMember.objects.get()
    exclude = url("commission-member-exclude", member)
    browser(room.executive).post(exclude, {**why, "assessment": rival.pk})
    assert dict(Recusal.objects.values_list("assessment", "source")) == {
        own.pk: "declared",
        rival.pk: "decided",
    }
    office = browser(room.clerk).get(url("commission-detail", room.evaluation)).content.decode()
    assert office.count("Znajomość.") == 2


def test_a_member_sees_no_other_commission_and_nothing_of_the_offices_overview(room, browser):
    act = seat(room)
    other = make_room()
    client = browser(act)
    assert client.get(url("impartiality", other.evaluation)).status_code == 404
    assert client.get(url("evaluation-detail", other.evaluation)).status_code == 404
    assert client.get(url("evaluation-detail", room.evaluation)).status_code == 200
    assert client.get(url("commission-detail", room.evaluation)).status_code == 403
    assert client.get(reverse("people")).status_code == 403


def test_a_hat_without_a_seat_opens_nothing(room, browser):
    act = seat(room)
    user = make_person()
    hatted = replace(act, user=user.pk)
    cast.give(user, "commission_member", Scope("call", room.call.pk))
    client = browser(hatted)
    assert client.get(url("impartiality", room.evaluation)).status_code == 404
