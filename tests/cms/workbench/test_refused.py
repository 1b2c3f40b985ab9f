"""Refused messages are seen by those who have to ask their sender, counted, and never shown whole."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.kernel.refusals import KEPT_AN_HOUR, RefusedMessage, refuse_message
from cms.kernel.roles import Role
from tests.policies.officers import a_person

pytestmark = pytest.mark.django_db
MOMENT = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)


def page(role: Role) -> str:
    """The page as somebody of the role sees it."""
    client = Client()
    client.force_login(a_person(role))
    return client.get(reverse("workbench:refused")).text


def test_a_flood_is_one_row_with_its_number_and_the_reason_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as clock:  # all within one hour, whenever this is run
        clock.setattr(timezone, "now", lambda: MOMENT)
        for number in range(KEPT_AN_HOUR + 5):
            refuse_message(boundary="bank.notice", reason="NoticeNotTrusted", body=b"secret %d" % number)
        refuse_message(boundary="bank.statement", reason="2023-06-01: StatementGap: 对账单不连续", body=b"x")
    shown = page(Role.MAKER)
    assert ("签名、密钥或时间不正确" in shown, "对账单不连续" in shown, "secret" in shown) == (True, True, False)
    first = RefusedMessage.objects.earliest("pk")
    assert (first.body_hash[:16] in shown, shown.count("<tr>") - 1) == (True, 2)
    assert f">{KEPT_AN_HOUR + 5}<" in shown.replace(" ", "").replace("\n", "")


def test_without_any_the_page_says_so() -> None:
    assert "没有被拒收的报文" in page(Role.AUDITOR)
