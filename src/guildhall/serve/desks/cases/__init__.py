"""The cases desk: a team's worklist, and each case worked on."""
