"""The kernel as a Django app; it puts the house's wiring in force once every app is ready."""

from importlib import import_module

from django import forms
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KernelConfig(AppConfig):
    """App `kernel`."""

    name = "cms.kernel"
    label = "kernel"
    verbose_name = _("基础")

    def ready(self) -> None:
        """Registers the checks, puts what becomes of second factors on the trail, and says what is wanted of a field.

        Django's own Chinese for a field left empty is no sentence; every form of the house and of the admin says ours.
        """
        forms.Field.default_error_messages["required"] = _("请填写此项。")
        import_module("cms.kernel.checks")
        import_module("cms.kernel.second_factor.services")
