"""Before opening, no copy of the database tells a price, or links a party to a need."""

import logging
import re
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from psycopg import sql
from pytest_django import Settings

from cms.kernel import errands
from cms.kernel.errands import Errand, run_due, tick
from cms.kernel.models import Event
from cms.kernel.money import yuan
from marketplace.bidding.models import Bid
from marketplace.bidding.packs import Files
from marketplace.bidding.papers import MB
from marketplace.bidding.services import submit_bid
from marketplace.clues.devices import COOKIE
from marketplace.clues.models import DeviceMark
from marketplace.needs.models import Need
from marketplace.needs.particulars import Particulars
from tests.conftest import Clock
from tests.marketplace.bidding.files import pdf
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.django_db

PRICE, SPELLINGS = "61734.56", ("61734.56", "6173456", "61,734.56")
NUMBERED = ("kernel_party", "kernel_user", "kernel_membership", "marketplace_agency", "marketplace_admission")


def dump() -> set[str]:
    """Every row of every table, as text: what a copy of the database shows."""
    rows: set[str] = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(table)))
            rows |= {f"{table}: {text}" for (text,) in cursor.fetchall()}
    return rows


BYTES = re.compile(r"[0-9a-f]{32,}")
"""Bytes, seals and digests written in hexadecimal."""


def finds(rows: set[str], *words: str) -> set[str]:
    """The rows in which one of the words stands: as text, or in hexadecimal where bytes are written.

    Bytes are searched for the words' bytes only: among the millions of characters of a sealed pack seven digits in a
    row are met by chance.
    """
    coded = [word.encode().hex() for word in words]
    return {
        row
        for row in rows
        if any(word in BYTES.sub("", row) for word in words)
        or any(code in written for code in coded for written in BYTES.findall(row))
    }


def test_control_the_search_finds_text_and_bytes_and_no_digits_met_by_chance() -> None:
    bare, coded = f"bid: (1,{PRICE})", f"pack: {('..' + PRICE + '.' * 9).encode().hex()}"
    chance = f"pack: {'0a' * 16}6173456{'0a' * 16}"
    assert finds({bare, coded, chance}, *SPELLINGS) == {bare, coded}


def telling_numbers() -> None:
    """From here on the numbers of people and parties are long enough not to be met by chance."""
    with connection.cursor() as cursor:
        for place, table in enumerate(NUMBERED):
            # a sequence is not rolled back with a test: it only ever goes on
            numbers = "pg_get_serial_sequence(%s, 'id')"
            cursor.execute(
                f"SELECT setval({numbers}, GREATEST(nextval({numbers}), %s))",
                [table, table, 73_100_000 + place * 1_000],
            )


@pytest.fixture
def world(clock: Clock) -> Market:
    """A market on 1 March 2023 whose people and parties have telling numbers."""
    clock.set(date(2023, 3, 1))
    made = market()
    telling_numbers()
    return made


def test_no_copy_of_the_database_tells_a_price_before_opening(
    world: Market, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    need, agency = world.need(), world.agency("甲")
    submit_bid(need_id=need.pk, agency=agency, by=world.agent(agency), price=yuan(PRICE))
    run_due()
    assert not finds(dump(), *SPELLINGS)
    assert not finds({caplog.text}, *SPELLINGS)
    clock.set(need.opens_at)
    tick()
    run_due()
    assert finds(dump(), *SPELLINGS)  # the control: the search finds what is there


def test_nothing_written_by_a_bid_links_a_party_or_a_person_to_the_need(world: Market) -> None:
    need, agency = world.need(), world.agency("甲")
    agent = world.agent(agency)
    run_due()
    before = dump()
    submit_bid(need_id=need.pk, agency=agency, by=agent, price=yuan(PRICE))
    submit_bid(need_id=need.pk, agency=agency, by=agent, price=yuan("60000"))
    run_due()
    written = dump() - before
    names = (agency.party.uscc, agency.party.name + "经办", str(agent.email))
    assert len(written) >= 5
    assert not finds(written, *names, "731000", "731010", "731020", "731030", "731040")
    assert not Event.objects.filter(name__startswith="bid.", by__isnull=False).exists()


def test_one_partys_pseudonyms_on_two_needs_are_not_alike(world: Market) -> None:
    agency = world.agency("甲")
    for need in (world.need(), world.need()):
        submit_bid(need_id=need.pk, agency=agency, by=world.agent(agency), price=yuan("60000"))
    first, second = Bid.objects.values_list("pseudonym", flat=True)
    assert first != second


PAGES = ("need", "needs", "my_needs", "evaluation")


def page_sizes(world: Market, need: Need) -> dict[str, int]:
    """How long each page is that a stranger or the owner may read about the need, its moving parts left out."""
    clerk, sizes = Client(), {}
    clerk.force_login(world.clerk, "cms.kernel.people.login.EmailOrMobileBackend")
    for client, who in ((Client(), "stranger"), (clerk, "owner")):
        for page in PAGES if who == "owner" else PAGES[:2]:
            arguments = [need.pk] if page in {"need", "evaluation"} else []
            text = client.get(reverse(f"marketplace:{page}", args=arguments)).content.decode()
            assert not any(spelling in text for spelling in SPELLINGS)
            sizes[f"{page} for {who}"] = len(MOVING.sub("", text))
    return sizes


MOVING = re.compile(r'csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"|csrfToken[^}]*')


def test_no_page_grows_with_the_bids_and_no_message_to_the_broker_names_one(
    world: Market, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, str]] = []
    monkeypatch.setattr(errands.wiring, "announce", lambda errand_id, queue: told.append((errand_id, queue)))
    need = world.need(particulars=Particulars(papers_mb=1))
    agencies = [world.agency(name) for name in ("甲", "乙", "丙")]
    run_due()
    empty, before = page_sizes(world, need), Errand.objects.count()
    told.clear()
    for number, agency in enumerate(agencies):
        files = Files(business=[("letter.pdf", pdf("函" * 9000 * number))] * number)
        price = yuan(PRICE) + yuan(number)
        submit_bid(need_id=need.pk, agency=agency, by=world.agent(agency), price=price, files=files)
    assert page_sizes(world, need) == empty
    assert (told, Errand.objects.count()) == ([], before)  # a bid owes nothing, so the broker hears nothing
    clock.set(need.opens_at)
    tick()
    run_due()
    assert len(Client().get(reverse("marketplace:need", args=[need.pk])).content) > empty["need for stranger"] + 1000


