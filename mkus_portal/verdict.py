"""The answer to "may I?": yes, or no with the reason that a person reads."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """Every refusal has a reason in words; an empty reason goes with a yes."""

    ok: bool
    reason: str = ""

    def __bool__(self) -> bool:
        """Whether the answer is yes."""
        return self.ok


ALLOWED = Verdict(ok=True)


def refused(reason: str) -> Verdict:
    """Return a no with its reason, a Polish sentence."""
    return Verdict(ok=False, reason=reason)


def first_refusal(*verdicts: Verdict) -> Verdict:
    """Return the first no among the verdicts, else a yes."""
    return next((verdict for verdict in verdicts if not verdict), ALLOWED)


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """The act is not allowed; `verdict.reason` says why."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.reason)
        self.verdict = verdict


def insist(*verdicts: Verdict) -> None:
    """Go on only with a yes to all. Raises Refused with the first reason."""
    verdict = first_refusal(*verdicts)
    if not verdict:
        raise Refused(verdict)
