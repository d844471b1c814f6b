"""Every `xml:id` of a document is given out here, so that none is given twice."""

from __future__ import annotations

from msgspec import Struct, field


class Ids(Struct):
    """The ids given out so far, and what became of those that were asked for."""

    taken: set[str] = field(default_factory=set)
    given: dict[str, list[str]] = field(default_factory=dict)
    """An id as claimed -> the ids of the elements that the claim became."""

    def reserve(self, *ids: str) -> None:
        """Keep ids from being given to something else."""
        self.taken.update(ids)

    def give(self, *wanted: str) -> str:
        """Return an id for an element that is pointed to by these: the first, if nobody has it."""
        name = self.fresh(wanted[0])
        for known in wanted:
            self.given.setdefault(known, []).append(name)
        return name

    def fresh(self, wanted: str) -> str:
        """Return an id nobody has: the wanted one, or it with a number. Nothing points to it."""
        name, number = wanted, 1
        while name in self.taken:
            number += 1
            name = f"{wanted}.{number}"
        self.taken.add(name)
        return name

    def resolve(self, pointers: str) -> tuple[str, list[str]]:
        """Return pointers (`#a #b`) as they are to be written, and those that lead nowhere."""
        found, lost = [], []
        for pointer in pointers.split():
            wanted = pointer.removeprefix("#")
            if not pointer.startswith("#"):
                found.append(pointer)
            elif wanted in self.given:
                found += [f"#{name}" for name in self.given[wanted]]
            elif wanted in self.taken:
                found.append(pointer)
            else:
                lost.append(pointer)
        return " ".join(found), lost
