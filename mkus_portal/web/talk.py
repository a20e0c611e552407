"""Comments and presence as pages show them: threads with their places, counts, who is here."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Max, Prefetch, QuerySet

from mkus_portal.act import Act
from mkus_portal.drafting.actions import who_is_here
from mkus_portal.drafting.models import Change, Comment, Draft, Thread
from mkus_portal.drafting.permissions import may_comment, may_read_talk
from mkus_portal.drafting.places import NoSuchPlaceError, Place
from mkus_portal.drafting.registry import kind_of
from mkus_portal.drafting.spots import labels_of, step_of, steps_of
from mkus_portal.drafting.talk import SECTION, Step
from mkus_portal.verdict import Verdict
from mkus_portal.web.anchors import anchor_of, row_anchor


@dataclass(frozen=True, slots=True)
class ThreadView:
    """A thread with the name and address of its place, and whether the text changed since."""

    thread: Thread
    comments: Sequence[Comment]
    label: str
    url: str
    is_changed: bool
    now: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.thread.state == Thread.State.OPEN

    @property
    def has_value(self) -> bool:
        """Whether the place holds a text that can be shown: a field, a cell or a row."""
        place = self.thread.place
        in_table = self.thread.item in kind_of(self.thread.draft).tables
        return not place.startswith(SECTION) and (not in_table or ":" in place)


@dataclass(frozen=True, slots=True)
class HereView:
    """Somebody who has the draft open, with the question they are at."""

    name: str
    is_writing: bool
    label: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class TalkView:
    """What a page of a form shows of the talk over it."""

    draft: Draft
    commenting: Verdict
    by_place: Mapping[str, list[ThreadView]]
    by_url: Mapping[str, int]
    open_count: int
    here: list[HereView] = field(default_factory=list)


def threads_of(act: Act, draft: Draft) -> "QuerySet[Thread]":
    """Return the threads of one's own side, with what was said; nothing where one may not read."""
    rows = Thread.objects.filter(draft=draft).select_related("opened_by")
    if not may_read_talk(act, draft):
        return rows.none()
    said = Prefetch("comments", Comment.objects.select_related("author"))
    side = kind_of(draft).side(act, draft.obj)
    return rows.filter(side=side).prefetch_related(said).order_by("-pk")


def place_url(draft: Draft, steps: Iterable[Step], place: str) -> str:
    """Return the address of a place in its form: the right page at the right question."""
    step = step_of(steps, place)
    if step is None:
        return ""
    if place.startswith(SECTION):
        return step.url
    item, *rest = place.split(":")
    if item in kind_of(draft).tables:
        if not rest:
            return f"{step.url}#t-{item}"
        if len(rest) == 1:
            return f"{step.url}#{row_anchor(place)}"
    return f"{step.url}#{anchor_of(place)}"


def views_of_threads(
    draft: Draft, threads: Sequence[Thread], *, with_texts: bool = False
) -> list[ThreadView]:
    """Return the threads as pages show them; as many queries for one as for many."""
    steps = steps_of(draft)
    labels = labels_of(draft, {one.place for one in threads}, steps)
    newest = newest_changes(draft, threads)
    texts: dict[int, str] = {}
    if with_texts:
        texts = dict(Change.objects.filter(pk__in=newest.values()).values_list("pk", "new"))
    return [_view(draft, one, steps, labels, newest, texts) for one in threads]


def newest_changes(draft: Draft, threads: Sequence[Thread]) -> dict[str, int]:
    """Return the newest change of each place that was changed since the oldest of the threads."""
    if not threads:
        return {}
    since = min(one.last_change for one in threads)
    rows = draft.changes.filter(pk__gt=since).order_by().values_list("place")
    return dict(rows.annotate(newest=Max("pk")))


def _view(
    draft: Draft,
    thread: Thread,
    steps: Sequence[Step],
    labels: Mapping[str, str],
    newest: Mapping[str, int],
    texts: Mapping[int, str],
) -> ThreadView:
    thread.draft = draft
    changed = max(
        (pk for place, pk in newest.items() if _is_in(place, thread.place, steps)), default=0
    )
    is_changed, now = changed > thread.last_change, ""
    if is_changed and thread.place in newest:
        now = texts.get(newest[thread.place], "")
        is_changed = not texts or now != thread.value
    url = place_url(draft, steps, thread.place)
    said = list(thread.comments.all())
    return ThreadView(thread, said, labels[thread.place], url, is_changed, now)


def _is_in(place: str, wider: str, steps: Iterable[Step]) -> bool:
    """Whether a change at a place is a change of the wider one: of a row, a table, a section."""
    if place == wider or place.startswith(f"{wider}:"):
        return True
    if not wider.startswith(SECTION):
        return False
    step = step_of(steps, wider)
    return step is not None and place.partition(":")[0] in step.items


def talk_of(act: Act, draft: Draft) -> TalkView | None:
    """Return the talk over a draft as its form shows it; None where nobody talks."""
    kind = kind_of(draft)
    if kind.talk is None:
        return None
    threads = list(threads_of(act, draft).filter(state=Thread.State.OPEN))
    views = views_of_threads(draft, threads)
    by_place: dict[str, list[ThreadView]] = {}
    for view in views:
        by_place.setdefault(view.thread.place, []).append(view)
    by_url = Counter(view.url.partition("#")[0] for view in views)
    return TalkView(draft, may_comment(act, draft), by_place, by_url, len(views))


def here_of(act: Act, draft: Draft) -> list[HereView]:
    """Return who else has the draft open, with their questions; one query while nobody has."""
    found = who_is_here(act, draft)
    if not found:
        return []
    steps = steps_of(draft)
    places = {one.place for one in found if one.place and _is_place(draft, one.place, steps)}
    labels = labels_of(draft, places, steps)
    return [
        HereView(
            one.name,
            one.is_writing,
            labels.get(one.place, ""),
            place_url(draft, steps, one.place) if one.place in places else "",
        )
        for one in found
    ]


def _is_place(draft: Draft, place: str, steps: Sequence[Step]) -> bool:
    """Whether a browser has named a field or a cell of the form, and no garbage."""
    try:
        where = Place.read(place)
    except NoSuchPlaceError:
        return False
    kind = kind_of(draft)
    known = where.table in kind.tables if where.is_cell else place in kind.fields(draft)
    return known and step_of(steps, place) is not None
