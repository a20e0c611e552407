"""One chart of every kind with invented figures, and the gallery that shows them."""

from datetime import date
from decimal import Decimal
from typing import Any

from mkus_portal.charts.bars import ScaleRow, bars, columns, profile, scale_rows
from mkus_portal.charts.chart import Chart, Series, empty
from mkus_portal.charts.gantt import Bar, Mark, gantt
from mkus_portal.charts.grids import Point, Spot, matrix, risk_map
from mkus_portal.charts.lines import Band, lines
from mkus_portal.charts.stacks import stacks
from mkus_portal.charts.targets import targets
from mkus_portal.web.gallery import Gallery

GROUPS = (
    "Wynagrodzenia z pochodnymi osób, które bezpośrednio prowadzą zadanie",
    "Obiekt, media i utrzymanie",
    "Opłaty odbiorców",
)
CRITERIA = (
    ("S01", "Dostępność"),
    ("S02", "Jakość i zgodność ze standardem"),
    ("S03", "Kapitał społeczny i współpraca międzysektorowa"),
    ("S04", "Trwałość i ciągłość"),
)
STEPS = ("1 – zupełnie nie", "2", "3", "4", "5 – bardzo")


class ChartGallery(Gallery):
    """The gallery of components with a chart of every kind."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the charts."""
        return {**super().get_context_data(**kwargs), "charts": samples()}


def samples() -> list[Chart]:
    """Return a chart of every kind."""
    return [*_rows(), *_sums(), *_axes(), *_grids(), _plan(), empty("Jeszcze bez danych")]


def _series(label: str, *values: str) -> Series:
    return Series(label, tuple(Decimal(one) for one in values))


def _rows() -> list[Chart]:
    today = _series("Dziś", "123456.78", "18000", "-4500")
    after = _series("Po zmianie", "98000", "21500.5", "0")
    marks = (_series("Dziś", "3", "2.5", "2", "4"), _series("Po zmianie", "4", "4", "3.5", "4"))
    asked = [ScaleRow("Godziny otwarcia są dla mnie dogodne", (2, 4, 9, 20, 11))]
    asked.append(ScaleRow("Umiem znaleźć pomoc", (0, 1, 5, 14, 26)))
    return [
        bars(
            "Słupki: koszty dwóch stanów",
            "Wynagrodzenia maleją ze 123 456,78 zł do 98 000,00 zł.",
            GROUPS,
            (today, after),
            "zł",
        ),
        profile(
            "Profil: oceny na skali",
            "Trzy kryteria z czterech są wyżej po zmianie.",
            [f"{code}. {label}" for code, label in CRITERIA],
            marks,
            low=1,
            high=5,
        ),
        scale_rows(
            "Wiersze skali: odpowiedzi w ankiecie",
            "Godziny otwarcia: 31 z 46 osób wskazało 4 albo 5.",
            STEPS,
            asked,
        ),
    ]


def _sums() -> list[Chart]:
    kinds = ("szkolenie dla urzędu", "konferencja regionalna")
    people = (_series("urząd", "12", "20"), _series("organizacja pozarządowa", "9", "26"))
    return [
        stacks("Kawałki: uczestnicy", "Razem 67 osób, najwięcej z organizacji.", kinds, people),
        targets(
            "Cele: spotkania w jednostkach",
            "Należne spotkania odbyła jedna jednostka z dwóch.",
            ("Prusice", "Powiat Policki"),
            _series("Odbyto", "9", "14"),
            _series("Należne", "12", "12"),
        ),
    ]


def _axes() -> list[Chart]:
    saved = _series("Oszczędność od początku", "-60000", "-15000", "30000", "75000", "120000")
    steps = ("−20%", "−10%", "bez zmian", "+10%", "+20%")
    classes = (Band("E+", Decimal(120), None), Band("e+", Decimal(105), Decimal(120)))
    ratios = (
        _series("Inna dotacja", "134", "121.3", "110.8", "102", "94.5"),
        _series("Inna liczba jednostek", "88.6", "99.7", "110.8", "121.9", "133"),
    )
    return [
        columns(
            "Kolumny: oszczędność narastająco",
            "Po czterech latach 120 000,00 zł, zwrot po 1,3 roku.",
            ("0", "1", "2", "3", "4"),
            saved,
            "zł",
            mark=Decimal("1.33"),
            mark_label="zwrot po 1,3 roku",
        ),
        lines("Linie: wrażliwość", "Bez zmian 110,8.", steps, ratios, "WE", classes),
    ]


def _grids() -> list[Chart]:
    risks = [Point(1, "Zmiana przepisów", 2, 4), Point(2, "Mało ofert", 4, 4)]
    return [
        risk_map("Mapa ryzyk", "Największe ryzyko: mało ofert.", risks),
        matrix(
            "Macierz: dwie efektywności razem",
            "Taniej i lepiej dla ludzi: zlecać.",
            rows=("taniej", "drożej"),
            columns=("lepiej", "gorzej"),
            cells=(("zlecać", "poprawić koncepcję"), ("decyzja rady", "nie zlecać")),
            axes=("Koszt jednostki", "Dla ludzi"),
            spot=Spot(0, 0, 0.5, 0.5),
        ),
    ]


def _plan() -> Chart:
    steps = [
        Bar(1, "Uchwała rady", date(2027, 1, 4), date(2027, 2, 20), is_done=True),
        Bar(2, "Otwarty konkurs ofert", date(2027, 3, 1), date(2027, 4, 15), 1),
    ]
    marks = [Mark("Podpisanie umowy", date(2027, 5, 1))]
    alt = "Działań 2, kamieni milowych 1, od 4 stycznia do 1 maja 2027 r."
    return gantt("Harmonogram", alt, steps, marks, date(2027, 3, 20))
