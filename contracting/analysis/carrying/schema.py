"""The JSON Schema of `mkus-analysis/1`, made from a version of the method.

Everything that a schema can say is said here and nowhere else: known keys, questions, groups,
criteria, kinds, the notation of numbers. What needs sums or two places at once is in `checking`.
"""

from typing import Any

from contracting.analysis.carrying import FORMAT
from contracting.analysis.economic_form import REGRANTING_PARTS
from contracting.analysis.method import Column, Item, Method, Question
from contracting.analysis.method.choice import ANSWERS

Schema = dict[str, Any]
NUMBER = r"^(0|[1-9][0-9]{0,10})(\.[0-9]{1,6})?$"
POSITIVE = r"^(?=.*[1-9])(0|[1-9][0-9]{0,10})(\.[0-9]{1,6})?$"
QUANTITY = r"^(?=.*[1-9])(0|[1-9][0-9]{0,9})(\.[0-9]{1,4})?$"
MONEY = r"^(0|[1-9][0-9]{0,10})(\.[0-9]{1,2})?$"
SAYS = r"\S"
DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
LONGEST = 100_000
MOST_ROWS = 300
MOST_SCORES = 5_000
SIMPLE_PARTS = frozenset({"for", "against", "allies", "opponents", "positive", "negative"})


def schema_of(method: Method) -> Schema:
    """Return the schema of files made with a version of the method."""
    header = {
        "format": {"const": FORMAT},
        "method": {"const": method.version},
        "title": _name(200),
        "task_name": _name(250),
        "commissioning_type": {"enum": list(method.types)},
        "office": _object({"code": _text(50), "name": _text(250)}, ("code", "name")),
    }
    optional = {
        "staged": {"type": "boolean"},
        "answers": _object({one.code: _question(one) for one in method.questions()}),
        "economic": _economic(method),
        "social": _social(method),
        "choice": _choice(method),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{FORMAT}, method {method.version}",
        **_object({**header, **optional}, tuple(header)),
    }


def _object(properties: Schema, required: tuple[str, ...] = ()) -> Schema:
    found: Schema = {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    return {**found, "required": list(required)} if required else found


def _text(longest: int = LONGEST, least: int = 1) -> Schema:
    return {"type": "string", "minLength": least, "maxLength": longest}


def _name(longest: int) -> Schema:
    """Return the schema of a text that has to say something."""
    return {"type": "string", "maxLength": longest, "pattern": SAYS}


def _pattern(pattern: str) -> Schema:
    return {"type": "string", "pattern": pattern}


def _list(items: Schema, most: int = MOST_ROWS) -> Schema:
    return {"type": "array", "items": items, "maxItems": most}


def _any_of(schema: Schema, *keys: str) -> Schema:
    """Return the schema of an object that has at least one of the keys."""
    return {**schema, "anyOf": [{"required": [key]} for key in keys]}


def is_simple(item: Item) -> bool:
    """Whether a row of the table may stand as a mere text, its first cell."""
    return item.is_table and item.part in SIMPLE_PARTS


def _question(question: Question) -> Schema:
    return _object({item.part: _answer(item) for item in question.items if not item.is_module})


def _answer(item: Item) -> Schema:
    if not item.is_table:
        return _cell(item)
    row = _object({column.code: _cell(column) for column in item.columns})
    return _list({"anyOf": [_text(), row]} if is_simple(item) else row)


def _cell(spec: Item | Column) -> Schema:
    if spec.choices:
        return {"enum": [value for value, _ in spec.choices]}
    if spec.kind == "row":
        return {"type": "integer", "minimum": 1, "maximum": MOST_ROWS}
    patterns = {"number": NUMBER, "money": MONEY, "date": DAY}
    return _pattern(patterns[spec.kind]) if spec.kind in patterns else _text()


def _economic(method: Method) -> Schema:
    economic = method.economic
    line = {
        "scenario": {"enum": ["A", "B"]},
        "group": {"enum": list(economic.groups)},
        "name": _text(250),
        "quantity": _pattern(QUANTITY),
        "unit": _text(60, 0),
        "unit_cost": _pattern(MONEY),
        "times_per_year": _pattern(QUANTITY),
        "payer": {"enum": list(economic.payers)},
        "recurrence": {"enum": ["annual", "one_off"]},
        "source": {"enum": list(economic.sources)},
    }
    amounts = {"amount": MONEY, "percent": NUMBER, "total_overhead": MONEY}
    posts = {"task_posts": NUMBER, "all_posts": POSITIVE}
    overhead = {
        "key": {"enum": list(economic.overheads)},
        **{key: _pattern(pattern) for key, pattern in (amounts | posts).items()},
    }
    kinds = {"money": MONEY, "number": NUMBER}
    regranting = {part: kinds[kind] for part, kind in REGRANTING_PARTS.items()}
    regranting["grants"] = POSITIVE
    budget = {"substantive": MONEY, "administrative": MONEY}
    partner = {"name": _text(250), "money": _pattern(MONEY), "in_kind": _pattern(MONEY)}
    return _object(
        {
            "service_unit": _text(100, 0),
            "horizon_years": _pattern("^[1-5]$"),
            "units_before": _pattern(NUMBER),
            "units_after": _pattern(POSITIVE),
            "office_revenue_after": _pattern(MONEY),
            "discount_rate": _pattern(NUMBER),
            "no_present_state": {"const": True},
            "overhead": _object(overhead, ("key",)),
            "realizer_budget": _object({key: _pattern(one) for key, one in budget.items()}),
            "regranting": _object({key: _pattern(one) for key, one in regranting.items()}),
            "partners": _list({**_object(partner), "minProperties": 1}),
            "lines": _list(_object(line, ("scenario", "group", "quantity", "unit_cost"))),
            "note": _text(),
        }
    )


def _social(method: Method) -> Schema:
    codes = list(method.social.codes)
    mark = {"type": "integer", "minimum": 1, "maximum": 5}
    who = {"assessor": _name(150), "criterion": {"enum": codes}}
    perspective = {"enum": [one.code for one in method.social.perspectives]}
    optional = {"perspective": perspective, "note": _text()}
    evidence = {
        "criterion": {"enum": codes},
        "evidence": {"enum": [one.code for one in method.social.evidence]},
        "note": _text(),
    }
    rests = _list(_any_of(_object(evidence, ("criterion",)), "evidence", "note"))
    return _object(
        {
            "weights": _object({code: _pattern("^(100|[1-9]?[0-9])$") for code in codes}),
            "reasons": _object({code: _text() for code in codes}),
            "not_applicable": {**_list({"enum": codes}), "uniqueItems": True},
            "scores": _list(
                _any_of(
                    _object(
                        {**who, **optional, "before": mark, "after": mark},
                        ("assessor", "criterion"),
                    ),
                    "before",
                    "after",
                ),
                MOST_SCORES,
            ),
            "evidence": rests,
            "measured": _list(
                _object({**who, **optional, "after": mark}, ("assessor", "criterion", "after")),
                MOST_SCORES,
            ),
            "measured_evidence": rests,
        }
    )


def _choice(method: Method) -> Schema:
    answers = {code: {"enum": list(ANSWERS)} for code in method.choice.codes}
    return {**_object({"answers": _object(answers), "reason": _text(4000)}), "minProperties": 1}
