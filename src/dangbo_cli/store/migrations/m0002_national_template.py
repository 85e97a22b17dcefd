"""What the national data-entry template holds of a member beside the record's first fields.

The addresses «theo mô hình 2 cấp» (country, province, the rest) have columns of their own: the text of three levels that
older sheets hold stays in `hometown`, `residence` and `birthplace`, and neither overwrites the other.
"""

from __future__ import annotations

NAME = "national_template"

SQL = """
ALTER TABLE member ADD COLUMN other_name TEXT;
ALTER TABLE member ADD COLUMN external_id TEXT;
ALTER TABLE member ADD COLUMN card_issued_at TEXT;
ALTER TABLE member ADD COLUMN card_issued_on TEXT;
ALTER TABLE member ADD COLUMN badge_number TEXT;
ALTER TABLE member ADD COLUMN birth_country TEXT;
ALTER TABLE member ADD COLUMN birth_province TEXT;
ALTER TABLE member ADD COLUMN birth_detail TEXT;
ALTER TABLE member ADD COLUMN hometown_country TEXT;
ALTER TABLE member ADD COLUMN hometown_province TEXT;
ALTER TABLE member ADD COLUMN hometown_detail TEXT;
ALTER TABLE member ADD COLUMN residence_country TEXT;
ALTER TABLE member ADD COLUMN residence_province TEXT;
ALTER TABLE member ADD COLUMN residence_detail TEXT;
"""
