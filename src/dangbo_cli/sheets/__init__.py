"""Any spreadsheet file to a grid with addresses to a table; and writing workbooks."""
