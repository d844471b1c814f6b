"""Dates and quantities: numbers in digits and words, three calendars, expressions of time."""
