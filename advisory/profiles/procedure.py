"""The moves of a unit's page and of news."""

from advisory.profiles.models import News, UnitProfile
from advisory.profiles.permissions import may_publish, may_publish_news
from mkus_portal.act import Act
from mkus_portal.workflow.engine import Move, Procedure
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

PUBLISH, HIDE = "publish", "hide"
Page, Piece = UnitProfile.State, News.State


def says_something(act: Act, profile: UnitProfile) -> Verdict:
    """Ask for the description."""
    del act
    return ALLOWED if profile.about.strip() else refused("Opisz jednostkę i zadanie.")


PROFILE = Procedure(
    name="Profil jednostki",
    model=UnitProfile,
    moves=(
        Move(
            PUBLISH,
            (Page.DRAFT,),
            Page.PUBLISHED,
            "Opublikuj",
            may_publish,
            (says_something,),
            question="Pokazać profil wszystkim?",
        ),
        Move(
            HIDE,
            (Page.PUBLISHED,),
            Page.DRAFT,
            "Wycofaj z publikacji",
            may_publish,
            question="Wycofać profil? Pod jego adresem nic nie będzie.",
        ),
    ),
)
NEWS = Procedure(
    name="Aktualność programu",
    model=News,
    moves=(
        Move(
            PUBLISH,
            (Piece.DRAFT,),
            Piece.PUBLISHED,
            "Opublikuj",
            may_publish_news,
            question="Pokazać aktualność wszystkim?",
        ),
        Move(
            HIDE,
            (Piece.PUBLISHED,),
            Piece.DRAFT,
            "Wycofaj z publikacji",
            may_publish_news,
            question="Wycofać aktualność?",
        ),
    ),
)
