"""What is refused about grants."""

from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused


class NothingToDecide(Refused):
    """The run has no match left to decide on."""

    sentence = _("“%(policy)s”当前没有待确认的匹配结果。")


class ReasonMissing(Refused):
    """An enterprise is left out without saying why."""

    sentence = _("剔除企业须逐户填写理由。")
    status = 422


class DataRanOut(Refused):
    """Of somebody on the list data went missing or out of date since the match: that is no ground to pay."""

    sentence = _("以下企业的数据在匹配后缺失或已过期，不能确认：%(names)s")
    who_can = _("请剔除并写明理由；数据补齐后系统会重新匹配。")


class NotLookedAt(Refused):
    """The rule leaves something to a person, and nobody has said what."""

    sentence = _("有 %(count)s 户须由部门逐户核定：请填写核定金额和理由，或予以剔除。")
    status = 422


class AmountUnreadable(Refused):
    """What was typed is no amount in yuan and fen."""

    sentence = _("“%(said)s”不是有效金额，请填写以元为单位、至多两位小数的数字。")
    status = 422


class AmountAboveDue(Refused):
    """The officer settles an amount between nothing and what the rule gives at the most."""

    sentence = _("“%(enterprise)s”的核定金额应大于零，且不超过 %(due)s 元。")
    status = 422


class AmountLeftToRule(Refused):
    """The rule gives the amount; whoever looks decides whether it is granted, not how much."""

    sentence = _("“%(enterprise)s”的金额由规则确定为 %(due)s 元，不得另行核定；不予兑付的请剔除。")
    status = 422


class NoBudgetLine(Refused):
    """The policy has no budget line to be paid from."""

    sentence = _("“%(policy)s”尚未关联预算项目，不能确认兑付名单。")


class ConfirmationClosed(Refused):
    """The days in which the enterprise could confirm are over."""

    sentence = _("确认期已于 %(until)s 截止，逾期不再受理。")
    who_can = _("如有特殊原因，请联系牵头部门。")


class AccountNotUsable(Refused):
    """The account is not one that money may be sent to."""

    sentence = _("该账户尚未核实，或户名与企业登记名称不一致，不能用于收款。")
    who_can = _("请选择已核实的账户，或登记新账户并等待工作人员核实。")


class ScaleMissing(Refused):
    """The enterprise confirms without its scale class."""

    sentence = _("请确认企业划型后再提交。")
    status = 422


class ConfirmationsOpen(Refused):
    """Shares are fixed only after the days of confirmation are over."""

    sentence = _("确认期至 %(until)s，截止后方可核定金额。")


class PaymentExists(Refused):
    """The grant has a payment already, which has to be cancelled by finance first."""

    sentence = _("该事项已生成支付，不能直接撤销。")
    who_can = _("请联系资金经办提请撤销该笔支付。")


class AnotherGrantStands(Refused):
    """The enterprise holds a newer grant of the same benefit and period."""

    sentence = _("该企业已有同一政策同一所属期的兑付事项，不能重新开启。")


class GrantedBefore(Refused):
    """The enterprise, or one it followed, holds the benefit for the period already."""

    sentence = _("贵单位（含前身单位）已有“%(policy)s”同一所属期的兑付事项，不重复享受。")
    who_can = _("请在“我的权益”中查看该事项的进度。")


class PersonGrantedBefore(Refused):
    """A person, invoice or machine the benefit is paid for was used already."""

    sentence = _("“%(policy)s”所涉人员或凭证已用于其他企业或事项，不能重复享受。")
    who_can = _("请核对人员或凭证清单；有疑问请咨询牵头部门。")


class NotSilent(Refused):
    """Contacts are recorded for grants whose enterprise is asked and has not answered."""

    sentence = _("所选事项中有 %(count)s 项已不在待确认状态，请刷新后重试。")


class ContactNotByPerson(Refused):
    """A contact that an officer records was made by a person: reminders are recorded by the house."""

    sentence = _("请选择电话、上门、函件或电子邮件等联系方式。")
    status = 422


class ContactedTooLittle(Refused):
    """Nobody is put on the list of the silent before the required contacts."""

    sentence = _("没有可以列入公告的企业：须先在不同日期联系 %(times)s 次并逐次登记。")


class GroupTaken(Refused):
    """Another policy of the exclusive group was granted to the enterprise meanwhile."""

    sentence = _("不重复享受组“%(group)s”中的其他政策已兑付该企业，剩余额度不足，不能重新开启。")


class GroupUsedUp(Refused):
    """What the exclusive group allows the enterprise was granted under its other policies."""

    sentence = _("不重复享受组“%(group)s”中的其他政策已兑付该企业，本项不再兑付。")
    who_can = _("如需改享本项，请联系牵头部门先撤销已确认的事项。")


class PoolUsedUp(Refused):
    """The rule's own pool has less left than was asked for, or no place."""

    sentence = _("“%(policy)s”的资金规模或兑付名额已用完，不能继续兑付。")
    who_can = _("请关注下一批次，或咨询牵头部门。")


class BudgetLineMissing(Refused):
    """A part of the amounts has no budget line of its year and level."""

    sentence = _("编号“%(code)s”没有 %(fiscal_year)s 年度%(level)s资金的预算项目，不能确认兑付名单。")
    who_can = _("请财政部门先设立该预算项目，或更正政策的分期和各级分担。")


class PayeeUnnamed(Refused):
    """The rule pays somebody else than the enterprise, and no two people have said whom, or there is no usable
    account."""

    sentence = _("规则中的受益人“%(who)s”尚未指定收款单位（须另一人复核），或该单位没有已核实的账户。")
    who_can = _("请在兑付名单页指定收款单位，由另一人复核，并先登记、核实其账户。")


class InstalmentNotMet(Refused):
    """The condition of an instalment certainly does not hold."""

    sentence = _("按现有数据，本期兑付条件不成立，不能确认支付。")
    who_can = _("数据有误的，先由数据来源部门更正；确不符合的，请停付本期。")


class NoPersonPaid(Refused):
    """The grant pays no person, or has ended."""

    sentence = _("该兑付事项没有支付给个人的部分，或已终止，无需登记个人收款人。")


class PersonNameFaulty(Refused):
    """The name is not one as it stands on an identity card."""

    sentence = _("请按身份证填写姓名，仅限汉字和间隔号，不加空格和称谓。")
    status = 422


class HolderDiffers(Refused):
    """The card is not in the person's name."""

    sentence = _("银行卡户名须与姓名完全一致。")
    status = 422


class IdentityFaulty(Refused):
    """The number is not one of an identity card: 18 places with a check digit (GB 11643)."""

    sentence = _("身份证号应为 18 位且校验位正确，请核对。")
    status = 422


class CardFaulty(Refused):
    """The number is not one of a bank card: 16 to 19 digits with a check digit (ISO/IEC 7812-1)."""

    sentence = _("银行卡号应为 16 至 19 位数字且校验位正确，请核对；存折账号不能用于收款。")
    status = 422


class OwnPerson(Refused):
    """Nobody verifies a person named for an enterprise for which they act themselves."""

    sentence = _("该事项属于您任职或经办的单位，须由其他人员核实。")
    status = 403
