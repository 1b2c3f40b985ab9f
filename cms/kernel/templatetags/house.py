"""What templates say with: money, dates, rates, states, deadlines, icons, charts and components."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django import forms, template
from django.conf import settings
from django.forms import BoundField
from django.http import HttpRequest
from django.template import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django_htmx.jinja import htmx_script

from cms.kernel.access import PERMISSIONS, Act
from cms.kernel.calendar import DayUnit, is_provisional, last_day_before
from cms.kernel.charts import Chart
from cms.kernel.clock import business_now
from cms.kernel.components import register_components
from cms.kernel.display import (
    NOTHING,
    Amount,
    amount_text,
    as_day,
    as_decimal,
    bracketed_text,
    colon_text,
    comma_text,
    count_text,
    day_text,
    is_chinese,
    masked_text,
    moment_text,
    money_text,
    percent_text,
    period_text,
    short_parts,
    span_text,
)
from cms.kernel.money import from_fen
from cms.kernel.roles import Role
from cms.kernel.rows import RowsInput
from cms.kernel.tones import is_final, tone_of

register = template.Library()
register_components(register)

NEAR = timedelta(days=2)
NAVIGATION = (
    ("/policies/", _("惠企政策"), frozenset(Role)),
    ("/benefits/", _("我的权益"), PERMISSIONS[Act.SEE_OWN_BENEFITS]),
    ("/market/", _("中介超市"), frozenset(Role)),
    ("/dashboard/", _("公开数据"), frozenset(Role)),
)


@register.filter
def money(amount: Amount | None) -> SafeString | str:
    """The full amount with its unit; a dash when there is none."""
    if amount is None or amount == "":
        return NOTHING
    if is_chinese():
        parts = (as_decimal(amount), amount_text(amount), "元")
        return format_html('<data class="money" value="{}">{}<span class="money__unit">{}</span></data>', *parts)
    return format_html('<data class="money" value="{}">{}</data>', as_decimal(amount), money_text(amount))


@register.filter
def money_short(amount: Amount | None) -> SafeString | str:
    """The amount in 万 or 亿 (million, billion), with the full yuan on hover and for screen readers."""
    if amount is None or amount == "":
        return NOTHING
    number, unit = short_parts(amount)
    if number == amount_text(amount):
        return money(amount)
    sign, number = ("-", number[1:]) if number.startswith("-") else ("", number)
    mark = sign if is_chinese() else f"{sign}¥"
    return format_html(
        '<abbr class="money" title="{}">{}{}<span class="money__unit">{}</span></abbr>',
        money_text(amount), mark, number, unit,
    )  # fmt: skip


@register.filter
def amount(value: Amount | None) -> str:
    """The number alone, for table columns whose head names the unit."""
    return NOTHING if value is None or value == "" else amount_text(value)


@register.filter
def fen(value: int | None) -> SafeString | str:
    """Fen as full money."""
    return NOTHING if value is None else money(from_fen(value))


@register.filter
def fen_amount(value: int | None) -> str:
    """Fen as the number alone, for table columns whose head names the unit."""
    return NOTHING if value is None else amount_text(from_fen(value))


@register.filter
def fen_short(value: int | None) -> SafeString | str:
    """Fen as short money."""
    return NOTHING if value is None else money_short(from_fen(value))


@register.filter
def number(value: int | str | None) -> str:
    """A count with thousands separators."""
    return NOTHING if value is None or value == "" else count_text(int(value))


@register.filter
def percent(rate: Decimal | None, places: int = 2) -> str:
    """A ratio (0.1813) as a percentage (18.13%), half-up."""
    return NOTHING if rate is None or rate == "" else percent_text(Decimal(rate), places)


@register.filter
def day(value: date | None) -> SafeString | str:
    """2026年11月21日."""
    return (
        format_html('<time datetime="{}">{}</time>', as_day(value).isoformat(), day_text(value)) if value else NOTHING
    )


@register.filter
def day_short(value: date | None) -> SafeString | str:
    """2026-11-21, for tables."""
    iso = as_day(value).isoformat() if value else ""
    return format_html('<time class="nowrap" datetime="{}">{}</time>', iso, iso) if value else NOTHING


@register.filter
def moment(value: datetime | None) -> SafeString | str:
    """2026年11月21日 14:05."""
    if not value:
        return NOTHING
    return format_html('<time datetime="{}">{}</time>', value.isoformat(timespec="seconds"), moment_text(value))


@register.filter
def closing(value: datetime | None) -> SafeString | str:
    """A moment at which something ends: midnight is the day before at 24:00, as officials write it."""
    if not value or timezone.localtime(value).time() != time():
        return moment(value)
    day_before = f"{day_text(timezone.localtime(value) - timedelta(days=1))} 24:00"
    return format_html('<time datetime="{}">{}</time>', value.isoformat(timespec="seconds"), day_before)


@register.simple_tag
def period(start: date | None, until: date | None) -> str:
    """A period with an exclusive end, shown by its first and last day."""
    return period_text(start, until)


@register.filter
def colon(name: object) -> str:
    """The name and a colon, as the reader's language writes it."""
    return colon_text(str(name))


@register.filter
def bracketed(note: object) -> str:
    """The note in brackets, right behind what it notes."""
    return bracketed_text(str(note))


