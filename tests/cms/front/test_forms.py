"""Every form of the house looks the same and says at the field what is wrong."""

import pytest
from django import forms
from django.utils.translation import override

from cms.kernel.fields import DayField, UsccField, YuanField
from cms.kernel.money import yuan


class Registration(forms.Form):
    """A form."""

    uscc = UsccField()
    ceiling = YuanField(label="最高限价", required=False, help_text="元")
    since = DayField(label="起始日", required=False)


def test_amounts_are_read_as_people_write_them() -> None:
    field = YuanField()
    for written in ("1,234.50", "１，２３４．５０", " ¥1234.5 "):
        assert field.clean(written) == yuan("1234.50")


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("八万", "请填写数字"),
        ("80000.005", "最多两位小数"),
        ("9" * 20, "金额过大"),
        ("9" * 15, "金额过大"),
        ("-1", "不能为负数"),
    ],
)
def test_an_amount_that_cannot_be_taken_is_refused_in_an_officials_words(written: str, says: str) -> None:
    with override("zh-hans"), pytest.raises(forms.ValidationError, match=says):
        YuanField().clean(written)


def test_a_wrong_form_names_each_fault_in_the_summary_and_at_the_field() -> None:
    with override("zh-hans"):
        page = str(Registration({"uscc": "91340100MA2MW0KX1A", "ceiling": "1.234"}))
    assert page.count("不正确，请核对后重新填写") == 2
    assert 'href="#id_uscc"' in page
    assert 'aria-describedby="id_ceiling_helptext id_ceiling_error"' in page
    assert 'id="id_ceiling_error"' in page
    assert page.count('aria-invalid="true"') == 2


def test_a_code_is_stored_in_capitals_without_spaces() -> None:
    assert UsccField().to_python(" 9111 0000 6000 3744 6x ") == "91110000600037446X"


def test_filling_a_form_from_money_shows_the_number_alone() -> None:
    assert 'value="12.30"' in str(Registration(initial={"ceiling": yuan("12.30")}))
