"""What `load_demo` leaves: true logs and numbers, every state, whole words, invented people."""

from collections import Counter
from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from post_office.models import Email
from stdnum import iban
from stdnum.pl import nip, regon

from advisory.consultations.models import Consultation
from advisory.events.models import Event
from advisory.expertises.models import Expertise
from advisory.plans.models import PlanStep
from advisory.programmes.letterhead import letterhead_of
from advisory.programmes.models import Adviser, Assignment, Unit
from contracting.analysis.content import gaps_of as analysis_gaps
from contracting.analysis.delivered import promises_of
from contracting.analysis.joined import joined
from contracting.analysis.models import Analysis, SharedAnalysis, SharedAnswer
from contracting.calls.models import Call, CallOrigin, Publication, Question
from contracting.calls.rules import Phase, phase, terms_of, warsaw_day
from contracting.contracts.agreed import agreed_of
from contracting.contracts.models import Contract, PaymentOrder, Tranche
from contracting.evaluation.models import Assessment, Correction, Evaluation
from contracting.offers.completeness import gaps_of
from contracting.offers.content import content_of, digest_of
from contracting.offers.models import Advice, NumberSeries, Offer
from contracting.offers.rules import sums_of
from contracting.surveys.comparison import compare_units, compare_waves
from contracting.surveys.models import Draw, Survey
from contracting.surveys.results import results_of
from mkus_portal.accounts.hats import hats_of
from mkus_portal.accounts.models import Invitation, Membership, User
from mkus_portal.act import Act, Scope
from mkus_portal.demo.accounts import SHOWN
from mkus_portal.demo.loading.everything import load
from mkus_portal.demo.loading.people import PASSWORD
from mkus_portal.documents.models import Document
from mkus_portal.drafting.models import Thread
from mkus_portal.notifications.models import Duty, Letter
from mkus_portal.offices.models import LocalGovernment
from mkus_portal.offices.texts import FIELDS
from mkus_portal.workflow.engine import procedures
from mkus_portal.workflow.history import is_unbroken
from mkus_portal.workflow.models import MoveLog
from ngos.legal_forms import Register
from ngos.models import AccessRequest, Organisation, TrackRecord

pytestmark = pytest.mark.usefixtures("loaded")
CODES = {
    *("tarnowskie-gory", "gorzow-wielkopolski", "kedzierzyn-kozle", "nowosolna", "warszawa"),
    *("bialogard", "czernica", "elk", "powiat-policki", "prusice", "lodz", "radlin", "sokolka"),
    *("ustka", "swinoujscie", "walcz", "gniew"),
}
MAIN = {"prusice", "elk", "lodz", "powiat-policki", "warszawa", "swinoujscie", "ustka", "nowosolna"}


def states_of(model):
    return counted(model.objects.all())


def counted(rows):
    return Counter(rows.values_list("state", flat=True))


def act_of(email, at):
    user = User.objects.get(email=email)
    hat = hats_of(user, at.date())[0]
    return Act(user.pk, hat.role, hat.scope, at)


def rows_by_model():
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def test_calls_stand_in_every_state_and_two_have_several_tasks():
    assert states_of(Call) == {
        "draft": 3,
        "to_approve": 2,
        "approved": 1,
        "published": 6,
        "annulled": 1,
        "cancelled": 1,
    }
    assert sorted(call.tasks.count() for call in Call.objects.all())[-2:] == [3, 5]


def test_published_calls_are_open_and_closed(loaded):
    phases = Counter(phase(call, loaded) for call in Call.objects.filter(state="published"))
    assert phases == {Phase.OPEN: 3, Phase.CLOSED: 3}


def test_every_published_call_was_announced_in_three_places_21_days_before_the_deadline():
    for call in Call.objects.public():
        announced = call.publications.filter(subject="announcement")
        assert {one.place for one in announced} == set(Publication.Place.values), call
        assert call.opens_at == max(one.published_at for one in announced)
        assert (warsaw_day(call.deadline_at) - warsaw_day(call.opens_at)).days >= 21


def test_criteria_stand_on_the_statutory_six():
    for call in Call.objects.all():
        found = {one.statutory for one in call.criteria.all()}
        assert found, call
        assert found <= {1, 2, 3, 4, 5, 6}


