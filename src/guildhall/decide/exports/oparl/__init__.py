"""The record by OParl 1.1 (https://oparl.org/spezifikation/): objects that name one another by their addresses."""
