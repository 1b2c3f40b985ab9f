"""Money demanded back: proposed by one, agreed by another, recovered only when a bank statement shows it."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from djmoney.money import Money

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now
from cms.kernel.errors import SamePersonTwice
from cms.kernel.money import from_fen, money_field, to_fen
from cms.kernel.people.models import User
from cms.kernel.states import Stateful, advance, locked
from cms.kernel.trail import record
from policies.budgets.queries import transfers_about
from policies.budgets.services import Posting, post
from policies.budgets.states import TransferKind
from policies.disbursement.drafting import refuse_own_payment
from policies.disbursement.errors import DemandOpen, DemandTooLarge, NotPaid, ReasonMissing
from policies.disbursement.models import Payment
from policies.disbursement.sources import spread
from policies.disbursement.statements import StatementLine
from policies.disbursement.states import CLAWBACK_MOVES, PAID, ClawbackState
from policies.grants.awarding import reclaim_grant
from policies.grants.models import Grant
from policies.grants.states import GrantState

PREFIX = "ZC"
RECOVERIES = (TransferKind.RECOVER, TransferKind.RECOVER_LATE)
OPEN = (ClawbackState.PROPOSED, ClawbackState.DEMANDED)


class Clawback(Stateful):
    """A demand that a payee gives back some or all of one payment. The payee quotes its reference when paying back."""

    MOVES = CLAWBACK_MOVES
    NOUN = "clawback"

    state = models.CharField(_("状态"), max_length=30, choices=ClawbackState.choices, default=ClawbackState.PROPOSED)
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="clawbacks", verbose_name=_("支付事项"))
    amount = money_field(_("追缴金额"))
    reason = models.CharField(_("追缴理由"), max_length=300)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(_("提出时间"))
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    line = models.OneToOneField(StatementLine, null=True, on_delete=models.PROTECT, related_name="clawback")

    objects: "models.Manager[Clawback]" = models.Manager()

    class Meta:
        verbose_name = _("追缴事项")
        verbose_name_plural = _("追缴事项")
        constraints = [
            models.UniqueConstraint(
                fields=["payment"],
                condition=models.Q(state__in=[state.value for state in OPEN]),
                name="one_open_clawback_per_payment",
            ),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="a_clawback_demands_something"),
            models.CheckConstraint(
                condition=models.Q(agreed_by=None) | ~models.Q(agreed_by=models.F("proposed_by")),
                name="a_clawback_is_demanded_by_two_people",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """What the payee writes on the transfer back."""
        return f"{PREFIX}{self.pk}"


@transaction.atomic
def propose_clawback(*, payment_id: int, amount: Money, reason: str, by: User) -> Clawback:
    """A maker proposes to demand the amount back. Raises NotPaid, DemandTooLarge, DemandOpen, ReasonMissing."""
    require(by, Act.DRAFT_BATCH)
    payment = locked(Payment, payment_id)
    refuse_own_payment(by, payment)
    if payment.state not in PAID:
        raise NotPaid
    if not reason.strip():
        raise ReasonMissing
    given = payment.clawbacks.exclude(state=ClawbackState.DROPPED)
    if given.filter(state__in=OPEN).exists():
        raise DemandOpen
    left = to_fen(payment.amount) - sum(to_fen(one.amount) for one in given)
    if not 0 < to_fen(amount) <= left:
        raise DemandTooLarge(paid=f"{from_fen(left).amount:,.2f}")
    proposed = Clawback.objects.create(
        payment=payment, amount=amount, reason=reason.strip()[:300], proposed_by=by, proposed_at=business_now()
    )
    record("clawback.proposed", about=proposed, by=by, payment=payment.pk, amount_fen=to_fen(amount))
    return proposed


@transaction.atomic
def demand_clawback(*, clawback_id: int, by: User) -> Clawback:
    """A checker agrees, and the payee is told. Raises SamePersonTwice, OwnEnterprise, WrongState."""
    require(by, Act.CHECK_BATCH)
    asked = locked(Clawback, clawback_id)
    refuse_own_payment(by, asked.payment)
    if asked.proposed_by_id == by.pk:
        raise SamePersonTwice
    advance(asked, ClawbackState.DEMANDED, by=by, values={"agreed_by": by})
    return asked


@transaction.atomic
def drop_clawback(*, clawback_id: int, by: User, reason: str) -> Clawback:
    """Somebody other than its proposer ends the demand.

    Raises SamePersonTwice, OwnEnterprise, ReasonMissing, WrongState.
    """
    require(by, Act.CHECK_BATCH)
    asked = locked(Clawback, clawback_id)
    refuse_own_payment(by, asked.payment)
    if asked.proposed_by_id == by.pk:
        raise SamePersonTwice
    if not reason.strip():
        raise ReasonMissing
    advance(asked, ClawbackState.DROPPED, by=by, why=reason.strip()[:300])
    return asked


def receive_recovery(line: StatementLine) -> bool:
    """Whether the credit is what a demand waits for, to the fen, by the reference it quotes; then it is recovered."""
    number = line.end_to_end_id.removeprefix(PREFIX)
    is_number = number.isascii() and number.isdecimal()  # a payee may write anything there
    if line.is_debit or not line.end_to_end_id.startswith(PREFIX) or not is_number:
        return False
    asked = open_demands().select_for_update(no_key=True, of=("self",)).filter(pk=number).first()
    if asked is None or to_fen(asked.amount) != line.amount_fen:
        return False
    recover(asked, line, by=None)
    return True


def recover(asked: Clawback, line: StatementLine, *, by: User | None) -> None:
    """The credit on the statement is what was demanded: its money is back, and with all of it the award is taken out.

    Within the line's fiscal year it is available again; later it goes back to the treasury. Raises WrongState.
    """
    payment = asked.payment
    is_late = line.statement.date.year > payment.line.fiscal_year
    kind = TransferKind.RECOVER_LATE if is_late else TransferKind.RECOVER
    whole = Posting(kind, payment.line_id, line.amount_fen, f"clawback:{asked.pk}", f"payment:{payment.pk}")
    post(spread(whole, _still_out(payment)))
    advance(asked, ClawbackState.RECOVERED, by=by, values={"line": line}, amount_fen=line.amount_fen)
    reclaim_if_all_is_back(payment.grant_id)


def _still_out(payment: Payment) -> list[list[int]]:
    """What each line that bears the payment has not got back yet: in proportion to that, no line is given back more
    than it bore, in however many demands."""
    back: Counter[int | None] = Counter()
    for one in transfers_about(f"payment:{payment.pk}").filter(kind__in=RECOVERIES).select_related("source"):
        back[one.source.line_id] += one.amount_fen
    return [[line, fen - back[line]] for line, fen in payment.sources]


def reclaim_where_all_is_back(grant_ids: Iterable[int]) -> None:
    """Those of the paid grants of which all came back are reclaimed."""
    given = Clawback.objects.filter(payment__grant__in=list(grant_ids), state=ClawbackState.RECOVERED)
    for grant_id in given.order_by("payment__grant").values_list("payment__grant", flat=True).distinct():
        reclaim_if_all_is_back(grant_id)


def reclaim_if_all_is_back(grant_id: int) -> None:
    """A paid grant of which all came back is reclaimed."""
    if _is_all_back(grant_id):
        last = Clawback.objects.filter(payment__grant=grant_id, state=ClawbackState.RECOVERED).latest("line_id")
        reclaim_grant(grant_id=grant_id, reason=last.reason)


def open_demands() -> "models.QuerySet[Clawback]":
    """What payees were asked to give back and have: of a payment that the bank itself returned nothing is awaited."""
    return Clawback.objects.filter(state=ClawbackState.DEMANDED, payment__state__in=PAID)


def demands_that_fit(line: StatementLine | None) -> list[Clawback]:
    """The open demands of exactly the credit's amount, the payee of the same name first."""
    return demands_by_line([line]).get(line.pk, []) if line is not None else []