def test_questions_are_answered_and_one_waits_for_the_clerk():
    assert Question.objects.answered().count() == 4
    waiting = Question.objects.get(answered_at=None)
    assert Duty.objects.of(waiting).open().count() == 1


def test_seventeen_offices_have_the_codes_of_the_programme():
    assert set(LocalGovernment.objects.values_list("code", flat=True)) == CODES
    assert [one.code for one in LocalGovernment.objects.filter(kind="powiat")] == ["powiat-policki"]
    assert LocalGovernment.objects.get(code="powiat-policki").executive_body == "zarzad"


def test_every_office_has_all_its_words():
    for office in LocalGovernment.objects.all():
        empty = [
            field.name
            for field in office._meta.concrete_fields
            if getattr(office, field.name) in {"", None}
        ]
        assert empty == [], office
        assert all(getattr(office, field).strip() for field in FIELDS.values())
        assert office.name_genitive != office.name
        assert office.executive_title_genitive != office.executive_title


def test_every_main_office_has_the_six_roles():
    wanted = {"office_admin", "coordinator", "clerk", "executive", "treasurer", "lawyer"}
    for office in LocalGovernment.objects.filter(code__in=MAIN):
        rows = Membership.objects.of(Scope("office", office.pk))
        assert set(rows.values_list("role", flat=True)) == wanted, office
    for office in LocalGovernment.objects.exclude(code__in=MAIN):
        rows = Membership.objects.of(Scope("office", office.pk)).with_role("coordinator")
        assert rows.count() == 1, office


def test_twelve_organisations_of_different_forms_have_numbers_that_check():
    rows = list(Organisation.objects.all())
    assert len(rows) == 12
    assert len({one.legal_form for one in rows}) >= 8
    assert {Register.KRS, Register.STAROST, Register.KGW, Register.CHURCH} <= {
        one.register_kind for one in rows
    }
    for one in rows:
        assert nip.is_valid(one.nip), one
        assert regon.is_valid(one.regon), one
        assert iban.is_valid(one.bank_account), one
        assert one.representatives.exclude(user=None).exists(), one
    assert {one.signing_rule for one in rows} == set(Organisation.SigningRule.values)


def test_offers_stand_in_every_state_on_open_and_closed_calls(loaded):
    assert Offer.objects.count() == 34
    assert states_of(Offer) == {
        "submitted": 22,
        "returned": 1,
        "corrected": 1,
        "withdrawn": 2,
        "draft": 8,
    }
    calls = {phase(one.task.call, loaded) for one in Offer.objects.filter(state="submitted")}
    assert calls == {Phase.OPEN, Phase.CLOSED}
    assert len(set(Offer.objects.values_list("task_title", flat=True))) == 34


def test_a_sent_offer_is_complete_and_keeps_the_limits():
    for offer in Offer.objects.exclude(state="draft"):
        content, terms = content_of(offer), terms_of(offer.task)
        assert gaps_of(offer, content) == [], offer
        sums = sums_of(content)
        assert sums.funded == sums.total
        assert offer.grant == sums.grant <= terms.pool
        assert offer.digest == digest_of(content), offer


def test_numbers_follow_the_order_of_sending_without_gaps():
    for series in NumberSeries.objects.all():
        sent = Offer.objects.filter(office=series.office, number__startswith=f"O/{series.year}/")
        numbers = list(sent.order_by("submitted_at").values_list("number", flat=True))
        assert numbers == [f"O/{series.year}/{at:05d}" for at in range(1, series.last + 1)]
    assert sum(NumberSeries.objects.values_list("last", flat=True)) == 26


def test_the_formal_check_of_one_call_shows_every_outcome(loaded):
    assert counted(Assessment.objects.filter(evaluation__appointment_number="")) == {
        "formal_ok": 3,
        "to_correct": 1,
        "corrected": 1,
        "rejected_formal": 1,
        "waiting": 2,
    }
    waiting = Correction.objects.get(offer_return__corrected_at=None)
    assert waiting.due_at > loaded
    done = Correction.objects.exclude(offer_return__corrected_at=None).get()
    assert done.old_content.text("IV.2") != done.new_content.text("IV.2")


