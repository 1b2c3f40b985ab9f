"""Who applies in the demo county: every step of the agenda is lived in order by a village of twelve."""

from collections import Counter
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest

from cms.demo.director.applicants import APPLIED_FOR, DECLARED, RANKED, WITHIN_DAYS, Applicants
from cms.demo.director.subsidies import Subsidies
from cms.demo.director.town import Town
from cms.demo.generator.policies import PolicyInput, clause_text, policies
from cms.kernel.errands import run_due, tick
from cms.kernel.roles import Role
from policies.applications.models import Application
from policies.applications.queries import overdue_applications
from policies.budgets.services import open_line
from policies.catalogue.documents import DECIDE_DAYS, PolicyDocument
from policies.catalogue.evidence import papers_from_lines
from policies.catalogue.services import draft_policy, publish_version
from policies.catalogue.states import Channel, OncePer, Order, ShortageRule
from policies.grants.models import Grant
from policies.models import Enterprise
from policies.registry.services import state_facts
from policies.rules.writing import to_json
from policies.rules.yaml_form import rule_from_yaml
from tests.conftest import Clock
from tests.policies.grants.worlds import a_firm

TODAY = date(2023, 8, 18)
PROJECT = {
    ("project.robot_investment", ""): 2_000_000_00,
    ("project.equipment_investment", ""): 40_000_000_00,
    ("project.total_investment", ""): 60_000_000_00,
}
CERTIFICATE = {("cert.held", ""): [{"step": "prov_srdi", "awarded_on": "2023-03-01"}]}


def a_village() -> list[Enterprise]:
    """Ten with projects and certificates, two of which nothing is known."""
    firms = [a_firm(serial, None) for serial in range(1, 13)]
    for firm in firms[:10]:
        state_facts(enterprise=firm, facts=PROJECT | CERTIFICATE, source="industry", as_of=TODAY, by=None)
    return firms


def on_line(town: Town, one: PolicyInput) -> None:
    """The policy is public as the director would publish it."""
    lead = town.department(one.lead_department)
    line = open_line(
        fiscal_year=2023, code=one.budget_line, name=one.title_zh, department=lead, by=town.officer(Role.MAKER)
    )
    others = [town.department(code) for code in one.co_departments]
    policy = draft_policy(
        code=one.code, title_zh=one.title_zh, lead_department=lead, channel=Channel(one.channel),
        co_departments=others, by=None,
    )  # fmt: skip
    document = PolicyDocument(
        title_zh=one.title_zh, valid_from=one.valid_from, last_day=one.last_day, channel=Channel(one.channel),
        rule=to_json(rule_from_yaml(clause_text(one))), budget_line_id=line.pk, order=Order(one.order),
        once_per=OncePer(one.once_per), shortage_rule=ShortageRule(one.shortage_rule),
        decide_days=one.within_days or DECIDE_DAYS,
        apply_until=one.apply_until, evidence=papers_from_lines("\n".join(one.evidence)),
        exclusive_group=one.exclusive_group,
    )  # fmt: skip
    publish_version(policy_id=policy.pk, by=None, document=document)


@pytest.mark.django_db
def test_the_county_lives_clicks_applications_and_a_ranking(clock: Clock, settings: Any, tmp_path: Any) -> None:
    settings.SNAPSHOT_ROOT = str(tmp_path)
    clock.set(TODAY)
    town = Town(2023)
    town.settle()
    contacts = {
        firm.uscc: SimpleNamespace(uscc=firm.uscc, legal_person=f"经办{firm.pk}", contact_mobile="")
        for firm in a_village()
    }
    for one in policies():
        if one.code in APPLIED_FOR:
            on_line(town, one)
    run_due()
    for step in Applicants(town, cast(Subsidies, SimpleNamespace(contacts=contacts))).agenda():
        clock.set(step.at)
        tick()
        step.act()
        run_due()
    states = {code: Counter(_states(code)) for code in APPLIED_FOR}
    assert states["ZX-2023"] == {"granted": 10}
    assert states[RANKED] == {"granted": 5, "refused": 3}
    assert states[DECLARED] == {"granted": 1}
    assert states[WITHIN_DAYS] == {"granted": 6, "submitted": 1, "returned": 1}
    assert overdue_applications().count() == 1
    declared = Grant.objects.get(policy__code=DECLARED)
    assert [fact["source"] for fact in declared.match.facts] == ["enterprise"]


def _states(code: str) -> list[str]:
    return list(Application.objects.filter(policy__code=code).values_list("state", flat=True))
