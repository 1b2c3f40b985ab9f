"""What the body of a page is made of."""

from collections.abc import Sequence
from uuid import NAMESPACE_OID, uuid5

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.rich_text import RichText, get_text_for_indexing

PLAIN_FEATURES = ["bold", "ol", "ul", "link", "document-link"]


class TextStream(blocks.StreamBlock):
    """Headings and paragraphs, in the order they are read."""

    heading = blocks.CharBlock(label=_("小标题"), max_length=120, icon="title")
    paragraph = blocks.RichTextBlock(label=_("段落"), features=PLAIN_FEATURES, icon="pilcrow")

    class Meta:
        required = False
        template = "pages/blocks/text.html"


class QuestionsStream(blocks.StreamBlock):
    """What people ask about a policy, each with its answer in both languages; without the English, in Chinese."""

    question = blocks.StructBlock(
        [
            ("question", blocks.CharBlock(label=_("问题"), max_length=200)),
            ("answer", blocks.RichTextBlock(label=_("解答"), features=PLAIN_FEATURES)),
            ("question_en", blocks.CharBlock(label=_("问题（英文）"), max_length=300, required=False)),
            ("answer_en", blocks.RichTextBlock(label=_("解答（英文）"), features=PLAIN_FEATURES, required=False)),
        ],
        label=_("问答"),
        icon="help",
        template="pages/blocks/question.html",
    )

    class Meta:
        required = False


class AttachmentsStream(blocks.StreamBlock):
    """Files that belong to a policy, each under the name it is handed out by."""

    attachment = blocks.StructBlock(
        [
            ("file", DocumentChooserBlock(label=_("文件"))),
            ("name", blocks.CharBlock(label=_("附件名称"), max_length=120, required=False)),
        ],
        label=_("附件"),
        icon="doc-full",
    )

    class Meta:
        required = False


def plain_text(stream: blocks.StreamValue) -> str:
    """What a reader reads of the stream, one line a block: this is what a version freezes and hashes."""
    lines = (
        get_text_for_indexing(block.value.source) if isinstance(block.value, RichText) else str(block.value)
        for block in stream
    )
    return "\n".join(line.strip() for line in lines if line.strip())


def stream_of(text: str) -> list[dict[str, object]]:
    """Raw stream data of a plain text: a line that begins with ``# `` is a heading, any other a paragraph.

    A line that stands in two texts is the same block in both, so that drafts compared show what changed and no more.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [
        {"type": "heading", "value": line.removeprefix("# "), "id": name}
        if line.startswith("# ")
        else {"type": "paragraph", "value": f"<p>{escaped(line)}</p>", "id": name}
        for line, name in zip(lines, names_of(lines), strict=True)
    ]


def names_of(lines: Sequence[str]) -> list[str]:
    """By line a name that is made from its words, and from how many of the same stand before it."""
    return [str(uuid5(NAMESPACE_OID, f"{lines[:at].count(line)} {line}")) for at, line in enumerate(lines)]


def escaped(text: str) -> str:
    """The text as HTML text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
