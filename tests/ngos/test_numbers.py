"""Identifiers against the vectors of the law's own check rules (law.md 7.2)."""

import pytest

from mkus_portal.identifiers import (
    checked_account,
    checked_nip,
    checked_regon,
    e_delivery_fault,
    postcode_fault,
)
from ngos.legal_forms import LegalForm, Register, entry_of, register_number, register_of


@pytest.mark.parametrize(
    "typed", ["5261040828", "526-104-08-28", "PL 526 104 08 28", "pl5261040828"]
)
def test_a_right_nip_is_kept_as_ten_digits(typed):
    assert checked_nip(typed) == ("5261040828", "")


@pytest.mark.parametrize("typed", ["5261040827", "526104082", "abc", "52610408280"])
def test_a_wrong_nip_is_told(typed):
    assert "NIP" in checked_nip(typed)[1]


@pytest.mark.parametrize("typed", ["000331501", "12345678512347"])
def test_a_right_regon_has_nine_or_fourteen_digits(typed):
    assert checked_regon(typed) == (typed, "")


@pytest.mark.parametrize("typed", ["000331502", "12345678512348", "1234567"])
def test_a_wrong_regon_is_told(typed):
    assert "REGON" in checked_regon(typed)[1]


@pytest.mark.parametrize(
    "typed",
    [
        "PL61109010140000071219812874",
        "61109010140000071219812874",
        "61 1090 1014 0000 0712 1981 2874",
    ],
)
def test_a_right_account_is_kept_with_its_country(typed):
    assert checked_account(typed) == ("PL61109010140000071219812874", "")


@pytest.mark.parametrize("typed", ["61109010140000071219812875", "6110901014", "konto"])
def test_a_wrong_account_is_told(typed):
    assert "rachunku" in checked_account(typed)[1]


@pytest.mark.parametrize("check", [checked_nip, checked_regon, checked_account])
def test_an_empty_number_is_no_fault(check):
    assert check("  ") == ("", "")


def test_an_e_delivery_address_has_its_pattern():
    assert e_delivery_fault("AE:PL-69589-14466-DIDGS-28") == ""
    assert e_delivery_fault("") == ""
    assert "AE:PL" in e_delivery_fault("AE:PL-69589-14466-DIDGS")


def test_a_postcode_has_its_pattern():
    assert postcode_fault("55-110") == ""
    assert "00-000" in postcode_fault("55110")


@pytest.mark.parametrize("typed", ["0000123456", "123456", "KRS 0000123456", "0000 123 456"])
def test_a_krs_number_has_ten_digits_and_no_check_digit(typed):
    assert register_number(LegalForm.FOUNDATION, typed).value == "0000123456"
    assert register_number(LegalForm.FOUNDATION, typed).fault == ""


@pytest.mark.parametrize("typed", ["12345678901", "UKS/3", ""])
def test_a_wrong_krs_number_is_told(typed):
    assert "dziesięć cyfr" in register_number(LegalForm.FOUNDATION, typed).fault


@pytest.mark.parametrize(
    ("form", "register"),
    [
        (LegalForm.STUDENT_SPORTS_CLUB, Register.STAROST),
        (LegalForm.ORDINARY_ASSOCIATION, Register.STAROST),
        (LegalForm.KGW, Register.KGW),
        (LegalForm.CHURCH_ENTITY, Register.CHURCH),
        (LegalForm.OSP, Register.KRS),
        (LegalForm.SOCIAL_COOPERATIVE, Register.KRS),
    ],
)
def test_the_legal_form_decides_the_register(form, register):
    assert register_of(form) is register


def test_every_form_has_an_entry_with_words():
    for form in LegalForm:
        assert entry_of(form).label
        assert entry_of(form).fault


def test_a_register_of_a_starost_takes_its_own_numbers():
    assert register_number(LegalForm.STUDENT_SPORTS_CLUB, " UKS/3/2016 ").value == "UKS/3/2016"
    assert register_number(LegalForm.STUDENT_SPORTS_CLUB, " ").fault
