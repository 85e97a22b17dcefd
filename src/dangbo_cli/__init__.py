"""dangbo: records of a Party committee, from any sheet a unit sends (see docs/thiet-ke.md)."""

__version__ = "0.1.0"
