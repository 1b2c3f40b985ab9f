"""The 65 policies: complete texts, parameters the catalogue knows, and rules the rule library accepts."""

from dataclasses import replace
from datetime import date

from cms.demo.generator.cases import saved_cases
from cms.demo.generator.county import county
from cms.demo.generator.policies import POLICY_COUNT, clause_text, policies, rule_document
from cms.demo.generator.pools import APPROPRIATED_TOTAL_FEN
from cms.demo.generator.workdays import is_worked
from policies.catalogue.states import BenefitClass, Channel, LapseRule, Level, OncePer, Order, ShortageRule
from policies.rules.citing import Paragraph, cited_in, clauses_in
from policies.rules.reading import rule_from_json
from policies.rules.saved_cases import run_cases
from policies.rules.yaml_form import rule_from_yaml


def test_there_are_65_different_policies_published_on_worked_days_of_the_half_year() -> None:
    found = policies()
    assert len(found) == POLICY_COUNT == 65
    for field in ("code", "title_zh", "title_en", "document_number"):
        assert len({getattr(each, field) for each in found}) == 65, field
    assert all(date(2023, 1, 1) <= each.published_on <= date(2023, 6, 30) for each in found)
    assert all(is_worked(each.published_on) for each in found)
    assert {each.published_on.month for each in found} == set(range(1, 7))


def test_choices_are_those_of_the_catalogue_and_departments_those_of_the_county() -> None:
    departments = {each.code for each in county(1).departments}
    for each in policies():
        assert each.benefit_class in BenefitClass.values
        assert each.level in Level.values
        assert each.channel in Channel.values
        assert each.lapse_rule in LapseRule.values
        assert each.order in Order.values
        assert each.once_per in OncePer.values
        assert each.shortage_rule in {"", *ShortageRule.values}
        assert {each.lead_department, *each.co_departments} <= departments
        assert len(each.paragraphs) >= 4
        assert all(len(paragraph) > 10 for paragraph in each.paragraphs)


def test_fifteen_rules_from_the_twelve_clauses_are_accepted_in_windows_of_2023() -> None:
    executable = [each for each in policies() if each.is_executable]
    assert len(executable) == 15
    assert len({each.clause[:3] for each in executable}) == 12
    for each in executable:
        text = clause_text(each)
        assert rule_from_yaml(text).code
        assert not any(year in text for year in ("2024", "2025", "2026")), each.code
        if each.moved and each.moved[0][0][:4].isdigit():
            assert "原条款" in each.paragraphs[0]


def test_clauses_that_rules_name_stand_in_the_text() -> None:
    cited = [each for each in policies() if each.cites]
    assert len(cited) == 5
    for each in cited:
        text = clauses_in(Paragraph(at, line) for at, line in enumerate(each.paragraphs))
        named = cited_in(rule_from_json(rule_document(each)))
        assert [name for name in named if text.find(name) is None] == [], each.code
        assert rule_from_json(rule_document(each)) == replace(rule_from_yaml(clause_text(each)), version=3)


def test_the_pools_are_shared_pro_rata_and_add_up() -> None:
    pools = [each for each in policies() if each.is_pool]
    assert sum(each.appropriation_fen or 0 for each in pools) == APPROPRIATED_TOTAL_FEN
    assert all((each.channel, each.shortage_rule) == ("no_application", "pro_rata") for each in pools)
    lines = [each.budget_line for each in policies() if each.is_executable]
    assert len(set(lines)) == len(lines)


def test_every_policy_with_a_rule_is_published_with_the_vectors_of_its_clause_and_fulfils_them() -> None:
    for policy in (each for each in policies() if each.is_executable):
        results = run_cases(rule_from_yaml(clause_text(policy)), saved_cases(policy))
        assert results
        assert [(policy.code, one.name) for one in results if not one.holds] == []


def test_a_rule_that_pays_another_rate_fails_the_vectors() -> None:
    policy = next(each for each in policies() if each.code == "JS-2023")
    wrong = clause_text(policy).replace("1.8%", "1.9%")
    assert wrong != clause_text(policy)
    assert not all(one.holds for one in run_cases(rule_from_yaml(wrong), saved_cases(policy)))
