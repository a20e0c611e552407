"""Recording where and when something was published: the third place opens the call, or ends it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from contracting.calls import letters
from contracting.calls.actions.advising import end_advice
from contracting.calls.models import Call, Publication, PublicVersion
from contracting.calls.permissions import may_publish
from contracting.calls.procedure import current_publications, publication_is_due
from contracting.calls.results import pending_results, results_published
from mkus_portal.act import Act
from mkus_portal.attachments.actions import attach
from mkus_portal.attachments.models import Attachment
from mkus_portal.locking import hold
from mkus_portal.workflow.engine import insist, perform
from mkus_portal.workflow.verdict import ALLOWED, Verdict, first_refusal, refused

Subject = Publication.Subject


@transaction.atomic
def record_publication(  # noqa: PLR0913 - the row's own columns (R20)
    act: Act,
    call: Call,
    place: str,
    published_at: datetime,
    *,
    author: str,
    responsible: str,
    url: str = "",
    evidence: str = "",
    scans: Sequence[Attachment] = (),
    subject: str = Subject.ANNOUNCEMENT.value,
) -> Publication:
    """Record one of the three places; with the last announcement the call is published (R01, R02).

    Order: lock, permission, what is published, the instant, the row, its scans, the move. Raises
    MoveRefused; a last publication that leaves less than 21 days records nothing.
    """
    hold(call)
    insist(first_refusal(may_publish(act, call), publication_is_due(call, subject)))
    insist(_instant_fits(act, call, subject, published_at))
    publication = Publication(
        call=call,
        subject=subject,
        place=place,
        version=_version(call, subject),
        published_at=published_at,
        url=url,
        evidence=evidence,
        has_scan=bool(scans),
        author=author,
        responsible=responsible,
        entered_by_id=act.user,
        entered_at=act.at,
    )
    publication.full_clean()
    publication.save()
    attach(act, publication, scans)
    if subject == Subject.ANNOUNCEMENT:
        _open_when_complete(act, call)
    elif subject == Subject.RESULTS:
        _finish_results(act, call, publication.version)
    else:
        _finish_annulment(act, call)
    return publication


def _version(call: Call, subject: str) -> int:
    """Return what the publication is a publication of."""
    if subject == Subject.ANNOUNCEMENT:
        return call.announced_version
    results = pending_results(call) if subject == Subject.RESULTS else None
    return results.ordinal if results else 0


def _open_when_complete(act: Act, call: Call) -> None:
    """Publish the call with the third place: offers are taken from the last publication on."""
    instants = list(current_publications(call).values_list("published_at", flat=True))
    if len(instants) < len(Publication.Place):
        return
    call.opens_at = max(instants)
    call.save(update_fields=["opens_at"])
    perform(act, call, "publish")
    end_advice(act, call)
    PublicVersion.objects.grow()
    letters.close_publication(act, call)


def _finish_annulment(act: Act, call: Call) -> None:
    recorded = call.publications.filter(subject=Subject.ANNULMENT).count()
    if recorded == len(Publication.Place):
        letters.close_annulment_publication(act, call)
    PublicVersion.objects.grow()


def _finish_results(act: Act, call: Call, version: int) -> None:
    """With the third place the results are out: everywhere at once, on the portal's page too."""
    recorded = call.publications.filter(subject=Subject.RESULTS, version=version)
    instants = list(recorded.values_list("published_at", flat=True))
    if len(instants) == len(Publication.Place):
        results_published(act, call, max(instants))
    PublicVersion.objects.grow()


def _instant_fits(act: Act, call: Call, subject: str, published_at: datetime) -> Verdict:
    """Not in the future and not before the act; the approval counts from its full minute."""
    if published_at > act.at:
        return refused("Czas publikacji nie może być w przyszłości.")
    results = pending_results(call) if subject == Subject.RESULTS else None
    if results is not None:
        since = results.decided_at
    elif subject == Subject.ANNULMENT:
        since = call.annulment.annulled_at
    else:
        since = call.announcements.get(version=call.announced_version).approved_at
    if published_at < since.replace(second=0, microsecond=0):
        return refused("Czas publikacji nie może być wcześniejszy niż zatwierdzenie treści.")
    return ALLOWED
