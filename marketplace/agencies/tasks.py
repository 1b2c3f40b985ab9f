"""What is owed because of events of admissions: the agency, its reviewers and the supervisors are told."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.kernel.access import PERMISSIONS, Act
from cms.kernel.errands import RECORDS, errand
from cms.kernel.messages.services import notify
from cms.kernel.models import Membership, Party, User
from cms.kernel.people.models import MembershipState
from cms.kernel.trail import events_about
from marketplace.agencies.models import Admission, Agency
from marketplace.agencies.states import AgencyState


@errand(queue=RECORDS)
def tell_agency(admission_id: int) -> None:
    """The agency finds a message about where its admission stands."""
    admission = Admission.objects.select_related("agency__party", "service_type").get(pk=admission_id)
    notify(
        party=admission.agency.party,
        subject=_("入驻事项状态变化"),
        body=_("贵机构的“%(service_type)s”入驻状态变为“%(state)s”。%(reason)s"),
        link=reverse("marketplace:my_agency"),
        service_type=admission.service_type.name,
        state=admission.state_label,
        reason=admission.reason,
    )


@errand(queue=RECORDS)
def tell_of_renewal(admission_id: int) -> None:
    """The agency knows whether its new certificates were taken, and why not."""
    admission = Admission.objects.select_related("agency__party", "service_type").get(pk=admission_id)
    told = events_about(admission).filter(name__in=["admission.renewed", "admission.renewal_refused"]).last()
    is_renewed = told is not None and told.name == "admission.renewed"
    notify(
        party=admission.agency.party,
        subject=_("资质续期审核结果：%(service_type)s"),
        body=_("贵机构“%(service_type)s”的续期申请已审核通过。%(reason)s")
        if is_renewed
        else _("贵机构“%(service_type)s”的续期申请未通过，原资格到期前不受影响。%(reason)s"),
        link=reverse("marketplace:my_agency"),
        service_type=admission.service_type.name,
        reason=admission.reason,
    )


def _people(act: Act, party: Party | None = None) -> "QuerySet[User]":
    held = Membership.objects.filter(state=MembershipState.ACTIVE, role__in=PERMISSIONS[act])
    held = held.filter(party=party) if party is not None else held
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk")


@errand(queue=RECORDS)
def remind_reviewers(admission_id: int) -> None:
    """The department's reviewers know that an application is due."""
    admission = Admission.objects.select_related("agency__party", "service_type__department").get(pk=admission_id)
    for reviewer in _people(Act.REVIEW_ADMISSION, admission.service_type.department):
        notify(
            user=reviewer,
            subject=_("入驻审核即将到期：%(agency)s"),
            body=_("“%(agency)s”申请“%(service_type)s”，审核期限为 %(due_on)s，请及时办理。"),
            link=reverse("marketplace:review_admission", args=[admission.pk]),
            agency=admission.agency.party.name,
            service_type=admission.service_type.name,
            due_on=admission.due_on.isoformat(),
        )


@errand(queue=RECORDS)
def escalate_review(admission_id: int) -> None:
    """The supervisors know that a review is overdue, and whose."""
    admission = Admission.objects.select_related("agency__party", "service_type__department").get(pk=admission_id)
    department = admission.service_type.department
    for supervisor in _people(Act.SUPERVISE_MARKET):
        notify(
            user=supervisor,
            subject=_("入驻审核超期：%(department)s"),
            body=_("“%(agency)s”申请“%(service_type)s”，审核期限 %(due_on)s 已过，请督促办理。"),
            link=reverse("marketplace:overdue"),
            department=department.name if department is not None else "",
            agency=admission.agency.party.name,
            service_type=admission.service_type.name,
            due_on=admission.due_on.isoformat(),
        )


@errand(queue=RECORDS)
def warn_of_end(admission_id: int) -> None:
    """The agency knows that its certificates end soon, and that the type is suspended then."""
    admission = Admission.objects.select_related("agency__party", "service_type").get(pk=admission_id)
    notify(
        party=admission.agency.party,
        subject=_("资质即将到期：%(service_type)s"),
        body=_(
            "贵机构“%(service_type)s”的资质将于 %(valid_until)s 到期，到期后该事项自动暂停；"
            "请在到期前凭新证书申请续期，审核期间资格不受影响。"
        ),
        link=reverse("marketplace:my_agency"),
        service_type=admission.service_type.name,
        valid_until=admission.valid_until.isoformat() if admission.valid_until else "",
    )


@errand(queue=RECORDS)
def tell_of_suspension(agency_id: int) -> None:
    """The agency knows that supervision took it out of the market, or that it takes part again, and why."""
    agency = Agency.objects.select_related("party").get(pk=agency_id)
    told = events_about(agency).filter(name__in=["agency.suspended", "agency.restored"]).last()
    is_suspended = agency.state == AgencyState.SUSPENDED
    notify(
        party=agency.party,
        subject=_("已被暂停参加报价") if is_suspended else _("已恢复参加报价"),
        body=_("监督部门已暂停贵机构参加报价，直至恢复。理由：%(reason)s")
        if is_suspended
        else _("贵机构已恢复参加报价。%(reason)s"),
        link=reverse("marketplace:my_agency"),
        reason=str(told.data.get("reason", "")) if told else "",
    )


@errand(queue=RECORDS)
def tell_unconfirmed(agency_id: int) -> None:
    """The agency knows that it takes no part until it confirms its entry."""
    agency = Agency.objects.select_related("party").get(pk=agency_id)
    notify(
        party=agency.party,
        subject=_("未作年度确认，已暂停"),
        body=_("贵机构未在期限内确认本年度入驻信息，暂停参加报价；登录后确认即可恢复。"),
        link=reverse("marketplace:my_agency"),
    )
