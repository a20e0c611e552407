"""The lists of this room as tables, on the screen and in a file."""

from datetime import date, datetime
from decimal import Decimal

import django_tables2 as tables

from contracting.evaluation.documents.formal import outcome_of, term_of
from contracting.evaluation.models import (
    Assessment,
    Candidate,
    Evaluation,
    FormalAnswer,
    ReasonsRequest,
    Recruitment,
)
from mkus_portal.web import wording

NUMBER = {"td": {"class": "number"}}


class EvaluationTable(tables.Table):
    """Call, year, state, how many offers, how many still wait for the formal check."""

    call = tables.Column(
        verbose_name="Konkurs",
        accessor="call__title",
        linkify=("evaluation-detail", {"pk": tables.A("pk")}),
    )
    year = tables.Column(verbose_name="Rok", accessor="call__year", localize=False)
    state = tables.Column(verbose_name="Stan")
    offers = tables.Column(verbose_name="Ofert", attrs=NUMBER)
    waiting = tables.Column(verbose_name="Czeka na ocenę formalną", attrs=NUMBER)

    class Meta:
        model = Evaluation
        fields = ("call", "year", "state", "offers", "waiting")
        caption = "Oceny konkursów"
        order_by = ("-year", "call")


class AmountColumn(tables.Column):
    """A column of amounts in złoty; files get the bare number."""

    def render(self, value: Decimal) -> str:
        """Return the amount in złoty."""
        return wording.money(value)

    def value(self, value: Decimal) -> Decimal:
        """Return the number."""
        return value


class RankingTable(tables.Table):
    """Place, number, bidder, title, requested grant, points; then a column for each scenario."""

    place = tables.Column(verbose_name="Miejsce", attrs=NUMBER)
    number = tables.Column(
        verbose_name="Numer", linkify=("offer-content", {"pk": tables.A("offer_pk")})
    )
    bidder = tables.Column(verbose_name="Oferent")
    title = tables.Column(verbose_name="Tytuł zadania")
    requested = AmountColumn(verbose_name="Wnioskuje o", attrs=NUMBER)
    points = tables.Column(verbose_name="Punkty", attrs=NUMBER)

    class Meta:
        caption = "Oferty według punktów"
        order_by = ("place",)

    def render_place(self, value: int, record: dict[str, object]) -> str:
        """Return the place; a shared one says so."""
        return f"{value} (ex aequo)" if record["tied"] else str(value)

    def value_place(self, value: int) -> int:
        """Return the bare place for a file."""
        return value

    def render_points(self, value: Decimal) -> str:
        """Return the points with a comma."""
        return wording.number(value)


class ReasonsTable(tables.Table):
    """The register of demands for reasons (R25)."""

    asked_at = tables.Column(
        verbose_name="Wpłynęło", linkify=("reasons-answer", {"pk": tables.A("pk")})
    )
    asked_by = tables.Column(verbose_name="Kto żąda")
    call = tables.Column(verbose_name="Konkurs", accessor="evaluation__call__title")
    offer = tables.Column(verbose_name="Oferta", accessor="offer__number", default="cały konkurs")
    answered_at = tables.Column(verbose_name="Odpowiedziano", default="czeka na odpowiedź")

    class Meta:
        model = ReasonsRequest
        fields = ("asked_at", "asked_by", "call", "offer", "answered_at")
        caption = "Żądania uzasadnienia wyboru ofert"
        order_by = ("-asked_at",)

    def render_asked_at(self, value: datetime) -> str:
        """Return the instant."""
        return wording.instant(value)

    def render_answered_at(self, value: datetime) -> str:
        """Return the instant."""
        return wording.instant(value)


class OfficeRecruitmentTable(tables.Table):
    """Title, for what, until when, whether published, how many candidates."""

    title = tables.Column(linkify=("office-recruitment-detail", {"pk": tables.A("pk")}))
    call = tables.Column(
        verbose_name="Konkurs", accessor="call__title", default="wszystkie konkursy roku"
    )
    year = tables.Column(verbose_name="Rok", localize=False)
    closes_on = tables.Column(verbose_name="Zgłoszenia do")
    published_at = tables.Column(verbose_name="Ogłoszony", default="szkic")
    candidates_on = tables.Column(verbose_name="Kandydatów", attrs=NUMBER)

    class Meta:
        model = Recruitment
        fields = ("title", "call", "year", "closes_on", "published_at", "candidates_on")
        caption = "Nabory do komisji"
        order_by = ("-closes_on",)

    def render_closes_on(self, value: date) -> str:
        """Return the day in Polish."""
        return wording.day(value)

    def render_published_at(self, value: datetime) -> str:
        """Return the day in Polish."""
        return wording.day(value)


