"""A prefilled workbook on its way: what came back changed, what goes back to be mended."""
