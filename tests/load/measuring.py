"""Fills a private database, starts the web processes and measures; started by bench.py.

`python -m tests.load.measuring RESULTS` writes the results as JSON.
"""

import http.client
import json
import os
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - models exist after setup()
from django.utils import timezone  # noqa: E402 - as above

from advisory.reports.actions import begin_report  # noqa: E402 - as above
from advisory.reports.programme import REPORT as PROGRAMME  # noqa: E402 - as above
from contracting.analysis.documents.report import REPORT  # noqa: E402 - as above
from contracting.analysis.models import FutureCost  # noqa: E402 - as above
from contracting.calls.models import Call, PublicVersion  # noqa: E402 - as above
from contracting.calls.rules import PHASE_LABELS, Phase  # noqa: E402 - as above
from contracting.contracts.documents.contract import CONTRACT_DOCUMENT  # noqa: E402 - as above
from contracting.contracts.models import Contract  # noqa: E402 - as above
from contracting.evaluation.models import Assessment, Evaluation  # noqa: E402 - as above
from contracting.evaluation.scoreboard import board_of  # noqa: E402 - as above
from contracting.evaluation.standing import standing_of  # noqa: E402 - as above
from contracting.offers.models import Offer  # noqa: E402 - as above
from contracting.settlement.actions.importing import (  # noqa: E402 - as above
    import_expenses,
    read_list,
)
from contracting.settlement.models import ExpenseDocument  # noqa: E402 - as above
from mkus_portal.act import Act  # noqa: E402 - as above
from mkus_portal.documents import actions as documents  # noqa: E402 - as above
from mkus_portal.documents.conformance import insist_on_conformance  # noqa: E402 - as above
from mkus_portal.documents.models import Document  # noqa: E402 - as above
from tests import live, services  # noqa: E402 - as above
from tests.contracting.calls.factories import publish  # noqa: E402 - as above
from tests.contracting.contracts.factories import in_force  # noqa: E402 - as above
from tests.contracting.offers.factories import Cast  # noqa: E402 - as above
from tests.load import (  # noqa: E402 - as above
    filling,
    filling_evaluation,
    filling_kreator,
    filling_ledger,
    filling_programme,
)
from tests.load.machine import machine  # noqa: E402 - as above

CLIENT = [sys.executable, str(Path(__file__).with_name("client.py"))]
CALLS, OFFERS = 200, 1000
MEMBERS, DUTIES, RANKINGS = 5, 300, 9
SECONDS = float(os.environ.get("BENCH_SECONDS", "8"))
DOCUMENTS, CONTRACTS, REPORTS = 7, 100, 5
EXPENSES, IMPORTS = 1000, 5
ASKED = 24
OPEN, CLOSED = PHASE_LABELS[Phase.OPEN], PHASE_LABELS[Phase.CLOSED]
TICKS = os.sysconf("SC_CLK_TCK")


def cpu_of_group(group: int) -> float:
    """Return the seconds of CPU that the processes of a group have spent so far."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(") ")[2].split()
        except OSError:  # the process has just ended
            continue
        if int(fields[2]) == group:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / TICKS


@dataclass
class Figure:
    """One measured thing with its aim; `unit` says what both numbers are."""

    code: str
    what: str
    aim: float
    unit: str
    result: float
    higher_is_better: bool
    detail: str


@dataclass
class Bench:
    """The running portal and what has been measured so far."""

    port: int
    web: int
    figures: list[Figure]

    def load(self, paths, connections=1, **order):
        """Run the load generator; return what it saw. A refused request stops the bench."""
        order = {"port": self.port, "paths": paths, "connections": connections, **order}
        order.setdefault("seconds", SECONDS)
        before = cpu_of_group(self.web)
        found = json.loads(
            subprocess.run([*CLIENT, json.dumps(order)], check=True, stdout=subprocess.PIPE).stdout
        )
        spent = cpu_of_group(self.web) - before
        if found["refused"] or not found["requests"]:
            message = f"{paths[0]}: {found['refused']} of {found['requests']} answers were not 200"
            raise SystemExit(message)
        found["cpu"] = f"{spent / found['requests'] * 1000:.2f} ms of the web processes' CPU each"
        return found

    def throughput(self, code, what, path, aim):
        found = self.load([path], connections=16)
        times = f"median {found['median_ms']:.1f} ms, p95 {found['p95_ms']:.1f} ms"
        detail = f"{times}, {found['cpu']}"
        self.figures.append(Figure(code, what, aim, "requests/s", found["rate"], True, detail))

    def latency(self, code, what, paths, aim, **order):
        found = self.load(paths, **order)
        detail = f"p95 {found['p95_ms']:.1f} ms, {found['cpu']}"
        figure = Figure(code, what, aim, "ms, median", found["median_ms"], False, detail)
        self.figures.append(figure)

    def page(self, path):
        """One request on a connection of its own, so that any process may answer."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            line.request("GET", path, headers={"Host": "localhost"})
            return line.getresponse().read().decode()
        finally:
            line.close()

    def wrong(self, path, words):
        """Ask many times; return how many answers do not say the words."""
        return sum(words not in self.page(path) for _ in range(ASKED))

    def wrong_around(self, path, deadline):
        """Ask before and after a deadline; return the wrong answers and how many were asked.

        An answer that was under way at the deadline may say either.
        """
        wrong = asked = after = 0
        while after < ASKED:
            start = timezone.now()
            told = self.page(path)
            asked, after = asked + 1, after + (start > deadline)
            if timezone.now() < deadline:
                wrong += OPEN not in told
            elif start > deadline:
                wrong += CLOSED not in told
        return wrong, asked


