"""Wagtail's search backend for Chinese: PostgreSQL's index, fed and asked with words and pairs (cms.search.words)."""

from collections.abc import Iterable
from functools import reduce
from operator import and_, or_
from typing import Any

from django.contrib.postgres.search import SearchQuery
from modelsearch.backends.database.postgres import postgres
from modelsearch.backends.database.postgres.query import Lexeme
from modelsearch.query import Phrase, PlainText

from cms.search.words import index_words, pairs, query_words, ways_to_say


class ChineseIndexer(postgres.ObjectIndexer):
    """Hands PostgreSQL the words of a text instead of the text."""

    def as_vector(self, texts: Iterable[tuple[str, str]], for_autocomplete: bool = False) -> Any:
        """The vector of the texts, each with its weight."""
        cut = [(" ".join(index_words(text)), weight) for text, weight in texts]
        return super().as_vector(cut, for_autocomplete)


postgres.ObjectIndexer = ChineseIndexer  # the index names this class itself and offers no other way in


class ChineseQuery:
    """Every word must be found: as itself, as its pairs (a dictionary may cut otherwise), or by a synonym."""

    LAST_TERM_IS_PREFIX = False

    def build_tsquery_content(self, query: Any, config: str | None = None, invert: bool = False) -> Any:
        """The query as PostgreSQL reads it; None when nothing searchable was typed."""
        if not isinstance(query, PlainText | Phrase):
            return super().build_tsquery_content(query, config=config, invert=invert)  # type: ignore[misc]
        words = query_words(query.query_string)
        if not words:
            return None
        parts = [self.found_by(word, last=word == words[-1], invert=invert) for word in words]
        any_will_do = getattr(query, "operator", "and") == "or"
        return SearchQuery(reduce(or_ if any_will_do else and_, parts), search_type="raw", config=config)

    def found_by(self, word: str, *, last: bool, invert: bool) -> Any:
        """The lexemes by which a word is found."""
        ways = []
        for said in ways_to_say(word):
            ways.append(Lexeme(said, invert=invert, prefix=self.LAST_TERM_IS_PREFIX and last))
            if len(pairs(said)) > 1:
                ways.append(reduce(and_, [Lexeme(pair, invert=invert) for pair in pairs(said)]))
        return reduce(or_, ways)


class ChineseCompiler(ChineseQuery, postgres.PostgresSearchQueryCompiler):
    """Searches."""


class ChineseAutocompleteCompiler(ChineseQuery, postgres.PostgresAutocompleteQueryCompiler):
    """Searches while the last word is still being typed."""

    LAST_TERM_IS_PREFIX = True


class SearchBackend(postgres.PostgresSearchBackend):
    """The backend named in settings; text is cut here, so PostgreSQL only folds case."""

    query_compiler_class = ChineseCompiler
    autocomplete_query_compiler_class = ChineseAutocompleteCompiler

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__({"SEARCH_CONFIG": "simple", **params})
