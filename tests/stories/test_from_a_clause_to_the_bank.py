"""From a clause to the bank: a clause becomes a rule, the rule finds enterprises, and the bank pays them."""

from collections.abc import Iterable
from datetime import date

import pytest

from cms.figures.report import figures
from cms.kernel.errors import NotAllowed, SamePersonTwice
from cms.kernel.money import yuan
from cms.kernel.people.services import appoint, approve_membership
from cms.kernel.roles import Role
from cms.pages.services import approve_policy_page, submit_policy_page, write_policy_page
from marketplace.oversight.periods import Period
from policies.budgets.queries import balances, ledger_faults
from policies.budgets.services import appropriate
from policies.budgets.states import AccountKind
from policies.catalogue.states import ShortageRule
from policies.disbursement.models import Attempt, Batch, Payment
from policies.disbursement.sandbox.control import SandboxControl
from policies.disbursement.services import approve_batch, draft_batch, lock_batch, release_batch
from policies.disbursement.states import PaymentState
from policies.disbursement.tallies import tally_faults
from policies.grants.models import Decision, Grant
from policies.grants.queries import offered_accounts
from policies.grants.services import confirm_grant, decide_grants
from policies.grants.states import DecisionState, GrantState
from policies.matching.models import Match
from policies.matching.queries import current_matches, latest_run
from policies.matching.states import Verdict
from policies.models import Version
from policies.notices.models import Notice
from policies.rules.writing import to_json
from policies.rules.yaml_form import rule_from_yaml
from tests.cms.pages.worlds import World, a_world
from tests.conftest import Clock
from tests.policies.worlds import imported, officer, uscc
from tests.stories.world import it_is, signs_up, the_house_keeps_up

pytestmark = pytest.mark.django_db
HALF_YEAR = Period(date(2023, 1, 1), date(2023, 6, 30))
CLAUSE = "上年度营业收入1000万元（含）以上、未被列入严重违法失信名单的企业，按营业收入的1%给予奖励，免申即享。"
RULE = """
rule: 1
code: GM-2023
title: {zh: 规模发展奖励, en: Reward for size}
assessed: {grain: year, lag: 1}
who:
  all:
    - finance.revenue[y] 以上 1000万元
    - none: [credit.serious_dishonest]
amount:
  multiply: ["finance.revenue[y]", 1%]
channels: {usual: no_application}
"""
HEADER = ("统一社会信用代码", "企业名称", "2022年营业收入（万元）", "严重违法失信", "户名", "开户行", "账号")
SMALLER, LARGER, DISHONEST, SILENT_BUREAU, SHORT = "精工机械", "恒力液压", "远大贸易", "新芽科技", "青山食品"
REVENUES = {SMALLER: "2000", LARGER: "4000", DISHONEST: "500", SILENT_BUREAU: "", SHORT: "999"}


@pytest.fixture
def county(db: None, clock: Clock) -> World:
    """A site, two departments and their people on 1 February 2023; 300,000 yuan stand on the policy's budget line."""
    clock.set(date(2023, 2, 1))
    county = a_world()
    maker = officer(Role.MAKER)
    appropriate(line_id=county.line.pk, amount=yuan("300000"), document="云财预〔2023〕1号", by=maker)
    return county


def test_from_a_clause_to_the_bank(county: World, clock: Clock, bank: SandboxControl) -> None:
    the_statistics_bureau_sends_its_file()
    it_is(clock, date(2023, 2, 3))
    version = an_editor_writes_and_two_reviewers_publish(county)
    the_rule_finds_whom_the_clause_means(version)

    it_is(clock, date(2023, 2, 6))
    decision = decide_grants(version_id=version.pk, by=county.reviewer)
    the_house_keeps_up()
    for grant in decision.grants.all():
        its_own_person_confirms(grant)
    it_is(clock, decision.confirm_until)
    the_money_is_shared(decision)

    notice = Notice.objects.get(decision=decision)
    assert (notice.opens_on, notice.last_day) == (date(2023, 2, 22), date(2023, 3, 2))  # seven working days
    it_is(clock, notice.last_day)
    assert not Payment.objects.exists()
    it_is(clock, notice.closes_at)
    bank.set_date(date(2023, 3, 3))
    batch = three_people_release()
    the_house_keeps_up()  # the instructions are sent
    assert set(Attempt.objects.values_list("state", flat=True)) == {"accepted"}

    bank.set_date(date(2023, 3, 4))
    it_is(clock, date(2023, 3, 4))  # the statement of the day before is fetched
    the_money_has_arrived(county, batch, bank)


