"""The lives of an import, of a bank account and of a department's key."""

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
    VERIFIED = "verified", _("已核实")  # a second officer, or the enterprise itself, confirmed it; payments may use it
    RETIRED = "retired", _("已停用")  # replaced, or returned by the bank


ACCOUNT_MOVES: Moves = {
    AccountState.UNVERIFIED: {AccountState.VERIFIED, AccountState.RETIRED},
    AccountState.VERIFIED: {AccountState.RETIRED},
}


class KeyState(models.TextChoices):
    """The life of the key with which a department signs what it pushes."""

    ACTIVE = "active", _("使用中")
    RETIRED = "retired", _("已停用")


KEY_MOVES: Moves = {KeyState.ACTIVE: {KeyState.RETIRED}}


class ConflictState(models.TextChoices):
    """The life of a contradiction between two sources."""

    OPEN = "open", _("待核对")  # the later word counts meanwhile
    SETTLED = "settled", _("已核对")  # a person said which word holds


CONFLICT_MOVES: Moves = {ConflictState.OPEN: {ConflictState.SETTLED}}


class ContestState(models.TextChoices):
    """The life of an enterprise's word that a fact about it is wrong."""

    OPEN = "open", _("待处理")
    UPHELD = "upheld", _("已更正")  # the source department's correction stands as a new fact
    DISMISSED = "dismissed", _("维持原数据")


CONTEST_MOVES: Moves = {ContestState.OPEN: {ContestState.UPHELD, ContestState.DISMISSED}}
