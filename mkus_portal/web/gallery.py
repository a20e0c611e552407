"""The gallery: every component in every state, for those who build pages."""

from datetime import datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

from django import forms
from django.core.paginator import Paginator
from django_tables2 import Column, RequestConfig, Table

from mkus_portal.accounts.models import User
from mkus_portal.attachments.forms import FilesInput
from mkus_portal.attachments.models import Attachment
from mkus_portal.attachments.permissions import FileLine, FileList
from mkus_portal.attachments.registry import AttachmentKind
from mkus_portal.drafting.actions import Clash
from mkus_portal.web import wording
from mkus_portal.web.longform import Attempt, FieldSpec, FieldView, RowView, TableSpec, TableView
from mkus_portal.web.permission import public
from mkus_portal.web.talk import HereView
from mkus_portal.web.views import TemplatePage
from mkus_portal.workflow.engine import Move, Offered
from mkus_portal.workflow.history import Line
from mkus_portal.workflow.verdict import ALLOWED, refused

SAMPLE_KIND = AttachmentKind(
    name="przyklad",
    model=Attachment,
    label="Przykładowy załącznik",
    may_see=lambda act, obj: ALLOWED,
    may_add=lambda act, obj: ALLOWED,
    page=lambda obj: "#",
)


SAMPLE_PICTURE = (
    "<svg xmlns='http://www.w3.org/2000/svg' width='400' height='120' viewBox='0 0 400 120'>"
    "<path d='M10 15h380v35H10zM10 70h190v35H10z' fill='#1b5045'/></svg>"
)

WAYS_IN = (("To zaproszenie jest dla osoby spoza urzędu.", False), ("", True), ("", False))


class SampleFiles(FilesInput):
    """The choice of files of the sample kind."""

    kind = SAMPLE_KIND
    limit = SAMPLE_KIND.max_count


class SampleAttachments(forms.Field):
    """A field with one file that was received before."""

    def bound_data(self, data: object, initial: object) -> list[Attachment]:
        """Return the file."""
        return [Attachment(pk=7, name="statut.pdf", size=184_320)]


class SampleForm(forms.Form):
    """One field of each kind."""

    text = forms.CharField(label="Nazwa", help_text="Tak, jak w statucie.")
    long = forms.CharField(label="Opis", widget=forms.Textarea, required=False)
    choice = forms.ChoiceField(label="Forma", choices=(("a", "powierzenie"), ("b", "wsparcie")))
    day = forms.DateField(label="Data", widget=forms.DateInput(attrs={"type": "date"}))
    money = forms.DecimalField(
        label="Kwota dotacji w złotych",
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "money"}),
    )
    way = forms.ChoiceField(
        label="Sposób kontaktu",
        choices=(("mail", "e-mail"), ("phone", "telefon")),
        widget=forms.RadioSelect,
    )
    attached = SampleAttachments(
        label="Załączniki", required=False, widget=SampleFiles, help_text=SAMPLE_KIND.hint
    )
    yes = forms.BooleanField(label="Zapoznałem(-am) się z ogłoszeniem")


class SampleTable(Table):
    """Two columns, both sorted by a click, and the files."""

    export_formats = ("csv", "xlsx")

    name = Column(verbose_name="Zadanie")
    pool = Column(verbose_name="Pula", attrs={"td": {"class": "number"}})

    class Meta:
        caption = "Zadania w konkursie"


def moves() -> list[Offered]:
    """Return a move that is on, one that is grave and one that is off."""

    def move(name: str, label: str, *, grave: bool = False) -> Move:
        return Move(name, (), "", label, lambda act, obj: ALLOWED, grave=grave)

    return [
        Offered(move("on", "Przekaż do zatwierdzenia"), ALLOWED),
        Offered(move("grave", "Unieważnij konkurs", grave=True), ALLOWED),
        Offered(
            move("off", "Opublikuj"),
            refused("Brakuje publikacji na tablicy ogłoszeń w siedzibie organu."),
        ),
    ]


