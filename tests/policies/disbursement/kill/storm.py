"""Pay many payments while workers are killed and the bank errs; then resolve what is left as people would."""

import random
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from datetime import time as clock_time

from cms.kernel.clock import SHANGHAI, move_clock
from cms.kernel.errands import tick
from policies.disbursement.breaks import confirm_explanation, propose_explanation
from policies.disbursement.drafting import redraft_payment
from policies.disbursement.models import Attempt, Payment
from policies.disbursement.queries import open_breaks
from policies.disbursement.sandbox.control import SandboxControl
from policies.disbursement.services import lift_stop_switch, throw_stop_switch
from policies.disbursement.statements import Statement
from policies.disbursement.states import AttemptState, BreakKind, BreakState, PaymentState
from tests.policies.disbursement.kill.outcome import Report, report, unsettled
from tests.policies.disbursement.kill.servers import Stopper
from tests.policies.disbursement.kill.workers import GUARDED, Workers, empty_the_broker
from tests.policies.disbursement.worlds import County, a_county

NINE = clock_time(9)
PATIENCE = 240.0  # seconds for one day's dispatch
STOPPED_SECONDS = 1.5


@dataclass
class Storm:
    """What happens at which share of the payments still queued, and what was seen of it."""

    county: County
    workers: Workers
    kills_a_second: float
    stopper: Stopper | None = None
    left_to_happen: list[tuple[float, str]] = field(
        default_factory=lambda: [(0.9, "flush"), (0.8, "kill"), (0.6, "stop"), (0.5, "kill"), (0.2, "kill")]
    )
    claimed_while_stopped: int = 0

    def __post_init__(self) -> None:
        """Where the server is stopped, nothing else happens."""
        if self.stopper is not None:
            self.left_to_happen = self.stopper.moments()

    def rage(self) -> None:
        """Kill a child whenever a claim has just been made, so that it dies on the wire, until nothing is queued.

        Never more often than asked, and only after progress: a pool killed faster than it forks would never send.
        """
        whole = left = queued()
        beat, killed_at = Beat(), 0.0
        while left or self.left_to_happen:
            beat.tick_if_due()
            time.sleep(0.01)
            before, left = left, queued()
            while self.left_to_happen and left < whole * self.left_to_happen[0][0]:
                self.happen(self.left_to_happen.pop(0)[1])
            if left == before or (time.monotonic() - killed_at) * self.kills_a_second < 1:
                beat.refuse_to_wait_for_ever(f"{left} attempts were never claimed")
                continue
            killed_at = time.monotonic()
            self.workers.kill_child()

    def happen(self, what: str) -> None:
        """The broker forgets everything, all workers die, or somebody throws the stop switch for a while."""
        if what == "flush":
            empty_the_broker()
        elif what == "kill":
            self.workers.kill_oldest()
        elif what == "server" and self.stopper is not None:
            self.stopper.stop()
            self.workers.kills["server"] += 1
        else:
            throw_stop_switch(by=self.county.checker, reason="演练：核查疑似重复")
            before = queued()
            end = time.monotonic() + STOPPED_SECONDS
            while time.monotonic() < end:
                tick()
                time.sleep(0.1)
            self.claimed_while_stopped = before - queued()
            lift_stop_switch(by=self.county.releaser)

    def stop_under_the_statement(self) -> None:
        """The server is stopped while a worker that has half imported the statement waits to post it."""
        if self.stopper is None or self.stopper.commits_early:
            return
        holder, beat = self.stopper.hold_the_ledger(), Beat()
        while not self.stopper.is_waited_for(holder):
            beat.refuse_to_wait_for_ever("nobody imported the statement")
            beat.tick_if_due()
            time.sleep(0.02)
        self.happen("server")
        holder.close()


def weather_the_storm(
    bank: SandboxControl,
    environment: Mapping[str, str],
    *,
    payments: int,
    seed: int,
    kills_a_second: float,
    application: str = GUARDED,
    most_days: int = 6,
    stopper: Stopper | None = None,
) -> Report:
    """Release, kill or stop, wait; then day by day: the statement, two officers, a new batch, until all is settled."""
    empty_the_broker()
    first = bank.date()
    move_clock(business_moment(first))
    county = a_county()
    workers = Workers(environment, random.Random(seed), application)
    storm = Storm(county, workers, kills_a_second, stopper)
    county.released(payments)
    if stopper is not None:
        stopper.prepare()
    workers.start()
    workers.start()
    try:
        if kills_a_second or stopper:
            storm.rage()
        wait_until_sent()
        bank.set_faults("")
        days = 0
        while unsettled() and days < most_days:
            days += 1
            day = first + timedelta(days=days)
            move_clock(business_moment(day))
            bank.set_date(day)
            if days == 1:
                storm.stop_under_the_statement()
            wait_for_the_statement(day - timedelta(days=1))
            resolve(county)
            wait_until_sent()
    finally:
        workers.end()
    return report(bank, days, workers.kills, storm.claimed_while_stopped)


def queued() -> int:
    """Attempts that nobody has claimed."""
    return Attempt.objects.filter(state=AttemptState.QUEUED).count()


def business_moment(day: date) -> datetime:
    """Nine in the morning of the day."""
    return datetime.combine(day, NINE, SHANGHAI)


@dataclass
class Beat:
    """The house's beat, every second, and how long it has been waiting."""

    began: float = field(default_factory=time.monotonic)
    last: float = 0.0

    def tick_if_due(self) -> None:
        """Look at everything time-driven, not too often."""
        if time.monotonic() - self.last > 1:
            self.last = time.monotonic()
            tick()

    def refuse_to_wait_for_ever(self, complaint: str) -> None:
        """Raises TimeoutError with the complaint when patience is at its end."""
        if time.monotonic() - self.began > PATIENCE:
            raise TimeoutError(complaint)


def wait_until_sent() -> None:
    """Nothing is queued or being submitted any more; killed errands come back when their lease ends."""
    beat = Beat()
    waiting = Attempt.objects.filter(state__in=[AttemptState.QUEUED, AttemptState.SUBMITTING])
    while waiting.exists():
        beat.refuse_to_wait_for_ever("some attempts were never sent")
        time.sleep(0.1)
        beat.tick_if_due()


def wait_for_the_statement(day: date) -> None:
    """The day's statement is imported by an errand."""
    beat = Beat()
    while not Statement.objects.filter(date=day).exists():
        beat.refuse_to_wait_for_ever(f"the statement of {day} was never imported")
        time.sleep(0.1)
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
