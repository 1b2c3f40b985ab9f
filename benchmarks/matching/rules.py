"""A hundred rules of 6 to 11 conditions out of 74 distinct ones, each in the words of every peer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from benchmarks.matching.county import COUNTS, FLAGS, INDUSTRIES, MONEY, RATIOS, REGIONS, SCALES
from policies.rules.reading import rule_from_json
from policies.rules.syntax import Rule

CAP_FEN = 100_000_000
PLACES = {"money": 100, "ratio": 1_000_000, "count": 1}


@dataclass(frozen=True)
class Test:
    """One condition: a number at least or below a bound, a flag that is or is not set, a code among some."""

    kind: str
    column: str
    value: Any

    def tree(self) -> dict[str, Any]:
        """In the rule language."""
        fact: dict[str, Any] = {"fact": self.column}
        if self.kind == "flag":
            return {"holds": self.column} if self.value else {"none": [{"holds": self.column}]}
        if self.kind == "codes":
            return {"one_of": {"of": fact, "codes": list(self.value)}}
        unit, word, bound = self.value
        tag = {"money": "yuan", "ratio": "ratio", "count": "number"}[unit]
        whole, rest = divmod(bound, PLACES[unit])
        text = f"{whole}.{rest:0{len(str(PLACES[unit])) - 1}}" if rest else str(whole)
        return {"compare": {"left": fact, "is": {">=": "以上", "<": "不足"}[word], "right": {tag: text}}}

    def sql(self) -> str:
        """In SQL; null is unknown there as here."""
        column = f'"{self.column}"'
        if self.kind == "flag":
            return column if self.value else f"NOT {column}"
        if self.kind == "codes":
            return f"{column} IN ({', '.join(repr(code) for code in self.value)})"
        return f"{column} {self.value[1]} {self.value[2]}"

    def zen(self) -> str:
        """In the expression language of zen-engine, over names without dots and brackets."""
        name = plain(self.column)
        if self.kind == "flag":
            return f"{name} == {str(self.value).lower()}"
        if self.kind == "codes":
            return f"{name} in {list(self.value)!r}"
        return f"{name} != null and {name} {self.value[1]} {self.value[2]}"

    def closure(self) -> Callable[[Mapping[str, Any]], bool | None]:
        """As plain Python over a row."""
        column, value = self.column, self.value
        if self.kind == "flag":
            return lambda row: None if row[column] is None else row[column] is value
        if self.kind == "codes":
            codes = frozenset(value)
            return lambda row: None if row[column] is None else row[column] in codes
        bound, least = value[2], value[1] == ">="
        return lambda row: None if row[column] is None else (row[column] >= bound) is least


def plain(column: str) -> str:
    """A column's name for peers that allow letters and digits only."""
    return column.replace(".", "_").replace("[", "_").rstrip("]")


@dataclass(frozen=True)
class BenchRule:
    """All of the tests must hold; it pays 1.5 % of a column, at most 1,000,000 yuan."""

    number: int
    tests: tuple[Test, ...]
    base: str

    def rule(self) -> Rule:
        """In the rule language."""
        rate = {"multiply": [{"fact": self.base}, {"ratio": "0.015"}]}
        cap = {"of": rate, "limit": {"yuan": str(CAP_FEN // 100)}}
        document = {
            "rule": 1,
            "code": f"B{self.number}",
            "title": {"zh": f"基准{self.number}", "en": f"Bench {self.number}"},
            "who": {"all": [test.tree() for test in self.tests]},
            "amount": {"cap": cap},
        }
        return rule_from_json(document)

    def sql(self) -> str:
        """One statement: how many are met, and the fen they are due, rounded half up."""
        fen = f'LEAST(("{self.base}" * 3 + 100) / 200, {CAP_FEN})'
        where = " AND ".join(f"({test.sql()})" for test in self.tests)
        return f'SELECT count(*), coalesce(sum({fen}), 0) FROM facts WHERE {where} AND "{self.base}" >= 34'


def pool(random: Random) -> list[Test]:
    """74 distinct conditions."""
    tests = [Test("flag", name, not name.startswith("credit")) for name in FLAGS]
    tests += [
        Test("number", name, ("money", ">=", bound)) for name in MONEY for bound in (6 * 10**7, 11 * 10**7, 20 * 10**7)
    ]
    tests += [Test("number", name, ("money", "<", bound)) for name in MONEY[:6] for bound in (10**8, 25 * 10**7)]
    tests += [Test("number", COUNTS[0], ("count", "<", bound)) for bound in (80, 140, 200)]
    tests += [Test("number", COUNTS[1], ("count", ">=", bound)) for bound in (12, 15, 18, 20)]
    tests += [Test("number", RATIOS[0], ("ratio", "<", bound)) for bound in (35_000, 55_000, 70_000)]
    while len(tests) < 74:
        column, codes = random.choice([("scale", SCALES), ("industry", INDUSTRIES), ("region", REGIONS)])
        some = tuple(sorted(random.sample(codes, max(2, len(codes) // 2))))
        tests.append(Test("codes", f"enterprise.{column}", some))
        tests = list(dict.fromkeys(tests))
    return tests


def hundred(count: int = 100, seed: int = 7) -> list[BenchRule]:
    """The rules; the same ones every time."""
    random = Random(seed)
    tests = pool(random)
    rules = []
    for number in range(count):
        random.shuffle(tests)
        by_column = {test.column: test for test in tests}  # two tests of one column might exclude each other
        chosen = random.sample(list(by_column.values()), random.randint(6, 11))
        rules.append(BenchRule(number, tuple(chosen), random.choice(MONEY)))
    return rules
