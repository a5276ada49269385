"""The council's services as data, and the finder of a service in everyday words.

The catalogue does no I/O: whoever needs the texts reads them, by these names, from this package's folder.
"""

SERVICES = "services"
"""The folder of the shipped definitions, one ``<id>.yaml`` each."""

EVERYDAY_WORDS = "everyday-words.yaml"
"""The file of words that mean the same in everyday speech, for the finder."""
