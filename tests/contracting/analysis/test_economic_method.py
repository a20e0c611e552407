"""The file of the economic efficiency: whole, and refused where it is not."""

import shutil

import pytest

from contracting.analysis.method import FOLDER, MethodError, method, read_method

VERSION = "2026.1"
ECONOMIC = method(VERSION).economic


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(FOLDER / VERSION, tmp_path / VERSION)


def change(folder, old, new):
    file = folder / "economic.toml"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def test_groups_stand_where_the_method_allows_them():
    present = {one.code for one in ECONOMIC.groups_of("A")}
    future = {one.code for one in ECONOMIC.groups_of("B")}
    assert present == {"PERS", "MAT", "OBJ", "WYP", "DOT", "NADZ", "OGOL", "TRANS", "OPL"}
    assert future == {
        "DOT", "TRANS", "NADZ", "OBJ", "JEDN", "NGO-FIN", "NGO-INN", "OPL", "NGO-OS", "NGO-RZ",
    }  # fmt: skip


def test_thresholds_and_steps_are_those_of_the_method():
    assert [(one.code, one.minimum) for one in ECONOMIC.classes] == [
        ("E+", 110), ("e+", 102), ("e0", 98), ("e-", 90), ("E-", None),
    ]  # fmt: skip
    assert ECONOMIC.steps == (-20, -10, 10, 20)
    assert (ECONOMIC.sensitive_within, ECONOMIC.estimates_limit) == (10, 50)


@pytest.mark.parametrize("scenario", ["A", "B"])
@pytest.mark.parametrize("kind", list(method(VERSION).types))
def test_every_type_has_typical_lines_of_allowed_groups(kind, scenario):
    allowed = {one.code for one in ECONOMIC.groups_of(scenario)}
    lines = ECONOMIC.lines_for(kind, scenario)
    assert lines
    assert {one.group for one in lines} <= allowed


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('code = "PERS"', 'code = "MAT"', "MAT"),
        ('code = "PERS"', 'code = "PERSO"', "PERS"),
        ('scenarios = ["A"]', "scenarios = []", "scenarios"),
        ('scenarios = ["A"]', 'scenarios = ["C"]', "scenarios"),
        ('kind = "direct"', 'kind = "odd"', "odd"),
        ('unit = "miesiąc"', "", "unit"),
        ("minimum = 102", "minimum = 112", "minimum"),
        ("minimum = 102", 'minimum = "102"', "minimum"),
        ("steps = [-20, -10, 10, 20]", "steps = [-10, -20, 10]", "steps"),
        ("steps = [-20, -10, 10, 20]", "steps = [-100, 10]", "steps"),
        ("sensitive_within = 10", "sensitive_within = 15", "sensitive_within"),
        ("estimates_limit = 50", "estimates_limit = 150", "estimates_limit"),
        ("horizon_default = 3", "horizon_default = 9", "horizon_default"),
        ('invoice = "faktura"', 'bill = "faktura"', "sources"),
        ('JST = "urząd"', "JST = 1", "payers.JST"),
        ('code = "percent"', 'code = "share"', "overhead"),
        ("[guards]\n", '[guards]\nodd = "x"\n', "odd"),
        ('["WYP", "Wyposażenie"]', '["JEDN", "Wyposażenie"]', "JEDN"),
        ('types = ["regranting"]', 'types = ["odd"]', "odd"),
        ("horizon_least = 1", "horizon_least = 1\nodd = 1", "odd"),
    ],
)
def test_a_wrong_file_is_refused_by_file_and_key(folder, old, new, words):
    change(folder, old, new)
    with pytest.raises(MethodError, match=r"economic\.toml") as caught:
        read_method(folder)
    assert words in str(caught.value)