PLANTED, NAMED = "云河大坝加固专项方案", "planted-proposal"
LARGE = pdf(PLANTED) + b"%" * (3 * MB)
"""Larger than what Django holds in memory by itself."""


def hand_in_at_the_page(world: Market, need: Need) -> int:
    """An agency hands in its price with the planted file through the browser; returns the status."""
    agency, client = world.agency("甲"), Client()
    client.force_login(world.agent(agency), "cms.kernel.people.login.EmailOrMobileBackend")
    upload = SimpleUploadedFile(f"{NAMED}.pdf", LARGE)
    entered = {"price": PRICE, "agrees": "on", "business": [upload]}
    return client.post(reverse("marketplace:bid", args=[need.pk]), entered).status_code


def test_no_copy_of_the_database_no_log_and_no_disk_shows_a_file_before_opening(
    world: Market, clock: Clock, caplog: pytest.LogCaptureFixture, settings: Settings, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "nowhere")  # whoever writes an upload to disk fails
    settings.MEDIA_ROOT = str(tmp_path / "media")
    need = world.need(particulars=Particulars(papers_mb=4))
    run_due()
    assert hand_in_at_the_page(world, need) == 302
    run_due()
    assert not finds(dump(), PLANTED, NAMED, *SPELLINGS)
    assert not finds({caplog.text}, PLANTED, NAMED, *SPELLINGS)
    assert not (tmp_path / "media").exists()
    clock.set(need.opens_at)
    tick()
    run_due()
    assert finds(dump(), NAMED)  # the control: the search finds what is there


def test_control_without_the_handler_a_file_about_to_be_sealed_goes_to_the_disk(
    world: Market, settings: Settings, tmp_path: Path
) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "nowhere")
    settings.FILE_UPLOAD_HANDLERS = settings.FILE_UPLOAD_HANDLERS[1:]
    need = world.need(particulars=Particulars(papers_mb=4))
    with pytest.raises(FileNotFoundError):
        hand_in_at_the_page(world, need)


def test_a_login_and_a_bid_in_the_same_minute_are_not_linked_by_what_the_bid_or_the_device_left(world: Market) -> None:
    need, agency = world.need(), world.agency("甲")
    agent, browser = world.agent(agency), Client()
    agent.set_password("云川县的一句口令2023")
    agent.save()
    run_due()
    before = dump()
    browser.post(reverse("account_login"), {"login": agent.email, "password": "云川县的一句口令2023"})
    marked = {row for row in dump() - before if row.startswith("marketplace_")}
    assert len(marked) == 1  # the control: the login left its mark, and nothing else in the market
    assert re.search(r"\d\d:\d\d", marked.pop()) is None  # of a day, without its hour
    after_login = dump()
    assert browser.post(reverse("marketplace:bid", args=[need.pk]), {"price": PRICE, "agrees": "on"}).status_code == 302
    run_due()
    written = dump() - after_login
    assert Bid.objects.count() == 1
    device = DeviceMark.objects.get()
    names = (agency.party.uscc, str(agent.email), browser.cookies[COOKIE].value, device.device, str(device.pk))
    assert not finds(written, *names, "731000", "731010", "731020", "731030", "731040")
    assert DeviceMark.objects.count() == 1
