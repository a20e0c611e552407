"""Writing letters, opening and closing duties: always in the caller's transaction."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.template.loader import render_to_string
from post_office import mail
from post_office.models import PRIORITY

from mkus_portal.accounts.models import Membership, User
from mkus_portal.act import WARSAW, Act, Scope
from mkus_portal.notifications.messages import message_kind
from mkus_portal.notifications.models import LAST_SECOND, Duty, Letter
from mkus_portal.notifications.tasks import ring_for_letters


def people_with(scope: Scope, day: date, *roles: str) -> list[User]:
    """Return the active people who hold one of the roles for the holder on the day."""
    rows = Membership.objects.of(scope).with_role(*roles).valid_on(day)
    return list(User.objects.filter(is_active=True, pk__in=rows.values("user")).order_by("pk"))


def absolute(url: str) -> str:
    """Return the address as a letter needs it: with the portal's own name in front."""
    return f"{settings.SITE_URL}{url}" if url.startswith("/") else url


def send_letter(
    act: Act,
    kind: str,
    to: Iterable[User | str],
    obj: models.Model | None,
    context: Mapping[str, object],
    own: Callable[[User | str], Mapping[str, object]] | None = None,
) -> list[Letter]:
    """Write one letter of a registered kind to each reader; it leaves after the commit.

    The text is rendered now, so that the letter says what was true at the act; a `url` in the
    context may start with a slash. `own` adds to the context what only one reader's letter says.
    """
    registered = message_kind(kind)
    content_type = ContentType.objects.get_for_model(obj) if obj is not None else None
    written = {**context, "url": absolute(str(context.get("url", "")))}
    letters = []
    for reader in to:
        address = reader if isinstance(reader, str) else reader.email
        more = own(reader) if own else {}
        values = {**written, **more, "reader": str(reader), "obj": obj, "at": act.at}
        email = mail.send(
            recipients=address,
            subject=" ".join(registered.subject.format_map(values).split()),
            message=render_to_string(registered.template, values),
            priority=PRIORITY.medium,
            commit=True,
        )
        letters.append(
            Letter.objects.create(
                kind=kind,
                to=address,
                user=None if isinstance(reader, str) else reader,
                content_type=content_type,
                object_id=obj.pk if obj is not None else None,
                email=email,
                written_at=act.at,
            )
        )
    if letters:
        ring_for_letters()
    return letters


@dataclass(frozen=True, slots=True)
class Whose:
    """For whom a duty waits: one person, or everybody with one of the roles for the holder."""

    user: int | None = None
    scope: Scope | None = None
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Until:
    """The term of a duty; one that `lapses` waits for nobody after it."""

    at: datetime | None
    lapses: bool = False

    @classmethod
    def end_of(cls, day: date) -> "Until":
        """Return the term at the last second of a day in Warsaw."""
        return cls(datetime.combine(day, LAST_SECOND, WARSAW))


def open_duty(
    act: Act,
    kind: str,
    obj: models.Model,
    whose: Whose,
    *,
    url: str,
    sentence: str,
    due: Until | None = None,
) -> Duty:
    """Open a duty about the object; an open one of the same kind and reader is renewed."""
    scope = whose.scope
    key: dict[str, Any] = {
        "kind": kind,
        "content_type": ContentType.objects.get_for_model(obj),
        "object_id": obj.pk,
        "user_id": whose.user,
        "scope_kind": scope.kind if scope else "",
        "scope_id": scope.id if scope else None,
        "closed_at": None,
    }
    said: dict[str, Any] = {
        "roles": f",{','.join(whose.roles)}," if whose.roles else "",
        "due": due.at if due else None,
        "lapses": due.lapses if due else False,
        "url": url,
        "sentence": sentence,
    }
    duty, _ = Duty.objects.update_or_create(
        **key, defaults=said, create_defaults={**said, "opened_at": act.at}
    )
    return duty


def close_duty(act: Act, kind: str, obj: models.Model, *, user: int | None = None) -> int:
    """Close the object's open duties of a kind, with `user` one person's; return how many."""
    duties = Duty.objects.of(obj).open().filter(kind=kind)
    if user is not None:
        duties = duties.filter(user=user)
    return duties.update(closed_at=act.at)
