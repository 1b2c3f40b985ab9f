"""The form by which an owner names openers."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cms.kernel.models import Membership


class MembershipChoice(forms.ModelMultipleChoiceField[Membership]):
    """People by name, unit and office."""

    def label_from_instance(self, obj: Any) -> str:
        """What stands beside the box."""
        return f"{obj.user.name} · {obj.party.name} · {obj.get_role_display()}"


class OpenersForm(forms.Form):
    """Who opens the need."""

    named = MembershipChoice(label=_("开启人"), queryset=Membership.objects.none(), widget=forms.CheckboxSelectMultiple)
    standby = MembershipChoice(
        label=_("候补开启人"),
        queryset=Membership.objects.none(),
        required=False,
        help_text=_("开启人因故不能到场时接替；发布后不能再增加。"),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, candidates: "QuerySet[Membership]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("named", "standby"):
            cast(MembershipChoice, self.fields[name]).queryset = candidates
