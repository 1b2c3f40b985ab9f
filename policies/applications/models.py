"""Application, and what lies in its file: facts the enterprise states, papers, corrections, opinions, scores."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.files.models import StoredFile
from cms.kernel.models import Party
from cms.kernel.money import money_field
from cms.kernel.secrets import EncryptedTextField
from cms.kernel.states import Stateful
from cms.kernel.trail import append_only
from policies.applications.states import APPLICATION_MOVES, OPEN, ApplicationState
from policies.catalogue.models import Policy, Version
from policies.catalogue.states import Channel
from policies.grants.models import Grant
from policies.matching.models import Match
from policies.registry.models import BankAccount, Enterprise, ScaleClass


class Application(Stateful):
    """One enterprise asks for one benefit of one period, by the channel that is open to it.

    `round` counts how often it was handed in; `estimate` is what the rule gave at the last time. Where the benefit is
    given once a project, the enterprise names it, and its number is part of `scope_key`. The department has until
    `decide_until`, that is `counted_days` working days after `counted_from`; a returned one is corrected until
    `correct_until`, counted from the same day, and `counted_days` are those the department has left. `match` is the
    frozen verdict, `grant` what came of it. `score` is the mean of the reviewers' points where the policy ranks; equal
    scores share a `place`.
    """

    MOVES = APPLICATION_MOVES
    NOUN = "application"

    state = models.CharField(_("状态"), max_length=30, choices=ApplicationState.choices, default=ApplicationState.DRAFT)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="applications", verbose_name=_("政策"))
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="applications", verbose_name=_("政策"))
    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, related_name="applications", verbose_name=_("企业")
    )
    channel = models.CharField(_("兑现方式"), max_length=20, choices=Channel.choices)
    scope_key = models.CharField(max_length=80)
    period = models.CharField(_("所属期"), max_length=7, blank=True)
    project_number = models.CharField(_("项目代码"), max_length=40, blank=True)
    project_name = models.CharField(_("申报项目名称"), max_length=120, blank=True)
    round = models.PositiveSmallIntegerField(_("提交次数"), default=0)
    estimate = money_field(_("测算金额"), null=True)
    account = models.ForeignKey(
        BankAccount, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("收款账户")
    )
    scale = models.CharField(_("企业划型"), max_length=5, choices=ScaleClass.choices, blank=True)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(_("填写时间"))
    submitted_at = models.DateTimeField(_("提交时间"), null=True)
    counted_from = models.DateField(_("期限起算日"), null=True)
    counted_days = models.PositiveSmallIntegerField(_("办理天数（工作日）"), null=True)
    decide_until = models.DateTimeField(_("办理截止"), null=True)
    correct_until = models.DateTimeField(_("补正截止"), null=True)
    reminded_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(_("超期报送时间"), null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("办结时间"), null=True)
    reason = models.CharField(_("办理意见"), max_length=1000, blank=True)
    score = models.DecimalField(_("平均分"), max_digits=6, decimal_places=2, null=True)
    place = models.PositiveIntegerField(_("名次"), null=True)
    match = models.OneToOneField(Match, null=True, on_delete=models.PROTECT, related_name="application")
    grant = models.OneToOneField(Grant, null=True, on_delete=models.PROTECT, related_name="application")

    objects: "models.Manager[Application]" = models.Manager()

    class Meta:
        verbose_name = _("申报件")
        verbose_name_plural = _("申报件")
        constraints = [
            models.UniqueConstraint(
                fields=["policy", "scope_key", "period"],
                condition=models.Q(state__in=[state.value for state in OPEN]),
                name="one_open_application_per_benefit_scope_and_period",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ApplicationState.GRANTED.value)
                | models.Q(grant__isnull=False, match__isnull=False),
                name="what_is_granted_has_a_grant_and_its_verdict",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ApplicationState.SUBMITTED.value) | models.Q(decide_until__isnull=False),
                name="what_is_handed_in_has_a_last_day",
            ),
        ]
        indexes = [
            models.Index(fields=["enterprise", "-id"], name="applications_of_an_enterprise"),
            models.Index(
                fields=["decide_until"],
                condition=models.Q(state=ApplicationState.SUBMITTED.value),
                name="applications_to_decide",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version.title_zh}: {self.enterprise}"


class DeclaredFact(models.Model):
    """A fact that the state does not hold and the enterprise states itself; it never enters the registry.

    `value` is in stored form (money in fen; persons as keyed hashes), `text` what was typed, whole: the enterprise
    finds it in its form again, officers read it with the numbers of persons masked. `checked_by`: the officer who
    compared it with its paper.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="facts")
    code = models.CharField(_("数据项"), max_length=80)
    period = models.CharField(_("所属期"), max_length=7, blank=True)
    value = models.JSONField(_("申报值"))
    text = EncryptedTextField(_("填报内容"))
    evidence = models.ForeignKey(
        StoredFile, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("证明材料")
    )
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    stated_on = models.DateField(_("申报日期"))
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(_("核实时间"), null=True)

    objects: "models.Manager[DeclaredFact]" = models.Manager()

    class Meta:
        verbose_name = _("企业申报数据")
        verbose_name_plural = _("企业申报数据")
        constraints = [models.UniqueConstraint(fields=["application", "code", "period"], name="a_fact_is_stated_once")]

    def __str__(self) -> str:
        return f"{self.code}[{self.period}]" if self.period else self.code


