"""A call's draft as it follows from an analysis: every field with its question, every gap said."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any

from contracting.analysis import concept as asked
from contracting.analysis.concept import Concept
from contracting.calls.models import Limits
from contracting.calls.rules.drawn_criteria import DrawnCriterion, draw_criteria
from mkus_portal.web import wording

CALL, TASK, CRITERION, PREVIOUS = "call", "task", "criterion", "previous"
LONGEST_TITLE, MOST_YEARS, MOST_MONEY = 300, 10, Decimal(99_999_999_999)
FIRST_DAY, LAST_DAY = date(2004, 1, 1), date(2089, 12, 31)
GROSZ, ONE, WHOLE, MONTHS = Decimal("0.01"), Decimal(1), Decimal(100), 12
FORMS = {"entrusting": Limits.Forms.ENTRUST.value, "support": Limits.Forms.SUPPORT.value}
OPEN_CALL = "open_call"
NO_ANSWER = "w analizie nie ma odpowiedzi"
NOT_ASKED = "analiza o to nie pyta – ustal to w konkursie"
BLOCK = "\n\n"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A field that the analysis fills: of the call or of its task, from which questions."""

    part: str
    field: str
    label: str
    value: Any
    said: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotDrawn:
    """What the analysis does not fill, or fills with a doubt; `why` goes on after the label."""

    label: str
    why: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """All of a draft. `previous` is (label, cost, grants) of the same task this year, PLN."""

    fields: tuple[Drawn, ...]
    criteria: tuple[DrawnCriterion, ...]
    previous: tuple[str, Decimal, Decimal] | None
    gaps: tuple[NotDrawn, ...]

    def of(self, part: str) -> dict[str, Any]:
        """Return the values of a part by the names of its columns."""
        return {one.field: one.value for one in self.fields if one.part == part}


@dataclass
class _Desk:
    """What has been drawn so far."""

    concept: Concept
    day: date
    fields: list[Drawn] = field(default_factory=list)
    gaps: list[NotDrawn] = field(default_factory=list)

    def put(
        self, part: str, name: str, label: str, value: object, *questions: str, said: str = ""
    ) -> None:
        """Fill a field."""
        self.fields.append(Drawn(part, name, label, value, said or str(value), questions))

    def miss(self, label: str, why: str, question: str = "") -> None:
        """Say why something is not filled, or what to look at."""
        self.gaps.append(NotDrawn(label, why, question))

    def why_empty(self, question: str) -> str:
        """Return why a question says nothing."""
        if question in self.concept.asked:
            return NO_ANSWER
        if not self.concept.is_staged:
            return "ta analiza obejmuje same efektywności, bez etapów"
        return f"o to nie pyta się przy typie „{self.concept.type_label}”"


def drawing_of(concept: Concept, day: date) -> Drawing:
    """Return the draft that follows from the concept; `day` is today. Never an error."""
    desk = _Desk(concept, day)
    for step in (_title, _mode, _form, _money, _period, _task_text, _conditions, _further):
        step(desk)
    form = FORMS.get(concept.form, "")
    criteria, doubts = draw_criteria(concept, is_support=form != Limits.Forms.ENTRUST.value)
    for why in doubts:
        desk.miss("Kryteria wyboru ofert", why, asked.CRITERIA)
    previous = _previous(desk)
    for label in ("Termin składania ofert", "Termin wyboru ofert", "Tryb wyboru ofert"):
        desk.miss(label, NOT_ASKED)
    return Drawing(tuple(desk.fields), criteria, previous, tuple(desk.gaps))


def _title(desk: _Desk) -> None:
    concept = desk.concept
    question = asked.NAME if concept.name else asked.TASK_NAME
    whole = " ".join((concept.name or concept.task_name).split())
    title = whole[:LONGEST_TITLE].strip()
    desk.put(CALL, "title", "Tytuł konkursu", title, question)
    desk.put(TASK, "title", "Tytuł zadania", title, question)
    if not concept.name:
        why = f"{desk.why_empty(asked.NAME)}; wzięto nazwę zadania z analizy"
        desk.miss("Nazwa zadania po zmianie", why, asked.NAME)
    if len(whole) > LONGEST_TITLE:
        desk.miss("Tytuł", f"skrócono do {LONGEST_TITLE} znaków", question)


def _mode(desk: _Desk) -> None:
    concept = desk.concept
    if not concept.mode:
        why = f"{desk.why_empty(asked.MODE)}; szkic jest otwartym konkursem ofert"
        desk.miss("Tryb zlecenia", why, asked.MODE)
    elif concept.mode != OPEN_CALL:
        why = f"analiza wybrała: {concept.mode_label}; szkic jest otwartym konkursem ofert"
        desk.miss("Tryb zlecenia", why, asked.MODE)
    if concept.type_code == "other":
        desk.miss("Typ zlecenia", "inny niż cztery typy MKUS, więc bez własnych postanowień")


