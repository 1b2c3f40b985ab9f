"""Identity numbers that pass every check digit and belong to nobody: unified social credit codes, mobiles, accounts.

Sources: GB 32100-2015 (credit code, modulus 31), GB 11714-1997 (organisation code, modulus 11).
"""

from cms.demo.generator.seeds import dice

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_VALUE = {character: value for value, character in enumerate(ALPHABET)}
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_SERIALS = 31**5

ENTERPRISE, SELF_EMPLOYED, ORGAN, INSTITUTION = "91", "92", "11", "12"


def check_character(seventeen: str) -> str:
    """The eighteenth character of a unified social credit code."""
    total = sum(_VALUE[character] * weight for character, weight in zip(seventeen, _WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def organisation_check(body: str) -> str:
    """The ninth character of an organisation code: modulus 11 over 0-9A-Z, ten written as X."""
    total = sum(int(character, 36) * weight for character, weight in zip(body, _BODY_WEIGHTS, strict=True))
    return "0123456789X0"[(11 - total % 11)]


def uscc(kind: str, region: str, serial: int, *, family: str = "MA8") -> str:
    """A valid unified social credit code; distinct serials of one family (below 28 million) give distinct codes.

    `family` is the three-character head of the organisation code; serials are scattered, so neighbours look unrelated.
    """
    scattered = (serial * 11_111_117 + 7_654_321) % _SERIALS
    tail = ""
    for _ in range(5):
        scattered, digit = divmod(scattered, 31)
        tail = ALPHABET[digit] + tail
    body = family + tail
    seventeen = f"{kind}{region}{body}{organisation_check(body)}"
    return seventeen + check_character(seventeen)


def spoiled(code: str) -> str:
    """The same code with a wrong check character."""
    return code[:-1] + ALPHABET[(_VALUE[code[-1]] + 7) % 31]


def mobile(serial: int) -> str:
    """A mobile number in a block used here only; distinct serials below ten million give distinct numbers."""
    return f"1990{serial % 10_000_000:07d}"


def account_number(seed: int, serial: int) -> str:
    """A nineteen-digit bank account number, unique by serial and ending in its Luhn digit."""
    middle = dice(seed, "account", serial).randrange(100)
    digits = f"62284803{serial:08d}{middle:02d}"
    total = 0
    for place, character in enumerate(reversed(digits)):
        doubled = int(character) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return digits + str(-total % 10)
