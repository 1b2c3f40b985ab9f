"""What follows from an award: winner and bidders are told."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.kernel.errands import RECORDS, errand
from cms.kernel.messages.services import notify
from marketplace.awards.models import Award
from marketplace.bidding.queries import opened_bids


@errand(queue=RECORDS)
def announce_award(need_id: int) -> None:
    """The winner knows it won and what to do next; the other bidders know the result."""
    award = Award.objects.select_related("need__procurement", "party").filter(need=need_id).order_by("-pk").first()
    if award is None or award.is_ended:
        return  # ended before anybody was told: its successor will be announced
    link = reverse("marketplace:award", args=[award.pk])
    named: dict[str, Any] = {
        "title": award.need.title,
        "winner": award.party.name,
        "price": f"{award.price.amount:,.2f}",
    }
    for bid in opened_bids(award.need):
        if bid.party_id == award.party_id:
            notify(
                party=bid.party,
                subject=_("中选通知：%(title)s"),
                body=_("贵单位中选“%(title)s”，中选价 %(price)s 元。请及时与业主单位签订合同。"),
                link=link,
                **named,
            )
        else:
            notify(
                party=bid.party,
                subject=_("选取结果：%(title)s"),
                body=_("“%(title)s”由%(winner)s中选，中选价 %(price)s 元。"),
                link=link,
                **named,
            )
