"""One file a report or list: SQL to a table value. No SQLModel, no pydantic, no openpyxl on this path."""
