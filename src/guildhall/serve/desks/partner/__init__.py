"""The partner desk: a library or a charity helps somebody who is with them, or has asked, and agreed to it."""
