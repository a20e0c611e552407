"""The guide as pages and the booklet show it: the method's words with the law of a day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from contracting.analysis.legal_words import all_with_law, keys_in, law_lines, with_law
from contracting.analysis.method import CommissioningHints, Method
from contracting.analysis.method.guide import Change, Chapter, Example, TypeGuide
from contracting.analysis.rules.economic import figures_of
from contracting.analysis.rules.economic_view import EconomicView, economic_view
from contracting.analysis.rules.economy import CostEntry, Economy
from contracting.analysis.rules.joining import JoiningInput, Recommendation, recommendation
from contracting.analysis.rules.printing import shown, signed
from contracting.analysis.rules.social import Score, SocialInput, social_figures
from contracting.analysis.rules.social import SocialFigures as Social
from mkus_portal.law.registry import remembered
from mkus_portal.web import wording


@dataclass(frozen=True, slots=True)
class TypePage:
    """Everything about one type."""

    code: str
    label: str
    definition: str
    hints: tuple[str, ...]
    unit: str
    basis: str
    about: tuple[str, ...]
    fits: tuple[str, ...]
    avoid: tuple[str, ...]
    law: tuple[str, ...]
    examples: tuple[Change, ...]
    questions: int


@dataclass(frozen=True, slots=True)
class StageLine:
    """A stage in the guide: its name, what it is for, its steps."""

    heading: str
    intro: tuple[str, ...]
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CostRow:
    """A cost line of the worked example as it is printed."""

    scenario: str
    group: str
    name: str
    reckoning: str
    value: str


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A criterion of the worked example with its weight and both scores."""

    label: str
    weight: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ExampleView:
    """The worked example, counted by the method."""

    task: str
    story: str
    costs: tuple[CostRow, ...]
    economic: EconomicView
    scores: tuple[ScoreRow, ...]
    social: tuple[tuple[str, str], ...]
    social_words: str
    joined: Recommendation


@dataclass(frozen=True, slots=True)
class GuideBook:
    """The whole guide on a day."""

    title: str
    lead: str
    method_name: str
    version: str
    sections: tuple[Chapter, ...]
    types: tuple[TypePage, ...]
    stages: tuple[StageLine, ...]
    example: ExampleView
    laws: tuple[tuple[str, str, str], ...]
    origin: str
    notes: tuple[tuple[str, str], ...]


def guide_book(method: Method, day: date) -> GuideBook:
    """Return the guide of a version, with the legal numbers of the day."""
    guide = method.guide
    with remembered():
        return GuideBook(
            title=guide.title,
            lead=with_law(guide.lead, day),
            method_name=method.name,
            version=method.version,
            sections=tuple(_section(one, guide.bases[one.basis], day) for one in guide.chapters),
            types=tuple(type_page(method, code, day) for code in method.types),
            stages=stage_lines(method),
            example=example_view(method, day),
            laws=law_lines(keys_in(_all_texts(method)), day),
            origin=guide.origin,
            notes=guide.sources,
        )


def type_page(method: Method, code: str, day: date) -> TypePage:
    """Return all that is said about a type. Raises KeyError for an unknown one."""
    hints: CommissioningHints = method.types[code]
    more: TypeGuide = method.guide.types[code]
    return TypePage(
        code=code,
        label=hints.label,
        definition=hints.definition,
        hints=hints.hints,
        unit=hints.unit,
        basis=hints.basis,
        about=all_with_law(more.about, day),
        fits=all_with_law(more.fits, day),
        avoid=all_with_law(more.avoid, day),
        law=all_with_law(more.law, day),
        examples=tuple(
            Change(*(with_law(text, day) for text in (one.title, one.today, one.after, one.gain)))
            for one in more.examples
        ),
        questions=sum(one.is_for(code) for one in method.questions()),
    )


def type_laws(method: Method, code: str, day: date) -> tuple[tuple[str, str, str], ...]:
    """Return the legal numbers that a type's page names."""
    return law_lines(keys_in(_type_texts(method.guide.types[code])), day)


