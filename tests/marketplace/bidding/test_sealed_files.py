"""Files of a bid: what is refused, what is destroyed with it, what opens with it, and what an insider could alter."""

from dataclasses import replace
from datetime import date

import pytest

from cms.kernel.errands import tick
from cms.kernel.errors import Refused
from cms.kernel.files.content import PDF
from cms.kernel.models import Event
from cms.kernel.money import yuan
from marketplace.agencies.models import Agency
from marketplace.bidding.envelopes import Envelope
from marketplace.bidding.errors import (
    PaperNamesBidder,
    PaperRefused,
    PapersNotTaken,
    PapersOverSize,
    ProposalMissing,
    TooManyPapers,
)
from marketplace.bidding.models import Bid, OpenedBid, OpenedPaper, PaperPack
from marketplace.bidding.packs import NO_FILES, Files, content_of, open_packs
from marketplace.bidding.papers import MB, Paper, PapersUnreadable, pack_length, seal_papers
from marketplace.bidding.services import submit_bid, withdraw_bid
from marketplace.bidding.states import BidState
from marketplace.needs.models import Need
from marketplace.needs.particulars import Criterion, Particulars
from marketplace.needs.states import Method
from tests.conftest import Clock
from tests.marketplace.bidding.files import DOCX_PART, XLSX_PART, office, pdf
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.django_db
WITH_FILES = Particulars(criteria=(Criterion("技术方案", 70),), papers_mb=1)
PLAN, LETTER = pdf("技术方案"), pdf("报价函")


@pytest.fixture
def world(clock: Clock) -> Market:
    """A market on 1 March 2023."""
    clock.set(date(2023, 3, 1))
    return market()


def scored(world: Market) -> Need:
    """A scored need that asks for files of a megabyte."""
    return world.need(method=Method.SCORED, particulars=WITH_FILES)


def hand_in(world: Market, need: Need, agency: Agency, files: Files = NO_FILES, price: str = "70000") -> Bid:
    """The agency's sealed bid with these files."""
    by = world.agent(agency)
    return submit_bid(need_id=need.pk, agency=agency, by=by, price=yuan(price), proposal="按期完成。", files=files)


def opened(need: Need, clock: Clock) -> Need:
    """The need after its opening time."""
    clock.set(need.opens_at)
    tick()
    need.refresh_from_db()
    return need


def test_files_open_with_their_bid_exactly_as_handed_in(world: Market, clock: Clock) -> None:
    need, agency, other = scored(world), world.agency("甲"), world.agency("乙")
    bid = hand_in(world, need, agency, Files([("方案 一.pdf", PLAN)], [("报价函.pdf", LETTER)]))
    empty = hand_in(world, need, other)
    assert len(bytes(bid.pack.ciphertext)) == len(bytes(empty.pack.ciphertext)) == pack_length(MB)
    assert (OpenedPaper.objects.count(), bid.pack.key) == (0, "")
    opened(need, clock)
    papers = list(OpenedPaper.objects.all())
    assert [(one.bid.party, one.name, one.is_blind) for one in papers] == [
        (agency.party, "方案_一.pdf", True),
        (agency.party, "报价函.pdf", False),
    ]
    assert [content_of(one) for one in papers] == [PLAN, LETTER]


def test_the_files_of_a_replaced_or_withdrawn_bid_are_destroyed(world: Market, clock: Clock) -> None:
    need, agency = scored(world), world.agency("甲")
    first = hand_in(world, need, agency, Files([("a.pdf", PLAN)]))
    second = hand_in(world, need, agency, Files([("b.pdf", LETTER)]))
    assert list(PaperPack.objects.values_list("bid", flat=True)) == [second.pk]
    withdraw_bid(need_id=need.pk, agency=agency, by=world.agent(agency))
    assert not PaperPack.objects.exists()
    first.refresh_from_db()
    assert (first.state, first.pack) == (BidState.REPLACED, None)
    opened(need, clock)
    assert not OpenedPaper.objects.exists()


def refused_without_trace(world: Market, need: Need, files: Files, refusal: type[Refused]) -> str:
    """The bid is refused as named and leaves no bid, pack or event; returns the sentence."""
    agency = Agency.objects.first() or world.agency("徽云测绘")
    before = (Bid.objects.count(), PaperPack.objects.count(), Event.objects.count())
    with pytest.raises(refusal) as told:
        hand_in(world, need, agency, files)
    assert (Bid.objects.count(), PaperPack.objects.count(), Event.objects.count()) == before
    return str(told.value)


