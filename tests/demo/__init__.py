"""A package, so that its fixture ends when its tests have ended."""
