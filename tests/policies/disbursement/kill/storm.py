"""Pay many payments while workers are killed and the bank errs; then resolve what is left as people would."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from datetime import time as clock_time
from pathlib import Path

from django.db.models import Sum

from cms.celery import app
from cms.kernel.clock import SHANGHAI, move_clock
from cms.kernel.errands import tick
from policies.budgets.models import Account
from policies.budgets.queries import ledger_faults
from policies.budgets.states import AccountKind
from policies.disbursement.drafting import redraft_payment
from policies.disbursement.models import Attempt, Payment
from policies.disbursement.queries import open_breaks
from policies.disbursement.sandbox.control import SandboxControl
from policies.disbursement.settlement import confirm_explanation, propose_explanation
from policies.disbursement.statements import Statement, StatementLine
from policies.disbursement.states import AttemptState, BreakKind, BreakState, PaymentState
from tests.policies.disbursement.banks import TODAY
from tests.policies.disbursement.worlds import County, a_county

ROOT = Path(__file__).resolve().parents[4]
MOST_DAYS = 6
NINE = clock_time(9)
PATIENCE = 240.0  # seconds for one day's dispatch; a killed errand's lease alone is 60


@dataclass
class Workers:
    """One Celery worker with two children, in a process group of its own, and the one who kills it."""

    environment: Mapping[str, str]
    dice: random.Random
    kills: Counter[str] = field(default_factory=Counter)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """The worker runs."""
        command = [sys.executable, "-m", "celery", "-A", "cms.celery", "worker", "--queues", "bank,default"]
        command += ["--concurrency", "2", "--loglevel", "critical", "--without-gossip", "--without-mingle"]
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | self.environment,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def kill_child(self) -> None:
        """One of its children is killed, as the kernel kills when memory ends."""
        assert self.process is not None
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        children = listed.read_text().split() if listed.exists() else []
        if children:
            os.kill(int(self.dice.choice(children)), signal.SIGKILL)
            self.kills["child"] += 1

    def kill_all(self) -> None:
        """The worker and its children are killed."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.kills["worker"] += 1


@dataclass(frozen=True)
class Report:
    """What came out of the storm, and the one line that says whether all is well."""

    paid_twice: int
    lost: int
    unsettled: int
    is_balanced: bool
    days: int
    attempts: int
    kills: Mapping[str, int]

    @property
    def is_well(self) -> bool:
        """Nothing twice, nothing lost, everything settled, and our ledger is the bank's statement."""
        return (self.paid_twice, self.lost, self.unsettled, self.is_balanced) == (0, 0, 0, True)

    def __str__(self) -> str:
        return (
            f"paid twice: {self.paid_twice}  lost: {self.lost}  unsettled: {self.unsettled}  "
            f"ledger = statement: {'yes' if self.is_balanced else 'no'}"
        )


def weather_the_storm(
    bank: SandboxControl, environment: Mapping[str, str], *, payments: int, seed: int, kills_a_second: float
) -> Report:
    """Release, kill, wait; then day by day: the statement, two officers, a new batch, until all is settled."""
    empty_the_broker()
    move_clock(business_date(0))
    county = a_county()
    workers = Workers(environment, random.Random(seed))
    county.released(payments)
    workers.start()
    try:
        storm(workers, kills_a_second)
        wait_until_sent()
        bank.set_faults("")
        days = 0
        while unsettled() and days < MOST_DAYS:
            days += 1
            bank.set_date(move_clock(business_date(days)).date())
            wait_for_the_statement(days)
            resolve(county)
            wait_until_sent()
    finally:
        workers.kill_all()
    return report(bank, days, workers.kills)


def empty_the_broker() -> None:
    """Messages of earlier runs are gone; losing messages is harmless by design."""
    with app.connection() as connection:
        for queue in ("bank", "default"):
            connection.default_channel.queue_purge(queue)


def business_date(days: int) -> datetime:
    """Nine in the morning, so many days after the first."""
    return datetime.combine(TODAY + timedelta(days=days), NINE, SHANGHAI)


