"""What is refused about objections and complaints."""

from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused


class NotABidder(Refused):
    """Only who took part may object to a result."""

    sentence = _("只有参加本项目报价的单位可以对结果提出异议。")
    status = 403


class OutOfTime(Refused):
    """The period for it is over."""

    sentence = _("期限已于 %(due)s 届满（%(article)s），不再受理。")


class ObjectFirst(Refused):
    """A complaint follows an objection that was answered or left unanswered."""

    sentence = _("投诉前应当先向业主单位提出异议；已提出的，请等待答复或答复期满。")


class OneAtATime(Refused):
    """A party has one live dispute of a kind about a result."""

    sentence = _("贵单位对本结果的异议（投诉）正在处理中，不能重复提出。")


class ExaminationRuns(Refused):
    """A complaint has one examination at a time, and is decided when it has ended."""

    sentence = _("该投诉的%(kind)s尚未结束，请先登记结束日期。")


class NoExaminationRuns(Refused):
    """There is nothing to end."""

    sentence = _("该投诉没有正在进行的检验、检测、鉴定或者专家评审。")


class DecisionOverdue(Refused):
    """A clock that ran out is not stopped any more."""

    sentence = _("处理期限已于 %(due)s 届满，其后开始的检验、检测、鉴定或者专家评审不再停止计算期限。")


class AwardSuspended(Refused):
    """Nothing is signed while a dispute suspends the result."""

    sentence = _("对该结果的异议或投诉正在处理，期间暂停签订和备案合同。")


class ResultOverturned(Refused):
    """Nothing is signed on a result against which an objection or a complaint was upheld."""

    sentence = _("对该结果的异议或投诉已经成立，不能按该结果签订和备案合同。")
    who_can = _("请由监督管理人员取消该中选结果，再由后续顺位递补或者重新组织选取。")


class StillOpenToObjections(Refused):
    """The result is on notice."""

    sentence = _("中选候选人公示期至 %(due)s，期满前不能签订合同（%(article)s）。")


class SignedTooEarly(Refused):
    """The contract says that it was signed while the result was on notice."""

    sentence = _("签订日期在中选候选人公示期内（至 %(due)s），公示期内不得签订合同（%(article)s）。")
    status = 422


class SignedWhileSuspended(Refused):
    """The contract says that it was signed while a dispute suspended the result."""

    sentence = _("签订日期在异议或投诉处理期间（%(began)s 至 %(ended)s），期间暂停签订合同。")
    status = 422
