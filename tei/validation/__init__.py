"""Checks of TEI against schemas, and against what our own TEI promises."""
