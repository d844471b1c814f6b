"""Which rule signs a ZWNJ, by the two parts of the word that it sets off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence


class Joint(Struct, frozen=True):
    """Which rule signs a ZWNJ between two parts of a word; what it does not say fits all."""

    rule: str
    before: frozenset[str] = frozenset()
    before_ends: str = ""
    after: frozenset[str] = frozenset()
    certainty: float | None = None
    """Said for places where usage differs and no corpus can decide."""
    most: float = 1.0
    """How sure it is at most, since not all write it."""
    least: float = 0.0
    """How sure it is at least where it is at all likely, since the standard has it."""

    def fits(self, before: str, after: str) -> bool:
        """Say whether the parts before and after the place are such."""
        return (
            (not self.before or before in self.before)
            and before.endswith(self.before_ends)
            and (not self.after or after in self.after)
        )


class Joints:
    """A language's joints, the first that fits coming first."""

    def __init__(self, joints: Sequence[Joint]) -> None:
        self._joints = joints
        self._before = frozenset().union(*(joint.before for joint in joints))
        self._after = frozenset().union(*(joint.after for joint in joints))
        self._end = max((len(joint.before_ends) for joint in joints), default=0)
        self._met: dict[tuple[str, str], Joint] = {}

    def between(self, before: str, after: str) -> Joint:
        """Return who signs a ZWNJ between these parts of a word."""
        # Parts that no joint names are the same to all of them, but for how the first ends.
        if before not in self._before:
            before = f"\0{before[len(before) - self._end :]}"
        if after not in self._after:
            after = ""
        joint = self._met.get((before, after))
        if joint is None:
            joint = next(joint for joint in self._joints if joint.fits(before, after))
            self._met[before, after] = joint
        return joint
