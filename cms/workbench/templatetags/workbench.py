"""What the workbench's frame says with."""

from django import template
from django.template import Context

from cms.workbench.navigation import side_groups

register = template.Library()


@register.inclusion_tag("components/side.html", takes_context=True)
def side(context: Context) -> dict[str, object]:
    """The side column for the role one acts under."""
    path = context["request"].path if "request" in context else ""
    return {"groups": side_groups(context.get("membership")), "path": path}
