"""Entering offices, their words and texts."""

from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from mkus_portal.accounts.models import Invitation
from mkus_portal.act import Act
from mkus_portal.notifications.models import Letter
from mkus_portal.offices.actions import create_office, save_unit, update_office, write_text
from mkus_portal.offices.models import LocalGovernment, OrganisingUnit
from mkus_portal.offices.texts import CONTACT, blocks_of, default_texts, text_of
from mkus_portal.verdict import Refused
from tests.clock import NOW

pytestmark = pytest.mark.django_db


def enter(code="gmina-prusice", **words):
    out = StringIO()
    options = {"name": "Gmina Prusice", "kind": "gmina", "admin_email": "a@prusice.example"}
    call_command("create_office", code, **{**options, **words}, stdout=out)
    return out.getvalue()


def test_the_command_enters_an_office_and_writes_to_its_administrator(clock):
    assert "Założono: Gmina Prusice" in enter()
    office = LocalGovernment.objects.get()
    assert (office.executive_title, office.act_kind) == ("Wójt", "zarządzenie")
    assert office.statement_published_on == NOW.date()
    invitation = Invitation.objects.get()
    assert (invitation.role, invitation.scope_id) == ("office_admin", office.pk)
    assert invitation.token in Letter.objects.get().email.message


def test_a_powiat_has_a_board(clock):
    enter("powiat", name="Powiat Trzebnicki", kind="powiat")
    office = LocalGovernment.objects.get()
    assert office.is_powiat
    assert (office.executive_body, office.act_kind) == ("zarzad", "uchwała")


def test_a_code_that_is_taken_leaves_nothing(clock):
    enter()
    with pytest.raises(CommandError):
        enter(admin_email="inny@prusice.example")
    assert LocalGovernment.objects.count() == 1
    assert Letter.objects.count() == 1


def test_own_words_win_over_the_first_ones():
    act = Act.system(NOW)
    office = create_office(act, code="x", name="Gmina X", kind="gmina", seat="Iksowo")
    assert (office.seat, office.seat_locative) == ("Iksowo", "Gmina X")


def test_a_wrong_field_is_refused(office, office_admin, act_of):
    with pytest.raises(ValidationError):
        update_office(act_of(office_admin), office, email="nie-adres")


def attempts(act, office, unit):
    """Every verb of the office's administrator, and of whoever enters offices."""
    return {
        "create": lambda: create_office(act, code="obcy", name="Obcy", kind="gmina"),
        "update": lambda: update_office(act, office, seat="Obcy"),
        "text": lambda: write_text(act, office, CONTACT, "Obcy"),
        "new_unit": lambda: save_unit(act, OrganisingUnit(office=office), name="Obcy"),
        "unit": lambda: save_unit(act, unit, name="Obcy"),
    }


@pytest.mark.parametrize("verb", attempts(None, None, None))
@pytest.mark.parametrize("who", ["neighbour_admin", "clerk", "ngo_admin", "resident"])
def test_a_stranger_writes_nothing_in_an_office(request, office, act_of, who, verb):
    unit = OrganisingUnit.objects.create(office=office, name="MOPS", head_title="Dyrektor")
    stranger = act_of(request.getfixturevalue(who))
    offices = LocalGovernment.objects.count()
    with pytest.raises(Refused):
        attempts(stranger, office, unit)[verb]()
    office.refresh_from_db()
    assert (office.seat, office.contact_text) == ("Prusice", "")
    assert [one.name for one in OrganisingUnit.objects.all()] == ["MOPS"]
    assert LocalGovernment.objects.count() == offices


def test_default_texts_name_the_office(office):
    texts = default_texts(office)
    assert "Wójt: Gmina Prusice" in texts["dane-osobowe"]
    assert office.email in texts["kontakt"]
    assert all("None" not in text for text in texts.values())


def test_an_office_without_contacts_still_has_whole_texts(office):
    office.email = ""
    for text in default_texts(office).values():
        assert ": ." not in text


def test_ones_own_text_wins(office):
    office.contact_text = "Parter."
    assert text_of(office, "kontakt") == "Parter."


def test_blocks_of_a_text():
    found = blocks_of("## Tytuł\nPod spodem\n\n- a\n- b\n\nAkapit\nw dwóch wierszach\n\n\n")
    assert [(one.is_heading, one.is_list, one.lines) for one in found] == [
        (True, False, ("Tytuł",)),
        (False, False, ("Pod spodem",)),
        (False, True, ("a", "b")),
        (False, False, ("Akapit", "w dwóch wierszach")),
    ]
