"""The sentences for what can be wrong with a rule or a facts file, and what to do about it."""

from policies.rules.wording.problems.checking import CHECKING
from policies.rules.wording.problems.facts import FACTS
from policies.rules.wording.problems.lints import LINTS
from policies.rules.wording.problems.reading import READING

PROBLEMS = {**READING, **CHECKING, **LINTS, **FACTS}
