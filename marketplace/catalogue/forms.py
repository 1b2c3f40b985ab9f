"""Forms of the service catalogue."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.kernel.models import Party
from marketplace.catalogue.models import ServiceType
from marketplace.catalogue.services import CatalogueRow


class DepartmentForm(forms.Form):
    """Which department is competent."""

    department = forms.ModelChoiceField(
        label=_("行业主管部门"), queryset=Party.objects.filter(is_department=True).order_by("name")
    )


class ServiceTypeForm(DepartmentForm):
    """A new service type; a category of a new name is opened with it."""

    category = forms.CharField(
        label=_("服务类别"), max_length=60, help_text=_("填写已有类别的名称；新名称即新设类别。")
    )
    category_en = forms.CharField(label=_("类别英文名称"), max_length=100, required=False)
    name = forms.CharField(label=_("服务事项"), max_length=60)
    name_en = forms.CharField(label=_("英文名称"), max_length=120, required=False)
    field_order = ("category", "category_en", "name", "name_en", "department")

    def clean_name(self) -> str:
        """A name the catalogue does not have yet."""
        name: str = self.cleaned_data["name"]
        if ServiceType.objects.filter(name=name).exists():
            raise forms.ValidationError(_("目录中已有该服务事项。"))
        return name

    def row(self) -> CatalogueRow:
        """The line of the catalogue."""
        return CatalogueRow(**self.cleaned_data)
