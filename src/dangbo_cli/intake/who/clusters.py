"""Which rows belong together, found pair by pair (union-find)."""

from __future__ import annotations

from collections.abc import Iterable


class Clusters:
    """Rows 0 … count - 1 in clusters, each alone at first; the lowest row stands for its cluster."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def root(self, i: int) -> int:
        """Return the row that stands for the cluster of a row."""
        parent = self._parent
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        """Make one cluster of those of two rows."""
        a, b = self.root(i), self.root(j)
        if a != b:
            self._parent[max(a, b)] = min(a, b)

    def all(self) -> Iterable[list[int]]:
        """Return the clusters, each with its rows in order, by their lowest rows."""
        groups: dict[int, list[int]] = {}
        for i in range(len(self._parent)):
            groups.setdefault(self.root(i), []).append(i)
        return groups.values()
