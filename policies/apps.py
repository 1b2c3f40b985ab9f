"""The Django app `policies`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PoliciesConfig(AppConfig):
    """App `policies`."""

    name = "policies"
    label = "policies"
    verbose_name = _("惠企政策")
