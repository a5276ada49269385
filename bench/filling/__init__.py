"""A council as large as a bench needs: rows copied and made in bulk, as no act of anybody's would."""
