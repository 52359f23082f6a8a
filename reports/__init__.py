"""Figures as of a day, protected, frozen and printed."""