def storm(workers: Workers, kills_a_second: float) -> None:
    """Kill a child whenever a claim has just been made, so that it dies on the wire; at each quarter, everybody.

    Never more often than asked, and only after progress: a pool killed faster than it forks would never send.
    """
    queued = Attempt.objects.filter(state=AttemptState.QUEUED)
    whole = left = queued.count()
    quarters, beat, killed_at = 3, Beat(), 0.0
    while kills_a_second and left:
        beat.tick_if_due()
        time.sleep(0.02)
        before, left = left, queued.count()
        if left == before or time.monotonic() - killed_at < 1 / kills_a_second:
            if beat.has_waited_too_long():
                raise TimeoutError(f"{left} attempts were never claimed")
            continue
        killed_at = time.monotonic()
        if left < whole * quarters / 4:
            quarters -= 1
            workers.kill_all()
            workers.start()
        else:
            workers.kill_child()


@dataclass
class Beat:
    """The house's beat, every three seconds, and how long it has been waiting."""

    began: float = field(default_factory=time.monotonic)
    last: float = 0.0

    def tick_if_due(self) -> None:
        """Look at everything time-driven, not too often."""
        if time.monotonic() - self.last > 3:
            self.last = time.monotonic()
            tick()

    def has_waited_too_long(self) -> bool:
        """Whether patience is at its end."""
        return time.monotonic() - self.began > PATIENCE


def wait_until_sent() -> None:
    """Nothing is queued or being submitted any more; killed errands come back when their lease ends."""
    beat = Beat()
    waiting = Attempt.objects.filter(state__in=[AttemptState.QUEUED, AttemptState.SUBMITTING])
    while waiting.exists():
        if beat.has_waited_too_long():
            raise TimeoutError(f"{waiting.count()} attempts were never sent")
        time.sleep(0.3)
        beat.tick_if_due()


def wait_for_the_statement(days: int) -> None:
    """Yesterday's statement is imported by an errand."""
    beat, day = Beat(), TODAY + timedelta(days=days - 1)
    while not Statement.objects.filter(date=day).exists():
        if beat.has_waited_too_long():
            raise TimeoutError(f"the statement of {day} was never imported")
        time.sleep(0.3)
        beat.tick_if_due()


def resolve(county: County) -> None:
    """Two scripted officers conclude from the complete statement what was not paid, and three people pay it again."""
    for found in open_breaks().filter(kind=BreakKind.OURS_NOT_THEIRS, state=BreakState.OPEN):
        propose_explanation(break_id=found.pk, by=county.maker, explanation="完整对账单无此笔")
        confirm_explanation(break_id=found.pk, by=county.checker)
    failed = list(Payment.objects.filter(state=PaymentState.FAILED).order_by("pk").values_list("pk", flat=True))
    for payment_id in failed:
        redraft_payment(payment_id=payment_id, by=county.maker)
    if failed:
        county.pay_again(failed)


def unsettled() -> int:
    """Payments that are not settled."""
    return Payment.objects.exclude(state=PaymentState.SETTLED).count()


def report(bank: SandboxControl, days: int, kills: Mapping[str, int]) -> Report:
    """Compare the bank's own truth with ours."""
    payment_of = dict(Attempt.objects.values_list("end_to_end_id", "payment_id"))
    times: Counter[int] = Counter()
    for end_to_end_id, count in bank.executions().items():
        times[payment_of[end_to_end_id]] += count
    reserved = Payment.objects.filter(state__in=[PaymentState.FAILED, PaymentState.DRAFTED]).count()
    paid_fen = Account.objects.filter(kind=AccountKind.PAID).aggregate(sum=Sum("balance_fen"))["sum"]
    stated = StatementLine.objects.filter(kind="payment").aggregate(sum=Sum("amount_fen"))["sum"] or 0
    executed = {pk for pk, count in times.items() if count}
    settled = set(Payment.objects.filter(state=PaymentState.SETTLED).values_list("pk", flat=True))
    return Report(
        paid_twice=sum(1 for count in times.values() if count > 1),
        lost=unsettled() - reserved,
        unsettled=unsettled(),
        is_balanced=paid_fen == stated and ledger_faults() == {} and executed == settled,
        days=days,
        attempts=Attempt.objects.count(),
        kills=dict(kills),
    )
