"""The life of a version, and the choices a policy's parameters are made of."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.states import Moves


class VersionState(models.TextChoices):
    """The life of a published version; what it says never changes, only whether it is in force."""

    SCHEDULED = "scheduled", _("待生效")  # published; its first day has not come
    LIVE = "live", _("生效中")  # in force: the one version of its policy that is matched
    SUPERSEDED = "superseded", _("已被新版替代")  # a newer version took its place
    EXPIRED = "expired", _("已到期")  # its last day is over
    WITHDRAWN = "withdrawn", _("已撤回")  # taken back before its time


VERSION_MOVES: Moves = {
    VersionState.SCHEDULED: {VersionState.LIVE, VersionState.SUPERSEDED, VersionState.WITHDRAWN},
    VersionState.LIVE: {VersionState.SUPERSEDED, VersionState.EXPIRED, VersionState.WITHDRAWN},
}


class BenefitClass(models.TextChoices):
    """What sort of benefit it is."""

    RELIEF = "relief", _("减免")
    SUBSIDY = "subsidy", _("奖补")
    ENTITLEMENT = "entitlement", _("权益")
    QUALIFICATION = "qualification", _("资质")


class Level(models.TextChoices):
    """Which level of government issued the policy."""

    NATION = "nation", _("国家级")
    PROVINCE = "province", _("省级")
    CITY = "city", _("市级")
    COUNTY = "county", _("县级")


class Channel(models.TextChoices):
    """How the benefit reaches the enterprise; the values are those of the rule language."""

    NO_APPLICATION = "no_application", _("免申即享")
    AT_ONCE = "at_once", _("即申即享")
    WITHIN_DAYS = "within_days", _("限时即享")
    ON_APPLICATION = "on_application", _("申报")


class Order(models.TextChoices):
    """Whether the enterprise confirms before the public notice, after it, or not at all."""

    CONFIRM_FIRST = "confirm_first", _("先确认后公示")
    NOTICE_FIRST = "notice_first", _("先公示后确认")
    NO_CONFIRMATION = "no_confirmation", _("公示后直接兑付")


class LapseRule(models.TextChoices):
    """What the enterprise's silence until the deadline means."""

    LAPSE = "lapse", _("视为自愿放弃")
    PROCEED = "proceed", _("视为确认")


class ShortageRule(models.TextChoices):
    """What happens when there is less money than is due; the values are those of the rule language."""

    FIRST_COME = "first_come", _("先到先得")
    PRO_RATA = "pro_rata", _("按比例兑付")
    CARRY_OVER = "carry_over", _("结转下年")
    RANKED = "ranked", _("择优排序")


class OncePer(models.TextChoices):
    """The scope in which the benefit is given once; the values are those of the rule language."""

    ENTERPRISE = "enterprise", _("每家企业一次")
    ENTERPRISE_PERIOD = "enterprise_period", _("每家企业每期一次")
    STEP = "step", _("每档一次")
    PROJECT = "project", _("每个项目一次")
    PERSON = "person", _("每人一次")
