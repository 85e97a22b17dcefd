"""What a question can be refused with: typed words that name nothing, or a filter that cannot be read."""

from __future__ import annotations


class LookupRefused(Exception):
    """What was typed names nothing, or more than one thing; the message is for the clerk."""


class FilterRefused(Exception):
    """A filter's value cannot be read; the message is for the clerk and names what is allowed."""
