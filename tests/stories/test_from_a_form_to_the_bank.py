"""From a form to the bank: an enterprise applies for what no department knows, is asked to correct, and is paid."""

from datetime import date, timedelta

import pytest

from cms.figures.report import figures
from cms.kernel.models import User
from cms.kernel.money import yuan
from cms.kernel.people.services import approve_membership
from cms.kernel.roles import Role
from cms.pages.services import approve_policy_page, submit_policy_page, write_policy_page
from marketplace.oversight.periods import Period
from policies.applications.completing import Said, corrections_of, save_draft, wanted_of
from policies.applications.models import Application
from policies.applications.reviewing import approve_application, give_opinion, opinions_of, return_application
from policies.applications.services import begin_application, submit_application
from policies.budgets.queries import balances, ledger_faults
from policies.budgets.services import appropriate
from policies.budgets.states import AccountKind
from policies.catalogue.states import Channel
from policies.disbursement.sandbox.control import SandboxControl
from policies.disbursement.tallies import tally_faults
from policies.grants.models import Grant
from policies.grants.queries import offered_accounts
from policies.grants.services import confirm_grant
from policies.grants.states import GrantState
from policies.matching.queries import matches_to_decide
from policies.models import CurrentFact, Enterprise, Version
from policies.notices.models import Notice
from policies.rules.writing import to_json
from policies.rules.yaml_form import rule_from_yaml
from tests.cms.pages.worlds import World, a_world
from tests.conftest import Clock
from tests.policies.applications.worlds import pdf
from tests.policies.worlds import imported, officer, uscc
from tests.stories.test_from_a_clause_to_the_bank import three_people_release
from tests.stories.world import it_is, signs_up, the_house_keeps_up

pytestmark = pytest.mark.django_db
RULE = """
rule: 1
code: SB-2023
title: {zh: 设备更新补助, en: Grant on new equipment}
who:
  all:
    - project.equipment_investment 以上 500万元
amount:
  multiply: [project.equipment_investment, 1.5%]
"""
HEADER = ("统一社会信用代码", "企业名称", "户名", "开户行", "账号")
NAME = "精工机械"
INVESTMENT = ("project.equipment_investment", "")


@pytest.fixture
def county(db: None, clock: Clock) -> World:
    """A site and its people on 1 February 2023; 500,000 yuan stand on the policy's line; one enterprise is known."""
    clock.set(date(2023, 2, 1))
    county = a_world()
    appropriate(line_id=county.line.pk, amount=yuan("500000"), document="云财预〔2023〕1号", by=officer(Role.MAKER))
    imported([HEADER, (uscc(10), NAME, NAME, "中国银行云川支行", "6222000010000010")], as_of=date(2023, 1, 31))
    return county


def test_from_a_form_to_the_bank(county: World, clock: Clock, bank: SandboxControl) -> None:
    it_is(clock, date(2023, 2, 3))
    version = a_policy_to_apply_for(county)
    enterprise = Enterprise.objects.get()
    clerk = somebody_of(enterprise)
    application = applies(version, enterprise, clerk)

    it_is(clock, date(2023, 2, 7))
    application = asked_to_correct_and_hands_in_again(county, application, clerk)
    it_is(clock, date(2023, 2, 9))
    grant = reviewed_and_granted(county, application)
    account = offered_accounts(enterprise.pk, enterprise.name).get()
    confirm_grant(grant_id=grant.pk, by=clerk, account_id=account.pk, scale="S")
    the_house_keeps_up()

    notice = Notice.objects.get()
    assert [(line.name, line.amount) for line in notice.lines.all()] == [(NAME, yuan("102000"))]
    it_is(clock, notice.closes_at)
    released_on = notice.last_day + timedelta(days=1)
    bank.set_date(released_on)
    batch = three_people_release()
    the_house_keeps_up()
    bank.set_date(released_on + timedelta(days=1))
    it_is(clock, released_on + timedelta(days=1))
    grant.refresh_from_db()
    assert (grant.state, batch.payments.get().amount) == (GrantState.PAID, yuan("102000"))
    assert (balances(county.line)[AccountKind.PAID], ledger_faults(), tally_faults()) == (102_000_00, {}, [])
    half_year = Period(date(2023, 1, 1), date(2023, 6, 30))
    assert figures(policy=half_year)["policy"]["no_application_paid_fen"] == 0


