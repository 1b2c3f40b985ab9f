"""What is refused about contracts."""

from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused


class DiffersFromAward(Refused):
    """The contract does not say what was awarded."""

    sentence = _("合同%(field)s与中选结果不一致：合同为“%(signed)s”，中选结果为“%(awarded)s”。")
    status = 422


class SignedOutOfTime(Refused):
    """A contract is signed between its award and its filing."""

    sentence = _("签订日期须在中选日期与备案日期之间。")
    status = 422


class GroundsMissing(Refused):
    """A correction needs its grounds and a positive amount within the ceiling."""

    sentence = _("更正合同须填写依据，且金额须大于零、不超过最高限价。")
    status = 422


class AdditionOverLegalLimit(Refused):
    """Government procurement adds no more than a tenth."""

    sentence = _("政府采购合同追加金额累计不得超过原合同金额的百分之十（政府采购法第四十九条），请另行采购。")
    status = 422


class PaidMoreThanDue(Refused):
    """Payments do not exceed the contract."""

    sentence = _("付款合计不能超过现合同金额，尚可付款 %(left)s 元。")
    status = 422


class SettlementOutOfBounds(Refused):
    """What is owed for the work done lies between what was paid and what the contract came to."""

    sentence = _("结算金额须在已付款 %(paid)s 元与现合同金额 %(most)s 元之间。")
    status = 422


class EndProposedAlready(Refused):
    """One word at a time: the earlier one waits for its answer."""

    sentence = _("已有一份提前终止的提议待答复，请先等待对方答复。")


class OwnProposal(Refused):
    """The side that proposed an end does not agree to it in the other's place."""

    sentence = _("该提议由本方提出，须由对方答复。")
    status = 403


class GroundOfOthers(Refused):
    """Nobody gives notice on the own breach, or on a ground that only the other side has."""

    sentence = _("本方不能以该事由单方通知解除，可以与对方协商终止。")
    status = 422


class NoticeTooEarly(Refused):
    """A notice leaves the other side the time that the rules ask for."""

    sentence = _("解除通知最早于 %(earliest)s 生效，须给对方留出不少于 %(days)s 天的异议期。")
    status = 422


class ObjectedTooLate(Refused):
    """The notice has taken effect before the answer."""

    sentence = _("解除通知已于 %(when)s 生效，不能再答复。有异议的，请依法请求人民法院或者仲裁机构确认。")


class NotYourNotice(Refused):
    """A notice is taken back by the side that gave it."""

    sentence = _("解除通知只能由发出通知的一方撤回。")
    status = 403


class WithdrawnTooLate(Refused):
    """The notice has taken effect."""

    sentence = _("解除通知已于 %(when)s 生效，不能撤回。")


class RulingWaits(Refused):
    """A ruling on the contract was recorded already and waits for its second supervisor."""

    sentence = _("该合同已有一份裁判文书待复核，请先办理。")


class OwnRuling(Refused):
    """Who recorded a ruling does not confirm it."""

    sentence = _("裁判文书须由登记人以外的监督管理人员对照原件复核。")
    status = 403
