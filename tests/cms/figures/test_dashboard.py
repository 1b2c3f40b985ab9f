"""The open dashboard shows the report's own numbers, with a table under every chart."""

from datetime import date

import pytest
from django.conf import settings
from django.test import Client

from cms.demo.generator.county import PLACES
from cms.figures.sections import section_of
from cms.kernel.display import amount_text
from tests.cms.figures.test_figures import settle
from tests.policies.disbursement.worlds import a_county

pytestmark = pytest.mark.django_db


def test_everybody_reads_what_the_command_prints() -> None:
    paid = a_county().payments(2)
    for payment in paid:
        settle(payment, date(2023, 5, 10))
    page = Client().get("/dashboard/").content.decode()
    assert amount_text(paid[0].amount * 2) in page
    assert "制造业升级奖补" in page
    assert "2023-05" in page
    assert page.count("以表格查看数据") >= 4


def test_an_asked_period_is_used_and_half_a_one_is_refused_in_words() -> None:
    settle(a_county().payments(1)[0], date(2023, 7, 3))
    assert "1,200.00" not in Client().get("/dashboard/").content.decode()
    assert "1,200.00" in Client().get("/dashboard/?first=2023-07-01&last=2023-07-31").content.decode()
    assert "请同时填写起止日期" in Client().get("/dashboard/?first=2023-07-01").content.decode()


def test_codes_of_industry_and_place_have_names() -> None:
    assert [str(section_of(code)) for code in ("C3670", "6420", "", "Z")] == [
        "制造业",
        "信息传输、软件和信息技术服务业",
        "未登记",
        "未登记",
    ]
    assert {place.code[:9]: (place.name, place.name_en) for place in PLACES} == settings.COUNTY_PLACES
