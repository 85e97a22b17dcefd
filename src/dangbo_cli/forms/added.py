"""The clerk's own forms (`forms.additions`) taken into use: nothing is loaded for a record that has none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dangbo_cli.forms.headings import use_added


class AdditionRefused(Exception):
    """A file that cannot be taken; `mistakes` are whole sentences, each with its line where it has one."""

    def __init__(self, mistakes: Iterable[str]) -> None:
        self.mistakes = list(mistakes)
        super().__init__(" ".join(self.mistakes))


def use_own(texts: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Take the headings of the clerk's own forms (name → the text of the file) into use; return the words of titles that
    they add, by kind. Raises AdditionRefused where the program no longer takes one."""
    if not texts:
        use_added({})
        return {}
    from dangbo_cli.forms.additions import added_headings, added_titles, read_kept

    additions = read_kept(texts)
    use_added(added_headings(additions))
    return added_titles(additions)
