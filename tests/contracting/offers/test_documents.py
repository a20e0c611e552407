"""The offer and the receipt as files: conforming PDF with the words of the official form."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from contracting.offers import actions
from contracting.offers.documents import build_form, receipt_of
from contracting.offers.models import Offer
from mkus_portal.act import Act
from mkus_portal.documents.actions import build, read_file, request
from mkus_portal.documents.check import find
from mkus_portal.documents.models import Document
from tests.contracting.offers.factories import (
    AFTER,
    OPEN,
    complete_content,
    joint_content,
    make_cast,
)

pytestmark = pytest.mark.django_db


def built(document):
    done = build(Act.system(AFTER), document.pk, lambda: AFTER + timedelta(seconds=3))
    assert done.error == ""
    return done


def words_of(document):
    reader = PdfReader(BytesIO(read_file(document)))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_the_files_of_a_sent_offer_are_made_and_found_by_their_digests():
    offer = make_cast().sent()
    for document in Document.objects.about(offer):
        done = built(document)
        assert find(done.content_digest).number == done.number
        words = words_of(done)
        assert offer.number in words
        assert "Trenujemy razem" in words


def test_the_form_has_the_official_sections_and_the_instruction():
    offer = make_cast().sent()
    words = words_of(built(Document.objects.about(offer).get(kind="offer_form")))
    for part in (
        "I. Podstawowe informacje o złożonej ofercie",
        "II. Dane oferenta(-tów)",
        "III. Opis zadania",
        "IV. Charakterystyka oferenta",
        "V. Kalkulacja przewidywanych kosztów realizacji zadania publicznego",
        "VI. Inne informacje",
        "VII. Oświadczenia",
        "Pouczenie",
        "Suma wszystkich kosztów realizacji zadania",
    ):
        assert part in words, part


def test_a_draft_is_printed_with_a_mark():
    cast = make_cast()
    offer = cast.draft()
    document = built(request(cast.editor, "offer_form", offer))
    assert build_form(offer, OPEN).watermark == "SZKIC"
    assert document.pages >= 2


def test_a_joint_offer_of_two_years_is_printed_year_by_year():
    cast = make_cast(realization_to=date(2028, 12, 31))
    content = joint_content()
    lines = (
        replace(content.lines[0], years=(Decimal("5100.00"), Decimal("3900.00"))),
        replace(content.lines[1], years=(Decimal("600.00"), Decimal("400.00"))),
    )
    shares = (
        replace(content.shares[0], years=(Decimal("3700.00"), Decimal("2300.00"))),
        replace(content.shares[1], years=(Decimal("2000.00"), Decimal("2000.00"))),
    )
    texts = {**content.texts, "III.2.to": "2028-03-31"}
    plan = (
        replace(content.actions[0], year=2027),
        replace(content.actions[0], pk=2, year=2028, name="Turniej"),
    )
    whole = replace(content, lines=lines, shares=shares, texts=texts, actions=plan)
    offer = cast.draft(whole, is_joint=True)
    offer = actions.submit_offer(cast.president, offer)
    form = build_form(Offer.objects.get(pk=offer.pk), OPEN)
    assert [plan.year for plan in form.plans] == ["2027", "2028"]
    assert form.years == ("Rok 1 (2027)", "Rok 2 (2028)")
    assert form.costs[-1].years == (Decimal("5700.00"), Decimal("4300.00"))
    assert form.shares[-1].years == (Decimal("5700.00"), Decimal("4300.00"))
    assert [piece.struck for piece in form.heading] == [True, False]
    words = words_of(built(Document.objects.about(offer).get(kind="offer_form")))
    assert form.bidders[1] == (
        "Fundacja Wspólny Ruch, fundacja, KRS 0000000002, Olesno, ruch@example.pl, tel. 600 300 400"
    )
    assert form.bidders[1] in words
    assert "Plan i harmonogram działań na rok 2028" in words


@pytest.mark.parametrize(
    ("code", "value", "struck"),
    [("VII.3", "no", "zalega(-ją)*"), ("VII.3", "yes", "nie zalega(-ją)*")],
)
def test_declarations_strike_out_the_option_not_chosen(code, value, struck):
    offer = make_cast().draft(complete_content(texts={code: value}))
    pieces = build_form(offer, OPEN).declarations[2]
    assert [one.text for one in pieces if one.struck] == ["oferenci*", struck]


def test_the_check_says_of_every_file_that_the_offer_was_withdrawn():
    cast = make_cast()
    offer = cast.sent()
    files = [built(one) for one in Document.objects.about(offer)]
    digests = [digest for one in files for digest in (one.content_digest, one.file_digest)]
    assert all("wycofana" not in find(digest).sentence for digest in digests)
    actions.withdraw_offer(cast.president, offer)
    assert all("Oferta została wycofana dnia" in find(digest).sentence for digest in digests)


def test_the_receipt_keeps_what_was_sent_when_the_profile_changes():
    cast = make_cast()
    offer = cast.sent()
    before = receipt_of(offer)
    cast.organisation.name = "Inna nazwa"
    cast.organisation.save()
    assert receipt_of(Offer.objects.get(pk=offer.pk)) == before
