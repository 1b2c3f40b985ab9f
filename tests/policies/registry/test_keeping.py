"""Registers kept by hand: nothing that stood is overwritten, and what is refused changes nothing."""

from datetime import date
from decimal import Decimal

import pytest

from cms.kernel.errors import NotAllowed
from cms.kernel.models import Event, User
from cms.kernel.roles import Role
from policies.models import CatalogueEntry, FactKind, ListMembership, SeriesPoint
from policies.registry.errors import (
    AlreadyEntered,
    EntryEnded,
    FactInUse,
    NotACode,
    SharedFact,
    UnknownRegister,
    UntilBeforeFrom,
)
from policies.registry.keeping import (
    define_fact,
    end_in_catalogue,
    end_on_list,
    enter_figure,
    enter_in_catalogue,
    enter_on_list,
)
from policies.registry.kinds import vocabulary
from policies.registry.known import registers
from policies.registry.services import state_facts
from tests.conftest import Clock
from tests.policies.worlds import enterprise, officer

WATER = {"label_zh": "用水量", "label_en": "Water used", "kind": "number", "grain": "year", "source": "statistics"}
LPR, LIST, CATALOGUE = "series.lpr_1y", "list.county_50", "catalogue.hi_tech_manufacturing"
JUNE = date(2023, 6, 20)


@pytest.fixture
def keeper(db: None, clock: Clock) -> User:
    clock.set(date(2023, 6, 30))
    return officer(Role.EDITOR)


def test_the_county_defines_a_fact_that_rules_may_speak_of_and_corrects_it(keeper: User) -> None:
    define_fact(code="water.used", values=WATER, by=keeper)
    define_fact(code="water.used", values=WATER | {"label_zh": "年用水量"}, by=keeper)
    assert vocabulary()["water.used"].label.zh == "年用水量"
    corrected = Event.objects.get(name="fact_kind.corrected")
    assert corrected.data["changed"] == {"label_zh": ["用水量", "年用水量"]}


def test_shared_facts_bad_codes_and_facts_in_use_are_refused(keeper: User) -> None:
    with pytest.raises(SharedFact):
        define_fact(code="finance.revenue", values=WATER, by=keeper)
    with pytest.raises(NotACode):
        define_fact(code="Water", values=WATER, by=keeper)
    define_fact(code="water.used", values=WATER, by=keeper)
    state_facts(
        enterprise=enterprise(1), facts={("water.used", "2022"): 10000}, source="statistics", as_of=JUNE, by=None
    )
    with pytest.raises(FactInUse):
        define_fact(code="water.used", values=WATER | {"grain": "quarter"}, by=keeper)
    assert FactKind.objects.get(code="water.used").grain == "year"


def test_a_corrected_figure_supersedes_and_the_old_one_is_kept(keeper: User) -> None:
    enter_figure(series=LPR, valid_from=JUNE, value=Decimal("0.0365"), by=keeper)
    enter_figure(series=LPR, valid_from=JUNE, value=Decimal("0.0355"), by=keeper)
    assert registers().series(LPR, JUNE).value == Decimal("0.0355")
    assert [(one.value, one.superseded_at is None) for one in SeriesPoint.objects.order_by("pk")] == [
        (Decimal("0.0365"), False),
        (Decimal("0.0355"), True),
    ]
    with pytest.raises(AlreadyEntered):
        enter_figure(series=LPR, valid_from=JUNE, value=Decimal("0.0355"), by=keeper)
    assert SeriesPoint.objects.count() == 2


def test_an_enterprise_enters_a_list_once_and_leaves_it_once(keeper: User) -> None:
    one = enterprise(1)
    entry = enter_on_list(list_code=LIST, enterprise=one, valid_from=JUNE, by=keeper)
    with pytest.raises(AlreadyEntered):
        enter_on_list(list_code=LIST, enterprise=one, valid_from=date(2023, 6, 21), by=keeper)
    with pytest.raises(UntilBeforeFrom):
        end_on_list(entry_id=entry.pk, valid_until=date(2023, 6, 19), by=keeper)
    end_on_list(entry_id=entry.pk, valid_until=date(2023, 6, 25), by=keeper)
    with pytest.raises(EntryEnded):
        end_on_list(entry_id=entry.pk, valid_until=date(2023, 6, 26), by=keeper)
    assert ListMembership.objects.get().valid_until == date(2023, 6, 25)


def test_a_code_enters_a_catalogue_and_ends(keeper: User) -> None:
    entry = enter_in_catalogue(catalogue=CATALOGUE, entry="39", valid_from=JUNE, by=keeper)
    end_in_catalogue(entry_id=entry.pk, valid_until=date(2023, 7, 1), by=keeper)
    assert registers().catalogue(CATALOGUE, date(2023, 6, 30)).value == ("39",)
    assert registers().catalogue(CATALOGUE, date(2023, 7, 1)).value == ()


def test_only_known_registers_are_kept_and_only_by_those_who_may(keeper: User) -> None:
    with pytest.raises(UnknownRegister):
        enter_figure(series=LIST, valid_from=JUNE, value=Decimal(1), by=keeper)
    with pytest.raises(NotAllowed):
        enter_in_catalogue(catalogue=CATALOGUE, entry="39", valid_from=JUNE, by=officer(Role.MAKER))
    assert (SeriesPoint.objects.count(), CatalogueEntry.objects.count()) == (0, 0)
