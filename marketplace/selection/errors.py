"""What is refused in selection."""

from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused


class NumberNotOut(Refused):
    """The public number is recorded only once it is drawn."""

    sentence = _("公开号码将于 %(drawn_at)s 产生，此前不能登记。")


class BadNumber(Refused):
    """The public number is none that the lottery can have drawn: a slip of the keyboard."""

    sentence = _("公开号码不符合开奖号码的格式，请按公告核对：6 个红球由小到大（1 至 33），其后 1 个蓝球（1 至 16）。")
    status = 422


class NotAsked(Refused):
    """Nobody has to justify this price."""

    sentence = _("该报价不在需要说明理由之列。")


class GroundsMissing(Refused):
    """A judgement needs its grounds."""

    sentence = _("请填写审查意见。")
    status = 422


class AnswerMissing(Refused):
    """A low price is explained in writing."""

    sentence = _("该报价没有书面说明，不能认可。")
    status = 422


class TooLateToAnswer(Refused):
    """The time to explain a low price is over."""

    sentence = _("低价说明已于 %(until)s 截止。")


class StillTimeToAnswer(Refused):
    """The bidder may still explain its price."""

    sentence = _("该机构可在 %(until)s 前提交说明，此前不能作出审查结论。")


class NotYourTurn(Refused):
    """Somebody else speaks in the auction now, or nobody any more."""

    sentence = _("当前没有轮到贵单位报价，请刷新后查看最新情况。")


class TurnOver(Refused):
    """The turn's time has run out."""

    sentence = _("本轮报价时间已于 %(until)s 结束，视为放弃继续报价。")


class BadUndercut(Refused):
    """A turn undercuts the best offer by at least the step, in whole fen, above zero."""

    sentence = _("本轮报价须大于零、不高于 %(most)s 元，精确到分。")
    status = 422


class ReasonMissing(Refused):
    """The step needs its reasons in writing."""

    sentence = _("请填写理由。")
    status = 422


class WrongStage(Refused):
    """The panel, or the seat, is not at this step."""

    sentence = _("评审当前为“%(state)s”，不能进行此操作。")


class NotAnExpert(Refused):
    """Only proven experts sit on a panel."""

    sentence = _("“%(name)s”没有有效的评审专家身份。")
    status = 422


class ExpertMustRecuse(Refused):
    """The register knows a tie between the expert and a party of the need."""

    sentence = _("“%(name)s”与%(parties)s存在任职关系或者已登记回避，依规应当回避，不能参加本项目评审。")
    status = 422


class BadPanelSize(Refused):
    """A panel is an odd number of experts, all of whom have declared."""

    sentence = _("评审小组须为 %(least)s 人以上单数，且全部作出回避声明后方可开始评审。")


class ScoredAlready(Refused):
    """An expert's own points are handed in once."""

    sentence = _("您的独立评分已经提交，不能更改。")


class BadPoints(Refused):
    """Points are missing, outside the published criteria, or not in halves."""

    sentence = _("请对每份方案的每个评分项评分，分值不超过该项满分，最小单位 0.5 分。")
    status = 422


class NotTheChair(Refused):
    """The chair records what the panel agreed on."""

    sentence = _("合议结果由评审组长记录。")
    status = 403


class AlreadySigned(Refused):
    """An expert signs once."""

    sentence = _("您已签署本次评审结果。")


class NothingToChoose(Refused):
    """There is no short list before the owner."""

    sentence = _("当前没有需要选定的候选机构。")


class NotOnShortList(Refused):
    """The one chosen is not among those put before the owner."""

    sentence = _("所选机构不在候选名单内。")
    status = 422


class CommitteeTooSmall(Refused):
    """An award committee is an odd number of members, each with one vote."""

    sentence = _("定标委员会须为 %(least)s 人以上单数，每位成员填写一次意见。")
    status = 422


class VotesDisagree(Refused):
    """The one decided on has not the most votes."""

    sentence = _("所选机构的得票不是最多，与委员意见不一致，请核对。")
    status = 422


class MinutesMissing(Refused):
    """A committee's decision shows its signed minutes."""

    sentence = _("请上传经全体定标委员签字的会议记录。")
    status = 422


class MustBeDrawn(Refused):
    """Where the register has enough experts, nobody picks one by name."""

    sentence = _("专家库中符合条件的专家足够，须公开抽取，不能直接选派。")
    status = 422


class TooFewExperts(Refused):
    """The register has fewer experts for the need than are to be drawn."""

    sentence = _("符合专业且无需回避的专家只有 %(count)s 名，不足 %(wanted)s 名。请补充专家库，或减少人数、直接选派。")
    status = 422


class PaperSpoiled(Refused):
    """A bid's sealed files were altered or removed after they were opened."""

    sentence = _("该报价文件的密文已被改动或缺失，不能取出，请联系监督部门核查。")


class DeclareFirst(Refused):
    """An expert sees no offer before the panel has declared and the scoring begun."""

    sentence = _("评审开始后方可查看方案文件，请先作回避声明。")
