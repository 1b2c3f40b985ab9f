"""The lives of an import and of a bank account."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.states import Moves


class ImportState(models.TextChoices):
    """The life of one department file."""

    RECEIVED = "received", _("待核对")  # stored; its columns are being mapped to facts
    CHECKED = "checked", _("已试算")  # tried row by row without writing anything
    QUEUED = "queued", _("导入中")  # an officer said go
    IMPORTED = "imported", _("已入库")  # its facts stand in the registry
    CANCELLED = "cancelled", _("已作废")  # withdrawn before anything was written


IMPORT_MOVES: Moves = {
    ImportState.RECEIVED: {ImportState.CHECKED, ImportState.CANCELLED},
    ImportState.CHECKED: {ImportState.CHECKED, ImportState.QUEUED, ImportState.CANCELLED},
    ImportState.QUEUED: {ImportState.IMPORTED, ImportState.CANCELLED},
}


class AccountState(models.TextChoices):
    """The life of what is known of an enterprise's bank account."""

    UNVERIFIED = "unverified", _("待核实")  # given by a department or the enterprise, checked by nobody
    VERIFIED = "verified", _("已核实")  # a second person or the bank confirmed it; payments may use it
    RETIRED = "retired", _("已停用")  # replaced, or returned by the bank


ACCOUNT_MOVES: Moves = {
    AccountState.UNVERIFIED: {AccountState.VERIFIED, AccountState.RETIRED},
    AccountState.VERIFIED: {AccountState.RETIRED},
}
