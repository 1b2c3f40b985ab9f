"""The whole of January to September 2023 in the demo county, as one thing that can be lived and lived on."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import connection

from cms.demo.director.agenda import ordered
from cms.demo.director.applicants import Applicants
from cms.demo.director.bank import bank_command, begin_day, wait_for_bank
from cms.demo.director.desks import Desks
from cms.demo.director.large_need import LargeNeed
from cms.demo.director.market import Market
from cms.demo.director.processes import kept_running, running
from cms.demo.director.subsidies import Subsidies
from cms.demo.director.town import Town
from cms.demo.director.worker import Worker, mail_command, worker_command
from cms.demo.director.year import Year
from cms.demo.generator.pools import check_demand
from cms.demo.models import LivedStep
from cms.kernel import errands
from cms.kernel.clock import SHANGHAI, alone_with_the_clock, business_now, move_clock
from policies.disbursement.sandbox.control import SandboxControl

FIRST, LAST = date(2023, 1, 1), date(2023, 9, 30)
HALF_YEAR = date(2023, 6, 30)
SELDOM = 100_000
"""After so many new objects the collector looks for cycles: rows come and go by the thousand and leave none."""


class OtherCounty(ValueError):
    """A county of another size or seed was begun in this database. `sentence` says so in Chinese."""

    def __init__(self, begun: str) -> None:
        self.sentence = f"数据库中已有另一规模的演示县（{begun}）。如需更换 COUNTY_SIZE，请先运行 make reset。"
        super().__init__(self.sentence)


class CountyYear:
    """The demo county of a seed and a size (number of enterprises), lived until its last day."""

    def __init__(self, *, seed: int, size: int, last: date = LAST) -> None:
        self.seed, self.size, self.last = seed, size, last
        self.days = (last - FIRST).days + 1
        self.folder = Path(settings.VAR_DIR) / "demo"

    def is_over(self) -> bool:
        """Whether the last day was lived."""
        return LivedStep.objects.filter(key=f"day {self.last}").exists()

    def live(self, progress: Callable[[date, int], None]) -> None:
        """Lives what is left of the year.

        Raises OtherCounty; DemandBelowPools before anything is written, or when what enterprises confirmed did not
        use a pool up.
        """
        self._refuse_other_county()
        if self.is_over():
            progress(self.last, 0)
            return
        check_demand(self.seed, self.size)
        town = Town(self.seed)
        if not LivedStep.objects.exists():
            move_clock(business_now().replace(year=FIRST.year, month=1, day=1, hour=0, minute=0, tzinfo=SHANGHAI))
            LivedStep.objects.create(key=self.name, lived_at=business_now())
        town.settle()
        subsidies = Subsidies(town, size=self.size, folder=self.folder / "files")
        market = Market(town)
        desks, applicants = Desks(town, market, subsidies), Applicants(town, subsidies)
        large = LargeNeed(town, market)
        parts = (market, large, subsidies, applicants, desks)
        agenda = ordered(step for part in parts for step in part.agenda())
        control = SandboxControl(settings.BANK_URL)
        with (
            running(bank_command(self.folder / "bank", FIRST), self.folder / "bank.log"),
            kept_running(worker_command(), self.folder / "worker.log") as go_on,
            running(mail_command(), self.folder / "mail.log"),
            alone_with_the_clock(),
            the_directors_way(worker := Worker(go_on)),
        ):
            wait_for_bank(control)
            new_day = partial(self.new_day, control, subsidies)
            year = Year(
                FIRST,
                self.last,
                new_day=new_day,
                worker_is_done=worker.wait,
                routine=desks.routine,
                progress=progress,
            )
            year.walk(agenda)

    @property
    def name(self) -> str:
        """What tells this county from another in the database."""
        return f"county seed {self.seed} size {self.size}"

    def _refuse_other_county(self) -> None:
        begun = LivedStep.objects.filter(key__startswith="county ").first()
        if begun is not None and begun.key != self.name:
            raise OtherCounty(begun.key)

    @staticmethod
    def new_day(control: SandboxControl, subsidies: Subsidies, day: date) -> None:
        """The bank's day begins too."""
        begin_day(control, day)
        if day > HALF_YEAR:
            subsidies.refuse_small_county()


@contextmanager
def the_directors_way(worker: Worker) -> Iterator[None]:
    """In the block this process runs its own queues' errands, and a step stands or falls as a whole.

    A step lost with the server is lived again, so nobody waits for the disk; nothing is undone within a step, so
    services called by services set no savepoints: a refusal somebody wanted to go on after would end the demo. What
    is in memory by now stays there: the collector need not look through the whole county again and again.
    """
    told, errands.wiring.announce = errands.wiring.announce, worker.hear
    connection.features.uses_savepoints = False
    gc.collect()
    gc.freeze()
    thresholds = gc.get_threshold()
    gc.set_threshold(SELDOM)
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
    try:
        yield
    finally:
        errands.wiring.announce = told
        connection.features.uses_savepoints = True
        gc.set_threshold(*thresholds)
        gc.unfreeze()
