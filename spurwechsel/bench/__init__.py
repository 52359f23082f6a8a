"""Measures pages and figures as ratios to F in the same run; absolute times say little about a program.

F is /tastatur/ seen by somebody who is logged in: session and user from the database, the frame of every
page, a short text and nothing else. What it costs, every page costs.
"""
