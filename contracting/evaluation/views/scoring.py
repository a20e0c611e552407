"""A member's cards: the list, an offer beside its card, closing and opening it, reading one."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracting.calls.rules import Branch
from contracting.evaluation.actions import scoring as actions
from contracting.evaluation.card_form import (
    AROUND,
    PROPOSAL,
    SCORES,
    branches_of,
    coach_context,
    scores_of,
)
from contracting.evaluation.models import (
    COMMISSION_ROLES,
    Assessment,
    CommissionMember,
    Evaluation,
    Recusal,
    ScoreCard,
    ScoringAssignment,
)
from contracting.evaluation.parts import links
from contracting.evaluation.permissions import seat_of
from contracting.evaluation.procedure.scoring import CARD
from contracting.evaluation.scoreboard import EXCLUDED, NOT_ASSIGNED, NOT_BEGUN, UNSCORED
from contracting.evaluation.scoring_permissions import may_begin_card, may_write_card
from contracting.evaluation.scoring_tables import OwnCardTable
from contracting.evaluation.views.bases import TOGETHER
from contracting.offers.documents import build_form
from contracting.offers.permissions import may_read as may_read_offer
from mkus_portal.drafting.models import Draft
from mkus_portal.web import wording
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.longform import (
    Attempt,
    FieldSpec,
    FieldView,
    LongFormPage,
    Section,
    TableSpec,
    TableView,
)
from mkus_portal.web.permission import roles
from mkus_portal.web.views import ListPage, Page
from mkus_portal.workflow.engine import available, verdict_on
from mkus_portal.workflow.verdict import Verdict

members = roles(*COMMISSION_ROLES)
AROUND_ASSESSMENT = (
    "evaluation__call__office",
    "offer__task__call__office",
    "offer__organisation",
    "offer__draft",
    "offer__office",
)
POINTS, REASON = "points", "reason"


class EvaluationListPage(ListPage):
    """A list about one evaluation, with its tabs."""

    part: ClassVar[str] = ""
    evaluation: Evaluation

    def setup_evaluation(self) -> None:
        """Find the evaluation of the address, else 404."""
        visible = Evaluation.objects.visible_to(self.act).select_related(*TOGETHER)
        self.evaluation = get_object_or_404(visible, pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the list of the evaluation."""
        self.setup_evaluation()
        return super().get(request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the evaluation, its call and the tabs."""
        return super().get_context_data(
            evaluation=self.evaluation,
            call=self.evaluation.call,
            parts=links(self.act, self.evaluation, self.part),
            **kwargs,
        )


def own_assessments(evaluation: Evaluation, seat: CommissionMember) -> QuerySet[Any]:
    """Return the offers of the call as the member scores them: excluded, own card, points."""
    cards = ScoreCard.objects.filter(assessment=OuterRef("pk"), member=seat)
    chosen = ScoringAssignment.objects.filter(assessment=OuterRef("pk"))
    mine = chosen.filter(member=seat)
    found = evaluation.assessments.exclude(state__in=UNSCORED).annotate(
        is_excluded=Exists(Recusal.objects.filter(assessment=OuterRef("pk"), member=seat)),
        is_limited=Exists(chosen.filter(is_third_opinion=False)),
        is_mine=Exists(mine),
        card_state=Subquery(cards.values("state")[:1]),
        own_total=Subquery(cards.values("total")[:1]),
    )
    own_state = Case(
        When(is_excluded=True, then=Value(EXCLUDED)),
        When(Q(card_state=None, is_limited=True, is_mine=False), then=Value(NOT_ASSIGNED)),
        default=Coalesce(F("card_state"), Value(NOT_BEGUN)),
        output_field=CharField(),
    )
    return found.annotate(own_state=own_state)


class OwnCards(EvaluationListPage):
    """The offers of a call with a member's own cards."""

    permission = members
    table_class = OwnCardTable
    template_name = "contracting/evaluation/own_cards.html"
    title = "Moje karty oceny"
    export_name = "moje-karty"
    part = "evaluation-cards"

    def get_queryset(self) -> QuerySet[Assessment]:
        """Return the offers with the state of the own card."""
        seat = seat_of(self.act, self.evaluation)
        if seat is None or not seat.votes:
            raise PermissionDenied("Karty prowadzą osoby, które w komisji głosują.")  # noqa: EM101, TRY003 - the reason that the person reads
        found = own_assessments(self.evaluation, seat)
        return found.select_related("offer__organisation", "offer__task").defer("offer__content")


@dataclass(frozen=True, slots=True)
class CardRow:
    """A criterion on the card's page; a group has no fields."""

    branch: Branch
    points: FieldView | None = None
    reason: FieldView | None = None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The way to another offer of the call."""

    url: str
    label: str


class CardWrite(LongFormPage):
    """An offer as the form prints it, beside the member's own card; saved as one types."""

    permission = members
    template_name = "contracting/evaluation/card_write.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - Django's own
        """Find assessment and card once the page's own permission is given."""
        self.found: Assessment | None = None
        self.card: ScoreCard | None = None
        return super().dispatch(request, *args, **kwargs)

    def assessment(self) -> Assessment:
        """Return the assessment of the address. Raises Http404; PermissionDenied where excluded.

        Whoever has a card reads the offer as long as their Key opens it.
        """
        if self.found is None:
            visible = Assessment.objects.visible_to(self.act).select_related(*AROUND_ASSESSMENT)
            self.found = get_object_or_404(visible, pk=self.kwargs["pk"])
            seat = seat_of(self.act, self.found.evaluation)
            cards = ScoreCard.objects.filter(assessment=self.found, member=seat)
            self.card = cards.select_related(*AROUND).first() if seat else None
            if self.card is None:
                self.insist(may_begin_card(self.act, self.found))
            self.insist(may_read_offer(self.act, self.found.offer))
        return self.found

    def own_card(self) -> ScoreCard:
        """Return the member's card, or raise Http404."""
        self.assessment()
        if self.card is None:
            raise Http404
        return self.card

    def get_draft(self) -> Draft:
        """Return the card's draft."""
        return self.own_card().draft

    def get_section(self) -> Section:
        """Return the two tables of the card."""
        scores = (FieldSpec(POINTS, "Punkty", "number"), FieldSpec(REASON, "Uzasadnienie", "long"))
        proposal = (
            FieldSpec("grant", "Proponowana kwota dotacji", "money", required=False),
            FieldSpec("opinion", "Opinia o ofercie", "long", required=False),
        )
        tables = (
            TableSpec(SCORES, "Ocena według kryteriów", scores, fixed=True),
            TableSpec(PROPOSAL, "Kwota i opinia", proposal, fixed=True),
        )
        return Section("card", "Karta oceny", tables)

    def writing(self) -> Verdict:
        """Whether the card may be written."""
        return may_write_card(self.act, self.own_card())

    def do_row(self, draft: Draft) -> str:
        """Refuse: the rows are the call's criteria."""
        return (
            "Wierszy karty się nie dodaje ani nie usuwa." if "wiersz" in self.request.POST else ""
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show offer and card; before the card is begun, the offer and the button."""
        assessment = self.assessment()
        if self.card is None:
            return self.render_to_response(self.around(assessment))
        return super().get(request, *args, **kwargs)

    def around(self, assessment: Assessment) -> dict[str, Any]:
        """Return the offer and the ways to the next and the previous one."""
        offer = assessment.offer
        before, after, place, whole = self.neighbours(assessment)
        return self.get_context_data(
            assessment=assessment,
            evaluation=assessment.evaluation,
            call=assessment.evaluation.call,
            offer=offer,
            content=build_form(offer, self.act.at),
            card=self.card,
            before=before,
            after=after,
            place=place,
            whole=whole,
            act=self.act,
        )

    def neighbours(
        self, assessment: Assessment
    ) -> tuple[Neighbour | None, Neighbour | None, int, int]:
        """Return the previous and the next offer to score, this one's place and their number."""
        seat = seat_of(self.act, assessment.evaluation)
        assert seat is not None  # noqa: S101 - the permission has asked
        mine = own_assessments(assessment.evaluation, seat)
        mine = mine.exclude(own_state__in=(EXCLUDED, NOT_ASSIGNED))
        rows = list(
            mine.order_by("offer__task__position", "offer__task", "offer__number").values_list(
                "pk", "offer__number"
            )
        )
        here = next((at for at, (pk, _) in enumerate(rows) if pk == assessment.pk), 0)

        def neighbour(at: int) -> Neighbour | None:
            if not 0 <= at < len(rows):
                return None
            pk, number = rows[at]
            return Neighbour(reverse("card-write", args=(pk,)), number)

        return neighbour(here - 1), neighbour(here + 1), here + 1, len(rows)

    def page_context(self, attempt: Attempt) -> dict[str, Any]:
        """Add the criteria with their fields, the sums, the gaps, the moves."""
        card = self.own_card()
        context = super().page_context(attempt)
        scores, proposal = context["views"]
        return {
            **context,
            **self.around(self.assessment()),
            **coach_context(self.act, card),
            "rows": card_rows(self.assessment(), card, scores),
            "proposal": proposal.rows[0],
            "moves": available(self.act, card),
        }


def card_rows(assessment: Assessment, card: ScoreCard, view: TableView) -> list[CardRow]:
    """Return the tree of criteria with the fields of each leaf, labelled by what may be given."""
    fields = {
        row.criterion_id: shown.cells for row, shown in zip(scores_of(card), view.rows, strict=True)
    }
    found = []
    for branch in branches_of(assessment):
        cells = fields.get(branch.criterion.pk)
        if cells is None:
            found.append(CardRow(branch))
            continue
        points, reason = cells
        points.spec = points_spec(branch)
        reason.spec = FieldSpec(REASON, "Uzasadnienie", "long")
        shown = points if branch.criterion.max_points else None
        found.append(CardRow(branch, shown, reason))
    return found


def points_spec(branch: Branch) -> FieldSpec:
    """Return the field of a criterion's points with what may be given."""
    one = branch.criterion
    most, step = wording.number(one.max_points), wording.number(one.points_step)
    times = "" if one.weight == 1 else f" Liczą się razy {wording.number(one.weight)}."
    informs = "" if one.counts else " Nie liczą się do punktów oferty."
    hint = f"Od 0 do {most}, co {step}.{times}{informs}"
    return FieldSpec(POINTS, "Punkty", "number", hint=hint)


class CardBegin(Page):
    """Starts a member's card."""

    permission = members
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Start it and go to it. Raises Http404, Refused (403)."""
        visible = Assessment.objects.visible_to(self.act).select_related(*AROUND_ASSESSMENT)
        assessment = get_object_or_404(visible, pk=self.kwargs["pk"])
        actions.begin_card(self.act, assessment)
        return HttpResponseRedirect(reverse("card-write", args=(assessment.pk,)) + "#karta")


class CardMove(ActionFormPage):
    """The last question before a card is closed or opened again (`?ruch=`)."""

    permission = members
    form_class = forms.Form
    template_name = "contracting/evaluation/evaluation_move.html"
    makes: ClassVar[dict[str, Any]] = {"close": actions.close_card, "reopen": actions.reopen_card}
    object: ScoreCard

    def load(self) -> None:
        """Find the member's own card, else 404."""
        visible = ScoreCard.objects.visible_to(self.act).filter(member__user=self.act.user)
        self.object = get_object_or_404(visible.select_related(*AROUND), pk=self.kwargs["pk"])

    def name(self) -> str:
        """Return the move of the address, else 404."""
        name = self.request.GET.get("ruch", "")
        if name not in self.makes:
            raise Http404
        return name

    def check(self) -> None:
        """Ask state, permission and conditions."""
        self.insist(verdict_on(self.act, self.object, CARD.move(self.name())))

    def back(self) -> str:
        """Return the card."""
        return reverse("card-write", args=(self.object.assessment_id,))

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the way back to the card."""
        return [(str(self.object), self.back())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the move and the call."""
        call = self.object.assessment.evaluation.call
        return super().get_context_data(move=CARD.move(self.name()), call=call, **kwargs)

    def carry_out(self, form: forms.BaseForm) -> str:
        """Make it; after closing go on to the list."""
        self.makes[self.name()](self.act, self.object)
        if self.name() == "reopen":
            return self.back()
        return reverse("evaluation-cards", args=(self.object.assessment.evaluation_id,))
