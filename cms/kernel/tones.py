"""Which tone a state is shown in; a model may say otherwise with a TONES table of its own."""

from typing import Final

NEUTRAL: Final = "neutral"

WORDS: Final[dict[str, str]] = {
    "accent": "posted open opened locked submitted under_review reviewing evaluating running shortlisted"
    " queued submitting drawn bidding in_progress checked scheduled on_notice noticed live",
    "info": "approved released accepted matched announced invited signed decided filed",
    "success": "settled awarded published admitted confirmed completed done paid active granted upheld resolved won"
    " delivered finished",
    "warning": "held correcting unknown needs_data pending claimed contested suspended near_miss"
    " returned_for_correction waiting manual_review expiring ceased",
    "danger": "failed rejected returned refused overdue barred void broken abandoned",
}
TONE_BY_STATE: Final = {state: tone for tone, states in WORDS.items() for state in states.split()}


def tone_of(model: type, state: str) -> str:
    """The palette of a state: the model's own TONES first, then the house's table, then neutral."""
    own: dict[str, str] = getattr(model, "TONES", {})
    return own.get(state) or TONE_BY_STATE.get(state, NEUTRAL)


def is_final(model: type, state: str) -> bool:
    """Whether no move leads on from the state."""
    moves = getattr(model, "MOVES", {})
    return bool(moves) and not moves.get(state)
