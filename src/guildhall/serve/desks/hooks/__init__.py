"""Where machines that carry our messages tell us what became of them. Nobody reads these pages."""
