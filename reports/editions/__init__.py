"""Editions for publication: stored for ever, in the order of their Stichtage, each through the gate."""
