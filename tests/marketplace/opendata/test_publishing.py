"""What is published is valid, complete, resolves every reference, and says nothing of a bid before it is opened."""

import json
from datetime import datetime
from pathlib import Path

import pgtrigger
import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from cms.kernel.clock import SHANGHAI
from cms.kernel.errands import run_due, tick
from cms.kernel.money import yuan
from marketplace.awards.services import give_up_award
from marketplace.contracts.models import Contract
from marketplace.contracts.services import accept_delivery, correct_contract
from marketplace.needs.changes import amend_need
from marketplace.needs.services import cancel_need
from marketplace.opendata import queries
from marketplace.opendata.bodies import Body
from marketplace.opendata.merging import compiled, merged
from marketplace.opendata.models import Release
from marketplace.opendata.queries import record_of
from marketplace.opendata.validation import package_faults, release_faults
from tests.conftest import Clock
from tests.marketplace.awards.journeys import bid
from tests.marketplace.contracts.journeys import awarded, filed
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.django_db
FEED = "/market/api/ocds/releases"


@pytest.fixture
def town(clock: Clock) -> Market:
    clock.set(datetime(2023, 3, 1, 9, tzinfo=SHANGHAI))
    return market()


def tags(contract: Contract) -> list[str]:
    return list(contract.procurement.releases.order_by("number").values_list("tag", flat=True))


def test_every_step_is_a_valid_release_and_the_record_is_what_they_come_to(town: Market, clock: Clock) -> None:
    contract = filed(town, clock, ["60000.00", "52000.10", "58000.00"])
    correct_contract(contract_id=contract.pk, amount=yuan("51000.05"), grounds="录入有误", by=town.supervisor)
    accept_delivery(contract_id=contract.pk, by=town.clerk)
    run_due()
    assert tags(contract) == ["tender", "tenderUpdate", "award", "contract", "contractUpdate", "contractTermination"]
    assert [fault for release in Release.objects.all() for fault in release_faults(release.body)] == []
    found = record_of(contract.procurement)
    assert found is not None
    whole = found["compiledRelease"]
    assert release_faults(whole) == []
    assert (whole["tender"]["status"], whole["tender"]["numberOfTenderers"]) == ("complete", 3)
    assert whole["contracts"][0]["value"] == {"amount": 51000.05, "currency": "CNY"}
    assert whole["contracts"][0]["status"] == "terminated"
    assert whole["awards"][0]["value"]["amount"] == 52000.1
    assert {role for party in whole["parties"] for role in party["roles"]} == {
        "buyer", "procuringEntity", "tenderer", "supplier",
    }  # fmt: skip


def test_a_change_without_a_later_deadline_is_published_with_its_words(town: Market, clock: Clock) -> None:
    need = town.need(days=10)
    run_due()
    change = {"need_id": need.pk, "by": town.clerk}
    amend_need(text="最高限价调整为 9 万元。", ceiling=yuan("90000"), closes_at=need.closes_at, **change)
    run_due()
    found = record_of(need.procurement)
    assert found is not None
    assert [release["tag"] for release in found["releases"]] == [["tender"], ["tenderAmendment"]]
    whole = found["compiledRelease"]
    assert whole["tender"]["value"]["amount"] == 90000
    assert [one["description"] for one in whole["tender"]["amendments"]] == ["最高限价调整为 9 万元。"]
    assert [fault for release in found["releases"] for fault in release_faults(release)] == release_faults(whole) == []
    assert "tenderers" not in whole["tender"]


def test_an_award_given_up_and_a_second_one_stand_side_by_side(town: Market, clock: Clock) -> None:
    award = awarded(town, clock)
    run_due()
    give_up_award(award_id=award.pk, by=town.people[award.party.agency.pk], reason="人手不足")
    run_due()
    found = record_of(award.need.procurement)
    assert found is not None
    assert [release["tag"] for release in found["releases"]][-1] == ["awardCancellation"]
    assert [one["status"] for one in found["compiledRelease"]["awards"]] == ["cancelled"]
    assert release_faults(found["compiledRelease"]) == []


def test_before_the_opening_nothing_of_a_bid_is_published(town: Market, clock: Clock) -> None:
    agencies = [town.agency(f"密封测绘{number}") for number in range(3)]
    need = town.need()
    run_due()
    for agency, price in zip(agencies, ["54321.09", "65432.10", "76543.21"], strict=True):
        bid(town, need, agency, price)
    run_due()
    client = Client()
    places = [FEED, reverse("marketplace:opendata_releases"), reverse("marketplace:opendata_records")]

    def told() -> str:
        answers = [client.get(place) for place in places]
        return "".join(b"".join(one).decode() if one.streaming else one.content.decode() for one in answers)

    secrets = ["密封测绘", "54321", "numberOfTenderers", "tenderers", *(agency.party.uscc for agency in agencies)]
    assert [secret for secret in secrets if secret in told()] == []
    assert need.procurement.code in told()
    clock.set(need.closes_at)
    tick()
    run_due()
    assert [secret for secret in secrets if secret not in told()] == ["54321"]  # prices are no field of the standard


