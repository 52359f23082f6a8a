"""The Sachbericht of a year: what was aimed at, what came of it, and what is to be said about it."""
