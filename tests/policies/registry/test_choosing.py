"""Official codes are offered level by level and found by name or code, as the edition in force has them."""

from datetime import date

import pytest

from policies.registry.choosing import offers, way_to
from policies.registry.code_sets import enter_carried, enter_edition
from policies.registry.codes import CodeSet
from tests.conftest import Clock

INDUSTRY, REGION = "GB/T 4754-2017", "GB/T 2260"


@pytest.fixture(autouse=True)
def carried(db: None, clock: Clock) -> None:
    clock.set(date(2023, 2, 1))
    enter_carried()


def names(code_set: str, **asked: str) -> list[str]:
    return [f"{one.code} {one.name}" for one in offers(code_set, **asked)]  # type: ignore[arg-type]


def test_sections_come_first_and_hold_their_divisions() -> None:
    top = offers(INDUSTRY)
    assert [one.code for one in top] == list("ABCDEFGHIJKLMNOPQRST")
    assert all(one.has_below for one in top)
    manufacturing = top[2]
    assert (manufacturing.name, manufacturing.codes[0], manufacturing.codes[-1]) == ("制造业", "13", "43")
    assert names(INDUSTRY, under="H") == ["61 住宿业", "62 餐饮业"]
    assert way_to(INDUSTRY, "61") == [("H", "住宿和餐饮业"), ("61", "住宿业")]


def test_a_place_is_meant_by_its_beginning_and_a_county_of_its_city() -> None:
    [city] = [one for one in offers(REGION, asked="宣城") if one.code == "341800"]
    assert (city.codes, city.within) == (("3418",), ("安徽省",))
    [province] = [one for one in offers(REGION) if one.code == "340000"]
    assert province.codes == ("34",)
    [town] = [one for one in offers(REGION, asked="云溪") if one.code == "341826101"]
    assert town.codes == ("341826101",)
    assert town.within[:2] == ("安徽省", "宣城市")


def test_it_is_found_by_name_and_by_code_and_whole_codes_are_offered_as_they_are() -> None:
    assert "39 计算机、通信和其他电子设备制造业" in names(INDUSTRY, asked="电子")
    assert names(INDUSTRY, asked="39") == ["39 计算机、通信和其他电子设备制造业"]
    assert names(INDUSTRY, asked="没有这种行业") == []
    [city] = offers(REGION, asked="341800", whole=True)
    assert city.codes == ("341800",)
    assert offers(INDUSTRY, whole=True)[2].codes == ()


def test_the_edition_in_force_is_offered_once_its_day_has_come(clock: Clock) -> None:
    rows = [("A", "农业"), ("01", "种植业")]
    enter_edition(code_set=CodeSet.INDUSTRY, year=2027, in_force_from=date(2023, 2, 2), rows=rows, source="", by=None)
    assert len(offers(INDUSTRY)) == 20
    clock.forward(days=1)
    assert names(INDUSTRY) == ["A 农业"]


def test_a_code_set_without_an_edition_offers_nothing() -> None:
    assert (offers("CNAPS"), offers("unheard of"), way_to(INDUSTRY, "ZZ")) == ([], [], [])
