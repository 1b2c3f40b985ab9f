"""Times the savings page and the open dashboard over a million contracts: ``python -m benchmarks.savings_dashboard``.

The rows are synthetic (made by one SQL statement each, ten years, 37 owners, 306 agencies, 35 service types) and lie in
a database of their own that is dropped afterwards. Prints the median and the slowest of several loads of each page.
"""

import argparse
import os
import statistics
import time
from datetime import datetime

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from cms.kernel.clock import SHANGHAI, move_clock  # noqa: E402
from marketplace.oversight.counting import recount  # noqa: E402
from tests.databases import Workshop  # noqa: E402
from tests.marketplace.worlds import market, uscc  # noqa: E402

TYPES, OWNERS, AGENCIES = 35, 37, 306
ROWS = """
SET session_replication_role = replica;
INSERT INTO marketplace_servicecategory (id, code, name, name_en)
  SELECT 100 + n, 'K' || n, '类别' || n, '' FROM generate_series(0, 4) n;
INSERT INTO marketplace_servicetype (id, code, name, name_en, category_id)
  SELECT 100 + n, 'K' || n, '事项' || n, '', 100 + n %% 5 FROM generate_series(0, {types} - 1) n;
INSERT INTO marketplace_owner (id, party_id, department_id, state, uses_public_funds, is_public_organ, contact_name,
                               contact_mobile, applied_at, due_on, decided_at, reason)
  SELECT 1000 + n, 1000 + n, 1, 'admitted', true, true, '', '', now(), now(), now(), ''
  FROM generate_series(0, {owners} - 1) n;
INSERT INTO marketplace_procurement (id, owner_id, service_type_id, title, year, number)
  SELECT n, 1000 + hashint8(n) %% {owners} + CASE WHEN hashint8(n) %% {owners} < 0 THEN {owners} ELSE 0 END,
         100 + n * 7 %% {types}, '项目' || n, 2014 + n * 10 / {count}, n FROM generate_series(1, {count}) n;
INSERT INTO marketplace_need (id, procurement_id, round, state, description, ceiling, ceiling_currency, method, quote,
    regime, uses_public_funds, service_days, bid_valid_days, openers_needed, closes_at, opens_at, posted_at,
    recusal_declared, splitting_note, review_note, rules, ended_reason, serves_approval, particulars, fairness)
  SELECT n, n, 1, 'awarded', '', 1000 + n %% 90000, 'CNY', CASE WHEN n %% 4 = 0 THEN 'draw' ELSE 'lowest_price' END,
         'amount', 'market', true, 30, 90, 0, day + interval '5 days', day + interval '5 days', day, true, '', '',
         '{{}}', '', false, '{{}}', '{{}}'
  FROM generate_series(1, {count}) n,
       LATERAL (SELECT timestamptz '2014-01-01' + n * (interval '3650 days' / {count})) d(day);
INSERT INTO marketplace_award (id, need_id, party_id, bid_id, evaluation_id, ceiling, ceiling_currency, price,
    price_currency, code, awarded_by_id, awarded_at, ended_reason, state)
  SELECT n, n, 2000 + n * 13 %% {agencies}, n, n, 1000 + n %% 90000, 'CNY',
         round((1000 + n %% 90000) * (70 + n %% 30) / 100.0, 2),
         'CNY', 'X' || n, 1,
         timestamptz '2014-01-06' + n * (interval '3650 days' / {count}), '', 'signed'
  FROM generate_series(1, {count}) n;
INSERT INTO marketplace_contract (id, state, award_id, procurement_id, amount, amount_currency, current_amount,
    current_amount_currency, ceiling, ceiling_currency, signed_on, filed_at, filed_by_id)
  SELECT n, 'filed', n, n, paid, 'CNY', paid, 'CNY', 1000 + n %% 90000, 'CNY',
         (timestamptz '2014-01-07' + n * (interval '3650 days' / {count}))::date,
         timestamptz '2014-01-07' + n * (interval '3650 days' / {count}), 1
  FROM generate_series(1, {count}) n, LATERAL (SELECT round((1000 + n %% 90000) * (70 + n %% 30) / 100.0, 2)) p(paid);
SET session_replication_role = DEFAULT;
"""
PARTIES = """
INSERT INTO kernel_party (id, uscc, name, name_en, short_name, kind, is_department)
  VALUES (%s, %s, %s, '', '', 'enterprise', false)
"""
PAGES = {
    "savings, ten years": "/market/savings/?first=2014-01-01&last=2023-12-31",
    "savings, ten years, by agency": "/market/savings/?first=2014-01-01&last=2023-12-31&by=agency",
    "savings, from mid-month to mid-month": "/market/savings/?first=2014-03-17&last=2023-10-09&by=owner",
    "savings of one owner, by type": "/market/savings/?first=2014-01-01&last=2023-12-31&owner=1003&by=type",
    "savings of one month, by agency": "/market/savings/?first=2014-01-01&last=2023-12-31&month=2019-05&by=agency",
    "savings of one category, by owner": "/market/savings/?first=2014-01-01&last=2023-12-31&category=K1&by=owner",
    "open dashboard, one year": "/dashboard/?first=2023-01-01&last=2023-12-31",
}


def fill(count: int) -> None:
    """The database holds so many contracts with what they refer to."""
    move_clock(datetime(2024, 1, 15, 9, tzinfo=SHANGHAI))
    market()
    with connection.cursor() as cursor:
        firms = [(1000 + n, uscc(500_000 + n), f"业主单位{n}") for n in range(OWNERS)]
        firms += [(2000 + n, uscc(600_000 + n), f"中介机构{n}") for n in range(AGENCIES)]
        cursor.executemany(PARTIES, firms)
        cursor.execute(ROWS.format(count=count, types=TYPES, owners=OWNERS, agencies=AGENCIES).replace("%%", "%"))
        begun = time.perf_counter()
        counted = recount()
        print(f"recount of {counted:,} contracts: {time.perf_counter() - begun:.1f} s")
        cursor.execute("ANALYZE")


def measure(times: int) -> None:
    """Print how long each page takes, and how many questions it asks."""
    client = Client()
    for name, address in PAGES.items():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200, address
            asked = len(queries)
        spent = []
        for _time in range(times):
            begun = time.perf_counter()
            client.get(address)
            spent.append((time.perf_counter() - begun) * 1000)
        median = statistics.median(spent)
        print(f"{name:40} median {median:6.0f} ms, slowest {max(spent):6.0f} ms, {asked} queries")


def main() -> None:
    """Fill, then measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contracts", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=7)
    chosen = parser.parse_args()
    settings.ALLOWED_HOSTS = ["testserver"]
    shop = Workshop()
    shop.prepare()
    with shop.cloned():
        begun = time.perf_counter()
        fill(chosen.contracts)
        print(f"{chosen.contracts:,} contracts made in {time.perf_counter() - begun:.0f} s")
        measure(chosen.times)
    shop.keeper.close()


if __name__ == "__main__":
    main()
