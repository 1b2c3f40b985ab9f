"""Where an amount goes: instalments by fiscal year and payee, each borne by budget lines; the parts are the whole."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cms.kernel.clock import business_today
from cms.kernel.money import from_fen
from policies.budgets.models import BudgetLine
from policies.budgets.services import Posting
from policies.budgets.states import FundingLevel, TransferKind
from policies.catalogue.queries import rule_of
from policies.grants.errors import BudgetLineMissing, PayeeUnnamed
from policies.grants.instalments import Instalment, NamedPayee
from policies.grants.models import Decision, Grant
from policies.grants.queries import usable_accounts
from policies.grants.states import InstalmentState, PayeeState
from policies.registry.models import BankAccount, Enterprise
from policies.rules.payments import has_plan, payment_plan, split_exactly
from policies.rules.periods import parse_period
from policies.rules.syntax import Payee

ENTERPRISE = Payee().who
PERSON = "person"  # named grant by grant, not for the whole policy
LEVELS = {"county": "县级", "city": "市级", "province": "省级", "national": "中央"}  # as rules name them, in Chinese


@dataclass(frozen=True, slots=True)
class Part:
    """What one payee is to receive in one fiscal year, fen; `clause`: which instalment of the rule it is."""

    number: int
    who: str
    fen: int
    fiscal_year: int
    clause: int | None = None


class Plan:
    """How the grants of one decision are paid: by its rule's instalments, payees and funding, on lines of one code."""

    def __init__(self, decision: Decision) -> None:
        self.line, self.policy_id = decision.budget_line, decision.version.policy_id
        self.rule = rule_of(decision.version) if decision.version.rule else None
        self.is_at_once = self.rule is None or not has_plan(self.rule)
        self.period = parse_period(decision.run.period) if decision.run.period else None
        same = BudgetLine.objects.filter(code=self.line.code)
        self.lines: Mapping[tuple[int, str], int] = {(one.fiscal_year, one.level): one.pk for one in same}
        self.payees: dict[str, tuple[int, BankAccount]] = {}

    def parts(self, fen: int, *, years: int = 0, after: int = 0) -> list[Part]:
        """The parts of an amount, which sum to it; `years` later than planned, numbered on from `after`.

        No part lies in a year before that of the decision's own line.
        """
        if self.is_at_once or self.rule is None:
            return [Part(after + 1, ENTERPRISE, fen, self.line.fiscal_year + years)]
        planned = payment_plan(self.rule, fen, self.period)
        count = max(1, len(self.rule.instalments))
        return [
            Part(
                number=after + place % count + 1,
                who=one.payee,
                fen=one.fen,
                fiscal_year=self._year(one.fiscal_year, one.years_later) + years,
                clause=place % count if one.when is not None else None,
            )
            for place, one in enumerate(planned)
            if one.fen
        ]

    def _year(self, planned: int | None, later: int) -> int:
        first = self.line.fiscal_year
        return first + later if planned is None else max(first, planned)

    def sources(self, fen: int, fiscal_year: int) -> list[list[int]]:
        """Which lines of the year bear the amount: pairs of line and fen. Raises BudgetLineMissing."""
        if self.rule is None or not self.rule.funding:
            return [[self._line(fiscal_year, self.line.level), fen]]
        parts = split_exactly(fen, [one.share for one in self.rule.funding])
        levels = [_level(one.level) for one in self.rule.funding]
        borne = zip(levels, parts, strict=True)
        return summed([self._line(fiscal_year, level), part] for level, part in borne if part)

    def _line(self, fiscal_year: int, level: str) -> int:
        if (fiscal_year, level) not in self.lines:
            label = dict(FundingLevel.choices).get(level, level)
            raise BudgetLineMissing(fiscal_year=fiscal_year, level=label, code=self.line.code)
        return self.lines[fiscal_year, level]

    def borne(self, amounts: Sequence[int]) -> "Counter[int]":
        """What each line must bear of the amounts together, fen by line."""
        if self.is_at_once:
            return Counter({self.line.pk: sum(amounts)})
        borne: Counter[int] = Counter()
        for fen, times in Counter(amounts).items():
            for part in self.parts(fen):
                for line, share in self.sources(part.fen, part.fiscal_year):
                    borne[line] += share * times
        return borne

    def payee(self, who: str) -> tuple[int, BankAccount]:
        """Party and account of a payee that is not the enterprise: the usable account, else the last one on record, to
        which its payments are drafted held. Raises PayeeUnnamed where no two people named one or none was on record."""
        if who not in self.payees:
            named = NamedPayee.objects.filter(policy=self.policy_id, who=who, state=PayeeState.CONFIRMED)
            one = named.select_related("enterprise__party").first()
            account = account_of(one.enterprise) if one else None
            if one is None or account is None:
                raise PayeeUnnamed(who=who)
            self.payees[who] = one.enterprise.party_id, account
        return self.payees[who]

    def refuse_unless_complete(self) -> None:
        """Raises BudgetLineMissing or PayeeUnnamed unless every part of any amount has its lines and its payee."""
        for part in self.parts(10**9):
            self.sources(part.fen, part.fiscal_year)
            if part.who not in (ENTERPRISE, PERSON) and not self.payee(part.who)[1].is_usable:
                raise PayeeUnnamed(who=part.who)


