"""The bank's own storage: instructions received, entries booked, its date, and what it knows of accounts."""

import datetime as dt
import sqlite3
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from policies.disbursement.sandbox.faults import Fault

SCHEMA: Final = """
create table if not exists setting(name text primary key, value text not null);
create table if not exists creditor(account text primary key, name text, behaviour text not null default 'open');
create table if not exists instruction(
    id integer primary key, end_to_end_id text not null, amount_fen integer not null, debtor text not null,
    account text not null, name text not null, status text not null, code text not null default '',
    value_date text not null, due_at real);
create index if not exists instruction_by_end_to_end_id on instruction(end_to_end_id);
create index if not exists instruction_pending on instruction(due_at) where status = 'pending';
create table if not exists entry(
    id integer primary key, debtor text not null, date text not null, kind text not null, amount_fen integer not null,
    end_to_end_id text not null, account text not null, name text not null, reason text not null default '',
    instruction integer not null);
create index if not exists entry_by_day on entry(debtor, date);
"""
SIGNS: Final = {"funding": 1, "return": 1, "payment": -1, "charge": -1}


class Books:
    """One bank's books in one SQLite file. Every public method is one transaction under one lock."""

    def __init__(
        self,
        folder: Path,
        *,
        date: dt.date,
        funding_fen: int,
        tell: Callable[[str, str, str], None],
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._funding_fen = funding_fen
        self._tell = tell  # hears event id, end-to-end id and kind of every booking
        self._lock = threading.RLock()
        self._balances: dict[str, int] = {}  # by debtor account, in fen; filled on first use
        self._db = sqlite3.connect(folder / "bank.sqlite3", check_same_thread=False)
        self._db.row_factory = sqlite3.Row
        self._db.execute("pragma journal_mode=wal")
        self._db.execute("pragma synchronous=normal")  # survives kill -9 of the process
        self._db.executescript(SCHEMA)
        with self._lock, self._db:
            self._db.execute("insert or ignore into setting values ('date', ?)", (date.isoformat(),))
        self._date = self._read_date()

    @property
    def date(self) -> dt.date:
        """The bank's business date."""
        return self._date

    def set_date(self, to: dt.date) -> None:
        """Close the day and begin another. What was taken today is executed today, before the day closes."""
        with self._lock, self._db:
            if to < self._date:
                raise ValueError("a bank's date does not go back")
            self._execute_pending(float("inf"))
            self._db.execute("update setting set value = ? where name = 'date'", (to.isoformat(),))
            moved, self._date = to > self._date, to
            if moved:
                self._return_bounced()

    def know_account(self, *, account: str, name: str | None, behaviour: str) -> None:
        """Teach the bank about an account: `open`, `closed`, `blocked`, or `bounces` (accepted, returned next day)."""
        with self._lock, self._db:
            self._db.execute("insert or replace into creditor values (?, ?, ?)", (account, name, behaviour))

    def find(self, end_to_end_id: str, *, even_pending: bool = False) -> sqlite3.Row | None:
        """The first instruction under this id that the bank owns up to; a late one it has not seen yet."""
        hidden = "forgotten" if even_pending else "pending"
        with self._lock:
            found: sqlite3.Row | None = self._db.execute(
                "select * from instruction where end_to_end_id = ? and status not in ('forgotten', ?) order by id",
                (end_to_end_id, hidden),
            ).fetchone()
        return found

    def receive(self, message: Mapping[str, Any], *, fault: Fault | None, late_seconds: float = 0) -> str:
        """Take one instruction as of today and answer its refusal code, or an empty text when it was taken.

        Date, refusal and booking are one step: no instruction slips past the end of its day.
        """
        with self._lock, self._db:
            code = self._refusal(message)
            if code:
                self._write(message, status="refused", code=code)
            elif fault is Fault.LATE:
                self._write(message, status="pending", due_at=time.time() + late_seconds)
            elif fault is Fault.FORGET:
                self._write(message, status="forgotten")
            else:
                self._book(self._write(message, status="executed"), "payment")
        return code

    def execute_due(self) -> None:
        """Execute the late ones whose moment has come."""
        with self._lock, self._db:
            self._execute_pending(time.time())

    def give_back(self, *, end_to_end_id: str, reason: str) -> bool:
        """Return an executed payment (退票) on today's date; False when there is none that can be returned."""
        with self._lock, self._db:
            row = self._db.execute(
                "select id from instruction where end_to_end_id = ? and status = 'executed' order by id limit 1",
                (end_to_end_id,),
            ).fetchone()
            if row is None:
                return False
            self._return(row["id"], reason)
            return True

    def statement(self, debtor: str, date: dt.date) -> dict[str, object]:
        """The day's statement of one account: opening + entries = closing; complete once the day is over."""
        day = date.isoformat()
        with self._lock:
            before = self._balance(debtor, before=day)
            rows = self._db.execute("select * from entry where debtor = ? and date = ? order by id", (debtor, day))
            entries = [
                {
                    "entry_reference": f"E{row['id']:012d}",
                    "kind": row["kind"],
                    "amount_fen": row["amount_fen"],
                    "direction": "credit" if SIGNS[row["kind"]] > 0 else "debit",
                    "end_to_end_id": row["end_to_end_id"],
                    "counterparty_account": row["account"],
                    "counterparty_name": row["name"],
                    "reason": row["reason"],
                }
                for row in rows
            ]
            closing = self._balance(debtor, until=day)
        return {
            "account": debtor,
            "date": day,
            "currency": "CNY",
            "opening_fen": before,
            "closing_fen": closing,
            "complete": date < self._date,
            "entries": entries,
        }

    def executions(self) -> dict[str, int]:
        """How often each end-to-end id was really paid: the truth a test compares with."""
        with self._lock:
            rows = self._db.execute(
                "select end_to_end_id, count(*) as times from entry where kind = 'payment' group by 1"
            )
            return {row["end_to_end_id"]: row["times"] for row in rows}

    def book_stray(self, *, debtor: str, amount_fen: int, kind: str, name: str) -> None:
        """Book an entry no instruction asked for, as a fraud or a mistake would."""
        with self._lock, self._db:
            self._entry(debtor, kind, amount_fen, "", "", name, "", 0)

    def _refusal(self, message: Mapping[str, Any]) -> str:
        account, amount = str(message["creditor_account"]), int(message["amount_fen"])
        known = self._db.execute("select * from creditor where account = ?", (account,)).fetchone()
        if message["value_date"] != self._date.isoformat():
            return "DT01"
        if not account.isdigit() or not 8 <= len(account) <= 32:
            return "AC01"
        if known is not None and known["behaviour"] in ("closed", "blocked"):
            return "AC04" if known["behaviour"] == "closed" else "AC06"
        if known is not None and known["name"] and known["name"] != message["creditor_name"]:
            return "BE01"
        if amount <= 0:
            return "AM02"
        return "AM04" if amount > self._funds(str(message["debtor_account"])) else ""

    def _write(self, message: Mapping[str, Any], *, status: str, code: str = "", due_at: float | None = None) -> int:
        wanted = ("end_to_end_id", "amount_fen", "debtor_account", "creditor_account", "creditor_name")
        row = (*(message[name] for name in wanted), status, code, self._date.isoformat(), due_at)
        written = self._db.execute(
            "insert into instruction(end_to_end_id, amount_fen, debtor, account, name, status, code,"
            " value_date, due_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        ).lastrowid
        assert written is not None
        return written

    def _funds(self, debtor: str) -> int:
        if debtor not in self._balances:
            self._balances[debtor] = self._balance(debtor)
        return self._balances[debtor]

    def _read_date(self) -> dt.date:
        row = self._db.execute("select value from setting where name = 'date'").fetchone()
        return dt.date.fromisoformat(row["value"])

    def _balance(self, debtor: str, *, before: str = "9999-99-99", until: str = "9999-99-99") -> int:
        row = self._db.execute(
            "select coalesce(sum(case when kind in ('funding', 'return') then amount_fen else -amount_fen end), 0)"
            " from entry where debtor = ? and date < ? and date <= ?",
            (debtor, before, until),
        ).fetchone()
        return self._funding_fen + int(row[0])

    def _execute_pending(self, until: float) -> None:
        for row in self._db.execute("select id from instruction where status = 'pending' and due_at <= ?", (until,)):
            self._db.execute("update instruction set status = 'executed' where id = ?", (row["id"],))
            self._book(row["id"], "payment")

    def _return_bounced(self) -> None:
        bounced = self._db.execute(
            "select i.id from instruction i join creditor c on c.account = i.account"
            " where i.status = 'executed' and c.behaviour = 'bounces'"
        ).fetchall()
        for row in bounced:
            self._return(row["id"], "AC04")

    def _return(self, instruction: int, reason: str) -> None:
        self._db.execute("update instruction set status = 'returned' where id = ?", (instruction,))
        self._book(instruction, "return", reason)

    def _book(self, instruction: int, kind: str, reason: str = "") -> None:
        row = self._db.execute("select * from instruction where id = ?", (instruction,)).fetchone()
        debtor, amount_fen, key = row["debtor"], row["amount_fen"], row["end_to_end_id"]
        self._entry(debtor, kind, amount_fen, key, row["account"], row["name"], reason, instruction)

    def _entry(
        self, debtor: str, kind: str, amount_fen: int, key: str, account: str, name: str, reason: str, instruction: int
    ) -> None:
        self._balances[debtor] = self._funds(debtor) + SIGNS[kind] * amount_fen
        booked = self._db.execute(
            "insert into entry(debtor, date, kind, amount_fen, end_to_end_id, account, name, reason, instruction)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (debtor, self._date.isoformat(), kind, amount_fen, key, account, name, reason, instruction),
        ).lastrowid
        if key:
            self._tell(f"E{booked:012d}", key, kind)
