"""The moves of a unit's page, of news and of the press kit."""

from advisory.profiles.models import News, PressKit, UnitProfile
from advisory.profiles.permissions import may_publish, may_publish_news, may_write_press_kit
from mkus_portal.act import Act
from mkus_portal.workflow.engine import Move, Procedure
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

PUBLISH, HIDE = "publish", "hide"
Page, Piece, Kit = UnitProfile.State, News.State, PressKit.State


def says_something(act: Act, profile: UnitProfile) -> Verdict:
    """Ask for the description."""
    del act
    return ALLOWED if profile.about.strip() else refused("Opisz jednostkę i zadanie.")


def can_be_asked(act: Act, kit: PressKit) -> Verdict:
    """Ask for the note and for an address that journalists may write to."""
    del act
    if not kit.note.strip():
        return refused("Napisz notatkę o programie.")
    return ALLOWED if kit.contact_email else refused("Podaj e-mail do kontaktu z mediami.")


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
PRESS = Procedure(
    name="Materiały dla mediów",
    model=PressKit,
    moves=(
        Move(
            PUBLISH,
            (Kit.DRAFT,),
            Kit.PUBLISHED,
            "Opublikuj",
            may_write_press_kit,
            (can_be_asked,),
            question="Pokazać materiały dla mediów wszystkim?",
        ),
        Move(
            HIDE,
            (Kit.PUBLISHED,),
            Kit.DRAFT,
            "Wycofaj z publikacji",
            may_write_press_kit,
            question="Wycofać materiały dla mediów? Pod ich adresem nic nie będzie.",
        ),
    ),
)
