"""What follows from a posting or a change: those invited and those who subscribed are told."""

from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from cms.kernel.access import PERMISSIONS, Act
from cms.kernel.errands import RECORDS, errand
from cms.kernel.messages.services import notify
from cms.kernel.models import Membership, Party, User
from cms.kernel.people.models import MembershipState
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
def tell_of_objection(need_id: int) -> None:
    """The owner knows that its documents were objected to, and by when to answer."""
    need = Need.objects.select_related("procurement__owner__party").get(pk=need_id)
    objection = need.questions.filter(is_objection=True).order_by("-pk")[0]
    notify(
        party=need.owner.party,
        subject=_("收到对采购文件的异议：%(title)s"),
        body=_("“%(title)s”的采购文件收到异议，请在 %(due)s 前答复。"),
        link=reverse("marketplace:need", args=[need.pk]),
        title=need.title,
        due=objection.due_on.isoformat() if objection.due_on else "",
    )


@errand(queue=RECORDS)
def report_late_answer(need_id: int) -> None:
    """The supervisors know whose answer to an objection is past its day."""
    need = Need.objects.select_related("procurement__owner__party").get(pk=need_id)
    held = Membership.objects.filter(state=MembershipState.ACTIVE, role__in=PERMISSIONS[Act.SUPERVISE_MARKET])
    for supervisor in User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk"):
        notify(
            user=supervisor,
            subject=_("异议逾期未答复：%(title)s"),
            body=_("“%(owner)s”逾期未答复对“%(title)s”采购文件的异议，请督促办理。"),
            link=reverse("marketplace:need", args=[need.pk]),
            owner=need.owner.party.name,
            title=need.title,
        )


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