def public_pages(bench: Bench, call: Call) -> None:
    own = f"/konkursy/{call.pk}/"
    what = f"public list of {CALLS} calls"
    bench.latency("list-1", f"{what}, one connection", ["/konkursy/"], 10)
    bench.throughput("list-16", f"{what}, 16 connections", "/konkursy/", 800)
    bench.latency("call-1", "one call's page, one connection", [own], 10)
    bench.throughput("call-16", "one call's page, 16 connections", own, 800)


def right_at_once(bench: Bench) -> None:
    """Publish and let a deadline pass under load; count the answers that are late."""
    waiting = filling.call_in_waiting("Konkurs ogłoszony w chwili pomiaru")
    closing = Call.objects.public().exclude(pk=waiting.pk).latest("pk")
    order = {"port": bench.port, "paths": ["/konkursy/"], "connections": 16, "seconds": 10}
    with subprocess.Popen([*CLIENT, json.dumps(order)], stdout=subprocess.DEVNULL):
        publish(waiting, "website", at=timezone.now().replace(second=0, microsecond=0))
        late = bench.wrong("/konkursy/?kolejnosc=nowe", waiting.title)
        late += bench.wrong(f"/konkursy/{waiting.pk}/", waiting.title)
        deadline = timezone.now() + timedelta(seconds=2)
        Call.objects.filter(pk=closing.pk).update(deadline_at=deadline)
        PublicVersion.objects.grow()
        late_then, asked = bench.wrong_around(f"/konkursy/{closing.pk}/", deadline)
    asked += 2 * ASKED
    detail = f"{asked} pages, each on a new connection, under load of 16 connections"
    what = "late answers after a publication and after a deadline"
    late += late_then
    bench.figures.append(Figure("right", what, 0, "answers", late, False, detail))


def clerk_list(bench: Bench, cast: Cast, cookie: str) -> None:
    task = cast.task.pk
    queries = (
        "",
        f"?task={task}",
        "?text=zywa+biblioteka",
        f"?call={cast.call.pk}&state=submitted",
        "?page=20",
        "?sort=-grant",
    )
    paths = [f"/urzad/oferty/{query}" for query in queries]
    what = f"clerk's list of {OFFERS} offers, page of 50, six ways of filtering"
    bench.latency("clerk", what, paths, 60, cookie=cookie)


def start_page(bench: Bench, clerk: Act, cookie: str) -> None:
    filling_evaluation.fill_desk(clerk, list(Offer.objects.order_by("pk")[:DUTIES]))
    bench.latency("desk", f"start page with {DUTIES} duties", ["/biurko/"], 60, cookie=cookie)


