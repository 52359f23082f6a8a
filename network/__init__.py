"""The partners around a case."""
