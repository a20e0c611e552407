"""Start the embedded portal: look at the ground, prepare, start the parts, watch them."""

import os
import subprocess
import sys
import time

from mkus_portal.serve.children import Child, Supervisor
from mkus_portal.serve.ground import (
    ROOT,
    Obstacle,
    Place,
    check_libraries,
    check_port,
    claim_folder,
    read_place,
)
from mkus_portal.serve.health import answers, served_host

READY_SECONDS = 60.0
HOPELESS_DEATHS = 4
AS_ROOT = "ignore:You're running the worker with superuser"  # in a container root is usual
EVERY_ADDRESS = "0.0.0.0"  # noqa: S104  # compared with, never bound on our own


def say(sentence: str) -> None:
    """Write one line for the person at the terminal."""
    print(sentence, flush=True)


def commands(place: Place) -> list[Child]:
    """Return the three parts: pages, work in the background, and the clock that rings for it."""
    python = sys.executable
    celery = [python, "-W", AS_ROOT, "-m", "celery", "-A", "mkus_portal.celery", "--quiet"]
    level = os.environ["MKUS_LOG_LEVEL"]
    web = [python, "-m", "gunicorn", "mkus_portal.wsgi", "--bind", f"{place.bind}:{place.port}"]
    web += ["--workers", "2", "--worker-class", "gthread", "--threads", "4", "--preload"]
    web += ["--timeout", "60", "--graceful-timeout", "5", "--no-control-socket"]
    web += ["--log-level", "warning"]
    worker = [*celery, "worker", "--concurrency", "2", "--loglevel", level]
    worker += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    beat = [*celery, "beat", "--loglevel", level, "--pidfile="]
    return [Child("strony", web), Child("zadania w tle", worker), Child("zegar zadań", beat)]


def prepare() -> str:
    """Bring everything up to date; return the demo's accounts. Raises Obstacle."""
    step = subprocess.run(
        [sys.executable, "-m", "mkus_portal.serve.prepare"],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if step.returncode:
        message = "Portal nie wystartował: przygotowanie danych nie udało się."
        raise Obstacle(message)
    return step.stdout


def wait_for_answer(supervisor: Supervisor, place: Place) -> None:
    """Watch the children until the home page answers. Raises Obstacle when it never does."""
    limit = time.monotonic() + READY_SECONDS
    web = supervisor.children[0]
    host = served_host(os.environ)
    address = "127.0.0.1" if place.bind == EVERY_ADDRESS else place.bind
    while not supervisor.stopping:
        supervisor.look()
        if web.is_alive() and answers(address, place.port, host):
            return
        if web.early_deaths >= HOPELESS_DEATHS or time.monotonic() > limit:
            message = "Strony portalu nie odpowiadają; powód jest w wierszach powyżej."
            raise Obstacle(message)
        time.sleep(0.2)


def serve(place: Place) -> None:
    """Start the parts, show the address and the accounts, watch until a signal comes."""
    accounts = prepare()
    supervisor = Supervisor(commands(place), say)
    supervisor.listen()
    try:
        wait_for_answer(supervisor, place)
        if not supervisor.stopping:
            say(f"\nMKUS Portal: {place.url}\n\n{accounts}\nCtrl+C zatrzymuje portal.")
        supervisor.watch()
    finally:
        supervisor.stop()
    say("Portal zatrzymany.")


def main() -> int:
    """Serve; an obstacle is one sentence and 1."""
    os.chdir(ROOT)
    os.environ.setdefault("MKUS_LOG_LEVEL", "WARNING")
    try:
        place = read_place(os.environ)
        check_port(place)
        check_libraries()
        with claim_folder(place):
            os.environ |= {"PORT": str(place.port), "MKUS_DATA": str(place.data_folder)}
            serve(place)
    except Obstacle as obstacle:
        print(obstacle, file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
