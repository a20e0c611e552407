"""Local governments and their organising units: who they are and how documents name them."""

from typing import ClassVar, Self

from django.db import models

from mkus_portal.act import Act
from mkus_portal.versions import Versioned

OFFICE_ROLES = ("office_admin", "coordinator", "clerk", "executive", "treasurer", "lawyer")


class LocalGovernmentQuerySet(models.QuerySet["LocalGovernment"]):
    """Which offices exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the offices that somebody may look into: their own; the operator sees all."""
        if act.holds("operator", "system"):
            return self
        if act.scope.kind == "office":
            return self.filter(pk=act.scope.id)
        return self.none()


class LocalGovernment(Versioned):
    """A gmina, a powiat or a city with powiat rights, with the words its documents need.

    Polish inflects: the names in the genitive ("Gminy Prusice") and the locative ("w Prusicach")
    cannot be computed, so the office writes them.
    """

    class Kind(models.TextChoices):
        """The kinds of local government that contract tasks out."""

        GMINA = "gmina", "gmina"
        POWIAT = "powiat", "powiat"
        CITY = "city", "miasto na prawach powiatu"

    class ExecutiveBody(models.TextChoices):
        """The executive body and its title in the nominative."""

        WOJT = "wojt", "Wójt"
        BURMISTRZ = "burmistrz", "Burmistrz"
        PREZYDENT = "prezydent", "Prezydent Miasta"
        ZARZAD = "zarzad", "Zarząd Powiatu"

    class Conformity(models.TextChoices):
        """How far the pages meet the act on digital accessibility."""

        FULL = "full", "zgodna"
        PARTIAL = "partial", "częściowo zgodna"
        NONE = "none", "niezgodna"

    code = models.SlugField("kod", max_length=60, unique=True)
    name = models.CharField("nazwa", max_length=150, help_text="np. Gmina Prusice")
    name_genitive = models.CharField(
        "nazwa w dopełniaczu", max_length=150, help_text="Gminy Prusice"
    )
    name_locative = models.CharField(
        "nazwa w miejscowniku", max_length=150, help_text="(w) Gminie Prusice"
    )
    kind = models.CharField("rodzaj", max_length=10, choices=Kind)
    executive_body = models.CharField("organ wykonawczy", max_length=12, choices=ExecutiveBody)
    executive_title = models.CharField(
        "tytuł organu", max_length=150, help_text="np. Wójt Gminy Prusice"
    )
    executive_title_genitive = models.CharField(
        "tytuł organu w dopełniaczu", max_length=150, help_text="np. Wójta Gminy Prusice"
    )
    office_name = models.CharField(
        "nazwa urzędu", max_length=150, help_text="np. Urząd Gminy Prusice"
    )
    seat = models.CharField("siedziba organu", max_length=80, help_text="miejscowość")
    seat_locative = models.CharField(
        "siedziba w miejscowniku", max_length=80, help_text="(w) Prusicach"
    )
    street = models.CharField("ulica i numer", max_length=150, blank=True)
    postcode = models.CharField("kod pocztowy", max_length=6, blank=True)
    teryt = models.CharField("TERYT", max_length=7, blank=True)
    nip = models.CharField("NIP", max_length=10, blank=True)
    email = models.EmailField("adres e-mail", blank=True)
    phone = models.CharField("telefon", max_length=30, blank=True)
    e_delivery_address = models.CharField("adres do e-Doręczeń", max_length=40, blank=True)
    bip_url = models.URLField("adres BIP", blank=True)
    website_url = models.URLField("strona internetowa", blank=True)
    notice_board = models.CharField(
        "tablica ogłoszeń", max_length=200, blank=True, help_text="gdzie wisi w siedzibie organu"
    )
    accessibility_statement = models.TextField("deklaracja dostępności", blank=True)
    privacy_notice = models.TextField("informacja o danych osobowych", blank=True)
    reuse_terms = models.TextField("warunki ponownego wykorzystania", blank=True)
    contact_text = models.TextField("kontakt", blank=True)
    accessibility_status = models.CharField(
        "zgodność z ustawą", max_length=10, choices=Conformity, default=Conformity.PARTIAL
    )
    accessibility_person = models.CharField(
        "kto odpowiada za dostępność", max_length=150, blank=True, help_text="osoba lub komórka"
    )
    accessibility_architecture = models.TextField("dostępność architektoniczna", blank=True)
    statement_prepared_on = models.DateField("deklaracja sporządzona", null=True, blank=True)
    statement_updated_on = models.DateField("ostatnia istotna zmiana", null=True, blank=True)
    statement_published_on = models.DateField("deklaracja opublikowana", null=True, blank=True)
    statement_reviewed_on = models.DateField("deklaracja sprawdzona", null=True, blank=True)
    is_active = models.BooleanField("prowadzi sprawy w portalu", default=True)

    objects = LocalGovernmentQuerySet.as_manager()

    class Meta:
        verbose_name = "jednostka samorządu terytorialnego"
        verbose_name_plural = "jednostki samorządu terytorialnego"
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_powiat(self) -> bool:
        """Whether a collective board (zarząd), not one person, is the executive body."""
        return self.kind == self.Kind.POWIAT

    @property
    def act_kind(self) -> str:
        """The kind of act by which the executive body decides (law.md 2.3, step 2)."""
        return "uchwała" if self.is_powiat else "zarządzenie"


class OrganisingUnit(Versioned):
    """A department, MOPS, PCPR or district with delegated powers and its own numbering of acts."""

    belongs_to = "office"
    office = models.ForeignKey(LocalGovernment, on_delete=models.PROTECT, related_name="units")
    name = models.CharField("nazwa", max_length=200)
    head_title = models.CharField("kto wydaje akty", max_length=150, help_text="np. Dyrektor MOPS")
    delegation = models.CharField("podstawa upoważnienia", max_length=300, blank=True)
    may_announce = models.BooleanField("może ogłaszać konkursy", default=False)
    place_of_submission = models.CharField("miejsce składania", max_length=250, blank=True)

    class Meta:
        verbose_name = "jednostka organizacyjna"
        verbose_name_plural = "jednostki organizacyjne"
        ordering: ClassVar[list[str]] = ["name"]
        constraints = (
            models.UniqueConstraint(
                fields=["office", "name"],
                name="organising_unit_named_once",
                violation_error_message="Jednostka o tej nazwie już jest.",
            ),
        )

    def __str__(self) -> str:
        return self.name
