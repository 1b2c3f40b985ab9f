"""Three people, one content: what a batch goes through before any money moves."""

from collections.abc import Callable
from functools import partial

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from cms.kernel.errors import NotAllowed, Refused, SamePersonTwice
from cms.kernel.models import Errand, Event, Membership, User
from cms.kernel.money import from_fen
from cms.kernel.people.models import MembershipState
from cms.kernel.roles import Role
from policies.budgets.queries import balances
from policies.budgets.states import AccountKind
from policies.disbursement.cancelling import confirm_cancellation, decline_cancellation, propose_cancellation
from policies.disbursement.drafting import draft_payments, hold_payment, resume_payment
from policies.disbursement.errors import (
    AlreadyInBatch,
    BatchChanged,
    NoCancellationProposed,
    NothingToPay,
    OwnEnterprise,
    PaymentsStopped,
    ReasonMissing,
    WrongStage,
)
from policies.disbursement.models import Approval, Attempt, Batch, Payment
from policies.disbursement.queries import batches_at, stage_of
from policies.disbursement.services import (
    approve_batch,
    draft_batch,
    lift_stop_switch,
    lock_batch,
    release_batch,
    send_back_batch,
    throw_stop_switch,
)
from policies.disbursement.states import AttemptState, BatchStage, PaymentState
from policies.grants.models import Grant
from tests.policies.disbursement.worlds import FEN, County, a_county
from tests.policies.officers import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(db: None) -> County:
    return a_county()


def traces() -> tuple[int, int, int, list[str]]:
    states = list(Payment.objects.order_by("pk").values_list("state", flat=True))
    return Event.objects.count(), Approval.objects.count(), Attempt.objects.count(), states


def refused(refusal: type[Refused], act: Callable[[], object]) -> None:
    """The act is refused by that name and leaves nothing behind."""
    before = traces()
    with pytest.raises(refusal), transaction.atomic():
        act()
    assert traces() == before


def test_a_ready_grant_has_one_payment_however_often_it_is_drafted(county: County) -> None:
    county.payments(3)
    assert draft_payments(Grant.objects.all()) == []
    assert Payment.objects.count() == 3


def test_the_database_refuses_a_second_payment_of_one_grant(county: County) -> None:
    [payment] = county.payments(1)
    payment.pk = None
    with pytest.raises(IntegrityError, match="one_payment_per_grant"), transaction.atomic():
        payment.save(force_insert=True)


def test_three_people_bring_a_batch_to_the_queue(county: County) -> None:
    batch = county.released(5)
    steps = list(batch.approvals.order_by("pk").values_list("step", "by"))
    assert steps == [("lock", county.maker.pk), ("approve", county.checker.pk), ("release", county.releaser.pk)]
    assert set(batch.approvals.values_list("content_hash", flat=True)) == {batch.content_hash}
    assert (batch.payment_count, batch.total) == (5, from_fen(5 * FEN))
    assert Attempt.objects.filter(state=AttemptState.QUEUED).count() == 5
    assert stage_of(batch) is BatchStage.RELEASED
    assert [b.pk for b in batches_at(BatchStage.RELEASED)] == [batch.pk]
    assert balances(county.line)[AccountKind.RESERVED] == 5 * FEN  # nothing has moved yet
    assert Errand.objects.filter(task__endswith="send_batch", subject_id=batch.pk).count() == 1


STEPS = [lock_batch, approve_batch, release_batch]
RIGHT = {lock_batch: Role.MAKER, approve_batch: Role.CHECKER, release_batch: Role.RELEASER}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("role", list(Role))
def test_each_step_is_open_to_one_role_only(county: County, step: Callable[..., Batch], role: Role) -> None:
    officer = a_person(role)
    batch = {lock_batch: drafted, approve_batch: County.locked, release_batch: County.approved}[step](county)
    if RIGHT[step] == role:
        step(batch_id=batch.pk, by=officer)
    else:
        refused(NotAllowed, lambda: step(batch_id=batch.pk, by=officer))


def drafted(county: County) -> Batch:
    return draft_batch(by=county.maker, title="x", payment_ids=[p.pk for p in county.payments(2)])


def a_person_of_all_trades(county: County) -> User:
    person = a_person(Role.MAKER)
    for role in (Role.CHECKER, Role.RELEASER):
        Membership.objects.create(
            user=person, party=county.decision.version.policy.lead_department, role=role, state=MembershipState.ACTIVE
        )
    return person


