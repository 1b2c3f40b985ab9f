"""What is refused about bids."""

from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused


class NotAdmittedForType(Refused):
    """The agency has no standing admission for the need's service type."""

    sentence = _("贵单位尚无“%(service_type)s”的有效入驻资格，不能参加本项目。")
    who_can = _("请先申请该服务事项入驻，由“%(department)s”审核通过后参加。")
    status = 403


class CertificateEndsBeforeClosing(Refused):
    """The admission would have run out on the day of closing."""

    sentence = _("贵单位的资质证书将于 %(valid_until)s 到期，早于截止日 %(closes_on)s，不能参加本项目。")
    status = 403


class OwnNeed(Refused):
    """An owner does not bid in its own need, nor does a party it controls or that controls it."""

    sentence = _("贵单位是本项目业主单位或与其存在控股、管理关系，依规应当回避，不能参加。")
    status = 403


class BarredFromNeed(Refused):
    """The party may not take part in this procurement."""

    sentence = _("贵单位不能参加本项目，原因：%(reason)s。")
    status = 403


class OpenerOfNeed(Refused):
    """Who helps to open a need's bids does not bid in it."""

    sentence = _("贵单位有人员担任本项目开启人，依规应当回避，不能参加。")
    status = 403


class NotInvited(Refused):
    """The need asks named parties only."""

    sentence = _("本项目只接受受邀机构报价，贵单位不在受邀之列。")
    status = 403


class BadPrice(Refused):
    """What was offered cannot be an offer for this need."""

    status = 422


class PriceMissing(BadPrice):
    """The notice asks for an amount, or for a discount rate, and the other or nothing was given."""

    sentence = _("本项目须填写“%(quote)s”。")


class PriceAboveCeiling(BadPrice):
    """The offer is above the ceiling."""

    sentence = _("报价超过最高限价 %(ceiling)s 元，请修改后提交。")


class PriceNotPositive(BadPrice):
    """The offer is zero or negative."""

    sentence = _("报价必须大于零。")


class PriceNotInFen(BadPrice):
    """The offer has a fraction of a fen."""

    sentence = _("报价最多保留两位小数（精确到分）。")


class OtherCurrency(BadPrice):
    """The offer is not in yuan."""

    sentence = _("报价币种须为人民币。")


class DiscountOutOfRange(BadPrice):
    """A discount rate is at least zero, in hundredths of a percent, and leaves a fen of the ceiling at least."""

    sentence = _("下浮率须不低于 0、低于百分之百，最多保留两位小数，且下浮后的价格不少于一分。")


class FixedPrice(BadPrice):
    """In a draw the price is fixed; nobody offers another."""

    sentence = _("本项目为随机抽取，按固定价格 %(ceiling)s 元执行，无需报价。")


class ProposalMissing(Refused):
    """Where experts score, an offer comes with a proposal."""

    sentence = _("本项目须填写技术方案（不超过 %(most)s 字），供专家匿名评审。")
    status = 422


class ProposalNamesBidder(Refused):
    """A proposal that experts score does not say whose it is."""

    sentence = _("技术方案中不得出现本单位名称、统一社会信用代码或联系方式，请修改后提交。")
    status = 422


class PapersNotTaken(Refused):
    """The notice asks for no files."""

    sentence = _("本项目不收报价文件，请只填写报价。")
    status = 422


class TooManyPapers(Refused):
    """A bid has so many files at most."""

    sentence = _("报价文件最多 %(most)s 份，请合并后重新上传。")
    status = 422


class PapersOverSize(Refused):
    """All files of a bid together fit the size that the notice fixes."""

    sentence = _("报价文件合计不得超过 %(most)s MB，请压缩后重新上传。")
    status = 413


class PaperRefused(Refused):
    """One of the files is of no accepted kind, empty, locked or dangerous."""

    sentence = _("文件“%(name)s”不能接收：%(why)s")
    status = 422


class PaperNamesBidder(Refused):
    """A file that experts score does not say whose it is."""

    sentence = _(
        "技术方案文件“%(name)s”的内容或文档属性中出现本单位名称、统一社会信用代码、联系方式或法定代表人姓名，请删除后重新上传。"
    )
    status = 422


class NothingSpoiled(Refused):
    """The files of the bid are whole, or there never were any."""

    sentence = _("贵单位的报价文件完好，无需补交。")


class HandedInTooLate(Refused):
    """The day on which spoiled files may be handed in again is over."""

    sentence = _("补交期限已于 %(until)s 届满。")


class OtherFiles(Refused):
    """What was handed in again is not what was sealed with the bid."""

    sentence = _("所补交的文件与报价时密封的不一致。须为同一批文件，文件名、内容、类别和先后顺序均不得改动。")
    status = 422


class NoBid(Refused):
    """There is no sealed bid of this party."""

    sentence = _("贵单位在本项目中没有有效的密封报价。")
    status = 404


class PassphraseTooShort(Refused):
    """An opening passphrase is long enough not to be guessed."""

    sentence = _("开启口令至少 %(least)s 个字符。")
    status = 422


class WrongPassphrase(Refused):
    """The passphrase is not the one whose key the share is sealed to."""

    sentence = _("开启口令不正确。请输入被指定为开启人时使用的口令。")
    status = 422


class OpeningNotDue(Refused):
    """Nobody agrees to an opening before its time."""

    sentence = _("开启时间为 %(opens_at)s，届时方可同意开启。")


class OpenerBids(Refused):
    """Who acts for a bidder of the need takes no part in its opening."""

    sentence = _("您是本项目报价单位的经办人，依规应当回避，不能参与开启。")
    status = 403


class ConsentedAlready(Refused):
    """Everybody agrees once."""

    sentence = _("您已同意开启本项目，无需重复办理。")


class NoStandby(Refused):
    """Only a standby of the same need takes an opener's place: nobody else has a share of its key."""

    sentence = _("只有该项目发布时指定的候补人员可以接替，其他人没有开启份额。")
    status = 422


class ConcernsYourself(Refused):
    """Nobody has a hand in an exchange that concerns the person."""

    sentence = _("更换事项涉及本人，依规应当回避。")
    status = 403


class ExchangeWaiting(Refused):
    """An exchange of this opener waits for its second person."""

    sentence = _("该开启人的更换已有人提出，正待复核。")
