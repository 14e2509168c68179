"""Documents as PDF: tagged so that a screen reader reads them (PDF/UA-1), kept for long (PDF/A)."""
