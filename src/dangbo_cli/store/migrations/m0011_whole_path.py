"""Migration 11: where the file of a place set aside was, whole.

The path as it was typed says that only from the folder in which it was typed. Null for what was kept before.
"""

NAME = "whole_path"

SQL = """
ALTER TABLE set_aside ADD COLUMN whole_path TEXT;
"""
