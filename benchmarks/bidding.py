"""Times the last minute before a deadline: ``python -m benchmarks.bidding`` (``make bench-bidding``).

All agencies of the county (306) hand in a sealed price for one need through its page, half of them in the last ten
seconds, served by two processes of a few threads on this machine. A request's time runs from the moment it
arrives, so that waiting for a free thread counts. Afterwards the need is closed and opened: every envelope must be
there, none late. Prints the median, the 99th percentile and the slowest. With ``--papers 1`` the notice asks for files
of a megabyte, and each agency hands one of half a megabyte in.
"""

import argparse
import multiprocessing
import os
import random
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.db import connections  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from cms.kernel import errands  # noqa: E402
from cms.kernel.clock import SHANGHAI, business_now, move_clock  # noqa: E402
from marketplace.agencies.models import Agency  # noqa: E402
from marketplace.bidding.models import Bid, OpenedBid  # noqa: E402
from marketplace.bidding.opening import open_need  # noqa: E402
from marketplace.bidding.papers import MB  # noqa: E402
from marketplace.bidding.tasks import prepare_box  # noqa: E402
from marketplace.needs.models import Need  # noqa: E402
from marketplace.needs.particulars import Particulars  # noqa: E402
from marketplace.needs.rules import PAPER_SIZES_MB  # noqa: E402
from marketplace.needs.services import close_due_needs  # noqa: E402
from tests.databases import Workshop  # noqa: E402
from tests.marketplace.worlds import Market, market  # noqa: E402

MORNING = datetime(2023, 3, 1, 9, tzinfo=SHANGHAI)
RUSH = timedelta(seconds=10)
SPARE = timedelta(seconds=1)
"""The last arrival is so long before the deadline: who arrives later may be late, and is told so."""


def arrivals(count: int, closes_at: datetime, *, window: timedelta, seed: int) -> list[datetime]:
    """When each request arrives: half anywhere in the window, half in its rush at the end."""
    dice = random.Random(seed)
    until = closes_at - SPARE
    spans = [window if place % 2 else RUSH for place in range(count)]
    return sorted(until - dice.random() * (min(span, window) - SPARE) for span in spans)


def browsers(town: Market, agencies: list[Agency]) -> list[Client]:
    """A signed-in browser for each agency, all of one server, which reads its settings and static files once."""
    made: list[Client] = []
    for agency in agencies:
        client = Client()
        client.handler = made[0].handler if made else client.handler
        client.force_login(town.agent(agency), "cms.kernel.people.login.EmailOrMobileBackend")
        made.append(client)
    return made


Served = list[tuple[float, int]]
"""Of each request how long it took from its arrival, in seconds, and its status."""


def offer(place: int, papers: int) -> dict[str, object]:
    """What an agency types, and the file it attaches."""
    entered: dict[str, object] = {"price": f"{50_000 + place}.00", "agrees": "on"}
    if papers:
        entered["business"] = SimpleUploadedFile("offer.pdf", b"%PDF-1.4\n" + bytes(papers * MB // 2))
    return entered


def serve(address: str, share: list[tuple[int, Client, float]], threads: int, papers: int = 0) -> tuple[Served, float]:
    """One server process answers its share of the requests; returns them, and the processor time it used."""
    answers: Served = []
    held = threading.Lock()

    def bid(place: int, client: Client, arrives: float) -> None:
        answer = client.post(address, offer(place, papers))
        with held:
            answers.append((time.monotonic() - arrives, answer.status_code))

    used = time.process_time()
    with ThreadPoolExecutor(threads) as server:
        for place, client, arrives in share:
            time.sleep(max(0.0, arrives - time.monotonic()))
            server.submit(bid, place, client, arrives)
    return answers, time.process_time() - used


def measure(need: Need, clients: list[Client], chosen: argparse.Namespace, window: timedelta) -> tuple[Served, float]:
    """All requests, dealt out to the server processes as they arrive; and the processor time of one, in seconds."""
    address = reverse("marketplace:bid", args=[need.pk])
    began, start = time.monotonic(), business_now()
    moments = arrivals(len(clients), need.closes_at, window=window, seed=chosen.seed)
    due = [began + (moment - start).total_seconds() for moment in moments]
    work = list(zip(range(len(clients)), clients, due, strict=True))
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    answers = fork.Queue()

    def one(number: int) -> None:
        answers.put(serve(address, work[number :: chosen.processes], chosen.threads, chosen.papers))

    processes = [fork.Process(target=one, args=(number,)) for number in range(chosen.processes)]
    for process in processes:
        process.start()
    parts = [answers.get() for _ in processes]
    for process in processes:
        process.join()
    served = sorted(answer for part, _used in parts for answer in part)
    return served, sum(used for _part, used in parts) / max(1, len(served))


def main() -> int:
    """Return 0 when nothing was lost, nothing was late and the 99th percentile is under a second."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agencies", type=int, default=306)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--threads", type=int, default=4)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--papers", type=int, default=0, choices=PAPER_SIZES_MB, help="megabytes of files a bid may hold"
    )
    chosen = parser.parse_args()
    errands.wiring.announce = None
    settings.ALLOWED_HOSTS = ["testserver"]
    shop = Workshop()
    shop.prepare()
    with shop.cloned(), tempfile.TemporaryDirectory() as folder:
        settings.CUSTODIAN_ROOT = folder
        move_clock(MORNING)
        town = market()
        agencies = [town.agency(f"机构{number:03d}") for number in range(chosen.agencies)]
        window = timedelta(seconds=chosen.seconds)
        need = town.need(days=5, particulars=Particulars(papers_mb=chosen.papers))
        prepare_box(need.pk)
        clients = browsers(town, agencies)
        clients[0].handler.load_middleware()
        move_clock(need.closes_at - window, frozen=False)
        served, used = measure(need, clients, chosen, window)
        while business_now() < need.closes_at:
            time.sleep(0.1)
        close_due_needs()
        open_need(need_id=need.pk)
        sealed, opened = Bid.objects.filter(need=need).count(), OpenedBid.objects.filter(need=need).count()
    shop.keeper.close()
    taken = [seconds for seconds, _status in served]
    p50, p99 = taken[len(taken) // 2], taken[min(len(taken) - 1, len(taken) * 99 // 100)]
    late = sum(status != 302 for _seconds, status in served)
    servers = f"{chosen.processes} processes of {chosen.threads} threads"
    print(f"{chosen.agencies} agencies in {chosen.seconds} s, half in the last 10 s, {servers}:")
    print(f"sealed {sealed}, opened {opened}, refused or late {late}, lost {chosen.agencies - opened - late}")
    print(
        f"p50 {p50 * 1000:.0f} ms · p99 {p99 * 1000:.0f} ms · slowest {taken[-1] * 1000:.0f} ms (limit 1000 ms at p99)"
    )
    print(f"processor time of one bid in the server: {used * 1000:.0f} ms · load average {os.getloadavg()[0]:.1f}")
    return 0 if (opened, late) == (chosen.agencies, 0) and p99 < 1 else 1


if __name__ == "__main__":
    sys.exit(main())
