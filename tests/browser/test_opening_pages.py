"""The pages of openers, experts, early ends and yearly confirmations: accessible, quiet, no wider than the window."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from pytest_django import Settings

from cms.kernel.errands import run_due, tick
from cms.kernel.models import Membership, User
from cms.kernel.money import yuan
from cms.kernel.roles import Role
from marketplace.bidding.consents import consent_to_opening, set_passphrase
from marketplace.contracts.ending import propose_end
from marketplace.contracts.states import EndGround
from marketplace.experts.services import list_expert, state_recusal
from marketplace.needs.openers import name_openers
from marketplace.needs.services import post_need
from marketplace.needs.states import Method
from marketplace.selection.panel_drawing import draw_panel
from tests.browser.conftest import Visitor, axe_faults, overflow
from tests.conftest import Clock, CommittedDatabase
from tests.marketplace.awards.journeys import opened
from tests.marketplace.contracts.journeys import filed
from tests.marketplace.selection.test_panels import SCHEME
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.browser
PASSWORD = "a long password"
WORDS = "云川县第一位开启人的口令"
Addresses = dict[str, list[str]]


@pytest.fixture
def town(committed_db: CommittedDatabase, clock: Clock, settings: Settings, tmp_path: Path) -> Market:
    """A market on 1 March 2023, whose keys lie in a folder of the test's own."""
    settings.CUSTODIAN_ROOT = str(tmp_path / "custodian")
    clock.set(date(2023, 3, 1))
    return market()


def openers_of(town: Market) -> list[Membership]:
    """A clerk, an auditor and a supervisor of three units, each with a passphrase."""
    people = [town.clerk]
    people += [
        town.person(name, role, town.party(unit))
        for name, role, unit in (("审计员", Role.AUDITOR, "县审计局"), ("监督员", Role.SUPERVISOR, "县纪委监委"))
    ]
    for person in people:
        set_passphrase(passphrase=WORDS, by=person)
    return [Membership.objects.get(user=person) for person in people]


@pytest.fixture
def addresses(town: Market, clock: Clock) -> Addresses:
    """By who reads them: the pages, each at a moment when it has something to show."""
    experts = [town.person(f"专家{number}", Role.EXPERT, town.department) for number in range(4)]
    kinds = [town.service_type.category]
    entries = [list_expert(user=one, specialities=kinds, title="高级工程师", by=town.supervisor) for one in experts]
    state_recusal(expert_id=entries[0].pk, party=town.owner.party, reason="近三年内任职", by=experts[0])
    ending = filed(town, clock)
    scored, _agencies = opened(town, clock, ["60000", "66000", "71000"], method=Method.SCORED, particulars=SCHEME)
    draw = draw_panel(panel_id=scored.panel.pk, size=3, by=town.supervisor)
    more = {"ceiling": "1200000.00", "splitting_note": "不属于工程建设项目"}
    large, draft = town.draft(**more), town.draft(**more)
    openers = name_openers(need_id=large.pk, named=openers_of(town), by=town.clerk)
    post_need(need_id=large.pk, by=town.clerk, declares_recusal=True)
    run_due()
    large.refresh_from_db()
    clock.set(large.opens_at)
    tick()
    consent_to_opening(opener_id=openers[1].pk, passphrase=WORDS, by=openers[1].user)
    clock.forward(hours=25)
    tick()
    run_due()
    propose_end(
        contract_id=ending.pk, ground=EndGround.AGREED, reason="规划调整。", settled_amount=yuan(9), by=town.clerk
    )
    agent = town.agent(ending.award.party.agency)
    people = {"clerk": town.clerk, "agent": agent, "supervisor": town.supervisor, "expert": experts[0]}
    for user in people.values():
        user.set_password(PASSWORD)
        user.save()
    pages: dict[str, list[tuple[str, tuple[int, ...]]]] = {
        "": [("need", (large.pk,)), ("draw", (draw.pk,)), ("award", (ending.award_id,)), ("reports", ())],
        "clerk": [
            ("openings", ()),
            ("consent", (openers[0].pk,)),
            ("opening_passphrase", ()),
            ("name_openers", (draft.pk,)),
            ("my_contract", (ending.pk,)),
            ("end_contract", (ending.pk,)),
            ("my_owner", ()),
            ("register_guarantee", (scored.pk,)),
        ],
        "agent": [("end_contract", (ending.pk,)), ("my_results", ())],
        "supervisor": [
            ("late_openers", ()),
            ("experts", ()),
            ("expert", (entries[0].pk,)),
            ("panel", (scored.panel.pk,)),
            ("overdue_owners", ()),
            ("alarms", ()),
            ("clues", ()),
            ("cases", ()),
            ("credit_cases", ()),
            ("agency", (ending.award.party.agency.pk,)),
        ],
        "expert": [("my_recusals", ()), ("my_seats", ())],
    }
    return {
        people[who].email or "" if who else "": [reverse(f"marketplace:{name}", args=args) for name, args in listed]
        for who, listed in pages.items()
    }


@pytest.mark.parametrize(("width", "language", "scheme"), [(1440, "zh-hans", "light"), (390, "en", "light")])
def test_the_pages_are_accessible_quiet_and_fit(
    addresses: Addresses, visit: Callable[..., Visitor], width: int, language: str, scheme: str
) -> None:
    faults = {}
    for login, paths in addresses.items():
        visitor = visit(width, language, scheme)
        if login:
            visitor.log_in(User.objects.get(email=login).email or "", PASSWORD)
        for path in paths:
            page = visitor.open(path)
            assert page.url.endswith(path), page.url
            faults[path] = [*axe_faults(page), *visitor.complaints] + ["too wide"] * (overflow(page) > 0)
            visitor.complaints.clear()
            page.close()
    assert {path: found for path, found in faults.items() if found} == {}