def _form(desk: _Desk) -> None:
    form = FORMS.get(desk.concept.form, "")
    if not form:
        why = desk.why_empty(asked.FORM)
        if desk.concept.form:
            why = "analiza wybrała inną formę niż dotacja, a konkurs prowadzi do dotacji"
        desk.miss("Forma zlecenia", why, asked.FORM)
        return
    desk.put(CALL, "forms", "Forma zlecenia", form, asked.FORM, said=Limits.Forms(form).label)
    rules = (
        "Zadanie jest powierzane: dotacja pokrywa cały koszt jego realizacji."
        if form == Limits.Forms.ENTRUST.value
        else "Zadanie jest wspierane: dotacja pokrywa część kosztu jego realizacji."
    )
    text = f"{rules} Dotację otrzymuje oferta najwyżej oceniona, do wyczerpania puli."
    desk.put(CALL, "award_rules", "Zasady przyznawania dotacji", text, asked.FORM)


def _years(desk: _Desk) -> Decimal | None:
    years = desk.concept.years
    return years if years is not None and 0 < years <= MOST_YEARS else None


def _money(desk: _Desk) -> None:
    money, years = desk.concept.money, _years(desk)
    label = "Pula środków"
    if not money.grant or money.grant < 0:
        desk.miss(label, "w kosztach po zmianie nie ma dotacji", asked.ECONOMIC)
        return
    pool = (money.grant * (years or ONE)).quantize(GROSZ, rounding=ROUND_HALF_UP)
    if pool > MOST_MONEY or pool <= 0:
        desk.miss(label, "kwota z rachunku nie mieści się w polu", asked.ECONOMIC)
        return
    said = wording.money(pool)
    if years is None:
        desk.miss(label, "wpisano dotację na jeden rok: nie wiadomo, na ile lat", asked.FORM)
    elif years != ONE:
        said = f"{said} ({wording.money(money.grant)} rocznie × {wording.number(years)})"
    desk.put(TASK, "pool", label, pool, asked.ECONOMIC, asked.FORM, said=said)
    _own_share(desk)


def _own_share(desk: _Desk) -> None:
    money = desk.concept.money
    own = money.own_money + money.own_work
    if own <= 0:
        return
    if FORMS.get(desk.concept.form) != Limits.Forms.SUPPORT.value:
        why = (
            f"rachunek przewiduje {wording.money(own)} rocznie spoza budżetu urzędu, ale udziału"
            " własnego wymaga się tylko przy wspieraniu"
        )
        desk.miss("Wkład własny", why, asked.ECONOMIC)
        return
    for name, label, part in (
        ("min_own_share", "Wkład własny co najmniej", own),
        ("min_own_financial_share", "W tym wkład finansowy co najmniej", money.own_money),
    ):
        share = (part / money.whole * WHOLE).quantize(ONE, rounding=ROUND_DOWN)
        if share > 0:
            desk.put(CALL, name, label, share, asked.ECONOMIC, said=wording.percent(share))


def _period(desk: _Desk) -> None:
    begins, years = desk.concept.begins, _years(desk)
    if begins is None or not FIRST_DAY <= begins <= LAST_DAY:
        why = "w planie pracy nie ma dnia przekazania zadania"
        desk.miss("Realizacja od", why, desk.concept.begins_from)
        desk.miss("Realizacja do", "zależy od początku realizacji", asked.FORM)
        desk.put(CALL, "year", "Rok budżetowy", desk.day.year + 1)
        desk.miss("Rok budżetowy", "wpisano przyszły rok: plan nie mówi, kiedy zadanie się zacznie")
        return
    said = wording.day(begins)
    origin = desk.concept.begins_from
    desk.put(CALL, "year", "Rok budżetowy", begins.year, origin)
    desk.put(CALL, "realization_from", "Realizacja od", begins, origin, said=said)
    if begins < desk.day:
        desk.miss("Realizacja od", "dzień z planu pracy już minął – popraw go", origin)
    if years is None:
        why = desk.why_empty(asked.FORM)
        if desk.concept.years is not None:
            why = f"liczba lat ma być większa od zera i najwyżej {MOST_YEARS}"
        desk.miss("Realizacja do", why, asked.FORM)
        return
    ends = _later(begins, int((years * MONTHS).to_integral_value(ROUND_HALF_UP)))
    said = wording.day(ends)
    desk.put(CALL, "realization_to", "Realizacja do", ends, asked.FORM, origin, said=said)


def _later(day: date, months: int) -> date:
    """Return the last day of as many months counted from a day; at least that day."""
    months = max(months, 1)
    whole = day.year * MONTHS + day.month - 1 + months
    year, month = divmod(whole, MONTHS)
    try:
        return date(year, month + 1, day.day) - timedelta(days=1)
    except ValueError:  # the month is shorter
        year, month = divmod(whole + 1, MONTHS)
        return date(year, month + 1, 1) - timedelta(days=1)


