"""What the Kommunen show each other: released and protected numbers side by side."""
