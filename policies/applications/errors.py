"""What is refused about applications."""

from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import FieldsRefused, NotAllowed, Refused


class ApplicationsClosed(Refused):
    """The policy takes no applications today."""

    sentence = _("“%(policy)s”当前不受理申报，受理期为 %(first)s 至 %(last)s。")
    who_can = _("请在受理期内办理；有疑问请拨打政策页面的咨询电话。")


class NoApplicationNeeded(Refused):
    """The benefit reaches this enterprise without its doing anything."""

    sentence = _("“%(policy)s”对贵单位实行免申即享，无需申报。")
    who_can = _("部门确认名单后会通知贵单位；有疑问请咨询牵头部门。")


class OtherChannel(Refused):
    """The enterprise takes a way that is not open to it."""

    sentence = _("贵单位适用的兑现方式为“%(open)s”，请按该方式办理。")


class NotQualified(Refused):
    """The rule is not fulfilled; the sentence names what fails."""

    sentence = _("按现有数据，贵单位不符合“%(policy)s”的条件：%(failing)s")
    who_can = _("数据有误的，请在“本企业数据”中提出异议，更正后再办理。")


class FactsMissing(Refused):
    """The rule cannot be decided: the sentence names what is missing, and from whom."""

    sentence = _("尚缺以下数据，不能办理：%(missing)s")
    who_can = _("请向列明的部门核实补充后再办理。")


class WantsAPerson(Refused):
    """The rule leaves something to a person, a part of the amount or a doubt: it cannot decide at a click."""

    sentence = _("按规则，“%(policy)s”对贵单位须经人工审核（%(why)s），不能即申即享。")
    who_can = _("请联系牵头部门核定后办理。")


class AnotherIsOpen(Refused):
    """The enterprise has an application of the same policy under way."""

    sentence = _("贵单位已有“%(policy)s”的申报件正在办理，请先办结或撤回。")


class ProjectUnnamed(Refused):
    """The benefit is given once a project, and the enterprise does not say for which one it asks."""

    sentence = _("“%(policy)s”按项目兑现，请填写项目代码和项目名称。")
    status = 422


class ScoreNotGiven(Refused):
    """A score is given back that was not given."""

    sentence = _("该专家尚未评分，无需退回。")


class NotComplete(Refused):
    """The form is handed in with something missing."""

    sentence = _("申报内容不完整，还缺：%(missing)s")
    status = 422


class LinesIncomplete(FieldsRefused):
    """The rule needs what is blank in lines the enterprise stated; the sentences name rows and columns."""


class UnknownField(Refused):
    """Something is stated, or a paper handed in, that nobody asked for."""

    sentence = _("“%(field)s”不在本申报件的填报范围内。")
    status = 422


class NothingToState(Refused):
    """The state holds the fact already: it is not for the enterprise to state it."""

    sentence = _("“%(field)s”已有部门数据，以部门数据为准，无需填报。")
    who_can = _("数据有误的，请在“本企业数据”中提出异议。")
    status = 422


class OwnApplication(NotAllowed):
    """Somebody who belongs to the enterprise would decide on its application."""

    sentence = _("您是“%(enterprise)s”的人员，应当回避，不能办理该申报件。")
    who_can = _("请由本部门其他人员办理。")


class ReasonsMissing(Refused):
    """Something is returned or refused without saying why."""

    sentence = _("请写明理由，企业可以看到。")
    status = 422


class OpinionsMissing(Refused):
    """A co-department has not given its opinion yet."""

    sentence = _("%(departments)s尚未出具意见，不能核准。")
    who_can = _("请督促配合部门在工作台出具意见。")


class DissentUnanswered(Refused):
    """A co-department disagrees, and nobody says why the benefit is granted all the same."""

    sentence = _("%(departments)s不同意，仍要核准的须写明理由。")
    status = 422


class HandedInAgain(Refused):
    """The enterprise has handed in anew since the page was opened: what was compared is no longer what stands."""

    sentence = _("企业已补正并重新提交，您看到的不是最新内容，请刷新页面后重新核对。")
    status = 409


class StatementsUnchecked(Refused):
    """A fact the enterprise stated was not compared with its paper."""

    sentence = _("以下企业申报数据尚未核实：%(facts)s")
    who_can = _("请逐项对照证明材料，核实后勾选。")
    status = 422


class AmountAboveCeiling(Refused):
    """More is granted than the rule allows, or nothing at all, or another amount than the rule's."""

    sentence = _("核准金额须大于零且不超过按规则测算的 %(ceiling)s 元。")
    status = 422


class AmountFixed(Refused):
    """The rule gives an exact amount, and another one is granted."""

    sentence = _("该政策按规则计算金额，应为 %(amount)s 元，不能另行核定。")
    status = 422


class NotRanked(Refused):
    """The policy does not rank its applications."""

    sentence = _("“%(policy)s”不实行择优排序，请逐件办理。")


class RankedOnly(Refused):
    """The policy ranks: one application cannot be granted by itself."""

    sentence = _("“%(policy)s”实行择优排序，请转入评审排序，统一核准。")


class TooFewReviewers(Refused):
    """Fewer reviewers are named than a ranking needs."""

    sentence = _("至少指定 %(least)s 名评审专家。")
    status = 422


class NotAReviewer(Refused):
    """The person is no expert, or is not named for this application."""

    sentence = _("“%(person)s”不是已核验的评审专家，或未被指定评审该申报件。")
    status = 422


class PointsOutOfRange(Refused):
    """Points lie between 0 and 100."""

    sentence = _("得分须在 0 至 100 之间，最多两位小数。")
    status = 422


class RankingTooEarly(Refused):
    """Others may still apply, or an application or a score is still open."""

    sentence = _("还不能排序：%(why)s")


class RankingUndecided(Refused):
    """Of somebody who waits for the ranking a fact is missing by now: that neither ranks nor refuses anybody."""

    sentence = _("还不能排序：“%(name)s”%(why)s。")
    who_can = _("请向列明的部门核实补充；企业确不符合条件的，可在该申报件页面写明理由，不予核准。")


class NothingToRank(Refused):
    """No application waits for the ranking."""

    sentence = _("“%(policy)s”没有待评审排序的申报件。")
