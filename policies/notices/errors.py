"""What is refused about public notices."""

from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused


class NoticeOver(Refused):
    """Objections are heard during the notice only."""

    sentence = _("公示期已于 %(closes_at)s 结束，不再受理异议。")
    who_can = _("对处理结果仍有意见的，可依法投诉或举报。")


class NoticeStillOpen(Refused):
    """A notice runs its whole days."""

    sentence = _("公示期至 %(closes_at)s，期满前不能结束公示。")


class GroundsMissing(Refused):
    """An objection needs a name, a contact and grounds; anonymous ones are not accepted."""

    sentence = _("提出异议须填写真实姓名、联系方式和具体理由；不受理匿名异议。")
    status = 422


class NotInNotice(Refused):
    """The contested line is not part of the notice."""

    sentence = _("该企业不在本次公示名单中。")
    status = 404


class AnswerMissing(Refused):
    """An objection is decided with a written answer."""

    sentence = _("请填写处理意见。")
    status = 422


class AmountMissing(Refused):
    """A corrected amount is more than zero and differs from what was shown."""

    sentence = _("请填写更正后的金额，须大于零且与原公示金额不同。")
    status = 422


class NameMissing(Refused):
    """A complaint is made by a named person with grounds; a report needs at least its grounds."""

    sentence = _("投诉须填写真实姓名、联系方式和事实理由；举报可以匿名，但须写明事实。")
    status = 422


class PetitionUnknown(Refused):
    """Number and code do not belong together."""

    sentence = _("受理号或查询码有误，请核对后重新输入。")
    status = 404