def long_form(at: datetime) -> list[FieldView | TableView]:
    """Return a field of each kind, one with an error, one with a clash, and a table of two rows."""
    choices = (("a", "powierzenie"), ("b", "wsparcie"))
    columns = [FieldSpec("what", "Działanie"), FieldSpec("cost", "Koszt", "money")]
    table = TableSpec("plan", "Plan działań", columns, hint="Wiersze mają swoją kolejność.")
    words = ("Warsztaty", "1200,00"), ("Wycieczka", "800,00")
    rows = [
        RowView(number, number, [cell(one, f"g:{number}:{one.code}", text) for one, text in pairs])
        for number, pairs in enumerate((zip(columns, row, strict=True) for row in words), 1)
    ]
    wrong = cell(FieldSpec("g.4", "Koszt", "money"), "g.4", "dużo")
    wrong.error = "Wpisz kwotę, np. 1200,50."
    other = cell(FieldSpec("g.5", "Opis", "long"), "g.5", "Mój tekst.")
    other.clash = Clash("g.5", "Mój tekst.", "Inny tekst.", "Ewa Przykładowa", 4, at)
    return [
        cell(FieldSpec("g.1", "Tytuł", hint="Krótko, własnymi słowami."), "g.1", "Razem"),
        cell(FieldSpec("g.2", "Forma", "choice", choices=choices), "g.2", "a"),
        cell(
            FieldSpec("g.3", "Czy są opłaty?", "radio", choices=(("a", "tak"), ("b", "nie"))),
            "g.3",
            "b",
        ),
        cell(FieldSpec("g.6", "Oświadczam", "check"), "g.6", "tak"),
        wrong,
        other,
        TableView(table, rows),
    ]


def files(at: datetime) -> list[FileList]:
    """Return files in every state with those replaced and removed, and a list without any."""
    author = User(full_name="Ewa Przykładowa")

    def line(number: int, name: str, scan: str, **fields: Any) -> FileLine:
        attachment = Attachment(
            pk=number,
            name=name,
            format_code="pdf",
            size=1_250_000 // number,
            scan=scan,
            added_by=author,
            added_at=at,
            **{"file": "attachments/przyklad", **fields},
        )
        may_read = refused("Plik czeka na sprawdzenie.") if attachment.waits else ALLOWED
        may_remove = ALLOWED if number > 1 else refused("To jedyny dowód: można go zamienić.")
        return FileLine(attachment, may_read, may_remove)

    lines = [
        line(1, "umowa-podpisana-przez-obie-strony-z-zalacznikami.pdf", "clean", scanned_at=at),
        line(2, "skan.pdf", "unscanned"),
        line(3, "faktura.pdf", "waiting"),
    ]
    gone = [
        line(4, "stara-umowa.pdf", "clean", scanned_at=at),
        line(5, "pomylka.pdf", "clean", scanned_at=at, file="", removed_at=at, removed_by=author),
        line(6, "zly.pdf", "infected", file="", virus="Eicar-Test-Signature", scanned_at=at),
    ]
    past = [FileLine(one.attachment, ALLOWED, refused("")) for one in gone[:1]]
    past += [FileLine(one.attachment, refused(""), refused("")) for one in gone[1:]]
    whole = FileList(SAMPLE_KIND, Attachment(pk=1), ALLOWED, ALLOWED, lines, past)
    why_not = refused("Po wysłaniu oferty nie dodaje się plików.")
    return [whole, FileList(SAMPLE_KIND, Attachment(pk=2), ALLOWED, why_not)]


def cell(spec: FieldSpec, place: str, text: str) -> FieldView:
    """Return a field that has not been kept yet."""
    return FieldView(spec, place, text, 0)


def sample_chart() -> SimpleNamespace:
    """Return a chart as a page shows it."""
    return SimpleNamespace(
        title="Oferty w konkursach roku",
        alt="W 2026 roku wpłynęło 40 ofert, dwa razy więcej niż w 2025.",
        width=400,
        height=120,
        address=f"data:image/svg+xml,{quote(SAMPLE_PICTURE)}",
        headers=("", "Oferty"),
        rows=(("2026", "40"), ("2025", "20")),
    )


