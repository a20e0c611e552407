"""The verbs: who may, what changed, who is told, what waits; a refusal changes nothing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from contracting.calls import actions
from contracting.calls.annulment import register_objection
from contracting.calls.models import (
    Annulment,
    Call,
    CallTask,
    Criterion,
    PreviousTask,
    Publication,
    PublicVersion,
    Question,
)
from mkus_portal.accounts.models import User
from mkus_portal.act import NOWHERE, Act
from mkus_portal.documents.models import Document
from mkus_portal.notifications.models import Duty, Letter
from mkus_portal.offices.models import OrganisingUnit
from mkus_portal.versions import Overtaken
from mkus_portal.workflow.engine import MoveRefused
from mkus_portal.workflow.models import MoveLog
from mkus_portal.workflow.verdict import ALLOWED, refused
from tests.contracting.calls.factories import (
    AT,
    DEADLINE,
    make_approved_call,
    make_call,
    make_office,
    make_published_call,
    make_user,
    member_act,
    publish,
)

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
ADOPTED = ("12/2026", AT.date(), "Anna Wzorowa, wójt")
PROOF = {"author": "Ewa Pisząca", "responsible": "Jan Odpowiedzialny", "url": "https://bip.pl/1"}
NOT_WRITERS = ("executive", "treasurer", "office_admin")


def waiting(obj):
    return set(Duty.objects.of(obj).open().values_list("kind", flat=True))


def letters(kind):
    return set(Letter.objects.filter(kind=kind).values_list("to", flat=True))


def moves(call):
    rows = MoveLog.objects.filter(object_id=call.pk).order_by("pk")
    return list(rows.values_list("move", flat=True))


def person(at=AT):
    return Act(user=make_user(full_name="Olga Pytająca").pk, role="person", scope=NOWHERE, at=at)


def email_of(act):
    return User.objects.get(pk=act.user).email


@pytest.fixture
def call(office, clerk):
    return make_call(office, act=clerk)


# --- preparing ----------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["clerk", "coordinator"])
def test_writers_of_the_office_start_a_draft(office, role):
    act = member_act(office, role)
    call = actions.create_call(act, office, title="Żłobek „Łoś”", year=2027)
    call.refresh_from_db()
    assert (call.state, call.office, call.created_by_id) == ("draft", office, act.user)
    assert (call.title_folded, call.created_at) == ("zlobek „los”", AT)


@pytest.mark.parametrize("role", NOT_WRITERS)
def test_others_of_the_office_do_not(office, role, call):
    act = member_act(office, role)
    for attempt in (
        lambda: actions.create_call(act, office, title="A", year=2027),
        lambda: actions.edit_call(act, call, title="A"),
        lambda: actions.add_task(act, call, title="A"),
        lambda: actions.remove_task(act, call.tasks.get()),
        lambda: actions.remove_criterion(act, call.criteria.get()),
        lambda: actions.edit_previous_task(act, call.previous_tasks.get(), label="A"),
        lambda: actions.send_to_approve(act, call),
        lambda: actions.cancel_call(act, call, "powód"),
    ):
        with pytest.raises(MoveRefused, match="koordynator lub pracownik merytoryczny"):
            attempt()
    call.refresh_from_db()
    assert (Call.objects.count(), call.title, call.state) == (
        1,
        "Sport dzieci i młodzieży",
        "draft",
    )
    assert (call.tasks.count(), call.criteria.count()) == (1, 1)


def test_the_neighbours_clerk_touches_nothing(call):
    act = member_act(make_office())
    with pytest.raises(MoveRefused):
        actions.edit_call(act, call, title="Cudze")
    with pytest.raises(MoveRefused):
        actions.edit_task(act, call.tasks.get(), title="Cudze")
    with pytest.raises(MoveRefused):
        actions.record_publication(act, call, "bip", AT, **PROOF)
    assert not CallTask.objects.filter(title="Cudze").exists()


def test_a_save_based_on_an_older_version_is_refused_and_changes_nothing(clerk, call):
    seen = call.edit_version
    actions.edit_call(clerk, call, based_on=seen, title="Pierwszy")
    with pytest.raises(Overtaken):
        actions.edit_call(clerk, call, based_on=seen, title="Drugi")
    call.refresh_from_db()
    assert (call.title, call.edit_version) == ("Pierwszy", seen + 1)
    task = call.tasks.get()
    actions.edit_task(clerk, task, based_on=1, pool=Decimal(1))
    with pytest.raises(Overtaken):
        actions.edit_task(clerk, task, based_on=1, pool=Decimal(2))
    task.refresh_from_db()
    assert (task.pool, task.edit_version) == (Decimal(1), 2)


def test_a_tasks_limit_goes_back_to_the_calls(clerk, call):
    task = actions.edit_task(clerk, call.tasks.get(), forms="entrust", spheres=["16", "17", "16"])
    assert [one.code for one in task.spheres.all()] == ["16", "17"]
    assert actions.edit_task(clerk, task, forms=None).forms is None
    assert task.spheres.count() == 2


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"title": ""}, "title"),
        ({"max_grant_share": Decimal("100.01")}, "max_grant_share"),
        ({"admin_cost_cap": Decimal("-0.01")}, "admin_cost_cap"),
        ({"max_offers_per_organisation": 0}, "max_offers_per_organisation"),
        ({"contact_email": "adres"}, "contact_email"),
    ],
)
def test_a_value_that_cannot_be_is_refused_beside_its_field(clerk, call, fields, place):
    with pytest.raises(ValidationError) as refusal:
        actions.edit_call(clerk, call, **fields)
    assert list(refusal.value.error_dict) == [place]
    call.refresh_from_db()
    assert call.edit_version == 1


def test_what_moves_keep_is_not_written_by_hand(clerk, call):
    for name in ("state", "opens_at", "act_number", "office"):
        with pytest.raises(TypeError):
            actions.edit_call(clerk, call, **{name: None})


def test_a_unit_of_another_office_and_an_unknown_sphere_are_refused(clerk, call):
    foreign = OrganisingUnit.objects.create(office=make_office(), name="Obce centrum")
    with pytest.raises(ValidationError, match="Wybierz jednostkę swojego urzędu"):
        actions.edit_call(clerk, call, unit=foreign)
    with pytest.raises(ValidationError, match="Wybierz sferę"):
        actions.add_task(clerk, call, title="A", spheres=["99"])
    assert call.tasks.count() == 1


@pytest.mark.parametrize("pool", [Decimal(0), Decimal(-1)])
def test_a_pool_is_more_than_nothing(clerk, call, pool):
    with pytest.raises(ValidationError, match="większa od zera"):
        actions.add_task(clerk, call, title="A", pool=pool)


def test_parts_are_added_changed_and_taken_out(clerk, call):
    criterion = actions.add_criterion(
        clerk, call, statutory=2, label="Koszty", max_points=Decimal(5)
    )
    actions.edit_criterion(clerk, criterion, max_points=Decimal("7.25"))
    assert list(call.criteria.values_list("position", "max_points")) == [
        (1, Decimal("10.5")),
        (2, Decimal("7.25")),
    ]
    row = actions.add_previous_task(clerk, call, label="Kultura", year=2026)
    assert (row.cost, row.grants) == (None, None)
    actions.edit_previous_task(clerk, row, cost=Decimal(0))
    assert PreviousTask.objects.get(pk=row.pk).cost == Decimal(0)
    own = actions.add_criterion(
        clerk, call, statutory=3, label="Własne", max_points=Decimal(1), task=call.tasks.get()
    )
    actions.remove_previous_task(clerk, row)
    actions.remove_criterion(clerk, criterion)
    actions.remove_task(clerk, call.tasks.get())
    assert not Criterion.objects.filter(pk__in=[criterion.pk, own.pk]).exists()
    assert (call.criteria.count(), call.tasks.count(), call.previous_tasks.count()) == (1, 0, 1)


def test_a_criterion_is_one_of_six_and_for_a_task_of_the_call(office, clerk, call):
    other = make_call(office, act=clerk).tasks.get()
    fields = {"label": "A", "max_points": Decimal(1)}
    with pytest.raises(ValidationError):
        actions.add_criterion(clerk, call, statutory=7, **fields)
    with pytest.raises(ValidationError, match="Wybierz zadanie tego konkursu"):
        actions.add_criterion(clerk, call, statutory=1, task=other, **fields)
    with pytest.raises(ValidationError):
        actions.add_criterion(clerk, call, statutory=1, label="A", max_points=Decimal("-0.01"))
    assert call.criteria.count() == 1


# --- deciding -----------------------------------------------------------------------------


def test_the_draft_goes_to_the_executive_body_and_waits_there(clerk, mayor, call):
    actions.send_to_approve(clerk, call)
    assert (call.state, waiting(call)) == ("to_approve", {"call_approve"})
    assert [one.object_id for one in Duty.objects.waiting_for(mayor)] == [call.pk]
    assert not Duty.objects.waiting_for(clerk).exists()
    with pytest.raises(MoveRefused, match="tylko, gdy jest w przygotowaniu"):
        actions.edit_call(clerk, call, title="Po czasie")


def test_returning_needs_a_reason_and_writes_to_the_writers(office, clerk, mayor, call):
    actions.send_to_approve(clerk, call)
    with pytest.raises(MoveRefused, match="Napisz, co trzeba poprawić"):
        actions.return_call(mayor, call, " \n")
    assert Call.objects.get(pk=call.pk).state == "to_approve"
    actions.return_call(mayor, call, "Za mała pula.")
    assert (call.state, waiting(call)) == ("draft", {"call_improve"})
    written = Letter.objects.filter(kind="call_returned")
    assert letters("call_returned") == {email_of(clerk)}
    assert "Za mała pula." in written.get().email.message
    assert f"/urzad/konkursy/{call.pk}/" in written.get().email.message
    assert MoveLog.objects.get(move="return").note == "Za mała pula."
    actions.send_to_approve(clerk, call)
    assert waiting(call) == {"call_approve"}


@pytest.mark.parametrize("role", ["clerk", "coordinator", "treasurer", "office_admin"])
def test_only_the_executive_body_approves_and_returns(office, clerk, call, role):
    actions.send_to_approve(clerk, call)
    act = member_act(office, role)
    with pytest.raises(MoveRefused, match="rozstrzyga organ wykonawczy"):
        actions.approve_call(act, call, *ADOPTED)
    with pytest.raises(MoveRefused, match="rozstrzyga organ wykonawczy"):
        actions.return_call(act, call, "powód")
    neighbour = member_act(make_office(), "executive")
    with pytest.raises(MoveRefused):
        actions.approve_call(neighbour, call, *ADOPTED)
    assert call.announcements.count() == 0


@pytest.mark.parametrize(
    ("number", "day", "signatory", "words"),
    [
        (" ", AT.date(), "Anna", "numer aktu"),
        ("12", AT.date(), "", "osobę, która go podpisała"),
        ("12", AT.date() + timedelta(days=1), "Anna", "nie może być w przyszłości"),
    ],
)
def test_an_act_has_a_number_a_date_and_a_signatory(
    clerk, mayor, call, number, day, signatory, words
):
    actions.send_to_approve(clerk, call)
    with pytest.raises(MoveRefused, match=words):
        actions.approve_call(mayor, call, number, day, signatory)
    assert Call.objects.get(pk=call.pk).state == "to_approve"


def test_approval_freezes_the_words_asks_for_the_file_and_for_publication(clerk, mayor, call):
    actions.send_to_approve(clerk, call)
    announcement = actions.approve_call(mayor, call, *ADOPTED)
    call.refresh_from_db()
    assert (call.state, call.announced_version, call.act_number) == ("approved", 1, "12/2026")
    assert announcement.content["title"] == call.title
    assert len(announcement.digest) == 64
    document = Document.objects.about(announcement).get()
    assert (document.kind, document.state) == ("call_announcement", "waiting")
    assert waiting(call) == {"call_publish"}
    assert moves(call) == ["send_to_approve", "approve"]


def test_an_approved_call_that_is_returned_gets_a_new_version(office, clerk, mayor):
    call = make_approved_call(office)
    publish(call, "bip", "board")
    actions.return_call(mayor, call, "Nowy termin.")
    actions.edit_call(clerk, call, title="Inny tytuł")
    actions.send_to_approve(clerk, call)
    second = actions.approve_call(mayor, call, *ADOPTED)
    first = call.announcements.get(version=1)
    assert (first.content["title"], second.content["title"]) == (
        "Sport dzieci i młodzieży",
        "Inny tytuł",
    )
    publish(call, "website")
    call.refresh_from_db()
    assert call.state == "approved", "publications of the first version do not count"
    publish(call, "bip", "board")
    call.refresh_from_db()
    assert call.state == "published"


def test_a_draft_is_called_off_with_a_reason(clerk, mayor, call):
    actions.send_to_approve(clerk, call)
    with pytest.raises(MoveRefused, match="dlaczego konkurs zostaje odwołany"):
        actions.cancel_call(clerk, call, "")
    actions.cancel_call(clerk, call, "Brak środków.")
    assert (call.state, waiting(call)) == ("cancelled", set())
    with pytest.raises(MoveRefused):
        actions.send_to_approve(clerk, call)


# --- publishing ---------------------------------------------------------------------------


def test_the_third_place_opens_the_call_at_the_latest_of_the_three(office, clerk):
    call = make_approved_call(office)
    token = PublicVersion.objects.current()
    latest = AT + timedelta(hours=5)
    for place, hours in (("board", 5), ("bip", 1), ("website", 3)):
        act = member_act(office, at=AT + timedelta(hours=6))
        actions.record_publication(act, call, place, AT + timedelta(hours=hours), **PROOF)
    call.refresh_from_db()
    assert (call.state, call.opens_at) == ("published", latest)
    assert waiting(call) == set()
    assert PublicVersion.objects.current() != token
    row = Publication.objects.get(place="bip")
    assert (row.published_at, row.entered_at) == (AT + timedelta(hours=1), AT + timedelta(hours=6))
    assert MoveLog.objects.get(move="publish").user_id == act.user


def test_two_places_are_not_enough(office):
    call = make_approved_call(office)
    publish(call, "bip", "board")
    call.refresh_from_db()
    assert (call.state, call.opens_at, waiting(call)) == ("approved", None, {"call_publish"})
    assert not Call.objects.public().exists()


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (AT + SECOND, "nie może być w przyszłości"),
        (AT - SECOND, "wcześniejszy niż zatwierdzenie"),
        (AT - timedelta(days=30), "wcześniejszy niż zatwierdzenie"),
    ],
)
def test_a_publication_is_between_approval_and_now(office, clerk, at, words):
    call = make_approved_call(office)
    with pytest.raises(MoveRefused, match=words):
        actions.record_publication(clerk, call, "bip", at, **PROOF)
    assert call.publications.count() == 0
    actions.record_publication(clerk, call, "bip", AT, **PROOF)
    assert call.publications.get().published_at == AT


def test_a_place_is_recorded_once_and_needs_a_proof(office, clerk):
    call = make_approved_call(office)
    publish(call, "bip")
    with pytest.raises(ValidationError, match="w tym miejscu jest już wpisana"):
        actions.record_publication(clerk, call, "bip", AT, **PROOF)
    bare = {**PROOF, "url": ""}
    with pytest.raises(ValidationError, match="opisz potwierdzenie albo dołącz skan"):
        actions.record_publication(clerk, call, "board", AT, **bare)
    with pytest.raises(ValidationError):
        actions.record_publication(clerk, call, "gazeta", AT, **PROOF)
    actions.record_publication(clerk, call, "board", AT, **bare, evidence="Tablica w holu.")
    assert call.publications.count() == 2


@pytest.mark.parametrize("role", NOT_WRITERS)
def test_publications_are_recorded_by_writers(office, role):
    call = make_approved_call(office)
    with pytest.raises(MoveRefused, match="Publikacje wpisuje koordynator"):
        actions.record_publication(member_act(office, role), call, "bip", AT, **PROOF)
    assert call.publications.count() == 0


def test_before_approval_and_after_the_third_nothing_is_recorded(office, clerk, call):
    with pytest.raises(MoveRefused, match="po jego zatwierdzeniu"):
        actions.record_publication(clerk, call, "bip", AT, **PROOF)
    published = make_published_call(office)
    late = member_act(office, at=AT + timedelta(days=1))
    with pytest.raises(MoveRefused, match="Wszystkie trzy publikacje"):
        actions.record_publication(late, published, "bip", AT, **PROOF)
    with pytest.raises(MoveRefused, match="nie ma czego ogłaszać"):
        actions.record_publication(late, published, "bip", AT, subject="annulment", **PROOF)


# --- asking -------------------------------------------------------------------------------


def test_a_question_waits_for_the_clerks_and_its_answer_is_public(office, clerk):
    call = make_published_call(office)
    asking = person(AT + timedelta(days=1))
    question = actions.ask_question(asking, call, "  Czy można w maju?  ")
    assert (question.text, question.asked_by_id) == ("Czy można w maju?", asking.user)
    duty = Duty.objects.of(question).get()
    assert (duty.due, duty.closed_at) == (call.deadline_at, None)
    assert not call.questions.answered().exists()
    token = PublicVersion.objects.current()
    act = clerk.later(AT + timedelta(days=2))
    with pytest.raises(MoveRefused, match="Wpisz odpowiedź"):
        actions.answer_question(act, question, " ")
    actions.answer_question(act, question, "Tak.")
    assert call.questions.answered().get().answer == "Tak."
    assert PublicVersion.objects.current() != token
    assert waiting(question) == set()
    letter = Letter.objects.get(kind="call_question_answered")
    assert (letter.to, "Tak." in letter.email.message) == (email_of(asking), True)
    with pytest.raises(MoveRefused, match="już odpowiedziano"):
        actions.answer_question(act, question, "Nie.")
    assert Question.objects.get().answer == "Tak."


@pytest.mark.parametrize(
    ("at", "allowed"), [(DEADLINE, True), (DEADLINE + SECOND, False), (AT, False)]
)
def test_questions_are_taken_while_offers_are(office, at, allowed):
    call = make_published_call(office)
    if allowed:
        actions.ask_question(person(at), call, "Pytanie")
    else:
        with pytest.raises(MoveRefused, match="do upływu terminu"):
            actions.ask_question(person(at), call, "Pytanie")
    assert Question.objects.count() == int(allowed)


def test_a_visitor_and_an_empty_question_are_refused(office):
    call = make_published_call(office)
    with pytest.raises(MoveRefused, match="Zaloguj się"):
        actions.ask_question(Act.public(AT + timedelta(days=1)), call, "Pytanie")
    with pytest.raises(MoveRefused, match="Wpisz pytanie"):
        actions.ask_question(person(AT + timedelta(days=1)), call, "  ")
    assert Question.objects.count() == 0


def test_the_neighbour_and_the_mayor_do_not_answer(office, mayor):
    call = make_published_call(office)
    question = actions.ask_question(person(AT + timedelta(days=1)), call, "Pytanie")
    for act in (member_act(make_office()), mayor):
        with pytest.raises(MoveRefused, match="Na pytania odpowiada"):
            actions.answer_question(act, question, "Tak.")
    question.refresh_from_db()
    assert (question.answer, question.answered_at) == ("", None)


# --- annulling ----------------------------------------------------------------------------


def annul(act, call, ground="no_offers", reason="Nie wpłynęła żadna oferta.", act_date=None):
    return actions.annul_call(
        act, call, ground, reason, "20/2026", act_date or AT.date(), "Anna Wzorowa"
    )


@pytest.mark.parametrize("role", ["executive", "coordinator"])
def test_a_call_is_annulled_and_that_is_published_too(office, role):
    call = make_published_call(office)
    token = PublicVersion.objects.current()
    act = member_act(office, role, at=DEADLINE + SECOND)
    annulment = annul(act, call)
    assert (call.state, annulment.annulled_at) == ("annulled", DEADLINE + SECOND)
    assert PublicVersion.objects.current() != token
    assert waiting(call) == {"call_publish_annulment"}
    later = DEADLINE + timedelta(hours=1)
    publish(call, "bip", "board", at=later, subject="annulment")
    assert waiting(call) == {"call_publish_annulment"}
    publish(call, "website", at=later, subject="annulment")
    assert waiting(call) == set()
    with pytest.raises(MoveRefused, match="unieważnienia są już wpisane"):
        publish(call, "bip", at=later, subject="annulment")
    assert call.publications.count() == 6
    assert Call.objects.public().get() == call


def test_for_want_of_offers_only_after_the_deadline(office):
    call = make_published_call(office)
    for ground in ("no_offers", "none_fits"):
        with pytest.raises(MoveRefused, match="dopiero po terminie"):
            annul(member_act(office, "executive", at=DEADLINE), call, ground)
    assert Call.objects.get(pk=call.pk).state == "published"
    assert not Annulment.objects.exists()


def test_for_a_reservation_only_when_the_announcement_has_one(office, mayor):
    plain = make_published_call(office)
    later = mayor.later(AT + timedelta(days=1))
    with pytest.raises(MoveRefused, match="nie zastrzega unieważnienia"):
        annul(later, plain, "reservation")
    reserved = make_published_call(office, annulment_reservation="Wójt może unieważnić konkurs.")
    annul(later, reserved, "reservation", "Brak środków.")
    assert (plain.state, reserved.state) == ("published", "annulled")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"reason": " "}, "Napisz uzasadnienie"),
        ({"act_date": date(2026, 12, 2)}, "nie może być w przyszłości"),
    ],
)
def test_annulment_needs_a_reason_and_an_act(office, changed, words):
    call = make_published_call(office)
    with pytest.raises(MoveRefused, match=words):
        annul(member_act(office, "executive", at=DEADLINE + SECOND), call, **changed)
    assert not Annulment.objects.exists()


@pytest.mark.parametrize("role", ["clerk", "treasurer", "office_admin"])
def test_others_do_not_annul(office, role):
    call = make_published_call(office)
    with pytest.raises(MoveRefused, match="Konkurs unieważnia organ wykonawczy"):
        annul(member_act(office, role, at=DEADLINE + SECOND), call)
    with pytest.raises(MoveRefused):
        annul(member_act(make_office(), "executive", at=DEADLINE + SECOND), call)
    assert Call.objects.get(pk=call.pk).state == "published"


def test_a_draft_is_not_annulled_and_nothing_twice(office, mayor, call):
    with pytest.raises(MoveRefused):
        annul(mayor.later(DEADLINE + SECOND), call)
    published = make_published_call(office)
    annul(mayor.later(DEADLINE + SECOND), published)
    with pytest.raises(MoveRefused, match="unieważniony"):
        annul(mayor.later(DEADLINE + timedelta(days=1)), published)
    assert Annulment.objects.count() == 1


def test_a_later_room_may_object(office, mayor, monkeypatch):
    monkeypatch.setattr("contracting.calls.annulment._objections", [])
    register_objection(lambda act, call, ground: ALLOWED)
    register_objection(lambda act, call, ground: refused("Wpłynęły dwie oferty."))
    call = make_published_call(office)
    with pytest.raises(MoveRefused, match="Wpłynęły dwie oferty"):
        annul(mayor.later(DEADLINE + SECOND), call)
    assert Call.objects.get(pk=call.pk).state == "published"
