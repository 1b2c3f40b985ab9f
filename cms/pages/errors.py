"""What the public site refuses."""

from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused


class CodeTaken(Refused):
    """Another page already carries this policy: one family, one page, one rule."""

    sentence = _("政策编码“%(code)s”已由页面“%(page)s”使用，一项政策只有一个页面。")
    status = 422


class CodeFixed(Refused):
    """A policy keeps the code under which it was first published."""

    sentence = _("该政策已以编码“%(code)s”发布，编码不能更改。")
    status = 422


class OnlyByRevision(Refused):
    """A policy page becomes public only by the publication of one of its saved revisions."""

    sentence = _("政策页面只能通过发布已保存的修订版本上线，不能直接复制为已上线状态。")


class NoAliases(Refused):
    """A policy page has no aliases: one family, one page."""

    sentence = _("政策页面不能建立别名页面，一项政策只有一个页面。")


class StillOnline(Refused):
    """A page that is public is first taken off."""

    sentence = _("政策页面“%(page)s”仍在线，请先下线再删除。")


class InReview(Refused):
    """The page already waits for a decision."""

    sentence = _("政策“%(page)s”正在审核，不能重复提交。")


class NotInReview(Refused):
    """There is no review of this page that waits for a decision."""

    sentence = _("政策“%(page)s”当前没有待审核的修订。")


class NotTheReviewer(Refused):
    """This step of the review belongs to another department."""

    sentence = _("本环节由%(department)s审核，您不能办理。")
    status = 403


class ChangedSinceReview(Refused):
    """The text was changed after it had been reviewed."""

    sentence = _("政策内容在审核后有改动，请重新提交审核。")
