"""The files of the social efficiency and of the joining: whole, and refused where they are not."""

import shutil

import pytest

from contracting.analysis.method import FOLDER, MethodError, method, read_method

VERSION = "2026.1"


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(FOLDER / VERSION, tmp_path / VERSION)


def change(folder, name, old, new):
    file = folder / name
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def test_weights_are_those_of_the_method():
    weights = {
        kind: [one.weights[kind] for one in method(VERSION).social.criteria]
        for kind in ("regranting", "service", "institution", "cooperation", "other")
    }
    assert weights == {
        "regranting": [10, 5, 10, 10, 5, 25, 15, 5, 5, 10],
        "service": [15, 20, 10, 20, 10, 5, 5, 5, 5, 5],
        "institution": [15, 15, 10, 10, 10, 10, 5, 5, 15, 5],
        "cooperation": [5, 10, 10, 20, 5, 10, 20, 10, 5, 5],
        "other": [10] * 10,
    }


def test_every_criterion_has_anchors_of_its_own():
    anchors = [text for one in method(VERSION).social.criteria for text in one.anchors]
    assert len(anchors) == len(set(anchors)) == 50


def test_evidence_is_worth_what_the_method_says():
    values = {one.code: one.percent for one in method(VERSION).social.evidence}
    assert values == {"data": 100, "survey": 80, "team": 50, "assumption": 20}


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("social.toml", "regranting = 10, service = 15", "regranting = 11, service = 15", "101"),
        ("social.toml", "regranting = 10, service = 15", "service = 15", "regranting"),
        ("social.toml", "regranting = 10,", 'regranting = "10",', "weights.regranting"),
        ("social.toml", "regranting = 10,", "regranting = true,", "weights.regranting"),
        ("social.toml", 'code = "S02"', 'code = "S01"', "S01"),
        ("social.toml", "minimum = 5\n", "minimum = 25\n", "minimum"),
        ("social.toml", "percent = 80", "percent = 180", "percent"),
        ("social.toml", 'code = "survey"', 'code = "data"', "data"),
        ("social.toml", '  "słabo",\n', "", "scale"),
        ("social.toml", "certainty_limit = 50", "certainty_limit = 50.5", "certainty_limit"),
        ("social.toml", "least_criteria = 7", "lest_criteria = 7", "least_criteria"),
        ("social.toml", "least_criteria = 7", "least_criteria = 11", "least_criteria"),
        ("social.toml", 'one_assessor = "jedna ocena"', "", "one_assessor"),
        ("social.toml", 'label = "Dostępność"', 'label = "Dostępność"\nodd = 1', "odd"),
        ("joining.toml", 'row = "loss"\ncolumn = "worse"', 'row = "loss"\ncolumn = "same"', "już"),
        ("joining.toml", 'classes = ["S+", "s+"]', 'classes = ["S+"]', "column"),
        ("joining.toml", 'classes = ["e0"]', 'classes = ["e+"]', "row.classes"),
        ("joining.toml", 'answer = "no"', 'answer = "never"', "never"),
        ("joining.toml", 'question = "E1-90"', 'question = "E1-01"', "E1-01"),
        ("joining.toml", "[indicator]\nlabel", "[indicator]\nlable", "indicator"),
        ("joining.toml", 'no_reason = "', 'odd_reason = "', "missing.no_reason"),
    ],
)
def test_a_wrong_file_is_refused_by_file_and_key(folder, name, old, new, words):
    change(folder, name, old, new)
    with pytest.raises(MethodError) as refusal:
        read_method(folder)
    assert name in str(refusal.value)
    assert words in str(refusal.value)


def test_a_cell_that_is_not_there_is_refused(folder):
    text = (folder / "joining.toml").read_text()
    start = text.index('[[cell]]\ncode = "loss_worse"')
    (folder / "joining.toml").write_text(text[:start] + text[text.index("# Verdicts that") :])
    with pytest.raises(MethodError, match=r"joining\.toml.*„loss” × „worse”"):
        read_method(folder)


@pytest.mark.parametrize("name", ["social.toml", "joining.toml"])
def test_a_missing_file_is_refused(folder, name):
    (folder / name).unlink()
    with pytest.raises(MethodError, match=name):
        read_method(folder)
