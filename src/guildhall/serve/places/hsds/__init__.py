"""Open Referral UK: places as the Human Services Data Specification (HSDS 3.0, its UK profile) has them, out and in.

A place becomes a service ("Help in person at …") at one location. The profile's own words are kept for the names of fields:
https://github.com/OpenReferralUK/uk-profile
"""

NAME = "Open Referral UK, HSDS 3.0"