def test_a_half_signed_offer_waits_for_the_second_person():
    waiting = [one for one in Offer.objects.filter(state="draft") if one.signatures.exists()]
    assert {str(one) for one in waiting} == {
        "Świetlica wieczorem",
        "Dom Razem – praca i samodzielność",
    }
    for offer in waiting:
        signed = offer.signatures.get().representative.user
        others = Duty.objects.of(offer).open().exclude(user=signed)
        assert others.count() == 1
        assert gaps_of(offer) == []


def test_other_drafts_have_gaps():
    drafts = [one for one in Offer.objects.filter(state="draft") if not one.signatures.exists()]
    assert len(drafts) == 6
    assert all(gaps_of(one) for one in drafts)


def test_an_office_sees_its_own_opened_offers_only(loaded):
    clerk = act_of("pracownik@prusice.example", loaded)
    assert {one.task.call.title for one in Offer.objects.visible_to(clerk)} == {
        "Aktywny senior – aktywizacja i integracja osób starszych",
        "Wspólnie w gminie – zadania z zakresu kultury, sportu i wypoczynku",
    }
    sealed = Offer.objects.sent_to(clerk).filter(task__call__deadline_at__gt=loaded)
    assert sealed.count() == 7
    assert set(sealed.values_list("shown_bidder", flat=True)) == {None}
    neighbour = act_of("pracownik@elk.example", loaded)
    assert {one.office.code for one in Offer.objects.visible_to(neighbour)} == {"elk"}
    editor = act_of("redaktor@droga.example", loaded)
    assert {one.organisation.name for one in Offer.objects.visible_to(editor)} == {
        "Stowarzyszenie Wspólna Droga"
    }


def test_analyses_closed_with_their_reports_one_with_gaps():
    own = Analysis.objects.filter(office__code="prusice")
    assert sorted(own.values_list("state", flat=True)) == ["closed", "closed", "draft"]
    closed = own.get(title_folded__contains="klub seniora")
    assert analysis_gaps(closed) == []
    assert joined(closed).found.doubt == ""
    assert Document.objects.about(closed).filter(kind="mkus_report").count() == 1
    assert len(analysis_gaps(own.get(state="draft"))) > 5


def test_the_neighbour_shares_an_analysis_and_the_own_copy_waits(loaded):
    clerk = act_of("pracownik@prusice.example", loaded)
    shared = SharedAnalysis.objects.visible_to(clerk).get()
    assert (shared.office.code, shared.commissioning_type) == ("ustka", "institution")
    answers = SharedAnswer.objects.visible_to(clerk)
    assert answers.count() > 10
    assert not any("600 000 123" in text for one in answers for text in one.texts.values())
    assert SharedAnalysis.objects.own_of(clerk).get().state == "prepared"


def test_calls_drafted_from_analyses_one_with_a_settled_contract():
    draft, past = CallOrigin.objects.order_by("call__state")
    assert draft.call.state == "draft"
    assert draft.call.tasks.get().pool == 396000
    assert past.call.state == "published"
    found = promises_of(past.analysis)
    assert len(found.contracts) == 1
    assert [str(row.reached) for row in found.comparison.indicators[:2]] == ["16", "131"]
    assert found.comparison.yearly.delivered < 36000


def test_two_surveys_one_closed_with_its_results_one_open():
    closed, opened = Survey.objects.filter(owner_kind="office").order_by("pk")
    found = results_of(closed)
    assert (closed.state, found.answers, found.withheld) == ("closed", 12, "")
    assert (opened.state, opened.answers.count()) == ("open", 3)
    assert results_of(opened).questions == ()


def test_two_waves_of_the_programme_stand_beside_each_other_unit_by_unit():
    second = Survey.objects.exclude(follows=None).get()
    assert [one.answers for one in compare_waves(second).columns] == [8, 11]
    units = compare_units(second)
    assert units.hidden == ()
    assert len(units.columns) == 3
    assert {one.seed for one in Draw.objects.all()} == {"ustka"}


def test_one_training_was_evaluated_and_one_waits_for_its_last_day(loaded):
    past, coming = Event.objects.exclude(evaluation=None).order_by("starts_on")
    results = results_of(past.evaluation)
    assert (results.answers, results.withheld) == (6, "")
    assert coming.evaluation_path(loaded.date()) == ""
    assert coming.evaluation_path(coming.ends_on)


