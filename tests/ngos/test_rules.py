"""Who must sign for an organisation (law.md 7.4)."""

from datetime import date

import pytest

from mkus_portal.folding import folded
from ngos.models import Representative
from ngos.rules import may_be_signed_by

DAY = date(2026, 11, 24)


@pytest.fixture
def board(organisation):
    """A president, a treasurer and a secretary."""
    return [
        Representative.objects.create(
            organisation=organisation,
            full_name=name,
            function=function,
            is_president=function == "prezes",
            valid_from=date(2025, 1, 1),
        )
        for name, function in (
            ("Zofia Prezeska", "prezes"),
            ("Tomasz Skarbnik", "skarbnik"),
            ("Sabina Sekretarz", "sekretarz"),
        )
    ]


def rule(organisation, code, count=2):
    organisation.signing_rule = code
    organisation.signing_count = count
    organisation.save()


def test_nobody_is_never_enough(organisation, board):
    assert "Nikt" in may_be_signed_by(organisation, [], DAY).reason


def test_alone(organisation, board):
    rule(organisation, "alone")
    assert may_be_signed_by(organisation, board[2:], DAY)


def test_two_jointly(organisation, board):
    rule(organisation, "two_jointly")
    verdict = may_be_signed_by(organisation, board[:1], DAY)
    assert not verdict
    assert "dwóch osób" in verdict.reason
    assert may_be_signed_by(organisation, board[1:], DAY)


def test_the_same_person_twice_is_one(organisation, board):
    rule(organisation, "two_jointly")
    assert not may_be_signed_by(organisation, [board[0], board[0]], DAY)


def test_three_jointly(organisation, board):
    rule(organisation, "two_jointly", 3)
    assert "trzech" in may_be_signed_by(organisation, board[:2], DAY).reason
    assert may_be_signed_by(organisation, board, DAY)


def test_the_president_with_another(organisation, board):
    rule(organisation, "president_with_another")
    assert "prezesa" in may_be_signed_by(organisation, board[1:], DAY).reason
    assert not may_be_signed_by(organisation, board[:1], DAY)
    assert may_be_signed_by(organisation, board[:2], DAY)


def test_all_jointly_names_who_is_missing(organisation, board):
    rule(organisation, "all_jointly")
    verdict = may_be_signed_by(organisation, board[:2], DAY)
    assert "Sabina Sekretarz" in verdict.reason
    assert "Tomasz" not in verdict.reason
    assert may_be_signed_by(organisation, board, DAY)


def test_all_jointly_forgets_those_whose_term_is_over(organisation, board):
    rule(organisation, "all_jointly")
    board[2].valid_to = date(2026, 11, 23)
    board[2].save()
    assert may_be_signed_by(organisation, board[:2], DAY)


def test_a_proxy_who_signs_alone_is_enough(organisation, board):
    rule(organisation, "all_jointly")
    proxy = Representative.objects.create(
        organisation=organisation,
        full_name="Piotr Pełnomocnik",
        function="pełnomocnik",
        basis="power_of_attorney",
        can_sign_alone=True,
        valid_from=DAY,
        valid_to=DAY,
    )
    assert may_be_signed_by(organisation, [proxy], DAY)
    expired = may_be_signed_by(organisation, [proxy], date(2026, 11, 25))
    assert "Piotr Pełnomocnik" in expired.reason


def test_a_proxy_does_not_stand_in_for_a_board_member(organisation, board):
    rule(organisation, "two_jointly")
    proxy = Representative(
        organisation=organisation,
        full_name="Piotr",
        function="pełnomocnik",
        basis="power_of_attorney",
        valid_from=DAY,
    )
    assert not may_be_signed_by(organisation, [board[0], proxy], DAY)


def test_somebody_elses_board_does_not_sign(organisation, rival, board):
    rule(rival, "alone")
    assert not may_be_signed_by(rival, board, DAY)


def test_names_are_searched_without_polish_marks():
    assert folded("Żółć Łąki") == "zolc laki"


def test_one_account_is_one_person(organisation, board, ngo_signatory):
    rule(organisation, "two_jointly")
    for one in board[:2]:
        one.user = ngo_signatory
    assert not may_be_signed_by(organisation, board[:2], DAY)


def test_all_jointly_without_a_board_is_nobody(organisation):
    rule(organisation, "all_jointly")
    proxy = Representative(
        organisation=organisation, full_name="Piotr", basis="power_of_attorney", valid_from=DAY
    )
    assert not may_be_signed_by(organisation, [proxy], DAY)