@register.simple_tag
def comma() -> str:
    """What stands between the items of a list."""
    return comma_text()


@register.filter
def masked(account_number: str | None) -> SafeString | str:
    """An account number with only its last four digits readable."""
    return (
        format_html('<span class="nowrap mono">{}</span>', masked_text(account_number)) if account_number else NOTHING
    )


@register.simple_tag
def badge(text: object, tone: str = "neutral", mark: str = "") -> SafeString:
    """A small label with a tone (neutral accent info success warning danger); mark is "", "full" or "none"."""
    return format_html('<span class="badge" data-color="{}" data-mark="{}">{}</span>', tone, mark, text)


@register.filter
def state_badge(thing: object) -> SafeString:
    """The state of a Stateful thing: its name, its tone, and a full dot when no move leads on from it."""
    value = str(getattr(thing, "state", ""))
    label = getattr(thing, "state_label", value)
    return badge(label, tone_of(type(thing), value), "full" if is_final(type(thing), value) else "")


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite; decorative unless it is given a label."""
    address = f"{static('vendor/icons.svg')}#{name}"
    if label:
        markup = '<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>'
        return format_html(markup, label, address)
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"></use></svg>', address)


@register.filter
def control(field: BoundField) -> SafeString:
    """The field's widget with the look of the house; choices keep their own markup."""
    widget = field.field.widget
    own_look = forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple | forms.FileInput | RowsInput
    plain = isinstance(widget, own_look)
    own = str(widget.attrs.get("class", ""))
    return field.as_widget(attrs={} if plain else {"class": f"ds-input {own}".strip()})


@register.filter
def control_kind(field: BoundField) -> str:
    """How a field is laid out: rows, check, choices, file, yuan or text."""
    widget = field.field.widget
    if isinstance(widget, RowsInput):
        return "rows"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, forms.FileInput):
        return "file"
    return "yuan" if "data-yuan" in widget.attrs else "text"


@register.filter
def cell_faults(field: BoundField) -> list[tuple[str, str]]:
    """The faulty cells of rows of fields, the first of them: the id of each, and what is wrong."""
    widget = field.field.widget
    return widget.told_faults(field.html_name) if isinstance(widget, RowsInput) else []


@register.inclusion_tag("components/deadline.html")
def deadline(at: datetime, show_now: bool = True, unit: str = "") -> dict[str, object]:
    """A deadline with what is left of it and the server's time beside it; `unit`: what its days are counted in."""
    now = business_now()
    left = at - now
    return {
        "at": at,
        "now": now,
        "is_past": left <= timedelta(0),
        "is_near": timedelta(0) < left <= NEAR,
        "left": span_text(left),
        "show_now": show_now,
        "unit": unit,
    }


@register.filter
def provisional(end: date | datetime | None, unit: str = DayUnit.WORKING) -> str:
    """That the end of a period of working days lies in a year whose holidays nobody has told yet; empty otherwise.

    A moment is the exclusive end of the period, a day its last one."""
    last = last_day_before(end) if isinstance(end, datetime) else end
    if last is None or unit != DayUnit.WORKING or not is_provisional(last.year):
        return ""
    told = _("暂按周一至周五推算，%(year)s 年放假安排公布后重新计算") % {"year": last.year}
    return format_html('<span class="provisional">{}</span>', told)


@register.inclusion_tag("components/chart.html", takes_context=True)
def chart(context: Context, drawn: Chart, name: str, css: str = "") -> dict[str, object]:
    """A chart with its data table beneath; `name` is its id on the page."""
    return {"chart": drawn, "name": name, "css": css, "request": context.get("request")}


def roles_held(context: Context) -> set[str]:
    """The roles of whoever reads the page; empty for strangers and for those who hold none."""
    return {membership.role for membership in context.get("my_memberships") or ()}


@register.simple_tag(takes_context=True)
def navigation(context: Context) -> list[tuple[str, object, bool]]:
    """The public sections: address, name, and whether the page is in it; none that would turn the person away."""
    path = context["request"].path if "request" in context else ""
    held = roles_held(context)
    return [
        (address, name, path.startswith(address)) for address, name, roles in NAVIGATION if not held or held & roles
    ]


@register.simple_tag(takes_context=True)
def leads_on(context: Context, act: str) -> bool:
    """Whether a link to a page behind `act` leads on: strangers are asked who they are, other roles are turned away."""
    held = roles_held(context)
    return not held or bool(held & PERMISSIONS[Act(act)])


@register.simple_tag
def htmx() -> SafeString:
    """The htmx 2 script of the django-htmx wheel; scripts of our own address need no nonce."""
    return htmx_script(version=2)


@register.simple_tag(takes_context=True)
def sort_address(context: Context, key: str) -> str:
    """This page's address sorted by `key`, or the other way round when it already is; paging starts anew."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    query["sort"] = f"-{key}" if query.get("sort") == key else key
    for cursor in ("after", "before"):
        query.pop(cursor, None)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def sort_state(context: Context, key: str) -> str:
    """The aria-sort value of a column: ascending, descending or none."""
    chosen = context["request"].GET.get("sort", "")
    return {key: "ascending", f"-{key}": "descending"}.get(chosen, "none")


@register.simple_tag
def upload_limit() -> int:
    """The largest upload in bytes."""
    return settings.UPLOAD_LIMIT_BYTES