def test_one_person_with_every_role_takes_one_step_only(county: County) -> None:
    person = a_person_of_all_trades(county)
    batch = draft_batch(by=person, title="x", payment_ids=[p.pk for p in county.payments(2)])
    lock_batch(batch_id=batch.pk, by=person)
    refused(SamePersonTwice, lambda: approve_batch(batch_id=batch.pk, by=person))
    approve_batch(batch_id=batch.pk, by=county.checker)
    refused(SamePersonTwice, lambda: release_batch(batch_id=batch.pk, by=person))
    other = county.locked()
    approve_batch(batch_id=other.pk, by=person)
    refused(SamePersonTwice, lambda: release_batch(batch_id=other.pk, by=person))


def test_the_database_refuses_a_second_signature_of_one_person(county: County) -> None:
    batch = county.locked()
    with pytest.raises(IntegrityError, match="nobody_signs_a_batch_twice"), transaction.atomic():
        Approval.objects.create(
            batch=batch, step="approve", by=county.maker, content_hash="", signed_at=batch.drafted_at
        )


@pytest.mark.parametrize("step", STEPS)
def test_nobody_handles_the_payment_of_their_own_enterprise(county: County, step: Callable[..., Batch]) -> None:
    batch = {lock_batch: drafted, approve_batch: County.locked, release_batch: County.approved}[step](county)
    officer = {lock_batch: county.maker, approve_batch: county.checker, release_batch: county.releaser}[step]
    payee = batch.payments.order_by("pk")[1].payee
    Membership.objects.create(user=officer, party=payee, role=Role.ENTERPRISE, state=MembershipState.ACTIVE)
    refused(OwnEnterprise, lambda: step(batch_id=batch.pk, by=officer))


MUTATIONS = [
    "amount = amount + 1",
    "payee_name = payee_name || 'x'",
    "payee_id = (SELECT max(id) FROM kernel_party)",
    "account = (SELECT account FROM policies_payment ORDER BY id DESC LIMIT 1)",
    "bank_code = '102100099996'",
    "purpose = 'x'",
    "instalment = 2",
]


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_the_database_refuses_to_change_what_was_locked(county: County, mutation: str) -> None:
    batch = county.locked()
    with pytest.raises(DatabaseError, match="a locked payment is not changed"), transaction.atomic():
        mutate(mutation, batch)


def test_a_rightful_move_calls_no_trigger_however_many_payments_move(county: County) -> None:
    county.payments(3)
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) UPDATE policies_payment SET state = 'locked'")
        [plan] = cursor.fetchone()[0]
        assert plan["Triggers"] == []
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgoldtable IS NOT NULL AND tgrelid::regclass::text LIKE 'policies_%'"
        )
        assert cursor.fetchall() == []  # no UPDATE's rows are joined with themselves


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_with_that_guard_down_the_hash_still_refuses_the_next_step(county: County, mutation: str) -> None:
    for batch, step, by in (
        (county.locked(), approve_batch, county.checker),
        (county.approved(), release_batch, county.releaser),
    ):
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE policies_payment DISABLE TRIGGER USER")
        mutate(mutation, batch)
        refused(BatchChanged, lambda step=step, batch=batch, by=by: step(batch_id=batch.pk, by=by))


def mutate(mutation: str, batch: Batch) -> None:
    first = batch.payments.order_by("pk")[0].pk
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE policies_payment SET {mutation} WHERE id = %s", [first])  # noqa: S608


def test_a_payment_taken_out_or_slipped_in_is_noticed(county: County) -> None:
    batch = county.locked(2)
    Payment.objects.filter(pk=batch.payments.order_by("pk")[0].pk).update(batch=None)
    refused(BatchChanged, lambda: approve_batch(batch_id=batch.pk, by=county.checker))


def test_steps_are_taken_in_order_and_once(county: County) -> None:
    batch = drafted(county)
    refused(WrongStage, lambda: approve_batch(batch_id=batch.pk, by=county.checker))
    lock_batch(batch_id=batch.pk, by=county.maker)
    refused(WrongStage, lambda: lock_batch(batch_id=batch.pk, by=county.maker))
    refused(WrongStage, lambda: release_batch(batch_id=batch.pk, by=county.releaser))
    approve_batch(batch_id=batch.pk, by=county.checker)
    release_batch(batch_id=batch.pk, by=county.releaser)
    refused(WrongStage, lambda: release_batch(batch_id=batch.pk, by=a_person(Role.RELEASER)))


def test_a_batch_sent_back_frees_its_payments_for_another(county: County) -> None:
    batch = county.approved(2)
    refused(ReasonMissing, lambda: send_back_batch(batch_id=batch.pk, by=county.releaser, reason=" "))
    send_back_batch(batch_id=batch.pk, by=county.releaser, reason="金额待核")
    batch.refresh_from_db()
    assert stage_of(batch) is BatchStage.DISSOLVED
    again = draft_batch(by=county.maker, title="y")
    assert again.payment_count == 2
    refused(WrongStage, lambda: approve_batch(batch_id=batch.pk, by=county.checker))


