"""Talk over an offer: inside its organisation, with the advisers whom it has let in."""

from contracting.offers.completeness import form_of
from contracting.offers.models import Offer
from contracting.offers.permissions import WRITERS, may_comment, may_follow_talk
from contracting.offers.sections import section_url
from mkus_portal.accounts.models import Key
from mkus_portal.act import Act, Scope
from mkus_portal.drafting.talk import OTHER_SIDE, Step, Talk
from mkus_portal.notifications.actions import people_with
from ngos.models import NGO_ROLES


def steps(offer: Offer) -> list[Step]:
    """Return the sections of the offer's form."""
    return [
        Step(
            section.code,
            section.title,
            section_url(offer, section.code),
            frozenset(
                one.table or one.code
                for one in section.fields
                if one.kind != "prefilled" and (offer.is_joint or not one.joint_only)
            ),
        )
        for section in form_of(offer).sections
    ]


def guests(act: Act, offer: Offer, side: str) -> set[int]:
    """Return the advisers whom the organisation lets comment or write; none on the other side."""
    if side != OTHER_SIDE:
        return set()
    keys = Key.objects.opening(offer, act.at, Key.Right.COMMENT, Key.Right.WRITE)
    return set(keys.values_list("user__pk", flat=True))


def team(act: Act, offer: Offer, side: str) -> set[int]:
    """Return the organisation's people and its advisers; none on the other side."""
    if side != OTHER_SIDE:
        return set()
    scope = Scope("organisation", offer.organisation_id)
    return {one.pk for one in people_with(scope, act.day, *NGO_ROLES)} | guests(act, offer, side)


def owners(act: Act, offer: Offer, side: str) -> set[int]:
    """Return the people of the organisation who write offers."""
    scope = Scope("organisation", offer.organisation_id)
    return {one.pk for one in people_with(scope, act.day, *WRITERS)}


TALK = Talk(
    may_comment=may_comment,
    steps=steps,
    team=team,
    guests=guests,
    owners=owners,
    may_read=may_follow_talk,
)
