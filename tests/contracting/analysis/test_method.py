"""The method's files are whole; what is wrong is named by file and key."""

import shutil
from datetime import date

import pytest

from contracting.analysis.method import FOLDER, MethodError, method_on, methods, read_method
from contracting.analysis.models import CommissioningType

VERSION = "2026.1"


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(FOLDER / VERSION, tmp_path / VERSION)


def change(folder, name, old, new):
    file = folder / name
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def test_every_version_is_read():
    assert VERSION in methods()


@pytest.mark.parametrize("version", list(methods()))
def test_types_are_those_of_the_model(version):
    assert set(methods()[version].types) == set(CommissioningType.values)


@pytest.mark.parametrize(
    ("kind", "own"),
    [
        ("regranting", {"E1-11"}),
        ("service", {"E1-12"}),
        ("institution", {"E1-12", "E1-13"}),
        ("cooperation", {"E1-14"}),
        ("other", set()),
    ],
)
def test_a_question_is_asked_only_for_its_types(kind, own):
    asked = {one.code for one in methods()[VERSION].stage("1").questions_for(kind)}
    everywhere = {f"E1-{number:02}" for number in range(1, 11)} | {"E1-90", "E1-91"}
    assert asked == everywhere | own


def test_verdicts_have_four_steps():
    stage = methods()[VERSION].stage("1")
    for question in stage.questions:
        if question.verdict:
            scale = [label for _, label in question.items[0].choices]
            assert scale == ["tak", "raczej tak", "raczej nie", "nie"]


def test_the_version_of_a_day():
    assert method_on(date(2026, 11, 22)).version == VERSION
    assert method_on(date(1990, 1, 1)).version == VERSION


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        ("method.toml", 'version = "2026.1"', 'version = "2027.1"', "folder nazywa się 2026.1"),
        ("method.toml", "valid_from = 2026-01-01", 'valid_from = "dziś"', "„valid_from” ma złą"),
        ("method.toml", 'name = "', 'nazwa = "', "brak klucza „name”"),
        ("method.toml", 'goal = "E1-01"', 'goal = "E9-99"', "report: klucz „goal”: nie ma pola"),
        ("method.toml", "[verdicts]", 'autor = "x"\n[verdicts]', "nieznany klucz „autor”"),
        ("types.toml", 'code = "service"', 'code = "regranting"', "regranting: ten typ już jest"),
        ("types.toml", "unit = ", "jednostka = ", "regranting: brak klucza „unit”"),
        ("types.toml", 'hints = ["żaden', 'hints = [1, "żaden', "other: klucz „hints”"),
        ("stage1.toml", 'id = "E1-02"', 'id = "E1-01"', "E1-01: to pytanie już jest"),
        ("stage1.toml", "hint = ", "podpowiedz = ", "E1-01: brak klucza „hint”"),
        ("stage1.toml", 'types = ["regranting"]', 'types = ["bon"]', "E1-11: klucz „types”"),
        ("stage1.toml", 'kind = "long"', 'kind = "essay"', "nieznany rodzaj „essay”"),
        ("stage1.toml", 'code = "after"', 'code = "today"', "E1-02: dwa pola"),
        ("stage1.toml", 'missing = "Opisz cel zmiany."', "", "E1-01: 1: brak klucza „missing”"),
        ("stage1.toml", '[["1", "1 – mały"], ', '[["1"], ', "allies: influence: klucz „choices”"),
        ("stage1.toml", 'kind = "verdict"', 'kind = "text"', "E1-90: werdykt ma dwa pola"),
        ("stage1.toml", 'master = ["', "master = [] #", "klucz „master”"),
        ("stage1.toml", "required = false", 'required = "nie"', "„required” ma złą wartość"),
        ("stage1.toml", 'text = "Jaki jest cel', 'text = ["Jaki jest cel', "poprawny TOML"),
    ],
)
def test_a_wrong_file_is_named_with_its_key(folder, name, old, new, sentence):
    change(folder, name, old, new)
    with pytest.raises(MethodError) as raised:
        read_method(folder)
    assert str(raised.value).startswith(f"{VERSION}/{name}")
    assert sentence in str(raised.value)


def test_a_missing_file_is_named(folder):
    (folder / "types.toml").unlink()
    with pytest.raises(MethodError, match=r"2026.1/types.toml: nie ma takiego pliku"):
        read_method(folder)