class Paper(models.Model):
    """A paper handed in for one that the policy names; of several the latest counts."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="papers")
    code = models.CharField(_("材料"), max_length=20)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(_("上传时间"))

    objects: "models.Manager[Paper]" = models.Manager()

    class Meta:
        verbose_name = _("申报材料")
        verbose_name_plural = _("申报材料")
        triggers = append_only("paper")

    def __str__(self) -> str:
        return f"{self.application_id}: {self.code}"


class Correction(models.Model):
    """What the department wants corrected in one field of the form, and why."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="corrections")
    round = models.PositiveSmallIntegerField(_("第几次提交"))
    field = models.CharField(_("栏目"), max_length=100)
    reason = models.CharField(_("补正要求"), max_length=500)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("提出时间"))

    objects: "models.Manager[Correction]" = models.Manager()

    class Meta:
        verbose_name = _("补正要求")
        verbose_name_plural = _("补正要求")
        constraints = [
            models.UniqueConstraint(fields=["application", "round", "field"], name="one_correction_per_round_and_field")
        ]
        triggers = append_only("correction")

    def __str__(self) -> str:
        return self.reason


class Opinion(models.Model):
    """What a co-department says of an application in one round, until `answer_until`; not given while `given_at` is
    null."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="opinions")
    round = models.PositiveSmallIntegerField(_("第几次提交"))
    department = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("配合部门"))
    asked_at = models.DateTimeField(_("征求时间"))
    answer_until = models.DateTimeField(_("出具期限"), null=True)
    escalated_at = models.DateTimeField(_("超期报送时间"), null=True)
    agrees = models.BooleanField(_("是否同意"), null=True)
    text = models.CharField(_("意见"), max_length=1000, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(_("出具时间"), null=True)

    objects: "models.Manager[Opinion]" = models.Manager()

    class Meta:
        verbose_name = _("部门意见")
        verbose_name_plural = _("部门意见")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "round", "department"], name="one_opinion_per_round_and_department"
            ),
            models.CheckConstraint(
                condition=models.Q(given_at__isnull=True)
                | models.Q(agrees__isnull=False, given_by__isnull=False) & ~models.Q(text=""),
                name="an_opinion_given_says_yes_or_no_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.department}"


class Score(models.Model):
    """The points that one named reviewer gives an application, 0 to 100; not given while `given_at` is null.

    One that the department gave back, for `given_back_reason`, is given anew; what it was before stays in the trail.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="scores")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("评审专家")
    )
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField(_("指定时间"))
    points = models.DecimalField(_("得分"), max_digits=5, decimal_places=2, null=True)
    comment = models.CharField(_("评审意见"), max_length=1000, blank=True)
    given_at = models.DateTimeField(_("评分时间"), null=True)
    given_back_at = models.DateTimeField(_("退回重评时间"), null=True)
    given_back_reason = models.CharField(_("退回重评理由"), max_length=500, blank=True)

    objects: "models.Manager[Score]" = models.Manager()

    class Meta:
        verbose_name = _("专家评分")
        verbose_name_plural = _("专家评分")
        constraints = [
            models.UniqueConstraint(fields=["application", "reviewer"], name="a_reviewer_scores_an_application_once"),
            models.CheckConstraint(
                condition=models.Q(points__isnull=True) | models.Q(points__gte=0, points__lte=100),
                name="points_lie_between_0_and_100",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.reviewer}"
