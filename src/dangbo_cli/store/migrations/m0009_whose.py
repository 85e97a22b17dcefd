"""Migration 9: whose row a place set aside stands in, so that it can be said, and closed when that is mended by hand.

`name` and `birth_date` are the row's own (the birth ISO, maybe partial); `entity` and `record_id` the record that the
row's facts belong to, null where the row is set aside (no foreign key, as an undo may remove it); `field` the key of the
fact that the cell tells, «rating.2022.proposed_level» for a rating, «organization.12» where a row lists somebody in
organisation 12 whom the record has in another, '' for the whole row, null where it is several or not known. Null in all
of them for what was kept before.
"""

NAME = "whose"

SQL = """
ALTER TABLE set_aside ADD COLUMN name TEXT;
ALTER TABLE set_aside ADD COLUMN birth_date TEXT;
ALTER TABLE set_aside ADD COLUMN entity TEXT;
ALTER TABLE set_aside ADD COLUMN record_id INTEGER;
ALTER TABLE set_aside ADD COLUMN field TEXT;
"""
