"""Words of the forms about an office, its units and its texts."""

from django import forms

from mkus_portal.identifiers import checked_nip, e_delivery_fault, postcode_fault, whole_postcode
from mkus_portal.offices.models import LocalGovernment, OrganisingUnit
from mkus_portal.versions import VersionedForm

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
NAMES = (
    "name",
    "name_genitive",
    "name_locative",
    "office_name",
    "kind",
    "executive_body",
    "executive_title",
    "executive_title_genitive",
    "seat",
    "seat_locative",
)
CONTACTS = (
    "street",
    "postcode",
    "phone",
    "email",
    "e_delivery_address",
    "teryt",
    "nip",
)
PLACES = ("bip_url", "notice_board", "website_url")
STATEMENT = (
    "accessibility_status",
    "accessibility_person",
    "accessibility_architecture",
    "statement_published_on",
    "statement_updated_on",
    "statement_prepared_on",
    "statement_reviewed_on",
)


class OfficeForm(VersionedForm):
    """Names in the cases that documents need, contacts, and the places of publication."""

    bip_url = forms.URLField(label="Adres BIP", required=False, assume_scheme="https")
    website_url = forms.URLField(label="Strona internetowa", required=False, assume_scheme="https")

    class Meta:
        model = LocalGovernment
        fields = (*NAMES, *CONTACTS, *PLACES)

    def clean_nip(self) -> str:
        """Check the control digit."""
        return cleaned(*checked_nip(self.cleaned_data["nip"]))

    def clean_e_delivery_address(self) -> str:
        """Check the pattern."""
        typed: str = self.cleaned_data["e_delivery_address"]
        return cleaned(typed, e_delivery_fault(typed))

    def clean_postcode(self) -> str:
        """Check the pattern; an office may leave the postcode out."""
        typed = whole_postcode(self.cleaned_data["postcode"])
        return cleaned(typed, postcode_fault(typed) if typed else "")


def cleaned(value: str, fault: str) -> str:
    """Return the value. Raises ValidationError with the fault."""
    if fault:
        raise forms.ValidationError(fault)
    return value


class UnitForm(VersionedForm):
    """A department or an institution with delegated powers."""

    class Meta:
        model = OrganisingUnit
        fields = ("name", "head_title", "delegation", "may_announce", "place_of_submission")

    def clean_name(self) -> str:
        """Refuse a name that another unit of the office has."""
        name: str = self.cleaned_data["name"]
        others = OrganisingUnit.objects.filter(office=self.instance.office_id, name=name)
        if others.exclude(pk=self.instance.pk).exists():
            message = "Jednostka o tej nazwie już jest."
            raise forms.ValidationError(message)
        return name


class TextForm(VersionedForm):
    """One of the office's public texts."""

    text = forms.CharField(
        label="Treść",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 22}),
        help_text=(
            "Pusty wiersz zaczyna akapit, „## ” na początku wiersza – śródtytuł, „- ” – punkt"
            " listy. Puste pole przywraca tekst, od którego zaczynaliście."
        ),
    )

    class Meta:
        model = LocalGovernment
        fields: tuple[str, ...] = ()


class StatementForm(TextForm):
    """The accessibility statement: the facts that the law asks for, then the office's words."""

    field_order = (*STATEMENT, "text")

    class Meta:
        model = LocalGovernment
        fields = STATEMENT
        widgets = {name: DAY for name in STATEMENT if name.endswith("_on")}
