"""The county's enterprises: valid, the same for the same seed, and enough of them owed more than the pools hold."""

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from stdnum.cn import uscc

from cms.demo.generator.cohorts import Group
from cms.demo.generator.county import PLACES, county
from cms.demo.generator.department_files import write_department_files
from cms.demo.generator.enterprises import Enterprise, enterprise, enterprises
from cms.demo.generator.industries import HI_TECH_MANUFACTURING, industries
from cms.demo.generator.layouts import LAYOUTS
from cms.demo.generator.policies import clause_text, policies
from cms.demo.generator.pools import (
    APPROPRIATED_TOTAL_FEN,
    POOLS,
    DemandBelowPools,
    Pool,
    check_demand,
    claim_fen,
)
from policies.registry.mapping import Column, FileMapping, check
from policies.registry.rows import RowReader, RowRefused
from policies.registry.sheets import opened
from policies.rules.evaluation import evaluate
from policies.rules.facts_file import GivenFacts, Span
from policies.rules.periods import parse_period
from policies.rules.values import Award, FactValue
from policies.rules.verdicts import VerdictOutcome
from policies.rules.vocabulary import DEPARTMENTS, VOCABULARY
from policies.rules.yaml_form import rule_from_yaml

SEED, SIZE = 2023, 2_000
CREDIT = ("credit.serious_dishonest", "credit.abnormal_list", "credit.judgment_defaulter")


@pytest.fixture(scope="module")
def everybody() -> list[Enterprise]:
    return list(enterprises(SEED, SIZE))


def test_codes_are_valid_and_unique_and_staff_are_all_different(everybody: list[Enterprise]) -> None:
    assert all(uscc.is_valid(each.uscc) for each in everybody)
    assert len({each.uscc for each in everybody}) == SIZE
    here = county(SEED)
    assert all(uscc.is_valid(each.uscc) for each in here.departments)
    assert len({each.email for each in here.staff}) == len({each.mobile for each in here.staff}) == len(here.staff)
    roles = {role for each in here.staff for role in each.roles}
    assert {"EDITOR", "REVIEWER", "MAKER", "CHECKER", "RELEASER", "SUPERVISOR", "AUDITOR", "ADMINISTRATOR"} == roles


def test_an_enterprise_is_the_same_however_it_is_reached(everybody: list[Enterprise]) -> None:
    assert enterprise(SEED, 777, SIZE) == everybody[777]
    assert list(enterprises(SEED, SIZE, 10, 20)) == everybody[10:20]
    assert enterprise(SEED + 1, 777, SIZE) != everybody[777]


def test_the_county_looks_like_one(everybody: list[Enterprise]) -> None:
    sections = Counter(each.industry.section for each in everybody)
    assert set("CEFGHILM") <= set(sections)
    assert sections["F"] > sections["C"] > sections["I"]
    scales = Counter(each.computed_scale for each in everybody)
    assert scales["Micro"] > scales["S"] > scales["M"] > 0
    assert 0.02 < sum(each.declared_scale is None for each in everybody) / SIZE < 0.12
    assert 0.2 < sum(each.account is None for each in everybody) / SIZE < 0.5
    assert any(each.credit for each in everybody)
    assert len({each.code for each in industries()}) == len(industries())
    assert round(sum(place.share for place in PLACES), 6) == 1


def test_the_pools_add_up_to_the_printed_sum_and_demand_exceeds_each() -> None:
    assert sum(pool.appropriation_fen for pool in POOLS) == APPROPRIATED_TOTAL_FEN == 2_471_400_00
    due = check_demand(SEED, SIZE)
    assert all(due[pool.policy].fen > pool.appropriation_fen for pool in POOLS)


def test_a_county_too_small_for_its_pools_is_refused_with_a_sentence() -> None:
    for size in (100, 600):
        with pytest.raises(DemandBelowPools) as refused:
            check_demand(SEED, size)
        assert "COUNTY_SIZE" in refused.value.sentence


