"""Refusals: acts the house does not do, each named by what is wrong and carrying a sentence for the person."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.kernel.display import semicolon_text

Sentence = str | Promise


class Refused(Exception):
    """An act that was refused and changed nothing.

    `sentence` is what the person reads, with named `%(x)s` parameters given to the constructor;
    `who_can` says who can do it instead, or when; `status` is the HTTP status of the page.
    """

    sentence: Sentence = _("当前不能进行此操作。")
    who_can: Sentence = ""
    status = 409

    def __init__(self, sentence: Sentence | None = None, **params: Any) -> None:
        if sentence is not None:
            self.sentence = sentence
        self.params = params
        super().__init__(params)

    @property
    def code(self) -> str:
        """The refusal's name for machines: the class name in snake case."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()

    def __str__(self) -> str:
        return str(self.sentence) % self.params if self.params else str(self.sentence)

    def remedy(self) -> str:
        """Who can do it, or when; empty when nobody can."""
        return str(self.who_can) % self.params if self.params else str(self.who_can)


class WrongState(Refused):
    """The thing is not in a state from which this move exists."""

    sentence = _("%(noun)s当前状态为“%(state)s”，不能进行此操作。")


class NotAllowed(Refused):
    """The person holds no role that may do this, or not for this party."""

    sentence = _("您没有进行此操作的权限。")
    status = 403


class SamePersonTwice(Refused):
    """Two steps that need two people were attempted by one."""

    sentence = _("同一人不能办理两个环节，请由其他人员办理。")
    status = 403


class FieldsRefused(Refused):
    """What was entered cannot be accepted; `fields` maps each field's name to its sentences."""

    sentence = _("填写的内容有误，请按提示修改。")
    status = 422

    def __init__(self, fields: Mapping[str, Sequence[Sentence]]) -> None:
        super().__init__()
        self.fields = {name: list(sentences) for name, sentences in fields.items()}

    def __str__(self) -> str:
        told = [str(sentence) for sentences in self.fields.values() for sentence in sentences]
        return semicolon_text().join(told) or str(self.sentence)
