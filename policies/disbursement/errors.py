"""What disbursement refuses."""

from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused


class NothingToPay(Refused):
    """A batch without payments."""

    sentence = _("没有可编入批次的待支付事项。")


class AlreadyInBatch(Refused):
    """A payment that stands in another batch."""

    sentence = _("所选支付事项中有 %(count)s 笔已编入其他批次或状态已变化，请刷新后重新选择。")


class BatchChanged(Refused):
    """The batch is no longer what was locked or approved."""

    sentence = _("批次内容与锁定时不一致，不能继续办理。请退回经办人核对。")
    who_can = _("经办人退回批次并重新编制后，须重新复核、签发。")


class WrongStage(Refused):
    """The batch is not at the stage this step needs."""

    sentence = _("批次当前为“%(stage)s”，不能进行此操作。")


class OwnEnterprise(Refused):
    """An officer handles a payment to a party of theirs."""

    sentence = _("批次中有您任职单位的款项，须由其他人员办理。")
    status = 403


class PaymentsStopped(Refused):
    """The stop switch is on."""

    sentence = _("紧急停付已开启（%(reason)s），暂不能签发或发送。")
    who_can = _("由资金签发人员解除停付后再办理。")


class ReasonMissing(Refused):
    """An act that needs a reason was attempted without one."""

    sentence = _("请填写理由。")
    status = 422


class ReasonTooLong(Refused):
    """What was written is longer than what is kept of it, or holds signs that no text has."""

    sentence = _("理由或说明最多 %(most)s 个字，且不能含有无法识别的字符，请修改后重新提交。")
    status = 422


class NotSendable(Refused):
    """The payment's attempt has left the house already."""

    sentence = _("该笔款项已发往银行，不能再暂缓。")


class NoCancellationProposed(Refused):
    """Nobody asks that the payment never be made, or that was decided."""

    sentence = _("该笔款项没有待处理的撤销申请。")


class CancellationProposed(Refused):
    """Somebody asks that the payment never be made; that is decided first."""

    sentence = _("该笔款项已提请撤销，须先同意或不予撤销，再更正账户。")


class AccountMustBeCorrected(Refused):
    """The bank refused the account; the same account will be refused again."""

    sentence = _("银行因收款账户问题未付（%(code)s），须先更正账户。")


class AccountUnusable(Refused):
    """The new account is not verified, not the payee's, or not in the payee's name."""

    sentence = _("新账户须为该企业名下、户名一致且已核实的账户。")


class StatementUnbalanced(Refused):
    """Opening plus entries is not closing."""

    sentence = _("对账单不平：期初加发生额与期末余额不一致，已拒收。")
    status = 422


class StatementIncomplete(Refused):
    """The bank's day is not over."""

    sentence = _("%(date)s 的对账单尚未出齐，日终后再导入。")


class AccountNotOurs(Refused):
    """The statement is of an account from which this house has never paid."""

    sentence = _("对账单的账号不是本平台的付款账户，已拒收。")
    status = 422


class StatementWaits(Refused):
    """A statement of the day was brought already and waits for another person."""

    sentence = _("%(date)s 的对账单已有人提交，等待另一人确认。")
    who_can = _("请由另一名经办或复核人员确认；内容有误的，先退回再重新提交。")


class StatementBooked(Refused):
    """The very statement is in our books."""

    sentence = _("%(date)s 的对账单已入账，无需再次提交。")


class EntryUnfit(Refused):
    """A reference, an end-to-end id or an amount that no bank gives: missing, too long, or with signs no text has."""

    sentence = _("对账单中的流水号、端到端标识或金额缺失、过长或含有无法识别的字符，已拒收。")
    status = 422


class StatementGap(Refused):
    """A day between the last statement and this one is missing."""

    sentence = _("对账单不连续：期初余额与上一份期末余额不一致，请先导入缺少的日期。")
    status = 422


class StatementDiffers(Refused):
    """The day was imported before, with other content."""

    sentence = _("%(date)s 的对账单已导入，但内容不同，已拒收并留存。")


class EntryRepeated(Refused):
    """A statement repeats an entry reference."""

    sentence = _("对账单中有重复的流水号，已拒收。")
    status = 422


class NoCompleteStatement(Refused):
    """There is no complete statement that proves the attempt was not paid."""

    sentence = _("尚无该笔款项起息日的完整对账单，不能认定为未付。")


class OnTheStatement(Refused):
    """The statement has the payment that people want to call unpaid."""

    sentence = _("银行对账单上有该笔款项，不能认定为未付。")


class RemedyUnfit(Refused):
    """The remedy does not fit the break, or the state of what it is about."""

    sentence = _("所选处理方式不适用于该差异或该笔款项的当前状态。")
    status = 422


class PaidElsewhere(Refused):
    """The payment is being made, or was made, under another end-to-end id."""

    sentence = _("该笔款项已另行支付或正在支付，不能再认定本次支付有效；请先追回多付的款项。")


class DayClosedAlready(Refused):
    """The day was closed before."""

    sentence = _("%(date)s 已完成日结。")


class EarlierDayOpen(Refused):
    """Days are closed in order."""

    sentence = _("%(date)s 尚未日结，须按日期顺序办理。")


class BreaksOpen(Refused):
    """The day has breaks nobody has explained."""

    sentence = _("当日还有 %(count)s 项差异未核销，不能日结。")
    who_can = _("由一人说明、另一人复核，全部核销后再办理日结。")


class DayUnexplained(Refused):
    """An attempt of the day is in doubt, or the entries do not lead from opening to closing."""

    sentence = _("%(date)s 的发生额尚未全部对上，不能日结。")


class LedgerUnsound(Refused):
    """The ledger does not prove itself."""

    sentence = _("账本核验未通过，不能日结，请立即联系管理员。")


class SignaturesMissing(Refused):
    """The batch's total asks for more signatures."""

    sentence = _("该批次金额须会签，还缺 %(count)s 人，不能签发。")
    who_can = _("请其他财政人员会签后再签发。")


class NotPaid(Refused):
    """Money is demanded back that was not paid."""

    sentence = _("该笔款项尚未到账，不能追缴。")


class DemandTooLarge(Refused):
    """More is demanded back than was paid, or nothing."""

    sentence = _("追缴金额须大于零且不超过已支付金额 %(paid)s 元。")
    status = 422


class DemandOpen(Refused):
    """A demand for this payment is open already."""

    sentence = _("该笔款项已有未办结的追缴事项。")
