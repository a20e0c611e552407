"""What a programme does: the operator starts it, an adviser comes in and logs a visit."""

from tests.journeys.scenes import accept

VISIT = "Warsztat o zlecaniu informacji turystycznej"


def start_programme(operator, coordinator, adviser, address):
    """Programme, its coordinator, a unit tied to the office, an adviser with an assignment."""
    operator.open("/programy/nowy/")
    programme = {"name": "Program MKUS", "code": "MKUS-1", "coordinator_email": address("pawel")}
    operator.press("Utwórz program", programme)
    accept(coordinator, address("pawel"), "Paweł Programowy")
    coordinator.open("/program/")
    home = coordinator.page.url
    coordinator.follow("Dodaj jednostkę")
    form = coordinator.page.form("Zapisz")
    unit = {"name": "Gmina Brzozowo", "kind": "gmina", "commissioning_type": "institution"}
    office = form.choice("office", "Brzozowo")
    coordinator.press("Zapisz", {**unit, "office": office, "task": "Informacja turystyczna"})
    unit = coordinator.page.url
    coordinator.open(home)
    coordinator.follow("Doradcy programu")
    coordinator.follow("Dodaj doradcę")
    person = {"full_name": "Daria Doradczyni", "email": address("daria")}
    coordinator.press("Dodaj doradcę", person)
    accept(adviser, address("daria"), "Daria Doradczyni")
    coordinator.open(unit)
    coordinator.follow("Przydziel doradcę")
    form = coordinator.page.form("Przydziel doradcę")
    coordinator.press("Przydziel doradcę", {"adviser": form.choice("adviser", "Daria")})


def log_visit(adviser):
    """Write the entry with its hours, people, findings and one next step; send it."""
    adviser.open("/moje-jednostki/")
    adviser.follow("Brzozowo")
    adviser.follow("Zapisz konsultację")
    adviser.press(
        "Zapisz i wyślij",
        {
            "started_at": "10:00",
            "hours": "1,5",
            "form": "visit",
            "subject": VISIT,
            "findings": "Zespół wybrał typ zlecenia.",
            "people_office": "2",
            "people_ngo": "1",
            "krok-0-sentence": "Policzyć koszty punktu",
        },
    )
    assert "wysłano do uzgodnienia" in adviser.page.text
    return adviser.page.url
