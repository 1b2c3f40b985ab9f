"""What a rule says beside who gets how much: period, how often, payees, instalments, the money there is, doubts."""

from collections.abc import Iterator
from fractions import Fraction

from policies.rules.facts import Grain
from policies.rules.syntax import Confirmation, Instalment, Payee, Pool, Rule
from policies.rules.telling.expressions import Phrases
from policies.rules.telling.values import share, yuan
from policies.rules.wording import sentences as s
from policies.rules.wording.parts import CHOICE_NAMES
from policies.rules.wording.terms import GRAINS


class Terms(Phrases):
    """Tells the members of a rule that are no tree, each with its place in the rule."""

    def terms(self, rule: Rule) -> Iterator[tuple[str, str]]:
        """Every member that the rule sets, one line each: what changes in a rule changes a line."""
        yield from self._period(rule)
        yield self.say("once", scope=self._choice("once_per", rule.once_per)), "/once_per"
        if rule.family and rule.family != rule.code:
            yield self.say("family", family=rule.family), "/family"
        if rule.confirmation is not None:
            yield self._confirmation(rule.confirmation), "/confirmation"
        for place, payee in enumerate(rule.payees if rule.payees != (Payee(),) else ()):
            who = self.word(s.PAYEES[payee.who]) if payee.who in s.PAYEES else payee.who
            yield self.say("payee", who=who, share=self._part(payee.share)), f"/payees/{place}"
        for place, one in enumerate(rule.instalments):
            yield self._instalment(place, one), f"/instalments/{place}"
        for place, level in enumerate(rule.funding):
            yield self.say("borne", level=self.level(level.level), share=self._part(level.share)), f"/funding/{place}"
        if rule.pool is not None:
            yield self._pool(rule.pool), "/pool"
        if rule.budget_line:
            yield self.say("budget_line", line=rule.budget_line), "/budget_line"
        for place, review in enumerate(rule.reviews):
            when, reason = self.condition(review.when), self.word(review.reason)
            yield self.say("looked_at", when=when, reason=reason), f"/reviews/{place}"
        for place, choice in enumerate(rule.declared):
            named = {"point": self.word(choice.point), "chosen": self.word(choice.chosen)}
            yield self.say("declared", **named), f"/declared/{place}"

    def _period(self, rule: Rule) -> Iterator[tuple[str, str]]:
        if rule.assessed.grain is not Grain.NONE:
            phrase = "assessed_before" if rule.assessed.lag else "assessed_now"
            grain = self.word(GRAINS[rule.assessed.grain])
            yield self.say(phrase, grain=grain, number=rule.assessed.lag), "/assessed"

    def _choice(self, key: str, value: str) -> str:
        return self.word(CHOICE_NAMES[key][value])

    def _part(self, part: Fraction) -> str:
        """A share as per cent, or as the fraction it is where per cent do not come out even."""
        even = (part * 10**8).denominator == 1
        return share(part) if even else f"{part.numerator}/{part.denominator}"

    def _confirmation(self, asked: Confirmation) -> str:
        until = "" if asked.until is None else self.say("confirmed_by", day=asked.until.isoformat())
        days = "" if asked.days is None else self.say("confirmed_within", number=asked.days)
        fields = self.listed(
            self.word(s.CONFIRMED[one]) if one in s.CONFIRMED else self.name(one) for one in asked.fields
        )
        return self.say(
            "confirmed", fields=fields, until=until, days=days, silence=self._choice("on_expiry", asked.on_expiry)
        )

    def _instalment(self, place: int, one: Instalment) -> str:
        when = "" if one.when is None else self.say("planned_if", when=self.condition(one.when))
        year = self.say("years_after", number=one.years_later) if one.years_later else self.say("this_year")
        return self.say("instalment", number=place + 1, share=self._part(one.share), year=year, when=when)

    def _pool(self, pool: Pool) -> str:
        parts = []
        if pool.limit is not None:
            parts.append(self.say("pool_limit", limit=yuan(Fraction(pool.limit), self.language)))
        if pool.places is not None:
            parts.append(self.say("pool_places", number=pool.places))
        if pool.shortage is not None:
            parts.append(self.say("pool_short", rule=self._choice("shortage", pool.shortage)))
        if pool.rank_by is not None:
            parts.append(self.say("pool_rank", of=self.told(pool.rank_by)))
        return self.say("pool", parts=self.listed(parts, "semicolon"))
