"""The Django app `marketplace`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MarketplaceConfig(AppConfig):
    """App `marketplace`."""

    name = "marketplace"
    label = "marketplace"
    verbose_name = _("中介超市")
