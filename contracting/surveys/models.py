"""Questionnaires, the links that lead to them, and the answers.

An anonymous answer cannot be tied to the link by which it came:

* a link knows only that it was used: no instant, no answer; of its token a hash alone is kept;
* an answer knows no link, no account and no address; its key is random and its time is a day;
* when the survey closes, all its answers are written anew in a shuffled order under new random
  keys and all its links are touched at once, so that no order of storage speaks of either;
* results and the list of used links are not shown while answers come in, so that nobody can watch
  a link and an answer appear together;
* a link may carry the label of a group (a unit of a programme), and so does its answer: results of
  a group are shown only where neither it nor the rest is smaller than the survey allows.
"""

import uuid
from datetime import date
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from mkus_portal.act import Act, Scope, ScopeKind
from mkus_portal.offices.models import OFFICE_ROLES
from mkus_portal.versions import Versioned
from ngos.models import Organisation

FEWEST = 5
HASH = 64
GROUP = 60
PROGRAMME_ROLES = ("programme_coordinator",)
READERS: dict[ScopeKind, tuple[str, ...]] = {"office": OFFICE_ROLES, "programme": PROGRAMME_ROLES}


class SurveyQuerySet(models.QuerySet["Survey"]):
    """Which surveys exist for whom."""

    def owned_by(self, scope: Scope) -> Self:
        """Return the surveys of one owner."""
        return self.filter(owner_kind=scope.kind, owner_id=scope.id)

    def visible_to(self, act: Act) -> Self:
        """Return the owner's surveys to its people; respondents come by a link instead."""
        if act.holds("system"):
            return self
        if act.holds(*READERS.get(act.scope.kind, ())):
            return self.owned_by(act.scope)
        return self.none()


class Survey(Versioned):
    """A questionnaire with its terms; `owner` is an office or a support programme."""

    class State(models.TextChoices):
        """Being written, answered, over; or given up before it began."""

        DRAFT = "draft", "szkic"
        OPEN = "open", "otwarte"
        CLOSED = "closed", "zamknięte"
        WITHDRAWN = "withdrawn", "wycofane"

    class Audience(models.TextChoices):
        """Who answers (T04)."""

        ORGANISATIONS = "organisations", "organizacje"
        RESIDENTS = "residents", "mieszkańcy"
        PARTICIPANTS = "participants", "uczestnicy wydarzenia"

    owner_kind = models.CharField(max_length=20, default="office", editable=False)
    owner_id = models.PositiveBigIntegerField(editable=False)
    run_by = models.CharField("kto prowadzi badanie", max_length=250)
    title = models.CharField("tytuł", max_length=200)
    title_folded = models.TextField(editable=False)
    introduction = models.TextField(
        "wprowadzenie",
        blank=True,
        help_text="Po co jest badanie i co stanie się z wynikami. Osoba czyta to przed pytaniami.",
    )
    audience = models.CharField("kto odpowiada", max_length=15, choices=Audience)
    asked = models.CharField(
        "kogo dokładnie pytamy",
        max_length=250,
        blank=True,
        help_text="np. organizacje z siedzibą w gminie, które prowadzą zajęcia dla dzieci",
    )
    opens_on = models.DateField("odpowiedzi od", null=True, blank=True)
    closes_on = models.DateField("odpowiedzi do (włącznie)", null=True, blank=True)
    contact = models.CharField(
        "kontakt w sprawie badania",
        max_length=250,
        blank=True,
        help_text="stanowisko, telefon, e-mail",
    )
    is_anonymous = models.BooleanField(
        "odpowiedzi są anonimowe",
        default=True,
        help_text="Nikt, także prowadzący badanie, nie połączy odpowiedzi z adresem osoby.",
    )
    smallest_group = models.PositiveSmallIntegerField(
        "najmniej odpowiedzi, aby pokazać wyniki",
        default=FEWEST,
        validators=[MinValueValidator(FEWEST), MaxValueValidator(100)],
        help_text="Dotyczy badań anonimowych. Z mniejszej grupy można odgadnąć, kto co napisał.",
    )
    privacy_note = models.TextField(
        "informacja o danych osobowych",
        blank=True,
        help_text="Kto jest administratorem danych, po co i jak długo są przechowywane.",
    )
    has_open_link = models.BooleanField(
        "jest też jeden otwarty link",
        default=False,
        help_text="Do strony internetowej albo na plakat; z jednej przeglądarki raz.",
    )
    remind_days = models.PositiveSmallIntegerField(
        "przypomnienie na ile dni przed końcem",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text="Portal wyśle je sam tym, którzy nie odpowiedzieli. Puste: bez przypomnienia.",
    )
    follows = models.ForeignKey(
        "self",
        verbose_name="poprzednia fala",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="next_waves",
    )
    reminded_on = models.DateField(null=True, blank=True, editable=False)
    open_token = models.CharField(max_length=60, unique=True, editable=False)
    state = models.CharField("stan", max_length=10, choices=State, default=State.DRAFT)
    created_at = models.DateTimeField("założono")
    opened_at = models.DateTimeField("otwarto", null=True, blank=True)
    closed_at = models.DateTimeField("zamknięto", null=True, blank=True)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = "badanie"
        verbose_name_plural = "badania"
        ordering = ("-created_at", "-pk")
        indexes = (models.Index(fields=["owner_kind", "owner_id", "state"]),)
        constraints = (
            models.CheckConstraint(
                condition=Q(opens_on=None) | Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
                name="survey_ends_after_it_begins",
                violation_error_message="Ostatni dzień nie może być przed pierwszym.",
            ),
            models.CheckConstraint(
                condition=Q(smallest_group__gte=FEWEST),
                name="survey_hides_small_groups",
                violation_error_message=f"Wyniki pokazuje się od co najmniej {FEWEST} odpowiedzi.",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def owner(self) -> Scope:
        """Whose survey it is."""
        return Scope(self.owner_kind, self.owner_id)  # type: ignore[arg-type]  # checked on writing

    def get_absolute_url(self) -> str:
        """Return the owner's page of the survey."""
        return reverse("survey-detail", args=(self.pk,))

    def takes_answers_on(self, day: date) -> bool:
        """Whether it is open and the day lies within its days."""
        within = self.opens_on is None or self.opens_on <= day
        return self.state == self.State.OPEN and within and not self.is_past_on(day)

    def is_past_on(self, day: date) -> bool:
        """Whether the last day for answers has gone by."""
        return self.closes_on is not None and day > self.closes_on


class Question(Versioned):
    """One question; what its kind does not use stays empty."""

    class Kind(models.TextChoices):
        """How it is answered."""

        SINGLE = "single", "jednokrotny wybór"
        MULTIPLE = "multiple", "wielokrotny wybór"
        SCALE = "scale", "skala"
        MATRIX = "matrix", "tabela (kilka wierszy, te same odpowiedzi)"
        TEXT = "text", "odpowiedź własnymi słowami"
        NUMBER = "number", "liczba"

    belongs_to = "survey"
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(editable=False)
    kind = models.CharField("rodzaj", max_length=10, choices=Kind, editable=False)
    text = models.CharField("pytanie", max_length=500)
    hint = models.CharField("wyjaśnienie pod pytaniem", max_length=500, blank=True)
    is_required = models.BooleanField("odpowiedź jest wymagana", default=False)
    options = models.JSONField(default=list, blank=True)
    has_other = models.BooleanField("można wpisać inną odpowiedź", default=False)
    rows = models.JSONField(default=list, blank=True)
    low = models.SmallIntegerField("skala od", default=1)
    high = models.SmallIntegerField("skala do", default=5)
    low_label = models.CharField("co znaczy najniższa", max_length=60, blank=True)
    high_label = models.CharField("co znaczy najwyższa", max_length=60, blank=True)
    unit = models.CharField("jednostka", max_length=30, blank=True, help_text="np. osób, zł")

    class Meta:
        verbose_name = "pytanie badania"
        ordering = ("position", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(high__gt=F("low")),
                name="survey_scale_rises",
                violation_error_message="Koniec skali musi być większy niż jej początek.",
            ),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def steps(self) -> range:
        """The numbers of the scale, both ends included."""
        return range(self.low, self.high + 1)

    @property
    def is_scaled(self) -> bool:
        """Whether it is answered with numbers of a scale: a scale, or a matrix without options."""
        kinds = self.Kind
        return self.kind == kinds.SCALE or (self.kind == kinds.MATRIX and not self.options)


class Draw(models.Model):
    """A list of organisations drawn for the units, with all it takes to draw it again.

    It knows who was invited, as the links do, and nothing of who has answered.
    """

    belongs_to = "survey"
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="draws")
    seed = models.CharField("ziarno", max_length=40)
    per_group = models.PositiveSmallIntegerField("po ile z jednostki")
    by_work = models.BooleanField("także działające w jednostce", default=False)
    is_fresh = models.BooleanField("bez wylosowanych wcześniej", default=False)
    legal_forms = models.CharField("formy prawne", max_length=500, blank=True)
    digest = models.CharField(max_length=16)
    organisations = models.ManyToManyField(Organisation, related_name="+")
    invited = models.PositiveIntegerField("wysłane zaproszenia")
    drawn_at = models.DateTimeField("kiedy")
    drawn_by = models.CharField("kto", max_length=150, blank=True)

    class Meta:
        verbose_name = "losowanie organizacji"
        verbose_name_plural = "losowania organizacji"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.survey}, ziarno {self.seed}"

    def get_absolute_url(self) -> str:
        """Return the page of the draw."""
        return reverse("survey-draw", args=(self.pk,))