def test_a_draft_is_never_published(town: Market) -> None:
    draft = town.draft()
    cancel_need(need_id=draft.pk, reason="不再采购", by=town.clerk)
    run_due()
    assert not Release.objects.exists()


def test_the_command_writes_valid_packages_and_fails_on_invalid_ones(
    town: Market, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed(town, clock)
    call_command("publish_ocds", str(tmp_path / "out"))
    packages = {name: json.loads((tmp_path / "out" / f"{name}.json").read_text()) for name in ("releases", "records")}
    assert (len(packages["releases"]["releases"]), len(packages["records"]["records"])) == (4, 1)
    written = {name: (tmp_path / "out" / f"{name}.json").read_text().splitlines() for name in packages}
    assert [fault for name in packages for fault in package_faults(written[name], records=name == "records")] == []
    twice = [*written["releases"][:2], *written["releases"][1:]]
    assert list(package_faults(twice, records=False)) == ["releases/1: a part comes twice"]
    assert list(package_faults([written["releases"][0], "]}"], records=False)) != []
    head = queries.package_head
    monkeypatch.setattr(queries, "package_head", lambda name, year=None: head(name, year) | {"publishedDate": "soon"})
    with pytest.raises(CommandError, match="soon"):
        call_command("publish_ocds", str(tmp_path / "out"))


def test_what_an_older_installation_did_is_published_once(town: Market, clock: Clock, tmp_path: Path) -> None:
    contract = filed(town, clock)
    published = tags(contract)
    with pgtrigger.ignore():
        Release.objects.all().delete()  # as where nothing was published when it happened
    for _time in range(2):
        call_command("publish_ocds", str(tmp_path))
        assert tags(contract) == published


def test_the_feed_is_read_to_its_end_and_a_record_is_found(town: Market, clock: Clock) -> None:
    contract = filed(town, clock)
    client, seen, after = Client(), [], 0
    for _page in range(10):
        page = client.get(FEED, {"after": after, "limit": 3}).json()
        seen += page["releases"]
        after = page["next"]
        if page["is_last"]:
            break
    assert [release["tag"][0] for release in seen] == tags(contract)
    address = f"/market/api/ocds/records/{seen[0]['ocid']}"
    assert client.get(address).json() == record_of(contract.procurement)
    assert [client.get(f"/market/api/ocds/records/{name}").status_code for name in ("x", "ocds-000000-ZJ2023-9")] == [
        404, 404,
    ]  # fmt: skip
    assert client.get(FEED, {"after": "x"}).status_code == 422
    assert client.get(reverse("marketplace:opendata")).status_code == 200


BUYER = {"id": "CN-USCC-1", "name": "甲", "roles": ["buyer"]}
PLAIN: Body = {
    "ocid": "ocds-000000-1", "id": "1", "date": "2023-03-01T09:00:00+08:00", "tag": ["tender"],
    "initiationType": "tender", "language": "zh", "parties": [BUYER], "buyer": {"id": "CN-USCC-1", "name": "甲"},
    "tender": {"id": "t"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"buyer": {"id": "CN-USCC-2"}}, "not among the parties"),
        ({"date": "2023-03-01"}, "date"),
        ({"tag": ["tendering"]}, "tendering"),
        ({"contracts": [{"id": "c", "awardID": "a"}]}, "of no award"),
        ({"awards": [{"id": "a"}, {"id": "a"}]}, "twice"),
        ({"tender": {"id": "t", "value": {"amount": 1, "currency": "RMB"}}}, "RMB"),
    ],
)
def test_a_fault_is_found(change: Body, words: str) -> None:
    assert release_faults(PLAIN) == []
    assert any(words in fault for fault in release_faults(PLAIN | change))


def test_releases_merge_by_the_rules_of_the_standard() -> None:
    first = PLAIN | {"awards": [{"id": "a", "status": "active"}]}
    later = PLAIN | {
        "id": "2",
        "date": "2023-03-02T09:00:00+08:00",
        "tag": ["award"],
        "tender": {"title": "题", "id": "t"},
    }
    later |= {"awards": [{"id": "b"}, {"id": "a", "status": "cancelled"}], "language": None}
    whole = compiled([first, later])
    assert whole["awards"] == [{"id": "a", "status": "cancelled"}, {"id": "b"}]
    assert (whole["tag"], whole["date"], "language" in whole) == (["compiled"], later["date"], False)
    assert merged({"roles": ["buyer"]}, {"roles": ["payer"]}) == {"roles": ["payer"]}
    with pytest.raises(ValueError, match="at least one"):
        compiled([])
