"""What nobody can have typed is refused before it meets a view: NULs, numbers without end, days out of reach."""

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.test import Client

from cms.kernel.fields import DayField, MomentField
from cms.kernel.forms import row_number, row_numbers
from cms.kernel.models import Party
from cms.kernel.paging import page_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/notices/?state=%00", "/market/needs/?q=%00", "/no%00where/", "/policies/?%00=1"])
def test_a_nul_in_an_address_is_answered_with_a_sentence(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert "无法识别的字符" in answer.content.decode()


def test_a_nul_in_a_form_is_answered_with_a_sentence(client: Client) -> None:
    answer = client.post("/petition/", {"number": "1\0", "code": "x"})
    assert answer.status_code == 400


def test_row_numbers_are_read_and_anything_else_is_passed_over() -> None:
    assert row_numbers(["12", "²", "-1", "9" * 5000, "", "7"]) == [12, 7]
    assert (row_number("3"), row_number("三")) == (3, 0)


@pytest.mark.parametrize("cursor", ["WzFlOTk5XQ", "W1siXSI", "WyJcdTAwMDAiXQ", "W" * 4000])
def test_a_forged_cursor_gives_the_first_page(cursor: str) -> None:
    Party.objects.create(uscc="91340000MA2MQ0001T", name="云川公司")
    page = page_of(Party.objects.all(), QueryDict(f"after={cursor}"), orders={"name": ("name",), "pk": ("pk",)})
    by_number = page_of(Party.objects.all(), QueryDict(f"after={cursor}"), orders={"pk": ("pk",)})
    assert (len(page.rows), len(by_number.rows)) == (1, 1)


@pytest.mark.parametrize("text", ["0001-01-01", "0203-05-01", "9999-12-31"])
def test_a_day_out_of_reach_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="1900"):
        DayField().clean(text)
    with pytest.raises(ValidationError, match="1900"):
        MomentField().clean(f"{text}T10:00")
