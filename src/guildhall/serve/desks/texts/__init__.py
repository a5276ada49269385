"""The desk of texts: paragraphs that a team writes often, in both languages, each version kept."""