def test_offers_were_advised_and_one_shows_what_changed_after():
    assert counted(Advice.objects.all()) == {"accepted": 3}
    assert counted(Thread.objects.filter(draft__form_code="2057-1")) == {
        "accepted": 1,
        "rejected": 1,
        "open": 1,
        "resolved": 2,
    }


def test_plans_are_lived_by_and_some_are_a_step_behind(loaded):
    late = Counter(
        PlanStep.objects.late_on(loaded.date()).order_by().values_list("unit__code", flat=True)
    )
    assert 1 <= len(late) <= 14
    assert max(late.values()) <= 4
    assert PlanStep.objects.filter(done_on__isnull=False).count() > 60


def test_the_programme_has_its_units_advisers_and_consultations():
    assert set(Unit.objects.values_list("code", flat=True)) == CODES
    assert all(unit.office.code == unit.code for unit in Unit.objects.all())
    assert set(Adviser.objects.values_list("code", flat=True)) == {f"d0{at}" for at in range(1, 10)}
    assert Assignment.objects.own().count() == 17
    replaced = Assignment.objects.get(is_substitution=True)
    assert (replaced.adviser.code, replaced.predecessor.adviser.code) == ("d03", "d02")
    assert len(letterhead_of(replaced.unit.programme).logos) == 2
    states = states_of(Consultation)
    assert set(states) == {"draft", "sent", "agreed", "disputed"}
    assert 55 <= sum(states.values()) <= 75
    assert Consultation.objects.get(corrections__state="accepted").people_ngo == 1
    prusice = Consultation.objects.filter(unit__code="prusice", state="sent")
    assert [Duty.objects.of(one).open().count() for one in prusice] == [1]


def test_units_have_expertises_in_different_states(loaded):
    assert states_of(Expertise) == {"ordered": 1, "in_work": 1, "delivered": 1, "accepted": 1}
    late = Expertise.objects.late_on(loaded.date())
    assert [one.state for one in late] == ["in_work"]
    accepted = Expertise.objects.get(state="accepted")
    assert all(one.answer for one in accepted.questions.all())
    assert Document.objects.about(accepted).count() == 1


def test_every_chain_of_moves_is_unbroken():
    count = 0
    for procedure in procedures():
        for row in procedure.model._base_manager.all():
            assert is_unbroken(row), row
            count += 1
    assert count > 110


def test_everything_happened_before_the_loading_and_in_order(loaded):
    instants = list(MoveLog.objects.order_by("pk").values_list("at", flat=True))
    assert instants == sorted(instants)
    assert instants[-1] < loaded
    assert Letter.objects.filter(written_at__gte=loaded).count() == 0
    asked = list(Document.objects.order_by("pk").values_list("asked_at", flat=True))
    assert asked == sorted(asked)
    assert asked[-1] < loaded


def test_documents_are_asked_for_and_left_to_the_worker():
    assert set(Document.objects.values_list("state", flat=True)) == {"waiting"}
    kinds = Counter(Document.objects.values_list("kind", flat=True))
    assert kinds["offer_receipt"] == kinds["offer_form"] == 27
    assert kinds["call_announcement"] == 8


def test_no_address_belongs_to_anybody():
    columns = (
        (User, "email"),
        (LocalGovernment, "email"),
        (Organisation, "email"),
        (Call, "contact_email"),
        (Letter, "to"),
        (Invitation, "email"),
    )
    for model, column in columns:
        for address in model.objects.values_list(column, flat=True):
            assert address.endswith(".example"), (model, address)
    assert all(str(letter.to[0]).endswith(".example") for letter in Email.objects.all())
    for offer in Offer.objects.all():
        assert offer.draft.texts()["II.2.email"].endswith(".example")


def test_the_access_request_and_the_invitation_wait():
    assert AccessRequest.objects.get().state == "waiting"
    assert Invitation.objects.get(role="clerk").accepted_at is None


def test_a_commission_is_appointed_and_shows_what_the_portal_finds():
    seniors = Evaluation.objects.filter(call__title__startswith="Aktywny senior")
    evaluation = seniors.get()
    assert evaluation.is_appointed
    members = {one.full_name: one for one in evaluation.members.seated()}
    assert len(members) == 4
    assert [name for name, one in members.items() if one.user is None] == ["Cezary Sąsiedzki"]
    assert [one.source for one in members["Cezary Sąsiedzki"].recusals.all()] == ["detected"]
    declared = {name for name, one in members.items() if hasattr(one, "statement")}
    waiting = members["Genowefa Zakwas"]
    assert declared == set(members) - {"Cezary Sąsiedzki", waiting.full_name}
    assert Duty.objects.of(waiting).open().get().kind == "commission_declare"