def demands_by_line(lines: Iterable[StatementLine | None]) -> dict[int, list[Clawback]]:
    """The demands that fit each of the credits among the lines, all found by one question."""
    received = [line for line in lines if line is not None and not line.is_debit]
    amounts = {from_fen(line.amount_fen).amount for line in received}
    open_ones = open_demands().filter(amount__in=amounts).select_related("payment__payee")
    rows = list(open_ones.order_by("pk")) if received else []
    return {line.pk: _in_order(line, rows) for line in received}


def _in_order(line: StatementLine, demands: Sequence[Clawback]) -> list[Clawback]:
    fitting = [one for one in demands if to_fen(one.amount) == line.amount_fen]
    return sorted(fitting, key=lambda one: one.payment.payee_name != line.counterparty_name)


def _is_all_back(grant_id: int) -> bool:
    """Whether all that was paid of the grant, whatever its instalments and payees, was given back, and none is owed."""
    back = list(Clawback.objects.filter(payment__grant=grant_id, state=ClawbackState.RECOVERED))
    if not back:
        return False
    grant = Grant.objects.get(pk=grant_id)
    paid = [to_fen(one.amount) for one in grant.payments.filter(state__in=PAID)]
    return grant.state == GrantState.PAID and sum(to_fen(one.amount) for one in back) == sum(paid)
