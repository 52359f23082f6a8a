"""A person goes to another Kommune: what goes along, sealed until the other side takes it."""
