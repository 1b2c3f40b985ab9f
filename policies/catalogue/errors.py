"""What the catalogue refuses."""

from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.kernel.display import semicolon_text
from cms.kernel.errors import Refused
from policies.rules.problems import Problem


class RuleFaulty(Refused):
    """The rule cannot be published: it cannot be read, or says something that must not be paid by."""

    sentence = _("规则有 %(count)s 处问题，不能发布：%(told)s")
    status = 422

    def __init__(self, problems: Sequence[Problem]) -> None:
        language = get_language() or "zh"
        told = semicolon_text().join(f"{one.path or '/'} {one.message.in_language(language)}" for one in problems[:5])
        super().__init__(count=len(problems), told=told)
        self.problems = tuple(problems)


class NothingNew(Refused):
    """The document is the same, word for word, as the version in force."""

    sentence = _("内容与现行版本（第 %(number)s 版）完全相同，无需再次发布。")


class AlreadyOver(Refused):
    """The last day of the policy is past."""

    sentence = _("政策有效期至 %(last_day)s，已经届满，不能发布。")


class EndsBeforeItBegins(Refused):
    """The last day lies before the first."""

    sentence = _("有效期至 %(last_day)s 早于生效日期 %(valid_from)s，请核对。")
    status = 422


class NotADepartment(Refused):
    """A policy is led by a department of the county."""

    sentence = _("“%(party)s”不是县直部门，不能作为牵头部门。")
    status = 422


class BudgetLineMissing(Refused):
    """A subsidy that is paid by a rule names the budget line it is paid from."""

    sentence = _("带有兑现规则的奖补政策须先选定预算项目，才能发布。")
    who_can = _("请在“兑现参数”中选择预算项目；尚未设立的，请联系财政局。")
    status = 422


class ChannelContradicts(Refused):
    """The page says one channel and the rule another."""

    sentence = _("政策的兑现方式为“%(page)s”，规则写的却是“%(rule)s”，二者须一致，不能发布。")
    who_can = _("请在“基本信息”中改正兑现方式，或删去规则中的一般方式。")
    status = 422


class ScopeContradicts(Refused):
    """The page says that a benefit is given once per one thing, and the rule per another."""

    sentence = _("页面上的享受次数是“%(page)s”，规则写的却是“%(rule)s”，二者须一致，不能发布。")
    who_can = _("请在“兑现参数”中改正享受次数，或删去规则中的享受次数。")
    status = 422


class ApplicationTermsWrong(Refused):
    """The days of application contradict one another or the validity."""

    sentence = _("申报期 %(first)s 至 %(last)s 不成立，请核对开始和截止日期。")
    status = 422


class CaseFails(Refused):
    """A case saved with the policy does not come out as it must: the rule, or the case, is wrong."""

    sentence = _("案例“%(name)s”应为“%(expected)s”，按现规则为“%(found)s”，不能发布。")
    who_can = _("请修改规则，或确认案例本身有误后更正案例。")
    status = 422


class GroupNamedTwice(Refused):
    """The page and its rule put the policy into two exclusive groups."""

    sentence = _("兑现参数中的互斥组是“%(one)s”，规则中的不重复享受组是“%(other)s”，两处须一致。")
    status = 422


class GroupContradicted(Refused):
    """Two policies of one exclusive group say different things of how the group is paid."""

    sentence = _("“%(group)s”组内，本政策与现行“%(policy)s”对如何享受、合计上限或是否分期考核的规定不一致。")
    who_can = _("请统一同组政策的规定，或使用另一组名。")
    status = 422
