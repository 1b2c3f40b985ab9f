"""Form fields of the house and the renderer that gives every form its look."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _
from djmoney.money import Money

from cms.kernel.money import yuan
from cms.kernel.people.models import validate_uscc

FULL_WIDTH = str.maketrans("０１２３４５６７８９．，", "0123456789.,")


class HouseRenderer(TemplatesSetting):
    """Renders ``{{ form }}`` and ``{{ field.as_field_group }}`` from our own components."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"


class UsccField(forms.CharField):
    """A unified social credit code: checked as typed in the browser, and again here."""

    default_validators = [validate_uscc]

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("统一社会信用代码"))
        options.setdefault("max_length", 18)
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        """Capital letters, no spaces."""
        return str(super().to_python(value) or "").replace(" ", "").upper()

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Marks the input for the script that checks the digit."""
        more = {"data-uscc": "", "autocapitalize": "characters", "spellcheck": "false"}
        return super().widget_attrs(widget) | more


class YuanField(forms.DecimalField):
    """An amount in yuan with at most two decimals; gives Money. Accepts separators and full-width digits."""

    default_error_messages = {
        "invalid": _("请填写数字，例如 80000 或 80,000.50。"),
        "max_decimal_places": _("金额写到分，最多两位小数。"),
        "max_digits": _("金额过大，请核对。"),
        "max_whole_digits": _("金额过大，请核对。"),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_digits", 16)
        options.setdefault("decimal_places", 2)
        options.setdefault("widget", forms.TextInput)
        super().__init__(**options)

    def clean(self, value: Any) -> Any:
        """Money, or None for an empty field that is not required; raises ValidationError for a negative amount."""
        if isinstance(value, str):
            value = value.strip().translate(FULL_WIDTH).replace(",", "").removeprefix("¥")
        number: Decimal | None = super().clean(value)
        if number is not None and number < 0:
            raise ValidationError(_("金额不能为负数。"))
        return None if number is None else yuan(number)

    def prepare_value(self, value: Any) -> Any:
        """The number alone when the form is filled from Money."""
        return value.amount if isinstance(value, Money) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the amount differs from the initial one."""
        return super().has_changed(self.prepare_value(initial), data)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """A numeric keyboard on a phone, the unit beside the input."""
        return super().widget_attrs(widget) | {"inputmode": "decimal", "data-yuan": ""}


class DayInput(forms.DateInput):
    """The browser's own date picker."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """The browser's own date and time picker, to the minute."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%dT%H:%M")


FIRST_YEAR, LAST_YEAR = 1900, 2999


def within_reach(day: date) -> None:
    """Raises ValidationError for a day or moment in a year that nobody means: a slip of the keyboard."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        years = {"first": FIRST_YEAR, "last": LAST_YEAR}
        raise ValidationError(_("请填写 %(first)s 年至 %(last)s 年之间的日期。"), params=years)


class DayField(forms.DateField):
    """A day, in a year that calendars reach."""

    widget = DayInput
    default_validators = [within_reach]


class MomentField(forms.DateTimeField):
    """A moment, in the time zone of the house, in a year that calendars reach."""

    widget = MomentInput
    default_validators = [within_reach]