HOSTILE = {
    "empty": b"",
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
    "page": b"<!doctype html><script>1</script>",
    "program": b"MZ\x90\x00" + bytes(200),
    "picture with an archive": b"\x89PNG\r\n\x1a\n" + bytes(64) + office("a", "b"),
    "picture with a script": b"\x89PNG\r\n\x1a\n<script>alert(1)</script>",
    "archive of nothing known": office("readme.txt", "x"),
    "bomb": office(DOCX_PART, "0" * (40 * MB)),
    "macro": office(DOCX_PART, "方案", parts={"word/vbaProject.bin": b"1"}),
    "embedded": office(XLSX_PART, "表", parts={"xl/embeddings/oleObject1.bin": b"1"}),
    "script": pdf(more=b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"),
    "launch": pdf(more=b"/OpenAction<</S/Launch/F(cmd.exe)>>"),
    "password": pdf(more=b"/Encrypt 9 0 R"),
    "cut": office(DOCX_PART, "方案")[:-8],
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_file_of_no_accepted_kind_or_with_a_second_nature_is_refused_by_name(world: Market, content: bytes) -> None:
    told = refused_without_trace(world, scored(world), Files([("方案.pdf", content)]), PaperRefused)
    assert told.startswith("文件“方案.pdf”不能接收：")


@pytest.mark.parametrize(
    "content",
    [
        office(DOCX_PART, "<w:t>由徽云</w:t><w:t>测绘实施</w:t>"),
        office(DOCX_PART, "方案", parts={"docProps/core.xml": "<dc:creator>徽云测绘</dc:creator>".encode()}),
        office(XLSX_PART, "联系 19900000", parts={"xl/sharedStrings.xml": "<t>徽云测绘法人</t>".encode()}),
        pdf("本方案由徽云测绘编制"),
        pdf("本方案由徽云测绘编制", deflated=True),
        pdf("方案", more="/Author(徽云测绘)".encode()),
    ],
    ids=["split over runs", "author", "legal person", "text", "deflated text", "author of a PDF"],
)
def test_a_file_that_experts_score_and_that_names_its_bidder_is_refused(world: Market, content: bytes) -> None:
    need, agency = scored(world), world.agency("徽云测绘")
    refused_without_trace(world, need, Files([("方案", content)]), PaperNamesBidder)
    assert hand_in(world, need, agency, Files(business=[("方案", content)])).state == BidState.SEALED


def test_files_beyond_size_and_number_and_where_none_are_asked_for_are_refused(world: Market) -> None:
    need, plain = scored(world), world.need()
    world.agency("徽云测绘")
    large = pdf() + b"%" * MB
    refused_without_trace(world, need, Files(business=[("a.pdf", large)]), PapersOverSize)
    refused_without_trace(world, need, Files([("a.pdf", PLAN)] * 11), TooManyPapers)
    refused_without_trace(world, plain, Files([("a.pdf", PLAN)]), PapersNotTaken)


def test_a_proposal_of_long_characters_is_refused_and_not_cut(world: Market) -> None:
    need, agency = scored(world), world.agency("甲")
    with pytest.raises(ProposalMissing):
        submit_bid(
            need_id=need.pk, agency=agency, by=world.agent(agency), price=yuan("1"), proposal="\N{GRINNING FACE}" * 1000
        )
    assert not PaperPack.objects.exists()


def alter(pack: PaperPack) -> None:
    """A byte of the ciphertext is another."""
    flipped = bytearray(bytes(pack.ciphertext))
    flipped[5000] ^= 1
    PaperPack.objects.filter(pk=pack.pk).update(ciphertext=bytes(flipped))


def exchange(pack: PaperPack) -> None:
    """The pack is another bid's, digest and all."""
    other = PaperPack.objects.exclude(pk=pack.pk)[0]
    PaperPack.objects.filter(pk=pack.pk).update(ciphertext=bytes(other.ciphertext), sha256=other.sha256)


def remove(pack: PaperPack) -> None:
    """The pack is gone."""
    pack.delete()


@pytest.mark.parametrize("tamper", [alter, exchange, remove])
def test_altered_files_are_reported_while_their_price_and_the_others_open(
    world: Market, clock: Clock, tamper: object
) -> None:
    need, spoiled, whole = scored(world), world.agency("甲"), world.agency("乙")
    bid = hand_in(world, need, spoiled, Files([("a.pdf", PLAN)]))
    hand_in(world, need, whole, Files([("b.pdf", LETTER)]))
    tamper(bid.pack)  # type: ignore[operator]
    opened(need, clock)
    told = Event.objects.get(name="need.papers_unreadable")
    assert told.data["receipt"] == bid.receipt
    assert OpenedBid.objects.filter(fault="").count() == 2
    assert [one.bid.party for one in OpenedPaper.objects.all()] == [whole.party]


def test_files_altered_after_the_opening_are_not_handed_out(world: Market, clock: Clock) -> None:
    need, agency = scored(world), world.agency("甲")
    bid = hand_in(world, need, agency, Files([("a.pdf", PLAN)]))
    opened(need, clock)
    alter(bid.pack)
    with pytest.raises(PapersUnreadable):
        content_of(OpenedPaper.objects.get())


@pytest.mark.parametrize(
    "forged",
    [Paper("n" * 121, PDF, True, b"x"), Paper("a\0.pdf", PDF, True, b"x"), Paper("a.html", "text/html", True, b"x")],
    ids=["name too long", "name with a zero", "kind of none"],
)
def test_a_forged_pack_that_no_column_could_hold_keeps_no_need_shut(world: Market, clock: Clock, forged: Paper) -> None:
    need, agency = scored(world), world.agency("甲")
    bid = hand_in(world, need, agency)
    opened(need, clock)
    pack = seal_papers([forged], capacity=64)
    PaperPack.objects.filter(bid=bid).update(ciphertext=pack.ciphertext, sha256=pack.sha256)
    told = {"admission_state": "", "valid_until": None, "fen": 1, "discount": None}
    envelope = Envelope(1, 1, 1, **told, papers_key=pack.key, papers_sha256=pack.sha256)  # type: ignore[arg-type]
    open_packs(need, [(OpenedBid.objects.get(), envelope)])
    open_packs(need, [(OpenedBid.objects.get(), replace(envelope, papers_key=" " + pack.key))])
    assert not OpenedPaper.objects.exists()
    assert Event.objects.filter(name="need.papers_unreadable").count() == 2
