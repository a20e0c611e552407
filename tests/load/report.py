"""The results as a table in docs/benchmarks.md, between two marks; the words around are ours."""

import json
from pathlib import Path

START = "<!-- written by `make bench`: do not edit below -->"
END = "<!-- end of what `make bench` writes -->"


def verdict(figure: dict[str, object]) -> str:
    """Say whether the aim is met, and by how much it is missed."""
    aim, result = float(figure["aim"]), float(figure["result"])
    met = result >= aim if figure["higher_is_better"] else result <= aim
    if met:
        return "met"
    if not aim:
        return f"missed by {result:g}"
    return f"**missed by {abs(result - aim) / aim * 100:.0f} %**"


def number(value: object) -> str:
    amount = float(value)
    return f"{amount:.0f}" if amount == int(amount) or amount >= 100 else f"{amount:.2f}"


def table(results: dict) -> str:
    """Return the machine and the figures as Markdown."""
    lines = [f"* {name}: {value}" for name, value in results["machine"].items()]
    lines += ["", "| what | aim | result | verdict | detail |", "|---|---|---|---|---|"]
    for one in results["figures"]:
        sign = "≥" if one["higher_is_better"] else "≤"
        lines.append(
            f"| {one['what']} | {sign} {number(one['aim'])} {one['unit']} "
            f"| {number(one['result'])} | {verdict(one)} | {one['detail']} |"
        )
    return "\n".join(lines)


def write(results: Path, page: Path) -> str:
    """Put the table in its place on the page; return it as the terminal shows it."""
    made = table(json.loads(results.read_text()))
    before, _, rest = page.read_text().partition(START)
    after = rest.partition(END)[2]
    page.write_text(f"{before}{START}\n\n{made}\n\n{END}{after}")
    return f"{made}\n\nbuild/bench.json, docs/benchmarks.md\n"
