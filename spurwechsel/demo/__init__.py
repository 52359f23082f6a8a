"""People that never lived and what happened to them, for trying out, training and measuring."""