class RecruitmentTable(tables.Table):
    """Office, title, for what, from when until when."""

    title = tables.Column(linkify=("recruitment-detail", {"pk": tables.A("pk")}))
    office = tables.Column(verbose_name="Urząd", accessor="office__name")
    call = tables.Column(
        verbose_name="Konkurs", accessor="call__title", default="wszystkie konkursy roku"
    )
    year = tables.Column(verbose_name="Rok", localize=False)
    opens_on = tables.Column(verbose_name="Zgłoszenia od")
    closes_on = tables.Column(verbose_name="Zgłoszenia do")

    class Meta:
        model = Recruitment
        fields = ("title", "office", "call", "year", "opens_on", "closes_on")
        caption = "Nabory do komisji"
        order_by = ("-closes_on",)

    def render_opens_on(self, value: date) -> str:
        """Return the day in Polish."""
        return wording.day(value)

    def render_closes_on(self, value: date) -> str:
        """Return the day in Polish."""
        return wording.day(value)


class CandidateTable(tables.Table):
    """Who, by whom, with what experience, since when, whether withdrawn."""

    full_name = tables.Column(verbose_name="Kandydat")
    organisation = tables.Column(verbose_name="Wskazany przez", accessor="organisation__name")
    email = tables.Column(verbose_name="E-mail")
    experience = tables.Column(verbose_name="Doświadczenie", orderable=False)
    indicated_at = tables.Column(verbose_name="Zgłoszono")
    withdrawn_at = tables.Column(verbose_name="Wycofano", default="–")

    class Meta:
        model = Candidate
        fields = (
            "full_name",
            "organisation",
            "email",
            "experience",
            "indicated_at",
            "withdrawn_at",
        )
        caption = "Kandydaci"
        order_by = ("full_name",)

    def render_indicated_at(self, value: datetime) -> str:
        """Return the day in Polish."""
        return wording.day(value)

    def render_withdrawn_at(self, value: datetime) -> str:
        """Return the day in Polish."""
        return wording.day(value)


class FormalTable(tables.Table):
    """Number, bidder, task, state and defects of each offer in the formal check."""

    number = tables.Column(
        verbose_name="Numer",
        accessor="offer__number",
        linkify=("formal-sheet", {"pk": tables.A("pk")}),
    )
    bidder = tables.Column(verbose_name="Oferent", accessor="offer__organisation__name")
    task = tables.Column(verbose_name="Zadanie", accessor="offer__task__title")
    state = tables.Column(verbose_name="Stan")
    defects = tables.Column(verbose_name="Braków", attrs=NUMBER)

    class Meta:
        model = Assessment
        fields = ("number", "bidder", "task", "state", "defects")
        caption = "Oferty w ocenie formalnej"


class DefectTable(tables.Table):
    """Every formal defect of a call: of which offer, what, until when it can be corrected."""

    number = tables.Column(
        verbose_name="Numer oferty",
        accessor="assessment__offer__number",
        linkify=("formal-sheet", {"pk": tables.A("assessment_id")}),
    )
    bidder = tables.Column(verbose_name="Oferent", accessor="assessment__offer__organisation__name")
    condition = tables.Column(verbose_name="Niespełniony warunek", accessor="condition__text")
    note = tables.Column(verbose_name="Brak")
    term = tables.Column(
        verbose_name="Można uzupełnić", accessor="due_at", order_by="due_at", empty_values=()
    )
    outcome = tables.Column(verbose_name="Rozstrzygnięcie", accessor="assessment__state")

    class Meta:
        model = FormalAnswer
        fields = ("number", "bidder", "condition", "note", "term", "outcome")
        caption = "Braki formalne"

    def render_term(self, record: FormalAnswer) -> str:
        """Return until when, or that the defect cannot be corrected."""
        return term_of(record)

    def render_outcome(self, record: FormalAnswer) -> str:
        """Return what became of the offer."""
        return outcome_of(record)