def a_policy_to_apply_for(county: World) -> Version:
    """The page says 申报 and its rule names no channel: what is published has one channel, the page's."""
    text = county.text(
        code="SB-2023",
        title="设备更新补助",
        rule=to_json(rule_from_yaml(RULE)),
        channel=Channel.ON_APPLICATION,
        co_departments=[county.legal],
        decide_days=10,
        evidence="设备购置发票 | Invoices\n现场照片（可选）",
    )
    page = write_policy_page(by=county.editor, index=county.library, data=text)
    submit_policy_page(page, county.editor)
    approve_policy_page(page, county.reviewer)
    approve_policy_page(page, county.lawyer)
    the_house_keeps_up()
    version = Version.objects.get()
    assert (version.rule["channels"], version.channel) == ({"usual": "on_application"}, "on_application")
    assert not matches_to_decide(version).exists()
    return version


def somebody_of(enterprise: Enterprise) -> User:
    """Somebody signs up for the enterprise, and the authorisation is looked at."""
    claim = signs_up("经办", party=enterprise.party, role=Role.ENTERPRISE)
    approve_membership(membership_id=claim.pk, by=officer(Role.ADMINISTRATOR))
    return claim.user


def applies(version: Version, enterprise: Enterprise, clerk: User) -> Application:
    """The form asks for the one fact no department has; it is stated with its paper and handed in."""
    draft = begin_application(version_id=version.pk, enterprise_id=enterprise.pk, by=clerk)
    assert [wanted.key for wanted in wanted_of(draft)] == [INVESTMENT]
    said = Said(
        facts={INVESTMENT: "680万元"},
        proofs={INVESTMENT: pdf()},
        papers={"paper1": pdf()},
        account_id=offered_accounts(enterprise.pk, enterprise.name).get().pk,
        scale="S",
    )
    save_draft(application_id=draft.pk, said=said, by=clerk)
    return submit_application(application_id=draft.pk, by=clerk)


def asked_to_correct_and_hands_in_again(county: World, application: Application, clerk: User) -> Application:
    """The invoices cannot be read; better ones come, and the department's ten working days rest meanwhile."""
    reasons = {"file-paper1": "发票不清晰"}
    returned = return_application(application_id=application.pk, corrections=reasons, by=county.reviewer)
    assert corrections_of(returned) == reasons
    save_draft(application_id=application.pk, said=Said(papers={"paper1": pdf("better.pdf")}), by=clerk)
    again = submit_application(application_id=application.pk, by=clerk)
    left = "2023-02-17T16:00:00+00:00"  # ten working days from 3 February: none passed while the enterprise corrected
    assert (again.round, again.decide_until.isoformat()) == (2, left)  # type: ignore[union-attr]
    return again


def reviewed_and_granted(county: World, application: Application) -> Grant:
    """The co-department agrees, the lead compares the statement with its paper and grants; the money is reserved."""
    opinion = opinions_of(application).get()
    give_opinion(opinion_id=opinion.pk, agrees=True, text="情况属实", by=county.lawyer)
    checked = list(application.facts.values_list("pk", flat=True))
    approve_application(application_id=application.pk, by=county.reviewer, checked=checked)
    the_house_keeps_up()
    grant = Grant.objects.get()
    assert grant.match.facts[0]["source"] == "enterprise"
    assert not CurrentFact.objects.filter(kind__code=INVESTMENT[0]).exists()
    assert balances(county.line)[AccountKind.RESERVED] == 102_000_00
    return grant
