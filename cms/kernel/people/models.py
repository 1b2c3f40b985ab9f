"""User (a person who logs in), Party (a legal entity by USCC) and Membership (a person's proven role for a party)."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from stdnum.cn import uscc as uscc_number
from stdnum.exceptions import ValidationError as NumberRefused

from cms.kernel.clock import business_now
from cms.kernel.roles import Role
from cms.kernel.states import Moves, Stateful


def validate_uscc(number: str) -> None:
    """Raises ValidationError unless `number` is a social credit code with a right check digit (GB 32100-2015)."""
    try:
        uscc_number.validate(number)
    except NumberRefused as fault:
        raise ValidationError(
            _("统一社会信用代码“%(number)s”不正确，请核对后重新填写。"), params={"number": number}
        ) from fault
    if number != uscc_number.compact(number):
        raise ValidationError(_("统一社会信用代码须为 18 位数字或大写字母，不含空格。"))


class UserManager(BaseUserManager["User"]):
    """Makes users; a user has an e-mail address, a mobile number or both."""

    def create_user(
        self,
        *,
        name: str,
        email: str | None = None,
        mobile: str | None = None,
        password: str | None = None,
        **more: Any,
    ) -> "User":
        """A person who may log in, once a password is set. Raises ValueError without a contact."""
        if not email and not mobile:
            raise ValueError("a user has an e-mail address or a mobile number")
        user = self.model(
            name=name, email=self.normalize_email(email) if email else None, mobile=mobile or None, **more
        )
        if password is None:
            user.set_unusable_password()
        else:
            user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, *, email: str, password: str, name: str = "管理员", **more: Any) -> "User":
        """A technical administrator of the Wagtail admin."""
        return self.create_user(name=name, email=email, password=password, is_superuser=True, **more)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who logs in by e-mail address or mobile number."""

    name = models.CharField(_("姓名"), max_length=60)
    email = models.EmailField(_("电子邮箱"), unique=True, null=True, blank=True)
    mobile = models.CharField(
        _("手机号码"),
        max_length=11,
        unique=True,
        null=True,
        blank=True,
        validators=[RegexValidator(r"^1[3-9]\d{9}$", _("请填写 11 位手机号码。"))],
    )
    is_active = models.BooleanField(_("启用"), default=True)
    joined_at = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("用户")
        verbose_name_plural = _("用户")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email__isnull=False) | models.Q(mobile__isnull=False),
                name="a_user_has_a_contact",
            ),
            models.UniqueConstraint(Lower("email"), name="an_address_is_one_persons_in_any_case"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The person's name."""
        return self.name

    def get_short_name(self) -> str:
        """The person's name."""
        return self.name

    @property
    def is_staff(self) -> bool:
        """Whether third-party admin pages may be shown at all."""
        return self.is_superuser


class PartyKind(models.TextChoices):
    """What a legal entity is."""

    ENTERPRISE = "enterprise", _("企业")
    ORGAN = "organ", _("机关")
    INSTITUTION = "institution", _("事业单位")
    ORGANISATION = "organisation", _("社会组织")
    SOLE_TRADER = "sole_trader", _("个体工商户")


class Party(models.Model):
    """A legal entity by its unified social credit code: enterprise, agency, owner and department alike."""

    uscc = models.CharField(_("统一社会信用代码"), max_length=18, unique=True, validators=[validate_uscc])
    name = models.CharField(_("单位名称"), max_length=200)
    short_name = models.CharField(_("简称"), max_length=60, blank=True)
    name_en = models.CharField(_("英文名称"), max_length=200, blank=True)
    kind = models.CharField(_("单位类型"), max_length=20, choices=PartyKind.choices, default=PartyKind.ENTERPRISE)
    is_department = models.BooleanField(_("县直部门"), default=False)

    objects: "models.Manager[Party]" = models.Manager()

    class Meta:
        verbose_name = _("单位")
        verbose_name_plural = _("单位")

    def __str__(self) -> str:
        """The name in the reader's language, where the unit has one in it."""
        return self.name_en if self.name_en and (get_language() or "").startswith("en") else self.name


class MembershipState(models.TextChoices):
    """The life of a person's role for a party."""

    CLAIMED = "claimed", _("待核验")  # the person says so and has given proof
    ACTIVE = "active", _("有效")  # the proof was accepted
    REFUSED = "refused", _("未通过")  # the proof was not accepted
    CONTESTED = "contested", _("有争议")  # somebody of the party objects; it opens nothing meanwhile
    ENDED = "ended", _("已终止")


MEMBERSHIP_MOVES: Moves = {
    MembershipState.CLAIMED: {MembershipState.ACTIVE, MembershipState.REFUSED},
    MembershipState.ACTIVE: {MembershipState.CONTESTED, MembershipState.ENDED},
    MembershipState.CONTESTED: {MembershipState.ACTIVE, MembershipState.ENDED},
}


class Membership(Stateful):
    """A person's role for a party; it opens doors only while ACTIVE, that is, proven."""

    MOVES = MEMBERSHIP_MOVES
    NOUN = "membership"

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("人员"))
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("单位"))
    role = models.CharField(_("角色"), max_length=20, choices=Role.choices)
    state = models.CharField(_("状态"), max_length=30, choices=MembershipState.choices, default=MembershipState.CLAIMED)
    proof = models.ForeignKey(
        "kernel.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("授权书")
    )
    reason = models.CharField(_("说明"), max_length=300, blank=True)
    claimed_at = models.DateTimeField(_("申请时间"), default=business_now)
    told_at = models.DateTimeField(null=True, blank=True)  # when the person was told, or the house had nothing to tell

    objects: "models.Manager[Membership]" = models.Manager()

    class Meta:
        verbose_name = _("单位经办身份")
        verbose_name_plural = _("单位经办身份")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "party", "role"],
                condition=~models.Q(state__in=[MembershipState.ENDED.value, MembershipState.REFUSED.value]),
                name="one_live_membership_per_person_party_and_role",
            )
        ]
        indexes = [
            models.Index(
                fields=["id"],
                condition=models.Q(state=MembershipState.ACTIVE.value, told_at__isnull=True),
                name="memberships_to_tell",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.party} · {self.get_role_display()}"
