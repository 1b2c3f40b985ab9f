"""Subscription (tell me when we become eligible), Telling (who was told, once), Call (for the one fact lacking)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.models import Message
from policies.catalogue.models import Policy, Version
from policies.matching.models import Match
from policies.registry.models import Enterprise


class Subscription(models.Model):
    """A person's wish to be told once an enterprise they act for becomes eligible: under one policy, or under any.

    `language`: the one in which the wish was made, and in which its mail is written.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="eligibility_wishes")
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="subscriptions")
    policy = models.ForeignKey(
        Policy, null=True, on_delete=models.PROTECT, related_name="subscriptions", verbose_name=_("政策")
    )
    language = models.CharField(_("提醒语言"), max_length=10, default="zh-hans")
    begun_at = models.DateTimeField(_("订阅时间"))
    ended_at = models.DateTimeField(_("退订时间"), null=True)

    objects: "models.Manager[Subscription]" = models.Manager()

    class Meta:
        verbose_name = _("订阅提醒")
        verbose_name_plural = _("订阅提醒")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "enterprise", "policy"],
                condition=models.Q(ended_at=None),
                nulls_distinct=False,
                name="a_policy_is_subscribed_to_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.enterprise}: {self.policy or '*'}"


class Telling(models.Model):
    """That a person knows of an enterprise's eligibility under a policy for a period.

    `message` is null for what the person could see already when they subscribed: nobody is told of it again.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="+", db_index=False)
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(_("所属期"), max_length=7, blank=True)
    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="+")
    message = models.OneToOneField(Message, null=True, on_delete=models.PROTECT, related_name="+")
    known_at = models.DateTimeField(_("告知时间"))

    objects: "models.Manager[Telling]" = models.Manager()

    class Meta:
        verbose_name = _("符合提醒")
        verbose_name_plural = _("符合提醒")
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "policy", "period", "user"], name="an_eligibility_is_told_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.policy_id} {self.period}: {self.user_id}"


class Call(models.Model):
    """A department asks every enterprise that lacks just one fact under a version for it; `fact`: its code.

    `told_count` is null until the enterprises have their messages.
    """

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="calls", verbose_name=_("政策版本"))
    fact = models.CharField(_("所缺数据"), max_length=80)
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField(_("通知时间"))
    told_count = models.PositiveIntegerField(_("通知企业"), null=True)

    objects: "models.Manager[Call]" = models.Manager()

    class Meta:
        verbose_name = _("补资料通知")
        verbose_name_plural = _("补资料通知")

    def __str__(self) -> str:
        return f"{self.version}: {self.fact}"


class CallLine(models.Model):
    """One enterprise that was asked for the fact; under one version it is asked for it once."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="lines")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+", db_index=False)
    fact = models.CharField(_("所缺数据"), max_length=80)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="+", verbose_name=_("企业"))

    objects: "models.Manager[CallLine]" = models.Manager()

    class Meta:
        verbose_name = _("补资料企业")
        verbose_name_plural = _("补资料企业")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "fact", "enterprise"], name="an_enterprise_is_asked_for_a_fact_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.enterprise_id}: {self.fact}"
