"""The announcement's file: all seven items, both profiles, the same bytes twice, frozen words."""

from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from contracting.calls import actions
from contracting.calls.documents import (
    ANNOUNCEMENT,
    AnnouncementText,
    announcement_text,
    build_announcement,
    draft_text,
    frozen,
    thawed,
)
from contracting.calls.models import Call
from contracting.calls.procedure import contents_of
from mkus_portal.act import Act
from mkus_portal.documents import actions as documents
from mkus_portal.documents import conformance, seal
from mkus_portal.documents.check import find
from mkus_portal.documents.digest import canonical
from mkus_portal.documents.models import Document
from mkus_portal.documents.permissions import documents_of
from mkus_portal.offices.models import OrganisingUnit
from tests.contracting.calls.factories import (
    AT,
    DEADLINE,
    make_approved_call,
    make_call,
    make_office,
    make_published_call,
    make_task,
    member_act,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def portal_folders(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.SEAL_KEY_FILE = tmp_path / "seal.pem"
    settings.SITE_URL = "https://portal.example"
    seal._key.cache_clear()


def made(call):
    document = Document.objects.about(call.announcements.last()).get()
    done = documents.build(Act.system(AT), document.pk, lambda: AT + timedelta(seconds=3))
    assert done.is_done, done.error
    return done


def words_of(document):
    reader = PdfReader(BytesIO(documents.read_file(document)))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.fixture
def rich(office, clerk, mayor):
    """Two tasks with limits of both kinds, criteria for one and for all, a past not known."""
    call = make_call(
        office,
        act=clerk,
        tasks=0,
        title="Zażółć gęślą jaźń 2027",
        draft_budget=True,
        max_grant_share=Decimal("80.5"),
        admin_cost_cap=Decimal(10),
        admin_cost_base="total",
        annulment_reservation="Wójt może unieważnić konkurs.",
        further_terms="Prosimy <b>o maile</b>.",
        contact_name="Klara Merytoryczna",
        contact_phone="71 000 00 00",
    )
    make_task(call, act=clerk, title="Półkolonie", code="1", description="Dla dzieci.")
    second = make_task(
        call,
        act=clerk,
        title="Warsztaty",
        code="2",
        pool=Decimal("1234.56"),
        forms="both",
        spheres=["16", "18"],
        deadline_at=DEADLINE + timedelta(days=2),
        max_grant=Decimal(600),
        recipient_fees_allowed=True,
        results_table_required=False,
        max_offers_per_organisation=2,
    )
    actions.add_criterion(
        clerk, call, statutory=4, label="Własne środki", max_points=Decimal(5), task=second
    )
    actions.add_previous_task(clerk, call, label="Warsztaty 2026", year=2026)
    actions.send_to_approve(clerk, call)
    actions.approve_call(mayor, call, "12/2026", AT.date(), "Anna Wzorowa, wójt")
    return call


def test_the_file_says_all_seven_items_and_the_rest(rich):
    words = words_of(made(rich))
    for part in (
        "Ogłoszenie o otwartym konkursie ofert",
        "Zażółć gęślą jaźń 2027",
        "Zarządzenie nr 12/2026 Wójta Gminy Brzozowo z dnia 02.11.2026 r. – Anna Wzorowa, wójt",
        (
            "Wójt Gminy Brzozowo ogłasza otwarty konkurs ofert na realizację zadań publicznych w"
            " Gminie Brzozowo."
        ),
        "art. 13 ustawy z dnia 24 kwietnia 2003 r.",
        "na podstawie projektu uchwały budżetowej",
        "1. Rodzaj zadania",
        "1 Półkolonie",
        "pkt 16: kultura",
        "2. Wysokość środków publicznych",
        "łącznie 21 234,56 zł",
        "1 234,56 zł",
        "3. Zasady przyznawania dotacji",
        "Dotację otrzyma oferta z największą liczbą punktów.",
        "80,5% wartości zadania",
        "powierzenie albo wsparcie – wybiera oferent",
        "4. Terminy i warunki realizacji zadania",
        "15.01.2027 r. – 15.12.2027 r.",
        "5. Termin składania ofert",
        "wtorek, 01.12.2026 r., godz. 15:30",
        "czwartek, 03.12.2026 r., godz. 15:30",
        "6. Tryb i kryteria wyboru oraz termin wyboru ofert",
        "Termin wyboru ofert: 18.12.2026 r.",
        "możliwość realizacji zadania przez oferenta",
        "Własne środki",
        "7. Zadania zrealizowane w tym i w poprzednim roku",
        "50 000,00 zł",
        "brak danych",
        "Zastrzeżenie o unieważnieniu",
        "Prosimy <b>o maile</b>.",
        "Klara Merytoryczna, 71 000 00 00",
    ):
        assert part in words, part


def test_the_file_keeps_both_profiles_and_its_source_is_found(rich):
    document = made(rich)
    pdf = documents.read_file(document)
    assert conformance.broken_rules(pdf) == []
    assert find(document.content_digest).number == document.number
    assert document.pages >= 2


def test_the_same_announcement_gives_the_same_bytes(rich):
    document = made(rich)
    again = Document.objects.get(pk=document.pk)
    assert documents.compose(again)[1].content == documents.read_file(document)
    announcement = rich.announcements.get()
    late = build_announcement(announcement, AT + timedelta(days=400))
    assert canonical(late) == canonical(build_announcement(announcement, AT))


def test_the_words_are_frozen_at_approval(rich):
    before = rich.announcements.get().content
    Call.objects.filter(pk=rich.pk).update(title="Inny", award_rules="Inne")
    rich.tasks.update(pool=Decimal(1))
    assert build_announcement(rich.announcements.get(), AT).text == thawed(before)
    assert "Inne" not in words_of(made(rich))


def test_freezing_and_thawing_lose_nothing(office):
    text = draft_text(contents_of(make_call(office, tasks=2)))
    content, digest = frozen(text)
    assert thawed(content) == text
    assert frozen(thawed(content))[1] == digest
    assert set(content) == {one.name for one in fields(AnnouncementText)}


def test_any_change_of_the_words_changes_the_digest(office, clerk):
    call = make_call(office, act=clerk)
    _, before = frozen(draft_text(contents_of(call)))
    actions.edit_call(clerk, call, award_rules=f"{call.award_rules} ")
    assert frozen(draft_text(contents_of(call)))[1] != before


def test_a_limit_is_in_the_words_as_it_holds_for_the_task(rich):
    first, second = (dict(task.rows) for task in thawed(rich.announcements.get().content).tasks)
    assert first["Dotacja najwyżej"] == second["Dotacja najwyżej"] == "80,5% wartości zadania"
    assert first["Koszty administracyjne najwyżej"] == "10% wartości zadania"
    assert "Najwyższa dotacja" not in first
    assert second["Najwyższa dotacja"].replace("\xa0", " ") == "600,00 zł"
    assert (first["Opłaty od odbiorców"], second["Opłaty od odbiorców"]) == (
        "niedozwolone",
        "dozwolone",
    )
    assert second["Tabela rezultatów (III.6 oferty)"] == "nieobowiązkowa"
    assert second["Ofert jednej organizacji na to zadanie"] == "najwyżej 2"
    assert "Ofert jednej organizacji na to zadanie" not in first
    assert first["Forma zlecenia"] == "wsparcie"


def test_a_unit_announces_under_its_heads_title(office, clerk):
    unit = OrganisingUnit.objects.create(
        office=office,
        name="MOPS",
        head_title="Dyrektor MOPS",
        may_announce=True,
        delegation="upoważnienie nr 7/2026",
        place_of_submission="sekretariat MOPS, pokój 3",
    )
    call = make_call(office, act=clerk, unit=unit)
    text = announcement_text(
        contents_of(call), act_number="1", act_date=date(2026, 11, 2), signatory="Jan"
    )
    assert text.announcer == "Dyrektor MOPS"
    assert "Dyrektor MOPS, na podstawie: upoważnienie nr 7/2026, ogłasza" in text.opening
    assert text.act == "Zarządzenie nr 1 z dnia 02.11.2026\xa0r. – Jan"
    assert text.submission_place == "sekretariat MOPS, pokój 3"
    assert draft_text(contents_of(make_call(office, act=clerk))).announcer == office.executive_title


def test_the_draft_says_that_it_is_one(office, clerk):
    call = make_call(office, act=clerk, deadline_at=None, decision_on=None)
    text = draft_text(contents_of(call))
    assert text.act == "Projekt ogłoszenia – nie został jeszcze zatwierdzony"
    assert (text.deadline, text.decision_on) == ("brak danych", "brak danych")


def test_before_publication_the_file_is_the_offices_alone(office, clerk):
    call = make_approved_call(office)
    announcement = call.announcements.get()
    neighbour, visitor = member_act(make_office()), Act.public(AT)
    assert ANNOUNCEMENT.may_read(clerk, announcement)
    assert not ANNOUNCEMENT.may_read(neighbour, announcement)
    assert not ANNOUNCEMENT.may_read(visitor, announcement)
    assert len(documents_of(member_act(office, "treasurer"), announcement)) == 1
    public = make_published_call(office).announcements.get()
    assert ANNOUNCEMENT.may_read(neighbour, public)
    assert ANNOUNCEMENT.may_read(visitor, public)
