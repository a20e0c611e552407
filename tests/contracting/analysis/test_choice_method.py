"""The files of the helper and the guide: what is wrong is named by file and key."""

import pytest

from contracting.analysis.legal_words import keys_in
from contracting.analysis.method import FOLDER, MethodError, methods, read_method
from mkus_portal.law.registry import register
from tests.contracting.analysis.test_method import VERSION, change, folder

__all__ = ["folder"]

CHOICE = [
    ('code = "C02"', 'code = "C01"', "„C01” stoi dwa razy"),
    ('type = "regranting"', 'type = "bon"', "klucz „type”: nie ma typu „bon”"),
    ('answer = "yes"', 'answer = "unknown"', "odpowiedź „unknown” nie może ważyć"),
    (", points = 3", ", points = 0", "klucz „points”"),
    (", points = 3", ", points = 6", "klucz „points”"),
    (", points = 3", ", points = true", "klucz „points”"),
    ('basis = "MKUS"', 'basis = "Z4"', "nieznane źródło „Z4”"),
    ('hint = "', 'uwaga = "x"\nhint = "', "nieznany klucz „uwaga”"),
    ('unknown = "nie wiem"', "", "klucz „answers”"),
    ("least_answers = 5", "least_answers = 99", "klucz „least_answers”"),
    ("least_points = 3", "least_points = 8", "typ „other” nigdy go nie osiągnie"),
    ("mają {types}", "mają {typy}", "klucz „tie”: nie ma słowa „{typy}”"),
    ("mają {types}", "mają {types", "klucz „tie”: niedomknięty nawias"),
    ('because = "Dotacji ma', 'because = " ", x = "Dotacji ma', "klucz „because” ma złą wartość"),
    (
        '{ answer = "no", type = "regranting", points = -3,',
        '{ answer = "yes", type = "regranting", points = -3,',
        "jedna odpowiedź waży dla typu dwa razy",
    ),
]
GUIDE = [
    ('basis = "MKUS"', 'basis = "Z1"', "klucz „basis” albo „shows”"),
    ('shows = "stages"', 'shows = "etapy"', "klucz „basis” albo „shows”"),
    ('code = "po-co"', 'code = "czym-jest"', "„czym-jest” stoi dwa razy"),
    ("{prawo:contract.max_years}", "{contract.max_years}", "może stać tylko {prawo:klucz}"),
    ('commissioning_type = "service"', 'commissioning_type = "x"', "example: klucz „comm"),
    ('group = "PERS"', 'group = "NGO-OS"', "grupy „NGO-OS” nie ma w scenariuszu „A”"),
    ('quantity = "12"', 'quantity = "dwa"', "klucz „quantity” to liczba"),
    ("S01 = [2, 4]", "S01 = [0, 4]", "klucz „scores.S01”"),
    ("S10 = [3, 4]", "", "klucz „scores”"),
    ("\nrows = 6", "\nrows = 0", "klucz „rows”"),
    ('payer = "NGO"', 'payer = "ktoś"', "nieznany płatnik „ktoś”"),
    ("[bases]", '[bases]\ninne = "x"', "klucz „bases”"),
]


@pytest.mark.parametrize(("old", "new", "sentence"), CHOICE)
def test_a_wrong_helper_is_named_with_its_key(folder, old, new, sentence):
    change(folder, "choice.toml", old, new)
    with pytest.raises(MethodError) as raised:
        read_method(folder)
    assert str(raised.value).startswith(f"{VERSION}/choice.toml")
    assert sentence in str(raised.value)


@pytest.mark.parametrize(("old", "new", "sentence"), GUIDE)
def test_a_wrong_guide_is_named_with_its_key(folder, old, new, sentence):
    change(folder, "guide.toml", old, new)
    with pytest.raises(MethodError) as raised:
        read_method(folder)
    assert str(raised.value).startswith(f"{VERSION}/guide.toml")
    assert sentence in str(raised.value)


def test_every_type_needs_its_text(folder):
    text = (folder / "guide_types.toml").read_text()
    (folder / "guide_types.toml").write_text(text.replace('code = "other"', 'code = "service"'))
    with pytest.raises(MethodError, match="typu „service” nie ma albo stoi dwa razy"):
        read_method(folder)
    (folder / "guide_types.toml").write_text(text[: text.index('[[type]]\ncode = "other"')])
    with pytest.raises(MethodError, match="brakuje typu „other”"):
        read_method(folder)


@pytest.mark.parametrize("version", list(methods()))
def test_every_legal_number_of_a_text_is_in_the_register(version):
    files = (FOLDER / version).glob("guide*.toml")
    named = keys_in(file.read_text() for file in files)
    assert "small_grant.task_most" in named
    assert set(named) <= set(register.parameters)


@pytest.mark.parametrize("version", list(methods()))
def test_no_text_of_the_guide_has_a_legal_amount_of_its_own(version):
    for file in (FOLDER / version).glob("guide*.toml"):
        for amount in ("10 000 zł", "20 000 zł", "40 000 zł", "21 dni"):
            assert amount not in file.read_text()
