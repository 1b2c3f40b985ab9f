"""What is refused about guarantees."""

from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused


class OverLegalCap(Refused):
    """A guarantee may not be larger than the law lets it be."""

    sentence = _("金额超过法定上限：不得超过 %(cap)s 元（%(article)s）。")
    status = 422


class EndsTooEarly(Refused):
    """A guarantee covers what it secures to its end."""

    sentence = _("保函有效期至 %(valid)s，早于应当覆盖的 %(needed)s，不予接受。")
    status = 422


class BidsNotOpen(Refused):
    """Before the opening a guarantee would tell who bids."""

    sentence = _("报价开启前不登记投标保证，以免泄露报价单位。")


class NotItsBidder(Refused):
    """A bid bond is a bidder's, a performance bond the winner's."""

    sentence = _("“%(party)s”未参加本项目报价或不是中选机构，不能登记该保证。")
    status = 422
