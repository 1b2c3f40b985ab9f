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


def is_announcement(record: Any) -> bool:
    """Return whether the record says only what is public before the draw."""
    told = {*record, *record["public_number"], *record["chain"]}
    return not told & {"value", "code", "seed", "ranking"}


def recompute(record: Any) -> dict[str, Any]:
    """Return every figure of the record that follows from the others, as it should read."""
    number, chain = record["public_number"], record["chain"]
    entries = sorted((entry["label"], entry["weight"]) for entry in record["entries"])
    digest = sha256("".join(f"{label}\t{weight}\n" for label, weight in entries))
    facts = [record["algorithm"], record["draw"], digest, record["announced_at"], number["source"], number["form"]]
    facts += [number["drawn_at"], chain["name"], chain["index"], chain["head"]]
    announcement = sha256("".join(f"{fact}\n" for fact in facts))
    announced = {
        "algorithm": "zhida-draw/1",
        "entries": [{"label": label, "weight": weight} for label, weight in entries],
        "entries_sha256": digest,
        "announcement_sha256": announcement,
    }
    if is_announcement(record):
        return announced
    value = " ".join(str(int(group)) for group in re.findall("[0-9]+", number["value"]))
    seed = sha256(f"{announcement}\n{value}\n{chain['code']}\n")
    head = bytes.fromhex(chain["code"])
    for _ in range(chain["index"]):
        head = hashlib.sha256(head).digest()
    best = {}
    for label, weight in entries:
        tickets = [label] + [f"{label}#{ticket}" for ticket in range(2, weight + 1)]
        best[label] = min(hmac.new(bytes.fromhex(seed), t.encode(), "sha256").hexdigest() for t in tickets)
    return announced | {
        "public_number": {**number, "value": value},
        "chain": {**chain, "head": head.hex()},
        "seed": seed,
        "ranking": sorted(best, key=lambda label: (best[label], label)),
    }


def faults(record: Any) -> list[str]:
    """Return what is wrong with the record, one sentence each; nothing when it is right."""
    try:
        right = recompute(record)
        wrong = {key: fact for key, fact in right.items() if record.get(key) != fact}
        found = [f"{key}: 记录为 is {record.get(key)}, 应为 should be {fact}" for key, fact in wrong.items()]
        labels = [entry["label"] for entry in record["entries"]]
        proper = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}").fullmatch
        if len(set(labels)) < len(labels) or not all(proper(label) for label in labels):
            found.append("entries: 标签重复或不合规定 every label once, of 1-64 ASCII letters, digits, . _ or -")
        if min(entry["weight"] for entry in record["entries"]) < 1:
            found.append("entries: 每个标签至少一签 every label has at least one ticket")
        drawn_at = datetime.fromisoformat(record["public_number"]["drawn_at"])
        if drawn_at <= datetime.fromisoformat(record["announced_at"]):
            found.append("公告时号码已经产生 the public number was not in the future when the list was announced")
        if record["chain"]["index"] < 1:
            found.append("chain: 链首不是保密的代码 the head itself is no secret code")
    except (KeyError, TypeError, ValueError, AttributeError) as broken:
        return [f"不是完整的抽取记录 not a complete record of a draw: {broken!r}"]
    return found


def main(path: str) -> int:
    """Print the verdict; return 0 when the record is right, 1 when not."""
    try:
        record = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as unreadable:
        print("WRONG 不符: 文件无法读取 the file cannot be read:", unreadable)
        return 1
    found = faults(record)
    for fault in found:
        print("WRONG 不符:", fault)
    if not found and is_announcement(record):
        print("RIGHT 相符: 公告无误，尚未抽取 announced, not drawn yet")
        print("Keep it, and compare after the draw 请保存公告摘要，抽取后核对:", record["announcement_sha256"])
    elif not found:
        number = record["public_number"]
        print("RIGHT 相符:", " > ".join(record["ranking"]))
        print(f"Compare 请核对: {number['source']} ({number['form']}, {number['drawn_at']}) = {number['value']}")
        print("Published beforehand? 请核对事先公布的摘要:", record["announcement_sha256"])
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else "usage: python verify_draw.py DRAW.json")
