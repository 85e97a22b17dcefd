"""One person or organisation on one screen: labelled facts under headings, private ones masked."""

from __future__ import annotations

from dangbo_cli.reports.profile import Fact, Profile
from dangbo_cli.reports.table import ColumnKind
from dangbo_cli.views.layout import held_names
from dangbo_cli.views.messages import heading, names_in
from dangbo_cli.views.screen import Screen
from dangbo_cli.views.values import day, mask
from dangbo_cli.views.wrapping import pad, paragraph, plain, width


def show_profile(profile: Profile, screen: Screen, full: bool = False) -> bool:
    """Write the profile; return whether anything was masked. Sections without facts are left out, what is not
    known of a section is named in one line."""
    screen.out(heading(plain(profile.title), screen.colour))
    left = max(width(fact.label) for section in profile.sections for fact in section.facts) + 1
    masked = False
    for section in profile.sections:
        if not section.facts and not section.empty:
            continue
        screen.out()
        screen.out(heading(section.title, screen.colour))
        above = None
        for fact in section.facts:
            hidden = fact.private and not full
            masked = masked or hidden
            text = _say(fact, hidden)
            label = "" if fact.label == above else f"{fact.label}:"
            above = fact.label
            names = [*names_in(text), *held_names(text)]
            indent = " " * (left + 3)
            screen.out(paragraph(text, screen.prose_width, f"  {pad(label, left)} ", indent, names))
        if section.empty:
            screen.out(paragraph(f"Chưa có: {', '.join(section.empty)}.", screen.prose_width, "  ", "    "))
    return masked


def _say(fact: Fact, hidden: bool) -> str:
    text = plain(str(fact.value))
    if hidden:
        return mask(text, fact.kind)
    return day(text) if fact.kind is ColumnKind.DATE else text
