"""Every kind of document: both profiles, the same bytes twice, no network, number and digest."""

import re
import socket
from io import BytesIO

import pytest
from pypdf import PdfReader

from mkus_portal.documents import actions as documents
from mkus_portal.documents.conformance import broken_rules
from mkus_portal.documents.digest import in_fours
from mkus_portal.documents.registry import document_kind, kinds

pytestmark = pytest.mark.once

EXAMPLES = {
    "call_announcement": "announcement",
    "call_results": "results",
    "mkus_guide": "guide_booklet",
    "mkus_report": "closed_analysis",
    "mkus_workbook": "service_workbook",
    "offer_form": "sealed_offer",
    "offer_receipt": "sealed_offer",
    "adviser_month": "adviser_month",
    "attendance_list": "held_event",
    "programme_report": "frozen_programme_report",
    "unit_report": "frozen_unit_report",
    "cooperation_agreement": "advised_unit",
    "event_report": "held_event",
    "event_certificate": "participant",
    "consultation_note": "agreed_consultation",
    "expertise": "accepted_expertise",
    "commission_minutes": "closed_meeting",
    "commission_line_up": "commission_act",
    "impartiality_statement": "statement",
    "formal_defects": "checked_evaluation",
    "contract": "in_force_contract",
    "contract_ending": "contract_ending",
    "contract_amendment": "in_force_amendment",
    "task_report": "checked_report",
    "report_call": "report_call",
    "return_demand": "demanded_return",
    "report_settled": "accepted_report",
    "inspection_authorisation": "authorised_inspection",
    "inspection_protocol": "protocol_protocol",
    "inspection_recommendations": "recommended_inspection",
}
CODES = [kind.code for kind in kinds()]


def test_every_kind_has_an_example():
    assert set(EXAMPLES) == set(CODES)


@pytest.fixture
def no_network(monkeypatch):
    def connect(*_):
        pytest.fail("dokument łączy się z siecią")

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.usefixtures("no_network")
def test_a_document_keeps_its_promises(world, code):
    assert document_kind(code).template.startswith("documents/")
    document = documents.request(world.act("clerk"), code, world.things[EXAMPLES[code]])
    digest, first = documents.compose(document)
    again, second = documents.compose(document)
    assert (again, second.content) == (digest, first.content)
    assert broken_rules(first.content) == []
    reader = PdfReader(BytesIO(first.content))
    text = re.sub(r"\s+", "", "".join(page.extract_text() for page in reader.pages))
    assert document.number in text
    assert re.sub(r"\s+", "", in_fours(digest)) in text
