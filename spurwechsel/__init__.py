"""Identity and wiring: settings, users, roles, start page."""
