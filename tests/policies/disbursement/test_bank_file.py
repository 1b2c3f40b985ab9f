"""A bank that exchanges ISO 20022 files: what leaves, what may come in, and what is refused at the door."""

import datetime as dt
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from lxml import etree

from cms.kernel.errands import run_due
from cms.kernel.errors import NotAllowed, Refused
from cms.kernel.models import Event, RefusedMessage
from cms.kernel.roles import Role
from policies.budgets.queries import ledger_faults
from policies.disbursement.bringing import bring_statement, confirm_statement
from policies.disbursement.errors import (
    AccountNotOurs,
    EntryRepeated,
    EntryUnfit,
    StatementGap,
    StatementIncomplete,
    StatementUnbalanced,
)
from policies.disbursement.gateways.bank_file import BankFile
from policies.disbursement.gateways.iso20022.messages import Debtor, control_sums_hold, credit_transfer, statement
from policies.disbursement.gateways.iso20022.xml import FileForbidden, FileUnreadable, read_xml, schema_of
from policies.disbursement.gateways.protocol import Presence, Verdict
from policies.disbursement.models import Attempt
from policies.disbursement.settlement import import_statement
from policies.disbursement.statements import Break, Statement
from policies.disbursement.uploads import COLUMNS
from tests.conftest import Clock
from tests.policies.disbursement.banks import TODAY, instruction
from tests.policies.disbursement.test_pages import as_
from tests.policies.disbursement.test_statements import OURS, day, now, paid, sent
from tests.policies.disbursement.worlds import FEN, County, a_county
from tests.policies.officers import a_person

