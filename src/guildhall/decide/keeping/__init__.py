"""What clerks do: bodies, posts and people; meetings and agendas; motions, votes and decisions; minutes; what is published."""
