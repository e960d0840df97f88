"""The check: its rules, every way through it, its page, drawing, table and FHIR form."""
