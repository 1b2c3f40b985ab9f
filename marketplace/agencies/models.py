"""Agency, its admission per service type with certificates, and the control relations between parties."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.files.models import StoredFile
from cms.kernel.models import Party
from cms.kernel.states import Stateful
from marketplace.agencies.states import ADMISSION_MOVES, AGENCY_MOVES, AdmissionState, AgencyState
from marketplace.catalogue.models import ServiceType


class Agency(Stateful):
    """A party that offers intermediary services."""

    MOVES = AGENCY_MOVES
    NOUN = "agency"

    party = models.OneToOneField(Party, on_delete=models.PROTECT, related_name="agency", verbose_name=_("单位"))
    state = models.CharField(_("状态"), max_length=30, choices=AgencyState.choices, default=AgencyState.REGISTERED)
    legal_person = models.CharField(_("法定代表人"), max_length=60)
    # A keyed digest of the identity number: two agencies of one person are seen, the number itself is not kept.
    legal_person_digest = models.CharField(max_length=64, blank=True, editable=False)
    # A keyed digest of the settlement account's number: agencies paid on one account are seen, the number is not kept.
    account_digest = models.CharField(max_length=64, blank=True, editable=False)
    contact_name = models.CharField(_("联系人"), max_length=60)
    contact_mobile = models.CharField(_("联系电话"), max_length=20)
    address = models.CharField(_("住所"), max_length=200, blank=True)
    introduction = models.TextField(_("机构简介"), blank=True, max_length=2000)
    registered_at = models.DateTimeField(_("登记时间"))
    # The last year for which it said that its entry is right; what is not confirmed in time is suspended.
    confirmed_year = models.PositiveSmallIntegerField(_("年度确认"), null=True, blank=True)

    objects: "models.Manager[Agency]" = models.Manager()

    class Meta:
        verbose_name = _("中介机构")
        verbose_name_plural = _("中介机构")
        indexes = [models.Index(fields=["contact_mobile"]), models.Index(fields=["legal_person_digest"])]

    def __str__(self) -> str:
        return self.party.name


class Admission(Stateful):
    """An agency's leave to offer one service type, given by the type's department, as long as its certificates hold."""

    MOVES = ADMISSION_MOVES
    NOUN = "admission"

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="admissions", verbose_name=_("中介机构"))
    service_type = models.ForeignKey(
        ServiceType, on_delete=models.PROTECT, related_name="admissions", verbose_name=_("服务事项")
    )
    state = models.CharField(_("状态"), max_length=30, choices=AdmissionState.choices, default=AdmissionState.APPLIED)
    applied_at = models.DateTimeField(_("申请时间"))
    due_on = models.DateField(_("审核期限"))
    decided_at = models.DateTimeField(_("审核时间"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(_("审核意见"), max_length=500, blank=True)
    # When its reviewers were reminded, and when its overdue review was put before the supervisors.
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    escalated_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Since when new certificates lie with the reviewers while the admission stands on the old ones; null: none do.
    renewal_at = models.DateTimeField(_("申请续期时间"), null=True, blank=True)
    # When its agency was told that its certificates end soon.
    warned_at = models.DateTimeField(null=True, blank=True, editable=False)
    valid_until = models.DateField(_("有效期至"), null=True, blank=True, help_text=_("含当日"))

    objects: "models.Manager[Admission]" = models.Manager()

    class Meta:
        verbose_name = _("入驻申请")
        verbose_name_plural = _("入驻申请")
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "service_type"], name="one_admission_per_agency_and_service_type"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=AdmissionState.ADMITTED.value) | models.Q(decided_at__isnull=False),
                name="an_admission_was_decided",
            ),
            models.CheckConstraint(
                condition=models.Q(renewal_at=None)
                | models.Q(state__in=[AdmissionState.ADMITTED.value, AdmissionState.SUSPENDED.value]),
                name="only_what_was_admitted_is_renewed",
            ),
        ]
        indexes = [
            models.Index(fields=["service_type", "state"]),
            models.Index(fields=["state", "due_on"]),
            models.Index(fields=["state", "valid_until"]),
        ]

    def __str__(self) -> str:
        return f"{self.agency} · {self.service_type}"


class Certificate(models.Model):
    """A qualification certificate shown with an application; no longer `is_current` once a later one replaced it."""

    admission = models.ForeignKey(
        Admission, on_delete=models.PROTECT, related_name="certificates", verbose_name=_("入驻申请")
    )
    name = models.CharField(_("证书名称"), max_length=100)
    number = models.CharField(_("证书编号"), max_length=60)
    grade = models.CharField(_("资质等级"), max_length=30, blank=True)
    issuer = models.CharField(_("发证机关"), max_length=100)
    valid_until = models.DateField(_("有效期至"), null=True, blank=True, help_text=_("含当日；长期有效的留空"))
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("证书扫描件")
    )
    is_current = models.BooleanField(_("当前有效"), default=True)
    # Shown for a renewal that was not decided yet.
    is_proposed = models.BooleanField(_("申请续期"), default=False)

    objects: "models.Manager[Certificate]" = models.Manager()

    class Meta:
        verbose_name = _("资质证书")
        verbose_name_plural = _("资质证书")

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


class Professional(models.Model):
    """Somebody whom an agency states among its people, by one certificate; ended, never deleted."""

    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="professionals", verbose_name=_("中介机构")
    )
    name = models.CharField(_("姓名"), max_length=60)
    qualification = models.CharField(_("执业（职业）资格"), max_length=60)
    certificate_number = models.CharField(_("证书编号"), max_length=60)
    valid_until = models.DateField(_("有效期至"), null=True, blank=True, help_text=_("含当日；长期有效的留空"))
    is_registered_here = models.BooleanField(_("现注册在本机构"), default=False)
    stated_on = models.DateField(_("登记日期"))
    # The day since which the statement holds no more; null: it holds.
    ended_on = models.DateField(_("终止日期"), null=True, blank=True)

    objects: "models.Manager[Professional]" = models.Manager()

    class Meta:
        verbose_name = _("专业人员")
        verbose_name_plural = _("专业人员")
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "certificate_number"],
                condition=models.Q(ended_on=None),
                name="an_agency_states_a_certificate_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on=None) | models.Q(ended_on__gte=models.F("stated_on")),
                name="a_statement_ends_after_it_was_made",
            ),
        ]
        indexes = [
            models.Index(
                fields=["certificate_number"], condition=models.Q(ended_on=None), name="professionals_by_certificate"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.qualification}"


class Control(models.Model):
    """`holder` controls or manages `held` (控股、管理关系): the two may not bid for one need."""

    holder = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="controls", verbose_name=_("控制方"))
    held = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="controlled_by", verbose_name=_("被控制方"))
    evidence = models.CharField(_("依据"), max_length=200)

    objects: "models.Manager[Control]" = models.Manager()

    class Meta:
        verbose_name = _("控制关系")
        verbose_name_plural = _("控制关系")
        constraints = [
            models.UniqueConstraint(fields=["holder", "held"], name="a_control_relation_is_stated_once"),
            models.CheckConstraint(condition=~models.Q(holder=models.F("held")), name="nobody_controls_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.holder} → {self.held}"
