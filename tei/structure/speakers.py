"""Who the labels of a transcript mean: variants of a label united, roles where labels tell them."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct, field

from tei.languages import known, language
from tei.model import Participant, Rule
from tei.structure.words import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.config import Speaker
    from tei.structure.labels import Label

USER = Rule("user.participants", "the user says who speaks", human=True)
_BRACKETED = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_ID = re.compile(r"[a-z][a-z0-9-]*")


class _Speaker(Struct):
    names: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    given: Speaker | None = None
    """What the user says."""


def speakers(
    labels: Sequence[Label], rule: Rule, given: Sequence[Speaker] = ()
) -> tuple[tuple[Participant, ...], list[str]]:
    """Return the participants and, for each label, the id of the one it means.

    `given` are those whom the user knows, by their labels or by their names.
    """
    last = {fold(label.name): n for n, label in enumerate(labels)}
    found = [_Speaker([*g.labels, *filter(None, [g.name])], [*g.labels], g) for g in given]
    means: list[int] = []
    for n, label in enumerate(labels):
        who = _find(found, label, n, last)
        if who is None:
            who = len(found)
            found.append(_Speaker())
        speaker = found[who]
        if fold(label.name) not in map(fold, speaker.names):
            speaker.names.append(label.name)
        if label.said not in speaker.labels:
            speaker.labels.append(label.said)
        means.append(who)
    people = _people(found, Counter(means), rule)
    return tuple(people), [people[who].id for who in means]


def _find(found: Sequence[_Speaker], label: Label, n: int, last: dict[str, int]) -> int | None:
    """Return the speaker whom a label means, if one has spoken before.

    A short form means the long one, unless the long one goes on being used beside it.
    """
    name = fold(label.name)
    for who, speaker in enumerate(found):
        if name in map(fold, speaker.names):
            return who
    short = [
        who
        for who, speaker in enumerate(found)
        if any(last.get(fold(full), -1) < n and shortens(name, full) for full in speaker.names)
        or any(shortens(name, inside) for inside in _inside(speaker))
    ]
    return short[0] if len(short) == 1 else None


def _inside(speaker: _Speaker) -> list[str]:
    return [inside for label in speaker.labels for inside in _BRACKETED.findall(label)]


def shortens(name: str, full: str) -> bool:
    """Say whether `name` is the end or the beginning of a fuller one, or its initials."""
    name, full = fold(name), fold(full)
    parts, whole = name.split(), full.split()
    if len(parts) < len(whole) and parts in (whole[-len(parts) :], whole[: len(parts)]):
        return True
    letters = [part.strip(".") for part in name.replace(".", ". ").split()]
    initials = letters if all(len(x) == 1 for x in letters) else list(name)
    return len(whole) > 1 and len(initials) <= 3 and initials == [part[0] for part in whole]


def _people(found: Sequence[_Speaker], counts: Counter[int], rule: Rule) -> list[Participant]:
    roles = [_role(speaker) for speaker in found]
    if roles.count("interviewer") == 1 and len(found) > 1:
        rest = [n for n, role in enumerate(roles) if not role]
        if len(rest) == 1:
            roles[rest[0]] = "interviewee"
    people: list[Participant] = []
    for n, speaker in enumerate(found):
        taken = {person.id for person in people}
        role = roles[n] or "speaker"
        wish = _id(speaker, role, n + 1, taken, single=roles.count(role) == 1)
        signed, sure = (USER, 1.0) if speaker.given else (rule, 0.9 if counts[n] > 1 else 0.7)
        labels = tuple(speaker.labels)
        people.append(Participant(wish, role, _name(speaker), labels, signed, sure))
    return people


def _role(speaker: _Speaker) -> str:
    if speaker.given:
        return speaker.given.role
    return next(filter(None, map(role_of, speaker.names)), "")


def role_of(label: str) -> str:
    """Return the role that a label itself names: "interviewer" for `Q`; nothing if none."""
    plain = fold(label).strip(" .")
    return next((role for role, cues in _cues().items() if plain in cues), "")


@cache
def _cues() -> dict[str, frozenset[str]]:
    """Return the labels that name a role, of every language: `Q` stands in texts of any."""
    return {
        role: frozenset(fold(w) for code in known() for w in language(code).words("turns", key))
        for role, key in (
            ("interviewer", "interviewer_labels"),
            ("interviewee", "interviewee_labels"),
            ("moderator", "moderator_labels"),
        )
    }


def _id(speaker: _Speaker, role: str, number: int, taken: set[str], *, single: bool) -> str:
    plain = fold(next(iter(speaker.names), "")).replace(" ", "-").replace(".", "")
    wish = role if role in ("interviewer", "interviewee") and single else plain
    return wish if _ID.fullmatch(wish) and wish not in taken else f"speaker{number}"


def _name(speaker: _Speaker) -> tuple[tuple[str, str], ...]:
    """Return the parts of a name that the labels give; a role alone is no name."""
    if speaker.given and speaker.given.name:
        return (("persName", speaker.given.name),)
    if any(map(role_of, speaker.names)) or not speaker.names:
        return ()
    inside = next(iter(_inside(speaker)), None)
    longest = max(speaker.names, key=len)
    if inside and inside[:1].isalpha():
        return (("roleName", longest), ("persName", inside))
    return (("persName", longest),)
