"""Who is in the registry: enterprises, their earlier numbers, accounts, lists and awards; and shared series."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.models import Party
from cms.kernel.money import money_field
from cms.kernel.secrets import EncryptedTextField
from cms.kernel.states import Stateful
from cms.kernel.trail import append_only
from policies.registry.states import ACCOUNT_MOVES, AccountState


class ScaleClass(models.TextChoices):
    """The four classes of 统计上大中小微型企业划分办法(2017); the values are those of the fact `enterprise.scale`."""

    LARGE = "L", _("大型")
    MEDIUM = "M", _("中型")
    SMALL = "S", _("小型")
    MICRO = "Micro", _("微型")


class Enterprise(models.Model):
    """A party that policies may benefit. Its columns are the face of its latest facts, for lists and splits.

    Written only by the importer and `state_facts`; rules read the facts themselves. Empty text: not known.
    """

    party = models.OneToOneField(Party, on_delete=models.PROTECT, related_name="enterprise", verbose_name=_("单位"))
    type = models.CharField(_("主体类型"), max_length=30, default="enterprise")
    licence = models.CharField(_("登记状态"), max_length=20, blank=True)
    registered_region = models.CharField(_("注册地"), max_length=12, blank=True)
    operating_region = models.CharField(_("经营所在地"), max_length=12, blank=True)
    industry = models.CharField(_("所属行业"), max_length=5, blank=True)
    founded_on = models.DateField(_("成立日期"), null=True, blank=True)
    park = models.CharField(_("所在园区"), max_length=100, blank=True)
    declared_scale = models.CharField(_("申报划型"), max_length=5, choices=ScaleClass.choices, blank=True)
    computed_scale = models.CharField(_("测算划型"), max_length=5, choices=ScaleClass.choices, blank=True)

    objects: "models.Manager[Enterprise]" = models.Manager()

    class Meta:
        verbose_name = _("企业")
        verbose_name_plural = _("企业")
        indexes = [
            models.Index(fields=["operating_region"], name="enterprise_by_region"),
            models.Index(fields=["industry"], name="enterprise_by_industry"),
        ]

    def __str__(self) -> str:
        return self.party.name

    @property
    def uscc(self) -> str:
        """The unified social credit code."""
        return self.party.uscc

    @property
    def name(self) -> str:
        """The registered name."""
        return self.party.name


class NumberKind(models.TextChoices):
    """Why an enterprise answers for what happened under another number."""

    FORMER = "former", _("曾用注册号")  # the same legal person before 三证合一 or a renumbering
    PREDECESSOR = "predecessor", _("前身单位")  # restructured into this one: its history counts
    MERGED = "merged", _("被吸收合并单位")  # another legal person merged into this one: a person looks at it


class FormerNumber(models.Model):
    """A number under which earlier awards and facts of an enterprise may be found."""

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="former_numbers")
    number = models.CharField(_("原号码"), max_length=18)
    kind = models.CharField(_("类型"), max_length=20, choices=NumberKind.choices)
    name = models.CharField(_("原名称"), max_length=200, blank=True)
    since = models.DateField(_("变更日期"), null=True, blank=True)

    objects: "models.Manager[FormerNumber]" = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "number"], name="one_entry_per_enterprise_and_number")
        ]
        indexes = [models.Index(fields=["number"], name="former_number")]

    def __str__(self) -> str:
        return self.number


class BankAccount(Stateful):
    """An account an enterprise may be paid to; the number is sealed, its keyed hash finds it again."""

    MOVES = ACCOUNT_MOVES
    NOUN = "bank_account"

    state = models.CharField(_("状态"), max_length=30, choices=AccountState.choices, default=AccountState.UNVERIFIED)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="bank_accounts")
    account_name = models.CharField(_("户名"), max_length=200)
    bank_name = models.CharField(_("开户行"), max_length=200)
    bank_code = models.CharField(_("联行号"), max_length=12, blank=True)
    number = EncryptedTextField(_("账号"))
    number_hash = models.CharField(max_length=64)
    source = models.CharField(_("来源部门"), max_length=20)
    # the department's file it came in, where one brought it
    batch = models.ForeignKey("policies.FactImport", null=True, on_delete=models.PROTECT, related_name="bank_accounts")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    verified_at = models.DateTimeField(_("核实时间"), null=True)

    objects: "models.Manager[BankAccount]" = models.Manager()

    class Meta:
        verbose_name = _("银行账户")
        verbose_name_plural = _("银行账户")
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "number_hash"],
                condition=~models.Q(state=AccountState.RETIRED.value),
                name="an_account_is_kept_once",
            ),
            models.UniqueConstraint(
                fields=["enterprise"],
                condition=models.Q(state=AccountState.VERIFIED.value),
                name="one_verified_account_per_enterprise",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=AccountState.VERIFIED.value) | models.Q(verified_by__isnull=False),
                name="a_verified_account_names_who_verified_it",
            ),
            models.CheckConstraint(
                condition=models.Q(verified_by=None)
                | models.Q(given_by=None)
                | ~models.Q(verified_by=models.F("given_by")),
                name="who_gives_an_account_does_not_verify_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_name} {self.number}"

    @property
    def is_usable(self) -> bool:
        """Whether money may be sent to it: verified, in the registered name."""
        return self.state == AccountState.VERIFIED and self.account_name == self.enterprise.name


class ListMembership(models.Model):
    """An enterprise stands on a dated list (`list.county_50`) from a day, and until a day (exclusive) if one is set."""

    list_code = models.CharField(_("名单"), max_length=60)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="list_memberships")
    valid_from = models.DateField(_("列入日期"))
    valid_until = models.DateField(_("移出日期"), null=True, blank=True)
    source = models.CharField(_("来源部门"), max_length=20)

    objects: "models.Manager[ListMembership]" = models.Manager()

    class Meta:
        verbose_name = _("名单成员")
        verbose_name_plural = _("名单成员")
        constraints = [
            models.UniqueConstraint(
                fields=["list_code", "enterprise", "valid_from"], name="an_enterprise_enters_a_list_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.list_code}: {self.enterprise_id}"


class CatalogueEntry(models.Model):
    """A code (a prefix of an industry, of a product) that a dated catalogue names."""

    catalogue = models.CharField(_("目录"), max_length=60)
    entry = models.CharField(_("代码"), max_length=20)
    valid_from = models.DateField(_("生效日期"))
    valid_until = models.DateField(_("失效日期"), null=True, blank=True)

    objects: "models.Manager[CatalogueEntry]" = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["catalogue", "entry", "valid_from"], name="one_entry_per_catalogue_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.catalogue}: {self.entry}"


class SeriesPoint(models.Model):
    """The value of an outside series (`series.lpr_1y`) in force from a day on."""

    series = models.CharField(_("序列"), max_length=60)
    valid_from = models.DateField(_("生效日期"))
    value = models.DecimalField(_("数值"), max_digits=18, decimal_places=6)
    superseded_at = models.DateTimeField(_("被替代时间"), null=True, blank=True)  # another entry took its place

    objects: "models.Manager[SeriesPoint]" = models.Manager()

    class Meta:
        verbose_name = _("外部数列")
        verbose_name_plural = _("外部数列")
        constraints = [
            models.UniqueConstraint(
                fields=["series", "valid_from"],
                condition=models.Q(superseded_at=None),
                name="one_value_per_series_and_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.valid_from}"


class AwardRecord(models.Model):
    """An award an enterprise received, or answers for: what "首次" and "补差" are judged by."""

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="award_records")
    family = models.CharField(_("政策族"), max_length=80)
    level = models.CharField(_("层级"), max_length=20, blank=True)
    step = models.CharField(_("档次"), max_length=40, blank=True)
    period = models.CharField(_("所属期"), max_length=7, blank=True)
    awarded_on = models.DateField(_("兑现日期"))
    amount = money_field(_("金额"))
    number = models.CharField(_("兑现时号码"), max_length=18)
    through_merger = models.BooleanField(_("被合并单位所得"), default=False)
    source = models.CharField(_("来源部门"), max_length=20)
    # our own grant, when the house itself paid it: each step of it, and once more when it was paid again after the
    # bank gave it back. That a grant is paid once at a time is kept by its state.
    grant_id = models.BigIntegerField(null=True)
    keys = models.JSONField(
        _("所涉人员或凭证"), default=list, blank=True
    )  # what it used up: persons, invoices, machines

    objects: "models.Manager[AwardRecord]" = models.Manager()

    class Meta:
        verbose_name = _("既往兑现")
        verbose_name_plural = _("既往兑现")
        constraints = [
            models.UniqueConstraint(
                fields=["family", "level", "step", "period", "number", "awarded_on"],
                condition=models.Q(grant_id=None),
                name="an_award_told_by_others_is_recorded_once",
            ),
        ]
        indexes = [
            models.Index(fields=["enterprise", "family"], name="awards_of_an_enterprise"),
            models.Index(fields=["grant_id"], name="awards_of_a_grant"),
        ]
        triggers = append_only("award_record")

    def __str__(self) -> str:
        return f"{self.family} {self.awarded_on}"


class AwardRevocation(models.Model):
    """An award that was taken back: the record stays, and rules no longer see it."""

    award = models.OneToOneField(AwardRecord, on_delete=models.PROTECT, related_name="revocation")
    revoked_on = models.DateField(_("追回日期"))
    reason = models.CharField(_("追回理由"), max_length=300)

    objects: "models.Manager[AwardRevocation]" = models.Manager()

    class Meta:
        verbose_name = _("兑现追回")
        verbose_name_plural = _("兑现追回")
        triggers = append_only("award_revocation")

    def __str__(self) -> str:
        return str(self.award)
