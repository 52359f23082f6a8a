"""Lets the figures outlive the people."""
