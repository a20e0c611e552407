"""From which sector people come: the words of everything in a programme that counts people."""

from django.db import models


class Sector(models.TextChoices):
    """Where somebody comes from (columns `people_…` of the programme's data)."""

    OFFICE = "office", "urząd"
    NGO = "ngo", "organizacja pozarządowa"
    UNIVERSITY = "university", "uczelnia"
    OTHER = "other", "inne"


SECTOR_COLUMNS = {one.value: f"people_{one.value}" for one in Sector}
