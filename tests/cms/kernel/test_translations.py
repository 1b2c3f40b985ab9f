"""The catalogues follow the sources, keep what people translated, and every kind of fault is found."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from django.core.management import CommandError, call_command

from cms.kernel import translations
from cms.kernel.translations import catalogue_path, disagreements, extract_catalogue, messages_in, problems

CODE = """
from django.utils.translation import gettext_lazy as _, ngettext
TITLE = _("需求 %(name)s")
def count(n): return ngettext("%(n)s 家企业", "%(n)s 家企业", n)
"""
PAGE = """
  {% load i18n %}
<p>{% translate "已截止" %}
    {% blocktranslate with a=b trimmed %}
      您好，{{ a }}！
    {% endblocktranslate %}</p>
"""

Edit = Callable[[str], str]


@pytest.fixture
def wing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one wing, whose code and page speak Chinese."""
    monkeypatch.setattr(translations, "PROJECT", tmp_path)
    monkeypatch.setattr("cms.kernel.management.commands.check_translations.WINGS", ("cms",))
    folder = tmp_path / "cms"
    (folder / "migrations").mkdir(parents=True)
    (folder / "page.html").write_text(PAGE)
    (folder / "code.py").write_text(CODE)
    (folder / "migrations" / "0001_words.py").write_text("_('不收')")
    return folder


def translate(*pairs: tuple[str, str]) -> None:
    """Fill in the catalogue as a translator does, in its file."""
    text = catalogue_path("cms").read_text()
    for source, english in pairs:
        text = text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{english}"')
    text = text.replace('msgstr[0] ""\nmsgstr[1] ""', 'msgstr[0] "one enterprise"\nmsgstr[1] "%(n)s enterprises"')
    catalogue_path("cms").write_text(text)


def translate_all() -> None:
    translate(("需求 %(name)s", "Need %(name)s"), ("已截止", "Closed"), ("您好，%(a)s！", "Hello %(a)s!"))


def test_messages_of_code_and_templates_are_found_and_migrations_left_out(wing: Path) -> None:
    assert {key.text for key in translations.sources("cms")} == {
        "需求 %(name)s",
        "%(n)s 家企业",
        "已截止",
        "您好，%(a)s！",
    }


def test_a_new_catalogue_is_empty_and_a_translated_one_is_complete(wing: Path) -> None:
    extract_catalogue("cms")
    assert len(problems("cms")) == 4
    translate_all()
    assert problems("cms") == []
    call_command("check_translations")


def test_extracting_again_keeps_translations_and_drops_the_dead(wing: Path) -> None:
    extract_catalogue("cms")
    translate_all()
    before = catalogue_path("cms").read_text()
    extract_catalogue("cms")
    assert catalogue_path("cms").read_text() == before
    (wing / "page.html").unlink()
    assert problems("cms") == ["cms: dead: '已截止'", "cms: dead: '您好，%(a)s！'"]
    extract_catalogue("cms")
    assert problems("cms") == []


@pytest.mark.parametrize(
    ("edit", "fault"),
    [
        (lambda text: text.replace("Need %(name)s", "Need %(title)s"), "cms: other placeholders: '需求 %(name)s'"),
        (lambda text: text.replace("%(n)s enterprises", "enterprises"), "cms: other placeholders: '%(n)s 家企业'"),
        (lambda text: text.replace("Closed", "已截止"), "cms: the same as its source: '已截止'"),
        (lambda text: text.replace('msgid "已截止"', '#, fuzzy\nmsgid "已截止"'), "cms: fuzzy: '已截止'"),
    ],
)
def test_a_bad_translation_is_named(wing: Path, edit: Edit, fault: str) -> None:
    extract_catalogue("cms")
    translate_all()
    catalogue_path("cms").write_text(edit(catalogue_path("cms").read_text()))
    assert problems("cms") == [fault]


def test_a_message_missing_from_the_catalogue_fails_the_check(wing: Path) -> None:
    extract_catalogue("cms")
    translate_all()
    (wing / "more.py").write_text('_("新的一句")\n_("An English source")\n')
    assert problems("cms") == [
        "cms: not Chinese: 'An English source' in cms/more.py",
        "cms: missing: '新的一句' in cms/more.py",
        "cms: missing: 'An English source' in cms/more.py",
    ]
    with pytest.raises(CommandError, match="3 problems"):
        call_command("check_translations")


def test_two_translations_of_one_message_are_named() -> None:
    one, other, same = (Catalog(locale="en") for _ in range(3))
    for catalogue, english in ((one, "Number"), (other, "No."), (same, "No.")):
        catalogue.add("序号", english)
    assert disagreements({"cms": other, "policies": same}) == []
    (told,) = disagreements({"cms": one, "policies": other})
    assert told == "two translations: '序号' is 'Number' in cms, 'No.' in policies"


def test_compiling_writes_what_gettext_reads_once(wing: Path) -> None:
    extract_catalogue("cms")
    translate_all()
    (compiled,) = translations.compile_catalogues()
    assert read_mo(BytesIO(compiled.read_bytes())).get("已截止").string == "Closed"
    assert translations.compile_catalogues() == []


def test_percent_signs_and_filters_of_templates_are_read_as_django_reads_them() -> None:
    page = (
        '{{ x|default:_("暂无") }}{% translate "满 50% 即可" context "规则" %}'
        "{% blocktranslate count n=n %}{{ n }} 项{% plural %}{{ n }} 项{% endblocktranslate %}"
    )
    assert list(messages_in(page, is_template=True)) == [
        ("暂无", None, None),
        ("满 50%% 即可", None, "规则"),
        ("%(n)s 项", "%(n)s 项", None),
    ]
