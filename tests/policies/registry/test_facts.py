"""Facts: never changed, one value each, and the database itself knows which of them is current."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from cms.kernel.models import Party
from policies.models import CurrentFact, Enterprise, Fact, FactKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def enterprise() -> Enterprise:
    party = Party.objects.create(uscc="91341826MA2N0QFW0X", name="云川县精工机械有限公司")
    return Enterprise.objects.create(party=party)


@pytest.fixture
def revenue() -> FactKind:
    return FactKind.objects.get_or_create(
        code="finance.revenue",
        defaults={"label_zh": "营业收入", "label_en": "Revenue", "kind": "money", "grain": "year"},
    )[0]


def state(enterprise: Enterprise, kind: FactKind, fen: int, as_of: date) -> Fact:
    return Fact.objects.create(
        enterprise=enterprise, kind=kind, period="2022", scaled=fen, source="statistics", as_of=as_of
    )


def test_the_latest_as_of_date_is_current_in_whatever_order(enterprise: Enterprise, revenue: FactKind) -> None:
    newer = state(enterprise, revenue, 200, date(2023, 2, 1))
    state(enterprise, revenue, 100, date(2023, 1, 1))
    assert CurrentFact.objects.get(enterprise=enterprise).fact_id == newer.pk
    corrected = state(enterprise, revenue, 300, date(2023, 2, 1))
    assert CurrentFact.objects.get(enterprise=enterprise).fact_id == corrected.pk


def test_the_database_refuses_to_change_or_remove_a_fact(enterprise: Enterprise, revenue: FactKind) -> None:
    fact = state(enterprise, revenue, 100, date(2023, 1, 1))
    for act in (lambda: Fact.objects.filter(pk=fact.pk).update(scaled=999), fact.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    assert Fact.objects.get(pk=fact.pk).scaled == 100


def test_a_fact_has_exactly_one_value(enterprise: Enterprise, revenue: FactKind) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Fact.objects.create(
            enterprise=enterprise, kind=revenue, scaled=1, text="1", source="tax", as_of=date(2023, 1, 1)
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Fact.objects.create(enterprise=enterprise, kind=revenue, source="tax", as_of=date(2023, 1, 1))


def test_a_fact_of_an_unknown_enterprise_is_refused_by_the_database(revenue: FactKind) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Fact.objects.create(enterprise_id=10**9, kind=revenue, scaled=1, source="tax", as_of=date(2023, 1, 1))
