"""Files found altered at the opening: the same ones may be handed in again within a working day, and no others."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime

from cms.kernel.clock import SHANGHAI
from cms.kernel.errands import run_due
from cms.kernel.errors import Refused, WrongState
from cms.kernel.messages.models import Message
from cms.kernel.models import Event
from marketplace.agencies.models import Agency
from marketplace.bidding.errors import HandedInTooLate, NoBid, NothingSpoiled, OtherFiles
from marketplace.bidding.models import OpenedBid, OpenedPaper, PaperPack
from marketplace.bidding.packs import Files, content_of
from marketplace.bidding.restoring import hand_in_again, restorable_until
from marketplace.needs.models import Need
from marketplace.needs.states import NeedState
from tests.conftest import Clock
from tests.marketplace.bidding.test_sealed_files import LETTER, PLAN, alter, hand_in, opened, remove, scored
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.django_db
SAME = Files([("方案.pdf", PLAN)], [("报价函.pdf", LETTER)])


@pytest.fixture
def world(clock: Clock) -> Market:
    """A market on Wednesday 1 March 2023."""
    clock.set(date(2023, 3, 1))
    return market()


def spoiled(world: Market, clock: Clock, tamper: Callable[[PaperPack], None] = alter) -> tuple[Need, Agency, Agency]:
    """An opened need of three bids with files; somebody altered the first bidder's."""
    need, agency, other = scored(world), world.agency("甲"), world.agency("乙")
    hand_in(world, need, world.agency("丁"), SAME)
    bid = hand_in(world, need, agency, SAME)
    hand_in(world, need, other, SAME)
    assert bid.pack is not None
    tamper(bid.pack)
    opened(need, clock)
    run_due()
    need.refresh_from_db()
    return need, agency, other


@pytest.mark.parametrize("tamper", [alter, remove])
def test_the_same_files_make_a_spoiled_bid_whole_again(
    world: Market, clock: Clock, tamper: Callable[[PaperPack], None]
) -> None:
    need, agency, _other = spoiled(world, clock, tamper)
    told = Message.objects.get(party=agency.party, subject_text__startswith="报价文件无法读取")
    assert told.params["until"] == "2023-03-08 00:00"  # opened on Monday the 6th: until the end of Tuesday
    browser, address = Client(), reverse("marketplace:files_again", args=[need.pk])
    browser.force_login(world.agent(agency), "cms.kernel.people.login.EmailOrMobileBackend")
    assert address in browser.get(reverse("marketplace:my_bid", args=[need.pk])).content.decode()
    given = {
        "technical": [SimpleUploadedFile("方案.pdf", PLAN)],
        "business": [SimpleUploadedFile("报价函.pdf", LETTER)],
    }
    assert browser.post(address, given).status_code == 302
    papers = OpenedPaper.objects.filter(bid__party=agency.party)
    assert [content_of(one) for one in papers] == [PLAN, LETTER]
    assert Event.objects.get(name="need.papers_restored").by == world.agent(agency)
    page = Client().get(reverse("marketplace:need", args=[need.pk])).content.decode()
    assert page.count("已由报价单位补交同一批文件") == 1


OTHERS = {
    "another content": Files([("方案.pdf", PLAN + b"%")], [("报价函.pdf", LETTER)]),
    "another name": Files([("方案2.pdf", PLAN)], [("报价函.pdf", LETTER)]),
    "exchanged": Files([("方案.pdf", LETTER)], [("报价函.pdf", PLAN)]),
    "one too few": Files([("方案.pdf", PLAN)]),
}


def refused(refusal: type[Refused], need: Need, agency: Agency, world: Market, files: Files = SAME) -> None:
    """The files are refused as named, and nothing is left behind."""
    before = (Event.objects.count(), list(PaperPack.objects.order_by("pk").values_list("pk", "sha256")))
    with pytest.raises(refusal):
        hand_in_again(need_id=need.pk, agency=agency, files=files, by=world.agent(agency))
    assert before == (Event.objects.count(), list(PaperPack.objects.order_by("pk").values_list("pk", "sha256")))
    assert not OpenedPaper.objects.filter(bid__party__name="甲").exists()


def test_other_files_strangers_and_whole_bids_are_refused(world: Market, clock: Clock) -> None:
    need, agency, other = spoiled(world, clock)
    for files in OTHERS.values():
        refused(OtherFiles, need, agency, world, files)
    refused(NothingSpoiled, need, other, world)
    refused(NoBid, need, world.agency("丙"), world)
    Need.objects.filter(pk=need.pk).update(state=NeedState.AWARDED)
    refused(WrongState, need, agency, world)


def test_a_working_day_after_the_opening_it_is_too_late(world: Market, clock: Clock) -> None:
    need, agency, _other = spoiled(world, clock)
    clock.set(restorable_until(need))
    refused(HandedInTooLate, need, agency, world)
    assert localtime(restorable_until(need)) == datetime(2023, 3, 8, tzinfo=SHANGHAI)


def test_what_opens_a_bids_files_is_kept_once_it_is_open(world: Market, clock: Clock) -> None:
    need, agency, _other = spoiled(world, clock)
    row = OpenedBid.objects.get(need=need, party=agency.party)
    assert (len(row.papers_key), len(row.papers_sha256)) == (64, 64)
