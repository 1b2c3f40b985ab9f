"""What follows from a posting or a change: those invited and those who subscribed are told."""

from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from cms.kernel.errands import RECORDS, errand
from cms.kernel.messages.services import notify
from cms.kernel.models import Party
from marketplace.needs.models import Need, Subscription
from marketplace.needs.states import NeedState


def _listeners(need: Need) -> "list[Party]":
    """Whom the need concerns by type or invitation: never by whether they bid."""
    invited = [one.party for one in need.invitations.select_related("party")]
    if invited:
        return invited
    subscribed = Subscription.objects.filter(service_type=need.service_type).exclude(party=need.owner.party)
    return [one.party for one in subscribed.select_related("party").order_by("pk")]


@errand(queue=RECORDS)
def invite_agencies(need_id: int) -> None:
    """Those invited, or else those subscribed to the service type, know of the need."""
    need = Need.objects.select_related("procurement__owner__party", "procurement__service_type").get(pk=need_id)
    if need.state != NeedState.POSTED:
        return
    is_invited = need.invitations.exists()
    told: dict[str, Any] = {
        "title": need.title,
        "owner": need.owner.party.name,
        "until": date_format(localtime(need.closes_at), "DATETIME_FORMAT"),
    }
    body = (
        _("“%(owner)s”邀请贵单位参加“%(title)s”，报价截止 %(until)s。")
        if is_invited
        else _("“%(owner)s”发布了贵单位订阅事项的需求“%(title)s”，报价截止 %(until)s。")
    )
    link = reverse("marketplace:need", args=[need.pk])
    for party in _listeners(need):
        notify(party=party, subject=_("新需求：%(title)s"), body=body, link=link, **told)


@errand(queue=RECORDS)
def tell_of_amendment(need_id: int) -> None:
    """Those invited or subscribed know that the need was changed."""
    need = Need.objects.select_related("procurement__owner__party", "procurement__service_type").get(pk=need_id)
    until = date_format(localtime(need.closes_at), "DATETIME_FORMAT")
    for party in _listeners(need):
        notify(
            party=party,
            subject=_("需求变更：%(title)s"),
            body=_("“%(title)s”发布了变更公告，报价截止时间为 %(until)s。已报价的可以替换。"),
            link=reverse("marketplace:need", args=[need.pk]),
            title=need.title,
            until=until,
        )
