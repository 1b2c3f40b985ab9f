"""The officers' dashboard of payments: whatever way it is cut, the parts add up to the whole, down to the payments."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from cms.figures.payments import DIMENSIONS, NOWHERE, cut, narrowed, paid_within, total_of
from cms.kernel.money import to_fen
from cms.kernel.roles import Role
from marketplace.oversight.periods import Period
from policies.models import Enterprise
from tests.cms.figures.test_figures import settle
from tests.policies.disbursement.worlds import a_county
from tests.policies.officers import a_person

pytestmark = pytest.mark.django_db
HALF = Period(date(2023, 1, 1), date(2023, 6, 30))
PLACES = (("C3670", "341826100001"), ("C3020", "341826100002"), ("6420", "341826101001"), ("", ""))


def spread() -> None:
    """Four payments over two months, three townships (one unknown) and three sections of industry (one unknown)."""
    county = a_county()
    for number, payment in enumerate(county.payments(4)):
        industry, region = PLACES[number]
        firm = Enterprise.objects.filter(party=payment.payee)
        firm.update(industry=industry, operating_region=region)
        settle(payment, date(2023, 4 + number % 2, 10))


@pytest.mark.parametrize("by", DIMENSIONS)
def test_every_cut_adds_up_and_each_part_leads_to_its_own_payments(by: str) -> None:
    spread()
    whole = paid_within(HALF)
    total, rows = total_of(whole), cut(whole, by)
    assert (sum(row.count for row in rows), sum(row.fen for row in rows)) == (total.count, total.fen) == (4, 480_000)
    for row in rows:
        part = narrowed(whole, {by: row.key})
        assert (total_of(part).count, total_of(part).fen) == (row.count, row.fen)
        assert sum(to_fen(payment.amount) for payment in part) == row.fen
        for second in set(DIMENSIONS) - {by}:
            assert sum(one.fen for one in cut(part, second)) == row.fen


def test_what_is_not_known_is_a_group_of_its_own() -> None:
    spread()
    assert {row.key: row.count for row in cut(paid_within(HALF), "region")} == {
        "341826100": 2,
        "341826101": 1,
        NOWHERE: 1,
    }
    assert sorted(row.count for row in cut(paid_within(HALF), "industry")) == [1, 1, 2]


def test_officers_drill_down_on_the_page_to_the_payments() -> None:
    spread()
    client = Client()
    client.force_login(a_person(Role.AUDITOR), backend="cms.kernel.people.login.EmailOrMobileBackend")
    address = reverse("figures:payments")
    page = client.get(address, {"by": "region"}).text
    assert "城关镇" in page
    assert "4,800.00" in page
    drilled = client.get(address, {"region": "341826100", "by": "month"}).text
    assert "2,400.00" in drilled
    assert "直达机械0有限公司" in drilled
    assert client.get(address, {"region": "nowhere"}).status_code == 200
