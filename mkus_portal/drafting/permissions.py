"""Who may talk over a draft: read the threads of their own side, comment, take a proposal."""

from mkus_portal.act import Act
from mkus_portal.drafting.models import Comment, Draft, Thread
from mkus_portal.drafting.registry import kind_of
from mkus_portal.drafting.talk import SECTION
from mkus_portal.verdict import ALLOWED, Verdict, first_refusal, refused

NOT_HERE = refused("W tym formularzu nie ma uwag.")
NOT_YOURS = refused("Ta uwaga nie jest dla Ciebie dostępna.")


def may_read_talk(act: Act, draft: Draft) -> Verdict:
    """Allow whoever reads the draft, where there are comments; each sees those of their side."""
    kind = kind_of(draft)
    if kind.talk is None or draft.obj is None:
        return NOT_HERE
    reading = kind.may_read(act, draft.obj)
    return reading and may_take_part(act, draft)


def may_take_part(act: Act, draft: Draft) -> Verdict:
    """Allow whoever is to know, of those who read the draft, who works on it."""
    talk = kind_of(draft).talk
    if talk is None or talk.may_read is None:
        return ALLOWED
    return talk.may_read(act, draft.obj)


def may_comment(act: Act, draft: Draft) -> Verdict:
    """Allow whom the room lets comment on what they read; nobody once the draft is frozen."""
    talk = kind_of(draft).talk
    reading = may_read_talk(act, draft)
    return talk.may_comment(act, draft.obj) if reading and talk is not None else reading


def is_on_side(act: Act, thread: Thread) -> Verdict:
    """Allow the side that the thread belongs to."""
    kind = kind_of(thread.draft)
    return ALLOWED if kind.side(act, thread.draft.obj) == thread.side else NOT_YOURS


def may_talk(act: Act, thread: Thread) -> Verdict:
    """Allow whoever may comment, on their own side."""
    return first_refusal(may_comment(act, thread.draft), is_on_side(act, thread))


def may_answer_proposal(act: Act, thread: Thread) -> Verdict:
    """Allow whoever writes at the place: the owner of the text decides on another's wording."""
    allowed = may_talk(act, thread)
    if not allowed:
        return allowed
    if thread.item.startswith(SECTION):
        return refused("Tekst proponuje się do pola.")
    return kind_of(thread.draft).writing(act, thread.draft.obj, thread.item)


def may_change_comment(act: Act, comment: Comment) -> Verdict:
    """Allow the author, while the draft is open to comments."""
    if comment.author_id is None or comment.author_id != act.user:
        return refused("Zmienić lub usunąć możesz tylko własną uwagę.")
    if comment.removed_at is not None:
        return refused("Ta uwaga jest już usunięta.")
    return may_talk(act, comment.thread)
