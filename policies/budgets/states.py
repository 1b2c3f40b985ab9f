"""The words of the ledger: which accounts a budget line has, and which ways money may take between them."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _


class FundingLevel(models.TextChoices):
    """The level of government whose money a line holds."""

    COUNTY = "county", _("县级")
    CITY = "city", _("市级")
    PROVINCE = "province", _("省级")
    NATIONAL = "national", _("中央")


class AccountKind(models.TextChoices):
    """Where money stands."""

    APPROPRIATED = "appropriated", _("下达预算")  # contra: minus what was appropriated
    AVAILABLE = "available", _("可用额度")
    RESERVED = "reserved", _("已预留")  # owed under a grant
    IN_FLIGHT = "in_flight", _("支付中")  # instructed; the bank's word is not final
    PAID = "paid", _("已支付")  # on a bank statement
    RETURNED = "returned", _("已退票")  # came back; the account must be corrected
    UNEXPLAINED = "unexplained", _("待查款项对应科目")  # contra of suspense
    SUSPENSE = "suspense", _("待查款项")  # on a bank statement, without an instruction of ours


CONTRA: Final = (AccountKind.APPROPRIATED, AccountKind.UNEXPLAINED)
LINE_ACCOUNTS: Final = (
    AccountKind.APPROPRIATED,
    AccountKind.AVAILABLE,
    AccountKind.RESERVED,
    AccountKind.IN_FLIGHT,
    AccountKind.PAID,
    AccountKind.RETURNED,
)
BANK_ACCOUNTS: Final = (AccountKind.UNEXPLAINED, AccountKind.SUSPENSE)


class TransferKind(models.TextChoices):
    """Why money moved."""

    APPROPRIATE = "appropriate", _("下达")
    RAISE = "raise", _("追加")
    CUT = "cut", _("核减")
    RESERVE = "reserve", _("预留")
    RELEASE = "release", _("释放预留")
    FLIGHT = "flight", _("发往银行")
    TAKE_BACK = "take_back", _("未付退回")
    SETTLE = "settle", _("对账入账")
    RETURN = "return", _("银行退票")
    RESTORE = "restore", _("退票重列预留")
    RECOVER = "recover", _("追回")
    RECOVER_LATE = "recover_late", _("追回上缴（跨年度）")
    SUSPEND = "suspend", _("列入待查")
    EXPLAIN = "explain", _("待查核销")


class Route(NamedTuple):
    """From which account to which."""

    source: AccountKind
    target: AccountKind


ROUTES: Final[Mapping[TransferKind, Route]] = {
    TransferKind.APPROPRIATE: Route(AccountKind.APPROPRIATED, AccountKind.AVAILABLE),
    TransferKind.RAISE: Route(AccountKind.APPROPRIATED, AccountKind.AVAILABLE),
    TransferKind.CUT: Route(AccountKind.AVAILABLE, AccountKind.APPROPRIATED),
    TransferKind.RESERVE: Route(AccountKind.AVAILABLE, AccountKind.RESERVED),
    TransferKind.RELEASE: Route(AccountKind.RESERVED, AccountKind.AVAILABLE),
    TransferKind.FLIGHT: Route(AccountKind.RESERVED, AccountKind.IN_FLIGHT),
    TransferKind.TAKE_BACK: Route(AccountKind.IN_FLIGHT, AccountKind.RESERVED),
    TransferKind.SETTLE: Route(AccountKind.IN_FLIGHT, AccountKind.PAID),
    TransferKind.RETURN: Route(AccountKind.PAID, AccountKind.RETURNED),
    TransferKind.RESTORE: Route(AccountKind.RETURNED, AccountKind.RESERVED),
    TransferKind.RECOVER: Route(AccountKind.PAID, AccountKind.AVAILABLE),
    TransferKind.RECOVER_LATE: Route(AccountKind.PAID, AccountKind.APPROPRIATED),
    TransferKind.SUSPEND: Route(AccountKind.UNEXPLAINED, AccountKind.SUSPENSE),
    TransferKind.EXPLAIN: Route(AccountKind.SUSPENSE, AccountKind.UNEXPLAINED),
}
