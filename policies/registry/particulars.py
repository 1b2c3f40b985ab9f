"""What a department's file says beside facts: new enterprises, awards, accounts, former numbers, lists, and 'none'."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from cms.kernel.models import Party
from cms.kernel.money import round_fen, yuan
from cms.kernel.secrets import keyed_hash
from cms.kernel.trail import record
from policies.registry.importing import Lines, Pass
from policies.registry.loading import StagedFact
from policies.registry.models import AwardRecord, BankAccount, Enterprise, FormerNumber, ListMembership, NumberKind
from policies.registry.rows import ParsedRow
from policies.rules.facts import Grain, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping


def enter_unknown(rows: Iterable[ParsedRow], known: dict[str, int]) -> int:
    """Every row's enterprise stands in the registry and in `known`; returns how many are new."""
    named = {row.uscc: row.name for row in rows if row.uscc not in known}
    if not named:
        return 0
    Party.objects.bulk_create([Party(uscc=uscc, name=name) for uscc, name in named.items()], ignore_conflicts=True)
    parties = Party.objects.filter(uscc__in=named).values_list("pk", flat=True)
    Enterprise.objects.bulk_create([Enterprise(party_id=pk) for pk in parties])
    added = Enterprise.objects.filter(party__uscc__in=named).values_list("party__uscc", "pk")
    known.update(dict(added))
    return len(named)


def enter_particulars(rows: Iterable[ParsedRow], reading: Pass) -> None:
    """The rows' awards, accounts and former numbers are kept; an account waits until a person has looked at it."""
    rows = [row for row in rows if row.particulars]
    source = reading.one.source
    awards = [award_of(row, reading.known, source) for row in rows if row.particulars.get("award.family")]
    AwardRecord.objects.bulk_create(awards, ignore_conflicts=True)
    former = [former_of(row, reading.known) for row in rows if row.particulars.get("former.number")]
    FormerNumber.objects.bulk_create(former, ignore_conflicts=True)
    with_account = [row for row in rows if row.particulars.get("account.number")]
    BankAccount.objects.bulk_create([account_of(row, reading) for row in with_account], ignore_conflicts=True)
    _note_accounts(reading, [reading.known[row.uscc] for row in with_account])


def award_of(row: ParsedRow, known: "Mapping[str, int]", source: str) -> AwardRecord:
    """The award a row tells of."""
    said = row.particulars
    return AwardRecord(
        enterprise_id=known[row.uscc],
        family=said["award.family"],
        level=said.get("award.level", ""),
        step=said.get("award.step", ""),
        awarded_on=date.fromisoformat(said["award.awarded_on"]) if said.get("award.awarded_on") else row.as_of,
        amount=yuan(round_fen(Decimal(said.get("award.amount") or 0))),
        number=said.get("award.number") or row.uscc,
        source=source,
    )


def former_of(row: ParsedRow, known: "Mapping[str, int]") -> FormerNumber:
    """The former number a row tells of."""
    said = row.particulars
    kinds = {str(kind.label): kind for kind in NumberKind} | {kind.value: kind for kind in NumberKind}
    return FormerNumber(
        enterprise_id=known[row.uscc],
        number=said["former.number"],
        kind=kinds.get(said.get("former.kind", ""), NumberKind.FORMER),
        name=said.get("former.name", ""),
    )


def account_of(row: ParsedRow, reading: Pass) -> BankAccount:
    """The account a row tells of, unverified; its name was compared with the registered one when the row was read."""
    said = row.particulars
    return BankAccount(
        enterprise_id=reading.known[row.uscc],
        account_name=said["account.account_name"],
        bank_name=said.get("account.bank_name", ""),
        bank_code=said.get("account.bank_code", ""),
        number=said["account.number"],
        number_hash=keyed_hash(said["account.number"]),
        source=reading.one.source,
        batch=reading.one,
    )


def _note_accounts(reading: Pass, enterprise_ids: Sequence[int]) -> None:
    """The trail tells which accounts came in the file, and from whom; never their numbers."""
    new = BankAccount.objects.filter(batch=reading.one, enterprise__in=enterprise_ids).order_by("pk")
    ids = list(new.values_list("pk", flat=True))
    if ids:
        record("fact_import.accounts_filed", about=reading.one, by=None, source=reading.one.source, accounts=ids)


def none_for_the_rest(reading: Pass, lines: Lines) -> Iterator[StagedFact]:
    """For facts of which the file is complete: whoever it does not name has none."""
    for code in reading.mapping.complete:
        definition = reading.vocabulary[code]
        named = {enterprise_id for enterprise_id, of in lines.gathered if of == code} | reading.named.get(code, set())
        periods = {column.period for column in reading.mapping.columns if column.target == code} or {""}
        if definition.kind is Kind.LIST or (definition.grain is not Grain.NONE and "" in periods):
            continue
        empty: object = [] if definition.kind is Kind.ITEMS else False
        for enterprise_id in sorted(set(reading.known.values())):
            if enterprise_id not in named:
                for period in periods:
                    yield enterprise_id, code, period, empty, reading.one.as_of


def update_lists(reading: Pass) -> None:
    """Dated lists: whom the file names is on the list from its date, whom it denies (or leaves out) is off it.

    Who came on the list after the file's day is none of the file's business, however late it comes in.
    """
    for code, said in reading.listed.items():
        standing = ListMembership.objects.filter(list_code=code, valid_until=None)
        on = {enterprise_id: since for enterprise_id, (is_on, since) in said.items() if is_on}
        gone = standing.filter(valid_from__lte=reading.one.as_of).exclude(enterprise__in=on)
        if code not in reading.mapping.complete:
            gone = gone.filter(enterprise__in=[pk for pk, (is_on, _since) in said.items() if not is_on])
        gone.update(valid_until=reading.one.as_of)
        already = set(standing.values_list("enterprise_id", flat=True))
        ListMembership.objects.bulk_create(
            [
                ListMembership(list_code=code, enterprise_id=pk, valid_from=since, source=reading.one.source)
                for pk, since in on.items()
                if pk not in already
            ],
            ignore_conflicts=True,
        )
