"""Guildhall: a council's services, its decisions and its promises, in one house."""
