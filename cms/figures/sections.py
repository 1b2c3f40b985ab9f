"""The sections of industry by the first two digits of a code (GB/T 4754-2017)."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.kernel.forms import row_number

UNKNOWN: Final = _("未登记")
# The last two-digit division of each section, in order.
SECTIONS: Final[tuple[tuple[int, Promise], ...]] = (
    (5, _("农、林、牧、渔业")),
    (12, _("采矿业")),
    (43, _("制造业")),
    (46, _("电力、热力、燃气及水生产和供应业")),
    (50, _("建筑业")),
    (52, _("批发和零售业")),
    (60, _("交通运输、仓储和邮政业")),
    (62, _("住宿和餐饮业")),
    (65, _("信息传输、软件和信息技术服务业")),
    (69, _("金融业")),
    (70, _("房地产业")),
    (72, _("租赁和商务服务业")),
    (75, _("科学研究和技术服务业")),
    (79, _("水利、环境和公共设施管理业")),
    (82, _("居民服务、修理和其他服务业")),
    (83, _("教育")),
    (85, _("卫生和社会工作")),
    (90, _("文化、体育和娱乐业")),
    (96, _("公共管理、社会保障和社会组织")),
    (97, _("国际组织")),
)


def section_of(industry: str) -> Promise:
    """The section of an industry code; UNKNOWN for an empty or strange one."""
    return dict(SECTIONS).get(_last_division(industry), UNKNOWN)


def section_key(industry: str) -> str:
    """The section's last division as text, the same in every language; empty for an empty or strange code."""
    last = _last_division(industry)
    return str(last) if last else ""


def section_name(key: str) -> str:
    """The section of a key."""
    return str(dict(SECTIONS).get(row_number(key), UNKNOWN))


def _last_division(industry: str) -> int:
    division = industry.lstrip("ABCDEFGHIJKLMNOPQRST")[:2]
    if not division.isdecimal():
        return 0
    return next((last for last, _name in SECTIONS if int(division) <= last), 0)
