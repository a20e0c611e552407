"""What the public reads of a programme: units' pages, news, the press kit, files to take."""

from advisory.profiles.models.news import News, NewsCopy, NewsRefusal
from advisory.profiles.models.offers import Download, PressKit
from advisory.profiles.models.units import AdviserCard, UnitProfile

__all__ = [
    "AdviserCard",
    "Download",
    "News",
    "NewsCopy",
    "NewsRefusal",
    "PressKit",
    "UnitProfile",
]
