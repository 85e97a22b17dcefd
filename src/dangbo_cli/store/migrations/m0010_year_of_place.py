"""Migration 10: of which year the sheet is that a place set aside stands in.

Every year's templates bear the same file names: what a unit sends for another year mends nothing of this one. Null where
the sheet is of no one year (lists of members, of organisations), where its year is not certain, and for what was kept
before.
"""

NAME = "year_of_place"

SQL = """
ALTER TABLE set_aside ADD COLUMN year INTEGER;
"""
