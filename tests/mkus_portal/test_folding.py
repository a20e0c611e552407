"""Text folded for searches."""

from hypothesis import given
from hypothesis import strategies as st

from mkus_portal.folding import folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert folded(folded(text)) == folded(text)


def test_folded_words_are_plain():
    assert folded("ZAŻÓŁĆ Gęślą Jaźń") == "zazolc gesla jazn"
    assert folded("𝕊port ﬁzyczny") == "sport fizyczny"
