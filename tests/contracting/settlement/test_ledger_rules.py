"""What is computed for the ledger: numbers, faults, cells, lists, duplicates."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from tablib import Databook, Dataset

from contracting.settlement.costs import Cost
from contracting.settlement.numbers import folded_number
from contracting.settlement.rules.balance import balances
from contracting.settlement.rules.cells import Unread, amount_of, cost_of, day_of, payment_of
from contracting.settlement.rules.columns import COLUMNS, heading_of, read_heading
from contracting.settlement.rules.duplicates import CHARGED_BEYOND, FOREIGN, Charge, alarms_about
from contracting.settlement.rules.importing import MOST_ROWS, key_of, parse
from contracting.settlement.rules.items import (
    contribution_faults,
    contribution_value,
    expense_faults,
)
from contracting.settlement.rules.ksef import checked_ksef
from contracting.settlement.rules.reading import text_of_list
from mkus_portal.spreadsheets import LARGEST_FILE, Unreadable
from tests.contracting.settlement.factories_ledger import HEAD

DAY = date(2027, 5, 10)
NIP, OTHER_NIP = "5261040828", "5265877635"
KSEF = "5265877635-20250826-0100001AF629-AF"
NUMBERS = {"I.1.1": 7, "I.1.2": 8}
ROW = (
    f"1;FV 1/2027;2027-05-03;{NIP};Sklep;;Piłki;I.1.1.;1 234,56 zł;1 000,00;234,56;5.05.2027;"
    "przelew"
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("FV 001/05/2026", "fv-1/5/2026"),
        ("FV1/2026", "FV 1 2026"),
        ("F/Ł/07", "f l 7"),
        ("000", "0"),
    ],
)
def test_one_number_written_in_two_ways_is_one(one, other):
    assert folded_number(one) == folded_number(other)


def test_two_numbers_with_the_same_digits_are_two():
    assert folded_number("FV 1/12/2026") != folded_number("FV 11/2/2026")
    assert folded_number("FV 10/2026") != folded_number("FV 1/2026")


class TestKsef:
    def test_both_groupings_are_kept_as_one(self):
        grouped = KSEF.replace("0100001AF629", "010000-1AF629").lower()
        assert checked_ksef(KSEF, OTHER_NIP) == checked_ksef(grouped, OTHER_NIP) == (KSEF, "")

    @pytest.mark.parametrize(
        ("number", "nip", "said"),
        [
            (KSEF[:-1], OTHER_NIP, "35 znaków"),
            (KSEF.replace("20250826", "20251399"), OTHER_NIP, "35 znaków"),
            (KSEF.replace("1AF629", "1AG629"), OTHER_NIP, "35 znaków"),
            (KSEF, NIP, "inny NIP"),
            (KSEF, "", "inny NIP"),
            (KSEF.replace("-AF", "-AE"), OTHER_NIP, "suma kontrolna"),
        ],
    )
    def test_a_wrong_one_is_said(self, number, nip, said):
        assert said in checked_ksef(number, nip)[1]


class TestItemFaults:
    GOOD = {
        "line": 7,
        "issuer_nip": NIP,
        "issued_on": DAY,
        "paid_on": None,
        "gross": Decimal(100),
        "from_grant": Decimal(60),
        "own_financial": Decimal(40),
    }

    def test_a_good_expense_has_none(self):
        assert expense_faults(self.GOOD, {7}, DAY) == []

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"line": 9}, "line"),
            ({"issuer_nip": "5261040829"}, "issuer_nip"),
            ({"ksef_number": KSEF}, "ksef_number"),
            ({"issued_on": date(2027, 5, 11)}, "issued_on"),
            ({"paid_on": date(2027, 5, 11)}, "paid_on"),
            ({"other": Decimal("0.01")}, "gross"),
            ({"from_grant": Decimal(0), "own_financial": None}, "from_grant"),
        ],
    )
    def test_a_fault_is_said_beside_its_field(self, change, field):
        assert [name for name, _ in expense_faults({**self.GOOD, **change}, {7}, DAY)] == [field]

    def test_work_is_worth_its_hours_rounded_half_up(self):
        work = {"kind": "volunteer", "hours": Decimal("0.5"), "rate": Decimal("30.01")}
        assert contribution_value(work) == Decimal("15.01")
        assert contribution_value({"kind": "in_kind", "value": Decimal(5)}) == 5

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"line": 9}, "line"),
            ({"day_to": date(2027, 4, 1)}, "day_to"),
            ({"day_to": date(2027, 5, 11)}, "day_to"),
            ({"hours": None}, "hours"),
            ({"rate": Decimal(0)}, "rate"),
            ({"kind": "in_kind", "value": None}, "value"),
        ],
    )
    def test_a_contribution_is_asked_for_what_it_needs(self, change, field):
        good = {
            "line": 7,
            "kind": "volunteer",
            "day_from": date(2027, 5, 1),
            "day_to": DAY,
            "hours": Decimal(1),
            "rate": Decimal(30),
        }
        assert contribution_faults(good, {7}, DAY) == []
        assert [name for name, _ in contribution_faults({**good, **change}, {7}, DAY)] == [field]


class TestCells:
    @pytest.mark.parametrize(
        ("cell", "amount"),
        [
            ("1 234,56 zł", "1234.56"),
            ("1\u00a0234,56\u00a0zł", "1234.56"),
            ("1.234,56", "1234.56"),
            ("1,234.56", "1234.56"),
            ("1234.5", "1234.50"),
            ("0", "0.00"),
            ("100 PLN", "100.00"),
        ],
    )
    def test_an_amount_as_people_write_it(self, cell, amount):
        assert amount_of(cell) == Decimal(amount)

    @pytest.mark.parametrize("cell", ["abc", "-5", "1,234", "1e5", "٣", "9" * 40, "NaN", "1,2,3"])
    def test_what_is_no_amount_is_refused(self, cell):
        with pytest.raises(Unread):
            amount_of(cell)

    @pytest.mark.parametrize(
        "cell",
        ["2026-05-03", "3.05.2026", "03.05.2026 r.", "3/5/2026", "2026-05-03 00:00:00", "46145"],
    )
    def test_a_day_as_people_write_it(self, cell):
        assert day_of(cell) == date(2026, 5, 3)

    @pytest.mark.parametrize("cell", ["31.02.2026", "maj", "3.05.26", "1.1.1026", "٣.05.2026"])
    def test_what_is_no_day_is_refused(self, cell):
        with pytest.raises(Unread):
            day_of(cell)

    def test_nothing_is_nothing(self):
        assert (amount_of(" – "), day_of("")) == (None, None)

    @pytest.mark.parametrize("cell", ["I.1.2.", "i.1.2", "I.1.2. Trener"])
    def test_a_cost_by_its_number(self, cell):
        assert cost_of(cell, NUMBERS) == 8

    def test_an_unknown_choice_says_what_there_is(self):
        assert payment_of("Gotówką") == payment_of("gotowka") == "cash"
        assert payment_of("") == "transfer"
        with pytest.raises(Unread, match="przelew, karta"):
            payment_of("czekiem")


class TestList:
    def test_a_good_row_is_read(self):
        row = parse(f"{HEAD}\n{ROW}", NUMBERS, DAY).new[0]
        assert row.place == 2
        assert row.given == {
            "document_number": "FV 1/2027",
            "issued_on": date(2027, 5, 3),
            "issuer_nip": NIP,
            "issuer_name": "Sklep",
            "ksef_number": "",
            "name": "Piłki",
            "line": 7,
            "gross": Decimal("1234.56"),
            "from_grant": Decimal("1000.00"),
            "own_financial": Decimal("234.56"),
            **dict.fromkeys(
                ("from_interest", "from_income", "recipient_fees", "other_public", "other"),
                Decimal("0.00"),
            ),
            "paid_on": date(2027, 5, 5),
            "kind": "invoice",
            "payment": "transfer",
        }

    @pytest.mark.parametrize("delimiter", ["\t", ","])
    def test_other_delimiters_are_understood(self, delimiter):
        row = ROW.replace("1 234,56 zł", '"1 234,56 zł"').replace("1 000,00", "1000")
        row = row.replace(";234,56;", ';"234,56";')
        parsed = parse(f"{HEAD}\n{row}".replace(";", delimiter), NUMBERS, DAY)
        assert len(parsed.new) == 1

    def test_every_fault_is_said_by_row_and_column(self):
        bad = ROW.replace("5.05.2027", "5.05").replace("I.1.1.", "I.9").replace("Sklep", "")
        parsed = parse(f"{HEAD}\n{ROW}\n{bad}", NUMBERS, DAY)
        said = [str(fault) for fault in parsed.all_faults]
        assert [one.split(":")[0] for one in said] == [
            "wiersz 3, data zapłaty",
            "wiersz 3, nr pozycji kosztorysu",
            "wiersz 3, wystawca",
        ]
        assert "„I.9”" in said[1]

    def test_a_list_may_have_a_title_above_and_sums_below(self):
        sums = ";Razem:;;;;;;;1234,56;1000;;;\n;;;;;;;;1234,56;;;;\n;;;;;;\n"
        text = f"Zestawienie;;\n\n{HEAD}\n{ROW}\n{sums}"
        parsed = parse(text, NUMBERS, DAY)
        assert [(row.place, row.faults) for row in parsed.rows] == [(4, ())]

    def test_headings_are_known_without_polish_letters(self):
        words = (
            "l.p.;NUMER FAKTURY;data dokumentu;nip;kontrahent;ksef;opis;poz. kosztorysu;"
            "brutto (w zł);dotacja [PLN];srodki wlasne;data platnosci;sposob zaplaty;Uwagi"
        )
        heading = read_heading(words.split(";"))
        assert (heading.missing, heading.twice, heading.unknown) == ([], (), ("Uwagi",))
        assert len(heading.places) == 12

    def test_our_own_headings_are_known(self):
        assert list(read_heading([heading_of(name) for name in COLUMNS]).places) == list(COLUMNS)

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("", "pusty"),
            ("ala;ma;kota", "nagłówkami"),
            (HEAD.replace(";Za co", ";Cena"), "„za co”"),
            (HEAD.replace(";Za co", ";Za co;Opis"), "dwa razy"),
            (HEAD, "żadnego wiersza"),
            ("x" * 1_000_001, "za długi"),
            (f"{HEAD}\n" + f"{ROW}\n" * (MOST_ROWS + 1), "najwyżej 2000"),
            (f"{HEAD}\n{'x' * 140_000};", "odczytać"),
        ],
    )
    def test_a_list_that_cannot_be_read_says_why(self, text, said):
        parsed = parse(text, NUMBERS, DAY)
        assert (parsed.rows, len(parsed.faults)) == ((), 1)
        assert said in str(parsed.faults[0])

    def test_a_mark_that_nothing_closes_swallows_no_rows(self):
        parsed = parse(f"{HEAD}\n{ROW.replace('Sklep', chr(34) + 'Sklep')}\n{ROW}", NUMBERS, DAY)
        assert [row.place for row in parsed.rows] == [2, 3]

    def test_what_is_known_or_repeated_is_left_out(self):
        other = ROW.replace("FV 1/2027", "FV 2/2027")
        first = parse(f"{HEAD}\n{ROW}", NUMBERS, DAY).new[0]
        again = ROW.replace("FV 1/2027", "fv 01-2027")
        parsed = parse(
            f"{HEAD}\n{again}\n{other}\n{other}", NUMBERS, DAY, frozenset({key_of(first.given)})
        )
        assert [row.skipped for row in parsed.rows] == [
            "już w rejestrze",
            "",
            "taki sam jak wiersz 3",
        ]
        assert parsed.total == Decimal(1000)


class TestFile:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "utf-16"])
    def test_a_text_in_any_encoding(self, encoding):
        text = text_of_list(f"{HEAD}\n{ROW}".encode(encoding))
        assert parse(text, NUMBERS, DAY).new[0].given["name"] == "Piłki"

    def book(self, *rows):
        sheet = Dataset(*rows, headers=[one.strip() for one in HEAD.split(";")])
        about = Dataset(["x"], headers=["Opis"])
        return Databook([about, sheet]).export("xlsx")

    def test_a_workbook_with_days_and_numbers(self):
        cells = [1, "FV 1", date(2027, 5, 3), int(NIP), "Sklep", "", "Piłki", "I.1.1."]
        text = text_of_list(
            self.book([*cells, 1234.56, 0.1 + 0.2, None, date(2027, 5, 5), "karta"])
        )
        row = parse(text, NUMBERS, DAY).new[0]
        assert (row.given["gross"], row.given["from_grant"]) == (
            Decimal("1234.56"),
            Decimal("0.30"),
        )
        assert (row.given["issuer_nip"], row.given["paid_on"]) == (NIP, date(2027, 5, 5))

    def test_a_name_in_quotation_marks_stays(self):
        cells = [
            1,
            "FV 1",
            "3.05.2027",
            NIP,
            '"Ala" s.c.',
            "",
            'Kij "17',
            "I.1.1.",
            5,
            5,
            "",
            "",
            "",
        ]
        row = parse(text_of_list(self.book(cells)), NUMBERS, DAY).new[0]
        assert (row.given["issuer_name"], row.given["name"]) == ('"Ala" s.c.', 'Kij "17')

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"", "pusty"),
            (b"x" * (LARGEST_FILE + 1), "2 MB"),
            (b"PK\x03\x04 nonsense", "odczytać"),
            (b"\xd0\xcf\x11\xe0old", "XLS"),
            (b"\x81\x00\x83", "odczytać"),
            (b"\xff\xfe\x00", "odczytać"),
        ],
    )
    def test_what_is_no_list_says_why(self, content, said):
        with pytest.raises(Unreadable, match=said):
            text_of_list(content)

    def test_a_workbook_without_its_sheets_says_why(self):
        packed = BytesIO(self.book())
        with pytest.raises(Unreadable, match="odczytać"):
            text_of_list(packed.getvalue().replace(b"worksheet", b"workshoot"))


def charge(pk=1, **given):
    return Charge(
        **{
            "pk": pk,
            "contract": 1,
            "contract_number": "1/2027",
            "office": "Gmina Brzozowo",
            "organisation": 1,
            "organisation_name": "Fundacja Nasza",
            "line": 7,
            "number": "FV1/2027",
            "nip": NIP,
            "issuer": "sklep",
            "ksef": "",
            "gross": Decimal(100),
            "amount": Decimal(40),
            "from_grant": Decimal(30),
            "is_reported": True,
            **given,
        }
    )


FOREIGN_ROW = {
    "contract": 2,
    "contract_number": "5/2027",
    "office": "Gmina Dębowo",
    "organisation": 2,
    "organisation_name": "Fundacja Inna",
}


class TestDuplicates:
    def said(self, *rows, item=None):
        return alarms_about(item or charge(), [charge(), *rows])

    @pytest.mark.parametrize(
        "row",
        [
            charge(2, number="FV2/2027"),
            charge(2, nip=OTHER_NIP),
            charge(2, nip="", issuer="inny"),
            charge(2, number="X", ksef="a"),
            charge(2, line=8),
        ],
    )
    def test_another_document_or_a_division_is_no_alarm(self, row):
        assert self.said(row) == []

    def test_the_same_cost_twice_is_an_alarm(self):
        assert "tą samą pozycją" in self.said(charge(2))[0].sentence
        without_nip = charge(2, nip="")
        assert "tą samą pozycją" in self.said(without_nip)[0].sentence
        by_ksef = self.said(charge(2, number="X", ksef="a"), item=charge(ksef="a"))
        assert "tą samą pozycją" in by_ksef[0].sentence

    def test_a_division_beyond_the_document_is_an_alarm(self):
        found = self.said(charge(2, line=8), charge(3, line=9))
        assert [one.sentence for one in found] == [CHARGED_BEYOND]

    def test_another_gross_is_an_alarm(self):
        found = self.said(charge(2, line=8, gross=Decimal(90)))
        assert "100,00" in found[0].sentence
        assert "90,00" in found[0].sentence

    def test_a_foreign_contract_is_named_to_the_office_alone(self):
        found = self.said(charge(2, **FOREIGN_ROW))
        assert "Fundacja Inna" in found[0].sentence or "Fundacja Inna" in found[1].sentence
        to_office = " ".join(one.sentence for one in found)
        to_contractor = " ".join(one.sentence_for_contractor for one in found)
        for words in ("5/2027", "Gmina Dębowo", "Fundacja Inna", "30,00"):
            assert words in to_office
            assert words not in to_contractor
        assert to_contractor.strip() == FOREIGN

    def test_the_contractors_other_contract_is_named_to_it(self):
        found = self.said(charge(2, **{**FOREIGN_ROW, "organisation": 1}))
        assert "5/2027 (zleceniodawca: Gmina Dębowo)" in found[0].sentence_for_contractor

    def test_a_ledger_that_no_report_has_brought_is_its_owners_alone(self):
        assert self.said(charge(2, **FOREIGN_ROW, is_reported=False)) == []
        own = self.said(charge(2, **{**FOREIGN_ROW, "organisation": 1}, is_reported=False))
        assert [one.sentence for one in own] == [""]
        assert "5/2027" in own[0].sentence_for_contractor

    def test_a_foreign_gross_is_not_said_to_the_contractor(self):
        found = self.said(charge(2, **FOREIGN_ROW, gross=Decimal(90)))
        assert "90,00" in " ".join(one.sentence for one in found)
        assert "90,00" not in " ".join(one.sentence_for_contractor for one in found)


def test_the_ledger_stands_beside_the_plan():
    costs = [
        Cost(7, "I.1.1.", "Trener", Decimal(100), Decimal(60)),
        Cost(8, "II.1.", "Księgowa", Decimal(50)),
    ]
    rows = balances(
        costs,
        {7: {"from_grant": Decimal(70), "other": Decimal(5)}, 9: {"from_grant": Decimal(1)}},
        {7: Decimal(30)},
    )
    assert [(row.number, row.spent, row.left) for row in rows] == [
        ("I.1.1.", Decimal(105), Decimal(-5)),
        ("II.1.", Decimal(0), Decimal(50)),
        ("", Decimal(1), Decimal(-1)),
        ("", Decimal(106), Decimal(44)),
    ]
    assert rows[2].name == "Pozycja spoza obecnego planu"
    assert (rows[3].granted, rows[3].from_grant, rows[3].other) == (60, 71, 5)
    assert balances([], {}, {}) == ()
