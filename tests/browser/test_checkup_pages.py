"""The check-up, the questionnaire, the wishes and a policy's page in a real browser, wide and narrow, zh and en."""

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import pytest
from django.test import override_settings

from cms.kernel.clock import SHANGHAI, move_clock
from cms.kernel.errands import run_due
from cms.kernel.models import User
from cms.kernel.roles import Role
from policies.models import Version
from policies.registry.services import state_facts
from policies.rules.clauses import clause
from policies.rules.writing import to_json
from tests.browser.conftest import Visitor, axe_faults, overflow
from tests.cms.pages.worlds import World, a_world
from tests.policies.grants.worlds import person_of
from tests.policies.worlds import enterprise, officer

pytestmark = pytest.mark.browser
PASSWORD = "a long password"
CODES = ("c01", "c12", "c20", "c16", "c22")


@pytest.fixture
def world(site: str, tmp_path: Path):
    """Five of the real clauses in force, a firm that meets some of them, and who acts for it."""
    with override_settings(SNAPSHOT_ROOT=str(tmp_path)):
        move_clock(datetime.combine(date(2024, 3, 1), time(9), SHANGHAI))
        made = a_world()
        for code in CODES:
            rule = to_json(clause(code))
            made.published(code=code, title=rule["title"]["zh"], title_en=rule["title"]["en"], rule=rule,
                           once_per=rule.get("once_per", "enterprise_period"), benefit_class="relief",
                           body=f"# 支持对象\n{rule.get('text', '')}")  # fmt: skip
        made.published(
            code="text", title="人才公寓优先配租", title_en="Flats for staff", rule=None, benefit_class="relief"
        )
        run_due()
        yield made


def a_known_firm() -> User:
    """Somebody who acts for a firm of which departments know a good deal."""
    firm = enterprise(1, "云川精工机械制造股份有限公司", enterprise__is_private=True)
    facts = {("finance.revenue", "2022"): 10_000_000_000, ("finance.revenue", "2023"): 12_500_000_000,
             ("ui.paid_in_full_months", ""): 10, ("enterprise.type", ""): "enterprise"}  # fmt: skip
    state_facts(enterprise=firm, facts=facts, source="statistics", as_of=date(2024, 1, 20), by=None)
    person = person_of(firm)
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])
    return person


def test_every_page_fits_and_reads_well_wide_and_narrow(world: World, visit: Callable[..., Visitor]) -> None:
    person, reviewer = a_known_firm(), officer(Role.REVIEWER)
    reviewer.set_password(PASSWORD)
    reviewer.save(update_fields=["password"])
    call = f"/matches/{Version.objects.get(policy__code='c16').pk}/?of=needs_data"
    run_due()
    faults: list[str] = []
    for width, language in ((1440, "zh-hans"), (390, "en")):
        stranger, own, officers = (visit(width=width, language=language) for _ in range(3))
        own.log_in(person.email, PASSWORD)
        officers.log_in(reviewer.email, PASSWORD)
        for visitor, path in (
            (stranger, "/"), (stranger, "/policies/"), (stranger, "/policies/c01/"), (own, "/policies/c01/"),
            (own, "/benefits/checkup/"), (own, "/benefits/subscriptions/"), (officers, call),
        ):  # fmt: skip
            page = visitor.open(path)
            faults += [f"{width} {path}: {fault}" for fault in (*axe_faults(page), *visitor.complaints)]
            faults += [f"{width} {path}: {overflow(page)} px too wide"] if overflow(page) else []
            page.close()
        page = answered(stranger)
        faults += [f"{width} questions: {fault}" for fault in axe_faults(page)]
        faults += [f"{width} questions: {overflow(page)} px too wide"] if overflow(page) else []
    assert faults == []


def answered(stranger: Visitor, most: int = 4) -> object:
    """The questionnaire after a few answers: the first choice, or a thousand."""
    page = stranger.open("/checkup/")
    for _question in range(most):
        if page.locator("main input[type=radio]").count():
            page.locator("main input[type=radio]").first.check()
        elif page.locator("main input[name=answer]").count():
            page.fill("main input[name=answer]", "1000")
        else:
            break
        page.click("main form .form__actions button:not([name])")
        page.wait_for_load_state("networkidle")
    return page
