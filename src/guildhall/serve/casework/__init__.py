"""Cases: what lies in them, who works on them, what is asked, sent in and paid."""
