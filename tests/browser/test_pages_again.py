"""The other half of the portal's pages in Chromium, beside the first one."""

import pytest

from tests.browser.visits import HALVES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("page", "tag"), HALVES[1])
def test_a_page_can_be_read_and_used_by_everybody(browsers, address, page, tag):
    tab = browsers.of(tag)
    assert tab.open(address(page.name, page.example, page.query)) == 200
    assert tab.looked_at() == []
