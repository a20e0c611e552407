"""The hard sizes, the forbidden names, and what no code below the edge may do."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, modules, name_of, templates, tree_of

pytestmark = pytest.mark.once

FILE_LINES = 400
TEST_LINES = 600
FUNCTION_LINES = 50
TEMPLATE_LINES = 150
FORBIDDEN = re.compile(r"(^|_)(utils?|helpers?|common|misc|handlers?|managers?|process|data|info)$")
NAMED_BY_DJANGO = {"bound_data", "get_context_data", "value_omitted_from_data"}
CLOCK_MAY_BE_ASKED_IN = {
    "mkus_portal/demo/clock.py",
    "mkus_portal/notifications/tasks.py",  # post_office puts letters off by the machine's clock
    "mkus_portal/web/middleware.py",
}
STATE_MAY_BE_WRITTEN_IN = {"mkus_portal/workflow/engine.py"}
LEASED = {"mkus_portal/documents/actions.py", "mkus_portal/documents/lease.py"}


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def test_modules_are_short() -> None:
    long = {name_of(path): lines(path) for path in modules() if lines(path) > FILE_LINES}
    assert long == {}


def test_test_modules_are_short() -> None:
    long = {
        name_of(path): lines(path)
        for path in (ROOT / "tests").rglob("*.py")
        if lines(path) > TEST_LINES
    }
    assert long == {}


def test_templates_are_short() -> None:
    long = {name_of(path): lines(path) for path in templates() if lines(path) > TEMPLATE_LINES}
    assert long == {}


def test_functions_are_short() -> None:
    long = {}
    for path in modules():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > FUNCTION_LINES:
                    long[f"{name_of(path)}:{node.name}"] = length
    assert long == {}


def test_names_say_something() -> None:
    named = [
        name_of(path)
        for path in modules()
        if FORBIDDEN.search(path.stem) or FORBIDDEN.search(path.parent.name)
    ]
    for path in modules():
        named.extend(
            f"{name_of(path)}:{node.name}"
            for node in ast.walk(tree_of(path))
            if isinstance(node, (ast.FunctionDef, ast.ClassDef))
            and FORBIDDEN.search(node.name)
            and node.name not in NAMED_BY_DJANGO
        )
    assert named == []


def test_every_module_says_what_it_owns() -> None:
    silent = [
        name_of(path)
        for path in modules()
        if path.read_text().strip() and not ast.get_docstring(tree_of(path))
    ]
    assert silent == []


def clock_calls(tree: ast.Module) -> list[int]:
    """Lines that ask the clock: timezone.now(), datetime.now(), date.today() and the like."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and (node.func.value.id, node.func.attr)
        in {
            ("timezone", "now"),
            ("timezone", "localdate"),
            ("timezone", "localtime"),
            ("datetime", "now"),
            ("datetime", "today"),
            ("datetime", "utcnow"),
            ("date", "today"),
        }
    ]


def test_only_the_edge_asks_the_clock() -> None:
    found = {
        name_of(path): clock_calls(tree_of(path))
        for path in modules()
        if clock_calls(tree_of(path)) and name_of(path) not in CLOCK_MAY_BE_ASKED_IN
    }
    assert found == {}


def state_writes(tree: ast.Module) -> list[int]:
    """Lines that assign `x.state` or update a queryset's `state`."""
    found = []
    for node in ast.walk(tree):
        targets = (
            node.targets
            if isinstance(node, ast.Assign)
            else [node.target]
            if isinstance(node, (ast.AugAssign, ast.AnnAssign)) and node.value is not None
            else []
        )
        found += [
            node.lineno
            for target in targets
            if isinstance(target, ast.Attribute) and target.attr == "state"
        ]
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in {"update", "bulk_update", "update_or_create"}
            and any(keyword.arg == "state" for keyword in node.keywords)
        ):
            found.append(node.lineno)
    return found


def test_only_the_engine_writes_a_state() -> None:
    found = {
        name_of(path): state_writes(tree_of(path))
        for path in modules()
        if state_writes(tree_of(path)) and name_of(path) not in STATE_MAY_BE_WRITTEN_IN | LEASED
    }
    assert found == {}


@pytest.mark.parametrize(
    "code", ["obj.state = 'x'", "rows.update(state='x')", "a.state: str = 'x'", "a.b.state = 1"]
)
def test_a_written_state_is_noticed(code: str) -> None:
    assert state_writes(ast.parse(code)) == [1]


def test_templates_hold_no_inline_code() -> None:
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE
    )
    found = {}
    for path in templates():
        if "documents" in path.relative_to(ROOT / "templates").parts[:1]:
            continue
        hits = [
            number
            for number, line in enumerate(path.read_text().splitlines(), 1)
            if inline.search(line)
        ]
        if hits:
            found[name_of(path)] = hits
    assert found == {}
