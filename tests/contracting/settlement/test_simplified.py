"""The simplified report (Dz.U. 2018 poz. 2055, annex 2): what the grant paid, and nothing else."""

from decimal import Decimal

import pytest

from contracting.settlement.actions import reporting
from contracting.settlement.coaching import gaps_of
from contracting.settlement.documents.report import REPORT_DOCUMENT, build_report, report_word
from contracting.settlement.form import section_of
from mkus_portal.documents import actions as documents
from mkus_portal.documents.conformance import broken_rules
from mkus_portal.drafting.actions import save_field
from mkus_portal.drafting.models import Draft
from tests.contracting.settlement.factories_reports import desk, report_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def side():
    made = desk()
    offer = made.contract.assessment.offer
    Draft.objects.filter(pk=offer.draft_id).update(form_code="2055-1")
    made.spend(3000, own_financial=50, gross=3050)
    made.fresh()
    return made


def test_an_offer_on_the_simplified_form_is_reported_on_the_simplified_one(side):
    report = side.started()
    assert report.draft.form_code == "2055-2"
    places = {gap.place.split(":")[0] for gap in gaps_of(report)}
    assert places == {"I.1", "I.2", "results"}
    assert [one.code for one in section_of(report, "I").items] == ["I.1", "results", "I.2"]


def test_it_shows_what_the_grant_paid_and_conforms(side):
    report = side.started()
    draft = report.draft
    for code in ("I.1", "I.2"):
        save_field(side.ngo(), draft, code, "Zrobiono wszystko.", 0)
    for row in draft.reportedresults.all():
        save_field(side.ngo(), draft, f"results:{row.pk}:reached", "30", 0)
    reporting.submit_report(side.ngo(), report, "Anna Prezes")
    report = report_of(report.pk)
    content = build_report(report, report.submitted_at)
    assert content.title.startswith("UPROSZCZONE")
    assert content.sources == ()
    assert content.costs[-1].rows[-1].total == Decimal(3000)
    _, rendered = documents.compose(documents.request(side.office(), REPORT_DOCUMENT.code, report))
    assert broken_rules(rendered.content) == []
    assert report_word(report)[:2] == b"PK"
