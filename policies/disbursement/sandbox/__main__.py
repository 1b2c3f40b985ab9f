"""Run the sandbox bank: `python -m policies.disbursement.sandbox --port 8021 --data var/bank --dedup no`."""

import argparse
import datetime as dt
import os
import signal
import sys
from pathlib import Path
from types import FrameType
from zoneinfo import ZoneInfo

from policies.disbursement.sandbox.books import Books
from policies.disbursement.sandbox.faults import BadFaultSpec, Faults, read_faults
from policies.disbursement.sandbox.notices import Notifier
from policies.disbursement.sandbox.server import Bank, BankServer


def main() -> None:
    """Serve until told to stop; the first line printed is the address."""
    given = read_arguments()
    key = os.environ.get("BANK_KEY", "zhida")
    secret = os.environ.get("BANK_SECRET", "the sandbox bank's shared secret, for the demo only").encode()
    notifier = Notifier(given.notify, key, secret)
    tell = notifier.tell if given.notify else ignore
    books = Books(given.data, date=given.date, funding_fen=given.funding_fen, tell=tell)
    bank = Bank(books, given.faults, key, secret, given.dedup == "yes")
    notifier.start()
    server = BankServer((given.host, given.port), bank)
    signal.signal(signal.SIGTERM, stop)
    print(f"http://{given.host}:{server.server_port}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        sys.exit(0)


def stop(number: int, frame: FrameType | None) -> None:
    """End the process; what is in the books is on disk already."""
    raise KeyboardInterrupt


def read_arguments() -> argparse.Namespace:
    """The command line. Key and secret come from BANK_KEY and BANK_SECRET, never from the command line."""
    parser = argparse.ArgumentParser(prog="python -m policies.disbursement.sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--data", type=Path, required=True, help="folder of the bank's own books")
    parser.add_argument("--date", type=dt.date.fromisoformat, default=today(), help="first business date")
    parser.add_argument("--dedup", choices=["yes", "no"], default="yes", help="recognise a repeated instruction")
    parser.add_argument("--faults", type=faults, default=Faults(), help="late=0.05,silent=0.05,…,seed=1")
    parser.add_argument("--funding-fen", type=int, default=10**14, help="opening balance of every debtor account")
    parser.add_argument("--notify", default="", help="the customer's address for notices")
    return parser.parse_args()


def ignore(event_id: str, end_to_end_id: str, kind: str) -> None:
    """Nobody wants to hear of it."""


def today() -> dt.date:
    """The real date in China."""
    return dt.datetime.now(ZoneInfo("Asia/Shanghai")).date()


def faults(spec: str) -> Faults:
    """The fault specification as argparse wants it."""
    try:
        return read_faults(spec)
    except BadFaultSpec as wrong:
        raise argparse.ArgumentTypeError(str(wrong)) from wrong


main()
