"""What is wrong with a rule that can be read: errors of kind and shape, and lints, each with its place and remedy."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any, ClassVar

from policies.rules import conditions as c
from policies.rules import expressions as x
from policies.rules.citing import Clauses, citing_lints
from policies.rules.facts import FactDefinition, Grain, Kind, Vocabulary
from policies.rules.lints import lints
from policies.rules.problems import Problem, Severity, pointer
from policies.rules.syntax import Rule
from policies.rules.table_kinds import TableKinds
from policies.rules.vocabulary import VOCABULARY
from policies.rules.wording.terms import KINDS
from policies.rules.writing import share_text


def check(rule: Rule, vocabulary: Vocabulary = VOCABULARY, clauses: Clauses | None = None) -> list[Problem]:
    """Everything wrong with the rule, errors first; a rule without errors can be evaluated on any facts.

    `clauses`: those of the policy's text, where it is at hand; a rule that names another is warned of.
    """
    checker = _Checker(vocabulary, rule.assessed.grain)
    checker.rule(rule)
    errors = list(dict.fromkeys(checker.problems))
    if errors:
        return errors
    return [*lints(rule, vocabulary), *(citing_lints(rule, clauses) if clauses is not None else ())]


def errors_of(rule: Rule, vocabulary: Vocabulary = VOCABULARY) -> list[Problem]:
    """Only what forbids publication."""
    return [problem for problem in check(rule, vocabulary) if problem.severity is Severity.ERROR]


class _Checker(TableKinds):
    """Adds the checks of conditions and of the rule as a whole."""

    CHECKS: ClassVar[dict[type, Callable[[Any, Any, str], None]]] = {}

    def rule(self, rule: Rule) -> None:
        """Checks every part of the rule."""
        if isinstance(rule.who, (c.AllOf, c.AnyOf, c.NoneOf)) and not rule.who.parts:
            self.fault("matches_nobody", pointer("/who", rule.who.TAG))
        else:
            self.condition(rule.who, "/who")
        if rule.amount is not None:
            self.expect(rule.amount, Kind.MONEY, "/amount")
        for index, branch in enumerate(rule.channels.branches):
            self.condition(branch.when, f"/channels/branches/{index}/when")
        for index, review in enumerate(rule.reviews):
            self.condition(review.when, f"/reviews/{index}/when")
        for index, instalment in enumerate(rule.instalments):
            if instalment.when is not None:
                self.condition(instalment.when, f"/instalments/{index}/when")
        if rule.pool is not None and rule.pool.rank_by is not None:
            self.kind(rule.pool.rank_by, "/pool/rank_by")
        self._shares([part.share for part in rule.instalments], "/instalments")
        self._shares([part.share for part in rule.funding], "/funding")
        self._shares([part.share for part in rule.payees], "/payees")

    def _shares(self, shares: list[Fraction], path: str) -> None:
        if shares and (sum(shares) != 1 or min(shares) < 0):
            self.fault("shares_not_whole", path, found=share_text(sum(shares, Fraction())))

    def condition(self, node: c.Condition, path: str) -> None:
        """Checks a condition at `path`."""
        self.CHECKS[type(node)](self, node, pointer(path, node.TAG))

    def _group(self, node: c.AllOf | c.AnyOf | c.NoneOf, path: str) -> None:
        if not node.parts:
            self.fault("empty_group", path)
        for index, part in enumerate(node.parts):
            self.condition(part, pointer(path, index))

    def _compare(self, node: c.Compare, path: str) -> None:
        kind = self.same([(node.left, pointer(path, "left")), (node.right, pointer(path, "right"))], path)
        if kind in (Kind.CODE, Kind.TEXT, Kind.FLAG) and node.word.operator.value not in ("eq", "ne"):
            self.fault("wrong_kind", pointer(path, "is"), wanted="等于", found=node.word)
        self._codes(node.left, (node.right.value,) if isinstance(node.right, x.Code) else (), pointer(path, "right"))

    def _of_codes(self, node: c.OneOf | c.StartsWith, path: str) -> None:
        self.expect(node.of, Kind.CODE, pointer(path, "of"))
        if not node.codes:
            self.fault("no_codes", pointer(path, "codes"))
        if isinstance(node, c.OneOf):
            self._codes(node.of, node.codes, pointer(path, "codes"))

    def _codes(self, of: x.Expression, codes: tuple[str, ...], path: str) -> None:
        """Checks codes against the choices of a fact or field that has a closed set of them."""
        definition: FactDefinition | None = None
        if isinstance(of, x.FactAt):
            definition = self.vocabulary.get(of.code)
        elif isinstance(of, x.Field) and self.line is not None:
            definition = (self.line.fields or {}).get(of.name)
        if definition is not None and definition.choices:
            for code in codes:
                if code not in definition.choices:
                    self.fault(
                        "unknown_code", path, code=code, fact=definition.label, known=", ".join(definition.choices)
                    )

    def _listed(self, node: c.Listed, path: str) -> None:
        self.definition(node.on_list, pointer(path, "on_list"), Kind.LIST)
        self.expect(node.on, Kind.DATE, pointer(path, "on"))

    def _catalogued(self, node: c.Catalogued, path: str) -> None:
        self.expect(node.of, Kind.CODE, pointer(path, "of"))
        self.definition(node.catalogue, pointer(path, "catalogue"), Kind.CATALOGUE)
        self.expect(node.on, Kind.DATE, pointer(path, "on"))

    def _holds(self, node: c.Holds, path: str) -> None:
        self._plain_fact(node.of, path, Kind.FLAG)

    def _known(self, node: c.Known, path: str) -> None:
        if not node.facts:
            self.fault("empty_group", path)
        for index, fact in enumerate(node.facts):
            self._plain_fact(fact, pointer(path, index))

    def _plain_fact(self, fact: x.FactAt, path: str, wanted: Kind | None = None) -> None:
        kind = self.FINDERS[x.FactAt](self, fact, path)
        if kind is not None and wanted is not None and kind is not wanted:
            self.fault("wrong_kind", path, wanted=KINDS[wanted], found=KINDS[kind])

    def _pairs_hold(self, node: c.PairsHold, path: str) -> None:
        self.tests(node.measures, [row.tests for row in node.rows], path)

    def _awarded(self, node: c.Awarded, path: str) -> None:
        if node.within is not x.Within.EVER:
            self.assessed_needed(pointer(path, "within"))

    def _first_ever(self, node: c.FirstEver, path: str) -> None:
        outer, self.line = self.line, self.definition(node.of, pointer(path, "of"), Kind.ITEMS)
        if self.line is not None:
            field = self.field(node.date_field, pointer(path, "date_field"))
            if field is not None and field.kind is not Kind.DATE:
                self.fault("wrong_kind", pointer(path, "date_field"), wanted=KINDS[Kind.DATE], found=KINDS[field.kind])
        self.line = outer
        self.reach(node.period, pointer(path, "period"))

    def _assessing(self, node: c.Assessing, path: str) -> None:
        self.assessed_needed(path)
        for index, period in enumerate(node.periods):
            self.reach(period, pointer(path, index))
            if period.grain is not self.assessed and self.assessed is not Grain.NONE:
                self.fault("not_a_period", pointer(path, index), found=period)


_Checker.CHECKS.update(
    {
        c.AllOf: _Checker._group,
        c.AnyOf: _Checker._group,
        c.NoneOf: _Checker._group,
        c.Compare: _Checker._compare,
        c.OneOf: _Checker._of_codes,
        c.StartsWith: _Checker._of_codes,
        c.Listed: _Checker._listed,
        c.Catalogued: _Checker._catalogued,
        c.Holds: _Checker._holds,
        c.Known: _Checker._known,
        c.PairsHold: _Checker._pairs_hold,
        c.Awarded: _Checker._awarded,
        c.FirstEver: _Checker._first_ever,
        c.Assessing: _Checker._assessing,
    }
)
