"""To whom news goes, and the link by which a reader says that they want no more of it."""

from django.core import signing
from django.db.models import Q, QuerySet
from django.urls import reverse

from advisory.profiles.models import News, NewsRefusal
from advisory.programmes.models import Programme
from advisory.programmes.permissions import APPLICANTS
from mkus_portal.accounts.models import Membership, User
from mkus_portal.act import Act
from mkus_portal.offices.models import LocalGovernment

SALT = "advisory.profiles.news"
STAND_IN = "office_admin"


def readers_of(act: Act, programme: Programme) -> QuerySet[User]:
    """Return who decides in every active office; where nobody does, its administrators.

    Whoever has refused the programme's news is left out.
    """
    held = Membership.objects.valid_on(act.day).filter(scope_kind="office")
    deciding = held.with_role(*APPLICANTS)
    offices = LocalGovernment.objects.filter(is_active=True)
    orphaned = offices.exclude(pk__in=deciding.values("scope_id"))
    chosen = Q(pk__in=deciding.filter(scope_id__in=offices.values("pk")).values("user")) | Q(
        pk__in=held.with_role(STAND_IN).filter(scope_id__in=orphaned.values("pk")).values("user")
    )
    refused = NewsRefusal.objects.filter(programme=programme).values("user")
    return User.objects.filter(chosen, is_active=True).exclude(pk__in=refused).order_by("pk")


def waiting_for(act: Act, news: News) -> QuerySet[User]:
    """Return the readers who have no letter with the news yet."""
    return readers_of(act, news.programme).exclude(pk__in=news.copies.values("user"))


def refusal_url(user: User | str, programme: Programme) -> str:
    """Return the address in a reader's letter; nobody else can make it up."""
    key = user.pk if isinstance(user, User) else 0
    return reverse("news-refusal", args=(signing.dumps([key, programme.pk], salt=SALT),))


def who_refuses(token: str) -> tuple[User, Programme] | None:
    """Return the reader and the programme of the address; None for one that we did not write."""
    try:
        user_pk, programme_pk = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=user_pk).first()
    programme = Programme.objects.filter(pk=programme_pk).first()
    return (user, programme) if user and programme else None