def stage_lines(method: Method) -> tuple[StageLine, ...]:
    """Return the three stages, the steps of one together."""
    found: dict[str, StageLine] = {}
    for stage in method.stages:
        before = found.get(stage.number)
        steps = (stage.title,) if stage.title != stage.name else ()
        found[stage.number] = StageLine(
            heading=f"Etap {stage.number}. {stage.name}",
            intro=(*(before.intro if before else ()), stage.intro),
            steps=(*(before.steps if before else ()), *steps),
        )
    return tuple(found.values())


def _economy(example: Example) -> Economy:
    """Return the worked example as the calculation takes it."""
    return Economy(
        horizon_years=example.horizon_years,
        units_before=example.units_before,
        units_after=example.units_after,
        service_unit=example.service_unit,
        lines=tuple(
            CostEntry(
                scenario=one.scenario,
                group=one.group,
                name=one.name,
                quantity=one.quantity,
                unit=one.unit,
                unit_cost=one.unit_cost,
                times_per_year=one.times_per_year,
                payer=one.payer,
            )
            for one in example.lines
        ),
    )


def example_view(method: Method, day: date) -> ExampleView:
    """Count the worked example with the method's own rules."""
    example, economic = method.guide.example, method.economic
    economy = _economy(example)
    figures = figures_of(economy, economic)
    social = _social(method)
    return ExampleView(
        task=example.task,
        story=with_law(example.story, day),
        costs=tuple(_cost(method, one) for one in economy.lines),
        economic=economic_view(economy, figures, economic),
        scores=_scores(method, social),
        social=(
            ("Dziś (SE_A)", f"{shown(social.before)} pkt na 100"),
            ("Po zmianie (SE_B)", f"{shown(social.after)} pkt na 100"),
            ("Różnica", f"{signed(social.delta)} pkt"),
        ),
        social_words=f"{social.cls.label}. {social.cls.sentence}" if social.cls else "",
        joined=recommendation(
            method.joining,
            JoiningInput(
                economic_class=figures.cls,
                social_class=social.cls.code if social.cls else None,
                cost_before=figures["K_A"],
                cost_after=figures["K_B"],
                unit_before=figures["kj_A"],
                unit_after=figures["kj_B"],
                social_before=social.before,
                social_after=social.after,
            ),
        ),
    )


def _social(method: Method) -> Social:
    example = method.guide.example
    scores = tuple(
        Score("zespół", code, before, after) for code, (before, after) in example.scores.items()
    )
    return social_figures(method.social, SocialInput(example.commissioning_type, scores))


def _scores(method: Method, social: Social) -> tuple[ScoreRow, ...]:
    return tuple(
        ScoreRow(
            label=f"{row.criterion}. {method.social.criterion(row.criterion).label}",
            weight=f"{row.used:f}%",
            before=wording.number(row.before),
            after=wording.number(row.after),
        )
        for row in social.rows
    )


def _cost(method: Method, line: CostEntry) -> CostRow:
    times = f" × {wording.number(line.times_per_year)}" if line.times_per_year != 1 else ""
    price = wording.money(line.unit_cost)
    return CostRow(
        scenario="Dziś" if line.scenario == "A" else "Po zmianie",
        group=method.economic.groups[line.group].short,
        name=line.name,
        reckoning=f"{wording.number(line.quantity)} × {price}{times}",
        value=wording.money(line.quantity * line.unit_cost * line.times_per_year),
    )


def _section(chapter: Chapter, basis: str, day: date) -> Chapter:
    """Return a chapter as it is read: its basis in words, the law put in."""
    return replace(
        chapter,
        basis=basis,
        paragraphs=all_with_law(chapter.paragraphs, day),
        points=all_with_law(chapter.points, day),
    )


def _type_texts(guide: TypeGuide) -> list[str]:
    found = [*guide.about, *guide.fits, *guide.avoid, *guide.law]
    for one in guide.examples:
        found += [one.title, one.today, one.after, one.gain]
    return found


def _all_texts(method: Method) -> Iterable[str]:
    """Yield every text of the guide that may name a legal number."""
    guide = method.guide
    yield guide.lead
    for chapter in guide.chapters:
        yield from (*chapter.paragraphs, *chapter.points)
    for one in guide.types.values():
        yield from _type_texts(one)
    yield guide.example.story