def ranking(bench: Bench, cast: Cast, cookie: str) -> None:
    """The places counted from all cards in a warm process, and the page that a clerk opens."""
    evaluation = filling_evaluation.fill_cards(cast, MEMBERS)
    task = cast.call.tasks.all()[0]
    times = []
    for _ in range(RANKINGS):
        fresh = Evaluation.objects.select_related("call").get(pk=evaluation.pk)
        start = time.perf_counter()
        standing = standing_of(fresh, task)
        times.append((time.perf_counter() - start) * 1000)
    start = time.perf_counter()
    lines = board_of(evaluation)
    counting = (time.perf_counter() - start) * 1000
    if len(standing.ranked) != OFFERS or sum(len(one.closed) for one in lines) != OFFERS * MEMBERS:
        message = f"{len(standing.ranked)} offers ranked"
        raise SystemExit(message)
    what = f"ranking of {OFFERS} offers with {MEMBERS} cards each"
    detail = f"in a warm process; all cards with points, spread and gaps: {counting:.0f} ms"
    bench.figures.append(Figure("rank", what, 100, "ms, median", median(times), False, detail))
    path = f"/ocena/{evaluation.pk}/ranking/?zadanie={task.pk}"
    bench.latency("rank-page", f"{what}: the page of 200 rows", [path], 100, cookie=cookie)


def autosave(bench: Bench) -> None:
    cast, offer = filling.draft_offer()
    editor = cast.editor
    cookie = filling.cookies_of(editor.user, editor.role, editor.scope)
    version = offer.draft.answers.get(field="IV.1").version
    body = "place=IV.1&version={n}&text=Prowadzimy+zaj%C4%99cia+{n}+raz"
    path = f"/szkice/{offer.draft.pk}/zapis/"
    bench.latency(
        "autosave", "autosave of one field", [path], 25, cookie=cookie, body=body, first=version
    )
    if offer.draft.answers.get(field="IV.1").version <= version:
        message = "the autosave kept nothing"
        raise SystemExit(message)


def official_form(bench: Bench) -> None:
    """CPU of one worker that is warm: the page, the PDF and the check of both profiles."""
    offer = Offer.objects.filter(state="submitted").order_by("pk").first()
    document = Document.objects.about(offer).get(kind="offer_form")
    setting, checking = [], []
    for _ in range(DOCUMENTS):
        start = time.process_time()
        _, pdf = documents.compose(document)
        done = time.process_time()
        insist_on_conformance(pdf.content)
        setting.append(done - start)
        checking.append(time.process_time() - done)
    detail = f"check of both profiles included ({median(checking):.2f} s); first {setting[0]:.2f} s"
    what = f"official offer form of {pdf.pages} pages as PDF"
    result = median(setting[1:]) + median(checking[1:])
    bench.figures.append(Figure("pdf", what, 0.5, "s of CPU", result, False, detail))


def contract_files(bench: Bench, cast: Cast) -> None:
    """Measure the PDF of each contract of a call, as a worker makes them one after another."""
    at, spent = timezone.now(), []
    around = ("offer__office", "offer__organisation", "offer__task__call__office")
    rows = Assessment.objects.filter(evaluation__call=cast.call).select_related(*around)
    for number, assessment in enumerate(rows.order_by("pk")[:CONTRACTS], 1):
        assessment.awarded_grant = assessment.offer.grant
        contract = in_force(assessment, number=f"{number}/2026")
        act = Act.system(at)
        document = documents.request(act, CONTRACT_DOCUMENT.code, contract)
        start = time.process_time()
        _, pdf = documents.compose(document)
        insist_on_conformance(pdf.content)
        spent.append(time.process_time() - start)
    detail = f"{pdf.pages} pages each, check of both profiles included, slowest {max(spent):.2f} s"
    what = f"one of {CONTRACTS} contracts as PDF"
    result = median(spent)
    bench.figures.append(Figure("contract_pdf", what, 0.5, "s of CPU", result, False, detail))


def expense_import(bench: Bench) -> None:
    """A list of documents read for the preview, then read again and entered."""
    contract = Contract.objects.filter(state="in_force").earliest("pk")
    act = filling_ledger.accountant(contract, timezone.now())
    times = []
    for _ in range(IMPORTS):
        ExpenseDocument.objects.filter(contract=contract).delete()
        text = filling_ledger.listed(contract, EXPENSES)
        start = time.perf_counter()
        read_list(act, contract, text)
        shown = time.perf_counter() - start
        made = import_expenses(act, contract, text)
        times.append(time.perf_counter() - start)
        if len(made) != EXPENSES:
            message = f"{len(made)} expenses entered"
            raise SystemExit(message)
    detail = f"in a warm process, preview and confirmation; the last preview alone {shown:.2f} s"
    what = f"import of {EXPENSES:,} expense rows"
    bench.figures.append(Figure("import", what, 3, "s, median", median(times), False, detail))


