"""Compiles the Persian word list and trains the Persian spelling model."""
