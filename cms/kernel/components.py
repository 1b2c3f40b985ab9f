"""Components: ``{% show "timeline" steps=steps %}`` and, with a body, ``{% component "notice" %}…{% endcomponent %}``.

A component is the template ``components/NAME.html``. It sees its arguments, ``body`` (what stands between the tags) and
one variable per ``{% fill "name" %}…{% endfill %}``; of the page it sees only what SHARED names.
"""

from django.template import Context, Library, Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.utils.safestring import SafeString

SHARED = ("request", "csrf_token", "now", "user", "membership")


class Fill(Node):
    """A named piece of a component's content; it renders nothing where it stands."""

    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name = name
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """Nothing: the component asks for the piece by name."""
        return SafeString("")


class Component(Node):
    """A template of ``components/`` wrapped around what stands between the tags."""

    def __init__(self, name: FilterExpression, arguments: dict[str, FilterExpression], nodelist: NodeList) -> None:
        self.name = name
        self.arguments = arguments
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """The component's template, given its arguments, its body and its fills."""
        values: dict[str, object] = {key: value.resolve(context) for key, value in self.arguments.items()}
        for node in self.nodelist:
            if isinstance(node, Fill):
                values[node.name] = node.nodelist.render(context)
        if self.nodelist:
            values["body"] = self.nodelist.render(context)
        if context.template is None:
            raise TemplateSyntaxError("a component needs a template engine")
        template = context.template.engine.get_template(f"components/{self.name.resolve(context)}.html")
        shared = {name: context[name] for name in SHARED if name in context}
        return template.render(context.new(shared | values))


def parse_head(parser: Parser, token: Token) -> tuple[FilterExpression, dict[str, FilterExpression]]:
    """The component's name and its arguments; raises TemplateSyntaxError when they are not key=value."""
    tag, *bits = token.split_contents()
    if not bits:
        raise TemplateSyntaxError(f"{tag} needs the component's name")
    name, rest = parser.compile_filter(bits[0]), bits[1:]
    arguments = token_kwargs(rest, parser)
    if rest:
        raise TemplateSyntaxError(f"{tag}: write arguments as key=value, not {rest[0]!r}")
    return name, arguments


def parse_component(parser: Parser, token: Token) -> Component:
    """Read ``{% component NAME key=value … %} … {% endcomponent %}``."""
    name, arguments = parse_head(parser, token)
    nodelist = parser.parse(("endcomponent",))
    parser.delete_first_token()
    return Component(name, arguments, nodelist)


def parse_show(parser: Parser, token: Token) -> Component:
    """Read ``{% show NAME key=value … %}``: a component without a body."""
    name, arguments = parse_head(parser, token)
    return Component(name, arguments, NodeList())


def parse_fill(parser: Parser, token: Token) -> Fill:
    """Read ``{% fill "name" %} … {% endfill %}``."""
    bits = token.split_contents()
    if len(bits) != 2:
        raise TemplateSyntaxError("fill takes one name")
    nodelist = parser.parse(("endfill",))
    parser.delete_first_token()
    return Fill(bits[1].strip("\"'"), nodelist)


class Capture(Node):
    """What stands between the tags, kept under a name instead of shown, so that it can be shown twice or not at all."""

    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name = name
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """Nothing; the name now holds the text, empty when there was only white space."""
        text = self.nodelist.render(context)
        context[self.name] = text if text.strip() else SafeString("")
        return SafeString("")


def parse_capture(parser: Parser, token: Token) -> Capture:
    """Read ``{% capture name %} … {% endcapture %}``."""
    bits = token.split_contents()
    if len(bits) != 2:
        raise TemplateSyntaxError("capture takes one name")
    nodelist = parser.parse(("endcapture",))
    parser.delete_first_token()
    return Capture(bits[1], nodelist)


def register_components(register: Library) -> None:
    """Give a tag library the tags."""
    register.tag("show", parse_show)
    register.tag("capture", parse_capture)
    register.tag("component", parse_component)
    register.tag("fill", parse_fill)
