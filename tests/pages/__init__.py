"""Every page, looked at. A package, so that its town is cleared away before other tests begin."""