def _task_text(desk: _Desk) -> None:
    blocks: list[tuple[str, str, str]] = [
        (f"Typ zlecenia: {desk.concept.type_label}.", asked.TASK_NAME, "")
    ]
    for question, heading, text in (
        (asked.NAME, "Cel zadania", desk.concept.text(asked.NAME, "Cel zadania")),
        (asked.NAME, "Zakres zadania", desk.concept.text(asked.NAME, "Zakres zadania")),
        (asked.RECIPIENTS, "Odbiorcy w ciągu roku", _recipients(desk.concept)),
        (asked.BUILDING, "Miejsce", _labelled(desk.concept, asked.BUILDING)),
        (asked.INDICATORS, "Oczekiwane rezultaty", _indicators(desk.concept)),
    ):
        if text:
            blocks.append((f"{heading}:\n{text}", question, heading))
        elif question != asked.BUILDING or question in desk.concept.asked:
            desk.miss(heading, desk.why_empty(question), question)
    told = tuple(dict.fromkeys(question for _, question, _ in blocks))
    text = BLOCK.join(one for one, _, _ in blocks)
    desk.put(TASK, "description", "Opis zadania", text, *told)
    if desk.concept.indicators:
        desk.put(
            CALL,
            "results_table_required",
            "Tabela rezultatów obowiązkowa",
            True,
            asked.INDICATORS,
            said="tak",
        )


def _recipients(concept: Concept) -> str:
    return "\n".join(
        f"– {group}{f': {wording.number(number)}' if number is not None else ''}"
        for group, number in concept.recipients
        if group
    )


def _indicators(concept: Concept) -> str:
    lines = []
    for one in concept.indicators:
        target = "cel do ustalenia" if one.target is None else f"{wording.number(one.target)}"
        unit = f" ({one.unit})" if one.unit else ""
        today = "" if one.today is None else f"; dziś {wording.number(one.today)}"
        lines.append(f"– {one.name}{unit}: {target}{today}")
    return "\n".join(lines)


def _labelled(concept: Concept, question: str) -> str:
    return "\n".join(f"{label}: {_spread(text)}" for label, text in concept.says(question))


def _spread(text: str) -> str:
    return f"\n{text}" if text.startswith("–") else text


def _conditions(desk: _Desk) -> None:
    _blocks(
        desk,
        ("conditions", "Warunki realizacji zadania"),
        (
            (asked.STANDARD, "Minimalny standard usługi"),
            (asked.SMALL_GRANTS, "Zasady małych dotacji (art. 16a ustawy)"),
            (asked.ASSETS, "Zasoby, które przekazuje samorząd"),
            (asked.PARTNERS, "Partnerstwo"),
        ),
    )


def _further(desk: _Desk) -> None:
    named = (asked.DOCUMENTS, "Dokumenty do konkursu i umowy")
    _blocks(desk, ("further_terms", "Pozostałe postanowienia"), (named,), _documents)
    if desk.concept.unready:
        why = f"jeszcze niegotowe: {', '.join(desk.concept.unready)}"
        desk.miss("Dokumenty do konkursu", why, asked.DOCUMENTS)


def _documents(concept: Concept, question: str) -> str:
    """Return the names of the documents alone: who prepares them is the office's own matter."""
    lines = (one for _, text in concept.says(question) for one in text.splitlines())
    return "\n".join(line.partition("; stan:")[0] for line in lines)


def _blocks(
    desk: _Desk,
    target: tuple[str, str],
    parts: tuple[tuple[str, str], ...],
    text_of: Callable[[Concept, str], str] = _labelled,
) -> None:
    """Fill a text of the call from several questions; say which of those asked is empty."""
    found = [(q, heading, text_of(desk.concept, q)) for q, heading in parts]
    for question, heading, text in found:
        expected = question in desk.concept.asked or question == parts[0][0]
        if not text and expected:
            desk.miss(heading, desk.why_empty(question), question)
    told = [(question, f"{heading}:\n{text}") for question, heading, text in found if text]
    if told:
        text = BLOCK.join(block for _, block in told)
        desk.put(CALL, *target, text, *(question for question, _ in told))


def _previous(desk: _Desk) -> tuple[str, Decimal, Decimal] | None:
    money = desk.concept.money
    label = "Zadania z lat poprzednich"
    if money.today is not None and 0 <= money.today <= MOST_MONEY:
        cost = money.today.quantize(GROSZ, rounding=ROUND_HALF_UP)
        grants = min(money.today_grant.quantize(GROSZ, rounding=ROUND_HALF_UP), cost)
        return desk.concept.task_name, cost, grants
    if money.is_new:
        desk.put(
            CALL,
            "first_time",
            "Zlecane pierwszy raz",
            True,
            asked.ECONOMIC,
            said="tak",
        )
        return None
    desk.miss(label, "rachunek nie mówi, ile zadanie kosztuje dzisiaj", asked.ECONOMIC)
    return None


def said_of(drawing: Drawing) -> Iterator[Drawn]:
    """Yield the fields, the criteria and the earlier task as one list for the page."""
    yield from drawing.fields
    for one in drawing.criteria:
        yield Drawn(CRITERION, "", one.numbered_label, one, one.said, one.questions)
    if drawing.previous is not None:
        label, cost, grants = drawing.previous
        said = f"{label}: koszt {wording.money(cost)}, w tym dotacje {wording.money(grants)}"
        yield Drawn(PREVIOUS, "", "Zadanie z tego roku", label, said, (asked.ECONOMIC,))
