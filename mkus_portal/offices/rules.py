"""What an office has still to say of itself before its papers read well: pure calculation."""

from collections.abc import Collection

from mkus_portal.offices.models import LocalGovernment

FIRST_ROLES = {"clerk": "pracownika merytorycznego", "executive": "organ wykonawczy"}


def words_missing(office: LocalGovernment) -> bool:
    """Whether the seat is still the name that the office was entered with, or has no address."""
    return office.seat == office.name or not (office.street and office.postcode)


def places_missing(office: LocalGovernment) -> list[str]:
    """Return which of the three places of publication (art. 13 ust. 3 UDPPiW) are not named."""
    places = {
        "adres BIP": office.bip_url,
        "tablicę ogłoszeń": office.notice_board,
        "stronę internetową": office.website_url,
    }
    return [place for place, said in places.items() if not said]


def roles_missing(held: Collection[str]) -> list[str]:
    """Return, in the accusative, who is needed for a call and holds no role yet."""
    return [label for role, label in FIRST_ROLES.items() if role not in held]
