"""Matching: whom a version finds, on what facts and why; run again when facts change, and never forgotten."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import override_settings

from cms.kernel.errands import run_due
from cms.kernel.models import Event
from cms.kernel.money import yuan
from policies.catalogue.documents import PolicyDocument
from policies.catalogue.services import draft_policy, publish_version
from policies.catalogue.states import BenefitClass
from policies.matching import services
from policies.matching.columns import EnginesDisagree, Found, Together
from policies.matching.models import Match, MatchRun
from policies.matching.queries import current_matches, latest_run, matches_of, matches_to_decide, totals
from policies.matching.reasons import told
from policies.matching.states import Verdict
from policies.models import Enterprise, Version
from policies.registry.code_sets import enter_carried, enter_change
from policies.registry.codes import CodeSet, Fate
from policies.registry.keeping import (
    define_fact,
    end_in_catalogue,
    end_on_list,
    enter_figure,
    enter_in_catalogue,
    enter_on_list,
)
from policies.registry.services import state_facts
from policies.rules.verdicts import VerdictOutcome
from tests.conftest import Clock
from tests.policies.worlds import OPENING, department, enterprise

pytestmark = pytest.mark.django_db

RULE = {
    "rule": 1,
    "code": "stable-jobs",
    "title": {"zh": "稳岗返还", "en": "Refund"},
    "assessed": {"grain": "year", "lag": 1},
    "who": {
        "all": [
            {"compare": {"left": {"fact": "finance.revenue[y]"}, "is": "以上", "right": {"yuan": "1000000"}}},
            {"none": [{"holds": "credit.serious_dishonest"}]},
        ]
    },
    "amount": {"multiply": [{"fact": "finance.revenue[y]"}, {"ratio": "0.015"}]},
    "channels": {
        "usual": "no_application",
        "branches": [{"when": {"holds": "enterprise.is_labour_dispatch"}, "then": "on_application"}],
    },
}


@pytest.fixture(autouse=True)
def february(clock: Clock, tmp_path: Path) -> Any:
    clock.set(date(2023, 2, 1))
    with override_settings(SNAPSHOT_ROOT=str(tmp_path)):
        yield


def firm(serial: int, revenue: str | None, *, dishonest: bool | None = False, dispatch: bool = False) -> Enterprise:
    made = enterprise(serial)
    facts: dict[tuple[str, str], Any] = {("enterprise.is_labour_dispatch", ""): dispatch}
    if revenue is not None:
        facts["finance.revenue", "2022"] = int(yuan(revenue).amount * 100)
    if dishonest is not None:
        facts["credit.serious_dishonest", ""] = dishonest
    state_facts(enterprise=made, facts=facts, source="statistics", as_of=date(2023, 1, 20), by=None)
    return made


def published(rule: dict[str, Any] | None = None, *, run: bool = True) -> Version:
    policy = draft_policy(code="refund", title_zh="稳岗返还", lead_department=department(), by=None)
    relief = BenefitClass.RELIEF
    document = PolicyDocument(title_zh="稳岗返还", valid_from=date(2023, 1, 1), rule=rule or RULE, benefit_class=relief)
    version = publish_version(policy_id=policy.pk, by=None, document=document)
    if run:
        run_due()
    return version


def found(version: Version, verdict: Verdict) -> list[int]:
    return [match.enterprise_id for match in current_matches(version, verdict)]


def test_publishing_finds_who_qualifies_who_nearly_does_and_who_lacks_data() -> None:
    met, near, far = firm(1, "1000000"), firm(2, "999999.99"), firm(3, "5", dishonest=True)
    lacking = firm(4, None)
    version = published()
    assert found(version, Verdict.MET) == [met.pk]
    assert found(version, Verdict.NEAR) == [near.pk]
    assert found(version, Verdict.NEEDS_DATA) == [lacking.pk]
    run = latest_run(version)
    assert run is not None
    assert (run.examined_count, run.met_count, run.amount, run.period) == (4, 1, yuan("15000"), "2022")
    assert far.pk not in set(run.matches.values_list("enterprise", flat=True))
    assert Event.objects.filter(name="match_run.done", subject_id=run.pk).exists()


def test_a_match_keeps_its_facts_with_source_and_day_and_its_reasons() -> None:
    firm(1, "1000000.55")
    match = current_matches(published()).get()
    revenue = next(fact for fact in match.facts if fact["code"] == "finance.revenue")
    assert revenue == {
        "name": "finance.revenue[2022]", "code": "finance.revenue", "period": "2022", "value": "1000000.55",
        "source": "statistics", "as_of": "2023-01-20",
    }  # fmt: skip
    assert match.amount == yuan("15000.01")
    assert match.explanation["outcome"] == "met"
    assert [part["truth"] for part in match.explanation["trace"]["parts"]] == ["true", "true"]
    lines = {language: " ".join(text for _depth, text in told(match, language)) for language in ("zh", "en")}
    assert "统计局" in lines["zh"]
    assert "Statistics bureau" in lines["en"]


def test_a_near_miss_says_by_how_much_and_missing_data_says_what() -> None:
    firm(1, "999999.99")
    firm(2, "2000000", dishonest=None)
    version = published()
    assert current_matches(version, Verdict.NEAR).get().explanation["near_miss"]["short_by"] == "0.01"
    missing = current_matches(version, Verdict.NEEDS_DATA).get().explanation["missing"]
    assert missing == [{"fact": "credit.serious_dishonest", "lack": "absent"}]


def test_who_comes_by_another_channel_is_matched_but_not_decided_without_application() -> None:
    firm(1, "2000000"), firm(2, "3000000", dispatch=True)
    version = published()
    assert [match.channel for match in current_matches(version)] == ["on_application", "no_application"]
    assert [match.amount for match in matches_to_decide(version)] == [yuan("30000")]


def test_a_changed_fact_is_matched_again_and_the_earlier_run_stays() -> None:
    one = firm(1, "500000")
    version = published()
    before = latest_run(version)
    state_facts(
        enterprise=one, facts={("finance.revenue", "2022"): 300_000_000}, source="tax", as_of=date(2023, 1, 31), by=None
    )
    run_due()
    assert found(version, Verdict.MET) == [one.pk]
    assert before is not None
    assert before.matches.get().verdict == Verdict.NEAR
    assert [match.verdict for match in matches_of(one)] == [Verdict.MET]


def test_facts_the_rule_does_not_read_cause_no_new_run() -> None:
    one = firm(1, "2000000")
    published()
    state_facts(enterprise=one, facts={("enterprise.park", ""): "开发区"}, source="industry", as_of=OPENING, by=None)
    run_due()
    assert MatchRun.objects.count() == 1


def test_a_credit_fact_too_old_to_rely_on_is_missing_data(clock: Clock) -> None:
    firm(1, "2000000")
    version = published()
    clock.set(date(2023, 2, 21))
    services.match_live_versions()
    assert len(found(version, Verdict.NEEDS_DATA)) == 1
    assert current_matches(version, Verdict.NEEDS_DATA).get().explanation["missing"][0]["lack"] == "stale"


def test_what_was_found_cannot_be_changed() -> None:
    firm(1, "2000000")
    published()
    with pytest.raises(DatabaseError), transaction.atomic():
        Match.objects.update(amount=yuan("1"))


def test_when_the_two_engines_disagree_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    firm(1, "2000000")
    version = published()
    find = Together.find
    monkeypatch.setattr(Together, "find", lambda self, *rows: [lie(one) for one in find(self, *rows)])
    runs = MatchRun.objects.count()
    firm(2, "3000000")
    with pytest.raises(EnginesDisagree), transaction.atomic():
        services.match_versions([version])
    assert MatchRun.objects.count() == runs


def lie(one: Found) -> Found:
    return replace(one, fen=tuple(fen + 1 for fen in one.fen))


def test_totals_split_those_who_qualify_by_a_column() -> None:
    for serial, region in ((1, "341826100000"), (2, "341826100000"), (3, "341826200000")):
        one = firm(serial, "2000000")
        state_facts(enterprise=one, facts={("enterprise.region", ""): region}, source="market", as_of=OPENING, by=None)
    run = latest_run(published())
    assert run is not None
    assert [(row["key"], row["count"], row["amount"]) for row in totals(run, "operating_region")] == [
        ("341826100000", 2, 60_000),
        ("341826200000", 1, 30_000),
    ]


def test_drift_shows_what_changed_since_the_match() -> None:
    one = firm(1, "2000000")
    match = current_matches(published()).get()
    assert services.drift(match, services.verdict_now(match.version, match.enterprise))["facts"] == {}
    state_facts(
        enterprise=one, facts={("finance.revenue", "2022"): 100}, source="tax", as_of=date(2023, 1, 31), by=None
    )
    changed = services.drift(match, services.verdict_now(match.version, match.enterprise))
    assert changed["facts"] == {"finance.revenue[2022]": ["2000000.00", "1.00"]}
    assert (changed["outcome"], changed["amount_fen"]) == ("unmet", None)


def in_guangde() -> dict[str, Any]:
    """Whoever lies in the county that became a city under another code in 2019."""
    place = {"starts_with": {"of": {"fact": "enterprise.region"}, "codes": ["341822"], "code_set": "GB/T 2260"}}
    return {**RULE, "who": {"all": [place]}}


def test_a_rule_finds_who_lies_in_a_renamed_place_as_soon_as_the_change_is_entered() -> None:
    firms = [firm(1, "2000000"), firm(2, "2000000"), firm(3, "2000000")]
    for one, region in zip(firms, ("341822100000", "341882100000", "341881003000"), strict=True):
        state_facts(enterprise=one, facts={("enterprise.region", ""): region}, source="market", as_of=OPENING, by=None)
    version = published(in_guangde())
    assert found(version, Verdict.MET) == [firms[0].pk]
    enter_change(
        code_set=CodeSet.REGION, old="341822", new="341882", fate=Fate.RENAMED, changed_on=date(2019, 7, 2),
        document="撤县设市", by=None,
    )  # fmt: skip
    run_due()
    assert sorted(found(version, Verdict.MET)) == [firms[0].pk, firms[1].pk]
    assert services.verdict_now(version, firms[1]).outcome is VerdictOutcome.MET
    run_due()
    assert MatchRun.objects.filter(version=version).count() == 2


def test_whoever_is_entered_on_a_list_by_hand_is_found_and_who_left_it_no_longer() -> None:
    listed, other = firm(1, "2000000"), firm(2, "2000000")
    ended = enter_on_list(list_code="list.county_50", enterprise=other, valid_from=date(2022, 1, 1), by=None)
    on_list = {"listed": {"on_list": "list.county_50", "on": {"day": "decided_on"}}}
    version = published(RULE | {"who": {"all": [on_list]}})
    assert found(version, Verdict.MET) == [other.pk]
    enter_on_list(list_code="list.county_50", enterprise=listed, valid_from=date(2023, 1, 1), by=None)
    run_due()
    assert sorted(found(version, Verdict.MET)) == [listed.pk, other.pk]
    end_on_list(entry_id=ended.pk, valid_until=date(2023, 1, 31), by=None)
    run_due()
    assert found(version, Verdict.MET) == [listed.pk]


def test_catalogues_series_and_fact_kinds_kept_by_hand_are_matched_by_at_once() -> None:
    one = firm(1, "2000000")
    state_facts(enterprise=one, facts={("enterprise.industry", ""): "3911"}, source="market", as_of=OPENING, by=None)
    catalogue, day = "catalogue.hi_tech_manufacturing", {"day": "decided_on"}
    named = {"catalogued": {"of": {"fact": "enterprise.industry"}, "catalogue": catalogue, "on": day}}
    low = {"series": {"of": "series.lpr_1y", "on": day}}
    cheap = {"compare": {"left": low, "is": "以下", "right": {"ratio": "0.036"}}}
    version = published(RULE | {"who": {"all": [named, cheap]}})
    entry = enter_in_catalogue(catalogue=catalogue, entry="3911", valid_from=OPENING, by=None)
    enter_figure(series="series.lpr_1y", valid_from=OPENING, value=Decimal("0.0355"), by=None)
    run_due()
    assert found(version, Verdict.MET) == [one.pk]
    enter_figure(series="series.lpr_1y", valid_from=OPENING, value=Decimal("0.0365"), by=None)
    run_due()
    assert found(version, Verdict.MET) == []
    enter_figure(series="series.lpr_1y", valid_from=OPENING, value=Decimal("0.0350"), by=None)
    end_in_catalogue(entry_id=entry.pk, valid_until=date(2023, 1, 31), by=None)
    run_due()
    assert found(version, Verdict.MET) == []


def test_a_shorter_life_of_a_fact_is_matched_by_at_once() -> None:
    values = {"kind": "flag", "grain": "none", "label_zh": "用水达标", "label_en": "Saves water", "source": "market"}
    define_fact(code="water.saved", values=values, by=None)
    one = firm(1, "2000000")
    state_facts(enterprise=one, facts={("water.saved", ""): True}, source="market", as_of=OPENING, by=None)
    version = published(RULE | {"who": {"all": [{"holds": "water.saved"}]}})
    assert found(version, Verdict.MET) == [one.pk]
    define_fact(code="water.saved", values=values | {"max_age_days": 7}, by=None)
    run_due()
    assert (found(version, Verdict.MET), found(version, Verdict.NEEDS_DATA)) == ([], [one.pk])


def test_a_change_of_codes_that_no_rule_speaks_of_causes_no_run() -> None:
    firm(1, "2000000")
    published()
    enter_carried()
    run_due()
    assert MatchRun.objects.count() == 1