def test_one_call_is_decided_and_its_bidders_have_answered():
    evaluation = Evaluation.objects.get(state="published")
    assert counted(evaluation.assessments.all()) == {"accepted": 3, "resigned": 1}
    lower = evaluation.assessments.get(offer__task_title="Cały rok w świetlicy")
    assert lower.awarded_grant == 12000 < lower.offer.grant
    assert evaluation.decisions.get().results_published_at is not None
    assert evaluation.meetings.get().state == "closed"


def test_three_contracts_are_concluded_and_paid():
    contracts = Contract.objects.filter(office__code="prusice").order_by("number")
    year = contracts[0].concluded_on.year
    assert [one.number for one in contracts] == [f"{at}/{year}" for at in (1, 2, 3)]
    assert {one.state for one in contracts} == {"in_force"}
    lower = contracts.get(title="Cały rok w świetlicy")
    assert agreed_of(lower).content.funding.grant == 12000
    assert sums_of(agreed_of(lower).content).total == 14850
    assert {one.state for one in Tranche.objects.all()} == {"paid"}
    assert PaymentOrder.objects.get().tranches.count() == 3
    records = TrackRecord.objects.all()
    assert {one.paid for one in records} == {one.grant for one in records}


def test_one_person_wears_several_hats(loaded):
    person = User.objects.get(email="wiele.rol@portal.example")
    hats = hats_of(person, loaded.date())
    assert len({hat.role for hat in hats}) >= 3
    assert len({hat.scope for hat in hats}) == 3


def test_loading_again_changes_nothing(loaded):
    before = rows_by_model()
    assert load(loaded + timedelta(days=3)) == 0
    assert rows_by_model() == before


def test_the_command_says_that_everything_is_loaded():
    out = StringIO()
    call_command("load_demo", stdout=out)
    assert "są już wczytane" in out.getvalue()


def test_the_accounts_are_a_dozen_lines_with_the_password():
    out = StringIO()
    call_command("demo_accounts", stdout=out)
    lines = out.getvalue().splitlines()
    assert PASSWORD in lines[0]
    assert len(lines) == 2 + len(SHOWN) == 15
    assert all(email in out.getvalue() for email in SHOWN)
    assert any("Organ wykonawczy" in line and "Gmina Prusice" in line for line in lines)
    assert sum("Operator instalacji" in line for line in lines) == 1


def test_the_password_would_be_accepted_at_registration():
    validate_password(PASSWORD)
    with pytest.raises(ValidationError):
        validate_password("haslo")


@pytest.mark.parametrize("email", SHOWN)
def test_every_shown_account_signs_in_at_once(email, clock):
    client = Client()
    answer = client.post("/konto/login/", {"login": email, "password": PASSWORD})
    assert answer.status_code == 302
    assert client.get("/biurko/").status_code == 200


def test_a_wrong_password_does_not_sign_in(clock):
    client = Client()
    answer = client.post("/konto/login/", {"login": SHOWN[0], "password": "zle-haslo-mkus"})
    assert answer.status_code == 200
    assert client.get("/biurko/").status_code == 302


@pytest.mark.parametrize("command", ["load_demo", "demo_accounts"])
def test_production_refuses(command, settings):
    settings.PRODUCTION = True
    before = rows_by_model()
    with pytest.raises(CommandError, match="produkcji"):
        call_command(command)
    assert rows_by_model() == before


def test_the_mailbox_shows_when_the_letters_were_written(visitor):
    letters = visitor.get("/demo/poczta/").context["page"].object_list
    written = [letter.written for letter in letters]
    assert written == sorted(written, reverse=True)
    newest = Letter.objects.order_by("-written_at", "-email_id").first()
    assert letters[0].pk == newest.email_id
    assert written[0] == newest.written_at
    page = visitor.get(f"/demo/poczta/{newest.email_id}/")
    assert page.context["letter"].written == newest.written_at
