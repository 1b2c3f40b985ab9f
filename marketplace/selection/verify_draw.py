"""Recompute a published draw: `python verify_draw.py DRAW.json`. Needs Python 3.9 and nothing else.

It shares no code with the system it checks. What it cannot know, it prints for you to compare: the public number.
"""

import hashlib
import hmac
import json
import re
import sys
from datetime import datetime
from pathlib import Path
from typing import Any


def sha256(text: str) -> str:
    """Return the SHA-256 of the text, hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def recompute(record: Any) -> dict[str, Any]:
    """Return every figure of the record that follows from the others, as it should read."""
    number, chain = record["public_number"], record["chain"]
    entries = sorted((entry["label"], entry["weight"]) for entry in record["entries"])
    digest = sha256("".join(f"{label}\t{weight}\n" for label, weight in entries))
    facts = [record["algorithm"], record["draw"], digest, record["announced_at"], number["source"], number["form"]]
    facts += [number["drawn_at"], chain["name"], chain["index"], chain["head"]]
    announcement = sha256("".join(f"{fact}\n" for fact in facts))
    value = " ".join(str(int(group)) for group in re.findall("[0-9]+", number["value"]))
    seed = sha256(f"{announcement}\n{value}\n{chain['code']}\n")
    head = bytes.fromhex(chain["code"])
    for _ in range(chain["index"]):
        head = hashlib.sha256(head).digest()
    best = {}
    for label, weight in entries:
        tickets = [label] + [f"{label}#{ticket}" for ticket in range(2, weight + 1)]
        best[label] = min(hmac.new(bytes.fromhex(seed), t.encode(), "sha256").hexdigest() for t in tickets)
    return {
        "algorithm": "zhida-draw/1",
        "entries": [{"label": label, "weight": weight} for label, weight in entries],
        "entries_sha256": digest,
        "announcement_sha256": announcement,
        "public_number": {**number, "value": value},
        "chain": {**chain, "head": head.hex()},
        "seed": seed,
        "ranking": sorted(best, key=lambda label: (best[label], label)),
    }


def faults(record: Any) -> list[str]:
    """Return what is wrong with the record, one sentence each; nothing when it is right."""
    try:
        right = recompute(record)
        found = [f"{key}: {record.get(key)} should be {fact}" for key, fact in right.items() if record.get(key) != fact]
        labels = [entry["label"] for entry in record["entries"]]
        proper = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}").fullmatch
        if len(set(labels)) < len(labels) or not all(proper(label) for label in labels):
            found.append("entries: every label once, of 1-64 ASCII letters, digits, . _ or -")
        if min(entry["weight"] for entry in record["entries"]) < 1:
            found.append("entries: every label has at least one ticket")
        drawn_at = datetime.fromisoformat(record["public_number"]["drawn_at"])
        if drawn_at <= datetime.fromisoformat(record["announced_at"]):
            found.append("the public number was not in the future when the list was announced")
        if record["chain"]["index"] < 1:
            found.append("chain: the head itself is no secret code")
    except (KeyError, TypeError, ValueError, AttributeError) as broken:
        return [f"not a complete record of a draw: {broken!r}"]
    return found


def main(path: str) -> int:
    """Print the verdict; return 0 when the record is right, 1 when not."""
    record = json.loads(Path(path).read_text(encoding="utf-8"))
    found = faults(record)
    for fault in found:
        print("WRONG 不符:", fault)
    if not found:
        number = record["public_number"]
        print("RIGHT 相符:", " > ".join(record["ranking"]))
        print(f"Compare 请核对: {number['source']} ({number['form']}, {number['drawn_at']}) = {number['value']}")
        print("Published beforehand? 请核对事先公布的摘要:", record["announcement_sha256"])
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else "usage: python verify_draw.py DRAW.json")
