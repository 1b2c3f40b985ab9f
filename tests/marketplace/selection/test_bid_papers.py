"""Who reads the files of opened bids: experts by number, the owner by name once scored, rivals and strangers never."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cms.kernel.errands import run_due, tick
from cms.kernel.models import User
from cms.kernel.money import yuan
from cms.kernel.roles import Role
from cms.kernel.trail import events_about
from marketplace.agencies.models import Agency
from marketplace.bidding.models import OpenedPaper
from marketplace.bidding.packs import Files
from marketplace.bidding.services import submit_bid
from marketplace.needs.models import Need
from marketplace.needs.particulars import Criterion, Particulars
from marketplace.needs.states import Method
from marketplace.selection.models import Panel, Seat
from marketplace.selection.paper_queries import named_papers, seen_by
from marketplace.selection.scoring import (
    agree_scores,
    declare,
    hand_in_scores,
    offers_to_score,
    seat_expert,
    sign_scores,
    start_scoring,
)
from tests.conftest import Clock
from tests.marketplace.bidding.files import pdf
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.django_db
SCHEME = Particulars(criteria=(Criterion("技术方案", 70),), papers_mb=1)


@pytest.fixture
def world(clock: Clock) -> Market:
    """A market on 1 March 2023."""
    clock.set(date(2023, 3, 1))
    return market()


def visitor(user: User) -> Client:
    """The browser of somebody who is signed in."""
    client = Client()
    client.force_login(user, "cms.kernel.people.login.EmailOrMobileBackend")
    return client


def opened(world: Market, clock: Clock) -> tuple[Need, list[Agency]]:
    """A scored need whose three bids, each with a plan and a letter, are open; its panel is to be seated."""
    need, agencies = world.need(method=Method.SCORED, particulars=SCHEME), [world.agency(name) for name in "甲乙丙"]
    run_due()
    for number, agency in enumerate(agencies):
        files = Files(
            [(f"{agency.party.name}方案.pdf", pdf(f"方案{number}"))], [("letter.pdf", pdf(agency.party.name))]
        )
        price, by = yuan(60_000 + number), world.agent(agency)
        submit_bid(need_id=need.pk, agency=agency, by=by, price=price, proposal="按期完成。", files=files)
    clock.set(need.opens_at)
    tick()
    run_due()
    return need, agencies


def seated(world: Market, panel: Panel) -> list[Seat]:
    """Three experts, asked to serve."""
    people = [world.person(f"专家{number}", Role.EXPERT, world.department) for number in range(3)]
    return [seat_expert(panel_id=panel.pk, expert=person, by=world.supervisor) for person in people]


def begin(world: Market, panel: Panel, seats: list[Seat]) -> None:
    """All have declared, and the scoring has begun."""
    for seat in seats:
        declare(seat_id=seat.pk, by=seat.expert, must_recuse=False)
    start_scoring(panel_id=panel.pk, by=world.supervisor)


def settle(panel: Panel, seats: list[Seat]) -> None:
    """The panel has scored, agreed and signed."""
    points = {offer.bid.pk: {"0": Decimal(50)} for offer in offers_to_score(panel)}
    for seat in seats:
        hand_in_scores(seat_id=seat.pk, by=seat.expert, points=points)
    agree_scores(panel_id=panel.pk, by=seats[0].expert, points=points, minutes="意见一致。")
    for seat in seats:
        sign_scores(seat_id=seat.pk, by=seat.expert)


def file_of(paper: OpenedPaper) -> str:
    return reverse("marketplace:bid_paper", args=[paper.pk])


def test_experts_read_plans_under_numbers_after_declaring_and_never_a_letter(world: Market, clock: Clock) -> None:
    need, _agencies = opened(world, clock)
    panel = need.panel
    seats = seated(world, panel)
    expert = visitor(seats[0].expert)
    plan, letter = (OpenedPaper.objects.filter(is_blind=blind)[0] for blind in (True, False))
    assert expert.get(file_of(plan)).status_code == 409
    begin(world, panel, seats)
    page = expert.get(reverse("marketplace:seat", args=[seats[0].pk])).content.decode()
    assert page.count("-附件1.pdf") == 3
    assert not any(word in page for word in ("甲方案", "letter.pdf", "甲"))
    answer = expert.get(file_of(plan))
    assert answer.content.startswith(b"%PDF")
    assert "%E7%94%B2" not in answer["Content-Disposition"]  # 甲
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert expert.get(file_of(letter)).status_code == 404


def test_no_number_of_the_scoring_page_tells_in_which_order_bids_came(world: Market, clock: Clock) -> None:
    need, _agencies = opened(world, clock)
    panel = need.panel
    seats = seated(world, panel)
    begin(world, panel, seats)
    page = visitor(seats[0].expert).get(reverse("marketplace:seat", args=[seats[0].pk])).content.decode()
    assert 'name="offer1-c0"' in page
    assert not any(f'name="{offer.bid.pk}-' in page for offer in offers_to_score(panel))


def test_the_owner_reads_letters_by_name_at_once_and_plans_by_name_once_they_are_scored(
    world: Market, clock: Clock
) -> None:
    need, _agencies = opened(world, clock)
    panel = need.panel
    seats = seated(world, panel)
    begin(world, panel, seats)
    owner, address = visitor(world.clerk), reverse("marketplace:bid_papers", args=[need.pk])
    blind = owner.get(address).content.decode()
    assert blind.count("letter.pdf") == blind.count("-附件1.pdf") == 3
    assert "甲方案" not in blind
    settle(panel, seats)
    assert "甲方案" in owner.get(address).content.decode()


def test_rivals_strangers_and_everybody_before_the_opening_read_nothing(world: Market, clock: Clock) -> None:
    _need, agencies = opened(world, clock)
    own, rival = visitor(world.agent(agencies[0])), visitor(world.agent(agencies[1]))
    for paper in OpenedPaper.objects.filter(bid__party=agencies[0].party):
        assert (own.get(file_of(paper)).status_code, rival.get(file_of(paper)).status_code) == (200, 404)
        assert visitor(world.reviewer).get(file_of(paper)).status_code == 403
        assert visitor(world.supervisor).get(file_of(paper)).status_code == 200
        assert Client().get(file_of(paper)).status_code == 302
    unopened = world.need(method=Method.SCORED, particulars=SCHEME)
    page = visitor(world.clerk).get(reverse("marketplace:bid_papers", args=[unopened.pk])).content.decode()
    assert "尚未开启" in page


def test_an_agency_hands_files_in_on_its_page_and_finds_them_after_the_opening(world: Market, clock: Clock) -> None:
    need, agency = world.need(method=Method.SCORED, particulars=SCHEME), world.agency("甲")
    run_due()
    browser = visitor(world.agent(agency))
    page = browser.get(reverse("marketplace:bid", args=[need.pk])).content.decode()
    assert 'name="technical"' in page
    assert "multiple" in page
    entered = {"price": "60000", "proposal": "按期完成。", "agrees": "on", "technical": [upload("a.exe", b"MZ" * 9)]}
    refused = browser.post(reverse("marketplace:bid", args=[need.pk]), entered)
    assert (refused.status_code, "文件“a.exe”不能接收" in refused.content.decode()) == (422, True)
    entered["technical"] = [upload("a.pdf", pdf("一")), upload("b.pdf", pdf("二"))]
    assert browser.post(reverse("marketplace:bid", args=[need.pk]), entered).status_code == 302
    receipt = browser.get(reverse("marketplace:receipt", args=[need.pk])).json()
    assert len(receipt["papers_sha256"]) == 64
    clock.set(need.opens_at)
    tick()
    mine = browser.get(reverse("marketplace:my_bid", args=[need.pk])).content.decode()
    assert "a.pdf" in mine
    assert receipt["papers_sha256"] in mine


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, io.BytesIO(content).read())


def test_until_a_panel_is_seated_the_owner_knows_no_more_than_with_one(world: Market, clock: Clock) -> None:
    need, _agencies = opened(world, clock)
    need.refresh_from_db()
    Panel.objects.all().delete()  # as while a low price is being explained
    paper = OpenedPaper.objects.filter(is_blind=True).order_by("pk")[0]
    assert seen_by(paper, world.clerk).name.startswith("方案0")
    assert [one.name for line in named_papers(need, world.clerk) for one in line.papers] == ["letter.pdf"] * 3


def test_who_read_whose_file_stands_on_the_needs_trail(world: Market, clock: Clock) -> None:
    need, agencies = opened(world, clock)
    letter = OpenedPaper.objects.get(bid__party=agencies[0].party, is_blind=False)
    rival = visitor(world.agent(agencies[1]))
    assert rival.get(file_of(letter)).status_code == 404
    assert not events_about(need).filter(name="need.paper_read").exists()
    assert visitor(world.clerk).get(file_of(letter)).status_code == 200
    told = events_about(need).get(name="need.paper_read")
    assert (told.by, told.data["paper"], told.data["receipt"]) == (world.clerk, str(letter.pk), letter.bid.bid.receipt)
