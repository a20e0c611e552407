"""Personal links: made, sent, printed, and reminders to those that are not used."""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.urls import reverse

from contracting.surveys.letters import INVITED, REMINDED
from contracting.surveys.models import Draw, Link, LinkToken, Survey
from contracting.surveys.permissions import may_invite, may_sample
from contracting.surveys.sampling import Drawn, Recipe, digest_of, draw
from mkus_portal.accounts.models import User
from mkus_portal.act import Act
from mkus_portal.locking import hold
from mkus_portal.notifications.actions import send_letter
from mkus_portal.verdict import ALLOWED, Verdict, insist, refused
from ngos.models import Organisation

MOST_PAPER = 500


def hash_of(token: str) -> str:
    """Return what is kept of a token: its SHA-256 in hex."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_token(link: Link) -> str:
    """Return a new token that opens the link; only its hash is kept."""
    token = secrets.token_urlsafe(24)
    LinkToken.objects.create(link=link, token_hash=hash_of(token))
    return token


def _letter(act: Act, kind: str, link: Link) -> None:
    """Write to the link's address; the letter is kept under the survey, not under the link."""
    url = reverse("survey-answer", args=(new_token(link),))
    send_letter(act, kind, [link.email], link.survey, {"title": link.survey.title, "url": url})


@transaction.atomic
def invite(
    act: Act, survey: Survey, emails: Iterable[str], organisations: Iterable[Organisation] = ()
) -> int:
    """Send a link to each address that has none yet; return how many. Raises Refused."""
    hold(survey)
    insist(may_invite(act, survey))
    wanted: dict[str, dict[str, Any]] = {email.lower(): {} for email in emails}
    for one in organisations:
        if one.email:
            wanted[one.email.lower()] = {"organisation": one, "label": one.name}
    return _send(act, survey, wanted)


def _send(act: Act, survey: Survey, wanted: dict[str, dict[str, Any]]) -> int:
    """Send a link to each address that has none; `wanted`: address → fields of its link."""
    known = set(survey.links.exclude(email="").values_list("email", flat=True))
    fresh = [(email, said) for email, said in wanted.items() if email not in known]
    for email, said in fresh:
        link = Link.objects.create(survey=survey, email=email, **said)
        _letter(act, INVITED.code, link)
    return len(fresh)


@transaction.atomic
def invite_sample(act: Act, survey: Survey, recipe: Recipe, digest: str) -> int:
    """Send links to the organisations drawn for each unit; return how many. Raises Refused.

    The draw is kept with its recipe, so that it can be shown and repeated. `digest` is of the list
    that was shown: when the register has changed since, nothing is sent.
    """
    hold(survey)
    insist(may_sample(act, survey))
    drawn = draw(survey, recipe)
    if digest_of(drawn) != digest:
        insist(refused("Rejestr organizacji zmienił się od pokazania listy. Wylosuj ją ponownie."))
    wanted = {
        one.email.lower(): {"organisation": one, "label": one.name, "group": row.group.code}
        for row in drawn
        for one in row.organisations
    }
    if not wanted:
        insist(refused("Na liście nie ma żadnej organizacji. Zmień warunki losowania."))
    count = _send(act, survey, wanted)
    _keep_draw(act, survey, recipe, drawn, count)
    return count


def _keep_draw(
    act: Act, survey: Survey, recipe: Recipe, drawn: Sequence[Drawn], count: int
) -> None:
    person = User.objects.filter(pk=act.user or 0).first()
    row = Draw.objects.create(
        survey=survey,
        seed=recipe.seed,
        per_group=recipe.per_group,
        by_work=recipe.by_work,
        is_fresh=recipe.is_fresh,
        legal_forms=" ".join(recipe.legal_forms),
        digest=digest_of(drawn),
        invited=count,
        drawn_at=act.at,
        drawn_by=str(person) if person else "",
    )
    row.organisations.set(one for part in drawn for one in part.organisations)


@transaction.atomic
def make_paper_links(act: Act, survey: Survey, count: int) -> list[tuple[Link, str]]:
    """Make links without an address, to be printed; return them with their tokens."""
    hold(survey)
    insist(may_invite(act, survey))
    if not 0 < count <= MOST_PAPER:
        insist(refused(f"Na raz można wydrukować od 1 do {MOST_PAPER} linków."))
    made = [Link.objects.create(survey=survey, label="wydruk") for _ in range(count)]
    return [(link, new_token(link)) for link in made]


@transaction.atomic
def new_tokens(act: Act, survey: Survey) -> list[tuple[Link, str]]:
    """Return the unused links that have an address, each with one more token, for a printout.

    Raises Refused for an anonymous survey: the printout would say who has not answered.
    """
    hold(survey)
    insist(may_invite(act, survey))
    if survey.is_anonymous:
        insist(refused("W anonimowym badaniu nie drukuje się linków dla adresów."))
    return [(link, new_token(link)) for link in waiting(survey)]


def waiting(survey: Survey) -> Sequence[Link]:
    """Return the links with an address that are not used."""
    return list(survey.links.filter(is_used=False).exclude(email="").select_related("survey"))


@transaction.atomic
def remind(act: Act, survey: Survey) -> int:
    """Write to everybody whose link is not used, at most once a day; return to how many.

    Raises Refused when it is not open, or reminders went out today already.
    """
    hold(survey)
    insist(may_invite(act, survey), may_remind_again(act, survey))
    links = waiting(survey)
    for link in links:
        _letter(act, REMINDED.code, link)
    survey.reminded_on = act.day
    survey.save(update_fields=["reminded_on"])
    return len(links)


def may_remind_again(act: Act, survey: Survey) -> Verdict:
    """Refuse a second reminder on one day."""
    if survey.reminded_on == act.day:
        return refused("Przypomnienia poszły już dzisiaj.")
    return ALLOWED
