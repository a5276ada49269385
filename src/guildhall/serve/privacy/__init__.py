"""What the law asks for people's records: kept as long as a rule says and no longer, shown to whom they are about, erased with reason."""
