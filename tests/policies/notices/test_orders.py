"""The order of notice and confirmation is the policy's: notice first, and a second notice when amounts changed."""

import pytest

from cms.kernel.errands import run_due
from cms.kernel.models import Message
from cms.kernel.money import to_fen, yuan
from policies.budgets.errors import BudgetExhausted
from policies.budgets.queries import balances, ledger_faults
from policies.budgets.states import AccountKind
from policies.catalogue.states import Order, ShortageRule
from policies.disbursement.models import Payment
from policies.disbursement.tallies import tally_faults
from policies.grants.models import Decision, Grant
from policies.grants.services import withdraw_grant
from policies.grants.states import DecisionState, GrantState
from policies.notices.errors import AmountMissing
from policies.notices.models import Notice, Objection
from policies.notices.objecting import decide_objection
from policies.notices.services import close_due_notices
from tests.conftest import Clock
from tests.policies.grants.worlds import World, a_world, fixed
from tests.policies.notices.test_notices import objected

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("february")]


def shown_first(**parameters: object) -> tuple[World, Notice]:
    """A policy that shows names first, decided on; its first notice is open."""
    world = a_world(order=Order.NOTICE_FIRST, notice_days=5, **parameters)  # type: ignore[arg-type]
    world.decide()
    run_due()
    return world, Notice.objects.get()


def passed(clock: Clock, notice: Notice) -> None:
    """The notice's days are over."""
    clock.set(notice.closes_at)
    close_due_notices()
    run_due()


def states(world: World) -> list[str]:
    return [world.grant(place).state for place in range(len(world.firms))]


def test_notice_first_shows_what_is_due_before_anybody_is_asked(clock: Clock) -> None:
    world, notice = shown_first()
    assert [to_fen(line.amount) for line in notice.lines.order_by("amount")] == [2_000_000, 3_000_000]
    assert states(world) == ["noticed", "noticed"]
    assert not Message.objects.exists()
    passed(clock, notice)
    assert states(world) == ["decided", "decided"]
    assert Message.objects.count() == 2
    grant = world.grant()
    assert grant.asked_at == notice.closes_at
    assert grant.confirm_until is not None
    assert grant.confirm_until > notice.closes_at


def test_a_list_all_of_whose_grants_were_taken_back_gives_no_empty_notice() -> None:
    world = a_world(order=Order.NOTICE_FIRST, notice_days=5)
    decision = world.decide()
    for grant in decision.grants.order_by("pk"):
        withdraw_grant(grant_id=grant.pk, by=world.reviewer, reason="主体注销")
    run_due()
    decision.refresh_from_db()
    assert (decision.state, Notice.objects.count()) == (DecisionState.EMPTY, 0)


def test_amounts_that_were_shown_need_no_second_notice_and_are_paid_next(clock: Clock) -> None:
    world, notice = shown_first()
    passed(clock, notice)
    world.confirm_all()
    decision = fixed(Decision.objects.get())
    run_due()
    decision.refresh_from_db()
    assert (decision.state, states(world)) == (DecisionState.FINISHED, ["ready", "ready"])
    assert Notice.objects.count() == 1
    assert Payment.objects.count() == 2


def test_shares_that_differ_from_what_was_shown_are_shown_again_with_both_amounts(clock: Clock) -> None:
    world, notice = shown_first(fen=4_000_000, shortage_rule=ShortageRule.PRO_RATA)
    passed(clock, notice)
    world.confirm_all()
    fixed(Decision.objects.get())
    run_due()
    second = Notice.objects.get(number=2)
    assert [(to_fen(line.former_amount), to_fen(line.amount)) for line in second.lines.order_by("amount")] == [
        (2_000_000, 1_600_000),
        (3_000_000, 2_400_000),
    ]
    assert not Payment.objects.exists()
    passed(clock, second)
    assert states(world) == ["ready", "ready"]
    assert sum(to_fen(payment.amount) for payment in Payment.objects.all()) == 4_000_000


def test_who_is_contested_in_a_first_notice_keeps_its_share_and_follows_by_itself(clock: Clock) -> None:
    world, notice = shown_first()
    objection = objected(world, notice, 0)
    passed(clock, notice)
    world.confirm(1)
    fixed(Decision.objects.get())
    run_due()
    assert states(world) == ["contested", "ready"]
    assert balances(world.line)[AccountKind.RESERVED] == 5_000_000
    decide_objection(objection_id=objection.pk, by=world.reviewer, is_upheld=False, answer="经核实，不成立。")
    run_due()
    assert world.grant(0).state == GrantState.DECIDED
    world.confirm(0)
    run_due()
    assert (states(world), Notice.objects.count()) == (["ready", "ready"], 1)


