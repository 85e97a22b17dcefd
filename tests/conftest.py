"""What holds for every test."""

import os

# With lxml at hand openpyxl writes other bytes; the committed examples were made without. Set before its first import.
os.environ.setdefault("OPENPYXL_LXML", "False")
