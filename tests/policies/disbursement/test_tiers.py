"""Large batches need more signatures; payments whose ground changed are held by the lock; money is demanded back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from cms.kernel.clock import business_now
from cms.kernel.errors import NotAllowed, Refused, SamePersonTwice
from cms.kernel.models import Event, Membership, User
from cms.kernel.money import from_fen
from cms.kernel.people.models import MembershipState
from cms.kernel.roles import Role
from policies.budgets.queries import balances, ledger_faults
from policies.budgets.states import AccountKind
from policies.disbursement.breaks import confirm_explanation, propose_explanation, remedies_for
from policies.disbursement.clawbacks import Clawback, demand_clawback, drop_clawback, propose_clawback
from policies.disbursement.drafting import resume_payment
from policies.disbursement.drifting import drifts_of
from policies.disbursement.errors import (
    DemandOpen,
    DemandTooLarge,
    NothingToPay,
    NotPaid,
    OwnEnterprise,
    RemedyUnfit,
    SignaturesMissing,
    WrongStage,
)
from policies.disbursement.models import Batch, Payment
from policies.disbursement.services import countersign_batch, draft_batch, lock_batch, release_batch
from policies.disbursement.settlement import import_statement
from policies.disbursement.statements import Break
from policies.disbursement.states import BreakKind, Remedy
from policies.disbursement.tallies import tally_faults
from policies.disbursement.tiers import confirm_tier, countersigns_for, propose_tier
from policies.grants.awarding import mark_paid
from policies.grants.models import Grant
from policies.matching.models import Match, MatchRun
from policies.registry.known import awards_of
from policies.registry.models import AwardRecord, AwardRevocation
from tests.conftest import Clock
from tests.policies.disbursement.banks import TODAY
from tests.policies.disbursement.test_statements import day, now, paid, sent
from tests.policies.disbursement.worlds import FEN, County, a_county
from tests.policies.officers import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(db: None, clock: Clock) -> County:
    clock.set(TODAY)
    return a_county()


def tier(county: County, over: int, countersigns: int) -> None:
    proposed = propose_tier(over=from_fen(over), countersigns=countersigns, by=county.releaser)
    confirm_tier(tier_id=proposed.pk, by=county.checker)


def refused(refusal: type[Refused], act: Callable[[], object]) -> None:
    events = Event.objects.count()
    with pytest.raises(refusal), transaction.atomic():
        act()
    assert Event.objects.count() == events


def test_a_batch_over_a_tier_is_released_only_when_so_many_more_have_signed(county: County) -> None:
    tier(county, FEN, 1)
    tier(county, 3 * FEN, 2)
    assert [countersigns_for(fen) for fen in (FEN, FEN + 1, 3 * FEN + 1)] == [0, 1, 2]
    batch = county.approved(4)
    others = [a_person(Role.CHECKER), a_person(Role.MAKER)]
    for person in others:
        refused(SignaturesMissing, lambda: release_batch(batch_id=batch.pk, by=county.releaser))
        countersign_batch(batch_id=batch.pk, by=person)
    refused(WrongStage, lambda: countersign_batch(batch_id=batch.pk, by=a_person(Role.CHECKER)))
    release_batch(batch_id=batch.pk, by=county.releaser)
    assert batch.approvals.count() == 5


@pytest.mark.parametrize("role", list(Role))
def test_only_finance_countersigns(county: County, role: Role) -> None:
    tier(county, 1, 1)
    batch = county.approved(1)
    person = a_person(role)
    if role in (Role.MAKER, Role.CHECKER, Role.RELEASER):
        countersign_batch(batch_id=batch.pk, by=person)
    else:
        refused(NotAllowed, lambda: countersign_batch(batch_id=batch.pk, by=person))


def test_who_signed_a_batch_does_not_countersign_it(county: County) -> None:
    tier(county, 1, 2)
    batch, person = county.approved(1), a_person(Role.MAKER)
    countersign_batch(batch_id=batch.pk, by=person)
    for by in (county.maker, county.checker, person):
        refused(SamePersonTwice, lambda by=by: countersign_batch(batch_id=batch.pk, by=by))


def test_a_tier_counts_only_when_two_people_set_it_and_not_for_batches_locked_before(county: County) -> None:
    batch = county.approved(1)
    proposed = propose_tier(over=from_fen(1), countersigns=1, by=county.releaser)
    assert countersigns_for(FEN) == 0
    with pytest.raises(NotAllowed):
        confirm_tier(tier_id=proposed.pk, by=county.releaser)
    with pytest.raises(DatabaseError, match="a_tier_is_set_by_two_people"), transaction.atomic():
        type(proposed).objects.update(confirmed_by=county.releaser)
    confirm_tier(tier_id=proposed.pk, by=county.checker)
    release_batch(batch_id=batch.pk, by=county.releaser)
    tier(county, 1, 0)
    assert countersigns_for(FEN) == 0


def drafted(county: County, number: int = 2) -> Batch:
    return draft_batch(by=county.maker, title="x", payment_ids=[p.pk for p in county.payments(number)])


def rematched(county: County, *fens: int) -> None:
    """A later run of the version finds the enterprises with these amounts; 0 is not found."""
    run = MatchRun.objects.create(
        state="done",
        version=county.decision.version,
        snapshot="t",
        decided_on=TODAY,
        started_at=business_now(),
    )
    for grant, fen in zip(Grant.objects.order_by("pk"), fens, strict=True):
        if fen:
            Match.objects.create(
                run=run,
                version=run.version,
                enterprise=grant.enterprise,
                verdict="met",
                amount=from_fen(fen),
                channel="at_once",
            )


def test_a_payment_whose_account_is_gone_is_shown_and_held_by_the_lock(county: County) -> None:
    batch = drafted(county)
    first = batch.payments.order_by("pk")[0]
    first.grant.enterprise.bank_accounts.update(state="retired")
    assert [one.payment_id for one in drifts_of(batch)] == [first.pk]
    lock_batch(batch_id=batch.pk, by=county.maker)
    batch.refresh_from_db()
    first.refresh_from_db()
    assert (batch.payment_count, first.state, first.batch) == (1, "held", None)
    assert "账户" in first.note_told
    assert now()[0] == ["held", "locked"]


def test_a_batch_of_which_nothing_is_left_is_not_locked(county: County) -> None:
    batch = drafted(county)
    Grant.objects.update(state="withdrawn")
    refused(NothingToPay, lambda: lock_batch(batch_id=batch.pk, by=county.maker))
    assert now()[0] == ["drafted"] * 2


def test_what_a_later_run_says_otherwise_on_other_facts_is_held_until_somebody_looked(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = drafted(county, 3)
    rematched(county, FEN, 0, FEN - 100)
    changed = {"facts": {"stat.revenue": [1, 2]}, "outcome": "unmet", "amount_fen": None}
    monkeypatch.setattr("policies.disbursement.drifting._said_now", lambda match: None)
    monkeypatch.setattr("policies.disbursement.drifting.drift", lambda match, said: changed)
    drifted = drifts_of(batch)
    assert [one.why for one in drifted] == ["数据更新后不再符合条件（stat.revenue）"] * 2
    lock_batch(batch_id=batch.pk, by=county.maker)
    held = Payment.objects.filter(state="held").order_by("pk")
    assert held.count() == 2
    for payment in held:
        resume_payment(payment_id=payment.pk, by=county.checker)
    again = draft_batch(by=county.maker, title="y")
    assert drifts_of(again) == []


def test_another_amount_on_the_same_facts_is_no_drift(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = drafted(county, 1)
    rematched(county, 0)
    unchanged = {"facts": {}, "outcome": "unmet", "amount_fen": None}
    monkeypatch.setattr("policies.disbursement.drifting._said_now", lambda match: None)
    monkeypatch.setattr("policies.disbursement.drifting.drift", lambda match, said: unchanged)
    assert drifts_of(batch) == []


def settled(county: County) -> Payment:
    [attempt] = sent(county)
    import_statement(day(paid(attempt)))
    mark_paid(payments={attempt.payment.grant_id: [attempt.payment_id]})
    return Payment.objects.get()


def demanded(county: County, payment: Payment, fen: int = FEN) -> Clawback:
    proposed = propose_clawback(payment_id=payment.pk, amount=from_fen(fen), reason="虚报营业收入", by=county.maker)
    return demand_clawback(clawback_id=proposed.pk, by=county.checker)


def paid_back(payment: Payment, reference: str, fen: int = FEN) -> None:
    """The next day's statement shows the payee's transfer back."""
    entry = paid(payment.attempts.get(), "Z1", is_debit=False, kind="receipt", end_to_end_id=reference, amount_fen=fen)
    import_statement(day(entry, opening=10**9 - FEN, after=1))


def test_recovered_money_is_available_again_and_the_award_is_taken_out(county: County) -> None:
    payment = settled(county)
    before = balances(county.line)[AccountKind.AVAILABLE]
    assert awards_of() != {}
    paid_back(payment, demanded(county, payment).reference)
    assert Clawback.objects.get().state == "recovered"
    assert Grant.objects.get().state == "reclaimed"
    assert (AwardRecord.objects.count(), dict(awards_of())) == (1, {})
    held = balances(county.line)
    assert (held[AccountKind.PAID], held[AccountKind.AVAILABLE]) == (0, before + FEN)
    assert (Break.objects.count(), ledger_faults()) == (0, {})


def test_a_part_given_back_leaves_the_award(county: County) -> None:
    payment = settled(county)
    paid_back(payment, demanded(county, payment, 100).reference, 100)
    assert (Clawback.objects.get().state, Grant.objects.get().state) == ("recovered", "paid")
    assert balances(county.line)[AccountKind.PAID] == FEN - 100


@pytest.mark.parametrize(
    ("reference", "fen"), [("ZC999", FEN), ("", FEN), ("own", FEN - 1), ("ZC²", FEN), ("ZC" + "9" * 33, FEN)]
)
def test_money_that_no_demand_waits_for_is_a_break(county: County, reference: str, fen: int) -> None:
    payment = settled(county)
    own = demanded(county, payment).reference
    paid_back(payment, own if reference == "own" else reference, fen)
    assert Break.objects.get().kind == BreakKind.STRAY_RETURN
    assert (Clawback.objects.get().state, Grant.objects.get().state) == ("demanded", "paid")


def test_a_demand_takes_two_people_and_no_more_than_was_paid(county: County) -> None:
    payment = settled(county)

    def propose(fen: int, by: User = county.maker) -> Clawback:
        return propose_clawback(payment_id=payment.pk, amount=from_fen(fen), reason="x", by=by)

    refused(DemandTooLarge, lambda: propose(FEN + 1))
    refused(DemandTooLarge, lambda: propose(0))
    refused(NotAllowed, lambda: propose(1, county.checker))
    asked = propose(FEN)
    refused(DemandOpen, lambda: propose(1))
    refused(NotAllowed, lambda: demand_clawback(clawback_id=asked.pk, by=county.maker))
    drop_clawback(clawback_id=asked.pk, by=county.checker, reason="查无实据")
    assert Clawback.objects.get().state == "dropped"
    [other] = county.payments(1)
    refused(NotPaid, lambda: propose_clawback(payment_id=other.pk, amount=from_fen(1), reason="x", by=county.maker))


def test_nobody_ends_a_demand_on_their_own_enterprise(county: County) -> None:
    payment = settled(county)
    asked = propose_clawback(payment_id=payment.pk, amount=from_fen(FEN), reason="虚报", by=county.maker)
    Membership.objects.create(
        user=county.checker, party=payment.payee, role=Role.ENTERPRISE, state=MembershipState.ACTIVE
    )
    refused(OwnEnterprise, lambda: drop_clawback(clawback_id=asked.pk, by=county.checker, reason="查无实据"))
    refused(OwnEnterprise, lambda: demand_clawback(clawback_id=asked.pk, by=county.checker))
    assert Clawback.objects.get().state == "proposed"


def test_money_back_takes_out_this_award_and_none_that_was_paid_beside_it(county: County) -> None:
    payment = settled(county)
    own = AwardRecord.objects.get()
    said = {"family": own.family, "period": own.period, "awarded_on": own.awarded_on, "number": own.number}
    beside = {"level": "province", "step": own.step}, {"level": own.level, "step": "another step"}
    for place in beside:
        AwardRecord.objects.create(enterprise=own.enterprise, amount=own.amount, source="finance", **said, **place)
    paid_back(payment, demanded(county, payment).reference)
    assert list(AwardRevocation.objects.values_list("award", flat=True)) == [own.pk]


def test_money_back_in_a_later_year_goes_to_the_treasury(county: County) -> None:
    payment = settled(county)
    reference = demanded(county, payment).reference
    appropriated = balances(county.line)[AccountKind.APPROPRIATED]
    entry = paid(payment.attempts.get(), "Z1", is_debit=False, kind="receipt", end_to_end_id=reference)
    late = replace(day(entry, opening=10**9 - FEN), date=TODAY + timedelta(days=300))
    import_statement(late)
    assert balances(county.line)[AccountKind.APPROPRIATED] == appropriated - FEN
    assert ledger_faults() == {}


def stray_credit(payment: Payment, fen: int = FEN) -> Break:
    """Money that came without the reference of any demand."""
    paid_back(payment, "", fen)
    return Break.objects.get()


def test_a_stray_credit_is_attributed_to_a_demand_by_two_people(county: County) -> None:
    payment = settled(county)
    before = balances(county.line)[AccountKind.AVAILABLE]
    asked, found = demanded(county, payment), stray_credit(payment)
    propose_explanation(
        break_id=found.pk, by=county.maker, explanation="企业未填编号", remedy="clawback", clawback_id=asked.pk
    )
    refused(SamePersonTwice, lambda: confirm_explanation(break_id=found.pk, by=county.maker))
    confirm_explanation(break_id=found.pk, by=county.checker)
    asked.refresh_from_db()
    assert (asked.state, Grant.objects.get().state) == ("recovered", "reclaimed")
    assert balances(county.line)[AccountKind.AVAILABLE] == before + FEN
    assert ledger_faults() == {}


def test_a_credit_of_another_amount_answers_no_demand(county: County) -> None:
    payment = settled(county)
    asked, found = demanded(county, payment), stray_credit(payment, FEN - 1)
    assert Remedy.CLAWBACK not in remedies_for(found)
    refused(
        RemedyUnfit,
        lambda: propose_explanation(
            break_id=found.pk, by=county.maker, explanation="x", remedy="clawback", clawback_id=asked.pk
        ),
    )


def test_a_demand_for_what_the_bank_itself_gave_back_takes_no_credit(county: County) -> None:
    payment = settled(county)
    asked, attempt = demanded(county, payment), payment.attempts.get()
    back = paid(attempt, "R1", is_debit=False, kind="return", reason="AC04")
    again = paid(attempt, "Z1", is_debit=False, kind="receipt", end_to_end_id=asked.reference)
    import_statement(day(back, again, opening=10**9 - FEN, after=1))
    assert (Payment.objects.get().state, Break.objects.get().kind) == ("returned", BreakKind.STRAY_RETURN)
    assert Remedy.CLAWBACK not in remedies_for(Break.objects.get())
    assert (Clawback.objects.get().state, tally_faults(), ledger_faults()) == ("demanded", [], {})
