"""The social map in the words of HSDS 3.0, the data standard of Open Referral, with a Dutch profile
(docs/hsds-profile.md)."""
