"""The moves of a public copy: it is shared, withdrawn at once, prepared again."""

from contracting.analysis import sharing_permissions as permissions
from contracting.analysis.models import SharedAnalysis
from contracting.analysis.sharing import marked_answers, marked_facts, names_known_to
from mkus_portal.act import Act
from mkus_portal.workflow.engine import Move, Procedure
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

State = SharedAnalysis.State
SHARE, WITHDRAW, REOPEN = "share", "withdraw", "reopen"


def described(act: Act, shared: SharedAnalysis) -> Verdict:
    """Know in which sphere the task is and how big the unit is."""
    if shared.sphere and shared.unit_size:
        return ALLOWED
    return refused("Uzupełnij opis kopii: sferę zadań publicznych i wielkość jednostki.")


def something_left(act: Act, shared: SharedAnalysis) -> Verdict:
    """At least one answer goes out."""
    if shared.answers.filter(is_left_out=False).exists():
        return ALLOWED
    return refused("Wszystkie odpowiedzi są pominięte, więc nie ma czego udostępnić.")


def nothing_personal(act: Act, shared: SharedAnalysis) -> Verdict:
    """Whatever looks personal was changed, left out, or looked at by a person."""
    names = names_known_to(shared.analysis)
    waiting = [one for one in marked_answers(shared, names) if one.is_waiting]
    if any(part.kinds for part in marked_facts(shared, names)) and not shared.is_checked:
        return refused(
            "Tytuł albo nazwa zadania wygląda na dane osobowe. Popraw opis kopii albo potwierdź w"
            " nim, że to nie są dane osobowe."
        )
    if not waiting:
        return ALLOWED
    first = waiting[0]
    name = f"pytanie {first.number}" if first.number else "werdykt"
    return refused(
        f"Odpowiedzi, w których coś wygląda na dane osobowe: {len(waiting)}. Pierwsza – {name}:"
        f" {', '.join(first.kinds)}. Zmień ją, pomiń albo potwierdź, że to nie są dane osobowe."
    )


SHARING = Procedure(
    name="Udostępnienie analizy",
    model=SharedAnalysis,
    moves=(
        Move(
            SHARE,
            sources=(State.PREPARED,),
            target=State.SHARED,
            label="Udostępnij innym urzędom",
            permission=permissions.may_share,
            conditions=(described, something_left, nothing_personal),
            question=(
                "Od tej chwili kopię przeczytają i skopiują pracownicy innych urzędów i doradcy."
                " Możesz ją wycofać, ale tego, co ktoś już skopiował, portal nie cofnie."
            ),
            grave=True,
        ),
        Move(
            WITHDRAW,
            sources=(State.SHARED,),
            target=State.WITHDRAWN,
            label="Wycofaj udostępnienie",
            permission=permissions.may_share,
            question=(
                "Kopia zniknie z biblioteki od razu. Co inni już skopiowali, zostaje u nich z notą"
                " o źródle."
            ),
        ),
        Move(
            REOPEN,
            sources=(State.WITHDRAWN,),
            target=State.PREPARED,
            label="Przygotuj kopię ponownie",
            permission=permissions.may_reopen,
        ),
    ),
)
