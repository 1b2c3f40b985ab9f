"""Who offers: agencies, their admission per service type, certificates, relations."""