def the_statistics_bureau_sends_its_file() -> None:
    """A CSV file in GB18030 brings five enterprises, their revenue, their standing and their accounts."""
    rows = [
        (
            uscc(number),
            name,
            revenue,
            "是" if name == DISHONEST else "否",
            name,
            "中国银行云川支行",
            f"62220000100000{number}",
        )
        for number, (name, revenue) in enumerate(REVENUES.items(), 10)
    ]
    received = imported([HEADER, *rows], as_of=date(2023, 1, 31), encoding="gb18030")
    assert (received.row_count, received.rejected_count, received.new_enterprise_count) == (5, 0, 5)


def an_editor_writes_and_two_reviewers_publish(county: World) -> Version:
    """The clause stands on the page in words and as a rule; page and rule become public together."""
    rule = to_json(rule_from_yaml(RULE))
    text = county.text(
        code="GM-2023",
        title="规模发展奖励",
        body=f"# 奖励标准\n{CLAUSE}",
        rule=rule,
        shortage_rule=ShortageRule.PRO_RATA,
    )
    page = write_policy_page(by=county.editor, index=county.library, data=text)
    submit_policy_page(page, county.editor)
    assert not approve_policy_page(page, county.reviewer).live
    assert not Version.objects.exists()
    assert approve_policy_page(page, county.lawyer).live
    the_house_keeps_up()
    return Version.objects.get(policy__code="GM-2023")


def the_rule_finds_whom_the_clause_means(version: Version) -> None:
    """Two qualify; one misses by a single condition, one cannot be judged, and the dishonest one is out."""
    assert names(current_matches(version)) == {SMALLER, LARGER}
    near, lacking = current_matches(version, Verdict.NEAR), current_matches(version, Verdict.NEEDS_DATA)
    assert (names(near), near.get().explanation["near_miss"]["short_by"]) == ({SHORT}, "10000")
    assert (names(lacking), lacking.get().explanation["missing"][0]["fact"]) == (
        {SILENT_BUREAU},
        "finance.revenue[2022]",
    )
    run = latest_run(version)
    assert run is not None
    assert (run.examined_count, run.met_count, run.amount) == (5, 2, yuan("600000"))


def names(matches: Iterable[Match]) -> set[str]:
    """Whom the matches name."""
    return {match.enterprise.name for match in matches}


def its_own_person_confirms(grant: Grant) -> None:
    """Somebody signs up for the enterprise; only once their authorisation was looked at may they confirm."""
    enterprise = grant.enterprise
    account = offered_accounts(enterprise.pk, enterprise.name).get()
    claim = signs_up(f"{enterprise.name}经办", party=enterprise.party, role=Role.ENTERPRISE)
    with pytest.raises(NotAllowed):
        confirm_grant(grant_id=grant.pk, by=claim.user, account_id=account.pk, scale="S")
    approve_membership(membership_id=claim.pk, by=officer(Role.ADMINISTRATOR))
    confirm_grant(grant_id=grant.pk, by=claim.user, account_id=account.pk, scale="S")


def the_money_is_shared(decision: Decision) -> None:
    """600,000 yuan are owed and 300,000 are there: each gets half, to the fen, and names are shown in public."""
    decision.refresh_from_db()
    assert (decision.state, decision.fixed_amount) == (DecisionState.NOTICED, yuan("300000"))
    amounts = {grant.enterprise.name: grant.amount for grant in decision.grants.all()}
    assert amounts == {SMALLER: yuan("100000"), LARGER: yuan("200000")}


def three_people_release() -> Batch:
    """Who made the batch may not check it, who checked it may not release it, whatever else they are allowed."""
    maker, checker, releaser = (officer(role) for role in (Role.MAKER, Role.CHECKER, Role.RELEASER))
    for person, second in ((maker, Role.CHECKER), (checker, Role.RELEASER)):
        appoint(user=person, party=person.memberships.get().party, role=second, by=None)
    batch = draft_batch(by=maker, title="第一批惠企资金")
    lock_batch(batch_id=batch.pk, by=maker)
    with pytest.raises(SamePersonTwice):
        approve_batch(batch_id=batch.pk, by=maker)
    approve_batch(batch_id=batch.pk, by=checker)
    with pytest.raises(SamePersonTwice):
        release_batch(batch_id=batch.pk, by=checker)
    return release_batch(batch_id=batch.pk, by=releaser)


def the_money_has_arrived(county: World, batch: Batch, bank: SandboxControl) -> None:
    """The bank paid each once, its statement settled it, the books agree, and the county's figures count it."""
    assert sorted(bank.executions().values()) == [1, 1]
    assert set(batch.payments.values_list("state", flat=True)) == {PaymentState.SETTLED}
    assert set(Grant.objects.values_list("state", flat=True)) == {GrantState.PAID}
    assert (ledger_faults(), tally_faults()) == ({}, [])
    books = balances(county.line)
    assert (books[AccountKind.AVAILABLE], books[AccountKind.PAID]) == (0, 300_000_00)
    assert figures(policy=HALF_YEAR)["policy"] == {"policies_entered": 1, "no_application_paid_fen": 300_000_00}
