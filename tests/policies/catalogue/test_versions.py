"""Versions: frozen when published, one of them live, in force from the first day to the last on the business clock."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from cms.kernel.errors import NotAllowed, Refused
from cms.kernel.models import Event
from cms.kernel.roles import Role
from policies.catalogue.documents import PolicyDocument
from policies.catalogue.errors import (
    AlreadyOver,
    ApplicationTermsWrong,
    BudgetLineMissing,
    CaseFails,
    ChannelContradicts,
    EndsBeforeItBegins,
    NotADepartment,
    NothingNew,
    RuleFaulty,
    ScopeContradicts,
)
from policies.catalogue.queries import live_version, policy_calendar, rule_of, versions_in_force
from policies.catalogue.services import (
    draft_policy,
    expire_due_policies,
    open_due_versions,
    publish_version,
    withdraw_version,
)
from policies.catalogue.states import BenefitClass, Channel, OncePer
from policies.models import Policy, Version
from tests.conftest import Clock
from tests.policies.worlds import department, enterprise, officer

pytestmark = pytest.mark.django_db

RULE = {
    "rule": 1,
    "code": "technical-renovation",
    "title": {"zh": "技术改造奖补", "en": "Technical renovation"},
    "who": {"all": [{"holds": "enterprise.is_private"}]},
    "amount": {"yuan": "50000"},
}


@pytest.fixture(autouse=True)
def opening(clock: Clock) -> None:
    clock.set(date(2023, 2, 1))


@pytest.fixture
def policy() -> Policy:
    return draft_policy(code="tech", title_zh="技术改造奖补", lead_department=department(), by=officer(Role.EDITOR))


def document(**changes: Any) -> PolicyDocument:
    plain = {"title_zh": "技术改造奖补", "text": "第一条", "valid_from": date(2023, 1, 1), "rule": RULE}
    return PolicyDocument(**plain | {"benefit_class": BenefitClass.RELIEF} | changes)


def published(policy: Policy, **changes: Any) -> Version:
    return publish_version(policy_id=policy.pk, by=None, document=document(**changes))


def test_a_published_version_is_live_and_says_so_once(policy: Policy) -> None:
    version = published(policy)
    assert (version.state, version.number, live_version(policy)) == ("live", 1, version)
    assert rule_of(version).title.zh == "技术改造奖补"
    assert Event.objects.filter(name="version.published", subject_id=version.pk).count() == 1


def test_the_next_version_takes_the_place_of_the_one_before(policy: Policy) -> None:
    first = published(policy)
    second = published(policy, text="第一条（修订）")
    first.refresh_from_db()
    assert (first.state, second.state, second.number, second.supersedes) == ("superseded", "live", 2, first)


def test_the_database_refuses_to_change_what_was_published_or_to_keep_two_alive(policy: Policy) -> None:
    first = published(policy)
    for change in ({"text": "偷偷修改"}, {"rule": None}, {"notice_days": 1}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Version.objects.filter(pk=first.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        first.delete()
    published(policy, text="修订")
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.filter(pk=first.pk).update(state="live")
    assert Version.objects.get(pk=first.pk).text == "第一条"


def test_a_version_with_a_later_first_day_waits_for_it(policy: Policy, clock: Clock) -> None:
    current = published(policy)
    coming = published(policy, text="修订", valid_from=date(2023, 3, 1))
    assert (coming.state, live_version(policy)) == ("scheduled", current)
    assert open_due_versions() == 0
    clock.set(date(2023, 3, 1))
    assert open_due_versions() == 1
    assert live_version(policy) == coming


def test_a_version_is_in_force_through_its_last_day_and_not_after(policy: Policy, clock: Clock) -> None:
    version = published(policy, last_day=date(2023, 6, 30))
    clock.set(date(2023, 6, 30))
    assert expire_due_policies() == 0
    clock.set(date(2023, 7, 1))
    assert expire_due_policies() == 1
    version.refresh_from_db()
    assert (version.state, live_version(policy)) == ("expired", None)
    assert list(versions_in_force(date(2023, 6, 30))) == [version]
    assert [(entry.day, entry.begins) for entry in policy_calendar(date(2023, 1, 1), date(2023, 12, 31))] == [
        (date(2023, 1, 1), True),
        (date(2023, 6, 30), False),
    ]


def test_a_policy_of_text_alone_can_be_published(policy: Policy) -> None:
    assert not published(policy, rule=None).is_executable


@pytest.mark.parametrize(
    "rule",
    [
        {"rule": 1},
        RULE | {"amount": {"yuan": "1e400"}},
        RULE | {"who": {"holds": "no.such_fact"}},
        RULE | {"who": {"compare": {"left": {"fact": "enterprise.founded_on"}, "is": "以上", "right": {"yuan": "1"}}}},
    ],
)
def test_a_faulty_rule_is_refused_with_its_place_and_nothing_is_published(policy: Policy, rule: dict[str, Any]) -> None:
    with pytest.raises(RuleFaulty) as refused:
        published(policy, rule=rule)
    assert refused.value.problems
    assert Version.objects.count() == 0


def test_publishing_the_same_again_or_after_its_end_or_backwards_is_refused(policy: Policy) -> None:
    published(policy)
    for refusal, changes in (
        (NothingNew, {}),
        (AlreadyOver, {"last_day": date(2023, 1, 31)}),
        (EndsBeforeItBegins, {"last_day": date(2022, 12, 31)}),
    ):
        with pytest.raises(refusal):
            published(policy, **changes)
    assert Version.objects.count() == 1


@pytest.mark.parametrize(
    ("refusal", "changes"),
    [
        (ChannelContradicts, {"rule": RULE | {"channels": {"usual": "on_application"}}}),
        (ChannelContradicts, {"rule": RULE | {"channels": {"usual": "no_application"}}, "channel": Channel.AT_ONCE}),
        (ScopeContradicts, {"rule": RULE | {"once_per": "project"}}),
        (ScopeContradicts, {"rule": RULE | {"once_per": "enterprise_period"}, "once_per": OncePer.STEP}),
        (ApplicationTermsWrong, {"apply_from": date(2023, 3, 2), "apply_until": date(2023, 3, 1)}),
    ],
)
def test_a_page_that_contradicts_its_rule_or_itself_is_refused_and_nothing_is_published(
    policy: Policy, refusal: type[Refused], changes: dict[str, Any]
) -> None:
    with pytest.raises(refusal):
        published(policy, **changes)
    assert (Version.objects.count(), Event.objects.filter(name="version.frozen").count()) == (0, 0)


def test_a_rule_takes_the_channel_of_its_page_and_a_term_of_one_day_is_a_term(policy: Policy) -> None:
    day, same = date(2023, 3, 1), {"usual": "at_once"}
    version = published(
        policy, channel=Channel.AT_ONCE, rule=RULE | {"channels": same}, apply_from=day, apply_until=day
    )
    assert rule_of(version).channels.usual.value == version.channel == "at_once"
    assert (version.apply_from, version.apply_until) == (day, day)


def test_a_rule_takes_the_scope_of_its_page(policy: Policy) -> None:
    assert rule_of(published(policy, once_per=OncePer.PROJECT)).once_per.value == "project"
    assert rule_of(published(policy, rule=RULE | {"once_per": "step"}, once_per=OncePer.STEP)).once_per.value == "step"


def test_only_who_may_write_and_publish_can(policy: Policy) -> None:
    maker = officer(Role.MAKER)
    with pytest.raises(NotAllowed):
        draft_policy(code="x", title_zh="甲", lead_department=department(), by=maker)
    with pytest.raises(NotAllowed):
        publish_version(policy_id=policy.pk, by=maker, document=document())
    with pytest.raises(NotADepartment):
        draft_policy(code="x", title_zh="甲", lead_department=enterprise(1).party, by=officer(Role.EDITOR))
    assert (Policy.objects.count(), Version.objects.count()) == (1, 0)


def test_a_withdrawn_version_is_out_of_force(policy: Policy) -> None:
    version = published(policy)
    withdraw_version(version_id=version.pk, by=officer(Role.REVIEWER), reason="文件废止")
    assert live_version(policy) is None


def test_a_subsidy_with_a_rule_is_not_published_without_a_budget_line(policy: Policy) -> None:
    with pytest.raises(BudgetLineMissing):
        published(policy, benefit_class=BenefitClass.SUBSIDY)
    assert Version.objects.count() == 0


def test_a_saved_case_that_does_not_come_out_stops_publishing_by_its_name(policy: Policy) -> None:
    case = {
        "name": "民营企业",
        "given": {"on": "2023-02-01", "facts": {"enterprise.is_private": True}},
        "outcome": "met",
    }
    with pytest.raises(CaseFails, match=r"“民营企业”应为“符合条件，60,000\.00元”，按现规则为“符合条件，50,000\.00元”"):
        published(policy, cases=[case | {"amount": "60000"}])
    with pytest.raises(CaseFails, match="无法读取"):
        published(policy, cases=[case | {"given": {"facts": {"no.such": 1}}}])
    assert Version.objects.count() == 0
    right = [case | {"amount": "50000.00"}]
    assert published(policy, cases=right).cases == right


def test_other_cases_alone_are_nothing_new(policy: Policy) -> None:
    published(policy)
    case = {"name": "甲", "given": {"on": "2023-02-01", "facts": {}}, "outcome": "unknown"}
    with pytest.raises(NothingNew):
        published(policy, cases=[case])