def test_a_batch_still_drawn_up_is_given_up_by_its_maker_and_frees_its_payments(county: County) -> None:
    batch = drafted(county)
    Grant.objects.update(state="withdrawn")  # nothing of it can be locked any more
    refused(NothingToPay, lambda: lock_batch(batch_id=batch.pk, by=county.maker))
    refused(NotAllowed, lambda: send_back_batch(batch_id=batch.pk, by=county.checker, reason="x"))
    send_back_batch(batch_id=batch.pk, by=county.maker, reason="全部情况有变")
    batch.refresh_from_db()
    assert stage_of(batch) is BatchStage.DISSOLVED
    assert set(Payment.objects.values_list("state", "batch")) == {("drafted", None)}
    first = Payment.objects.order_by("pk")[0]
    hold_payment(payment_id=first.pk, by=county.maker, reason="兑付事项已撤销")


def test_a_payment_stands_in_one_batch(county: County) -> None:
    batch = drafted(county)
    ids = list(batch.payments.values_list("pk", flat=True))
    refused(
        AlreadyInBatch, lambda: draft_batch(by=county.maker, title="y", payment_ids=[*ids, county.payments(1)[0].pk])
    )
    send_nothing = [p.pk for p in Payment.objects.filter(state=PaymentState.SETTLED)]
    refused(NothingToPay, lambda: draft_batch(by=county.maker, title="y", payment_ids=send_nothing))


def test_while_stopped_nothing_is_released_and_after_lifting_it_is(county: County) -> None:
    batch = county.approved()
    throw_stop_switch(by=county.checker, reason="疑似重复")
    refused(PaymentsStopped, lambda: release_batch(batch_id=batch.pk, by=county.releaser))
    refused(NotAllowed, lambda: lift_stop_switch(by=county.checker))
    lift_stop_switch(by=county.releaser)
    release_batch(batch_id=batch.pk, by=county.releaser)


def test_two_people_cancel_a_payment_and_its_money_is_available_again(county: County) -> None:
    [payment] = county.payments(1)
    before = balances(county.line)[AccountKind.AVAILABLE]
    person = a_person_of_all_trades(county)
    propose_cancellation(payment_id=payment.pk, by=person, reason="企业注销")
    refused(SamePersonTwice, lambda: confirm_cancellation(payment_id=payment.pk, by=person))
    refused(NothingToPay, lambda: draft_batch(by=county.maker, title="x"))
    confirm_cancellation(payment_id=payment.pk, by=county.checker)
    assert balances(county.line)[AccountKind.AVAILABLE] == before + FEN
    assert balances(county.line)[AccountKind.RESERVED] == 0


def test_a_cancellation_that_nobody_agrees_to_is_declined_and_the_payment_goes_on(county: County) -> None:
    [payment] = county.payments(1)
    decline = partial(decline_cancellation, payment_id=payment.pk)
    refused(NoCancellationProposed, lambda: decline(by=county.checker, reason="x"))
    propose_cancellation(payment_id=payment.pk, by=county.maker, reason="误选")
    refused(ReasonMissing, lambda: decline(by=county.checker, reason=" "))
    refused(NotAllowed, lambda: decline(by=a_person(Role.SUPERVISOR), reason="x"))
    decline(by=county.checker, reason="企业仍在经营")
    refused(NoCancellationProposed, lambda: confirm_cancellation(payment_id=payment.pk, by=county.checker))
    assert draft_batch(by=county.maker, title="y").payment_count == 1


def test_a_held_payment_leaves_the_queue_and_can_be_resumed(county: County) -> None:
    batch = county.released(2)
    payment = batch.payments.order_by("pk")[0]
    hold_payment(payment_id=payment.pk, by=county.maker, reason="来电核实")
    assert list(payment.attempts.values_list("state", flat=True)) == [AttemptState.CANCELLED]
    resume_payment(payment_id=payment.pk, by=county.maker)
    assert draft_batch(by=county.maker, title="y").payment_count == 1


@pytest.mark.parametrize(("row", "move"), [("payment", "settled"), ("payment", "released"), ("attempt", "settled")])
def test_the_database_refuses_a_move_that_the_table_does_not_have(county: County, row: str, move: str) -> None:
    county.locked()
    county.released()
    model = {"payment": Payment.objects.filter(state="locked"), "attempt": Attempt.objects.filter(state="queued")}[row]
    with pytest.raises(DatabaseError, match="no move of this kind"), transaction.atomic():
        model.update(state=move)


def test_the_database_refuses_a_second_live_attempt(county: County) -> None:
    county.released(1)
    attempt = Attempt.objects.get()
    attempt.pk, attempt.number, attempt.end_to_end_id = None, 2, "another"
    with pytest.raises(IntegrityError, match="one_live_attempt_per_payment"), transaction.atomic():
        attempt.save(force_insert=True)
