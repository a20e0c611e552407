"""The spheres of public tasks (art. 4 ust. 1 UDPPiW): a dated dictionary of codes and wordings."""

from dataclasses import dataclass
from datetime import date

ACT_IN_FORCE = date(2004, 1, 1)


@dataclass(frozen=True, slots=True)
class Sphere:
    """One point of art. 4 ust. 1; `valid_to` is the last day on which it stands in the act."""

    code: str
    name: str
    valid_from: date = ACT_IN_FORCE
    valid_to: date | None = None

    @property
    def label(self) -> str:
        """The point with its wording, as announcements name it."""
        return f"pkt {self.code}: {self.name}"

    def is_valid_on(self, day: date) -> bool:
        """Whether the point stands in the act on the day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


_WORDINGS = {
    "1": "pomoc społeczna, w tym pomoc rodzinom i osobom w trudnej sytuacji życiowej"
    " oraz wyrównywanie szans tych rodzin i osób",
    "1a": "wspieranie rodziny i systemu pieczy zastępczej",
    "1aa": "tworzenie warunków do zaspokajania potrzeb mieszkaniowych wspólnoty samorządowej",
    "1b": "udzielanie nieodpłatnej pomocy prawnej"
    " oraz zwiększanie świadomości prawnej społeczeństwa",
    "2": "działalność na rzecz integracji i reintegracji zawodowej i społecznej"
    " osób zagrożonych wykluczeniem społecznym",
    "3": "działalność charytatywna",
    "4": "podtrzymywanie i upowszechnianie tradycji narodowej, pielęgnowanie polskości"
    " oraz rozwój świadomości narodowej, obywatelskiej i kulturowej",
    "5": "działalność na rzecz mniejszości narodowych i etnicznych oraz języka regionalnego",
    "5a": "działalność na rzecz integracji cudzoziemców",
    "6": "ochrona i promocja zdrowia, w tym działalność lecznicza",
    "7": "działalność na rzecz osób niepełnosprawnych",
    "8": "promocja zatrudnienia i aktywizacji zawodowej osób pozostających bez pracy"
    " i zagrożonych zwolnieniem z pracy",
    "9": "działalność na rzecz równych praw kobiet i mężczyzn",
    "10": "działalność na rzecz osób w wieku emerytalnym",
    "11": "działalność wspomagająca rozwój gospodarczy, w tym rozwój przedsiębiorczości",
    "12": "działalność wspomagająca rozwój techniki, wynalazczości i innowacyjności"
    " oraz rozpowszechnianie i wdrażanie nowych rozwiązań technicznych",
    "13": "działalność wspomagająca rozwój wspólnot i społeczności lokalnych",
    "14": "nauka, szkolnictwo wyższe, edukacja, oświata i wychowanie",
    "15": "działalność na rzecz dzieci i młodzieży, w tym wypoczynek dzieci i młodzieży",
    "16": "kultura, sztuka, ochrona dóbr kultury i dziedzictwa narodowego",
    "17": "wspieranie i upowszechnianie kultury fizycznej",
    "18": "ekologia i ochrona zwierząt oraz ochrona dziedzictwa przyrodniczego",
    "19": "turystyka i krajoznawstwo",
    "20": "porządek i bezpieczeństwo publiczne",
    "21": "obronność państwa i działalność Sił Zbrojnych Rzeczypospolitej Polskiej",
    "22": "upowszechnianie i ochrona wolności i praw człowieka oraz swobód obywatelskich,"
    " a także działania wspomagające rozwój demokracji",
    "22a": "udzielanie nieodpłatnego poradnictwa obywatelskiego",
    "23": "ratownictwo i ochrona ludności",
    "24": "pomoc ofiarom katastrof, klęsk żywiołowych, konfliktów zbrojnych i wojen"
    " w kraju i za granicą",
    "25": "upowszechnianie i ochrona praw konsumentów",
    "26": "działalność na rzecz integracji europejskiej oraz rozwijanie kontaktów"
    " i współpracy między społeczeństwami",
    "27": "promocja i organizacja wolontariatu",
    "28": "pomoc Polonii i Polakom za granicą",
    "29": "działalność na rzecz kombatantów i osób represjonowanych",
    "29a": "działalność na rzecz weteranów i weteranów poszkodowanych",
    "30": "promocja Rzeczypospolitej Polskiej za granicą",
    "31": "działalność na rzecz rodziny, macierzyństwa, rodzicielstwa,"
    " upowszechnianie i ochrona praw dziecka",
    "32": "przeciwdziałanie uzależnieniom i patologiom społecznym",
    "32a": "rewitalizacja",
    "33": "działalność na rzecz organizacji pozarządowych oraz podmiotów z art. 3 ust. 3"
    " w zakresie pkt 1–32a",
    "34": "działalność na rzecz podmiotów ekonomii społecznej i przedsiębiorstw społecznych",
}
# Points that came with later amendments: the day since which each stands in the act.
_SINCE = {
    "1a": date(2012, 1, 1),
    "1aa": date(2021, 7, 23),
    "1b": date(2016, 1, 1),
    "5a": date(2012, 1, 1),
    "22a": date(2019, 1, 1),
    "29a": date(2012, 3, 30),
    "32a": date(2015, 11, 18),
    "34": date(2022, 10, 30),
}
SPHERES = tuple(
    Sphere(code, name, _SINCE.get(code, ACT_IN_FORCE)) for code, name in _WORDINGS.items()
)
_BY_CODE = {sphere.code: sphere for sphere in SPHERES}


def sphere(code: str) -> Sphere:
    """Return the point of that code; raises KeyError for one that never stood in the act."""
    return _BY_CODE[code]


def spheres_on(day: date) -> tuple[Sphere, ...]:
    """Return the points in force on the day, in the act's order."""
    return tuple(one for one in SPHERES if one.is_valid_on(day))