def test_a_corrected_amount_is_shown_again_alone_and_what_is_reserved_follows(clock: Clock) -> None:
    world = a_world()
    notice = world.noticed()
    objection = objected(world, notice)
    decide_objection(
        objection_id=objection.pk, by=world.reviewer, is_upheld=True, answer="数据有误。", amount=yuan("15000")
    )
    second = Notice.objects.get(number=2)
    line = second.lines.get()
    assert (line.grant, line.amount, line.former_amount) == (world.grant(0), yuan("15000"), yuan("20000"))
    assert balances(world.line)[AccountKind.RESERVED] == 4_500_000
    passed(clock, notice)
    passed(clock, second)
    assert states(world) == ["ready", "ready"]
    assert (Grant.objects.get(enterprise=world.firms[0]).amount, ledger_faults()) == (yuan("15000"), {})


def carried_over(clock: Clock) -> tuple[World, Objection]:
    """The second firm, which is contested, gets all 25,000 yuan of the 30,000 it is due; the first gets none yet."""
    world = a_world(fen=2_500_000, shortage_rule=ShortageRule.CARRY_OVER)
    return world, objected(world, world.noticed(), 1)


def parts(world: World) -> list[tuple[str, int]]:
    """The parts of the second firm's grant."""
    rows = world.grant(1).instalments.order_by("number")
    return [(one.state, to_fen(one.amount)) for one in rows]


@pytest.mark.parametrize(
    ("corrected", "expected"),
    [
        ("40000", [("planned", 2_500_000), ("carried", 1_500_000)]),
        ("26000", [("planned", 2_500_000), ("carried", 100_000)]),
        ("4000", []),
    ],
)
def test_what_was_carried_over_is_carried_over_when_the_amount_is_corrected(
    clock: Clock, corrected: str, expected: list[tuple[str, int]]
) -> None:
    world, objection = carried_over(clock)
    assert parts(world) == [("planned", 2_500_000), ("carried", 500_000)]
    decide_objection(
        objection_id=objection.pk, by=world.reviewer, is_upheld=True, answer="数据有误。", amount=yuan(corrected)
    )
    assert (world.grant(1).amount, parts(world)) == (yuan(corrected), expected)
    assert balances(world.line)[AccountKind.RESERVED] == min(2_500_000, to_fen(yuan(corrected)))
    assert Notice.objects.get(number=2).lines.get().amount == yuan(corrected)
    assert (tally_faults(), ledger_faults()) == ([], {})


def test_a_grant_paid_whole_carries_what_a_correction_adds_beyond_the_line() -> None:
    world = a_world(fen=5_000_000, shortage_rule=ShortageRule.CARRY_OVER)
    objection = objected(world, world.noticed(), 1)
    decide_objection(objection_id=objection.pk, by=world.reviewer, is_upheld=True, answer="有误", amount=yuan("35000"))
    assert parts(world) == [("planned", 3_000_000), ("carried", 500_000)]
    assert (balances(world.line)[AccountKind.AVAILABLE], tally_faults(), ledger_faults()) == (0, [], {})


def test_a_first_notice_that_ends_leaves_the_grant_that_is_shown_again(clock: Clock) -> None:
    world = a_world()
    notice = world.noticed()
    clock.forward(days=3)
    objection = objected(world, notice)
    decide_objection(objection_id=objection.pk, by=world.reviewer, is_upheld=True, answer="有误", amount=yuan("15000"))
    passed(clock, notice)
    assert states(world) == ["noticed", "ready"]


def test_a_correction_needs_another_amount_that_the_line_can_bear() -> None:
    world = a_world(fen=5_000_000)
    objection = objected(world, world.noticed())
    for wrong, refusal in (("0", AmountMissing), ("20000", AmountMissing), ("20000.01", BudgetExhausted)):
        with pytest.raises(refusal):
            decide_objection(
                objection_id=objection.pk, by=world.reviewer, is_upheld=True, answer="有误", amount=yuan(wrong)
            )
    assert (Objection.objects.get().state, world.grant(0).state) == ("received", GrantState.CONTESTED)
    assert balances(world.line)[AccountKind.RESERVED] == 5_000_000


def test_an_objection_to_an_old_notice_that_is_rejected_does_not_cut_the_new_one_short(clock: Clock) -> None:
    world = a_world()
    notice = world.noticed()
    clock.forward(days=3)
    first = objected(world, notice)
    decide_objection(objection_id=first.pk, by=world.reviewer, is_upheld=True, answer="有误", amount=yuan("15000"))
    late = objected(world, notice)
    passed(clock, notice)
    decide_objection(objection_id=late.pk, by=world.reviewer, is_upheld=False, answer="经核实，不成立。")
    assert states(world) == ["noticed", "ready"]
    passed(clock, Notice.objects.get(number=2))
    assert states(world) == ["ready", "ready"]
