"""Codes told by name in one place: the nearest name, in one query, fresh as soon as an edition is entered."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from cms.kernel.roles import Role
from policies.registry.code_sets import enter_carried, enter_change, enter_edition
from policies.registry.codes import CodeSet, Fate
from policies.registry.forms import told_row
from policies.registry.kinds import vocabulary
from policies.registry.naming import Naming, code_name, names_of_codes, offered_codes, scale_name
from policies.rules.explanation import describe
from policies.rules.yaml_form import rule_from_yaml
from tests.conftest import Clock
from tests.policies.worlds import enterprise, officer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_chinese() -> Iterator[None]:
    with translation.override("zh-hans"):
        yield


DAY = date(2023, 1, 1)


def enter(code_set: str, *rows: tuple[str, str], year: int = 2023) -> None:
    enter_edition(code_set=code_set, year=year, in_force_from=DAY, rows=rows, source="f", by=None)


def test_a_code_without_a_name_bears_that_of_the_nearest_above_it_and_the_code() -> None:
    enter_carried()
    assert names_of_codes(CodeSet.INDUSTRY, ["65", "6513", "C", ""]) == {
        "65": "软件和信息技术服务业", "6513": "软件和信息技术服务业（6513）", "C": "制造业"
    }  # fmt: skip
    assert code_name("341826100000", CodeSet.REGION) == "城关镇"
    assert code_name("990000", CodeSet.REGION) == "990000"
    with translation.override("en"):
        assert code_name("341826100", CodeSet.REGION) == "Chengguan Town"
        assert (scale_name("S"), scale_name("?")) == ("Small", "?")


def test_an_edition_entered_again_is_told_at_once() -> None:
    enter(CodeSet.REGION, ("341899", "旧名县"))
    assert code_name("341899", CodeSet.REGION) == "旧名县"
    enter(CodeSet.REGION, ("341899", "新名县"))
    assert code_name("341899", CodeSet.REGION) == "新名县"


def test_a_place_that_was_merged_bears_the_name_of_what_it_became() -> None:
    enter(CodeSet.REGION, ("341899", "新名县"))
    assert code_name("341898", CodeSet.REGION) == "341898"
    enter_change(
        code_set=CodeSet.REGION, old="341898", new="341899", fate=Fate.MERGED, changed_on=DAY, document="公告", by=None
    )
    assert code_name("341898", CodeSet.REGION) == "新名县"


def test_one_that_names_many_codes_asks_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    enter_carried()
    code_name("65", CodeSet.INDUSTRY)
    naming = Naming(CodeSet.INDUSTRY)
    with django_assert_num_queries(1):
        assert {naming(code) is None for code in ("65", "3511", "01", "9999")} == {False, True}


def test_a_page_of_enterprises_names_their_codes_in_one_query_a_set(
    client: Client, clock: Clock, tmp_path: Path, django_assert_max_num_queries: Callable[..., DjangoAssertNumQueries]
) -> None:
    clock.set(DAY)
    enter_carried()
    with override_settings(SNAPSHOT_ROOT=str(tmp_path)):
        for serial in range(1, 6):
            enterprise(serial, enterprise__industry=f"651{serial}", enterprise__region="341826101000")
    client.force_login(officer(Role.REVIEWER))
    address = reverse("policies:enterprises")
    client.get(address)
    with django_assert_max_num_queries(20) as asked:
        page = client.get(address).content.decode()
    assert page.count("软件和信息技术服务业（651") == 5
    assert page.count("云溪镇") == 5
    assert sum("policies_codee" in one["sql"] for one in asked.captured_queries) == 2


def test_rules_and_facts_are_told_by_name_with_the_code_of_a_prefix() -> None:
    enter_carried()
    rule = rule_from_yaml(
        "rule: 1\ncode: X\ntitle: {zh: 试, en: t}\nwho:\n"
        "  starts_with: {of: enterprise.industry, codes: ['65', '651'], code_set: GB/T 4754-2017}\n"
    )
    told = "".join(line.text for line in describe(rule, "zh", vocabulary()))
    assert "软件和信息技术服务业（65）" in told
    assert "软件和信息技术服务业（651）" in told


def test_offers_are_whole_levels_as_far_as_they_fit() -> None:
    enter(CodeSet.INDUSTRY, ("A", "农业门类"), ("01", "农业"), ("011", "谷物种植"), ("012", "豆类种植"), year=2017)
    assert offered_codes("GB/T 4754-2017", 10) == [("01", "农业"), ("011", "谷物种植"), ("012", "豆类种植")]
    assert offered_codes("GB/T 4754-2017", 2) == [("01", "农业")]


def test_a_row_that_was_tried_is_told_by_the_names_people_know_its_columns_by() -> None:
    row = {"uscc": "91340000MA0000001X", "finance.revenue[2022]": "10", "unheard.of": "1"}
    assert list(told_row(row)) == ["统一社会信用代码", "营业收入（2022）", "unheard.of"]
