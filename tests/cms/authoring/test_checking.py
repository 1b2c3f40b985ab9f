"""What the editor's browser asks while a rule is written: the language, its problems, its plain words, its cases."""

import json
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from cms.authoring.fields import CasesField, RuleField
from cms.kernel.money import yuan
from cms.kernel.roles import Role
from policies.models import AwardRecord
from policies.registry.code_sets import enter_carried
from policies.rules.clauses import clause
from policies.rules.schema import published_schema
from policies.rules.shapes import CONDITIONS, EXPRESSIONS
from policies.rules.wording.parts import CHOICE_NAMES, CONDITION_NAMES, EXPRESSION_NAMES, KEY_NAMES
from policies.rules.writing import to_json
from tests.cms.pages.worlds import World, a_world
from tests.conftest import Clock
from tests.policies.worlds import enterprise, officer

BACKEND = "cms.kernel.people.login.EmailOrMobileBackend"
TIERS = to_json(clause("c05"))
CASE = {"name": "二档", "given": {"on": "2023-05-31", "facts": {"project.equipment_investment": "30000000"}}}


@pytest.fixture
def world(db: None, clock: Clock) -> World:
    clock.set(date(2023, 2, 1))
    return a_world()


@pytest.fixture
def editor(world: World, client: Client) -> Client:
    client.force_login(world.editor, BACKEND)
    return client


def asked(client: Client, **body: Any) -> dict[str, Any]:
    answer = client.post("/admin/policy-rule/check/", json.dumps(body), content_type="application/json")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def test_every_node_key_and_choice_of_the_schema_has_a_name() -> None:
    assert (set(CONDITION_NAMES), set(EXPRESSION_NAMES)) == (set(CONDITIONS), set(EXPRESSIONS))
    unnamed = set()

    def look(shape: Any) -> None:
        for key, inner in shape.get("properties", {}).items() if isinstance(shape, dict) else ():
            known = key in KEY_NAMES or key in CONDITIONS or key in EXPRESSIONS or key == "rule"
            unnamed.update(set() if known else {key})
            if "enum" in inner and "以上" not in inner["enum"]:
                unnamed.update(f"{key}: {value}" for value in inner["enum"] if value not in CHOICE_NAMES.get(key, {}))
        for inner in shape.values() if isinstance(shape, dict) else shape if isinstance(shape, list) else ():
            look(inner)

    look(published_schema())
    assert unnamed == set()


def test_a_rule_is_told_in_plain_words_with_places(editor: Client) -> None:
    answer = asked(editor, rule=TIERS)
    assert answer["rule"] == TIERS
    assert {"text": "设备投资在500万元以上", "depth": 2, "path": "/who/all/0/compare"} in answer["told"]
    assert not [one for one in answer["problems"] if one["severity"] == "error"]


def test_a_problem_has_a_place_and_a_remedy_and_an_unfinished_tree_comes_back(editor: Client) -> None:
    unfinished = {**TIERS, "amount": {"cap": {"of": {}, "limit": {"yuan": ""}}}}
    answer = asked(editor, rule=unfinished)
    assert answer["rule"] == unfinished
    assert {one["path"] for one in answer["problems"]} == {"/amount/cap/of", "/amount/cap/limit/yuan"}
    assert answer["told"] == []


def test_text_and_tree_are_two_forms_of_one_rule(editor: Client) -> None:
    text = asked(editor, rule=TIERS)["yaml"]
    assert "project.equipment_investment 以上 500万元" in text
    assert asked(editor, text=text)["rule"] == TIERS
    assert asked(editor, text="{{{")["problems"][0]["code"] == "not_yaml"


def test_the_clauses_of_the_text_are_offered_and_one_it_lacks_is_warned_of(editor: Client) -> None:
    cited = TIERS | {"rule": 3, "who": {"all": [TIERS["who"]["all"][0] | {"clause": "第三条"}]}}
    body = [{"heading": True, "text": "标准"}, {"heading": False, "text": "第一条 按设备投入奖补。"}, 7]
    answer = asked(editor, rule=cited, body=body)
    assert [one["name"] for one in answer["clauses"]] == ["标准", "第一条"]
    warned = [one for one in answer["problems"] if one["code"] == "clause_not_in_text"]
    assert [one["path"] for one in warned] == ["/who/all/0/clause"]
    assert asked(editor, text="")["clauses"] == []


def test_cases_are_run_with_every_check(editor: Client) -> None:
    cases = [
        CASE | {"outcome": "met", "amount": "540000.00"},
        CASE | {"outcome": "met", "amount": "540000.01"},
        {"name": "坏"},
    ]
    assert [one["holds"] for one in asked(editor, rule=TIERS, cases=cases)["cases"]] == [True, False, False]