class Link(models.Model):
    """A personal link: to whom it went, and whether it was used. Nothing more (module's text)."""

    belongs_to = "survey"
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="links")
    email = models.EmailField("adres", blank=True)
    label = models.CharField("kto", max_length=250, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    group = models.CharField("jednostka", max_length=GROUP, blank=True)
    is_used = models.BooleanField("odpowiedź", default=False)

    class Meta:
        verbose_name = "link do badania"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["survey", "email"],
                condition=~Q(email=""),
                name="survey_link_once_per_address",
                violation_error_message="Na ten adres link już poszedł.",
            ),
        )

    def __str__(self) -> str:
        return self.label or self.email or f"link nr {self.pk}"


class LinkToken(models.Model):
    """The hash of a token that opens a link; a reminder and a printout bring new ones."""

    belongs_to = "link"
    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="tokens")
    token_hash = models.CharField(max_length=HASH, unique=True)

    class Meta:
        verbose_name = "skrót linku"

    def __str__(self) -> str:
        return self.token_hash[:8]


class Answer(models.Model):
    """One filled questionnaire; `link` is empty in an anonymous survey (module's text).

    `given`: the question's key as text → what its kind says (`rules.read_answer`).
    """

    belongs_to = "survey"
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="answers")
    link = models.OneToOneField(Link, null=True, on_delete=models.PROTECT, related_name="answer")
    group = models.CharField("jednostka", max_length=GROUP, blank=True)
    day = models.DateField("dzień")
    given = models.JSONField(default=dict)
    form_key = models.CharField(max_length=HASH, blank=True, editable=False)

    class Meta:
        verbose_name = "odpowiedź w badaniu"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["survey", "form_key"],
                condition=~Q(form_key=""),
                name="survey_answer_sent_once",
                violation_error_message="Ta odpowiedź jest już zapisana.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.survey}: odpowiedź"
