"""What waits for a second person or for finance, and what was refused: accessible, quiet, no wider than the window."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from cms.kernel.models import User
from cms.kernel.refusals import refuse_message
from policies.disbursement.cancelling import propose_cancellation
from policies.disbursement.redirecting import start_correction
from policies.disbursement.settlement import import_statement
from policies.grants.errors import BudgetLineMissing
from policies.grants.holdups import note_hold_up
from policies.grants.payees import name_payee
from tests.browser.conftest import Visitor, axe_faults, overflow
from tests.conftest import Clock, CommittedDatabase
from tests.policies.disbursement.banks import TODAY
from tests.policies.disbursement.test_statements import day, paid, sent
from tests.policies.disbursement.worlds import a_county
from tests.policies.grants.test_other_payees import TOWNSHIP
from tests.policies.grants.worlds import RULE, a_firm, a_world

pytestmark = pytest.mark.browser
PASSWORD = "a long password"
Pages = list[tuple[User, list[str]]]


@pytest.fixture
def pages(committed_db: CommittedDatabase, clock: Clock) -> Pages:
    """A payee that waits to be confirmed, a list without a budget line, a returned payment to be given up."""
    clock.set(TODAY)
    world, county = a_world(rule=RULE | {"payees": TOWNSHIP}), a_county()
    body = a_firm(77, 0).party.uscc
    name_payee(policy_id=world.version.policy_id, who="township", uscc=body, by=world.reviewer)
    short = a_world(code="other", first_serial=11, rule=RULE | {"code": "other"}).decide()
    note_hold_up(short.pk, BudgetLineMissing(fiscal_year=2024, level="县级", code="other"))
    [attempt] = sent(county)
    import_statement(day(paid(attempt), paid(attempt, "R1", kind="return", is_debit=False, reason="AC04")))
    start_correction(payment_id=attempt.payment_id, by=county.maker)
    propose_cancellation(payment_id=attempt.payment_id, by=county.maker, reason="企业已注销")
    for number in range(3):
        refuse_message(boundary="bank.notice", reason="NoticeNotTrusted", body=b"%d" % number)
    colleague = world.colleague()
    for user in (colleague, county.checker, county.maker):
        user.set_password(PASSWORD)
        user.save()
    payment = reverse("policies:payment", args=[attempt.payment_id])
    return [
        (colleague, [reverse("policies:payees", args=[world.version.pk]), reverse("policies:decisions")]),
        (county.checker, [payment, reverse("workbench:refused")]),
        (county.maker, [reverse("policies:short_of_money")]),
    ]


@pytest.mark.parametrize(("width", "language"), [(1440, "zh-hans"), (390, "en")])
def test_the_pages_are_accessible_quiet_and_fit(
    pages: Pages, visit: Callable[..., Visitor], width: int, language: str
) -> None:
    faults = {}
    for user, paths in pages:
        visitor = visit(width, language)
        visitor.log_in(user.email or "", PASSWORD)
        for path in paths:
            page = visitor.open(path)
            assert page.url.endswith(path), page.url
            page.evaluate("document.querySelectorAll('details.disclosure').forEach(one => { one.open = true })")
            faults[path] = [*axe_faults(page), *visitor.complaints] + ["too wide"] * (overflow(page) > 0)
            visitor.complaints.clear()
            page.close()
    assert {path: found for path, found in faults.items() if found} == {}