@pytest.mark.parametrize("pool", POOLS, ids=lambda pool: pool.policy)
def test_the_rule_library_finds_exactly_the_demand_that_was_planted(pool: Pool, everybody: list[Enterprise]) -> None:
    policy = next(each for each in policies() if each.code == pool.policy)
    rule = rule_from_yaml(clause_text(policy))
    group = [each for each in everybody if each.member and each.member.group is pool.group]
    others = [each for each in everybody if each.member is None][:150]
    for one in (*group, *others):
        verdict = evaluate(rule, given(one), decided_on=date(2023, 3, 20), applied_on=date(2023, 3, 20))
        can_be_paid = verdict.outcome is VerdictOutcome.MET and one.account is not None and one.licence == "active"
        assert (verdict.amount_fen if can_be_paid else 0) == claim_fen(one), (one, verdict)


def given(one: Enterprise) -> GivenFacts:
    """The enterprise's facts as the registry would hand them to a rule."""
    found = GivenFacts(
        catalogues={"catalogue.hi_tech_manufacturing": tuple(Span(None, None, code) for code in HI_TECH_MANUFACTURING)}
    )
    plain: dict[tuple[str, str], object] = {
        ("enterprise.type", ""): one.type,
        ("enterprise.scale", ""): one.declared_scale,
        ("enterprise.industry", ""): one.industry.code,
        ("enterprise.licence", ""): one.licence,
        ("finance.revenue", "2022"): money(one.revenue_2022_fen),
        ("finance.revenue", "2021"): money(one.revenue_2021_fen),
        ("stat.newly_above_scale", "2022"): False,
        ("stat.in_library", ""): False,
        **{(code, ""): code in one.credit for code in CREDIT},
    }
    if one.insurance:
        plain["ui.paid_in_full_months", ""] = Decimal(one.insurance.paid_in_full_months)
        plain["ui.insured_average", "2022"] = Decimal(one.insurance.insured_average)
        plain["ui.layoff_rate", "2022"] = Decimal(one.insurance.layoff_rate_millionths) / 1_000_000
        plain["ui.paid_actual", "2022"] = money(one.insurance.paid_fen)
    for fact in one.facts:
        value = fact.value if isinstance(fact.value, (bool, str)) else money(fact.value)
        plain[fact.code, fact.period] = value
    for (code, period), value in plain.items():
        if value is not None and not code.startswith("list."):
            found.plain[code, parse_period(period) if period else None] = FactValue(value)  # type: ignore[arg-type]
    entries = [dict(line.fields) for line in one.lines if line.code == "stat.registrations"]
    found.lines["stat.registrations"] = FactValue(
        tuple({name: date.fromisoformat(text) for name, text in entry.items()} for entry in entries)
    )
    found.paid["首次进规"] = FactValue(
        tuple(Award(Decimal(each.amount_fen) / 100, each.awarded_on, level=each.level) for each in one.awards)
    )
    return found


def money(fen: int | None) -> Decimal | None:
    return None if fen is None else Decimal(fen) / 100


def test_every_file_reads_as_its_mapping_says_and_only_its_bad_rows_are_sent_back(tmp_path: Path) -> None:
    for written in write_department_files(tmp_path, county=enterprises(SEED, 500)):
        layout = written.layout
        assert layout.source in DEPARTMENTS
        mapping = FileMapping(
            tuple(Column(each.header, each.target, each.period, each.unit) for each in layout.columns), layout.complete
        )
        refused: list[int] = []
        with written.path.open("rb") as file, opened(file, written.path.name) as sheet:
            check(mapping, sheet.header, VOCABULARY)
            reader = RowReader(mapping, sheet.header, VOCABULARY, {}, layout.as_of)
            for line, row in sheet.rows:
                try:
                    reader.read(line, row)
                except RowRefused:
                    refused.append(line)
        assert refused == [each.line for each in written.bad_rows], layout.name
    assert sum(layout.has_faults for layout in LAYOUTS) == 3


def test_the_same_arguments_write_the_same_bytes(tmp_path: Path) -> None:
    names = [layout.name for layout in LAYOUTS if layout.form != "xlsx"]
    first, second = (write_department_files(tmp_path / place, county=enterprises(5, 500), only=names) for place in "ab")
    assert [each.path.read_bytes() for each in first] == [each.path.read_bytes() for each in second]
    assert any(each.path.read_bytes()[:3] == b"\xef\xbb\xbf" for each in first)


def test_the_groups_stay_small_in_a_large_county() -> None:
    sizes = Counter(each.member.group for each in enterprises(SEED, 100_000, 0, 8_000) if each.member)
    assert sizes[Group.STEADY_JOBS] < 100
