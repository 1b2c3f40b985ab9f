"""Rules of real policy clauses as YAML: the demo county's and the editor's examples."""

from importlib.resources import files

from policies.rules.syntax import Rule
from policies.rules.yaml_form import rule_from_yaml


def clause_names() -> list[str]:
    """The names of the clauses, in order: `c01`, `c02`, …"""
    return sorted(
        entry.name.removesuffix(".yaml") for entry in files(__package__).iterdir() if entry.name.endswith(".yaml")
    )


def clause_text(name: str) -> str:
    """The YAML text of a clause; FileNotFoundError when there is none of that name."""
    return (files(__package__) / f"{name}.yaml").read_text(encoding="utf-8")


def clause(name: str) -> Rule:
    """The rule of a clause."""
    return rule_from_yaml(clause_text(name))
