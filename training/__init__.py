"""Makes the compiled files under `tei/languages` from the data they come from."""
