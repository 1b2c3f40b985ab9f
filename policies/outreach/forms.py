"""Asking to be told: under which policy."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from policies.catalogue.models import Policy
from policies.catalogue.queries import live_versions


class WishForm(forms.Form):
    """One policy in force, or none for all of them."""

    policy = forms.ModelChoiceField(
        label=_("政策"), required=False, queryset=Policy.objects.none(), empty_label=_("全部政策")
    )

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        chosen = cast("forms.ModelChoiceField[Policy]", self.fields["policy"])
        chosen.queryset = Policy.objects.filter(pk__in=live_versions().values("policy"))
