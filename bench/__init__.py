"""What Guildhall costs: time and weight, each figure beside its goal."""
