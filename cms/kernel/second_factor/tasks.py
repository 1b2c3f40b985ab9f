"""What is owed because of events of second factors: the person is told, in case it was somebody else."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.kernel.errands import RECORDS, errand
from cms.kernel.messages.services import notify
from cms.kernel.people.models import User


@errand(queue=RECORDS)
def tell_of_enrolment(user_id: int) -> None:
    """The person knows that their account asks for a second factor from now on."""
    notify(
        user=User.objects.get(pk=user_id),
        subject=_("二次验证已启用"),
        body=_("您的账号已启用二次验证，今后登录须同时验证。如非本人操作，请立即联系系统管理员。"),
        link=reverse("mfa_index"),
    )


@errand(queue=RECORDS)
def tell_of_reset(user_id: int) -> None:
    """The person knows that an administrator reset their second factor."""
    notify(
        user=User.objects.get(pk=user_id),
        subject=_("二次验证已重置"),
        body=_(
            "系统管理员已重置您账号的二次验证，原设备和恢复码已失效，请登录后重新启用。"
            "如您未提出重置，请立即联系系统管理员。"
        ),
        link=reverse("mfa_index"),
    )
