"""Migration 5: how many months of the year somebody was absent through illness, for the rules that ask it (no diagnosis)."""

NAME = "absence"

SQL = """
ALTER TABLE rating ADD COLUMN absent_months REAL;
"""
