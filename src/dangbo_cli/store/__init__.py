"""The SQLite file: tables, open and lock, migrate, apply a plan, history, backup, checks."""