@pytest.mark.parametrize(
    "body", ["", "[]", "{", '{"rule": 5}', '{"rule": [[]]}', '{"text": 5}', "[" * 50000, '{"cases": 7}']
)
def test_a_hostile_question_is_answered_and_never_breaks(editor: Client, body: str) -> None:
    for address in ("check", "simulate"):
        answer = editor.post(f"/admin/policy-rule/{address}/", body, content_type="application/json")
        assert answer.status_code == 200


def test_only_those_who_write_or_review_are_answered(world: World, client: Client) -> None:
    client.force_login(officer(Role.MAKER), BACKEND)
    for address in ("language", "check", "simulate"):
        assert client.get(f"/admin/policy-rule/{address}/").status_code == 302
    client.force_login(world.reviewer, BACKEND)
    assert client.get("/admin/policy-rule/language/").json()["conditions"]["compare"] == "比较"


def test_a_draft_may_be_unfinished_but_not_unreadable() -> None:
    field = RuleField(required=False)
    assert field.clean(json.dumps({"rule": 1, "who": {}})) == {"rule": 1, "who": {}}
    assert field.clean(field.prepare_value(TIERS)) == TIERS
    for text in ("{{{", "just words", '{"a": "\\u0000"}', '{"a": "\\ud800"}'):
        with pytest.raises(ValidationError):
            field.clean(text)


def test_cases_are_a_list_of_objects() -> None:
    field = CasesField(required=False)
    assert (field.clean(""), field.clean("[]"), field.clean(json.dumps([CASE]))) == ([], [], [CASE])
    for text in ("{}", "[1]", "[", json.dumps([{}] * 201)):
        with pytest.raises(ValidationError):
            field.clean(text)


def test_a_scope_that_the_page_contradicts_is_warned_of_at_its_place(editor: Client) -> None:
    said = {**TIERS, "once_per": "project"}
    found = {one["code"]: one for one in asked(editor, rule=said, once_per="step")["problems"]}
    assert found["scope_contradicts"]["path"] == "/once_per"
    assert "“每个项目一次”" in found["scope_contradicts"]["message"]
    for agreed in ({"rule": said, "once_per": "project"}, {"rule": {**TIERS, "once_per": None}, "once_per": "step"}):
        assert "scope_contradicts" not in {one["code"] for one in asked(editor, **agreed)["problems"]}


def test_codes_are_offered_with_their_names_to_those_who_write(editor: Client, client: Client) -> None:
    enter_carried()
    found = editor.get("/admin/policy-rule/codes/", {"set": "GB/T 4754-2017", "under": "H", "names": "51,5"}).json()
    assert [(row["code"], row["name"]) for row in found["rows"]] == [("61", "住宿业"), ("62", "餐饮业")]
    assert (found["way"], found["names"]["51"]) == ([["H", "住宿和餐饮业"]], "批发业")
    client.logout()
    assert client.get("/admin/policy-rule/codes/").status_code == 302


def test_who_speaks_of_earlier_awards_is_offered_the_families_levels_and_steps_on_record(editor: Client) -> None:
    firm = enterprise(7)
    for step in ("prov_srdi", "natl_giant"):
        AwardRecord.objects.create(
            enterprise=firm,
            family="专精特新",
            level="province",
            step=step,
            awarded_on=date(2022, 5, 1),
            amount=yuan("10"),
            number=firm.party.uscc,
            source="finance",
        )
    offered = editor.get("/admin/policy-rule/language/").json()["awards"]
    assert offered == {"专精特新": {"levels": ["province"], "steps": ["natl_giant", "prov_srdi"]}}


def test_what_a_rule_leaves_to_its_page_is_told_as_the_page_says(editor: Client) -> None:
    rule = {key: value for key, value in TIERS.items() if key not in {"once_per", "channels", "budget_line"}}

    def told(**page: str) -> tuple[str, set[str], Any]:
        answer = asked(editor, rule=rule, **page)
        return "\n".join(line["text"] for line in answer["told"]), {one["code"] for one in answer["problems"]}, answer

    text, codes, answer = told(once_per="project", channel="within_days", budget_line="1")
    assert "享受次数：每个项目一次" in text
    assert "兑现方式：限时即享" in text
    assert "no_budget_line" not in codes
    assert "once_per" not in answer["rule"]
    assert "no_budget_line" in told(once_per="project", channel="[]", budget_line="")[1]
