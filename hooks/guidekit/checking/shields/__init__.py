"""What no page, drawing, style or file may hold, whoever wrote it."""
