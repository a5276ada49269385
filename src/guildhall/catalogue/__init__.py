"""The council's services and measures as data, and the finder of a service in everyday words.

The catalogue does no I/O: whoever needs the texts reads them, by these names, from this package's folder.
"""

SERVICES = "services"
"""The folder of the shipped definitions, one ``<id>.yaml`` each."""

EVERYDAY_WORDS = "everyday-words.yaml"
"""The file of words that mean the same in everyday speech, for the finder."""

MEASURES = "measures"
"""The folder of the shipped measures, one ``<name>.yaml`` each."""

VIEWS = "measured.yaml"
"""The file of the views that measures ask: every column with its meaning, its unit and its zone."""

UNIT_COSTS = "unit-costs.yaml"
"""The file of what a contact costs, by channel and from which day on."""
