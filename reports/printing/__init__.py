"""Prints reports that were released without being printed at once."""
