"""The demo county's inputs, drawn from a seed: who exists, what departments know, what people ask and bid. No outcomes.

Pure Python, no Django, no database; equal arguments give equal results. Everything hangs on `seed: int`; money is in
integer fen (`_fen`) unless a name says `_yuan` or `_wan`; moments are aware (Asia/Shanghai), days are worked days.

county        county(seed) -> County(name, name_en, code, places, departments, staff); .department(code), .people(role)
              Place(code, name, name_en, share, is_park)   Department(code, name, name_en, uscc)
              Person(name, email, mobile, roles, department): roles by NAME of cms.kernel.roles.Role
catalogue     service_types() -> ServiceTypeInput(code, name, name_en, category, category_en, category_code, department,
              certificate, usual_fee_yuan, agencies_wanted, is_regular), 35 of them
enterprises   enterprises(seed, size=COUNTY_SIZE, first=0, last=None) -> Iterator[Enterprise]
              enterprise(seed, ordinal, size) -> Enterprise
              Enterprise.member tells whom a policy is meant to reach (cohorts.Membership(group, place)) or None
pools         POOLS: Pool(policy, budget_line, name, group, appropriation_fen), together 2,471,400.00 yuan
              demand(seed, size) and check_demand(seed, size) -> {policy code: Demand(count, fen)}; DemandBelowPools
              claim_fen(enterprise) -> what can be paid to it under its pool before the pool is shared
department_files  write_department_files(directory, *, county: Iterable[Enterprise], only=None, as_of=None)
              -> DepartmentFile(path, layout, row_count, bad_rows), one per layout
              layout.source, .as_of, .complete and .columns (header, target, period, unit) are what
              policies.registry.services.receive_file wants; layouts.LAYOUTS in order of import;
              layouts.MONTHLY: names of the credit lists, to be sent again (as_of=…) before each match
policies      policies() -> 65 PolicyInput in order of publication; is_executable, is_pool; clause_text(policy) -> YAML
              for policies.rules.yaml_form.rule_from_yaml, its window moved into 2023
agencies      agencies(seed) -> 306 AgencyInput(…, applied_on, applications: TypeApplication(service_type, department,
              certificates, applied_on, reviewed_on))
owners        owners(seed) -> 37 OwnerInput(uscc, name, kind, department, …, applied_on, reviewed_on)
procurements  procurements(seed) -> 282 ProcurementInput(number, owner, service_type, title, description, method,
              ceiling_fen, service_days, splitting_note, postings, reach, award_on, contract_on, file_on)
postings      PostingInput(posted_at, closes_at, opens_at, bids; fails)  BidInput(agency, price_fen, submitted_at)
              Reach.FILED for 273 of them; the others stay POSTED, OPENED, AWARDED or FAILED on 30 September 2023
trades        trades(seed) -> 117 TradeInput(kind, title, traded_on, base_fen, deal_fen, area_m2)
workdays      is_worked(day), worked_days(first, last), after(day, working_days)

A draw goes at a fixed price that is its ceiling: it saves nothing, whoever is drawn. Of a re-posted procurement the
last posting counts. No lowest price is abnormally low or tied.
Let nobody who can be paid lapse in a county near the smallest size.
"""