pytestmark = pytest.mark.django_db
DEBTOR = Debtor("云川县财政局", OURS, "104100000004")
NOON = dt.datetime(2023, 6, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def county(db: None, clock: Clock) -> County:
    clock.set(TODAY)
    return a_county()


def the_day_is_over() -> None:
    """It is some days later: files of TODAY and of the day after the next are believed to be complete."""
    Clock().set(TODAY + dt.timedelta(days=3))


def imported(body: bytes, county: County) -> Statement:
    """The maker brings the file, the checker confirms it."""
    return confirm_statement(brought_id=bring_statement(body=body, by=county.maker).pk, by=county.checker)


def camt(*entries: str, opening: str = "10000000.00", closing: str = "10000000.00", day: dt.date = TODAY) -> str:
    """A camt.053 of OURS with these Ntry."""
    balance = "".join(
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy='CNY'>{amount}</Amt>"
        f"<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>"
        for code, amount in (("OPBD", opening), ("CLBD", closing))
    )
    return (
        "<?xml version='1.0' encoding='UTF-8'?><Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'>"
        "<BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId><CreDtTm>2023-06-02T01:00:00</CreDtTm></GrpHdr><Stmt><Id>S1</Id>"
        f"<CreDtTm>2023-06-02T01:00:00</CreDtTm><Acct><Id><Othr><Id>{OURS}</Id></Othr></Id><Ccy>CNY</Ccy></Acct>"
        f"{balance}{''.join(entries)}</Stmt></BkToCstmrStmt></Document>"
    )


def ntry(key: str, account: str, *, amount: str = "1200.00", reference: str = "E1", currency: str = "CNY") -> str:
    """A payment booked on TODAY."""
    return (
        f"<Ntry><NtryRef>{reference}</NtryRef><Amt Ccy='{currency}'>{amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd>"
        f"<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{TODAY}</Dt></BookgDt><BkTxCd><Prtry><Cd>PMNT</Cd></Prtry></BkTxCd>"
        f"<NtryDtls><TxDtls><Refs><EndToEndId>{key}</EndToEndId></Refs><RltdPties><Cdtr><Pty><Nm>直达机械有限公司</Nm>"
        f"</Pty></Cdtr><CdtrAcct><Id><Othr><Id>{account}</Id></Othr></Id></CdtrAcct></RltdPties></TxDtls></NtryDtls></Ntry>"
    )


def answer(key: str, status: str, *, amount: str = "1200.00") -> str:
    """A pain.002 about one instruction."""
    return (
        "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.002.001.10'><CstmrPmtStsRpt>"
        "<GrpHdr><MsgId>R1</MsgId><CreDtTm>2023-06-01T13:00:00</CreDtTm></GrpHdr><OrgnlGrpInfAndSts>"
        "<OrgnlMsgId>M1</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts>"
        f"<OrgnlPmtInfId>M1</OrgnlPmtInfId><TxInfAndSts><OrgnlEndToEndId>{key}</OrgnlEndToEndId><TxSts>{status}</TxSts>"
        "<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf><AcctSvcrRef>B1</AcctSvcrRef>"
        f"<OrgnlTxRef><Amt><InstdAmt Ccy='CNY'>{amount}</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>"
        "</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>"
    )


def test_orders_leave_as_one_valid_file_with_its_control_sum() -> None:
    body = credit_transfer(
        [instruction("ZD1A1", amount_fen=1), instruction("ZD2A1", amount_fen=250_005, creditor_bank="")],
        message_id="M1",
        debtor=DEBTOR,
        at=NOON,
    )
    root = read_xml(body)
    assert schema_of("urn:iso:std:iso:20022:tech:xsd:pain.001.001.09").validate(root)
    assert control_sums_hold(root)
    assert ("2500.06" in body.decode(), "直达机械有限公司" in body.decode()) == (True, True)


@pytest.mark.parametrize("change", ["<CtrlSum>2500.07", "<NbOfTxs>3"])
def test_a_control_sum_that_the_schema_would_let_pass_is_noticed(change: str) -> None:
    body = credit_transfer([instruction(amount_fen=250_006)], message_id="M1", debtor=DEBTOR, at=NOON).decode()
    name = change[: change.index(">") + 1]
    start = body.index(name)
    altered = body[:start] + change + body[body.index("</", start) :]
    root = etree.fromstring(altered.encode())
    assert schema_of("urn:iso:std:iso:20022:tech:xsd:pain.001.001.09").validate(root)
    assert not control_sums_hold(root)


@pytest.mark.parametrize(
    "change",
    [
        {"amount_fen": 0},
        {"amount_fen": -1},
        {"creditor_name": "名" * 141},
        {"creditor_bank": "12"},
        {"creditor_account": ""},
    ],
)
def test_what_our_profile_cannot_say_is_not_written(tmp_path: Path, change: dict[str, object]) -> None:
    given = replace(instruction(), **change)  # type: ignore[arg-type]
    [outcome] = BankFile(folder=tmp_path, debtor=DEBTOR).send_together([given])
    assert (outcome.verdict, outcome.code) == (Verdict.UNKNOWN, "NOTSENT")
    assert list((tmp_path / "out").iterdir()) == []


def test_the_same_orders_are_written_once(tmp_path: Path) -> None:
    bank = BankFile(folder=tmp_path, debtor=DEBTOR)
    for _ in range(2):
        assert {one.code for one in bank.send_together([instruction()])} == {"FILED"}
    assert len(list((tmp_path / "out").glob("*.xml"))) == 1


def test_a_batch_goes_out_in_files_is_answered_and_settled_by_files(
    county: County, tmp_path: Path, settings: object, clock: Clock
) -> None:
    settings.BANK_FOLDER = str(tmp_path)  # type: ignore[attr-defined]
    county.released(1)
    run_due()
    attempt = Attempt.objects.select_related("payment").get()
    assert (attempt.state, attempt.code) == ("unknown", "FILED")
    [order] = (tmp_path / "out").glob("*.xml")
    assert attempt.end_to_end_id in order.read_text()
    (tmp_path / "in" / "a.xml").write_text(answer(attempt.end_to_end_id, "ACSP"))
    bank = BankFile(folder=tmp_path, debtor=DEBTOR)
    assert bank.find(attempt.end_to_end_id, FEN).bank_status == "accepted"
    account = attempt.payment.account.reveal()
    day_told = camt(ntry(attempt.end_to_end_id, account), closing="9998800.00")
    (tmp_path / "in" / "b.xml").write_text(day_told)
    assert not bank.statement(OURS, TODAY + dt.timedelta(days=1)).is_complete
    the_day_is_over()
    imported(day_told.encode(), county)
    assert now() == (["settled"], ["settled"])
    assert bank.statement(OURS, TODAY) == statement(day_told.encode())
    assert ledger_faults() == {}


@pytest.mark.parametrize(
    ("status", "amount", "presence", "said"),
    [
        ("ACCP", "1200.00", Presence.KNOWN, "accepted"),
        ("RJCT", "1200.00", Presence.KNOWN, "refused"),
        ("PDNG", "1200.00", Presence.KNOWN, "PDNG"),
        ("ACSP", "1200.01", Presence.UNCLEAR, ""),
    ],
)
def test_each_status_of_a_report_says_what_it_says(
    tmp_path: Path, status: str, amount: str, presence: Presence, said: str
) -> None:
    bank = BankFile(folder=tmp_path, debtor=DEBTOR)
    assert bank.find("ZD1A1", FEN).presence is Presence.ABSENT
    (tmp_path / "in" / "a.xml").write_text(answer("ZD1A1", status, amount=amount))
    os.utime(tmp_path / "in" / "a.xml")
    finding = bank.find("ZD1A1", FEN)
    assert (finding.presence, finding.bank_status) == (presence, said)


def rewritten(path: Path, body: str, *, seconds: int = 0) -> None:
    """The file says something else of the same length, as if so many seconds later."""
    moment = path.stat().st_mtime_ns + seconds * 10**9
    path.write_text(body)
    os.utime(path, ns=(moment, moment))


def test_a_file_is_read_once_however_often_the_bank_is_asked(tmp_path: Path) -> None:
    bank, file = BankFile(folder=tmp_path, debtor=DEBTOR), tmp_path / "in" / "a.xml"
    file.write_text(answer("ZD1A1", "ACSP"))
    assert bank.find("ZD1A1", FEN).bank_status == "accepted"
    rewritten(file, answer("ZD1A1", "RJCT"))  # unseen: by name, size and time it is the file that was read
    assert BankFile(folder=tmp_path, debtor=DEBTOR).find("ZD1A1", FEN).bank_status == "accepted"
    rewritten(file, answer("ZD1A1", "RJCT"), seconds=1)
    assert bank.find("ZD1A1", FEN).bank_status == "refused"


def test_the_latest_word_counts_whatever_the_order_in_which_files_are_seen(tmp_path: Path) -> None:
    bank = BankFile(folder=tmp_path, debtor=DEBTOR)
    for name, status, age in (("b", "ACSP", 5), ("c", "RJCT", 1), ("a", "PDNG", 9)):
        file = tmp_path / "in" / f"{name}.xml"
        file.write_text(answer("ZD1A1", status))
        moment = file.stat().st_mtime_ns - age * 10**9
        os.utime(file, ns=(moment, moment))
        bank.find("ZD1A1", FEN)
    assert bank.find("ZD1A1", FEN).bank_status == "refused"
    (tmp_path / "in" / "c.xml").rename(tmp_path / "c.xml")  # to an archive
    assert bank.find("ZD1A1", FEN).bank_status == "accepted"


def test_a_file_that_cannot_be_read_hides_no_other_but_the_day_it_may_tell_of(tmp_path: Path) -> None:
    bank, within = BankFile(folder=tmp_path, debtor=DEBTOR), tmp_path / "in"
    (within / "a.xml").write_text(answer("ZD1A1", "ACSP", amount="1200.001"))
    (within / "b.xml").write_text(answer("ZD2A1", "ACSP"))
    (within / "c.xml").write_text(camt(ntry("Z", "6222", amount="1200.001")))
    (within / "d.xml").write_text(camt())
    assert (bank.find("ZD1A1", FEN).presence, bank.find("ZD2A1", FEN).presence) == (Presence.ABSENT, Presence.KNOWN)
    assert bank.statement(OURS, TODAY).is_complete
    with pytest.raises(FileUnreadable):
        bank.statement(OURS, TODAY + dt.timedelta(days=1))


LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
OUTSIDE = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"


def declared(declaration: str) -> bytes:
    """A statement with a declaration before its root."""
    return camt(ntry("ZD1", "6222")).replace("?><Document", f"?>{declaration}<Document").encode()


def in_utf_16(declaration: str) -> bytes:
    """The same in an encoding that hides the words from a search of the bytes."""
    return declared(declaration).decode().replace("UTF-8", "UTF-16").encode("utf-16")


def table(*rows: str) -> str:
    """The bank's CSV: its header, the opening, and rows."""
    opening = f"{OURS},{TODAY},,,,,10000000.00,,,,"
    return "\r\n".join([",".join(COLUMNS), opening, *rows])


ROW = f"{OURS},{TODAY},E1,付款,1200.00,,9998800.00,KEY,直达机械有限公司,ACCOUNT,"
BAD: list[tuple[str, type[Refused], Callable[[], bytes]]] = [
    ("billion laughs", FileForbidden, lambda: declared(LAUGHS)),
    ("external entity", FileForbidden, lambda: declared(OUTSIDE)),
    ("external entity in UTF-16", FileUnreadable, lambda: b"<" + in_utf_16(OUTSIDE)),
    ("no XML", FileUnreadable, lambda: b"<html>busy"),
    ("another message", FileUnreadable, lambda: answer("ZD1", "ACSP").encode()),
    ("three decimals", FileUnreadable, lambda: camt(ntry("Z", "6222", amount="1200.001")).encode()),
    ("no decimals", FileUnreadable, lambda: camt(ntry("Z", "6222", amount="1200")).encode()),
    ("nothing", FileUnreadable, lambda: camt(ntry("Z", "6222", amount="0.00")).encode()),
    ("dollars", FileUnreadable, lambda: camt(ntry("Z", "6222", currency="USD")).encode()),
    ("key too long", FileUnreadable, lambda: camt(ntry("Z" * 36, "6222")).encode()),
    ("does not add up", StatementUnbalanced, lambda: camt(ntry("Z", "6222"), closing="1.00").encode()),
    (
        "an entry twice",
        EntryRepeated,
        lambda: camt(ntry("Z", "6222"), ntry("Y", "6222"), closing="9997600.00").encode(),
    ),
    ("CSV: three decimals", FileUnreadable, lambda: table(ROW.replace("1200.00", "1200.001")).encode("gb18030")),
    ("CSV: more than there is", FileUnreadable, lambda: table(ROW.replace("1200.00", "1e999999999")).encode("gb18030")),
    ("CSV: balance", FileUnreadable, lambda: table(ROW.replace("9998800", "9998801")).encode("gb18030")),
    ("CSV: columns", FileUnreadable, lambda: "日期,金额\r\n2023-06-01,1".encode("gb18030")),
    ("CSV: neither encoding", FileUnreadable, lambda: table(ROW).encode("gb18030") + b"\xff\xff"),
    ("CSV: a row cut short", FileUnreadable, lambda: table(ROW[:45]).encode("gb18030")),
    ("CSV: a field without end", FileUnreadable, lambda: table('"' + "9" * 200_000).encode("gb18030")),
    ("of an account that is not ours", AccountNotOurs, lambda: camt().replace(OURS, "6222000000000001").encode()),
    ("CSV: reference too long", EntryUnfit, lambda: table(ROW.replace("E1", "E" * 81)).encode("gb18030")),
    ("CSV: kind", FileUnreadable, lambda: table(ROW.replace("付款", "其他")).encode("gb18030")),
]


@pytest.mark.parametrize(("_name", "refusal", "body"), BAD, ids=[bad[0] for bad in BAD])
def test_a_bad_file_is_refused_explained_and_kept_and_changes_nothing(
    county: County, _name: str, refusal: type[Refused], body: Callable[[], bytes]
) -> None:
    sent(county)
    the_day_is_over()
    before = (Event.objects.count(), Statement.objects.count(), now())
    with pytest.raises(refusal) as refused, transaction.atomic():
        bring_statement(body=body(), by=county.maker)
    assert "passwd" not in str(refused.value)
    address = reverse("policies:upload_statement")
    upload = Client()
    upload.force_login(county.maker, backend="cms.kernel.people.login.EmailOrMobileBackend")
    file = body()
    answered = upload.post(address, {"statement": as_file(file)})
    assert answered.status_code in (409, 422)
    assert (Event.objects.count(), Statement.objects.count(), now()) == before
    kept = RefusedMessage.objects.get()
    assert (kept.boundary, kept.body_size) == ("bank.statement_file", len(file))


def as_file(body: bytes) -> object:
    """An upload."""
    return SimpleUploadedFile("statement.xml", body)


def test_a_sound_csv_of_the_bank_in_gb18030_settles(county: County) -> None:
    [attempt] = sent(county)
    the_day_is_over()
    row = ROW.replace("KEY", attempt.end_to_end_id).replace("ACCOUNT", attempt.payment.account.reveal())
    imported(table(row).encode("gb18030"), county)
    assert now() == (["settled"], ["settled"])


def test_a_day_that_still_runs_is_not_believed_to_be_complete(county: County) -> None:
    with pytest.raises(StatementIncomplete), transaction.atomic():
        bring_statement(body=camt().encode(), by=county.maker)
    sent(county)  # what leaves in the afternoon cannot be lacking from the morning's file
    assert (now(), Break.objects.count()) == ((["released"], ["accepted"]), 0)
    the_day_is_over()
    imported(camt().encode(), county)
    assert (now(), Break.objects.count()) == ((["released"], ["unknown"]), 1)


def test_no_order_is_filed_inside_a_transaction(county: County, tmp_path: Path) -> None:
    bank = BankFile(folder=tmp_path, debtor=DEBTOR)
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        bank.send(instruction())
    assert list((tmp_path / "out").iterdir()) == []


def test_a_gap_between_files_is_refused(county: County) -> None:
    the_day_is_over()
    imported(camt().encode(), county)
    later = camt(opening="5.00", closing="5.00", day=TODAY + dt.timedelta(days=2))
    with pytest.raises(StatementGap), transaction.atomic():
        bring_statement(body=later.encode(), by=county.maker)
    assert Statement.objects.count() == 1


def test_an_entry_of_an_earlier_statement_is_refused_by_name(county: County) -> None:
    [attempt] = sent(county)
    import_statement(day(paid(attempt)))
    with pytest.raises(EntryRepeated), transaction.atomic():
        import_statement(day(paid(attempt), opening=10**9 - FEN, after=1))


@pytest.mark.parametrize("role", list(Role))
def test_only_makers_and_checkers_bring_statements(county: County, role: Role) -> None:
    person = a_person(role)
    the_day_is_over()
    if role in (Role.MAKER, Role.CHECKER):
        assert bring_statement(body=camt().encode(), by=person).line_count == 0
    else:
        with pytest.raises(NotAllowed):
            bring_statement(body=camt().encode(), by=person)
    assert as_(county.maker).get(reverse("policies:reconciliation")).status_code == 200
