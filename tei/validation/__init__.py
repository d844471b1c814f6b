"""Checks of TEI documents, explained."""
