"""Documents to files: PDF, DOCX, XLSX, ZIP."""
