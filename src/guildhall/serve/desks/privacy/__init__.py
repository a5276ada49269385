"""The desk for what the law asks for people's records: requests, legal holds, how long we keep things, and who looked."""
