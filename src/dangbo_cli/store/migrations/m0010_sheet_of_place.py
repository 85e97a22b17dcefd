"""Migration 10: of which kind, year and day the sheet is that a place set aside stands in.

Every year's templates bear the same file names: what a unit sends for another year mends nothing of this one; and the right
file under another name is known by these. `kind` is the form's, null where several are in the sheet and for what was kept
before; `year` null where the sheet is of no one year (lists of members, of organisations) or its year is not certain;
`dated` the day the sheet speaks of (ISO), null where it states none.
"""

NAME = "sheet_of_place"

SQL = """
ALTER TABLE set_aside ADD COLUMN kind TEXT;
ALTER TABLE set_aside ADD COLUMN year INTEGER;
ALTER TABLE set_aside ADD COLUMN dated TEXT;
"""
