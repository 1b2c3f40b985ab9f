"""Lives through January to September 2023 in the demo county, by calling the services that the pages call.

agenda   steps with a moment and a key; each is lived once, in one transaction with the note that it was
year     walks the business clock from step to step, ticks, and lets errands and the bank catch up
town     departments, staff, agencies, owners: everybody who acts
market   procurements from the draft to the filed contract, and trade records
subsidies  budgets, department files, policies, decisions, confirmations, payment batches
bank     the sandbox bank, a process of its own
worker   the Celery worker beside the director: what it does meanwhile, and waiting for it
progress a bar on a terminal, a line a month elsewhere
processes  one demo at a time; its processes end with it, or before the next one starts
"""
