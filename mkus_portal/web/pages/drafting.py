"""Autosave of a long form's field, and the history of a place."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404

from mkus_portal.act import WARSAW
from mkus_portal.drafting.actions import Clash, history_of, restore, save_field
from mkus_portal.drafting.models import Change, Draft
from mkus_portal.drafting.places import NoSuchPlaceError
from mkus_portal.drafting.registry import kind_of
from mkus_portal.drafting.spots import home_of
from mkus_portal.web.panels import panels_of
from mkus_portal.web.permission import signed_in
from mkus_portal.web.views import Page, TemplatePage
from mkus_portal.workflow.engine import MoveRefused
from mkus_portal.workflow.verdict import Verdict

VERSION_DIGITS = 9
SHOWN_CHANGES = 200
GONE = "Tego pola nie ma już w formularzu: wiersz usunięto. Tekst jest w historii tabeli."


def read_version(text: str) -> int | None:
    """Return the version as a number; None for anything else."""
    return int(text) if text.isdecimal() and len(text) <= VERSION_DIGITS else None


class DraftPage(Page):
    """A page about one draft: who may not read it finds nothing (404)."""

    permission = signed_in

    def get_draft(self) -> Draft:
        """Return the draft of the address. Raises Http404."""
        draft = get_object_or_404(Draft, pk=self.kwargs["pk"])
        if draft.obj is None or not kind_of(draft).may_read(self.act, draft.obj):
            raise Http404
        return draft


class DraftSave(DraftPage):
    """Keeps one field or cell; answers JSON: 200 kept, 409 both texts, 422 what is wrong."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save `text` at `place`, based on `version`."""
        draft = self.get_draft()
        version = read_version(request.POST.get("version", "0"))
        if version is None:
            return JsonResponse({"error": "Wersja pola jest nieczytelna."}, status=400)
        place, text = request.POST.get("place", ""), request.POST.get("text", "")
        try:
            outcome = save_field(self.act, draft, place, text, version)
        except NoSuchPlaceError:
            return JsonResponse({"error": GONE}, status=404)
        except ValidationError as error:
            return JsonResponse({"error": error.messages[0]}, status=422)
        except MoveRefused as error:
            return JsonResponse({"error": error.verdict.reason}, status=403)
        if isinstance(outcome, Clash):
            return clash_answer(outcome)
        return JsonResponse(
            {
                "version": outcome.version,
                "saved_at": f"{outcome.at.astimezone(WARSAW):%H:%M:%S}",
                **self.live(draft),
            }
        )

    def live(self, draft: Draft) -> dict[str, Any]:
        """Return what the page shows anew, and after how many changes it is true at least.

        Saves of several fields are answered in any order: the page keeps the latest state.
        """
        live = kind_of(draft).live
        changes = Draft.objects.values_list("changes_count", flat=True).get(pk=draft.pk)
        return {"changes": changes, "live": live(self.act, draft.obj) if live else {}}


def clash_answer(clash: Clash) -> JsonResponse:
    """Return 409 with both texts."""
    both = {
        "mine": clash.mine,
        "theirs": clash.theirs,
        "who": clash.who,
        "version": clash.version,
        "saved_at": f"{clash.at.astimezone(WARSAW):%H:%M:%S}",
    }
    return JsonResponse(both, status=409)


class DraftHistory(DraftPage, TemplatePage):
    """All texts that a place has had, with who and when; any of them can be put back."""

    template_name = "mkus_portal/drafting/history.html"

    def place(self) -> str:
        """Return the place that the address asks about, without NUL."""
        return self.request.GET.get("miejsce", "").replace("\x00", "")

    def writing(self, draft: Draft) -> Verdict:
        """Whether a text may be put back at the place."""
        item = self.place().partition(":")[0]
        return kind_of(draft).writing(self.act, draft.obj, item)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the changes of the place and whether a text may be put back."""
        draft, place = self.get_draft(), self.place()
        kind = kind_of(draft)
        is_table = place in kind.tables
        return super().get_context_data(
            draft=draft,
            place=kind.label(draft, place) if kind.label else place,
            is_table=is_table,
            writing=Verdict(ok=False) if is_table else self.writing(draft),
            changes=history_of(draft, place)[:SHOWN_CHANGES],
            about_url=home_of(draft),
            panels=panels_of("draft-history", self.request, self.act, (draft, self.place())),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Put a text back: a save based on the version that the page showed as the newest."""
        draft = self.get_draft()
        chosen = read_version(request.POST.get("zmiana", ""))
        based_on = read_version(request.POST.get("version", ""))
        change = get_object_or_404(Change, draft=draft, place=self.place(), pk=chosen)
        try:
            outcome = restore(self.act, draft, change, based_on or 0)
        except NoSuchPlaceError:
            messages.error(request, GONE)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            self.say(outcome)
        return HttpResponseRedirect(request.get_full_path())

    def say(self, outcome: object) -> None:
        """Say what came of it."""
        if isinstance(outcome, Clash):
            text = f"{outcome.who} w tym czasie zmienił(a) to pole. Przejrzyj historię jeszcze raz."
            messages.warning(self.request, text)
        else:
            messages.success(self.request, "Przywrócono wybrany tekst.")
