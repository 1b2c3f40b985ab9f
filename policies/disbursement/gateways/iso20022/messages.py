"""Our orders as pain.001, the bank's answers as pain.002 and its day as camt.053, each checked beyond its schema."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from policies.disbursement.gateways.iso20022.xml import (
    CAMT_053,
    PAIN_001,
    PAIN_002,
    FileUnreadable,
    all_at,
    fen_at,
    namespace_of,
    read_xml,
    refuse_unless_valid,
    text_at,
)
from policies.disbursement.gateways.protocol import BankEntry, BankStatement, Instruction

KINDS: Final = {"PMNT": "payment", "RRTN": "return", "FUND": "funding", "CHRG": "charge", "RCPT": "receipt"}


@dataclass(frozen=True)
class Debtor:
    """Who pays: the name on the account, its number and its bank's CNAPS code."""

    name: str
    account: str
    bank: str


@dataclass(frozen=True)
class Status:
    """What a pain.002 says of one instruction."""

    end_to_end_id: str
    amount_fen: int
    code: str
    reason: str
    detail: str
    bank_reference: str


def credit_transfer(instructions: Sequence[Instruction], *, message_id: str, debtor: Debtor, at: dt.datetime) -> bytes:
    """A pain.001.001.09 of all the instructions, valid and with its control sum.

    Raises FileUnreadable when an instruction cannot be said in our profile: no amount, several days, a name too long.
    """
    days = {one.value_date for one in instructions}
    if len(days) != 1 or any(one.amount_fen <= 0 for one in instructions):
        raise FileUnreadable(problem="one value date and positive amounts")
    root = etree.Element(f"{{{PAIN_001}}}Document", nsmap={None: PAIN_001})  # type: ignore[dict-item]
    message = _add(root, "CstmrCdtTrfInitn")
    count, total = str(len(instructions)), _yuan(sum(one.amount_fen for one in instructions))
    header = _add(message, "GrpHdr")
    for name, value in (("MsgId", message_id), ("CreDtTm", at.isoformat(timespec="seconds"))):
        _add(header, name, value)
    _add(header, "NbOfTxs", count)
    _add(header, "CtrlSum", total)
    _add(_add(header, "InitgPty"), "Nm", debtor.name)
    group = _add(message, "PmtInf")
    for name, value in (("PmtInfId", message_id), ("PmtMtd", "TRF"), ("NbOfTxs", count), ("CtrlSum", total)):
        _add(group, name, value)
    _add(_add(group, "ReqdExctnDt"), "Dt", days.pop().isoformat())
    _add(_add(group, "Dbtr"), "Nm", debtor.name)
    _account(_add(group, "DbtrAcct"), debtor.account)
    _agent(_add(group, "DbtrAgt"), debtor.bank)
    for one in instructions:
        _transfer(_add(group, "CdtTrfTxInf"), one)
    refuse_unless_valid(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _transfer(element: etree._Element, one: Instruction) -> None:
    _add(_add(element, "PmtId"), "EndToEndId", one.end_to_end_id)
    amount = _add(_add(element, "Amt"), "InstdAmt", _yuan(one.amount_fen))
    amount.set("Ccy", "CNY")
    if one.creditor_bank:
        _agent(_add(element, "CdtrAgt"), one.creditor_bank)
    _add(_add(element, "Cdtr"), "Nm", one.creditor_name)
    _account(_add(element, "CdtrAcct"), one.creditor_account)
    _add(_add(element, "RmtInf"), "Ustrd", one.purpose)


def _add(parent: etree._Element, name: str, text: str = "") -> etree._Element:
    child = etree.SubElement(parent, f"{{{PAIN_001}}}{name}")
    if text:
        child.text = text
    return child


def _account(element: etree._Element, number: str) -> None:
    _add(_add(_add(element, "Id"), "Othr"), "Id", number)


def _agent(element: etree._Element, code: str) -> None:
    member = _add(_add(element, "FinInstnId"), "ClrSysMmbId")
    _add(_add(member, "ClrSysId"), "Cd", "CNAPS")
    _add(member, "MmbId", code)


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"


def control_sums_hold(root: etree._Element) -> bool:
    """Whether a pain.001's counts and sums, of the file and of its group, are those of its transfers."""
    group = all_at(root, "CstmrCdtTrfInitn/PmtInf")[0]
    transfers = all_at(group, "CdtTrfTxInf")
    fens = [fen_at(one, "Amt/InstdAmt") for one in transfers]
    return all(
        text_at(root, f"{place}/NbOfTxs") == str(len(fens)) and fen_at(root, f"{place}/CtrlSum") == sum(fens)
        for place in ("CstmrCdtTrfInitn/GrpHdr", "CstmrCdtTrfInitn/PmtInf")
    ) and all(fen > 0 for fen in fens)


def statuses(body: bytes) -> list[Status]:
    """What a pain.002 says of each instruction. Raises FileUnreadable or FileForbidden."""
    root = _root(body, PAIN_002)
    group = all_at(root, "CstmrPmtStsRpt/OrgnlPmtInfAndSts")[0]
    return [
        Status(
            end_to_end_id=text_at(one, "OrgnlEndToEndId"),
            amount_fen=fen_at(one, "OrgnlTxRef/Amt/InstdAmt"),
            code=text_at(one, "TxSts"),
            reason=text_at(one, "StsRsnInf/Rsn/Cd"),
            detail=text_at(one, "StsRsnInf/AddtlInf"),
            bank_reference=text_at(one, "AcctSvcrRef"),
        )
        for one in all_at(group, "TxInfAndSts")
    ]


def statement(body: bytes) -> BankStatement:
    """The complete day a camt.053 tells. Raises FileUnreadable or FileForbidden; whether it adds up is asked later."""
    told = all_at(_root(body, CAMT_053), "BkToCstmrStmt/Stmt")[0]
    balances = {text_at(one, "Tp/CdOrPrtry/Cd"): one for one in all_at(told, "Bal")}
    if set(balances) != {"OPBD", "CLBD"}:
        raise FileUnreadable(problem="OPBD, CLBD")
    days = {text_at(one, "Dt/Dt") for one in (*balances.values(), *all_at(told, "Ntry"))} - {""}
    days |= {text_at(one, "BookgDt/Dt") for one in all_at(told, "Ntry")}
    if len(days) != 1:
        raise FileUnreadable(problem="one day")
    entries = tuple(_entry(one) for one in all_at(told, "Ntry"))
    counted = text_at(told, "TxsSummry/TtlNtries/NbOfNtries")
    if counted and int(counted) != len(entries):
        raise FileUnreadable(problem="NbOfNtries")
    opening, closing = (_signed(balances[code]) for code in ("OPBD", "CLBD"))
    day = dt.date.fromisoformat(days.pop())
    return BankStatement(text_at(told, "Acct/Id/Othr/Id"), day, opening, closing, True, entries)


def _root(body: bytes, expected: str) -> etree._Element:
    root = read_xml(body)
    if namespace_of(root) != expected:
        raise FileUnreadable(problem=namespace_of(root) or "no namespace")
    refuse_unless_valid(root)
    return root


def _signed(balance: etree._Element) -> int:
    fen = fen_at(balance, "Amt")
    return -fen if text_at(balance, "CdtDbtInd") == "DBIT" else fen


def _entry(entry: etree._Element) -> BankEntry:
    is_debit = text_at(entry, "CdtDbtInd") == "DBIT"
    fen, kind = fen_at(entry, "Amt"), KINDS.get(text_at(entry, "BkTxCd/Prtry/Cd"))
    if fen <= 0 or kind is None:
        raise FileUnreadable(problem=f"Ntry {text_at(entry, 'NtryRef')}")
    detail, other = "NtryDtls/TxDtls", "Cdtr" if is_debit or kind == "return" else "Dbtr"
    return BankEntry(
        reference=text_at(entry, "NtryRef"),
        kind=kind,
        amount_fen=fen,
        is_debit=is_debit,
        end_to_end_id=text_at(entry, f"{detail}/Refs/EndToEndId"),
        counterparty_account=text_at(entry, f"{detail}/RltdPties/{other}Acct/Id/Othr/Id"),
        counterparty_name=text_at(entry, f"{detail}/RltdPties/{other}/Pty/Nm"),
        reason=text_at(entry, f"{detail}/RtrInf/Rsn/Cd") or text_at(entry, f"{detail}/RmtInf/Ustrd"),
    )
