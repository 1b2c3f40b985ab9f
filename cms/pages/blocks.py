"""What the body of a page is made of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText, get_text_for_indexing

PLAIN_FEATURES = ["bold", "ol", "ul", "link", "document-link"]


class TextStream(blocks.StreamBlock):
    """Headings and paragraphs, in the order they are read."""

    heading = blocks.CharBlock(label=_("小标题"), max_length=120, icon="title")
    paragraph = blocks.RichTextBlock(label=_("段落"), features=PLAIN_FEATURES, icon="pilcrow")

    class Meta:
        required = False
        template = "pages/blocks/text.html"


def plain_text(stream: blocks.StreamValue) -> str:
    """What a reader reads of the stream, one line a block: this is what a version freezes and hashes."""
    lines = (
        get_text_for_indexing(block.value.source) if isinstance(block.value, RichText) else str(block.value)
        for block in stream
    )
    return "\n".join(line.strip() for line in lines if line.strip())


def stream_of(text: str) -> list[dict[str, object]]:
    """Raw stream data of a plain text: a line that begins with ``# `` is a heading, any other a paragraph."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [
        {"type": "heading", "value": line.removeprefix("# ")}
        if line.startswith("# ")
        else {"type": "paragraph", "value": f"<p>{escaped(line)}</p>"}
        for line in lines
    ]


def escaped(text: str) -> str:
    """The text as HTML text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
