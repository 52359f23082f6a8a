"""All monthly reports of a month, printed in the background and put into one file."""
