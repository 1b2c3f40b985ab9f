"""Bad input through the pages: a clear refusal beside the form and nothing changed; and good input is taken."""

import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime

from cms.demo.director.town import authorisation
from cms.kernel.errands import run_due
from cms.kernel.files.models import StoredFile
from cms.kernel.models import Event, User
from marketplace.agencies.models import Admission, Agency
from marketplace.bidding.models import Bid
from marketplace.catalogue.models import ServiceType
from marketplace.needs.models import Need
from tests.conftest import Clock
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64


def bomb() -> bytes:
    """An office file that unpacks to a thousand times its size."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 3_000_000)
    return packed.getvalue()


def zipped() -> bytes:
    """A small archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("run.js", b"alert(1)")
    return packed.getvalue()


BAD_FILES = {
    "svg": ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "无法识别"),
    "svg called png": ("drawing.png", b"<?xml version='1.0'?><svg onload='alert(1)'/>", "无法识别"),
    "polyglot with markup": ("scan.png", PNG + b"<script>alert(1)</script>", "可执行内容"),
    "polyglot with archive": ("scan.png", PNG + zipped(), "可执行内容"),
    "zip bomb": ("annex.docx", bomb(), "压缩炸弹"),
    "empty": ("empty.pdf", b"", "空"),
}


@pytest.fixture
def town(clock: Clock) -> Market:
    """A market on Wednesday 1 March 2023."""
    clock.set(date(2023, 3, 1))
    return market()


def as_user(user: User) -> Client:
    """The person's browser."""
    client = Client()
    client.force_login(user, "cms.kernel.people.login.EmailOrMobileBackend")
    return client


def state() -> tuple[int, ...]:
    """How much there is of everything that could have been left behind."""
    return tuple(model.objects.count() for model in (Event, Need, Bid, StoredFile, Admission))


def need_form(town: Market, **more: object) -> dict[str, object]:
    """What a plain need says."""
    terms = town.terms()
    return {
        "service_type": town.service_type.pk,
        "title": terms.title,
        "description": terms.description,
        "ceiling": "80000",
        "method": "lowest_price",
        "quote": "amount",
        "service_days": "30",
        "closes_at": f"{localtime(terms.closes_at):%Y-%m-%dT%H:%M}",
        "declares_recusal": "on",
    } | more


def refused(answer: HttpResponse, says: str, before: tuple[int, ...]) -> None:
    """The page says what is wrong, and nothing is different."""
    page = answer.content.decode()
    assert answer.status_code in {403, 422}, answer.status_code
    assert says in page, page[page.find("error-summary") :][:1500]
    assert state() == before


def test_a_need_sent_again_by_going_back_is_not_posted_twice_but_one_that_says_how_it_differs_is(town: Market) -> None:
    client, form = as_user(town.clerk), need_form(town)
    assert client.post(reverse("marketplace:new_need"), form).status_code == 302
    refused(client.post(reverse("marketplace:new_need"), form), "没有重复发布", state())
    other = form | {"title": f"{form['title']}（二标段）"}
    assert client.post(reverse("marketplace:new_need"), other).status_code == 302
    assert Need.objects.filter(posted_at__isnull=False).count() == 2


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_document_that_is_not_what_it_says_is_no_annex_of_a_need(town: Market, kind: str) -> None:
    name, content, says = BAD_FILES[kind]
    before = state()
    form = need_form(town, document=SimpleUploadedFile(name, content))
    refused(as_user(town.clerk).post(reverse("marketplace:new_need"), form), says, before)


@pytest.mark.parametrize("kind", ["svg called png", "polyglot with archive", "zip bomb"])
def test_a_certificate_is_scanned_by_its_content(town: Market, kind: str) -> None:
    name, content, says = BAD_FILES[kind]
    agency = town.registered_agency("近山测绘")
    form = {
        "form-TOTAL_FORMS": "1",
        "form-INITIAL_FORMS": "0",
        "form-0-name": "测绘资质证书",
        "form-0-number": "CH-1",
        "form-0-issuer": "省自然资源厅",
        "form-0-scan": SimpleUploadedFile(name, content),
    }
    before = state()
    address = reverse("marketplace:apply_for_service", args=[town.service_type.code])
    says = says if kind != "zip bomb" else ""  # an office file is no scan, whatever it holds
    refused(as_user(town.agent(agency)).post(address, form), says, before)


def test_a_need_without_a_competent_department_cannot_be_drafted(town: Market) -> None:
    client, form = as_user(town.clerk), need_form(town)
    ServiceType.objects.update(department=None)
    before = state()
    refused(client.post(reverse("marketplace:new_need"), form), "服务事项", before)


PRICES = {
    "80000.01": "超过最高限价",
    "0": "必须大于零",
    "-1": "不能为负数",
    "1.234": "小数",
    "USD 100": "数字",
    "": "请填写此项",
}


@pytest.mark.parametrize("price", PRICES)
def test_a_price_that_is_none_is_refused_in_the_form(town: Market, price: str) -> None:
    need, agency = town.need(), town.agency("近山测绘")
    run_due()
    before = state()
    address = reverse("marketplace:bid", args=[need.pk])
    refused(as_user(town.agent(agency)).post(address, {"price": price, "agrees": "on"}), PRICES[price], before)


def bids(town: Market, need: Need, agency: Agency) -> HttpResponse:
    """The agency's good offer through the page."""
    address = reverse("marketplace:bid", args=[need.pk])
    return as_user(town.agent(agency)).post(address, {"price": "60000", "agrees": "on"})


def test_who_must_not_bid_is_told_why(town: Market) -> None:
    need, ending = town.need(), town.agency("近山测绘", valid_days=4)
    own = town.agency("城投测绘")
    Agency.objects.filter(pk=own.pk).update(party=town.owner.party)
    clerk = town.person("城投经办", "agency", town.owner.party)
    run_due()
    before = state()
    refused(bids(town, need, ending), "早于截止日", before)
    address = reverse("marketplace:bid", args=[need.pk])
    refused(as_user(clerk).post(address, {"price": "60000", "agrees": "on"}), "回避", before)


def test_good_input_is_taken(town: Market) -> None:
    paper = SimpleUploadedFile("annex.pdf", authorisation(town.owner.party, "附件"))
    answer = as_user(town.clerk).post(reverse("marketplace:new_need"), need_form(town, document=paper))
    assert answer.status_code == 302
    need = Need.objects.get()
    run_due()
    assert need.documents.count() == 1
    assert bids(town, need, town.agency("平川测绘")).status_code == 302
