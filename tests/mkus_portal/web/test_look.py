"""The colours can be read, the sheets stay short and take their colours from the tokens."""

import re

import pytest

from tests.architecture.tree import ROOT

CSS = ROOT / "static/css"
TOKENS = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", (CSS / "tokens.css").read_text()))
GROUNDS = ("paper", "paper-raised", "paper-sunk", "field")
TEXT = 4.5
EDGE = 3.0


def luminance(colour: str) -> float:
    """WCAG 2.2: relative luminance of an sRGB colour."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2: contrast of two tokens."""
    dark, light = sorted((luminance(TOKENS[one]), luminance(TOKENS[other])))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize(
    "ink", ["ink", "ink-quiet", "green", "green-deep", "brick", "amber", "moss"]
)
def test_text_can_be_read_on_every_ground(ink, ground) -> None:
    assert contrast(ink, ground) >= TEXT


@pytest.mark.parametrize("kind", ["green", "brick", "amber", "moss"])
def test_text_can_be_read_on_the_tint_of_its_kind(kind) -> None:
    assert contrast(kind, f"{kind}-soft") >= TEXT
    assert contrast("ink", f"{kind}-soft") >= TEXT


@pytest.mark.parametrize("ground", ["green", "green-deep"])
def test_light_text_can_be_read_on_dark(ground) -> None:
    assert contrast("on-dark", ground) >= TEXT


@pytest.mark.parametrize("ground", GROUNDS)
def test_edges_of_fields_and_the_focus_are_seen(ground) -> None:
    assert contrast("line-strong", ground) >= EDGE
    assert contrast("focus", ground) >= EDGE


@pytest.mark.parametrize("sheet", sorted(path.name for path in CSS.glob("*.css")))
def test_sheets_are_short_and_name_no_colour_of_their_own(sheet) -> None:
    text = (CSS / sheet).read_text()
    assert len(text.splitlines()) <= 400
    if sheet not in {"tokens.css", "fonts.css"}:
        assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;,) ])", text)) <= {"#ffffff"}


def test_every_token_that_is_used_exists() -> None:
    declared = set(
        re.findall(r"^\s+--([a-z0-9-]+):", (CSS / "tokens.css").read_text(), re.MULTILINE)
    )
    used = {
        name
        for path in CSS.glob("*.css")
        for name in re.findall(r"var\(--([a-z0-9-]+)", path.read_text())
    }
    assert used - declared == set()


def test_every_sheet_is_on_some_page() -> None:
    linked = "".join(path.read_text() for path in (ROOT / "templates").rglob("*.html"))
    assert {path.name for path in CSS.glob("*.css")} == set(
        re.findall(r"css/([a-z]+\.css)", linked)
    )
