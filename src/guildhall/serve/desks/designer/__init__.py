"""The designer's desk: services drafted, seen on every channel, proved and published, without a line of YAML."""
