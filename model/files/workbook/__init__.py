"""A scenario or a comparison as an Excel workbook that is edited and opened again."""
