"""Compiles the lists of names and trains the recogniser of Persian names."""