def account_of(body: Enterprise) -> BankAccount | None:
    """The account to which a body is paid: the usable one, else the last that was put on record."""
    usable = usable_accounts(body.pk, body.name).select_related("enterprise__party").first()
    return usable or body.bank_accounts.select_related("enterprise__party").order_by("-pk").first()


def summed(sources: Iterable[Sequence[int]]) -> list[list[int]]:
    """Pairs of line and fen in which each line stands once."""
    borne: Counter[int] = Counter()
    for line, fen in sources:
        borne[line] += fen
    return [[line, fen] for line, fen in borne.items()]


def _level(named: str) -> str:
    """The level a rule names by its value or in Chinese; the name itself when there is none such."""
    return next((value for value, label in LEVELS.items() if named in (value, label)), named)


def planned_instalments(plan: Plan, grant: Grant, fen: int, carried: int = 0) -> list[Instalment]:
    """The instalments, not saved yet, of a grant that gets `fen` as planned and `carried` a year later; none for one
    that is paid at once and whole."""
    if plan.is_at_once and not carried:
        return []
    now = plan.parts(fen) if fen else []
    last = max((part.number for part in now), default=0)
    later = plan.parts(carried, years=1, after=last) if carried else []
    rows = [*_rows(plan, grant, now, InstalmentState.PLANNED), *_rows(plan, grant, later, InstalmentState.CARRIED)]
    return _one_a_payee(rows)


def _one_a_payee(rows: Sequence[Instalment]) -> list[Instalment]:
    """The rows with what one body is to receive in one instalment as one, though the rule names it twice."""
    found: dict[tuple[int, int, bool], Instalment] = {}
    for row in rows:
        same = found.setdefault((row.number, row.payee_id, row.is_personal), row)
        if same is not row:
            same.amount += row.amount
            same.sources = summed([*same.sources, *row.sources])
    return list(found.values())


def _rows(plan: Plan, grant: Grant, parts: Sequence[Part], state: InstalmentState) -> Iterator[Instalment]:
    today = business_today()
    for part in parts:
        is_own = part.who in (ENTERPRISE, PERSON)
        party, account = (grant.enterprise.party_id, None) if is_own else plan.payee(part.who)
        yield Instalment(
            state=state,
            grant=grant,
            number=part.number,
            payee_id=party,
            account=account,
            is_personal=part.who == PERSON,
            amount=from_fen(part.fen),
            sources=plan.sources(part.fen, part.fiscal_year) if state == InstalmentState.PLANNED else [],
            fiscal_year=part.fiscal_year,
            due_on=max(today, date(part.fiscal_year, 1, 1)),
            clause=part.clause,
        )


def move_of(kind: TransferKind, instalment: Instalment, why: str) -> list[Posting]:
    """The moves of an instalment's money, one on each line that bears it."""
    about, key = f"grant:{instalment.grant_id}", f"instalment:{instalment.pk}:{why}"
    return [Posting(kind, line, fen, f"{key}:{line}", about) for line, fen in instalment.sources]