class Gallery(TemplatePage):
    """All components with invented content."""

    permission = public
    template_name = "mkus_portal/web/gallery.html"
    extra_context = {"charts": ()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a sample for each component."""
        at = self.act.at
        empty = SampleForm({})
        empty.is_valid()
        return super().get_context_data(
            at=at,
            moves=moves(),
            crumbs=[("Konkursy", "#"), ("Sport w gminie", "#")],
            facts=[("Pula", "60 000,00 zł"), ("Forma", "wsparcie")],
            gaps=[SimpleNamespace(sentence="III.3 Syntetyczny opis zadania", url="#pole")],
            states=[("w przygotowaniu", False), ("opublikowany", True), ("unieważniony", False)],
            duties=self.duties(at),
            lines=[
                Line("Zatwierdź", "zatwierdzony", "Anna Wzorowa", "executive", at, "Zgoda."),
                Line("Przekaż", "do zatwierdzenia", "Jan Próbny", "clerk", at, ""),
            ],
            soon=at + timedelta(days=1, hours=4),
            past=at - timedelta(days=1),
            later=at + timedelta(days=22),
            links=[("Opis", "#", False), ("Pytania", "#", True), ("Dokumenty", "#", False)],
            form=SampleForm(),
            wrong_form=empty,
            table=self.table(),
            filter=SimpleNamespace(form=SampleForm(prefix="filtr")),
            page=Paginator(range(60), 20).page(2),
            amount=Decimal("1234.56"),
            digest="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            counts=(1, 2, 5, 22),
            chart=sample_chart(),
            clashes=[("Nazwa", "Gmina Prusice")],
            figures=[("Pula", wording.money(60000)), ("Wkład własny co najmniej", "10%")],
            consequences=["Oferty nie będą oceniane.", "Tego ruchu nie można cofnąć."],
            documents=self.documents(at),
            file_lists=files(at),
            nothing=[],
            draft=SimpleNamespace(pk=0),
            views=long_form(at),
            writing=ALLOWED,
            attempt=Attempt(row="Zapisz najpierw pole z błędem.", refusal="Termin minął."),
            here=None,
            people_here=[
                HereView("Ewa Przykładowa", is_writing=True, label="Opis grupy", url="#"),
                HereView("Jan Czytający", is_writing=False),
            ],
            section=SimpleNamespace(code="III"),
            ways_in=WAYS_IN,
            talk=self.talk(at),
            **kwargs,
        )

    def table(self) -> SampleTable:
        """Return a table of three rows, sorted and paged by the address."""
        rows = [
            {"name": "Kultura i sztuka", "pool": "55 000,00 zł"},
            {"name": "Sport", "pool": "120 000,00 zł"},
            {"name": "Pomoc społeczna", "pool": "80 500,50 zł"},
        ]
        table = SampleTable(rows, order_by="name")
        RequestConfig(self.request, paginate={"per_page": 2}).configure(table)
        return table

    def talk(self, at: datetime) -> SimpleNamespace:
        """Return one open comment with a proposed wording, at a place of the sample form."""
        said = SimpleNamespace(
            author="Ewa Przykładowa",
            role="adviser",
            text="Tak będzie krócej.",
            at=at,
            edited_at=None,
            removed_at=None,
        )
        thread = SimpleNamespace(pk=7, is_proposal=True, proposed="Zajęcia w trzech świetlicach.")
        view = SimpleNamespace(thread=thread, comments=[said])
        return SimpleNamespace(
            draft=SimpleNamespace(pk=0),
            commenting=ALLOWED,
            by_place={"przyklad": [view]},
            by_url={"#": 2},
            open_count=1,
        )

    def documents(self, at: datetime) -> list[SimpleNamespace]:
        """Return a document that is done and one on its way."""

        def document(pk: int, title: str, state: str) -> SimpleNamespace:
            return SimpleNamespace(
                pk=pk,
                title=title,
                number=f"MKUS/2026/{pk}",
                asked_at=at,
                is_done=state == "gotowy",
                get_state_display=state,
            )

        return [
            document(1, "Ogłoszenie o konkursie", "gotowy"),
            document(2, "Raport MKUS", "w kolejce"),
        ]

    def duties(self, at: datetime) -> list[SimpleNamespace]:
        """Return a late duty, one with a near term, one with a far one and one without."""

        def duty(sentence: str, due: datetime | None) -> SimpleNamespace:
            return SimpleNamespace(sentence=sentence, due=due, term=due, url="#")

        return [
            duty("Zatwierdź ogłoszenie konkursu", at - timedelta(days=1)),
            duty("Odpowiedz na pytanie", at + timedelta(days=2)),
            duty("Uzgodnij konsultację", None),
            duty("Zmierz efekty po roku", at + timedelta(days=300)),
        ]