def kreator(bench: Bench) -> None:
    """A save on the fullest page of an analysis, which renews its results, and its report."""
    clerk, analysis = filling_kreator.full_analysis(timezone.now())
    cookie = filling.cookies_of(clerk.user, clerk.role, clerk.scope)
    line = FutureCost.objects.filter(draft=analysis.draft).latest("pk")
    body = f"place=future_costs:{line.pk}:unit_cost&version={{n}}&text={{n}},50"
    path = f"/szkice/{analysis.draft_id}/zapis/"
    order = {"cookie": cookie, "body": body, "first": line.version_of("unit_cost")}
    costs = 2 * filling_kreator.LINES
    what = f"a save in the calculator of an analysis with {costs} costs"
    bench.latency("kreator_save", what, [path], 50, **order)
    if FutureCost.objects.get(pk=line.pk).unit_cost == line.unit_cost:
        message = "the save in the calculator kept nothing"
        raise SystemExit(message)
    request = Document(
        pk=0, kind=REPORT, obj=analysis, title="Raport", asked_at=clerk.at, law_date=clerk.day
    )
    spent = []
    for _ in range(REPORTS):
        start = time.process_time()
        _, pdf = documents.compose(request)
        insist_on_conformance(pdf.content)
        spent.append(time.process_time() - start)
    detail = f"check of both profiles included; first {spent[0]:.2f} s"
    what = f"MKUS report of {pdf.pages} pages as PDF"
    bench.figures.append(
        Figure("kreator_report", what, 3, "s of CPU", median(spent[1:]), False, detail)
    )


def programme(bench: Bench) -> None:
    """The coordinator's lists of a large programme, its indicators with alerts, its report."""
    runs, found = filling_programme.large_programme(timezone.now())
    cookie = filling.cookies_of(runs.user, runs.role, runs.scope)
    size = f"{filling_programme.UNITS} units and {filling_programme.CONSULTATIONS} consultations"
    for code, what, path in (
        ("units", "the programme's units", f"/programy/{found.pk}/"),
        ("log", "its consultations", "/konsultacje/"),
        ("events", "its events", "/wydarzenia/"),
    ):
        bench.latency(f"programme_{code}", f"{what} ({size})", [path], 60, cookie=cookie)
    path = f"/programy/{found.pk}/wskazniki/"
    bench.latency("programme_indicators", "its indicators with alerts", [path], 1000, cookie=cookie)
    path = f"/programy/{found.pk}/obciazenie/przydzialy/"
    bench.latency("programme_load", "the load of its advisers", [path], 1000, cookie=cookie)
    report = begin_report(runs, found, kind="final", last_day=runs.day)
    request = Document(
        pk=0, kind=PROGRAMME, obj=report, title="Raport", asked_at=runs.at, law_date=runs.day
    )
    start = time.process_time()
    _, pdf = documents.compose(request)
    insist_on_conformance(pdf.content)
    spent = time.process_time() - start
    what = f"its report of {pdf.pages} pages as PDF"
    detail = "check of both profiles included"
    figure = Figure("programme_report", what, 10, "s of CPU", spent, False, detail)
    bench.figures.append(figure)


def main() -> int:
    for name in ("migrate", "collectstatic"):
        call_command(name, verbosity=0, interactive=False)
    about = machine()
    call = filling.fill_calls(CALLS)
    port = services.free_port()
    with live.web({"MKUS_DATA": os.environ["MKUS_DATA"]}, port) as web:
        bench = Bench(port, web.pid, [])
        public_pages(bench, call)
        right_at_once(bench)
        cast = filling.fill_offers(OFFERS)
        clerk = cast.clerk()
        cookie = filling.cookies_of(clerk.user, clerk.role, clerk.scope)
        clerk_list(bench, cast, cookie)
        start_page(bench, clerk, cookie)
        ranking(bench, cast, cookie)
        contract_files(bench, cast)
        expense_import(bench)
        autosave(bench)
        kreator(bench)
        programme(bench)
    official_form(bench)
    results = {"machine": about, "figures": [asdict(one) for one in bench.figures]}
    Path(sys.argv[1]).write_text(json.dumps(results, ensure_ascii=False, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
