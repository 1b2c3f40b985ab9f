"""A payment that county and city bear together: one transfer, and every move of it on both lines, to the fen."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from cms.kernel.clock import business_today
from cms.kernel.errands import run_due
from cms.kernel.errors import WrongState
from cms.kernel.models import Event, Membership
from cms.kernel.money import from_fen, to_fen
from cms.kernel.people.models import MembershipState
from cms.kernel.roles import Role
from policies.budgets.models import BudgetLine
from policies.budgets.queries import balances, ledger_faults
from policies.budgets.services import Posting, appropriate, open_line, post
from policies.budgets.states import AccountKind, TransferKind
from policies.disbursement.advice import advice_data
from policies.disbursement.cancelling import confirm_cancellation, propose_cancellation
from policies.disbursement.clawbacks import demand_clawback, propose_clawback
from policies.disbursement.dispatch import claim_slice, record_outcomes
from policies.disbursement.drafting import draft_instalments, draft_payments, redraft_payment
from policies.disbursement.errors import BatchChanged, OwnEnterprise
from policies.disbursement.gateways.protocol import Outcome, Verdict
from policies.disbursement.models import Attempt, Payment
from policies.disbursement.redirecting import correct_account, start_correction
from policies.disbursement.reports import PAYMENTS
from policies.disbursement.services import approve_batch, draft_batch, lock_batch
from policies.disbursement.settlement import import_statement
from policies.disbursement.sources import bearers_told, spread, with_bearers
from policies.disbursement.telling import tell_grants
from policies.grants.instalments import Instalment
from policies.grants.models import Grant
from policies.grants.planning import move_of
from policies.grants.states import InstalmentState
from policies.models import AwardRecord, BankAccount
from tests.conftest import Clock
from tests.policies.disbursement.banks import TODAY
from tests.policies.disbursement.test_statements import day, paid
from tests.policies.disbursement.worlds import FEN, County, a_county
from tests.policies.officers import a_department

pytestmark = pytest.mark.django_db
CITY = FEN * 4 // 10
COUNTY = FEN - CITY


@pytest.fixture
def county(db: None, clock: Clock) -> County:
    clock.set(TODAY)
    return a_county()


def a_city_line(county: County) -> BudgetLine:
    line = open_line(
        fiscal_year=2023, code="c", name="市级奖补", department=county.line.department, by=county.maker, level="city"
    )
    return appropriate(line_id=line.pk, amount=from_fen(10**9), document="市财预1号", by=county.maker)


def an_instalment(grant: Grant, sources: list[list[int]], number: int = 1) -> Instalment:
    """The first is due, the second is to come."""
    return Instalment.objects.create(
        grant=grant,
        number=number,
        payee=grant.enterprise.party,
        amount=from_fen(sum(fen for _line, fen in sources)),
        sources=sources,
        fiscal_year=2023,
        due_on=business_today(),
        state=InstalmentState.DUE if number == 1 else InstalmentState.PLANNED,
    )


def by_two_lines(county: County, city: BudgetLine, *, later: bool = False) -> Payment:
    """One payment of FEN, six tenths from the county's line and four from the city's; with `later`, half is to come."""
    [grant] = county.grants(1)
    about = f"grant:{grant.pk}"
    post([Posting(TransferKind.RELEASE, county.line.pk, FEN, f"{about}:replan", about)])
    for number in (1, 2) if later else (1,):
        one = an_instalment(grant, [[county.line.pk, COUNTY], [city.pk, CITY]], number)
        post(move_of(TransferKind.RESERVE, one, "reserve"))
    assert draft_payments(Grant.objects.filter(pk=grant.pk)) == []
    [payment] = draft_instalments(Instalment.objects.filter(grant=grant))
    assert draft_instalments(Instalment.objects.filter(grant=grant)) == []
    return payment


def stands(*lines: BudgetLine, account: AccountKind) -> list[int]:
    return [balances(line)[account] for line in lines]


def sent(county: County, payment: Payment, verdict: Verdict = Verdict.ACCEPTED) -> Attempt:
    claimed = claim_slice(county.pay_again([payment.pk]).slices.get().pk)
    record_outcomes([(one.attempt_id, Outcome(verdict, code="AM04")) for one in claimed])
    return Attempt.objects.select_related("payment").latest("pk")


def test_both_lines_bear_their_part_from_the_reservation_to_the_statement(county: County) -> None:
    city = a_city_line(county)
    payment = by_two_lines(county, city)
    assert stands(county.line, city, account=AccountKind.RESERVED) == [COUNTY, CITY]
    attempt = sent(county, payment)
    assert stands(county.line, city, account=AccountKind.IN_FLIGHT) == [COUNTY, CITY]
    import_statement(day(paid(attempt)))
    assert stands(county.line, city, account=AccountKind.PAID) == [COUNTY, CITY]
    assert ledger_faults() == {}


def test_a_refused_or_returned_payment_goes_back_to_both_lines_and_is_paid_again(county: County) -> None:
    city = a_city_line(county)
    payment = by_two_lines(county, city)
    sent(county, payment, Verdict.REFUSED)
    assert stands(county.line, city, account=AccountKind.RESERVED) == [COUNTY, CITY]
    Payment.objects.filter(pk=payment.pk).update(state="drafted", batch=None)
    attempt = sent(county, payment)
    returned = paid(attempt, "R1", kind="return", is_debit=False, reason="AC04")
    import_statement(day(paid(attempt), returned))
    assert stands(county.line, city, account=AccountKind.RETURNED) == [COUNTY, CITY]
    start_correction(payment_id=payment.pk, by=county.maker)
    correct_account(payment_id=payment.pk, account_id=BankAccount.objects.get().pk, by=county.maker)
    assert stands(county.line, city, account=AccountKind.RESERVED) == [COUNTY, CITY]
    assert ledger_faults() == {}


def test_money_demanded_back_returns_to_the_lines_in_proportion(county: County) -> None:
    city = a_city_line(county)
    attempt = sent(county, by_two_lines(county, city))
    import_statement(day(paid(attempt)))
    proposed = propose_clawback(payment_id=attempt.payment_id, amount=from_fen(50_001), reason="x", by=county.maker)
    asked = demand_clawback(clawback_id=proposed.pk, by=county.checker)
    entry = paid(attempt, "Z1", is_debit=False, kind="receipt", end_to_end_id=asked.reference, amount_fen=50_001)
    import_statement(day(entry, opening=10**9 - FEN, after=1))
    assert stands(county.line, city, account=AccountKind.PAID) == [COUNTY - 30_001, CITY - 20_000]
    assert ledger_faults() == {}


def given_back(county: County, attempt: Attempt, fen: int, *, opening: int, after: int) -> int:
    """So much is demanded back and on the statement `after` days later; returns what the bank has then."""
    proposed = propose_clawback(payment_id=attempt.payment_id, amount=from_fen(fen), reason="x", by=county.maker)
    asked = demand_clawback(clawback_id=proposed.pk, by=county.checker)
    reference = f"Z{after}"
    entry = paid(attempt, reference, is_debit=False, kind="receipt", end_to_end_id=asked.reference, amount_fen=fen)
    import_statement(day(entry, opening=opening, after=after))
    return opening + fen


def test_no_line_is_given_back_more_than_it_bore_in_however_many_demands(county: County) -> None:
    city = a_city_line(county)
    [grant] = county.grants(1)
    about = f"grant:{grant.pk}"
    post([Posting(TransferKind.RELEASE, county.line.pk, FEN, f"{about}:replan", about)])
    one = an_instalment(grant, [[county.line.pk, FEN // 2], [city.pk, FEN // 2]])
    post(move_of(TransferKind.RESERVE, one, "reserve"))
    [payment] = draft_instalments(Instalment.objects.filter(pk=one.pk))
    attempt = sent(county, payment)
    import_statement(day(paid(attempt)))
    opening = 10**9 - FEN
    for after, fen in enumerate((40_001, 39_999, 40_000), 1):  # the odd fen fell to the first line each time
        opening = given_back(county, attempt, fen, opening=opening, after=after)
    assert stands(county.line, city, account=AccountKind.PAID) == [0, 0]
    assert ledger_faults() == {}


def test_what_was_returned_is_not_drafted_again_before_its_money_is_reserved(county: County) -> None:
    city = a_city_line(county)
    attempt = sent(county, by_two_lines(county, city))
    import_statement(day(paid(attempt), paid(attempt, "R1", kind="return", is_debit=False, reason="AC04")))
    payment = start_correction(payment_id=attempt.payment_id, by=county.maker)
    events = Event.objects.count()
    with pytest.raises(WrongState):
        redraft_payment(payment_id=payment.pk, by=county.maker)
    payment.refresh_from_db()
    assert (payment.state, Event.objects.count()) == ("correcting", events)
    assert stands(county.line, city, account=AccountKind.RETURNED) == [COUNTY, CITY]


def test_the_account_of_a_payment_that_is_not_being_corrected_stays(county: County) -> None:
    payment = by_two_lines(county, a_city_line(county))
    Payment.objects.filter(pk=payment.pk).update(state="held")
    with pytest.raises(WrongState):
        correct_account(payment_id=payment.pk, account_id=BankAccount.objects.get().pk, by=county.maker)


def test_a_grant_whose_last_payment_is_cancelled_is_paid_with_what_was_paid(county: County) -> None:
    city = a_city_line(county)
    attempt = sent(county, by_two_lines(county, city, later=True))
    Instalment.objects.filter(number=2).update(state=InstalmentState.DUE)
    [second] = draft_instalments(Instalment.objects.filter(number=2))
    import_statement(day(paid(attempt)))
    run_due()
    propose_cancellation(payment_id=second.pk, by=county.maker, reason="x")
    confirm_cancellation(payment_id=second.pk, by=county.checker)
    assert Grant.objects.get().state == "ready"
    run_due()
    assert Grant.objects.get().state == "paid"
    assert [to_fen(award.amount) for award in AwardRecord.objects.all() if award.amount is not None] == [FEN]
    assert stands(county.line, city, account=AccountKind.RESERVED) == [0, 0]


def test_a_grant_of_which_all_came_back_before_its_last_instalment_was_stopped_is_no_award(county: County) -> None:
    attempt = sent(county, by_two_lines(county, a_city_line(county), later=True))
    statement = import_statement(day(paid(attempt)))
    given_back(county, attempt, FEN, opening=10**9 - FEN, after=1)
    assert Grant.objects.get().state == "ready"
    Instalment.objects.filter(number=2).update(state=InstalmentState.STOPPED)
    tell_grants(statement.pk)
    assert Grant.objects.get().state == "reclaimed"


def test_nobody_handles_what_another_payee_gets_of_the_own_enterprise_s_grant(county: County) -> None:
    payment = by_two_lines(county, a_city_line(county))
    Payment.objects.filter(pk=payment.pk).update(payee=a_department("乡镇"))
    own, enterprise = MembershipState.ACTIVE, payment.grant.enterprise.party
    Membership.objects.create(user=county.maker, party=enterprise, role=Role.ENTERPRISE, state=own)
    with pytest.raises(OwnEnterprise):
        propose_cancellation(payment_id=payment.pk, by=county.maker, reason="x")


def test_a_grant_is_paid_only_when_its_last_instalment_is(county: County) -> None:
    city = a_city_line(county)
    attempt = sent(county, by_two_lines(county, city, later=True))
    statement = import_statement(day(paid(attempt)))
    tell_grants(statement.pk)
    grant = Grant.objects.get()
    assert grant.state == "ready"
    Instalment.objects.filter(number=2).update(state=InstalmentState.STOPPED)
    tell_grants(statement.pk)
    grant.refresh_from_db()
    assert grant.state == "paid"


def test_what_each_line_bears_is_part_of_what_is_approved(county: County) -> None:
    city = a_city_line(county)
    payment = by_two_lines(county, city)
    from_city = f"[[{county.line.pk}, {CITY}], [{city.pk}, {COUNTY}]]"
    batch = locked_alone(county, payment)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE policies_payment DISABLE TRIGGER USER")
        cursor.execute("UPDATE policies_payment SET sources = %s", [from_city])
    with pytest.raises(BatchChanged):
        approve_batch(batch_id=batch, by=county.checker)


def locked_alone(county: County, payment: Payment) -> int:
    batch = draft_batch(by=county.maker, title="x", payment_ids=[payment.pk])
    return lock_batch(batch_id=batch.pk, by=county.maker).pk


def test_the_database_refuses_lines_that_do_not_bear_all_of_a_payment(county: County) -> None:
    payment = by_two_lines(county, a_city_line(county))
    with pytest.raises(IntegrityError, match="bear_all_of_it"), transaction.atomic():
        Payment.objects.filter(pk=payment.pk).update(sources=[[county.line.pk, FEN - 1]])


UNSOUND = ("[[{0}]]", "[[{0}, {2}], [{1}]]", "[[{0}, {2}], [{1}, null]]", '{{"{0}": {2}}}', '[[{0}, "{2}"]]', '"{2}"')
UNSOUND += ("[[{0}, {3}], [{0}, {3}]]", "[[{0}, {3}.5], [{1}, {3}.5]]", "[{2}]", "[[null, {2}]]", "null")
WEAK = """
CREATE OR REPLACE FUNCTION policies_adds_up(sources jsonb, amount numeric) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT sum((one ->> 1)::bigint) = amount * 100 FROM jsonb_array_elements(sources) AS one
$$
"""


def written(county: County, city: BudgetLine, payment: Payment, sources: str) -> None:
    """The sources as somebody would write them by hand."""
    with transaction.atomic(), connection.cursor() as cursor:
        said = sources.format(county.line.pk, city.pk, FEN, FEN // 2)
        cursor.execute("UPDATE policies_payment SET sources = %s::jsonb WHERE id = %s", [said, payment.pk])


@pytest.mark.parametrize("sources", UNSOUND)
def test_the_database_refuses_lines_without_an_amount_or_without_a_line(county: County, sources: str) -> None:
    city = a_city_line(county)
    payment = by_two_lines(county, city)
    with pytest.raises(IntegrityError, match="bear_all_of_it"):
        written(county, city, payment, sources)


def test_without_the_strict_function_a_pair_without_an_amount_passes(county: County) -> None:
    city = a_city_line(county)
    payment = by_two_lines(county, city)
    with connection.cursor() as cursor:
        cursor.execute(WEAK)
    written(county, city, payment, "[[{0}]]")
    payment.refresh_from_db()
    assert payment.sources == [[county.line.pk]]


def test_lists_papers_and_pages_name_every_line_that_bears_a_payment(county: County) -> None:
    city = a_city_line(county)
    payment = by_two_lines(county, city)
    whole = f"{county.line} 720.00；{city} 480.00"
    [row] = PAYMENTS.rows(county.maker, {})
    told = {str(column.head): column.value(row) for column in PAYMENTS.columns}
    assert told["预算项目"] == whole
    import_statement(day(paid(sent(county, payment))))
    payment.refresh_from_db()
    assert ["预算项目", whole] in advice_data(payment, "")["facts"]
    client = Client()
    client.force_login(county.maker)
    page = client.get(reverse("policies:payment", args=[payment.pk])).text
    assert (str(county.line) in page, "720.00" in page, str(city) in page, "480.00" in page) == (True,) * 4


def test_a_list_of_payments_reads_their_lines_in_one_query(
    county: County, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    by_two_lines(county, a_city_line(county))
    county.payments(2)
    with django_assert_num_queries(1):
        assert len([bearers_told(one) for one in with_bearers(Payment.objects.select_related("line"))]) == 3


def test_an_instalment_that_holds_money_names_its_lines(county: County) -> None:
    by_two_lines(county, a_city_line(county), later=True)
    with pytest.raises(IntegrityError, match="names_its_lines"), transaction.atomic():
        Instalment.objects.filter(number=2).update(sources=[])


def test_a_move_on_several_lines_sums_to_the_move() -> None:
    whole = Posting(TransferKind.SETTLE, 1, 100, "k", "a", "u")
    parts = spread(whole, [[1, 1], [2, 1], [3, 1]])
    assert [(one.line_id, one.amount_fen, one.key, one.undoes) for one in parts] == [
        (1, 34, "k:1", "u:1"),
        (2, 33, "k:2", "u:2"),
        (3, 33, "k:3", "u:3"),
    ]
    assert spread(whole, []) == [whole]
