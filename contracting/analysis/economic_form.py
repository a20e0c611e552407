"""The economic efficiency as a part of the analysis's long form: its fields, tables and checks."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError

from contracting.analysis.method import EconomicMethod, method
from contracting.analysis.models import Analysis, FutureCost, PresentCost
from contracting.analysis.rules.answers import number_of
from mkus_portal.drafting.models import Draft
from mkus_portal.drafting.places import NoSuchPlaceError, Place
from mkus_portal.drafting.registry import Table
from mkus_portal.web import wording
from mkus_portal.web.longform import Choices, FieldSpec, TableSpec

ECO = "eco."
PRESENT_TABLE, FUTURE_TABLE, PARTNERS_TABLE = "present_costs", "future_costs", "eco.partners"
REGRANTING, COOPERATION = "regranting", "cooperation"
YES = "tak"
MOST_DECIMALS, LARGEST = 6, Decimal(99999999999)
HORIZON = "eco.horizon_years"
CELLS = ("group", "name", "quantity", "unit", "unit_cost", "times_per_year", "payer", "source")
PARTNER_CELLS = ("name", "money", "in_kind")
CHOOSE = "Wybierz jedną z podanych odpowiedzi."
BAD_AMOUNT = "Wpisz kwotę w złotych, najwyżej z dwoma miejscami po przecinku, na przykład 1 200,50."
BAD_NUMBER = "Wpisz liczbę, na przykład 120 albo 1,5."
NEGATIVE = "Liczba nie może być ujemna."
TOO_EXACT = "Wpisz najwyżej sześć miejsc po przecinku."


@dataclass(frozen=True, slots=True)
class EconomicField:
    """A field: its place, label and kind; `only` the type that asks for it; `above` its bound."""

    place: str
    label: str
    kind: str
    hint: str = ""
    only: str = ""
    is_positive: bool = False
    most: Decimal = LARGEST

    @property
    def spec(self) -> FieldSpec:
        """Return the field as the long form knows it."""
        return FieldSpec(self.place, self.label, self.kind, self.hint, required=False)


GENERAL = (
    EconomicField(
        "eco.service_unit",
        "Jednostka usługi",
        "text",
        "W czym liczysz usługę. Na przykład: godzina otwarcia, osobomiesiąc opieki, jedna dotacja.",
    ),
    EconomicField(
        "eco.units_before",
        "Ile jednostek rocznie dzisiaj (N_A)",
        "number",
        "Jeśli zadania dziś nikt nie prowadzi, zostaw puste.",
    ),
    EconomicField(
        "eco.units_after", "Ile jednostek rocznie po zmianie (N_B)", "number", is_positive=True
    ),
    EconomicField(
        HORIZON,
        "Na ile lat rozkładasz koszty jednorazowe (n)",
        "number",
        "Liczba całkowita od 1 do 5. Puste pole oznacza 3 lata.",
        is_positive=True,
    ),
    EconomicField(
        "eco.office_revenue_after",
        "Roczny dochód urzędu z zadania po zmianie (P_B)",
        "money",
        "Na przykład czynsz od organizacji. Opłaty, które zatrzymuje organizacja, wpisz w kosztach"
        " po zmianie.",
    ),
    EconomicField(
        "eco.discount_rate",
        "Stopa dyskontowa w procentach",
        "number",
        "Nie jest konieczna. Puste pole oznacza 0%.",
        most=Decimal(100),
    ),
)
NO_PRESENT = EconomicField(
    "eco.no_present_state", "Dziś nikt nie prowadzi tego zadania, więc nie ma kosztów", "check"
)
KEY = "eco.overhead.key"
OVERHEAD = (
    EconomicField("eco.overhead.amount", "Kwota kosztów ogólnych rocznie", "money"),
    EconomicField(
        "eco.overhead.percent", "Procent kosztów bezpośrednich", "number", most=Decimal(1000)
    ),
    EconomicField("eco.overhead.total_overhead", "Koszty ogólne całej jednostki rocznie", "money"),
    EconomicField("eco.overhead.task_posts", "Etaty, które zajmują się zadaniem", "number"),
    EconomicField(
        "eco.overhead.all_posts", "Wszystkie etaty w jednostce", "number", is_positive=True
    ),
)
REALIZER = (
    EconomicField("eco.realizer_budget.substantive", "Koszty merytoryczne organizacji", "money"),
    EconomicField("eco.realizer_budget.administrative", "Koszty obsługi i administracji", "money"),
)
REGRANTING_PARTS = {
    "pool": "money",
    "grants": "number",
    "hours_per_grant_before": "number",
    "hour_rate": "money",
    "other_costs_before": "money",
    "operator_cost": "money",
    "supervision_hours": "number",
}
NOTE = EconomicField("eco.note", "Założenia i uwagi do obliczeń", "long")


def economic_of(analysis: Analysis) -> EconomicMethod:
    """Return the economic part of the method that the analysis was started with."""
    return method(analysis.method_version).economic


def regranting_fields(economic: EconomicMethod) -> tuple[EconomicField, ...]:
    """Return the fields that only regranting asks for."""
    return tuple(
        EconomicField(
            f"eco.regranting.{part}",
            economic.labels[part],
            kind,
            only=REGRANTING,
            is_positive=part == "grants",
        )
        for part, kind in REGRANTING_PARTS.items()
    )


def economic_fields(analysis: Analysis) -> dict[str, EconomicField]:
    """Return the fields that the analysis asks for, by place."""
    economic = economic_of(analysis)
    key = EconomicField(KEY, "Jak policzyć koszty ogólne urzędu", "radio")
    extra = regranting_fields(economic)
    found = (*GENERAL, NO_PRESENT, key, *OVERHEAD, *REALIZER, *extra, NOTE)
    return {one.place: one for one in found if one.only in {"", analysis.commissioning_type}}


def _one_of(choose: Callable[[EconomicMethod], object]) -> Callable[[Draft, str], str]:
    def parse(draft: Draft, text: str) -> str:
        code = text.strip()
        known = choose(method(draft.form_version).economic)
        if code and isinstance(known, dict) and code not in known:
            raise ValidationError(CHOOSE)
        return code

    return parse


PARSERS = {"payer": _one_of(lambda one: one.payers), "source": _one_of(lambda one: one.sources)}
ECONOMIC_TABLES = {
    PRESENT_TABLE: Table(PRESENT_TABLE, CELLS, PresentCost, PARSERS),
    FUTURE_TABLE: Table(FUTURE_TABLE, CELLS, FutureCost, PARSERS),
    PARTNERS_TABLE: Table(PARTNERS_TABLE, PARTNER_CELLS),
}


def cost_model(table: str) -> type[PresentCost | FutureCost]:
    """Return the model of a table of costs. Raises NoSuchPlaceError for another table."""
    models: dict[str, type[PresentCost | FutureCost]] = {
        PRESENT_TABLE: PresentCost,
        FUTURE_TABLE: FutureCost,
    }
    if table not in models:
        raise NoSuchPlaceError(table)
    return models[table]


def partner_columns(economic: EconomicMethod) -> tuple[FieldSpec, ...]:
    """Return the cells of a partner."""
    kinds = ("text", "money", "money")
    return tuple(
        FieldSpec(cell, economic.labels[f"partner_{cell}"], kind, required=False)
        for cell, kind in zip(PARTNER_CELLS, kinds, strict=True)
    )


def cost_table(economic: EconomicMethod, table: str) -> TableSpec:
    """Return a table of costs as the long form knows it."""
    model = cost_model(table)
    groups = economic.groups_of(model.scenario)
    choices: dict[str, Choices] = {
        "group": tuple((one.code, f"{one.short} ({one.code})") for one in groups),
        "payer": tuple(economic.payers.items()),
        "source": tuple(economic.sources.items()),
    }
    kinds = {"quantity": "number", "times_per_year": "number", "unit_cost": "money"}
    columns = [
        FieldSpec(
            cell,
            str(model().column(cell).verbose_name),
            "choice" if cell in choices else kinds.get(cell, "text"),
            choices=choices.get(cell, ()),
        )
        for cell in CELLS
    ]
    caption = "Koszty dzisiaj (A)" if table == PRESENT_TABLE else "Koszty po zmianie (B)"
    return TableSpec(table, caption, columns, add_label="Dodaj koszt")


def is_economic(place: Place) -> bool:
    """Whether a place belongs to the economic efficiency."""
    return place.item.startswith(ECO) or place.item in ECONOMIC_TABLES


def check_economic(analysis: Analysis, place: Place, text: str) -> None:
    """Refuse what a field of the efficiency cannot hold. Raises ValidationError."""
    if place.is_cell:
        kind = "text" if place.field == "name" else "money"
        spec = EconomicField(place.item, "", kind)
        if analysis.commissioning_type != COOPERATION:
            message = "Partnerów wpisuje się tylko w analizie kooperacji."
            raise ValidationError(message)
    else:
        spec = economic_fields(analysis)[place.field]
    economic = economic_of(analysis)
    if sentence := _fault(spec, text.strip(), economic):
        raise ValidationError(sentence)


def _fault(spec: EconomicField, text: str, economic: EconomicMethod) -> str:
    """Return what is wrong with a text, as a sentence; empty when nothing is."""
    if spec.place == KEY:
        return "" if text in economic.overheads else CHOOSE
    if spec.kind == "check":
        return "" if text == YES else CHOOSE
    if spec.kind not in {"money", "number"}:
        return ""
    number = number_of(text)
    if number is None:
        return BAD_AMOUNT if spec.kind == "money" else BAD_NUMBER
    if spec.place == HORIZON:
        least, most = economic.horizon_least, economic.horizon_most
        if not least <= number <= most or number != int(number):
            return f"Wpisz liczbę całkowitą od {least} do {most}."
    return _out_of_bounds(spec, number)


def _out_of_bounds(spec: EconomicField, number: Decimal) -> str:
    if spec.is_positive and number <= 0:
        return "Wpisz liczbę większą od zera."
    if number < 0:
        return NEGATIVE
    if number > spec.most:
        return too_large(spec.most)
    return too_exact(number, is_money=spec.kind == "money")


def too_large(most: Decimal) -> str:
    """Return the sentence about a number above its bound."""
    return f"Liczba jest za duża. Wpisz najwyżej {wording.number(most)}."


def too_exact(number: Decimal, *, is_money: bool) -> str:
    """Return what is wrong with the decimals of a number within its bounds; empty: nothing."""
    decimals = 2 if is_money else MOST_DECIMALS
    if number == round(number, decimals):
        return ""
    return BAD_AMOUNT if is_money else TOO_EXACT


def economic_label(analysis: Analysis, place: str) -> str:
    """Return a place of the efficiency in words; empty for one that it does not have."""
    wanted, _, cell = place.partition(":")
    cell = cell.rpartition(":")[2]
    economic = economic_of(analysis)
    if wanted == PARTNERS_TABLE:
        labels = {one.code: one.label for one in partner_columns(economic)}
        return f"Partnerzy: {labels[cell]}" if cell in labels else "Partnerzy"
    if wanted in ECONOMIC_TABLES:
        spec = cost_table(economic, wanted)
        labels = {one.code: one.label for one in spec.columns}
        return f"{spec.caption}: {labels[cell]}" if cell in labels else spec.caption
    field = economic_fields(analysis).get(wanted)
    return field.label if field else ""
