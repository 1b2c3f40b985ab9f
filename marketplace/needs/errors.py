"""What is refused about needs."""

from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused


class OwnerNotAdmitted(Refused):
    """The owner is not, or no longer, admitted."""

    sentence = _("“%(owner)s”的入驻状态为“%(state)s”，不能发布采购需求。")
    who_can = _("请先完成业主单位入驻，由主管部门审核通过后再发布。")


class NeedClosed(Refused):
    """The deadline has passed by the business clock."""

    sentence = _("该需求已于 %(closes_at)s 截止，不能再办理。")


class NeedNotOpenForBids(Refused):
    """The need is not taking bids."""

    sentence = _("该需求当前为“%(state)s”，不接受报价。")


class NoticeTooShort(Refused):
    """Agencies get at least the hours that the method's rule asks for."""

    sentence = _("从发布到截止至少应有 %(hours)s 小时，请将截止时间推后。")
    status = 422


class MethodNotOfRegime(Refused):
    """The law under which the need runs knows no such way to a winner."""

    sentence = _("“%(regime)s”项目不得采用“%(method)s”，请改选其他方式。")
    status = 422


class OnlyLater(Refused):
    """A deadline may be moved to a later moment only."""

    sentence = _("截止时间只能延后：现为 %(closes_at)s。")
    status = 422


class OpenedNeedStands(Refused):
    """Once the bids are open an owner does not withdraw its need: it would choose whether a result stands."""

    sentence = _("报价已经开启，业主单位不能自行取消。")
    who_can = _("确需终止的，请向监督管理人员说明理由，由其办理。")


class OpensBeforeClosing(Refused):
    """Nothing is opened before the deadline."""

    sentence = _("开启时间不能早于截止时间。")
    status = 422


class RecusalNotDeclared(Refused):
    """The owner's person has not declared that nobody with an interest takes part."""

    sentence = _("发布前须由经办人作出回避承诺。")
    status = 422


class CeilingNotPositive(Refused):
    """A ceiling is an amount above zero in whole fen."""

    sentence = _("最高限价须为大于零、精确到分的人民币金额。")
    status = 422


class ReasonMissing(Refused):
    """Extending, cancelling or failing a need states its reason."""

    sentence = _("请填写理由。")
    status = 422


class AlreadyReposted(Refused):
    """A posting of this procurement is still alive."""

    sentence = _("该项目已有一次发布正在进行，不能重复发布。")


class PostedTwice(Refused):
    """The very same notice was posted already and still takes bids: a form sent twice, or sent again by going back."""

    sentence = _("相同的需求（%(code)s）已经发布，尚未截止，没有重复发布。")
    who_can = _("确需另行采购的，请在项目名称中写明与已发布需求的区别。")


class MustReviewTerms(Refused):
    """A failed posting is posted again only after its terms were looked at."""

    sentence = _("重新发布前请说明对资质要求、限价和期限的复核结果。")
    status = 422


class QuoteNotOffered(Refused):
    """The method takes no such quotes."""

    sentence = _("“%(method)s”不采用“%(quote)s”，请改选报价方式。")
    status = 422


class ApprovalServiceNeedsCompetition(Refused):
    """A public organ does not name who does technical services for its approvals."""

    sentence = _(
        "行政机关在行政审批过程中委托的技术性服务，应当通过竞争性方式选择中介机构（优化营商环境条例第四十三条），"
        "不得直接选取。"
    )
    who_can = _("请改用竞价、随机抽取等竞争性方式。")
    status = 422


class AmountNotSmall(Refused):
    """Public funds are spent by direct choice only below the small-amount line."""

    sentence = _("最高限价 %(ceiling)s 元不低于小额限额 %(limit)s 元，使用财政性资金的项目不得直接选取。")
    who_can = _("请改用竞价、随机抽取等竞争性方式。")
    status = 422


class NamedNotAdmitted(Refused):
    """Who is named or invited is not admitted for the service type."""

    sentence = _("以下单位没有“%(service_type)s”的有效入驻资格，不能选定或邀请：%(parties)s。")
    status = 422


class NobodyNewInvited(Refused):
    """An invitation that failed is widened before it is posted again."""

    sentence = _("上次邀请响应不足，重新发布须扩大邀请范围，至少增加一家中介机构。")
    status = 422


class FairnessUnanswered(Refused):
    """The fair-competition check marked sentences that the owner has not answered."""

    sentence = _("公平竞争审查提示了 %(count)s 处，请逐处修改，或说明保留的依据后再发布。")
    status = 422


class MustTenderByLaw(Refused):
    """At this amount the law asks for a tender unless the owner says why it does not apply."""

    sentence = _(
        "最高限价达到 %(limit)s 元。工程建设项目的勘察、设计、监理等服务达到该金额的，依法必须招标"
        "（必须招标的工程项目规定第五条）。不属于此类的，请在“同类项目分次采购说明”中写明。"
    )
    status = 422


class MethodMustChange(Refused):
    """After two failures another method is used."""

    sentence = _("该项目已两次流选，再次发布须变更选取方式并经监督管理人员同意。")
    status = 422


class MethodChangeNotApproved(Refused):
    """The change of method has not been approved."""

    sentence = _("选取方式变更尚未获得同意，不能发布。")
    who_can = _("请等待监督管理人员审批。")


class NothingAsked(Refused):
    """A question and an answer have words."""

    sentence = _("请填写内容。")
    status = 422


class NoObjectionToDocuments(Refused):
    """The regime knows questions only."""

    sentence = _("“%(regime)s”项目对公告有疑问的，请使用“提出问题”。")
    status = 422


class ObjectedTooLate(Refused):
    """The time to object to the documents is over."""

    sentence = _("对采购文件提出异议的期限已于 %(until)s 届满（%(article)s）。")


class AnsweredAlready(Refused):
    """A question is answered once; what changes the notice is an amendment."""

    sentence = _("该问题已经答复。需要变更公告内容的，请发布变更公告。")


class ChangeTooLate(Refused):
    """After a change agencies have the whole notice period again."""

    sentence = _("发布变更后，距截止时间至少应有 %(hours)s 小时，请同时推后截止时间。")
    status = 422


class CeilingAsksForNote(Refused):
    """With another ceiling the owner's year, or the tender line, asks for a note that the notice does not have."""

    sentence = _(
        "变更后的最高限价使本年度同类采购合计达到限额，或者达到依法必须招标的金额，而公告没有分次采购的说明，不能以变更公告办理。"
    )
    who_can = _("请取消本次公告，写明说明后重新发布。")
    status = 422


class OpenersMissing(Refused):
    """A large need is opened by several people together, named before it is posted."""

    sentence = _("最高限价达到 %(limit)s 元的项目须由多人共同开启，请先指定 %(least)s 至 %(most)s 名开启人。")
    status = 422


class OpenersOfOneSide(Refused):
    """Openers come from different parties, so that no single one of them can open alone."""

    sentence = _("开启人须来自至少 %(least)s 个单位，且任何一个单位的人数都不足以单独开启。")
    status = 422


class NotAllowedToOpen(Refused):
    """An opener holds an office for it, and acts for no agency."""

    sentence = _("%(name)s 不能担任本项目开启人：须为业主单位、主管部门或监督部门人员，且不是任何中介机构的经办人。")
    status = 422


class OpenerWithoutKey(Refused):
    """Who has set no opening passphrase has no key to which a share could be sealed."""

    sentence = _("%(name)s 尚未设置开启口令，请其登录后在“开启口令”页面设置，再指定为开启人。")
    status = 422
