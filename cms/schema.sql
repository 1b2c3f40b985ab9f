-- migrations 1be74631f9a4ec72 · PostgreSQL 18
CREATE FUNCTION public._pgh_attach_context() RETURNS uuid
    LANGUAGE plpgsql
    AS $$
                    DECLARE
                        _pgh_context_id UUID;
                        _pgh_context_metadata JSONB;
                    BEGIN
                        BEGIN
                            SELECT INTO _pgh_context_id
                                CURRENT_SETTING('pghistory.context_id');
                            SELECT INTO _pgh_context_metadata
                                CURRENT_SETTING('pghistory.context_metadata');
                            EXCEPTION WHEN OTHERS THEN
                        END;
                        IF _pgh_context_id IS NOT NULL AND _pgh_context_metadata IS NOT NULL THEN
                            INSERT INTO pghistory_context (id, metadata, created_at, updated_at)
                                VALUES (_pgh_context_id, _pgh_context_metadata, NOW(), NOW())
                                ON CONFLICT (id) DO UPDATE
                                    SET metadata = EXCLUDED.metadata,
                                        updated_at = EXCLUDED.updated_at
                                    WHERE pghistory_context.metadata != EXCLUDED.metadata;
                            RETURN _pgh_context_id;
                        ELSE
                            RETURN NULL;
                        END IF;
                    END;
                $$;


CREATE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
                DECLARE
                    _pgtrigger_ignore TEXT[];
                    _result BOOLEAN;
                BEGIN
                    BEGIN
                        SELECT INTO _pgtrigger_ignore
                            CURRENT_SETTING('pgtrigger.ignore');
                        EXCEPTION WHEN OTHERS THEN
                    END;
                    IF _pgtrigger_ignore IS NOT NULL THEN
                        SELECT trigger_name = ANY(_pgtrigger_ignore)
                        INTO _result;
                        RETURN _result;
                    ELSE
                        RETURN FALSE;
                    END IF;
                END;
            $$;


CREATE FUNCTION public.business_now() RETURNS timestamp with time zone
    LANGUAGE sql PARALLEL RESTRICTED
    AS $$
  SELECT coalesce(
    (SELECT coalesce(frozen_at, clock_timestamp() + shift) FROM kernel_businessclock WHERE id = 1),
    clock_timestamp())
$$;


CREATE FUNCTION public.pgtrigger_account_balance_is_a_fold_01d00() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
IF pg_trigger_depth() < 2 THEN
  RAISE EXCEPTION '% is written by the posting trigger only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END IF;
RETURN NULL;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_account_is_kept_f4825() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_account_opens_empty_0b2ff() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
IF NEW.balance_fen <> 0 OR NEW.version <> 0 THEN
  RAISE EXCEPTION 'an account opens empty' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_amendment_append_only_5d9c1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_amendment_no_truncate_69d98() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'append-only table: TRUNCATE is refused';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_approval_append_only_b2e3e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_approval_no_truncate_30fad() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'append-only table: TRUNCATE is refused';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_attempt_is_kept_52c49() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_attempt_moves_1e971() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'no move of this kind' USING ERRCODE = 'check_violation';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_auction_move_append_only_e3278() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_auction_move_no_truncate_7f6bf() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'append-only table: TRUNCATE is refused';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_award_record_append_only_644f9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_award_record_no_truncate_4ca7f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'append-only table: TRUNCATE is refused';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_award_revocation_append_only_fe3a3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_award_revocation_no_truncate_b5a4b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'append-only table: TRUNCATE is refused';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_bank_notice_append_only_d4bcf() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_bank_notice_no_truncate_3db28() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'append-only table: TRUNCATE is refused';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_brought_statement_is_fixed_2de7d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'a brought statement is not changed' USING ERRCODE = 'check_violation';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_brought_statement_is_kept_d64af() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_brought_statement_moves_c2603() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'no move of this kind' USING ERRCODE = 'check_violation';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_choice_append_only_223e6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_choice_no_truncate_28fc8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'append-only table: TRUNCATE is refused';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_contact_append_only_782a9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_contact_no_truncate_a9b01() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'append-only table: TRUNCATE is refused';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_correction_append_only_1179a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_correction_no_truncate_d916a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'append-only table: TRUNCATE is refused';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_day_close_append_only_3789f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_day_close_no_truncate_6f698() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'append-only table: TRUNCATE is refused';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_entry_append_only_9ae5b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_entry_by_posting_97cb7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
IF pg_trigger_depth() < 2 THEN
  RAISE EXCEPTION '% is written by the posting trigger only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END IF;
RETURN NULL;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_entry_no_truncate_ceb4a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'append-only table: TRUNCATE is refused';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_evaluation_append_only_50d27() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_evaluation_no_truncate_0c6f4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'append-only table: TRUNCATE is refused';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_event_append_only_28c2e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_event_no_truncate_1cdbe() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'append-only table: TRUNCATE is refused';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_fact_append_only_b18b6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_fact_becomes_current_5f778() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
IF EXISTS (SELECT FROM added a LEFT JOIN policies_enterprise e ON e.id = a.enterprise_id
           LEFT JOIN policies_factkind k ON k.id = a.kind_id WHERE e.id IS NULL OR k.id IS NULL) THEN
    RAISE foreign_key_violation USING MESSAGE = 'a fact names an unknown enterprise or kind';
END IF;
INSERT INTO policies_currentfact AS c (enterprise_id, kind_id, period, fact_id, as_of)
SELECT DISTINCT ON (enterprise_id, kind_id, period) enterprise_id, kind_id, period, id, as_of
FROM added ORDER BY enterprise_id, kind_id, period, as_of DESC, id DESC
ON CONFLICT (enterprise_id, kind_id, period) DO UPDATE SET fact_id = EXCLUDED.fact_id, as_of = EXCLUDED.as_of
WHERE (EXCLUDED.as_of, EXCLUDED.fact_id) > (c.as_of, c.fact_id);
RETURN NULL;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_fact_no_truncate_dbfa8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'append-only table: TRUNCATE is refused';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_match_append_only_e9702() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_match_no_truncate_ab03b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'append-only table: TRUNCATE is refused';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_named_payee_is_fixed_9268c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'a named payee is not changed' USING ERRCODE = 'check_violation';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_named_payee_is_kept_4b553() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_named_person_is_fixed_bb9e1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'a named person is not changed' USING ERRCODE = 'check_violation';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_named_person_is_kept_7568b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_notice_line_append_only_16bc5() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_notice_line_no_truncate_ad876() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'append-only table: TRUNCATE is refused';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_opened_bid_append_only_e9ba7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_opened_bid_no_truncate_176b4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'append-only table: TRUNCATE is refused';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_opened_paper_append_only_f672d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_opened_paper_no_truncate_9064c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'append-only table: TRUNCATE is refused';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_opener_key_append_only_9c3a8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_opener_key_no_truncate_a39ed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'append-only table: TRUNCATE is refused';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_paper_append_only_d4e54() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_paper_no_truncate_67a70() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'append-only table: TRUNCATE is refused';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_payment_content_is_fixed_4c3d3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'a locked payment is not changed' USING ERRCODE = 'check_violation';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_payment_is_kept_8ac79() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_payment_moves_b23c7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'no move of this kind' USING ERRCODE = 'check_violation';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_price_judgement_append_only_70e2d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_price_judgement_no_truncate_261c9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'append-only table: TRUNCATE is refused';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_refused_message_append_only_06e2a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_refused_message_no_truncate_ce742() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'append-only table: TRUNCATE is refused';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_release_append_only_ab114() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_release_no_truncate_fb071() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'append-only table: TRUNCATE is refused';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_score_sheet_append_only_b4b99() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_score_sheet_no_truncate_6525f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'append-only table: TRUNCATE is refused';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_silent_line_append_only_a7ffe() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_silent_line_no_truncate_25506() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'append-only table: TRUNCATE is refused';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_silent_list_append_only_aa30f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_silent_list_no_truncate_a498d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'append-only table: TRUNCATE is refused';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_statement_append_only_a8d81() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_statement_line_append_only_61afb() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_statement_line_no_truncate_a1b64() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'append-only table: TRUNCATE is refused';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_statement_no_truncate_ce3bb() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'append-only table: TRUNCATE is refused';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_transfer_append_only_2f01b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_transfer_no_truncate_701d7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'append-only table: TRUNCATE is refused';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_transfer_post_ec775() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
PERFORM 1 FROM policies_account
  WHERE id IN (SELECT source_id FROM posted UNION SELECT target_id FROM posted)
  ORDER BY id FOR NO KEY UPDATE;
IF EXISTS (
  SELECT 1 FROM (SELECT DISTINCT source_id, target_id FROM posted) p
    JOIN policies_account s ON s.id = p.source_id JOIN policies_account t ON t.id = p.target_id
  WHERE s.line_id IS DISTINCT FROM t.line_id OR s.bank_account <> t.bank_account
) THEN RAISE EXCEPTION 'a transfer stays within one budget line or bank account' USING ERRCODE = 'check_violation';
END IF;
IF EXISTS (SELECT 1 FROM posted WHERE reversal_of_id IS NOT NULL) AND EXISTS (
  SELECT 1 FROM posted p JOIN policies_transfer r ON r.id = p.reversal_of_id
  WHERE p.source_id <> r.target_id OR p.target_id <> r.source_id OR p.amount_fen <> r.amount_fen
) THEN RAISE EXCEPTION 'a reversal undoes the whole of its transfer' USING ERRCODE = 'check_violation';
END IF;
INSERT INTO policies_entry (transfer_id, account_id, delta_fen, version, balance_after_fen)
SELECT m.transfer_id, m.account_id, m.delta_fen,
       a.version + row_number() OVER running, a.balance_fen + sum(m.delta_fen) OVER running
  FROM (SELECT id AS transfer_id, source_id AS account_id, -amount_fen AS delta_fen FROM posted
        UNION ALL SELECT id, target_id, amount_fen FROM posted) m
  JOIN policies_account a ON a.id = m.account_id
WINDOW running AS (PARTITION BY m.account_id ORDER BY m.transfer_id ROWS UNBOUNDED PRECEDING);
UPDATE policies_account a SET balance_fen = a.balance_fen + m.delta_fen, version = a.version + m.entries
  FROM (SELECT account_id, sum(delta_fen) AS delta_fen, count(*) AS entries
          FROM (SELECT source_id AS account_id, -amount_fen AS delta_fen FROM posted
                UNION ALL SELECT target_id, amount_fen FROM posted) e GROUP BY account_id) m
 WHERE a.id = m.account_id;
RETURN NULL;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_version_is_frozen_49baa() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_version_is_kept_8c125() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_version_no_truncate_adde7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'append-only table: TRUNCATE is refused';
                END;
            $$;


CREATE FUNCTION public.policies_adds_up(sources jsonb, amount numeric) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS $$
  SELECT CASE WHEN jsonb_typeof(sources) <> 'array' THEN false ELSE (
    SELECT coalesce(bool_and(fen > 0 AND fen = trunc(fen)) AND count(fen) = count(*) AND sum(fen) = amount * 100
                    AND count(DISTINCT line) = count(*), false)
      FROM (SELECT CASE WHEN is_pair AND jsonb_typeof(one -> 0) = 'number' THEN (one ->> 0)::numeric END AS line,
                   CASE WHEN is_pair AND jsonb_typeof(one -> 1) = 'number' THEN (one ->> 1)::numeric END AS fen
              FROM jsonb_array_elements(sources) AS one,
                   LATERAL (SELECT CASE WHEN jsonb_typeof(one) = 'array' THEN jsonb_array_length(one) = 2 END) AS p(is_pair)
           ) AS pairs) END
$$;


CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);


ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);


ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);


ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);


ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);


ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.axes_accessattempt (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    get_data text NOT NULL,
    post_data text NOT NULL,
    failures_since_start integer NOT NULL,
    CONSTRAINT axes_accessattempt_failures_since_start_check CHECK ((failures_since_start >= 0))
);


ALTER TABLE public.axes_accessattempt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accessattempt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.axes_accessattemptexpiration (
    access_attempt_id integer NOT NULL,
    expires_at timestamp with time zone NOT NULL
);


CREATE TABLE public.axes_accessfailurelog (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    locked_out boolean NOT NULL
);


ALTER TABLE public.axes_accessfailurelog ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accessfailurelog_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.axes_accesslog (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    logout_time timestamp with time zone,
    session_hash character varying(64) NOT NULL
);


ALTER TABLE public.axes_accesslog ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accesslog_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.demo_livedstep (
    id bigint NOT NULL,
    key character varying(120) NOT NULL,
    lived_at timestamp with time zone NOT NULL
);


ALTER TABLE public.demo_livedstep ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.demo_livedstep_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.django_celery_beat_clockedschedule (
    id integer NOT NULL,
    clocked_time timestamp with time zone NOT NULL
);


ALTER TABLE public.django_celery_beat_clockedschedule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_celery_beat_clockedschedule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.django_celery_beat_crontabschedule (
    id integer NOT NULL,
    minute character varying(240) NOT NULL,
    hour character varying(96) NOT NULL,
    day_of_week character varying(64) NOT NULL,
    day_of_month character varying(124) NOT NULL,
    month_of_year character varying(64) NOT NULL,
    timezone character varying(63) NOT NULL
);


ALTER TABLE public.django_celery_beat_crontabschedule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_celery_beat_crontabschedule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.django_celery_beat_intervalschedule (
    id integer NOT NULL,
    every integer NOT NULL,
    period character varying(24) NOT NULL
);


ALTER TABLE public.django_celery_beat_intervalschedule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_celery_beat_intervalschedule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.django_celery_beat_periodictask (
    id integer NOT NULL,
    name character varying(200) NOT NULL,
    task character varying(200) NOT NULL,
    args text NOT NULL,
    kwargs text NOT NULL,
    queue character varying(200),
    exchange character varying(200),
    routing_key character varying(200),
    expires timestamp with time zone,
    enabled boolean NOT NULL,
    last_run_at timestamp with time zone,
    total_run_count integer NOT NULL,
    date_changed timestamp with time zone NOT NULL,
    description text NOT NULL,
    crontab_id integer,
    interval_id integer,
    solar_id integer,
    one_off boolean NOT NULL,
    start_time timestamp with time zone,
    priority integer,
    headers text NOT NULL,
    clocked_id integer,
    expire_seconds integer,
    CONSTRAINT django_celery_beat_periodictask_expire_seconds_check CHECK ((expire_seconds >= 0)),
    CONSTRAINT django_celery_beat_periodictask_priority_check CHECK ((priority >= 0)),
    CONSTRAINT django_celery_beat_periodictask_total_run_count_check CHECK ((total_run_count >= 0))
);


ALTER TABLE public.django_celery_beat_periodictask ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_celery_beat_periodictask_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.django_celery_beat_periodictasks (
    ident smallint NOT NULL,
    last_update timestamp with time zone NOT NULL
);


CREATE TABLE public.django_celery_beat_solarschedule (
    id integer NOT NULL,
    event character varying(24) NOT NULL,
    latitude numeric(9,6) NOT NULL,
    longitude numeric(9,6) NOT NULL
);


ALTER TABLE public.django_celery_beat_solarschedule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_celery_beat_solarschedule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);


ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);


ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);


CREATE TABLE public.kernel_businessclock (
    id smallint NOT NULL,
    shift interval NOT NULL,
    frozen_at timestamp with time zone,
    CONSTRAINT there_is_one_business_clock CHECK ((id = 1))
);


CREATE TABLE public.kernel_calendarday (
    id bigint NOT NULL,
    day date NOT NULL,
    is_working boolean NOT NULL,
    reason character varying(200) NOT NULL
);


ALTER TABLE public.kernel_calendarday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.kernel_calendarday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.kernel_daychange (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    day date NOT NULL,
    is_working boolean,
    reason character varying(200) NOT NULL,
    proposed_by_id bigint NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    decided_by_id bigint,
    decided_at timestamp with time zone,
    CONSTRAINT two_people_change_a_day CHECK (((decided_by_id IS NULL) OR (NOT ((decided_by_id = proposed_by_id) AND (decided_by_id IS NOT NULL)))))
);


ALTER TABLE public.kernel_daychange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.kernel_daychange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.kernel_errand (
    id bigint NOT NULL,
    task character varying(200) NOT NULL,
    subject_id bigint NOT NULL,
    event_id bigint,
    queue character varying(30) NOT NULL,
    run_at timestamp with time zone NOT NULL,
    woken_at timestamp with time zone,
    lease_until timestamp with time zone,
    tries smallint NOT NULL,
    done_at timestamp with time zone,
    parked_at timestamp with time zone,
    error text NOT NULL,
    CONSTRAINT kernel_errand_tries_check CHECK ((tries >= 0))
);


ALTER TABLE public.kernel_errand ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.kernel_errand_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.kernel_event (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    subject_type character varying(80) NOT NULL,
    subject_id bigint NOT NULL,
    sequence integer NOT NULL,
    by_id bigint,
    happened_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    data jsonb NOT NULL,
    previous_hash character varying(64) NOT NULL,
    hash character varying(64) NOT NULL,
    CONSTRAINT kernel_event_sequence_check CHECK ((sequence >= 0))
);


ALTER TABLE public.kernel_event ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.kernel_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.kernel_export (
    id bigint NOT NULL,
    report character varying(60) NOT NULL,
    form character varying(4) NOT NULL,
    params jsonb NOT NULL,
    language character varying(10) NOT NULL,
    by_id bigint NOT NULL,
    job_id bigint NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    row_count integer,
    content character varying(200) NOT NULL,
    CONSTRAINT kernel_export_row_count_check CHECK ((row_count >= 0))
);


ALTER TABLE public.kernel_export ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.kernel_export_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.kernel_job (
    id bigint NOT NULL,
    title character varying(200) NOT NULL,
    by_id bigint,
    state character varying(20) NOT NULL,
    total bigint NOT NULL,
    done bigint NOT NULL,
    note character varying(500) NOT NULL,
    result_url character varying(300) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    CONSTRAINT kernel_job_done_check CHECK ((done >= 0)),
    CONSTRAINT kernel_job_total_check CHECK ((total >= 0))
);


ALTER TABLE public.kernel_job ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.kernel_job_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.kernel_knocks (
    id bigint NOT NULL,
    door character varying(40) NOT NULL,
    who character varying(64) NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    count integer NOT NULL,
    CONSTRAINT kernel_knocks_count_check CHECK ((count >= 0))
);


ALTER TABLE public.kernel_knocks ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.kernel_knocks_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.kernel_membership (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    party_id bigint NOT NULL,
    role character varying(20) NOT NULL,
    state character varying(30) NOT NULL,
    proof_id bigint,
    reason character varying(300) NOT NULL,
    claimed_at timestamp with time zone NOT NULL,
    told_at timestamp with time zone
);


ALTER TABLE public.kernel_membership ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.kernel_membership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.kernel_message (
    id bigint NOT NULL,
    user_id bigint,
    party_id bigint,
    subject_text character varying(200) NOT NULL,
    body_text text NOT NULL,
    params jsonb NOT NULL,
    link character varying(300) NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    mailed_at timestamp with time zone,
    read_at timestamp with time zone,
    off_link character varying(300) NOT NULL,
    reached jsonb NOT NULL,
    CONSTRAINT a_message_goes_to_a_person_or_a_party CHECK ((((user_id IS NOT NULL) OR (party_id IS NOT NULL)) AND (1 = (
CASE
    WHEN (user_id IS NOT NULL) THEN 1
    ELSE 0
END +
CASE
    WHEN (party_id IS NOT NULL) THEN 1
    ELSE 0
END))))
);


ALTER TABLE public.kernel_message ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.kernel_message_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.kernel_party (
    id bigint NOT NULL,
    uscc character varying(18) NOT NULL,
    name character varying(200) NOT NULL,
    short_name character varying(60) NOT NULL,
    kind character varying(20) NOT NULL,
    is_department boolean NOT NULL,
    name_en character varying(200) NOT NULL
);


ALTER TABLE public.kernel_party ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.kernel_party_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.kernel_refusedcount (
    id bigint NOT NULL,
    boundary character varying(60) NOT NULL,
    reason character varying(300) NOT NULL,
    hour timestamp with time zone NOT NULL,
    count integer NOT NULL,
    CONSTRAINT kernel_refusedcount_count_check CHECK ((count >= 0))
);


ALTER TABLE public.kernel_refusedcount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.kernel_refusedcount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.kernel_refusedmessage (
    id bigint NOT NULL,
    boundary character varying(60) NOT NULL,
    reason character varying(300) NOT NULL,
    body_hash character varying(64) NOT NULL,
    body_size integer NOT NULL,
    excerpt text NOT NULL,
    received_at timestamp with time zone NOT NULL,
    CONSTRAINT kernel_refusedmessage_body_size_check CHECK ((body_size >= 0))
);


ALTER TABLE public.kernel_refusedmessage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.kernel_refusedmessage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.kernel_storedfile (
    id bigint NOT NULL,
    name character varying(200) NOT NULL,
    media_type character varying(100) NOT NULL,
    size bigint NOT NULL,
    sha256 character varying(64) NOT NULL,
    content character varying(200) NOT NULL,
    party_id bigint,
    is_public boolean NOT NULL,
    stored_by_id bigint,
    stored_at timestamp with time zone NOT NULL,
    kept_for character varying(40) NOT NULL,
    CONSTRAINT kernel_storedfile_size_check CHECK ((size >= 0))
);


ALTER TABLE public.kernel_storedfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.kernel_storedfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.kernel_user (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    is_superuser boolean NOT NULL,
    name character varying(60) NOT NULL,
    email character varying(254),
    mobile character varying(11),
    is_active boolean NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    CONSTRAINT a_user_has_a_contact CHECK (((email IS NOT NULL) OR (mobile IS NOT NULL)))
);


CREATE TABLE public.kernel_user_groups (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    group_id integer NOT NULL
);


ALTER TABLE public.kernel_user_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.kernel_user_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


ALTER TABLE public.kernel_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.kernel_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.kernel_user_user_permissions (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    permission_id integer NOT NULL
);


ALTER TABLE public.kernel_user_user_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.kernel_user_user_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_admission (
    id bigint NOT NULL,
    agency_id bigint NOT NULL,
    service_type_id bigint NOT NULL,
    state character varying(30) NOT NULL,
    applied_at timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    decided_at timestamp with time zone,
    decided_by_id bigint,
    reason character varying(500) NOT NULL,
    reminded_at timestamp with time zone,
    escalated_at timestamp with time zone,
    warned_at timestamp with time zone,
    valid_until date,
    renewal_at timestamp with time zone,
    CONSTRAINT an_admission_was_decided CHECK (((NOT ((state)::text = 'admitted'::text)) OR (decided_at IS NOT NULL))),
    CONSTRAINT only_what_was_admitted_is_renewed CHECK (((renewal_at IS NULL) OR ((state)::text = ANY ((ARRAY['admitted'::character varying, 'suspended'::character varying])::text[]))))
);


ALTER TABLE public.marketplace_admission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_admission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_agency (
    id bigint NOT NULL,
    party_id bigint NOT NULL,
    state character varying(30) NOT NULL,
    legal_person character varying(60) NOT NULL,
    legal_person_digest character varying(64) NOT NULL,
    contact_name character varying(60) NOT NULL,
    contact_mobile character varying(20) NOT NULL,
    address character varying(200) NOT NULL,
    introduction text NOT NULL,
    registered_at timestamp with time zone NOT NULL,
    confirmed_year smallint,
    account_digest character varying(64) NOT NULL,
    CONSTRAINT marketplace_agency_confirmed_year_check CHECK ((confirmed_year >= 0))
);


ALTER TABLE public.marketplace_agency ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_agency_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_agreedscore (
    id bigint NOT NULL,
    panel_id bigint NOT NULL,
    bid_id bigint NOT NULL,
    points jsonb NOT NULL
);


ALTER TABLE public.marketplace_agreedscore ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_agreedscore_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_alarm (
    id bigint NOT NULL,
    need_id bigint NOT NULL,
    event character varying(20) NOT NULL,
    due_at timestamp with time zone NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone
);


ALTER TABLE public.marketplace_alarm ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_alarm_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_amendment (
    id bigint NOT NULL,
    need_id bigint NOT NULL,
    text text NOT NULL,
    closes_at timestamp with time zone NOT NULL,
    amended_at timestamp with time zone NOT NULL
);


ALTER TABLE public.marketplace_amendment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_amendment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_auction (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    need_id bigint NOT NULL,
    started_at timestamp with time zone NOT NULL,
    turn_id bigint,
    round integer NOT NULL,
    at_most_currency character varying(3),
    at_most numeric(16,2),
    turn_until timestamp with time zone,
    CONSTRAINT a_running_auction_waits_for_somebody CHECK ((((state)::text = 'ended'::text) OR ((at_most IS NOT NULL) AND (turn_id IS NOT NULL) AND (turn_until IS NOT NULL)))),
    CONSTRAINT marketplace_auction_round_check CHECK ((round >= 0))
);


ALTER TABLE public.marketplace_auction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_auction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_auctionmove (
    id bigint NOT NULL,
    auction_id bigint NOT NULL,
    sequence integer NOT NULL,
    party_id bigint NOT NULL,
    round integer NOT NULL,
    price_currency character varying(3),
    price numeric(16,2),
    made_at timestamp with time zone NOT NULL,
    by_id bigint,
    CONSTRAINT marketplace_auctionmove_round_check CHECK ((round >= 0)),
    CONSTRAINT marketplace_auctionmove_sequence_check CHECK ((sequence >= 0))
);


ALTER TABLE public.marketplace_auctionmove ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_auctionmove_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_award (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    need_id bigint NOT NULL,
    party_id bigint NOT NULL,
    bid_id bigint NOT NULL,
    evaluation_id bigint NOT NULL,
    ceiling_currency character varying(3) NOT NULL,
    ceiling numeric(16,2) NOT NULL,
    price_currency character varying(3) NOT NULL,
    price numeric(16,2) NOT NULL,
    code character varying(12) NOT NULL,
    awarded_by_id bigint NOT NULL,
    awarded_at timestamp with time zone NOT NULL,
    ended_reason character varying(300) NOT NULL,
    CONSTRAINT an_award_is_within_its_ceiling CHECK (((price > (0)::numeric) AND (price <= ceiling)))
);


ALTER TABLE public.marketplace_award ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_award_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_bar (
    id bigint NOT NULL,
    procurement_id bigint NOT NULL,
    party_id bigint NOT NULL,
    reason character varying(30) NOT NULL
);


ALTER TABLE public.marketplace_bar ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_bar_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_bid (
    id bigint NOT NULL,
    need_id bigint NOT NULL,
    pseudonym character varying(64) NOT NULL,
    ciphertext bytea NOT NULL,
    receipt character varying(64) NOT NULL,
    submitted_at timestamp with time zone NOT NULL,
    state character varying(30) NOT NULL,
    pack_id bigint
);


ALTER TABLE public.marketplace_bid ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_bid_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_case (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    opened_by_id bigint NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    ended_by_id bigint,
    reason character varying(1000) NOT NULL,
    passed_to character varying(100) NOT NULL,
    CONSTRAINT a_case_ends_with_a_reason CHECK (((NOT ((state)::text = ANY ((ARRAY['closed'::character varying, 'passed_on'::character varying])::text[]))) OR (NOT ((reason)::text = ''::text))))
);


ALTER TABLE public.marketplace_case ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_case_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_casequestion (
    id bigint NOT NULL,
    case_id bigint NOT NULL,
    party_id bigint NOT NULL,
    question character varying(1000) NOT NULL,
    asked_by_id bigint NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    answer text NOT NULL,
    answered_by_id bigint,
    answered_at timestamp with time zone
);


ALTER TABLE public.marketplace_casequestion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_casequestion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_certificate (
    id bigint NOT NULL,
    admission_id bigint NOT NULL,
    name character varying(100) NOT NULL,
    number character varying(60) NOT NULL,
    grade character varying(30) NOT NULL,
    issuer character varying(100) NOT NULL,
    valid_until date,
    file_id bigint,
    is_current boolean NOT NULL,
    is_proposed boolean NOT NULL
);


ALTER TABLE public.marketplace_certificate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_certificate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_choice (
    id bigint NOT NULL,
    need_id bigint NOT NULL,
    party_id bigint NOT NULL,
    reason character varying(500) NOT NULL,
    how character varying(20) NOT NULL,
    votes jsonb NOT NULL,
    minutes_id bigint,
    made_at timestamp with time zone NOT NULL,
    made_by_id bigint NOT NULL
);


ALTER TABLE public.marketplace_choice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_choice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_clue (
    id bigint NOT NULL,
    indicator character varying(10) NOT NULL,
    need_id bigint,
    value character varying(40) NOT NULL,
    bound character varying(40) NOT NULL,
    chance numeric(13,12),
    evidence jsonb NOT NULL,
    fingerprint character varying(64) NOT NULL,
    found_at timestamp with time zone NOT NULL,
    case_id bigint
);


ALTER TABLE public.marketplace_clue ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_clue_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_clue_parties (
    id bigint NOT NULL,
    clue_id bigint NOT NULL,
    party_id bigint NOT NULL
);


ALTER TABLE public.marketplace_clue_parties ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_clue_parties_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_contract (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    award_id bigint NOT NULL,
    procurement_id bigint NOT NULL,
    amount_currency character varying(3) NOT NULL,
    amount numeric(16,2) NOT NULL,
    current_amount_currency character varying(3) NOT NULL,
    current_amount numeric(16,2) NOT NULL,
    deliver_by date,
    ceiling_currency character varying(3) NOT NULL,
    ceiling numeric(16,2) NOT NULL,
    signed_on date NOT NULL,
    filed_at timestamp with time zone NOT NULL,
    filed_by_id bigint NOT NULL,
    document_id bigint,
    delivered_on date,
    CONSTRAINT a_contract_is_within_its_ceiling CHECK (((amount > (0)::numeric) AND (amount <= ceiling)))
);


ALTER TABLE public.marketplace_contract ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_contract_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_contractchange (
    id bigint NOT NULL,
    contract_id bigint NOT NULL,
    number smallint NOT NULL,
    amount_currency character varying(3) NOT NULL,
    amount numeric(16,2) NOT NULL,
    amount_before_currency character varying(3) NOT NULL,
    amount_before numeric(16,2) NOT NULL,
    deliver_by date,
    reason character varying(500) NOT NULL,
    is_over_tenth boolean NOT NULL,
    document_id bigint,
    made_at timestamp with time zone NOT NULL,
    made_by_id bigint NOT NULL,
    CONSTRAINT a_changed_amount_is_positive CHECK ((amount > (0)::numeric)),
    CONSTRAINT marketplace_contractchange_number_check CHECK ((number >= 0))
);


ALTER TABLE public.marketplace_contractchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_contractchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_contractpayment (
    id bigint NOT NULL,
    contract_id bigint NOT NULL,
    amount_currency character varying(3) NOT NULL,
    amount numeric(16,2) NOT NULL,
    paid_on date NOT NULL,
    voucher character varying(60) NOT NULL,
    recorded_by_id bigint NOT NULL,
    CONSTRAINT a_contract_payment_is_positive CHECK ((amount > (0)::numeric))
);


ALTER TABLE public.marketplace_contractpayment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_contractpayment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_control (
    id bigint NOT NULL,
    holder_id bigint NOT NULL,
    held_id bigint NOT NULL,
    evidence character varying(200) NOT NULL,
    CONSTRAINT nobody_controls_itself CHECK ((NOT (holder_id = held_id)))
);


ALTER TABLE public.marketplace_control ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_control_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_countedcontract (
    contract_id bigint NOT NULL,
    filed_on date NOT NULL,
    category character varying(10) NOT NULL,
    service_type character varying(10) NOT NULL,
    owner_id bigint NOT NULL,
    agency_id bigint NOT NULL,
    method character varying(30) NOT NULL,
    ceiling_fen bigint NOT NULL,
    deal_fen bigint NOT NULL
);


CREATE TABLE public.marketplace_creditcase (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    party_id bigint NOT NULL,
    reason character varying(20) NOT NULL,
    points smallint NOT NULL,
    facts character varying(1000) NOT NULL,
    source character varying(60) NOT NULL,
    found_at timestamp with time zone NOT NULL,
    interviewed_at timestamp with time zone,
    interview_note character varying(2000) NOT NULL,
    reply_due_on date,
    reply text NOT NULL,
    replied_at timestamp with time zone,
    decided_at timestamp with time zone,
    decided_by_id bigint,
    decision character varying(1000) NOT NULL,
    appeal_due_on date,
    appeal text NOT NULL,
    appeal_decision character varying(1000) NOT NULL,
    CONSTRAINT marketplace_creditcase_points_check CHECK ((points >= 0)),
    CONSTRAINT no_points_without_an_interview CHECK (((NOT ((state)::text = ANY ((ARRAY['decided'::character varying, 'appealed'::character varying, 'confirmed'::character varying, 'revoked'::character varying])::text[]))) OR ((decided_at IS NOT NULL) AND (interviewed_at IS NOT NULL))))
);


ALTER TABLE public.marketplace_creditcase ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_creditcase_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_devicemark (
    id uuid NOT NULL,
    day date NOT NULL,
    device character varying(64) NOT NULL,
    party_id bigint NOT NULL
);


CREATE TABLE public.marketplace_dispute (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    kind character varying(20) NOT NULL,
    award_id bigint NOT NULL,
    party_id bigint NOT NULL,
    raised_by_id bigint NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    grounds text NOT NULL,
    evidence_id bigint,
    objection_id bigint,
    due_on date NOT NULL,
    suspends boolean NOT NULL,
    accepted_at timestamp with time zone,
    answer text NOT NULL,
    decided_by_id bigint,
    decided_at timestamp with time zone,
    rule jsonb NOT NULL
);


ALTER TABLE public.marketplace_dispute ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_dispute_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_draw (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    need_id bigint NOT NULL,
    purpose character varying(20) NOT NULL,
    name character varying(60) NOT NULL,
    announced_at timestamp with time zone NOT NULL,
    drawn_at timestamp with time zone NOT NULL,
    record jsonb NOT NULL,
    public_number character varying(100) NOT NULL,
    recorded_by_id bigint
);


ALTER TABLE public.marketplace_draw ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_draw_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_earlyend (
    id bigint NOT NULL,
    ground character varying(20) NOT NULL,
    reason character varying(500) NOT NULL,
    settled_amount_currency character varying(3) NOT NULL,
    settled_amount numeric(16,2) NOT NULL,
    by_owner boolean NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    agreed boolean,
    answer character varying(500) NOT NULL,
    answered_at timestamp with time zone,
    answered_by_id bigint,
    contract_id bigint NOT NULL,
    document_id bigint,
    proposed_by_id bigint NOT NULL,
    ruled_by character varying(100) NOT NULL,
    ruled_on date,
    ruling_number character varying(100) NOT NULL,
    takes_effect_at timestamp with time zone,
    way character varying(20) NOT NULL,
    withdrawn_at timestamp with time zone,
    CONSTRAINT a_notice_says_when_it_takes_effect CHECK (((NOT ((way)::text = 'notice'::text)) OR (takes_effect_at IS NOT NULL))),
    CONSTRAINT a_ruling_has_number_body_and_day CHECK (((NOT ((way)::text = 'ruling'::text)) OR ((NOT ((ruling_number)::text = ''::text)) AND (NOT ((ruled_by)::text = ''::text)) AND (ruled_on IS NOT NULL)))),
    CONSTRAINT a_settlement_is_not_negative CHECK ((settled_amount >= (0)::numeric)),
    CONSTRAINT only_a_notice_without_effect_is_withdrawn CHECK (((withdrawn_at IS NULL) OR ((NOT agreed) AND ((way)::text = 'notice'::text)))),
    CONSTRAINT two_people_record_a_ruling CHECK (((NOT ((way)::text = 'ruling'::text)) OR (answered_by_id IS NULL) OR (NOT ((answered_by_id = proposed_by_id) AND (answered_by_id IS NOT NULL)))))
);


ALTER TABLE public.marketplace_earlyend ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_earlyend_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_evaluation (
    id bigint NOT NULL,
    need_id bigint NOT NULL,
    outcome character varying(30) NOT NULL,
    winner_id bigint,
    result jsonb NOT NULL,
    inputs jsonb NOT NULL,
    evaluated_at timestamp with time zone NOT NULL
);


ALTER TABLE public.marketplace_evaluation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_evaluation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_examination (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    subject character varying(300) NOT NULL,
    commissioned_by character varying(100) NOT NULL,
    began_on date NOT NULL,
    ended_on date,
    article character varying(100) NOT NULL,
    dispute_id bigint NOT NULL,
    CONSTRAINT an_examination_ends_after_it_began CHECK (((ended_on IS NULL) OR (ended_on >= began_on)))
);


ALTER TABLE public.marketplace_examination ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_examination_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_expert (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    number character varying(10) NOT NULL,
    title character varying(60) NOT NULL,
    listed_at timestamp with time zone NOT NULL,
    employer_id bigint,
    user_id bigint NOT NULL
);


ALTER TABLE public.marketplace_expert ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_expert_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_expert_specialities (
    id bigint NOT NULL,
    expert_id bigint NOT NULL,
    servicecategory_id bigint NOT NULL
);


ALTER TABLE public.marketplace_expert_specialities ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_expert_specialities_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_guarantee (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    kind character varying(20) NOT NULL,
    form character varying(20) NOT NULL,
    need_id bigint NOT NULL,
    party_id bigint NOT NULL,
    number character varying(60) NOT NULL,
    issuer character varying(100) NOT NULL,
    amount_currency character varying(3) NOT NULL,
    amount numeric(16,2) NOT NULL,
    valid_until date,
    received_at timestamp with time zone NOT NULL,
    received_by_id bigint NOT NULL,
    ended_at timestamp with time zone,
    ended_reason character varying(300) NOT NULL,
    payer_digest character varying(64) NOT NULL,
    CONSTRAINT a_guarantee_ends_on_a_day CHECK ((((form)::text = 'cash'::text) OR (valid_until IS NOT NULL))),
    CONSTRAINT a_guarantee_has_an_amount CHECK ((amount > 0.00))
);


ALTER TABLE public.marketplace_guarantee ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_guarantee_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_invitation (
    id bigint NOT NULL,
    need_id bigint NOT NULL,
    party_id bigint NOT NULL
);


ALTER TABLE public.marketplace_invitation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_invitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_marketlook (
    id bigint NOT NULL,
    day date NOT NULL
);


ALTER TABLE public.marketplace_marketlook ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_marketlook_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_methodchange (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    need_id bigint NOT NULL,
    method_before character varying(30) NOT NULL,
    reason character varying(500) NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    note character varying(500) NOT NULL
);


ALTER TABLE public.marketplace_methodchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_methodchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_milestone (
    id bigint NOT NULL,
    contract_id bigint NOT NULL,
    name character varying(100) NOT NULL,
    due_on date NOT NULL,
    amount_currency character varying(3),
    amount numeric(16,2),
    done_on date
);


ALTER TABLE public.marketplace_milestone ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_milestone_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_need (
    id bigint NOT NULL,
    procurement_id bigint NOT NULL,
    round smallint NOT NULL,
    state character varying(30) NOT NULL,
    description text NOT NULL,
    ceiling_currency character varying(3) NOT NULL,
    ceiling numeric(16,2) NOT NULL,
    method character varying(30) NOT NULL,
    quote character varying(10) NOT NULL,
    regime character varying(20) NOT NULL,
    uses_public_funds boolean NOT NULL,
    service_days smallint NOT NULL,
    closes_at timestamp with time zone NOT NULL,
    opens_at timestamp with time zone NOT NULL,
    posted_at timestamp with time zone,
    recusal_declared boolean NOT NULL,
    splitting_note character varying(500) NOT NULL,
    review_note character varying(500) NOT NULL,
    serves_approval boolean NOT NULL,
    particulars jsonb NOT NULL,
    rules jsonb NOT NULL,
    fairness jsonb NOT NULL,
    ended_reason character varying(500) NOT NULL,
    bid_valid_days smallint NOT NULL,
    openers_needed smallint NOT NULL,
    CONSTRAINT a_ceiling_is_positive CHECK ((ceiling > 0.00)),
    CONSTRAINT a_need_opens_after_it_closes CHECK ((opens_at >= closes_at)),
    CONSTRAINT a_posted_need_has_time_to_bid CHECK ((((state)::text = ANY ((ARRAY['draft'::character varying, 'cancelled'::character varying])::text[])) OR ((closes_at > posted_at) AND (posted_at IS NOT NULL)))),
    CONSTRAINT bids_hold_for_a_time CHECK ((bid_valid_days > 0)),
    CONSTRAINT marketplace_need_bid_valid_days_check CHECK ((bid_valid_days >= 0)),
    CONSTRAINT marketplace_need_openers_needed_check CHECK ((openers_needed >= 0)),
    CONSTRAINT marketplace_need_round_check CHECK ((round >= 0)),
    CONSTRAINT marketplace_need_service_days_check CHECK ((service_days >= 0))
);


ALTER TABLE public.marketplace_need ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_need_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_needclock (
    need_id bigint NOT NULL,
    next_check timestamp with time zone
);


CREATE TABLE public.marketplace_needdocument (
    id bigint NOT NULL,
    need_id bigint NOT NULL,
    file_id bigint NOT NULL
);


ALTER TABLE public.marketplace_needdocument ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_needdocument_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_needtemplate (
    id bigint NOT NULL,
    service_type_id bigint NOT NULL,
    description text NOT NULL,
    criteria text NOT NULL,
    service_days smallint NOT NULL,
    CONSTRAINT marketplace_needtemplate_service_days_check CHECK ((service_days >= 0))
);


ALTER TABLE public.marketplace_needtemplate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_needtemplate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_olddeposit (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    project character varying(200) NOT NULL,
    payer character varying(200) NOT NULL,
    amount_currency character varying(3) NOT NULL,
    amount numeric(16,2) NOT NULL,
    received_on date NOT NULL,
    progress character varying(500) NOT NULL,
    returned_on date,
    voucher character varying(60) NOT NULL,
    CONSTRAINT a_returned_deposit_has_its_voucher CHECK (((NOT ((state)::text = 'returned'::text)) OR ((returned_on IS NOT NULL) AND (NOT ((voucher)::text = ''::text)))))
);


ALTER TABLE public.marketplace_olddeposit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_olddeposit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_openedbid (
    id bigint NOT NULL,
    bid_id bigint NOT NULL,
    need_id bigint NOT NULL,
    party_id bigint NOT NULL,
    submitted_by_id bigint NOT NULL,
    submitted_at timestamp with time zone NOT NULL,
    price_currency character varying(3),
    price numeric(16,2),
    discount numeric(6,4),
    proposal text NOT NULL,
    admission_id bigint NOT NULL,
    admission_state character varying(30) NOT NULL,
    admission_valid_until date,
    fault character varying(30) NOT NULL,
    related_to jsonb NOT NULL,
    papers_key character varying(64) NOT NULL,
    papers_sha256 character varying(64) NOT NULL,
    CONSTRAINT a_bid_is_an_amount_or_a_discount CHECK ((((price IS NULL) OR (discount IS NULL)) AND (1 = (
CASE
    WHEN (price IS NULL) THEN 1
    ELSE 0
END +
CASE
    WHEN (discount IS NULL) THEN 1
    ELSE 0
END))))
);


ALTER TABLE public.marketplace_openedbid ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_openedbid_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_openedpaper (
    id uuid NOT NULL,
    number smallint NOT NULL,
    name character varying(120) NOT NULL,
    media_type character varying(100) NOT NULL,
    size integer NOT NULL,
    sha256 character varying(64) NOT NULL,
    is_blind boolean NOT NULL,
    bid_id bigint NOT NULL,
    CONSTRAINT marketplace_openedpaper_number_check CHECK ((number >= 0)),
    CONSTRAINT marketplace_openedpaper_size_check CHECK ((size >= 0))
);


CREATE TABLE public.marketplace_opener (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    consented_at timestamp with time zone,
    asked_at timestamp with time zone,
    escalated_at timestamp with time zone,
    need_id bigint NOT NULL,
    party_id bigint NOT NULL,
    user_id bigint NOT NULL,
    key_id bigint NOT NULL,
    CONSTRAINT a_consent_has_its_moment CHECK ((((consented_at IS NOT NULL) AND ((state)::text = 'consented'::text)) OR ((NOT ((state)::text = 'consented'::text)) AND (consented_at IS NULL))))
);


ALTER TABLE public.marketplace_opener ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_opener_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_openerexchange (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    reason character varying(300) NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    coming_id bigint NOT NULL,
    decided_by_id bigint,
    leaving_id bigint NOT NULL,
    proposed_by_id bigint NOT NULL,
    CONSTRAINT two_people_exchange_an_opener CHECK (((decided_by_id IS NULL) OR (NOT ((decided_by_id = proposed_by_id) AND (decided_by_id IS NOT NULL)))))
);


ALTER TABLE public.marketplace_openerexchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_openerexchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_openerkey (
    id bigint NOT NULL,
    public_key character varying(64) NOT NULL,
    salt character varying(32) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    user_id bigint NOT NULL
);


ALTER TABLE public.marketplace_openerkey ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_openerkey_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_owner (
    id bigint NOT NULL,
    party_id bigint NOT NULL,
    department_id bigint NOT NULL,
    state character varying(30) NOT NULL,
    uses_public_funds boolean NOT NULL,
    is_public_organ boolean NOT NULL,
    contact_name character varying(60) NOT NULL,
    contact_mobile character varying(20) NOT NULL,
    applied_at timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    decided_at timestamp with time zone,
    decided_by_id bigint,
    reason character varying(500) NOT NULL,
    asked_year smallint,
    confirmed_year smallint,
    escalated_at timestamp with time zone,
    reminded_at timestamp with time zone,
    CONSTRAINT marketplace_owner_asked_year_check CHECK ((asked_year >= 0)),
    CONSTRAINT marketplace_owner_confirmed_year_check CHECK ((confirmed_year >= 0))
);


ALTER TABLE public.marketplace_owner ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_owner_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_panel (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    need_id bigint NOT NULL,
    minutes text NOT NULL,
    sign_until timestamp with time zone,
    size smallint,
    CONSTRAINT marketplace_panel_size_check CHECK ((size >= 0))
);


ALTER TABLE public.marketplace_panel ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_panel_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_paperpack (
    id bigint NOT NULL,
    ciphertext bytea NOT NULL,
    sha256 character varying(64) NOT NULL,
    key character varying(64) NOT NULL
);


ALTER TABLE public.marketplace_paperpack ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_paperpack_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_pricejudgement (
    id bigint NOT NULL,
    need_id bigint NOT NULL,
    party_id bigint NOT NULL,
    is_accepted boolean NOT NULL,
    grounds character varying(500) NOT NULL,
    judged_by_id bigint NOT NULL,
    judged_at timestamp with time zone NOT NULL
);


ALTER TABLE public.marketplace_pricejudgement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_pricejudgement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_pricequestion (
    id bigint NOT NULL,
    need_id bigint NOT NULL,
    party_id bigint NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    answer_until timestamp with time zone NOT NULL,
    answer text NOT NULL,
    file_id bigint,
    answered_at timestamp with time zone
);


ALTER TABLE public.marketplace_pricequestion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_pricequestion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_procurement (
    id bigint NOT NULL,
    owner_id bigint NOT NULL,
    service_type_id bigint NOT NULL,
    title character varying(200) NOT NULL,
    year smallint NOT NULL,
    number integer NOT NULL,
    CONSTRAINT marketplace_procurement_number_check CHECK ((number >= 0)),
    CONSTRAINT marketplace_procurement_year_check CHECK ((year >= 0))
);


ALTER TABLE public.marketplace_procurement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_procurement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_professional (
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    qualification character varying(60) NOT NULL,
    certificate_number character varying(60) NOT NULL,
    valid_until date,
    is_registered_here boolean NOT NULL,
    stated_on date NOT NULL,
    ended_on date,
    agency_id bigint NOT NULL,
    CONSTRAINT a_statement_ends_after_it_was_made CHECK (((ended_on IS NULL) OR (ended_on >= stated_on)))
);


ALTER TABLE public.marketplace_professional ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_professional_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_question (
    id bigint NOT NULL,
    need_id bigint NOT NULL,
    text text NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    answer text NOT NULL,
    answered_at timestamp with time zone,
    due_on date,
    escalated_at timestamp with time zone,
    is_objection boolean NOT NULL,
    suspends boolean NOT NULL,
    CONSTRAINT an_objection_to_documents_has_its_day CHECK ((((due_on IS NULL) AND (NOT is_objection) AND (NOT suspends)) OR ((due_on IS NOT NULL) AND is_objection)))
);


ALTER TABLE public.marketplace_question ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_question_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_rating (
    id bigint NOT NULL,
    contract_id bigint NOT NULL,
    by_owner boolean NOT NULL,
    quality smallint NOT NULL,
    punctuality smallint NOT NULL,
    conduct smallint NOT NULL,
    comment character varying(500) NOT NULL,
    rated_at timestamp with time zone NOT NULL,
    rated_by_id bigint NOT NULL,
    CONSTRAINT marketplace_rating_conduct_check CHECK ((conduct >= 0)),
    CONSTRAINT marketplace_rating_punctuality_check CHECK ((punctuality >= 0)),
    CONSTRAINT marketplace_rating_quality_check CHECK ((quality >= 0)),
    CONSTRAINT ratings_go_from_one_to_five CHECK ((((conduct >= 1) AND (conduct <= 5)) AND ((punctuality >= 1) AND (punctuality <= 5)) AND ((quality >= 1) AND (quality <= 5))))
);


ALTER TABLE public.marketplace_rating ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_rating_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_recusal (
    id bigint NOT NULL,
    reason character varying(200) NOT NULL,
    stated_at timestamp with time zone NOT NULL,
    expert_id bigint NOT NULL,
    party_id bigint NOT NULL
);


ALTER TABLE public.marketplace_recusal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_recusal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_release (
    number bigint NOT NULL,
    event_id bigint NOT NULL,
    procurement_id bigint NOT NULL,
    tag character varying(30) NOT NULL,
    happened_at timestamp with time zone NOT NULL,
    body jsonb NOT NULL
);


ALTER TABLE public.marketplace_release ALTER COLUMN number ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_release_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_savingssum (
    id bigint NOT NULL,
    dimension character varying(10) NOT NULL,
    key character varying(40) NOT NULL,
    month date NOT NULL,
    count bigint NOT NULL,
    ceiling_fen bigint NOT NULL,
    deal_fen bigint NOT NULL,
    is_year boolean NOT NULL,
    other character varying(10) NOT NULL,
    other_key character varying(40) NOT NULL
);


ALTER TABLE public.marketplace_savingssum ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_savingssum_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_scoresheet (
    id bigint NOT NULL,
    seat_id bigint NOT NULL,
    bid_id bigint NOT NULL,
    points jsonb NOT NULL,
    remark character varying(500) NOT NULL,
    scored_at timestamp with time zone NOT NULL
);


ALTER TABLE public.marketplace_scoresheet ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_scoresheet_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_sealedbox (
    id bigint NOT NULL,
    need_id bigint NOT NULL,
    reference character varying(80) NOT NULL,
    public_key character varying(64) NOT NULL,
    told_closes_at timestamp with time zone NOT NULL
);


ALTER TABLE public.marketplace_sealedbox ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_sealedbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_seat (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    panel_id bigint NOT NULL,
    expert_id bigint NOT NULL,
    reason character varying(300) NOT NULL,
    signed_at timestamp with time zone,
    dissent character varying(1000) NOT NULL,
    is_deemed boolean NOT NULL
);


ALTER TABLE public.marketplace_seat ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_seat_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_servicecategory (
    id bigint NOT NULL,
    code character varying(10) NOT NULL,
    name character varying(60) NOT NULL,
    name_en character varying(100) NOT NULL
);


ALTER TABLE public.marketplace_servicecategory ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_servicecategory_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_servicetype (
    id bigint NOT NULL,
    category_id bigint NOT NULL,
    code character varying(10) NOT NULL,
    name character varying(60) NOT NULL,
    name_en character varying(120) NOT NULL,
    department_id bigint
);


ALTER TABLE public.marketplace_servicetype ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_servicetype_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_subscription (
    id bigint NOT NULL,
    party_id bigint NOT NULL,
    service_type_id bigint NOT NULL
);


ALTER TABLE public.marketplace_subscription ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_subscription_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.marketplace_traderecord (
    id bigint NOT NULL,
    kind character varying(30) NOT NULL,
    name character varying(200) NOT NULL,
    base_currency character varying(3) NOT NULL,
    base numeric(16,2) NOT NULL,
    deal_currency character varying(3) NOT NULL,
    deal numeric(16,2) NOT NULL,
    area_m2 numeric(14,2),
    closed_on date NOT NULL,
    entered_by_id bigint NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    CONSTRAINT an_area_is_positive CHECK (((area_m2 IS NULL) OR (area_m2 > (0)::numeric))),
    CONSTRAINT trades_have_prices CHECK (((base > (0)::numeric) AND (deal > (0)::numeric)))
);


ALTER TABLE public.marketplace_traderecord ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketplace_traderecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);


ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.pages_articleindexpage (
    page_ptr_id integer NOT NULL
);


CREATE TABLE public.pages_articlepage (
    page_ptr_id integer NOT NULL,
    title_en character varying(300) NOT NULL,
    issued_on date NOT NULL,
    body jsonb NOT NULL,
    body_en jsonb NOT NULL
);


CREATE TABLE public.pages_departmentreview (
    task_ptr_id integer NOT NULL
);


CREATE TABLE public.pages_faircompetitionreview (
    task_ptr_id integer NOT NULL,
    department_id bigint NOT NULL
);


CREATE TABLE public.pages_homepage (
    page_ptr_id integer NOT NULL
);


CREATE TABLE public.pages_policyindexpage (
    page_ptr_id integer NOT NULL
);


CREATE TABLE public.pages_policypage (
    page_ptr_id integer NOT NULL,
    code character varying(60) NOT NULL,
    title_en character varying(300) NOT NULL,
    summary text NOT NULL,
    summary_en text NOT NULL,
    body jsonb NOT NULL,
    body_en jsonb NOT NULL,
    document_number character varying(100) NOT NULL,
    contact character varying(100) NOT NULL,
    benefit_class character varying(20) NOT NULL,
    level character varying(20) NOT NULL,
    channel character varying(20) NOT NULL,
    valid_from date NOT NULL,
    last_day date,
    online_at timestamp with time zone,
    offline_at timestamp with time zone,
    notice_days smallint NOT NULL,
    notice_unit character varying(10) NOT NULL,
    confirm_days smallint NOT NULL,
    confirm_unit character varying(10) NOT NULL,
    lapse_rule character varying(10) NOT NULL,
    "order" character varying(20) NOT NULL,
    shortage_rule character varying(20) NOT NULL,
    exclusive_group character varying(60) NOT NULL,
    once_per character varying(20) NOT NULL,
    rule jsonb,
    cases jsonb NOT NULL,
    budget_line_id bigint,
    family_id bigint,
    lead_department_id bigint NOT NULL,
    apply_from date,
    apply_until date,
    decide_days smallint NOT NULL,
    evidence text NOT NULL,
    attachments jsonb NOT NULL,
    interpretation jsonb NOT NULL,
    interpretation_en jsonb NOT NULL,
    questions jsonb NOT NULL,
    CONSTRAINT pages_policypage_confirm_days_check CHECK ((confirm_days >= 0)),
    CONSTRAINT pages_policypage_decide_days_check CHECK ((decide_days >= 0)),
    CONSTRAINT pages_policypage_notice_days_check CHECK ((notice_days >= 0))
);


CREATE TABLE public.pages_policypage_co_departments (
    id bigint NOT NULL,
    policypage_id integer NOT NULL,
    party_id bigint NOT NULL
);


ALTER TABLE public.pages_policypage_co_departments ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.pages_policypage_co_departments_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.pghistory_context (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    metadata jsonb NOT NULL
);


CREATE TABLE public.policies_account (
    id bigint NOT NULL,
    line_id bigint,
    bank_account character varying(64) NOT NULL,
    kind character varying(20) NOT NULL,
    balance_fen bigint NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT an_account_has_one_owner CHECK ((((line_id IS NULL) AND (NOT ((bank_account)::text = ''::text))) OR ((line_id IS NOT NULL) AND ((bank_account)::text = ''::text)))),
    CONSTRAINT nothing_negative_but_the_contra_accounts CHECK (((balance_fen >= 0) OR ((kind)::text = ANY ((ARRAY['appropriated'::character varying, 'unexplained'::character varying])::text[]))))
);


ALTER TABLE public.policies_account ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_account_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_application (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    channel character varying(20) NOT NULL,
    scope_key character varying(80) NOT NULL,
    period character varying(7) NOT NULL,
    round smallint NOT NULL,
    estimate_currency character varying(3),
    estimate numeric(16,2),
    scale character varying(5) NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    submitted_at timestamp with time zone,
    decide_until timestamp with time zone,
    correct_until timestamp with time zone,
    reminded_at timestamp with time zone,
    escalated_at timestamp with time zone,
    decided_at timestamp with time zone,
    reason character varying(1000) NOT NULL,
    score numeric(6,2),
    place integer,
    account_id bigint,
    begun_by_id bigint NOT NULL,
    decided_by_id bigint,
    enterprise_id bigint NOT NULL,
    grant_id bigint,
    match_id bigint,
    policy_id bigint NOT NULL,
    version_id bigint NOT NULL,
    counted_days smallint,
    counted_from date,
    project_name character varying(120) NOT NULL,
    project_number character varying(40) NOT NULL,
    CONSTRAINT policies_application_counted_days_check CHECK ((counted_days >= 0)),
    CONSTRAINT policies_application_place_check CHECK ((place >= 0)),
    CONSTRAINT policies_application_round_check CHECK ((round >= 0)),
    CONSTRAINT what_is_granted_has_a_grant_and_its_verdict CHECK (((NOT ((state)::text = 'granted'::text)) OR ((grant_id IS NOT NULL) AND (match_id IS NOT NULL)))),
    CONSTRAINT what_is_handed_in_has_a_last_day CHECK (((NOT ((state)::text = 'submitted'::text)) OR (decide_until IS NOT NULL)))
);


ALTER TABLE public.policies_application ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_application_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_approval (
    id bigint NOT NULL,
    batch_id bigint NOT NULL,
    step character varying(20) NOT NULL,
    by_id bigint NOT NULL,
    content_hash character varying(64) NOT NULL,
    signed_at timestamp with time zone NOT NULL
);


ALTER TABLE public.policies_approval ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_approval_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_approvaltier (
    id bigint NOT NULL,
    over_currency character varying(3) NOT NULL,
    over numeric(16,2) NOT NULL,
    countersigns smallint NOT NULL,
    proposed_by_id bigint NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    confirmed_by_id bigint,
    confirmed_at timestamp with time zone,
    CONSTRAINT a_tier_is_set_by_two_people CHECK (((confirmed_by_id IS NULL) OR (NOT ((confirmed_by_id = proposed_by_id) AND (confirmed_by_id IS NOT NULL))))),
    CONSTRAINT at_most_five_countersign CHECK ((countersigns <= 5)),
    CONSTRAINT policies_approvaltier_countersigns_check CHECK ((countersigns >= 0))
);


ALTER TABLE public.policies_approvaltier ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_approvaltier_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_attempt (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    payment_id bigint NOT NULL,
    slice_id bigint NOT NULL,
    number smallint NOT NULL,
    end_to_end_id character varying(35) NOT NULL,
    content_hash character varying(64) NOT NULL,
    value_date date,
    queued_at timestamp with time zone NOT NULL,
    claimed_at timestamp with time zone,
    answered_at timestamp with time zone,
    asked_at timestamp with time zone,
    code character varying(20) NOT NULL,
    detail character varying(200) NOT NULL,
    bank_reference character varying(80) NOT NULL,
    settled_on date,
    returned_on date,
    CONSTRAINT policies_attempt_number_check CHECK ((number >= 0))
);


ALTER TABLE public.policies_attempt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_attempt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_awardrecord (
    id bigint NOT NULL,
    enterprise_id bigint NOT NULL,
    family character varying(80) NOT NULL,
    level character varying(20) NOT NULL,
    step character varying(40) NOT NULL,
    period character varying(7) NOT NULL,
    awarded_on date NOT NULL,
    amount_currency character varying(3) NOT NULL,
    amount numeric(16,2) NOT NULL,
    number character varying(18) NOT NULL,
    through_merger boolean NOT NULL,
    source character varying(20) NOT NULL,
    grant_id bigint,
    keys jsonb NOT NULL
);


ALTER TABLE public.policies_awardrecord ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_awardrecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_awardrevocation (
    id bigint NOT NULL,
    award_id bigint NOT NULL,
    revoked_on date NOT NULL,
    reason character varying(300) NOT NULL
);


ALTER TABLE public.policies_awardrevocation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_awardrevocation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_bankaccount (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    enterprise_id bigint NOT NULL,
    account_name character varying(200) NOT NULL,
    bank_name character varying(200) NOT NULL,
    bank_code character varying(12) NOT NULL,
    number text NOT NULL,
    number_hash character varying(64) NOT NULL,
    source character varying(20) NOT NULL,
    given_by_id bigint,
    verified_by_id bigint,
    verified_at timestamp with time zone,
    batch_id bigint,
    CONSTRAINT a_verified_account_names_who_verified_it CHECK (((NOT ((state)::text = 'verified'::text)) OR (verified_by_id IS NOT NULL))),
    CONSTRAINT who_gives_an_account_does_not_verify_it CHECK (((verified_by_id IS NULL) OR (given_by_id IS NULL) OR (NOT ((verified_by_id = given_by_id) AND (verified_by_id IS NOT NULL) AND (given_by_id IS NOT NULL)))))
);


ALTER TABLE public.policies_bankaccount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_bankaccount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_banknotice (
    id bigint NOT NULL,
    event_id character varying(80) NOT NULL,
    end_to_end_id character varying(35) NOT NULL,
    kind character varying(20) NOT NULL,
    received_at timestamp with time zone NOT NULL
);


ALTER TABLE public.policies_banknotice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_banknotice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_batch (
    id bigint NOT NULL,
    number character varying(20) NOT NULL,
    title character varying(200) NOT NULL,
    debtor_account character varying(64) NOT NULL,
    drafted_by_id bigint NOT NULL,
    drafted_at timestamp with time zone NOT NULL,
    payment_count integer NOT NULL,
    total_currency character varying(3) NOT NULL,
    total numeric(16,2) NOT NULL,
    content_hash character varying(64) NOT NULL,
    countersigns smallint NOT NULL,
    dissolved_at timestamp with time zone,
    dissolved_reason character varying(300) NOT NULL,
    CONSTRAINT policies_batch_countersigns_check CHECK ((countersigns >= 0)),
    CONSTRAINT policies_batch_payment_count_check CHECK ((payment_count >= 0))
);


ALTER TABLE public.policies_batch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_batch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_break (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    kind character varying(20) NOT NULL,
    statement_id bigint NOT NULL,
    line_id bigint,
    attempt_id bigint,
    amount_fen bigint NOT NULL,
    found_at timestamp with time zone NOT NULL,
    explanation character varying(300) NOT NULL,
    remedy character varying(20) NOT NULL,
    evidence_id bigint,
    proposed_by_id bigint,
    confirmed_by_id bigint,
    closed_at timestamp with time zone,
    clawback_id bigint,
    CONSTRAINT a_break_is_closed_by_two_people CHECK (((confirmed_by_id IS NULL) OR ((proposed_by_id IS NOT NULL) AND (NOT ((confirmed_by_id = proposed_by_id) AND (confirmed_by_id IS NOT NULL) AND (proposed_by_id IS NOT NULL))))))
);


ALTER TABLE public.policies_break ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_break_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_broughtstatement (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    bank_account character varying(64) NOT NULL,
    date date NOT NULL,
    opening_fen bigint NOT NULL,
    closing_fen bigint NOT NULL,
    paid_fen bigint NOT NULL,
    received_fen bigint NOT NULL,
    line_count integer NOT NULL,
    content_hash character varying(64) NOT NULL,
    body text NOT NULL,
    brought_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    reason character varying(300) NOT NULL,
    brought_by_id bigint NOT NULL,
    decided_by_id bigint,
    statement_id bigint,
    CONSTRAINT a_brought_statement_is_confirmed_by_another_person CHECK (((NOT ((state)::text = 'confirmed'::text)) OR ((decided_by_id IS NOT NULL) AND (statement_id IS NOT NULL) AND (NOT ((decided_by_id = brought_by_id) AND (decided_by_id IS NOT NULL)))))),
    CONSTRAINT policies_broughtstatement_line_count_check CHECK ((line_count >= 0))
);


ALTER TABLE public.policies_broughtstatement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_broughtstatement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_budgetline (
    id bigint NOT NULL,
    fiscal_year smallint NOT NULL,
    code character varying(40) NOT NULL,
    name character varying(200) NOT NULL,
    department_id bigint NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    level character varying(10) NOT NULL,
    CONSTRAINT policies_budgetline_fiscal_year_check CHECK ((fiscal_year >= 0))
);


ALTER TABLE public.policies_budgetline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_budgetline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_call (
    id bigint NOT NULL,
    fact character varying(80) NOT NULL,
    called_at timestamp with time zone NOT NULL,
    told_count integer,
    called_by_id bigint NOT NULL,
    version_id bigint NOT NULL,
    CONSTRAINT policies_call_told_count_check CHECK ((told_count >= 0))
);


ALTER TABLE public.policies_call ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_call_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_callline (
    id bigint NOT NULL,
    fact character varying(80) NOT NULL,
    call_id bigint NOT NULL,
    enterprise_id bigint NOT NULL,
    version_id bigint NOT NULL
);


ALTER TABLE public.policies_callline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_callline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_catalogueentry (
    id bigint NOT NULL,
    catalogue character varying(60) NOT NULL,
    entry character varying(20) NOT NULL,
    valid_from date NOT NULL,
    valid_until date
);


ALTER TABLE public.policies_catalogueentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_catalogueentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_clawback (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    payment_id bigint NOT NULL,
    amount_currency character varying(3) NOT NULL,
    amount numeric(16,2) NOT NULL,
    reason character varying(300) NOT NULL,
    proposed_by_id bigint NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    agreed_by_id bigint,
    line_id bigint,
    CONSTRAINT a_clawback_demands_something CHECK ((amount > (0)::numeric)),
    CONSTRAINT a_clawback_is_demanded_by_two_people CHECK (((agreed_by_id IS NULL) OR (NOT ((agreed_by_id = proposed_by_id) AND (agreed_by_id IS NOT NULL)))))
);


ALTER TABLE public.policies_clawback ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_clawback_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_codechange (
    id bigint NOT NULL,
    code_set character varying(20) NOT NULL,
    old character varying(12) NOT NULL,
    new character varying(12) NOT NULL,
    fate character varying(10) NOT NULL,
    changed_on date NOT NULL,
    document character varying(200) NOT NULL,
    CONSTRAINT a_change_leads_elsewhere CHECK ((NOT ((old)::text = (new)::text)))
);


ALTER TABLE public.policies_codechange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_codechange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_codeedition (
    id bigint NOT NULL,
    code_set character varying(20) NOT NULL,
    year smallint NOT NULL,
    in_force_from date NOT NULL,
    source character varying(200) NOT NULL,
    CONSTRAINT policies_codeedition_year_check CHECK ((year >= 0))
);


ALTER TABLE public.policies_codeedition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_codeedition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_codeentry (
    id bigint NOT NULL,
    code character varying(12) NOT NULL,
    name_zh character varying(120) NOT NULL,
    name_en character varying(200) NOT NULL,
    edition_id bigint NOT NULL
);


ALTER TABLE public.policies_codeentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_codeentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_contact (
    id bigint NOT NULL,
    grant_id bigint NOT NULL,
    means character varying(10) NOT NULL,
    outcome character varying(20) NOT NULL,
    note character varying(300) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_on date NOT NULL,
    due_at timestamp with time zone,
    by_id bigint
);


ALTER TABLE public.policies_contact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_contact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_correction (
    id bigint NOT NULL,
    round smallint NOT NULL,
    field character varying(100) NOT NULL,
    reason character varying(500) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    application_id bigint NOT NULL,
    made_by_id bigint NOT NULL,
    CONSTRAINT policies_correction_round_check CHECK ((round >= 0))
);


ALTER TABLE public.policies_correction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_correction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_currentfact (
    enterprise_id bigint NOT NULL,
    kind_id bigint NOT NULL,
    period character varying(7) NOT NULL,
    fact_id bigint NOT NULL,
    as_of date NOT NULL
);


CREATE TABLE public.policies_dayclose (
    id bigint NOT NULL,
    statement_id bigint NOT NULL,
    closed_by_id bigint NOT NULL,
    closed_at timestamp with time zone NOT NULL,
    filed_count integer NOT NULL,
    CONSTRAINT policies_dayclose_filed_count_check CHECK ((filed_count >= 0))
);


ALTER TABLE public.policies_dayclose ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_dayclose_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_decision (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    version_id bigint NOT NULL,
    run_id bigint NOT NULL,
    budget_line_id bigint NOT NULL,
    decided_by_id bigint,
    decided_at timestamp with time zone NOT NULL,
    confirm_until timestamp with time zone NOT NULL,
    demand_currency character varying(3) NOT NULL,
    demand numeric(16,2) NOT NULL,
    fixed_amount_currency character varying(3),
    fixed_amount numeric(16,2)
);


ALTER TABLE public.policies_decision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_decision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_declaredfact (
    id bigint NOT NULL,
    code character varying(80) NOT NULL,
    period character varying(7) NOT NULL,
    value jsonb NOT NULL,
    text text NOT NULL,
    stated_on date NOT NULL,
    checked_at timestamp with time zone,
    application_id bigint NOT NULL,
    checked_by_id bigint,
    evidence_id bigint,
    stated_by_id bigint NOT NULL
);


ALTER TABLE public.policies_declaredfact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_declaredfact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_enterprise (
    id bigint NOT NULL,
    party_id bigint NOT NULL,
    type character varying(30) NOT NULL,
    licence character varying(20) NOT NULL,
    registered_region character varying(12) NOT NULL,
    operating_region character varying(12) NOT NULL,
    industry character varying(5) NOT NULL,
    founded_on date,
    park character varying(100) NOT NULL,
    declared_scale character varying(5) NOT NULL,
    computed_scale character varying(5) NOT NULL
);


ALTER TABLE public.policies_enterprise ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_enterprise_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_entry (
    id bigint NOT NULL,
    transfer_id bigint NOT NULL,
    account_id bigint NOT NULL,
    delta_fen bigint NOT NULL,
    version bigint NOT NULL,
    balance_after_fen bigint NOT NULL
);


ALTER TABLE public.policies_entry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_exclusion (
    id bigint NOT NULL,
    decision_id bigint NOT NULL,
    match_id bigint NOT NULL,
    reason character varying(300) NOT NULL
);


ALTER TABLE public.policies_exclusion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_exclusion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_fact (
    id bigint NOT NULL,
    enterprise_id bigint NOT NULL,
    kind_id bigint NOT NULL,
    period character varying(7) NOT NULL,
    scaled bigint,
    text character varying(200),
    flag boolean,
    day date,
    lines jsonb,
    source character varying(20) NOT NULL,
    as_of date NOT NULL,
    batch_id bigint,
    supersedes_id bigint,
    CONSTRAINT a_fact_has_one_value CHECK ((num_nonnulls(scaled, text, flag, day, lines) = 1))
);


ALTER TABLE public.policies_fact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_fact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_factconflict (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    enterprise_id bigint NOT NULL,
    kind_id bigint NOT NULL,
    period character varying(7) NOT NULL,
    earlier_id bigint NOT NULL,
    found_at timestamp with time zone NOT NULL,
    settled_by_id bigint,
    reason character varying(300) NOT NULL
);


ALTER TABLE public.policies_factconflict ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_factconflict_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_factcontest (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    enterprise_id bigint NOT NULL,
    fact_id bigint NOT NULL,
    claim character varying(500) NOT NULL,
    evidence_id bigint,
    raised_by_id bigint NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    answer character varying(500) NOT NULL,
    answered_by_id bigint,
    answered_at timestamp with time zone
);


ALTER TABLE public.policies_factcontest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_factcontest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_factimport (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    source character varying(20) NOT NULL,
    name character varying(200) NOT NULL,
    file character varying(200) NOT NULL,
    file_hash character varying(64) NOT NULL,
    file_size bigint NOT NULL,
    as_of date NOT NULL,
    header jsonb NOT NULL,
    mapping jsonb NOT NULL,
    row_count integer NOT NULL,
    rejected_count integer NOT NULL,
    fact_count integer NOT NULL,
    unchanged_count integer NOT NULL,
    new_enterprise_count integer NOT NULL,
    rejects character varying(200) NOT NULL,
    received_by_id bigint,
    received_at timestamp with time zone NOT NULL,
    imported_at timestamp with time zone,
    CONSTRAINT policies_factimport_fact_count_check CHECK ((fact_count >= 0)),
    CONSTRAINT policies_factimport_new_enterprise_count_check CHECK ((new_enterprise_count >= 0)),
    CONSTRAINT policies_factimport_rejected_count_check CHECK ((rejected_count >= 0)),
    CONSTRAINT policies_factimport_row_count_check CHECK ((row_count >= 0)),
    CONSTRAINT policies_factimport_unchanged_count_check CHECK ((unchanged_count >= 0))
);


ALTER TABLE public.policies_factimport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_factimport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_factkind (
    id bigint NOT NULL,
    code character varying(60) NOT NULL,
    label_zh character varying(100) NOT NULL,
    label_en character varying(100) NOT NULL,
    kind character varying(20) NOT NULL,
    grain character varying(10) NOT NULL,
    source character varying(20) NOT NULL,
    unit_zh character varying(20) NOT NULL,
    unit_en character varying(20) NOT NULL,
    max_age_days integer,
    choices jsonb NOT NULL,
    code_set character varying(40) NOT NULL,
    tax_linked boolean NOT NULL,
    place_linked boolean NOT NULL,
    is_built_in boolean NOT NULL,
    CONSTRAINT policies_factkind_max_age_days_check CHECK ((max_age_days >= 0))
);


ALTER TABLE public.policies_factkind ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_factkind_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_formernumber (
    id bigint NOT NULL,
    enterprise_id bigint NOT NULL,
    number character varying(18) NOT NULL,
    kind character varying(20) NOT NULL,
    name character varying(200) NOT NULL,
    since date
);


ALTER TABLE public.policies_formernumber ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_formernumber_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_grant (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    decision_id bigint NOT NULL,
    policy_id bigint NOT NULL,
    version_id bigint NOT NULL,
    match_id bigint NOT NULL,
    enterprise_id bigint NOT NULL,
    budget_line_id bigint NOT NULL,
    scope_key character varying(80) NOT NULL,
    period character varying(7) NOT NULL,
    entitled_currency character varying(3) NOT NULL,
    entitled numeric(16,2) NOT NULL,
    amount_currency character varying(3),
    amount numeric(16,2),
    account_id bigint,
    confirmed_scale character varying(5) NOT NULL,
    confirmed_by_id bigint,
    confirmed_at timestamp with time zone,
    asked_at timestamp with time zone,
    confirm_until timestamp with time zone,
    listed_until timestamp with time zone,
    ended_reason character varying(300) NOT NULL,
    rank integer,
    exclusive_key character varying(120) NOT NULL,
    tops_up_id bigint,
    CONSTRAINT policies_grant_rank_check CHECK ((rank >= 0)),
    CONSTRAINT what_is_fixed_or_paid_has_an_amount_and_an_account CHECK (((NOT ((state)::text = ANY ((ARRAY['fixed'::character varying, 'ready'::character varying, 'paid'::character varying])::text[]))) OR ((account_id IS NOT NULL) AND (amount IS NOT NULL))))
);


ALTER TABLE public.policies_grant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_grant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_instalment (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    number smallint NOT NULL,
    amount_currency character varying(3) NOT NULL,
    amount numeric(16,2) NOT NULL,
    sources jsonb NOT NULL,
    fiscal_year smallint NOT NULL,
    due_on date NOT NULL,
    clause smallint,
    outcome character varying(10) NOT NULL,
    checked_at timestamp with time zone,
    reason character varying(300) NOT NULL,
    account_id bigint,
    decided_by_id bigint,
    grant_id bigint NOT NULL,
    payee_id bigint NOT NULL,
    facts jsonb NOT NULL,
    is_personal boolean NOT NULL,
    CONSTRAINT an_instalment_pays_something CHECK ((amount > (0)::numeric)),
    CONSTRAINT an_instalment_that_holds_money_names_its_lines CHECK (((NOT ((state)::text = ANY ((ARRAY['planned'::character varying, 'doubtful'::character varying, 'due'::character varying])::text[]))) OR (NOT (sources = '[]'::jsonb)))),
    CONSTRAINT policies_instalment_clause_check CHECK ((clause >= 0)),
    CONSTRAINT policies_instalment_fiscal_year_check CHECK ((fiscal_year >= 0)),
    CONSTRAINT policies_instalment_number_check CHECK ((number >= 0)),
    CONSTRAINT the_lines_of_an_instalment_bear_all_of_it CHECK (((sources = '[]'::jsonb) OR public.policies_adds_up(sources, amount)))
);


ALTER TABLE public.policies_instalment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_instalment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE VIEW public.policies_ledger_check AS
SELECT
    NULL::numeric AS total,
    NULL::bigint AS bad_fold,
    NULL::bigint AS bad_pairs,
    NULL::bigint AS bad_chain,
    NULL::bigint AS negative,
    NULL::bigint AS bad_reversal;


CREATE TABLE public.policies_listmembership (
    id bigint NOT NULL,
    list_code character varying(60) NOT NULL,
    enterprise_id bigint NOT NULL,
    valid_from date NOT NULL,
    valid_until date,
    source character varying(20) NOT NULL
);


ALTER TABLE public.policies_listmembership ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_listmembership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_match (
    id bigint NOT NULL,
    run_id bigint NOT NULL,
    version_id bigint NOT NULL,
    enterprise_id bigint NOT NULL,
    verdict character varying(10) NOT NULL,
    amount_currency character varying(3),
    amount numeric(16,2),
    channel character varying(20) NOT NULL,
    period character varying(7) NOT NULL,
    needs_review boolean NOT NULL,
    facts jsonb NOT NULL,
    explanation jsonb NOT NULL,
    CONSTRAINT who_qualifies_has_an_amount CHECK (((NOT ((verdict)::text = 'met'::text)) OR (amount IS NOT NULL)))
);


ALTER TABLE public.policies_match ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_match_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_matchpart (
    id bigint NOT NULL,
    round_id bigint NOT NULL,
    number integer NOT NULL,
    start integer NOT NULL,
    length integer NOT NULL,
    counts jsonb NOT NULL,
    took_ms integer NOT NULL,
    done_at timestamp with time zone,
    CONSTRAINT policies_matchpart_length_check CHECK ((length >= 0)),
    CONSTRAINT policies_matchpart_number_check CHECK ((number >= 0)),
    CONSTRAINT policies_matchpart_start_check CHECK ((start >= 0)),
    CONSTRAINT policies_matchpart_took_ms_check CHECK ((took_ms >= 0))
);


ALTER TABLE public.policies_matchpart ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_matchpart_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_matchround (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    snapshot character varying(64) NOT NULL,
    decided_on date NOT NULL,
    row_count integer NOT NULL,
    part_count integer NOT NULL,
    registers jsonb NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT policies_matchround_part_count_check CHECK ((part_count >= 0)),
    CONSTRAINT policies_matchround_row_count_check CHECK ((row_count >= 0))
);


ALTER TABLE public.policies_matchround ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_matchround_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_matchrun (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    version_id bigint NOT NULL,
    round_id bigint,
    snapshot character varying(64) NOT NULL,
    inputs character varying(64) NOT NULL,
    decided_on date NOT NULL,
    period character varying(7) NOT NULL,
    examined_count integer NOT NULL,
    met_count integer NOT NULL,
    near_count integer NOT NULL,
    needs_data_count integer NOT NULL,
    amount_currency character varying(3) NOT NULL,
    amount numeric(16,2) NOT NULL,
    took_ms integer NOT NULL,
    started_at timestamp with time zone NOT NULL,
    CONSTRAINT policies_matchrun_examined_count_check CHECK ((examined_count >= 0)),
    CONSTRAINT policies_matchrun_met_count_check CHECK ((met_count >= 0)),
    CONSTRAINT policies_matchrun_near_count_check CHECK ((near_count >= 0)),
    CONSTRAINT policies_matchrun_needs_data_count_check CHECK ((needs_data_count >= 0)),
    CONSTRAINT policies_matchrun_took_ms_check CHECK ((took_ms >= 0))
);


ALTER TABLE public.policies_matchrun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_matchrun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_namedpayee (
    id bigint NOT NULL,
    who character varying(60) NOT NULL,
    named_at timestamp with time zone NOT NULL,
    enterprise_id bigint NOT NULL,
    named_by_id bigint NOT NULL,
    policy_id bigint NOT NULL,
    confirmed_at timestamp with time zone,
    confirmed_by_id bigint,
    state character varying(30) NOT NULL,
    CONSTRAINT a_named_payee_is_confirmed_by_another CHECK (((NOT ((state)::text = 'confirmed'::text)) OR ((confirmed_by_id IS NOT NULL) AND (NOT ((confirmed_by_id = named_by_id) AND (confirmed_by_id IS NOT NULL))))))
);


ALTER TABLE public.policies_namedpayee ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_namedpayee_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_namedperson (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    name text NOT NULL,
    identity text NOT NULL,
    identity_hash character varying(64) NOT NULL,
    number text NOT NULL,
    number_hash character varying(64) NOT NULL,
    bank_name character varying(200) NOT NULL,
    bank_code character varying(12) NOT NULL,
    given_at timestamp with time zone NOT NULL,
    verified_at timestamp with time zone,
    reason character varying(300) NOT NULL,
    given_by_id bigint NOT NULL,
    grant_id bigint NOT NULL,
    verified_by_id bigint,
    CONSTRAINT a_named_person_is_verified_by_another CHECK (((NOT ((state)::text = 'verified'::text)) OR ((verified_by_id IS NOT NULL) AND (NOT ((verified_by_id = given_by_id) AND (verified_by_id IS NOT NULL))))))
);


ALTER TABLE public.policies_namedperson ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_namedperson_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_notice (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    decision_id bigint NOT NULL,
    number smallint NOT NULL,
    is_whole boolean NOT NULL,
    reason character varying(300) NOT NULL,
    opens_on date NOT NULL,
    last_day date NOT NULL,
    closes_at timestamp with time zone NOT NULL,
    CONSTRAINT policies_notice_number_check CHECK ((number >= 0))
);


ALTER TABLE public.policies_notice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_notice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_noticeline (
    id bigint NOT NULL,
    notice_id bigint NOT NULL,
    grant_id bigint NOT NULL,
    name character varying(200) NOT NULL,
    amount_currency character varying(3) NOT NULL,
    amount numeric(16,2) NOT NULL,
    former_amount_currency character varying(3),
    former_amount numeric(16,2)
);


ALTER TABLE public.policies_noticeline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_noticeline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_objection (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    line_id bigint NOT NULL,
    name text NOT NULL,
    contact text NOT NULL,
    grounds text NOT NULL,
    evidence_id bigint,
    raised_at timestamp with time zone NOT NULL,
    answer text NOT NULL,
    decided_by_id bigint,
    decided_at timestamp with time zone
);


ALTER TABLE public.policies_objection ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_objection_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_opinion (
    id bigint NOT NULL,
    round smallint NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    agrees boolean,
    text character varying(1000) NOT NULL,
    given_at timestamp with time zone,
    application_id bigint NOT NULL,
    department_id bigint NOT NULL,
    given_by_id bigint,
    answer_until timestamp with time zone,
    escalated_at timestamp with time zone,
    CONSTRAINT an_opinion_given_says_yes_or_no_and_why CHECK (((given_at IS NULL) OR ((agrees IS NOT NULL) AND (given_by_id IS NOT NULL) AND (NOT ((text)::text = ''::text))))),
    CONSTRAINT policies_opinion_round_check CHECK ((round >= 0))
);


ALTER TABLE public.policies_opinion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_opinion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_paper (
    id bigint NOT NULL,
    code character varying(20) NOT NULL,
    given_at timestamp with time zone NOT NULL,
    application_id bigint NOT NULL,
    file_id bigint NOT NULL,
    given_by_id bigint NOT NULL
);


ALTER TABLE public.policies_paper ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_paper_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_payment (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    grant_id bigint NOT NULL,
    instalment smallint NOT NULL,
    payee_id bigint NOT NULL,
    payee_name character varying(200) NOT NULL,
    account text NOT NULL,
    account_hash character varying(64) NOT NULL,
    bank_name character varying(200) NOT NULL,
    bank_code character varying(12) NOT NULL,
    amount_currency character varying(3) NOT NULL,
    amount numeric(16,2) NOT NULL,
    purpose character varying(140) NOT NULL,
    line_id bigint NOT NULL,
    batch_id bigint,
    content_hash character varying(64) NOT NULL,
    drafted_at timestamp with time zone NOT NULL,
    settled_on date,
    note character varying(300) NOT NULL,
    reviewed_at timestamp with time zone,
    cancel_proposed_by_id bigint,
    sources jsonb NOT NULL,
    redirected_by_id bigint,
    changes jsonb NOT NULL,
    is_personal boolean NOT NULL,
    person_id bigint,
    CONSTRAINT a_payment_pays_something CHECK ((amount > (0)::numeric)),
    CONSTRAINT a_personal_payment_names_its_person CHECK (((is_personal AND (person_id IS NOT NULL)) OR ((NOT is_personal) AND (person_id IS NULL)))),
    CONSTRAINT policies_payment_instalment_check CHECK ((instalment >= 0)),
    CONSTRAINT the_lines_of_a_payment_bear_all_of_it CHECK (((sources = '[]'::jsonb) OR public.policies_adds_up(sources, amount)))
);


ALTER TABLE public.policies_payment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_payment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_petition (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    kind character varying(10) NOT NULL,
    number character varying(20) NOT NULL,
    code_hash character varying(64) NOT NULL,
    notice_id bigint,
    department_id bigint NOT NULL,
    name text NOT NULL,
    contact text NOT NULL,
    grounds text NOT NULL,
    evidence_id bigint,
    received_at timestamp with time zone NOT NULL,
    accept_by date NOT NULL,
    answer_by date,
    answer text NOT NULL,
    handled_by_id bigint,
    answered_at timestamp with time zone
);


ALTER TABLE public.policies_petition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_petition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_policy (
    id bigint NOT NULL,
    code character varying(60) NOT NULL,
    title_zh character varying(200) NOT NULL,
    title_en character varying(300) NOT NULL,
    lead_department_id bigint NOT NULL,
    benefit_class character varying(20) NOT NULL,
    level character varying(20) NOT NULL,
    channel character varying(20) NOT NULL,
    document_number character varying(100) NOT NULL,
    contact character varying(100) NOT NULL,
    created_at timestamp with time zone NOT NULL
);


CREATE TABLE public.policies_policy_co_departments (
    id bigint NOT NULL,
    policy_id bigint NOT NULL,
    party_id bigint NOT NULL
);


ALTER TABLE public.policies_policy_co_departments ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_policy_co_departments_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


ALTER TABLE public.policies_policy ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_policy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_score (
    id bigint NOT NULL,
    named_at timestamp with time zone NOT NULL,
    points numeric(5,2),
    comment character varying(1000) NOT NULL,
    given_at timestamp with time zone,
    application_id bigint NOT NULL,
    named_by_id bigint NOT NULL,
    reviewer_id bigint NOT NULL,
    given_back_at timestamp with time zone,
    given_back_reason character varying(500) NOT NULL,
    CONSTRAINT points_lie_between_0_and_100 CHECK (((points IS NULL) OR ((points >= (0)::numeric) AND (points <= (100)::numeric))))
);


ALTER TABLE public.policies_score ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_score_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_seriespoint (
    id bigint NOT NULL,
    series character varying(60) NOT NULL,
    valid_from date NOT NULL,
    value numeric(18,6) NOT NULL,
    superseded_at timestamp with time zone
);


ALTER TABLE public.policies_seriespoint ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_seriespoint_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_silentline (
    id bigint NOT NULL,
    silent_list_id bigint NOT NULL,
    grant_id bigint NOT NULL,
    name character varying(200) NOT NULL
);


ALTER TABLE public.policies_silentline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_silentline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_silentlist (
    id bigint NOT NULL,
    decision_id bigint NOT NULL,
    published_on date NOT NULL,
    last_day date NOT NULL,
    closes_at timestamp with time zone NOT NULL,
    published_by_id bigint NOT NULL
);


ALTER TABLE public.policies_silentlist ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_silentlist_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_slice (
    id bigint NOT NULL,
    batch_id bigint NOT NULL,
    number integer NOT NULL,
    CONSTRAINT policies_slice_number_check CHECK ((number >= 0))
);


ALTER TABLE public.policies_slice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_slice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_sourcekey (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    source character varying(20) NOT NULL,
    name character varying(40) NOT NULL,
    secret text NOT NULL,
    issued_by_id bigint NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone
);


ALTER TABLE public.policies_sourcekey ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_sourcekey_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_statement (
    id bigint NOT NULL,
    bank_account character varying(64) NOT NULL,
    date date NOT NULL,
    opening_fen bigint NOT NULL,
    closing_fen bigint NOT NULL,
    line_count integer NOT NULL,
    content_hash character varying(64) NOT NULL,
    imported_at timestamp with time zone NOT NULL,
    CONSTRAINT policies_statement_line_count_check CHECK ((line_count >= 0))
);


ALTER TABLE public.policies_statement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_statement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_statementline (
    id bigint NOT NULL,
    statement_id bigint NOT NULL,
    bank_account character varying(64) NOT NULL,
    reference character varying(80) NOT NULL,
    kind character varying(20) NOT NULL,
    is_debit boolean NOT NULL,
    amount_fen bigint NOT NULL,
    end_to_end_id character varying(35) NOT NULL,
    counterparty_name character varying(200) NOT NULL,
    counterparty_hash character varying(64) NOT NULL,
    counterparty_tail character varying(4) NOT NULL,
    reason character varying(80) NOT NULL
);


ALTER TABLE public.policies_statementline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_statementline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_stopswitch (
    id smallint NOT NULL,
    is_on boolean NOT NULL,
    reason character varying(300) NOT NULL,
    changed_at timestamp with time zone,
    CONSTRAINT there_is_one_stop_switch CHECK ((id = 1))
);


CREATE TABLE public.policies_subscription (
    id bigint NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    enterprise_id bigint NOT NULL,
    policy_id bigint,
    user_id bigint NOT NULL,
    language character varying(10) NOT NULL
);


ALTER TABLE public.policies_subscription ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_subscription_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_telling (
    id bigint NOT NULL,
    period character varying(7) NOT NULL,
    known_at timestamp with time zone NOT NULL,
    enterprise_id bigint NOT NULL,
    match_id bigint NOT NULL,
    message_id bigint,
    policy_id bigint NOT NULL,
    user_id bigint NOT NULL
);


ALTER TABLE public.policies_telling ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_telling_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_transfer (
    id bigint NOT NULL,
    key character varying(120) NOT NULL,
    kind character varying(20) NOT NULL,
    source_id bigint NOT NULL,
    target_id bigint NOT NULL,
    amount_fen bigint NOT NULL,
    about character varying(80) NOT NULL,
    reversal_of_id bigint,
    happened_at timestamp with time zone NOT NULL,
    CONSTRAINT a_transfer_has_two_different_ends CHECK ((NOT (source_id = target_id))),
    CONSTRAINT a_transfer_moves_something CHECK ((amount_fen > 0))
);


ALTER TABLE public.policies_transfer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_transfer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.policies_version (
    id bigint NOT NULL,
    state character varying(30) NOT NULL,
    policy_id bigint NOT NULL,
    number integer NOT NULL,
    title_zh character varying(200) NOT NULL,
    title_en character varying(300) NOT NULL,
    text text NOT NULL,
    text_hash character varying(64) NOT NULL,
    rule jsonb,
    rule_hash character varying(64) NOT NULL,
    cases jsonb NOT NULL,
    benefit_class character varying(20) NOT NULL,
    level character varying(20) NOT NULL,
    channel character varying(20) NOT NULL,
    valid_from date NOT NULL,
    last_day date,
    notice_days smallint NOT NULL,
    notice_unit character varying(10) NOT NULL,
    confirm_days smallint NOT NULL,
    confirm_unit character varying(10) NOT NULL,
    lapse_rule character varying(10) NOT NULL,
    "order" character varying(20) NOT NULL,
    budget_line_id bigint,
    shortage_rule character varying(20) NOT NULL,
    exclusive_group character varying(60) NOT NULL,
    once_per character varying(20) NOT NULL,
    published_at timestamp with time zone NOT NULL,
    published_by_id bigint,
    supersedes_id bigint,
    apply_from date,
    apply_until date,
    decide_days smallint NOT NULL,
    evidence jsonb NOT NULL,
    CONSTRAINT a_version_ends_after_it_begins CHECK (((last_day IS NULL) OR (last_day >= valid_from))),
    CONSTRAINT policies_version_confirm_days_check CHECK ((confirm_days >= 0)),
    CONSTRAINT policies_version_decide_days_check CHECK ((decide_days >= 0)),
    CONSTRAINT policies_version_notice_days_check CHECK ((notice_days >= 0)),
    CONSTRAINT policies_version_number_check CHECK ((number >= 0))
);


ALTER TABLE public.policies_version ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.policies_version_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.taggit_tag (
    id integer NOT NULL,
    name character varying(100) NOT NULL,
    slug character varying(100) NOT NULL
);


ALTER TABLE public.taggit_tag ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.taggit_tag_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.taggit_taggeditem (
    id integer NOT NULL,
    object_id integer NOT NULL,
    content_type_id integer NOT NULL,
    tag_id integer NOT NULL
);


ALTER TABLE public.taggit_taggeditem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.taggit_taggeditem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.wagtailadmin_admin (
    id integer NOT NULL
);


ALTER TABLE public.wagtailadmin_admin ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailadmin_admin_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.wagtailadmin_editingsession (
    id integer NOT NULL,
    object_id character varying(255) NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    content_type_id integer NOT NULL,
    user_id bigint NOT NULL,
    is_editing boolean NOT NULL
);


ALTER TABLE public.wagtailadmin_editingsession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailadmin_editingsession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.wagtailadmin_formstate (
    id integer NOT NULL,
    data text NOT NULL,
    object_id character varying(255) NOT NULL,
    parent_object_id character varying(255) NOT NULL,
    last_updated_at timestamp with time zone NOT NULL,
    content_type_id integer NOT NULL,
    user_id bigint NOT NULL
);


ALTER TABLE public.wagtailadmin_formstate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailadmin_formstate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.wagtailcore_collection (
    id integer NOT NULL,
    path character varying(255) NOT NULL COLLATE pg_catalog."C",
    depth integer NOT NULL,
    numchild integer NOT NULL,
    name character varying(255) NOT NULL,
    CONSTRAINT wagtailcore_collection_depth_check CHECK ((depth >= 0)),
    CONSTRAINT wagtailcore_collection_numchild_check CHECK ((numchild >= 0))
);


ALTER TABLE public.wagtailcore_collection ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_collection_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.wagtailcore_collectionviewrestriction (
    id integer NOT NULL,
    restriction_type character varying(20) NOT NULL,
    password character varying(255) NOT NULL,
    collection_id integer NOT NULL
);


CREATE TABLE public.wagtailcore_collectionviewrestriction_groups (
    id bigint NOT NULL,
    collectionviewrestriction_id integer CONSTRAINT wagtailcore_collectionviewr_collectionviewrestriction__not_null NOT NULL,
    group_id integer NOT NULL
);


ALTER TABLE public.wagtailcore_collectionviewrestriction_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_collectionviewrestriction_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


ALTER TABLE public.wagtailcore_collectionviewrestriction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_collectionviewrestriction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.wagtailcore_comment (
    id integer NOT NULL,
    text text NOT NULL,
    contentpath text NOT NULL,
    "position" text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    resolved_at timestamp with time zone,
    page_id integer NOT NULL,
    resolved_by_id bigint,
    revision_created_id integer,
    user_id bigint NOT NULL
);


ALTER TABLE public.wagtailcore_comment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_comment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.wagtailcore_commentreply (
    id integer NOT NULL,
    text text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    comment_id integer NOT NULL,
    user_id bigint NOT NULL
);


ALTER TABLE public.wagtailcore_commentreply ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_commentreply_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.wagtailcore_groupapprovaltask (
    task_ptr_id integer NOT NULL
);


CREATE TABLE public.wagtailcore_groupapprovaltask_groups (
    id bigint NOT NULL,
    groupapprovaltask_id integer CONSTRAINT wagtailcore_groupapprovaltask_gro_groupapprovaltask_id_not_null NOT NULL,
    group_id integer NOT NULL
);


ALTER TABLE public.wagtailcore_groupapprovaltask_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_groupapprovaltask_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.wagtailcore_groupcollectionpermission (
    id integer NOT NULL,
    collection_id integer NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);


ALTER TABLE public.wagtailcore_groupcollectionpermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_groupcollectionpermission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.wagtailcore_grouppagepermission (
    id integer NOT NULL,
    group_id integer NOT NULL,
    page_id integer NOT NULL,
    permission_id integer NOT NULL
);


ALTER TABLE public.wagtailcore_grouppagepermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_grouppagepermission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.wagtailcore_groupsitepermission (
    id integer NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL,
    site_id integer NOT NULL
);


ALTER TABLE public.wagtailcore_groupsitepermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_groupsitepermission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.wagtailcore_locale (
    id integer NOT NULL,
    language_code character varying(100) NOT NULL
);


ALTER TABLE public.wagtailcore_locale ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_locale_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.wagtailcore_modellogentry (
    id integer NOT NULL,
    label text NOT NULL,
    action character varying(255) NOT NULL,
    data jsonb CONSTRAINT wagtailcore_modellogentry_data_json_not_null NOT NULL,
    "timestamp" timestamp with time zone NOT NULL,
    content_changed boolean NOT NULL,
    deleted boolean NOT NULL,
    object_id character varying(255) NOT NULL,
    content_type_id integer,
    user_id bigint,
    uuid uuid,
    revision_id integer
);


ALTER TABLE public.wagtailcore_modellogentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_modellogentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.wagtailcore_page (
    id integer NOT NULL,
    path character varying(255) NOT NULL COLLATE pg_catalog."C",
    depth integer NOT NULL,
    numchild integer NOT NULL,
    title character varying(255) NOT NULL,
    slug character varying(255) NOT NULL,
    live boolean NOT NULL,
    has_unpublished_changes boolean NOT NULL,
    url_path text NOT NULL,
    seo_title character varying(255) NOT NULL,
    show_in_menus boolean NOT NULL,
    search_description text NOT NULL,
    go_live_at timestamp with time zone,
    expire_at timestamp with time zone,
    expired boolean NOT NULL,
    content_type_id integer NOT NULL,
    owner_id bigint,
    locked boolean NOT NULL,
    latest_revision_created_at timestamp with time zone,
    first_published_at timestamp with time zone,
    live_revision_id integer,
    last_published_at timestamp with time zone,
    draft_title character varying(255) NOT NULL,
    locked_at timestamp with time zone,
    locked_by_id bigint,
    translation_key uuid NOT NULL,
    locale_id integer NOT NULL,
    alias_of_id integer,
    latest_revision_id integer,
    CONSTRAINT wagtailcore_page_depth_check CHECK ((depth >= 0)),
    CONSTRAINT wagtailcore_page_numchild_check CHECK ((numchild >= 0))
);


ALTER TABLE public.wagtailcore_page ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_page_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.wagtailcore_pagelogentry (
    id integer NOT NULL,
    label text NOT NULL,
    action character varying(255) NOT NULL,
    data jsonb CONSTRAINT wagtailcore_pagelogentry_data_json_not_null NOT NULL,
    "timestamp" timestamp with time zone NOT NULL,
    content_changed boolean NOT NULL,
    deleted boolean NOT NULL,
    content_type_id integer,
    page_id integer NOT NULL,
    revision_id integer,
    user_id bigint,
    uuid uuid
);


ALTER TABLE public.wagtailcore_pagelogentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_pagelogentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.wagtailcore_revision (
    id integer CONSTRAINT wagtailcore_pagerevision_id_not_null NOT NULL,
    created_at timestamp with time zone CONSTRAINT wagtailcore_pagerevision_created_at_not_null NOT NULL,
    content jsonb CONSTRAINT wagtailcore_pagerevision_content_json_not_null NOT NULL,
    approved_go_live_at timestamp with time zone,
    object_id character varying(255) CONSTRAINT wagtailcore_pagerevision_page_id_not_null NOT NULL,
    user_id bigint,
    content_type_id integer NOT NULL,
    base_content_type_id integer NOT NULL,
    object_str text NOT NULL
);


ALTER TABLE public.wagtailcore_revision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_pagerevision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.wagtailcore_pagesubscription (
    id integer NOT NULL,
    comment_notifications boolean NOT NULL,
    page_id integer NOT NULL,
    user_id bigint NOT NULL
);


ALTER TABLE public.wagtailcore_pagesubscription ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_pagesubscription_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.wagtailcore_pageviewrestriction (
    id integer NOT NULL,
    password character varying(255) NOT NULL,
    page_id integer NOT NULL,
    restriction_type character varying(20) NOT NULL
);


CREATE TABLE public.wagtailcore_pageviewrestriction_groups (
    id bigint NOT NULL,
    pageviewrestriction_id integer CONSTRAINT wagtailcore_pageviewrestriction_pageviewrestriction_id_not_null NOT NULL,
    group_id integer NOT NULL
);


ALTER TABLE public.wagtailcore_pageviewrestriction_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_pageviewrestriction_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


ALTER TABLE public.wagtailcore_pageviewrestriction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_pageviewrestriction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.wagtailcore_referenceindex (
    id integer NOT NULL,
    object_id character varying(255) NOT NULL,
    to_object_id character varying(255) NOT NULL,
    model_path text NOT NULL,
    content_path text NOT NULL,
    content_path_hash uuid NOT NULL,
    base_content_type_id integer NOT NULL,
    content_type_id integer NOT NULL,
    to_content_type_id integer NOT NULL
);


ALTER TABLE public.wagtailcore_referenceindex ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_referenceindex_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.wagtailcore_site (
    id integer NOT NULL,
    hostname character varying(255) NOT NULL,
    port integer NOT NULL,
    is_default_site boolean NOT NULL,
    root_page_id integer NOT NULL,
    site_name character varying(255) NOT NULL
);


ALTER TABLE public.wagtailcore_site ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_site_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.wagtailcore_task (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    active boolean NOT NULL,
    content_type_id integer NOT NULL
);


ALTER TABLE public.wagtailcore_task ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_task_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.wagtailcore_taskstate (
    id integer NOT NULL,
    status character varying(50) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    content_type_id integer NOT NULL,
    revision_id integer CONSTRAINT wagtailcore_taskstate_page_revision_id_not_null NOT NULL,
    task_id integer NOT NULL,
    workflow_state_id integer NOT NULL,
    finished_by_id bigint,
    comment text NOT NULL
);


ALTER TABLE public.wagtailcore_taskstate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_taskstate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.wagtailcore_uploadedfile (
    id integer NOT NULL,
    file character varying(200) NOT NULL,
    for_content_type_id integer,
    uploaded_by_user_id bigint
);


ALTER TABLE public.wagtailcore_uploadedfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_uploadedfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.wagtailcore_workflow (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    active boolean NOT NULL
);


ALTER TABLE public.wagtailcore_workflow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_workflow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.wagtailcore_workflowcontenttype (
    content_type_id integer NOT NULL,
    workflow_id integer NOT NULL
);


CREATE TABLE public.wagtailcore_workflowpage (
    page_id integer NOT NULL,
    workflow_id integer NOT NULL
);


CREATE TABLE public.wagtailcore_workflowstate (
    id integer NOT NULL,
    status character varying(50) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    current_task_state_id integer,
    object_id character varying(255) CONSTRAINT wagtailcore_workflowstate_page_id_not_null NOT NULL,
    requested_by_id bigint,
    workflow_id integer NOT NULL,
    content_type_id integer NOT NULL,
    base_content_type_id integer NOT NULL
);


ALTER TABLE public.wagtailcore_workflowstate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_workflowstate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.wagtailcore_workflowtask (
    id integer NOT NULL,
    sort_order integer,
    task_id integer NOT NULL,
    workflow_id integer NOT NULL
);


ALTER TABLE public.wagtailcore_workflowtask ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_workflowtask_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.wagtaildocs_document (
    id integer NOT NULL,
    title character varying(255) NOT NULL,
    file character varying(100) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    uploaded_by_user_id bigint,
    collection_id integer NOT NULL,
    file_size bigint,
    file_hash character varying(40) NOT NULL,
    CONSTRAINT wagtaildocs_document_file_size_check CHECK ((file_size >= 0))
);


ALTER TABLE public.wagtaildocs_document ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtaildocs_document_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.wagtailembeds_embed (
    id integer NOT NULL,
    url text NOT NULL,
    max_width smallint,
    type character varying(10) NOT NULL,
    html text NOT NULL,
    title text NOT NULL,
    author_name text NOT NULL,
    provider_name text NOT NULL,
    thumbnail_url text NOT NULL,
    width integer,
    height integer,
    last_updated timestamp with time zone NOT NULL,
    hash character varying(32) NOT NULL,
    cache_until timestamp with time zone
);


ALTER TABLE public.wagtailembeds_embed ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailembeds_embed_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.wagtailforms_formsubmission (
    id integer NOT NULL,
    form_data jsonb NOT NULL,
    submit_time timestamp with time zone NOT NULL,
    page_id integer NOT NULL
);


ALTER TABLE public.wagtailforms_formsubmission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailforms_formsubmission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.wagtailimages_image (
    id integer NOT NULL,
    title character varying(255) NOT NULL,
    file character varying(100) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    focal_point_x integer,
    focal_point_y integer,
    focal_point_width integer,
    focal_point_height integer,
    uploaded_by_user_id bigint,
    file_size integer,
    collection_id integer NOT NULL,
    file_hash character varying(40) NOT NULL,
    description character varying(255) NOT NULL,
    CONSTRAINT wagtailimages_image_file_size_check CHECK ((file_size >= 0)),
    CONSTRAINT wagtailimages_image_focal_point_height_check CHECK ((focal_point_height >= 0)),
    CONSTRAINT wagtailimages_image_focal_point_width_check CHECK ((focal_point_width >= 0)),
    CONSTRAINT wagtailimages_image_focal_point_x_check CHECK ((focal_point_x >= 0)),
    CONSTRAINT wagtailimages_image_focal_point_y_check CHECK ((focal_point_y >= 0))
);


ALTER TABLE public.wagtailimages_image ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailimages_image_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.wagtailimages_rendition (
    id integer NOT NULL,
    file character varying(100) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    focal_point_key character varying(16) NOT NULL,
    filter_spec character varying(255) NOT NULL,
    image_id integer NOT NULL
);


ALTER TABLE public.wagtailimages_rendition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailimages_rendition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.wagtailredirects_redirect (
    id integer NOT NULL,
    old_path character varying(255) NOT NULL,
    is_permanent boolean NOT NULL,
    redirect_link character varying(255) NOT NULL,
    redirect_page_id integer,
    site_id integer,
    automatically_created boolean NOT NULL,
    created_at timestamp with time zone,
    redirect_page_route_path character varying(255) NOT NULL
);


ALTER TABLE public.wagtailredirects_redirect ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailredirects_redirect_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.wagtailsearch_indexentry (
    id integer NOT NULL,
    object_id character varying(50) NOT NULL,
    title_norm double precision NOT NULL,
    content_type_id integer NOT NULL,
    autocomplete tsvector NOT NULL,
    title tsvector NOT NULL,
    body tsvector NOT NULL,
    title_text text NOT NULL,
    body_text text NOT NULL
);


ALTER TABLE public.wagtailsearch_indexentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailsearch_indexentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.wagtailusers_userprofile (
    id integer NOT NULL,
    submitted_notifications boolean NOT NULL,
    approved_notifications boolean NOT NULL,
    rejected_notifications boolean NOT NULL,
    user_id bigint NOT NULL,
    preferred_language character varying(10) NOT NULL,
    current_time_zone character varying(40) NOT NULL,
    avatar character varying(100) NOT NULL,
    updated_comments_notifications boolean CONSTRAINT wagtailusers_userprofile_updated_comments_notification_not_null NOT NULL,
    dismissibles jsonb NOT NULL,
    theme character varying(40) NOT NULL,
    density character varying(40) NOT NULL,
    contrast character varying(40) NOT NULL,
    keyboard_shortcuts boolean NOT NULL
);


ALTER TABLE public.wagtailusers_userprofile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailusers_userprofile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


INSERT INTO public.auth_group VALUES
	(1, 'Moderators'),
	(2, 'Editors');


INSERT INTO public.auth_group_permissions VALUES
	(1, 1, 105),
	(2, 2, 105),
	(3, 1, 106),
	(4, 1, 107),
	(5, 1, 108),
	(6, 2, 106),
	(7, 2, 107),
	(8, 2, 108),
	(9, 1, 109),
	(10, 2, 109),
	(11, 1, 112),
	(12, 1, 110),
	(13, 1, 111),
	(14, 2, 112),
	(15, 2, 110),
	(16, 2, 111),
	(17, 1, 113),
	(18, 2, 113);


INSERT INTO public.auth_permission VALUES
	(1, 'Can add locale', 3, 'add_locale'),
	(2, 'Can change locale', 3, 'change_locale'),
	(3, 'Can delete locale', 3, 'delete_locale'),
	(4, 'Can view locale', 3, 'view_locale'),
	(5, 'Can add site', 4, 'add_site'),
	(6, 'Can change site', 4, 'change_site'),
	(7, 'Can delete site', 4, 'delete_site'),
	(8, 'Can view site', 4, 'view_site'),
	(9, 'Can add group site permission', 5, 'add_groupsitepermission'),
	(10, 'Can change group site permission', 5, 'change_groupsitepermission'),
	(11, 'Can delete group site permission', 5, 'delete_groupsitepermission'),
	(12, 'Can view group site permission', 5, 'view_groupsitepermission'),
	(13, 'Can add model log entry', 6, 'add_modellogentry'),
	(14, 'Can change model log entry', 6, 'change_modellogentry'),
	(15, 'Can delete model log entry', 6, 'delete_modellogentry'),
	(16, 'Can view model log entry', 6, 'view_modellogentry'),
	(17, 'Can add revision', 7, 'add_revision'),
	(18, 'Can change revision', 7, 'change_revision'),
	(19, 'Can delete revision', 7, 'delete_revision'),
	(20, 'Can view revision', 7, 'view_revision'),
	(21, 'Can add collection view restriction', 8, 'add_collectionviewrestriction'),
	(22, 'Can change collection view restriction', 8, 'change_collectionviewrestriction'),
	(23, 'Can delete collection view restriction', 8, 'delete_collectionviewrestriction'),
	(24, 'Can view collection view restriction', 8, 'view_collectionviewrestriction'),
	(25, 'Can add collection', 9, 'add_collection'),
	(26, 'Can change collection', 9, 'change_collection'),
	(27, 'Can delete collection', 9, 'delete_collection'),
	(28, 'Can view collection', 9, 'view_collection'),
	(29, 'Can add group collection permission', 10, 'add_groupcollectionpermission'),
	(30, 'Can change group collection permission', 10, 'change_groupcollectionpermission'),
	(31, 'Can delete group collection permission', 10, 'delete_groupcollectionpermission'),
	(32, 'Can view group collection permission', 10, 'view_groupcollectionpermission'),
	(33, 'Can add uploaded file', 11, 'add_uploadedfile'),
	(34, 'Can change uploaded file', 11, 'change_uploadedfile'),
	(35, 'Can delete uploaded file', 11, 'delete_uploadedfile'),
	(36, 'Can view uploaded file', 11, 'view_uploadedfile'),
	(37, 'Can add workflow content type', 12, 'add_workflowcontenttype'),
	(38, 'Can change workflow content type', 12, 'change_workflowcontenttype'),
	(39, 'Can delete workflow content type', 12, 'delete_workflowcontenttype'),
	(40, 'Can view workflow content type', 12, 'view_workflowcontenttype'),
	(41, 'Can add Workflow state', 13, 'add_workflowstate'),
	(42, 'Can change Workflow state', 13, 'change_workflowstate'),
	(43, 'Can delete Workflow state', 13, 'delete_workflowstate'),
	(44, 'Can view Workflow state', 13, 'view_workflowstate'),
	(45, 'Can add workflow', 14, 'add_workflow'),
	(46, 'Can change workflow', 14, 'change_workflow'),
	(47, 'Can delete workflow', 14, 'delete_workflow'),
	(48, 'Can view workflow', 14, 'view_workflow'),
	(49, 'Can add workflow task order', 15, 'add_workflowtask'),
	(50, 'Can change workflow task order', 15, 'change_workflowtask'),
	(51, 'Can delete workflow task order', 15, 'delete_workflowtask'),
	(52, 'Can view workflow task order', 15, 'view_workflowtask'),
	(53, 'Can add task', 16, 'add_task'),
	(54, 'Can change task', 16, 'change_task'),
	(55, 'Can delete task', 16, 'delete_task'),
	(56, 'Can view task', 16, 'view_task'),
	(57, 'Can add Group approval task', 2, 'add_groupapprovaltask'),
	(58, 'Can change Group approval task', 2, 'change_groupapprovaltask'),
	(59, 'Can delete Group approval task', 2, 'delete_groupapprovaltask'),
	(60, 'Can view Group approval task', 2, 'view_groupapprovaltask'),
	(61, 'Can add Task state', 17, 'add_taskstate'),
	(62, 'Can change Task state', 17, 'change_taskstate'),
	(63, 'Can delete Task state', 17, 'delete_taskstate'),
	(64, 'Can view Task state', 17, 'view_taskstate'),
	(65, 'Can add page', 1, 'add_page'),
	(66, 'Can change page', 1, 'change_page'),
	(67, 'Can delete page', 1, 'delete_page'),
	(68, 'Can view page', 1, 'view_page'),
	(69, '删除页面及其子页面', 1, 'bulk_delete_page'),
	(70, '锁定/解锁你已锁定的页面', 1, 'lock_page'),
	(71, '发布任意页面', 1, 'publish_page'),
	(72, '解锁任意页面', 1, 'unlock_page'),
	(73, 'Can add group page permission', 18, 'add_grouppagepermission'),
	(74, 'Can change group page permission', 18, 'change_grouppagepermission'),
	(75, 'Can delete group page permission', 18, 'delete_grouppagepermission'),
	(76, 'Can view group page permission', 18, 'view_grouppagepermission'),
	(77, 'Can add page view restriction', 19, 'add_pageviewrestriction'),
	(78, 'Can change page view restriction', 19, 'change_pageviewrestriction'),
	(79, 'Can delete page view restriction', 19, 'delete_pageviewrestriction'),
	(80, 'Can view page view restriction', 19, 'view_pageviewrestriction'),
	(81, 'Can add workflow page', 20, 'add_workflowpage'),
	(82, 'Can change workflow page', 20, 'change_workflowpage'),
	(83, 'Can delete workflow page', 20, 'delete_workflowpage'),
	(84, 'Can view workflow page', 20, 'view_workflowpage'),
	(85, 'Can add page log entry', 21, 'add_pagelogentry'),
	(86, 'Can change page log entry', 21, 'change_pagelogentry'),
	(87, 'Can delete page log entry', 21, 'delete_pagelogentry'),
	(88, 'Can view page log entry', 21, 'view_pagelogentry'),
	(89, 'Can add comment', 22, 'add_comment'),
	(90, 'Can change comment', 22, 'change_comment'),
	(91, 'Can delete comment', 22, 'delete_comment'),
	(92, 'Can view comment', 22, 'view_comment'),
	(93, 'Can add comment reply', 23, 'add_commentreply'),
	(94, 'Can change comment reply', 23, 'change_commentreply'),
	(95, 'Can delete comment reply', 23, 'delete_commentreply'),
	(96, 'Can view comment reply', 23, 'view_commentreply'),
	(97, 'Can add page subscription', 24, 'add_pagesubscription'),
	(98, 'Can change page subscription', 24, 'change_pagesubscription'),
	(99, 'Can delete page subscription', 24, 'delete_pagesubscription'),
	(100, 'Can view page subscription', 24, 'view_pagesubscription');
INSERT INTO public.auth_permission VALUES
	(101, 'Can add reference index', 25, 'add_referenceindex'),
	(102, 'Can change reference index', 25, 'change_referenceindex'),
	(103, 'Can delete reference index', 25, 'delete_referenceindex'),
	(104, 'Can view reference index', 25, 'view_referenceindex'),
	(105, 'Can access Wagtail admin', 26, 'access_admin'),
	(106, 'Can add document', 27, 'add_document'),
	(107, 'Can change document', 27, 'change_document'),
	(108, 'Can delete document', 27, 'delete_document'),
	(109, 'Can choose document', 27, 'choose_document'),
	(110, 'Can add image', 28, 'add_image'),
	(111, 'Can change image', 28, 'change_image'),
	(112, 'Can delete image', 28, 'delete_image'),
	(113, 'Can choose image', 28, 'choose_image'),
	(114, 'Can add calendar day', 29, 'add_calendarday'),
	(115, 'Can change calendar day', 29, 'change_calendarday'),
	(116, 'Can delete calendar day', 29, 'delete_calendarday'),
	(117, 'Can view calendar day', 29, 'view_calendarday'),
	(118, 'Can add 单位', 30, 'add_party'),
	(119, 'Can change 单位', 30, 'change_party'),
	(120, 'Can delete 单位', 30, 'delete_party'),
	(121, 'Can view 单位', 30, 'view_party'),
	(122, 'Can add refused message', 31, 'add_refusedmessage'),
	(123, 'Can change refused message', 31, 'change_refusedmessage'),
	(124, 'Can delete refused message', 31, 'delete_refusedmessage'),
	(125, 'Can view refused message', 31, 'view_refusedmessage'),
	(126, 'Can add 用户', 32, 'add_user'),
	(127, 'Can change 用户', 32, 'change_user'),
	(128, 'Can delete 用户', 32, 'delete_user'),
	(129, 'Can view 用户', 32, 'view_user'),
	(130, 'Can add business clock', 33, 'add_businessclock'),
	(131, 'Can change business clock', 33, 'change_businessclock'),
	(132, 'Can delete business clock', 33, 'delete_businessclock'),
	(133, 'Can view business clock', 33, 'view_businessclock'),
	(134, 'Can add 文件', 34, 'add_storedfile'),
	(135, 'Can change 文件', 34, 'change_storedfile'),
	(136, 'Can delete 文件', 34, 'delete_storedfile'),
	(137, 'Can view 文件', 34, 'view_storedfile'),
	(138, 'Can add 工作日调整', 35, 'add_daychange'),
	(139, 'Can change 工作日调整', 35, 'change_daychange'),
	(140, 'Can delete 工作日调整', 35, 'delete_daychange'),
	(141, 'Can view 工作日调整', 35, 'view_daychange'),
	(142, 'Can add event', 36, 'add_event'),
	(143, 'Can change event', 36, 'change_event'),
	(144, 'Can delete event', 36, 'delete_event'),
	(145, 'Can view event', 36, 'view_event'),
	(146, 'Can add 后台任务', 37, 'add_job'),
	(147, 'Can change 后台任务', 37, 'change_job'),
	(148, 'Can delete 后台任务', 37, 'delete_job'),
	(149, 'Can view 后台任务', 37, 'view_job'),
	(150, 'Can add message', 38, 'add_message'),
	(151, 'Can change message', 38, 'change_message'),
	(152, 'Can delete message', 38, 'delete_message'),
	(153, 'Can view message', 38, 'view_message'),
	(154, 'Can add 单位经办身份', 39, 'add_membership'),
	(155, 'Can change 单位经办身份', 39, 'change_membership'),
	(156, 'Can delete 单位经办身份', 39, 'delete_membership'),
	(157, 'Can view 单位经办身份', 39, 'view_membership'),
	(158, 'Can add errand', 40, 'add_errand'),
	(159, 'Can change errand', 40, 'change_errand'),
	(160, 'Can delete errand', 40, 'delete_errand'),
	(161, 'Can view errand', 40, 'view_errand'),
	(162, 'Can add 报表导出', 41, 'add_export'),
	(163, 'Can change 报表导出', 41, 'change_export'),
	(164, 'Can delete 报表导出', 41, 'delete_export'),
	(165, 'Can view 报表导出', 41, 'view_export'),
	(166, 'Can add refused count', 42, 'add_refusedcount'),
	(167, 'Can change refused count', 42, 'change_refusedcount'),
	(168, 'Can delete refused count', 42, 'delete_refusedcount'),
	(169, 'Can view refused count', 42, 'view_refusedcount'),
	(170, 'Can add knocks', 43, 'add_knocks'),
	(171, 'Can change knocks', 43, 'change_knocks'),
	(172, 'Can delete knocks', 43, 'delete_knocks'),
	(173, 'Can view knocks', 43, 'view_knocks'),
	(174, 'Can add 预算项目', 44, 'add_budgetline'),
	(175, 'Can change 预算项目', 44, 'change_budgetline'),
	(176, 'Can delete 预算项目', 44, 'delete_budgetline'),
	(177, 'Can view 预算项目', 44, 'view_budgetline'),
	(178, 'Can add 企业', 45, 'add_enterprise'),
	(179, 'Can change 企业', 45, 'change_enterprise'),
	(180, 'Can delete 企业', 45, 'delete_enterprise'),
	(181, 'Can view 企业', 45, 'view_enterprise'),
	(182, 'Can add bank notice', 46, 'add_banknotice'),
	(183, 'Can change bank notice', 46, 'change_banknotice'),
	(184, 'Can delete bank notice', 46, 'delete_banknotice'),
	(185, 'Can view bank notice', 46, 'view_banknotice'),
	(186, 'Can add 支付批次', 47, 'add_batch'),
	(187, 'Can change 支付批次', 47, 'change_batch'),
	(188, 'Can delete 支付批次', 47, 'delete_batch'),
	(189, 'Can view 支付批次', 47, 'view_batch'),
	(190, 'Can add 银行对账单', 48, 'add_statement'),
	(191, 'Can change 银行对账单', 48, 'change_statement'),
	(192, 'Can delete 银行对账单', 48, 'delete_statement'),
	(193, 'Can view 银行对账单', 48, 'view_statement'),
	(194, 'Can add catalogue entry', 49, 'add_catalogueentry'),
	(195, 'Can change catalogue entry', 49, 'change_catalogueentry'),
	(196, 'Can delete catalogue entry', 49, 'delete_catalogueentry'),
	(197, 'Can view catalogue entry', 49, 'view_catalogueentry'),
	(198, 'Can add 部门数据文件', 50, 'add_factimport'),
	(199, 'Can change 部门数据文件', 50, 'change_factimport'),
	(200, 'Can delete 部门数据文件', 50, 'delete_factimport');
INSERT INTO public.auth_permission VALUES
	(201, 'Can view 部门数据文件', 50, 'view_factimport'),
	(202, 'Can add 数据项', 51, 'add_factkind'),
	(203, 'Can change 数据项', 51, 'change_factkind'),
	(204, 'Can delete 数据项', 51, 'delete_factkind'),
	(205, 'Can view 数据项', 51, 'view_factkind'),
	(206, 'Can add 政策', 52, 'add_policy'),
	(207, 'Can change 政策', 52, 'change_policy'),
	(208, 'Can delete 政策', 52, 'delete_policy'),
	(209, 'Can view 政策', 52, 'view_policy'),
	(210, 'Can add 匹配批次', 53, 'add_matchround'),
	(211, 'Can change 匹配批次', 53, 'change_matchround'),
	(212, 'Can delete 匹配批次', 53, 'delete_matchround'),
	(213, 'Can view 匹配批次', 53, 'view_matchround'),
	(214, 'Can add 外部数列', 54, 'add_seriespoint'),
	(215, 'Can change 外部数列', 54, 'change_seriespoint'),
	(216, 'Can delete 外部数列', 54, 'delete_seriespoint'),
	(217, 'Can view 外部数列', 54, 'view_seriespoint'),
	(218, 'Can add 推送密钥', 55, 'add_sourcekey'),
	(219, 'Can change 推送密钥', 55, 'change_sourcekey'),
	(220, 'Can delete 推送密钥', 55, 'delete_sourcekey'),
	(221, 'Can view 推送密钥', 55, 'view_sourcekey'),
	(222, 'Can add stop switch', 56, 'add_stopswitch'),
	(223, 'Can change stop switch', 56, 'change_stopswitch'),
	(224, 'Can delete stop switch', 56, 'delete_stopswitch'),
	(225, 'Can view stop switch', 56, 'view_stopswitch'),
	(226, 'Can add 会签层级', 57, 'add_approvaltier'),
	(227, 'Can change 会签层级', 57, 'change_approvaltier'),
	(228, 'Can delete 会签层级', 57, 'delete_approvaltier'),
	(229, 'Can view 会签层级', 57, 'view_approvaltier'),
	(230, 'Can add account', 58, 'add_account'),
	(231, 'Can change account', 58, 'change_account'),
	(232, 'Can delete account', 58, 'delete_account'),
	(233, 'Can view account', 58, 'view_account'),
	(234, 'Can add 既往兑现', 59, 'add_awardrecord'),
	(235, 'Can change 既往兑现', 59, 'change_awardrecord'),
	(236, 'Can delete 既往兑现', 59, 'delete_awardrecord'),
	(237, 'Can view 既往兑现', 59, 'view_awardrecord'),
	(238, 'Can add former number', 60, 'add_formernumber'),
	(239, 'Can change former number', 60, 'change_formernumber'),
	(240, 'Can delete former number', 60, 'delete_formernumber'),
	(241, 'Can view former number', 60, 'view_formernumber'),
	(242, 'Can add 名单成员', 61, 'add_listmembership'),
	(243, 'Can change 名单成员', 61, 'change_listmembership'),
	(244, 'Can delete 名单成员', 61, 'delete_listmembership'),
	(245, 'Can view 名单成员', 61, 'view_listmembership'),
	(246, 'Can add 银行账户', 62, 'add_bankaccount'),
	(247, 'Can change 银行账户', 62, 'change_bankaccount'),
	(248, 'Can delete 银行账户', 62, 'delete_bankaccount'),
	(249, 'Can view 银行账户', 62, 'view_bankaccount'),
	(250, 'Can add slice', 63, 'add_slice'),
	(251, 'Can change slice', 63, 'change_slice'),
	(252, 'Can delete slice', 63, 'delete_slice'),
	(253, 'Can view slice', 63, 'view_slice'),
	(254, 'Can add approval', 64, 'add_approval'),
	(255, 'Can change approval', 64, 'change_approval'),
	(256, 'Can delete approval', 64, 'delete_approval'),
	(257, 'Can view approval', 64, 'view_approval'),
	(258, 'Can add 日结', 65, 'add_dayclose'),
	(259, 'Can change 日结', 65, 'change_dayclose'),
	(260, 'Can delete 日结', 65, 'delete_dayclose'),
	(261, 'Can view 日结', 65, 'view_dayclose'),
	(262, 'Can add statement line', 66, 'add_statementline'),
	(263, 'Can change statement line', 66, 'change_statementline'),
	(264, 'Can delete statement line', 66, 'delete_statementline'),
	(265, 'Can view statement line', 66, 'view_statementline'),
	(266, 'Can add 数据', 67, 'add_fact'),
	(267, 'Can change 数据', 67, 'change_fact'),
	(268, 'Can delete 数据', 67, 'delete_fact'),
	(269, 'Can view 数据', 67, 'view_fact'),
	(270, 'Can add 政策版本', 68, 'add_version'),
	(271, 'Can change 政策版本', 68, 'change_version'),
	(272, 'Can delete 政策版本', 68, 'delete_version'),
	(273, 'Can view 政策版本', 68, 'view_version'),
	(274, 'Can add match part', 69, 'add_matchpart'),
	(275, 'Can change match part', 69, 'change_matchpart'),
	(276, 'Can delete match part', 69, 'delete_matchpart'),
	(277, 'Can view match part', 69, 'view_matchpart'),
	(278, 'Can add transfer', 70, 'add_transfer'),
	(279, 'Can change transfer', 70, 'change_transfer'),
	(280, 'Can delete transfer', 70, 'delete_transfer'),
	(281, 'Can view transfer', 70, 'view_transfer'),
	(282, 'Can add 兑现追回', 71, 'add_awardrevocation'),
	(283, 'Can change 兑现追回', 71, 'change_awardrevocation'),
	(284, 'Can delete 兑现追回', 71, 'delete_awardrevocation'),
	(285, 'Can view 兑现追回', 71, 'view_awardrevocation'),
	(286, 'Can add 数据矛盾', 72, 'add_factconflict'),
	(287, 'Can change 数据矛盾', 72, 'change_factconflict'),
	(288, 'Can delete 数据矛盾', 72, 'delete_factconflict'),
	(289, 'Can view 数据矛盾', 72, 'view_factconflict'),
	(290, 'Can add 数据异议', 73, 'add_factcontest'),
	(291, 'Can change 数据异议', 73, 'change_factcontest'),
	(292, 'Can delete 数据异议', 73, 'delete_factcontest'),
	(293, 'Can view 数据异议', 73, 'view_factcontest'),
	(294, 'Can add current fact', 74, 'add_currentfact'),
	(295, 'Can change current fact', 74, 'change_currentfact'),
	(296, 'Can delete current fact', 74, 'delete_currentfact'),
	(297, 'Can view current fact', 74, 'view_currentfact'),
	(298, 'Can add 匹配任务', 75, 'add_matchrun'),
	(299, 'Can change 匹配任务', 75, 'change_matchrun'),
	(300, 'Can delete 匹配任务', 75, 'delete_matchrun');
INSERT INTO public.auth_permission VALUES
	(406, 'Can add 代码', 102, 'add_codeentry'),
	(301, 'Can view 匹配任务', 75, 'view_matchrun'),
	(302, 'Can add entry', 76, 'add_entry'),
	(303, 'Can change entry', 76, 'change_entry'),
	(304, 'Can delete entry', 76, 'delete_entry'),
	(305, 'Can view entry', 76, 'view_entry'),
	(306, 'Can add 兑付名单', 77, 'add_decision'),
	(307, 'Can change 兑付名单', 77, 'change_decision'),
	(308, 'Can delete 兑付名单', 77, 'delete_decision'),
	(309, 'Can view 兑付名单', 77, 'view_decision'),
	(310, 'Can add 匹配结果', 78, 'add_match'),
	(311, 'Can change 匹配结果', 78, 'change_match'),
	(312, 'Can delete 匹配结果', 78, 'delete_match'),
	(313, 'Can view 匹配结果', 78, 'view_match'),
	(314, 'Can add 公示', 79, 'add_notice'),
	(315, 'Can change 公示', 79, 'change_notice'),
	(316, 'Can delete 公示', 79, 'delete_notice'),
	(317, 'Can view 公示', 79, 'view_notice'),
	(318, 'Can add 未确认企业公告', 80, 'add_silentlist'),
	(319, 'Can change 未确认企业公告', 80, 'change_silentlist'),
	(320, 'Can delete 未确认企业公告', 80, 'delete_silentlist'),
	(321, 'Can view 未确认企业公告', 80, 'view_silentlist'),
	(322, 'Can add exclusion', 81, 'add_exclusion'),
	(323, 'Can change exclusion', 81, 'change_exclusion'),
	(324, 'Can delete exclusion', 81, 'delete_exclusion'),
	(325, 'Can view exclusion', 81, 'view_exclusion'),
	(326, 'Can add 兑付事项', 82, 'add_grant'),
	(327, 'Can change 兑付事项', 82, 'change_grant'),
	(328, 'Can delete 兑付事项', 82, 'delete_grant'),
	(329, 'Can view 兑付事项', 82, 'view_grant'),
	(330, 'Can add 投诉举报', 83, 'add_petition'),
	(331, 'Can change 投诉举报', 83, 'change_petition'),
	(332, 'Can delete 投诉举报', 83, 'delete_petition'),
	(333, 'Can view 投诉举报', 83, 'view_petition'),
	(334, 'Can add 联系记录', 84, 'add_contact'),
	(335, 'Can change 联系记录', 84, 'change_contact'),
	(336, 'Can delete 联系记录', 84, 'delete_contact'),
	(337, 'Can view 联系记录', 84, 'view_contact'),
	(338, 'Can add 公示明细', 85, 'add_noticeline'),
	(339, 'Can change 公示明细', 85, 'change_noticeline'),
	(340, 'Can delete 公示明细', 85, 'delete_noticeline'),
	(341, 'Can view 公示明细', 85, 'view_noticeline'),
	(342, 'Can add 支付事项', 86, 'add_payment'),
	(343, 'Can change 支付事项', 86, 'change_payment'),
	(344, 'Can delete 支付事项', 86, 'delete_payment'),
	(345, 'Can view 支付事项', 86, 'view_payment'),
	(346, 'Can add silent line', 87, 'add_silentline'),
	(347, 'Can change silent line', 87, 'change_silentline'),
	(348, 'Can delete silent line', 87, 'delete_silentline'),
	(349, 'Can view silent line', 87, 'view_silentline'),
	(350, 'Can add 异议', 88, 'add_objection'),
	(351, 'Can change 异议', 88, 'change_objection'),
	(352, 'Can delete 异议', 88, 'delete_objection'),
	(353, 'Can view 异议', 88, 'view_objection'),
	(354, 'Can add attempt', 89, 'add_attempt'),
	(355, 'Can change attempt', 89, 'change_attempt'),
	(356, 'Can delete attempt', 89, 'delete_attempt'),
	(357, 'Can view attempt', 89, 'view_attempt'),
	(358, 'Can add 追缴事项', 90, 'add_clawback'),
	(359, 'Can change 追缴事项', 90, 'change_clawback'),
	(360, 'Can delete 追缴事项', 90, 'delete_clawback'),
	(361, 'Can view 追缴事项', 90, 'view_clawback'),
	(362, 'Can add 对账差异', 91, 'add_break'),
	(363, 'Can change 对账差异', 91, 'change_break'),
	(364, 'Can delete 对账差异', 91, 'delete_break'),
	(365, 'Can view 对账差异', 91, 'view_break'),
	(366, 'Can add 分期', 92, 'add_instalment'),
	(367, 'Can change 分期', 92, 'change_instalment'),
	(368, 'Can delete 分期', 92, 'delete_instalment'),
	(369, 'Can view 分期', 92, 'view_instalment'),
	(370, 'Can add 其他受益人', 93, 'add_namedpayee'),
	(371, 'Can change 其他受益人', 93, 'change_namedpayee'),
	(372, 'Can delete 其他受益人', 93, 'delete_namedpayee'),
	(373, 'Can view 其他受益人', 93, 'view_namedpayee'),
	(374, 'Can add 申报件', 94, 'add_application'),
	(375, 'Can change 申报件', 94, 'change_application'),
	(376, 'Can delete 申报件', 94, 'delete_application'),
	(377, 'Can view 申报件', 94, 'view_application'),
	(378, 'Can add 补正要求', 95, 'add_correction'),
	(379, 'Can change 补正要求', 95, 'change_correction'),
	(380, 'Can delete 补正要求', 95, 'delete_correction'),
	(381, 'Can view 补正要求', 95, 'view_correction'),
	(382, 'Can add 企业申报数据', 96, 'add_declaredfact'),
	(383, 'Can change 企业申报数据', 96, 'change_declaredfact'),
	(384, 'Can delete 企业申报数据', 96, 'delete_declaredfact'),
	(385, 'Can view 企业申报数据', 96, 'view_declaredfact'),
	(386, 'Can add 部门意见', 97, 'add_opinion'),
	(387, 'Can change 部门意见', 97, 'change_opinion'),
	(388, 'Can delete 部门意见', 97, 'delete_opinion'),
	(389, 'Can view 部门意见', 97, 'view_opinion'),
	(390, 'Can add 申报材料', 98, 'add_paper'),
	(391, 'Can change 申报材料', 98, 'change_paper'),
	(392, 'Can delete 申报材料', 98, 'delete_paper'),
	(393, 'Can view 申报材料', 98, 'view_paper'),
	(394, 'Can add 专家评分', 99, 'add_score'),
	(395, 'Can change 专家评分', 99, 'change_score'),
	(396, 'Can delete 专家评分', 99, 'delete_score'),
	(397, 'Can view 专家评分', 99, 'view_score'),
	(398, 'Can add 代码变更', 100, 'add_codechange'),
	(399, 'Can change 代码变更', 100, 'change_codechange');
INSERT INTO public.auth_permission VALUES
	(400, 'Can delete 代码变更', 100, 'delete_codechange'),
	(401, 'Can view 代码变更', 100, 'view_codechange'),
	(402, 'Can add 代码集版本', 101, 'add_codeedition'),
	(403, 'Can change 代码集版本', 101, 'change_codeedition'),
	(404, 'Can delete 代码集版本', 101, 'delete_codeedition'),
	(405, 'Can view 代码集版本', 101, 'view_codeedition'),
	(407, 'Can change 代码', 102, 'change_codeentry'),
	(408, 'Can delete 代码', 102, 'delete_codeentry'),
	(409, 'Can view 代码', 102, 'view_codeentry'),
	(410, 'Can add 补资料通知', 103, 'add_call'),
	(411, 'Can change 补资料通知', 103, 'change_call'),
	(412, 'Can delete 补资料通知', 103, 'delete_call'),
	(413, 'Can view 补资料通知', 103, 'view_call'),
	(414, 'Can add 补资料企业', 104, 'add_callline'),
	(415, 'Can change 补资料企业', 104, 'change_callline'),
	(416, 'Can delete 补资料企业', 104, 'delete_callline'),
	(417, 'Can view 补资料企业', 104, 'view_callline'),
	(418, 'Can add 订阅提醒', 105, 'add_subscription'),
	(419, 'Can change 订阅提醒', 105, 'change_subscription'),
	(420, 'Can delete 订阅提醒', 105, 'delete_subscription'),
	(421, 'Can view 订阅提醒', 105, 'view_subscription'),
	(422, 'Can add 符合提醒', 106, 'add_telling'),
	(423, 'Can change 符合提醒', 106, 'change_telling'),
	(424, 'Can delete 符合提醒', 106, 'delete_telling'),
	(425, 'Can view 符合提醒', 106, 'view_telling'),
	(426, 'Can add 待确认的对账单', 107, 'add_broughtstatement'),
	(427, 'Can change 待确认的对账单', 107, 'change_broughtstatement'),
	(428, 'Can delete 待确认的对账单', 107, 'delete_broughtstatement'),
	(429, 'Can view 待确认的对账单', 107, 'view_broughtstatement'),
	(430, 'Can add 个人收款人', 108, 'add_namedperson'),
	(431, 'Can change 个人收款人', 108, 'change_namedperson'),
	(432, 'Can delete 个人收款人', 108, 'delete_namedperson'),
	(433, 'Can view 个人收款人', 108, 'view_namedperson'),
	(434, 'Can add market look', 109, 'add_marketlook'),
	(435, 'Can change market look', 109, 'change_marketlook'),
	(436, 'Can delete market look', 109, 'delete_marketlook'),
	(437, 'Can view market look', 109, 'view_marketlook'),
	(438, 'Can add 服务类别', 110, 'add_servicecategory'),
	(439, 'Can change 服务类别', 110, 'change_servicecategory'),
	(440, 'Can delete 服务类别', 110, 'delete_servicecategory'),
	(441, 'Can view 服务类别', 110, 'view_servicecategory'),
	(442, 'Can add 中介机构', 111, 'add_agency'),
	(443, 'Can change 中介机构', 111, 'change_agency'),
	(444, 'Can delete 中介机构', 111, 'delete_agency'),
	(445, 'Can view 中介机构', 111, 'view_agency'),
	(446, 'Can add 核查件', 112, 'add_case'),
	(447, 'Can change 核查件', 112, 'change_case'),
	(448, 'Can delete 核查件', 112, 'delete_case'),
	(449, 'Can view 核查件', 112, 'view_case'),
	(450, 'Can add 业主单位', 113, 'add_owner'),
	(451, 'Can change 业主单位', 113, 'change_owner'),
	(452, 'Can delete 业主单位', 113, 'delete_owner'),
	(453, 'Can view 业主单位', 113, 'view_owner'),
	(454, 'Can add 控制关系', 114, 'add_control'),
	(455, 'Can change 控制关系', 114, 'change_control'),
	(456, 'Can delete 控制关系', 114, 'delete_control'),
	(457, 'Can view 控制关系', 114, 'view_control'),
	(458, 'Can add 信用扣分', 115, 'add_creditcase'),
	(459, 'Can change 信用扣分', 115, 'change_creditcase'),
	(460, 'Can delete 信用扣分', 115, 'delete_creditcase'),
	(461, 'Can view 信用扣分', 115, 'view_creditcase'),
	(462, 'Can add 历史沉淀保证金', 116, 'add_olddeposit'),
	(463, 'Can change 历史沉淀保证金', 116, 'change_olddeposit'),
	(464, 'Can delete 历史沉淀保证金', 116, 'delete_olddeposit'),
	(465, 'Can view 历史沉淀保证金', 116, 'view_olddeposit'),
	(466, 'Can add 节约汇总', 117, 'add_savingssum'),
	(467, 'Can change 节约汇总', 117, 'change_savingssum'),
	(468, 'Can delete 节约汇总', 117, 'delete_savingssum'),
	(469, 'Can view 节约汇总', 117, 'view_savingssum'),
	(470, 'Can add 交易记录', 118, 'add_traderecord'),
	(471, 'Can change 交易记录', 118, 'change_traderecord'),
	(472, 'Can delete 交易记录', 118, 'delete_traderecord'),
	(473, 'Can view 交易记录', 118, 'view_traderecord'),
	(474, 'Can add 服务事项', 119, 'add_servicetype'),
	(475, 'Can change 服务事项', 119, 'change_servicetype'),
	(476, 'Can delete 服务事项', 119, 'delete_servicetype'),
	(477, 'Can view 服务事项', 119, 'view_servicetype'),
	(478, 'Can add 询问', 120, 'add_casequestion'),
	(479, 'Can change 询问', 120, 'change_casequestion'),
	(480, 'Can delete 询问', 120, 'delete_casequestion'),
	(481, 'Can view 询问', 120, 'view_casequestion'),
	(482, 'Can add 入驻申请', 121, 'add_admission'),
	(483, 'Can change 入驻申请', 121, 'change_admission'),
	(484, 'Can delete 入驻申请', 121, 'delete_admission'),
	(485, 'Can view 入驻申请', 121, 'view_admission'),
	(486, 'Can add 采购项目', 122, 'add_procurement'),
	(487, 'Can change 采购项目', 122, 'change_procurement'),
	(488, 'Can delete 采购项目', 122, 'delete_procurement'),
	(489, 'Can view 采购项目', 122, 'view_procurement'),
	(490, 'Can add 需求模板', 123, 'add_needtemplate'),
	(491, 'Can change 需求模板', 123, 'change_needtemplate'),
	(492, 'Can delete 需求模板', 123, 'delete_needtemplate'),
	(493, 'Can view 需求模板', 123, 'view_needtemplate'),
	(494, 'Can add 需求订阅', 124, 'add_subscription'),
	(495, 'Can change 需求订阅', 124, 'change_subscription'),
	(496, 'Can delete 需求订阅', 124, 'delete_subscription'),
	(497, 'Can view 需求订阅', 124, 'view_subscription'),
	(498, 'Can add 资质证书', 125, 'add_certificate'),
	(499, 'Can change 资质证书', 125, 'change_certificate'),
	(500, 'Can delete 资质证书', 125, 'delete_certificate');
INSERT INTO public.auth_permission VALUES
	(501, 'Can view 资质证书', 125, 'view_certificate'),
	(502, 'Can add 采购需求', 126, 'add_need'),
	(503, 'Can change 采购需求', 126, 'change_need'),
	(504, 'Can delete 采购需求', 126, 'delete_need'),
	(505, 'Can view 采购需求', 126, 'view_need'),
	(506, 'Can add 回避单位', 127, 'add_bar'),
	(507, 'Can change 回避单位', 127, 'change_bar'),
	(508, 'Can delete 回避单位', 127, 'delete_bar'),
	(509, 'Can view 回避单位', 127, 'view_bar'),
	(510, 'Can add 开放数据发布', 128, 'add_release'),
	(511, 'Can change 开放数据发布', 128, 'change_release'),
	(512, 'Can delete 开放数据发布', 128, 'delete_release'),
	(513, 'Can view 开放数据发布', 128, 'view_release'),
	(514, 'Can add 多轮竞价', 129, 'add_auction'),
	(515, 'Can change 多轮竞价', 129, 'change_auction'),
	(516, 'Can delete 多轮竞价', 129, 'delete_auction'),
	(517, 'Can view 多轮竞价', 129, 'view_auction'),
	(518, 'Can add 评选', 130, 'add_evaluation'),
	(519, 'Can change 评选', 130, 'change_evaluation'),
	(520, 'Can delete 评选', 130, 'delete_evaluation'),
	(521, 'Can view 评选', 130, 'view_evaluation'),
	(522, 'Can add need clock', 131, 'add_needclock'),
	(523, 'Can change need clock', 131, 'change_needclock'),
	(524, 'Can delete need clock', 131, 'delete_needclock'),
	(525, 'Can view need clock', 131, 'view_needclock'),
	(526, 'Can add 选取方式变更', 132, 'add_methodchange'),
	(527, 'Can change 选取方式变更', 132, 'change_methodchange'),
	(528, 'Can delete 选取方式变更', 132, 'delete_methodchange'),
	(529, 'Can view 选取方式变更', 132, 'view_methodchange'),
	(530, 'Can add 邀请', 133, 'add_invitation'),
	(531, 'Can change 邀请', 133, 'change_invitation'),
	(532, 'Can delete 邀请', 133, 'delete_invitation'),
	(533, 'Can view 邀请', 133, 'view_invitation'),
	(534, 'Can add 保函与保证金', 134, 'add_guarantee'),
	(535, 'Can change 保函与保证金', 134, 'change_guarantee'),
	(536, 'Can delete 保函与保证金', 134, 'delete_guarantee'),
	(537, 'Can view 保函与保证金', 134, 'view_guarantee'),
	(538, 'Can add 公开抽取', 135, 'add_draw'),
	(539, 'Can change 公开抽取', 135, 'change_draw'),
	(540, 'Can delete 公开抽取', 135, 'delete_draw'),
	(541, 'Can view 公开抽取', 135, 'view_draw'),
	(542, 'Can add 线索', 136, 'add_clue'),
	(543, 'Can change 线索', 136, 'change_clue'),
	(544, 'Can delete 线索', 136, 'delete_clue'),
	(545, 'Can view 线索', 136, 'view_clue'),
	(546, 'Can add 选定', 137, 'add_choice'),
	(547, 'Can change 选定', 137, 'change_choice'),
	(548, 'Can delete 选定', 137, 'delete_choice'),
	(549, 'Can view 选定', 137, 'view_choice'),
	(550, 'Can add 报价', 138, 'add_bid'),
	(551, 'Can change 报价', 138, 'change_bid'),
	(552, 'Can delete 报价', 138, 'delete_bid'),
	(553, 'Can view 报价', 138, 'view_bid'),
	(554, 'Can add 变更公告', 139, 'add_amendment'),
	(555, 'Can change 变更公告', 139, 'change_amendment'),
	(556, 'Can delete 变更公告', 139, 'delete_amendment'),
	(557, 'Can view 变更公告', 139, 'view_amendment'),
	(558, 'Can add 逾期报警', 140, 'add_alarm'),
	(559, 'Can change 逾期报警', 140, 'change_alarm'),
	(560, 'Can delete 逾期报警', 140, 'delete_alarm'),
	(561, 'Can view 逾期报警', 140, 'view_alarm'),
	(562, 'Can add 需求附件', 141, 'add_needdocument'),
	(563, 'Can change 需求附件', 141, 'change_needdocument'),
	(564, 'Can delete 需求附件', 141, 'delete_needdocument'),
	(565, 'Can view 需求附件', 141, 'view_needdocument'),
	(566, 'Can add 评审小组', 142, 'add_panel'),
	(567, 'Can change 评审小组', 142, 'change_panel'),
	(568, 'Can delete 评审小组', 142, 'delete_panel'),
	(569, 'Can view 评审小组', 142, 'view_panel'),
	(570, 'Can add price judgement', 143, 'add_pricejudgement'),
	(571, 'Can change price judgement', 143, 'change_pricejudgement'),
	(572, 'Can delete price judgement', 143, 'delete_pricejudgement'),
	(573, 'Can view price judgement', 143, 'view_pricejudgement'),
	(574, 'Can add 低价说明', 144, 'add_pricequestion'),
	(575, 'Can change 低价说明', 144, 'change_pricequestion'),
	(576, 'Can delete 低价说明', 144, 'delete_pricequestion'),
	(577, 'Can view 低价说明', 144, 'view_pricequestion'),
	(578, 'Can add 澄清', 145, 'add_question'),
	(579, 'Can change 澄清', 145, 'change_question'),
	(580, 'Can delete 澄清', 145, 'delete_question'),
	(581, 'Can view 澄清', 145, 'view_question'),
	(582, 'Can add 密封箱', 146, 'add_sealedbox'),
	(583, 'Can change 密封箱', 146, 'change_sealedbox'),
	(584, 'Can delete 密封箱', 146, 'delete_sealedbox'),
	(585, 'Can view 密封箱', 146, 'view_sealedbox'),
	(586, 'Can add auction move', 147, 'add_auctionmove'),
	(587, 'Can change auction move', 147, 'change_auctionmove'),
	(588, 'Can delete auction move', 147, 'delete_auctionmove'),
	(589, 'Can view auction move', 147, 'view_auctionmove'),
	(590, 'Can add 开启的报价', 148, 'add_openedbid'),
	(591, 'Can change 开启的报价', 148, 'change_openedbid'),
	(592, 'Can delete 开启的报价', 148, 'delete_openedbid'),
	(593, 'Can view 开启的报价', 148, 'view_openedbid'),
	(594, 'Can add 评审席位', 149, 'add_seat'),
	(595, 'Can change 评审席位', 149, 'change_seat'),
	(596, 'Can delete 评审席位', 149, 'delete_seat'),
	(597, 'Can view 评审席位', 149, 'view_seat'),
	(598, 'Can add 中选结果', 150, 'add_award'),
	(599, 'Can change 中选结果', 150, 'change_award'),
	(600, 'Can delete 中选结果', 150, 'delete_award');
INSERT INTO public.auth_permission VALUES
	(601, 'Can view 中选结果', 150, 'view_award'),
	(602, 'Can add agreed score', 151, 'add_agreedscore'),
	(603, 'Can change agreed score', 151, 'change_agreedscore'),
	(604, 'Can delete agreed score', 151, 'delete_agreedscore'),
	(605, 'Can view agreed score', 151, 'view_agreedscore'),
	(606, 'Can add score sheet', 152, 'add_scoresheet'),
	(607, 'Can change score sheet', 152, 'change_scoresheet'),
	(608, 'Can delete score sheet', 152, 'delete_scoresheet'),
	(609, 'Can view score sheet', 152, 'view_scoresheet'),
	(610, 'Can add 合同', 153, 'add_contract'),
	(611, 'Can change 合同', 153, 'change_contract'),
	(612, 'Can delete 合同', 153, 'delete_contract'),
	(613, 'Can view 合同', 153, 'view_contract'),
	(614, 'Can add 异议与投诉', 154, 'add_dispute'),
	(615, 'Can change 异议与投诉', 154, 'change_dispute'),
	(616, 'Can delete 异议与投诉', 154, 'delete_dispute'),
	(617, 'Can view 异议与投诉', 154, 'view_dispute'),
	(618, 'Can add 计入统计的合同', 155, 'add_countedcontract'),
	(619, 'Can change 计入统计的合同', 155, 'change_countedcontract'),
	(620, 'Can delete 计入统计的合同', 155, 'delete_countedcontract'),
	(621, 'Can view 计入统计的合同', 155, 'view_countedcontract'),
	(622, 'Can add 合同变更', 156, 'add_contractchange'),
	(623, 'Can change 合同变更', 156, 'change_contractchange'),
	(624, 'Can delete 合同变更', 156, 'delete_contractchange'),
	(625, 'Can view 合同变更', 156, 'view_contractchange'),
	(626, 'Can add 合同付款', 157, 'add_contractpayment'),
	(627, 'Can change 合同付款', 157, 'change_contractpayment'),
	(628, 'Can delete 合同付款', 157, 'delete_contractpayment'),
	(629, 'Can view 合同付款', 157, 'view_contractpayment'),
	(630, 'Can add 履约节点', 158, 'add_milestone'),
	(631, 'Can change 履约节点', 158, 'change_milestone'),
	(632, 'Can delete 履约节点', 158, 'delete_milestone'),
	(633, 'Can view 履约节点', 158, 'view_milestone'),
	(634, 'Can add 履约评价', 159, 'add_rating'),
	(635, 'Can change 履约评价', 159, 'change_rating'),
	(636, 'Can delete 履约评价', 159, 'delete_rating'),
	(637, 'Can view 履约评价', 159, 'view_rating'),
	(638, 'Can add 提前终止', 160, 'add_earlyend'),
	(639, 'Can change 提前终止', 160, 'change_earlyend'),
	(640, 'Can delete 提前终止', 160, 'delete_earlyend'),
	(641, 'Can view 提前终止', 160, 'view_earlyend'),
	(642, 'Can add 评审专家', 161, 'add_expert'),
	(643, 'Can change 评审专家', 161, 'change_expert'),
	(644, 'Can delete 评审专家', 161, 'delete_expert'),
	(645, 'Can view 评审专家', 161, 'view_expert'),
	(646, 'Can add 开启人', 162, 'add_opener'),
	(647, 'Can change 开启人', 162, 'change_opener'),
	(648, 'Can delete 开启人', 162, 'delete_opener'),
	(649, 'Can view 开启人', 162, 'view_opener'),
	(650, 'Can add 开启口令', 163, 'add_openerkey'),
	(651, 'Can change 开启口令', 163, 'change_openerkey'),
	(652, 'Can delete 开启口令', 163, 'delete_openerkey'),
	(653, 'Can view 开启口令', 163, 'view_openerkey'),
	(654, 'Can add 专家回避', 164, 'add_recusal'),
	(655, 'Can change 专家回避', 164, 'change_recusal'),
	(656, 'Can delete 专家回避', 164, 'delete_recusal'),
	(657, 'Can view 专家回避', 164, 'view_recusal'),
	(658, 'Can add 报价文件', 165, 'add_openedpaper'),
	(659, 'Can change 报价文件', 165, 'change_openedpaper'),
	(660, 'Can delete 报价文件', 165, 'delete_openedpaper'),
	(661, 'Can view 报价文件', 165, 'view_openedpaper'),
	(662, 'Can add 报价文件包', 166, 'add_paperpack'),
	(663, 'Can change 报价文件包', 166, 'change_paperpack'),
	(664, 'Can delete 报价文件包', 166, 'delete_paperpack'),
	(665, 'Can view 报价文件包', 166, 'view_paperpack'),
	(666, 'Can add 登录设备', 167, 'add_devicemark'),
	(667, 'Can change 登录设备', 167, 'change_devicemark'),
	(668, 'Can delete 登录设备', 167, 'delete_devicemark'),
	(669, 'Can view 登录设备', 167, 'view_devicemark'),
	(670, 'Can add 更换开启人', 168, 'add_openerexchange'),
	(671, 'Can change 更换开启人', 168, 'change_openerexchange'),
	(672, 'Can delete 更换开启人', 168, 'delete_openerexchange'),
	(673, 'Can view 更换开启人', 168, 'view_openerexchange'),
	(674, 'Can add 专业人员', 169, 'add_professional'),
	(675, 'Can change 专业人员', 169, 'change_professional'),
	(676, 'Can delete 专业人员', 169, 'delete_professional'),
	(677, 'Can view 专业人员', 169, 'view_professional'),
	(678, 'Can add 检验、检测、鉴定和专家评审', 170, 'add_examination'),
	(679, 'Can change 检验、检测、鉴定和专家评审', 170, 'change_examination'),
	(680, 'Can delete 检验、检测、鉴定和专家评审', 170, 'delete_examination'),
	(681, 'Can view 检验、检测、鉴定和专家评审', 170, 'view_examination'),
	(682, 'Can add 资讯栏目', 171, 'add_articleindexpage'),
	(683, 'Can change 资讯栏目', 171, 'change_articleindexpage'),
	(684, 'Can delete 资讯栏目', 171, 'delete_articleindexpage'),
	(685, 'Can view 资讯栏目', 171, 'view_articleindexpage'),
	(686, 'Can add 资讯', 172, 'add_articlepage'),
	(687, 'Can change 资讯', 172, 'change_articlepage'),
	(688, 'Can delete 资讯', 172, 'delete_articlepage'),
	(689, 'Can view 资讯', 172, 'view_articlepage'),
	(690, 'Can add 牵头部门审核', 173, 'add_departmentreview'),
	(691, 'Can change 牵头部门审核', 173, 'change_departmentreview'),
	(692, 'Can delete 牵头部门审核', 173, 'delete_departmentreview'),
	(693, 'Can view 牵头部门审核', 173, 'view_departmentreview'),
	(694, 'Can add 首页', 174, 'add_homepage'),
	(695, 'Can change 首页', 174, 'change_homepage'),
	(696, 'Can delete 首页', 174, 'delete_homepage'),
	(697, 'Can view 首页', 174, 'view_homepage'),
	(698, 'Can add 政策库', 175, 'add_policyindexpage'),
	(699, 'Can change 政策库', 175, 'change_policyindexpage'),
	(700, 'Can delete 政策库', 175, 'delete_policyindexpage');
INSERT INTO public.auth_permission VALUES
	(701, 'Can view 政策库', 175, 'view_policyindexpage'),
	(702, 'Can add 合法性与公平竞争审查', 176, 'add_faircompetitionreview'),
	(703, 'Can change 合法性与公平竞争审查', 176, 'change_faircompetitionreview'),
	(704, 'Can delete 合法性与公平竞争审查', 176, 'delete_faircompetitionreview'),
	(705, 'Can view 合法性与公平竞争审查', 176, 'view_faircompetitionreview'),
	(706, 'Can add 政策页面', 177, 'add_policypage'),
	(707, 'Can change 政策页面', 177, 'change_policypage'),
	(708, 'Can delete 政策页面', 177, 'delete_policypage'),
	(709, 'Can view 政策页面', 177, 'view_policypage'),
	(710, 'Can add lived step', 178, 'add_livedstep'),
	(711, 'Can change lived step', 178, 'change_livedstep'),
	(712, 'Can delete lived step', 178, 'delete_livedstep'),
	(713, 'Can view lived step', 178, 'view_livedstep'),
	(714, 'Can add form submission', 179, 'add_formsubmission'),
	(715, 'Can change form submission', 179, 'change_formsubmission'),
	(716, 'Can delete form submission', 179, 'delete_formsubmission'),
	(717, 'Can view form submission', 179, 'view_formsubmission'),
	(718, 'Can add redirect', 180, 'add_redirect'),
	(719, 'Can change redirect', 180, 'change_redirect'),
	(720, 'Can delete redirect', 180, 'delete_redirect'),
	(721, 'Can view redirect', 180, 'view_redirect'),
	(722, 'Can add embed', 181, 'add_embed'),
	(723, 'Can change embed', 181, 'change_embed'),
	(724, 'Can delete embed', 181, 'delete_embed'),
	(725, 'Can view embed', 181, 'view_embed'),
	(726, 'Can add user profile', 182, 'add_userprofile'),
	(727, 'Can change user profile', 182, 'change_userprofile'),
	(728, 'Can delete user profile', 182, 'delete_userprofile'),
	(729, 'Can view user profile', 182, 'view_userprofile'),
	(730, 'Can view document', 27, 'view_document'),
	(731, 'Can view image', 28, 'view_image'),
	(732, 'Can add rendition', 183, 'add_rendition'),
	(733, 'Can change rendition', 183, 'change_rendition'),
	(734, 'Can delete rendition', 183, 'delete_rendition'),
	(735, 'Can view rendition', 183, 'view_rendition'),
	(736, 'Can add index entry', 184, 'add_indexentry'),
	(737, 'Can change index entry', 184, 'change_indexentry'),
	(738, 'Can delete index entry', 184, 'delete_indexentry'),
	(739, 'Can view index entry', 184, 'view_indexentry'),
	(740, 'Can add editing session', 185, 'add_editingsession'),
	(741, 'Can change editing session', 185, 'change_editingsession'),
	(742, 'Can delete editing session', 185, 'delete_editingsession'),
	(743, 'Can view editing session', 185, 'view_editingsession'),
	(744, 'Can add form state', 186, 'add_formstate'),
	(745, 'Can change form state', 186, 'change_formstate'),
	(746, 'Can delete form state', 186, 'delete_formstate'),
	(747, 'Can view form state', 186, 'view_formstate'),
	(748, 'Can add tag', 187, 'add_tag'),
	(749, 'Can change tag', 187, 'change_tag'),
	(750, 'Can delete tag', 187, 'delete_tag'),
	(751, 'Can view tag', 187, 'view_tag'),
	(752, 'Can add tagged item', 188, 'add_taggeditem'),
	(753, 'Can change tagged item', 188, 'change_taggeditem'),
	(754, 'Can delete tagged item', 188, 'delete_taggeditem'),
	(755, 'Can view tagged item', 188, 'view_taggeditem'),
	(756, 'Can add context', 189, 'add_context'),
	(757, 'Can change context', 189, 'change_context'),
	(758, 'Can delete context', 189, 'delete_context'),
	(759, 'Can view context', 189, 'view_context'),
	(760, 'Can add events', 190, 'add_events'),
	(761, 'Can change events', 190, 'change_events'),
	(762, 'Can delete events', 190, 'delete_events'),
	(763, 'Can view events', 190, 'view_events'),
	(764, 'Can add middleware events', 191, 'add_middlewareevents'),
	(765, 'Can change middleware events', 191, 'change_middlewareevents'),
	(766, 'Can delete middleware events', 191, 'delete_middlewareevents'),
	(767, 'Can view middleware events', 191, 'view_middlewareevents'),
	(768, 'Can add crontab', 192, 'add_crontabschedule'),
	(769, 'Can change crontab', 192, 'change_crontabschedule'),
	(770, 'Can delete crontab', 192, 'delete_crontabschedule'),
	(771, 'Can view crontab', 192, 'view_crontabschedule'),
	(772, 'Can add interval', 193, 'add_intervalschedule'),
	(773, 'Can change interval', 193, 'change_intervalschedule'),
	(774, 'Can delete interval', 193, 'delete_intervalschedule'),
	(775, 'Can view interval', 193, 'view_intervalschedule'),
	(776, 'Can add periodic task', 194, 'add_periodictask'),
	(777, 'Can change periodic task', 194, 'change_periodictask'),
	(778, 'Can delete periodic task', 194, 'delete_periodictask'),
	(779, 'Can view periodic task', 194, 'view_periodictask'),
	(780, 'Can add periodic task track', 195, 'add_periodictasks'),
	(781, 'Can change periodic task track', 195, 'change_periodictasks'),
	(782, 'Can delete periodic task track', 195, 'delete_periodictasks'),
	(783, 'Can view periodic task track', 195, 'view_periodictasks'),
	(784, 'Can add solar event', 196, 'add_solarschedule'),
	(785, 'Can change solar event', 196, 'change_solarschedule'),
	(786, 'Can delete solar event', 196, 'delete_solarschedule'),
	(787, 'Can view solar event', 196, 'view_solarschedule'),
	(788, 'Can add clocked', 197, 'add_clockedschedule'),
	(789, 'Can change clocked', 197, 'change_clockedschedule'),
	(790, 'Can delete clocked', 197, 'delete_clockedschedule'),
	(791, 'Can view clocked', 197, 'view_clockedschedule'),
	(792, 'Can add email address', 198, 'add_emailaddress'),
	(793, 'Can change email address', 198, 'change_emailaddress'),
	(794, 'Can delete email address', 198, 'delete_emailaddress'),
	(795, 'Can view email address', 198, 'view_emailaddress'),
	(796, 'Can add email confirmation', 199, 'add_emailconfirmation'),
	(797, 'Can change email confirmation', 199, 'change_emailconfirmation'),
	(798, 'Can delete email confirmation', 199, 'delete_emailconfirmation'),
	(799, 'Can view email confirmation', 199, 'view_emailconfirmation'),
	(800, 'Can add authenticator', 200, 'add_authenticator');
INSERT INTO public.auth_permission VALUES
	(801, 'Can change authenticator', 200, 'change_authenticator'),
	(802, 'Can delete authenticator', 200, 'delete_authenticator'),
	(803, 'Can view authenticator', 200, 'view_authenticator'),
	(804, 'Can add access attempt', 201, 'add_accessattempt'),
	(805, 'Can change access attempt', 201, 'change_accessattempt'),
	(806, 'Can delete access attempt', 201, 'delete_accessattempt'),
	(807, 'Can view access attempt', 201, 'view_accessattempt'),
	(808, 'Can add access log', 202, 'add_accesslog'),
	(809, 'Can change access log', 202, 'change_accesslog'),
	(810, 'Can delete access log', 202, 'delete_accesslog'),
	(811, 'Can view access log', 202, 'view_accesslog'),
	(812, 'Can add access failure', 203, 'add_accessfailurelog'),
	(813, 'Can change access failure', 203, 'change_accessfailurelog'),
	(814, 'Can delete access failure', 203, 'delete_accessfailurelog'),
	(815, 'Can view access failure', 203, 'view_accessfailurelog'),
	(816, 'Can add access attempt expiration', 204, 'add_accessattemptexpiration'),
	(817, 'Can change access attempt expiration', 204, 'change_accessattemptexpiration'),
	(818, 'Can delete access attempt expiration', 204, 'delete_accessattemptexpiration'),
	(819, 'Can view access attempt expiration', 204, 'view_accessattemptexpiration'),
	(820, 'Can add permission', 205, 'add_permission'),
	(821, 'Can change permission', 205, 'change_permission'),
	(822, 'Can delete permission', 205, 'delete_permission'),
	(823, 'Can view permission', 205, 'view_permission'),
	(824, 'Can add group', 206, 'add_group'),
	(825, 'Can change group', 206, 'change_group'),
	(826, 'Can delete group', 206, 'delete_group'),
	(827, 'Can view group', 206, 'view_group'),
	(828, 'Can add content type', 207, 'add_contenttype'),
	(829, 'Can change content type', 207, 'change_contenttype'),
	(830, 'Can delete content type', 207, 'delete_contenttype'),
	(831, 'Can view content type', 207, 'view_contenttype'),
	(832, 'Can add session', 208, 'add_session'),
	(833, 'Can change session', 208, 'change_session'),
	(834, 'Can delete session', 208, 'delete_session'),
	(835, 'Can view session', 208, 'view_session');


INSERT INTO public.django_content_type VALUES
	(1, 'wagtailcore', 'page'),
	(2, 'wagtailcore', 'groupapprovaltask'),
	(3, 'wagtailcore', 'locale'),
	(4, 'wagtailcore', 'site'),
	(5, 'wagtailcore', 'groupsitepermission'),
	(6, 'wagtailcore', 'modellogentry'),
	(7, 'wagtailcore', 'revision'),
	(8, 'wagtailcore', 'collectionviewrestriction'),
	(9, 'wagtailcore', 'collection'),
	(10, 'wagtailcore', 'groupcollectionpermission'),
	(11, 'wagtailcore', 'uploadedfile'),
	(12, 'wagtailcore', 'workflowcontenttype'),
	(13, 'wagtailcore', 'workflowstate'),
	(14, 'wagtailcore', 'workflow'),
	(15, 'wagtailcore', 'workflowtask'),
	(16, 'wagtailcore', 'task'),
	(17, 'wagtailcore', 'taskstate'),
	(18, 'wagtailcore', 'grouppagepermission'),
	(19, 'wagtailcore', 'pageviewrestriction'),
	(20, 'wagtailcore', 'workflowpage'),
	(21, 'wagtailcore', 'pagelogentry'),
	(22, 'wagtailcore', 'comment'),
	(23, 'wagtailcore', 'commentreply'),
	(24, 'wagtailcore', 'pagesubscription'),
	(25, 'wagtailcore', 'referenceindex'),
	(26, 'wagtailadmin', 'admin'),
	(27, 'wagtaildocs', 'document'),
	(28, 'wagtailimages', 'image'),
	(29, 'kernel', 'calendarday'),
	(30, 'kernel', 'party'),
	(31, 'kernel', 'refusedmessage'),
	(32, 'kernel', 'user'),
	(33, 'kernel', 'businessclock'),
	(34, 'kernel', 'storedfile'),
	(35, 'kernel', 'daychange'),
	(36, 'kernel', 'event'),
	(37, 'kernel', 'job'),
	(38, 'kernel', 'message'),
	(39, 'kernel', 'membership'),
	(40, 'kernel', 'errand'),
	(41, 'kernel', 'export'),
	(42, 'kernel', 'refusedcount'),
	(43, 'kernel', 'knocks'),
	(44, 'policies', 'budgetline'),
	(45, 'policies', 'enterprise'),
	(46, 'policies', 'banknotice'),
	(47, 'policies', 'batch'),
	(48, 'policies', 'statement'),
	(49, 'policies', 'catalogueentry'),
	(50, 'policies', 'factimport'),
	(51, 'policies', 'factkind'),
	(52, 'policies', 'policy'),
	(53, 'policies', 'matchround'),
	(54, 'policies', 'seriespoint'),
	(55, 'policies', 'sourcekey'),
	(56, 'policies', 'stopswitch'),
	(57, 'policies', 'approvaltier'),
	(58, 'policies', 'account'),
	(59, 'policies', 'awardrecord'),
	(60, 'policies', 'formernumber'),
	(61, 'policies', 'listmembership'),
	(62, 'policies', 'bankaccount'),
	(63, 'policies', 'slice'),
	(64, 'policies', 'approval'),
	(65, 'policies', 'dayclose'),
	(66, 'policies', 'statementline'),
	(67, 'policies', 'fact'),
	(68, 'policies', 'version'),
	(69, 'policies', 'matchpart'),
	(70, 'policies', 'transfer'),
	(71, 'policies', 'awardrevocation'),
	(72, 'policies', 'factconflict'),
	(73, 'policies', 'factcontest'),
	(74, 'policies', 'currentfact'),
	(75, 'policies', 'matchrun'),
	(76, 'policies', 'entry'),
	(77, 'policies', 'decision'),
	(78, 'policies', 'match'),
	(79, 'policies', 'notice'),
	(80, 'policies', 'silentlist'),
	(81, 'policies', 'exclusion'),
	(82, 'policies', 'grant'),
	(83, 'policies', 'petition'),
	(84, 'policies', 'contact'),
	(85, 'policies', 'noticeline'),
	(86, 'policies', 'payment'),
	(87, 'policies', 'silentline'),
	(88, 'policies', 'objection'),
	(89, 'policies', 'attempt'),
	(90, 'policies', 'clawback'),
	(91, 'policies', 'break'),
	(92, 'policies', 'instalment'),
	(93, 'policies', 'namedpayee'),
	(94, 'policies', 'application'),
	(95, 'policies', 'correction'),
	(96, 'policies', 'declaredfact'),
	(97, 'policies', 'opinion'),
	(98, 'policies', 'paper'),
	(99, 'policies', 'score'),
	(100, 'policies', 'codechange');
INSERT INTO public.django_content_type VALUES
	(101, 'policies', 'codeedition'),
	(102, 'policies', 'codeentry'),
	(103, 'policies', 'call'),
	(104, 'policies', 'callline'),
	(105, 'policies', 'subscription'),
	(106, 'policies', 'telling'),
	(107, 'policies', 'broughtstatement'),
	(108, 'policies', 'namedperson'),
	(109, 'marketplace', 'marketlook'),
	(110, 'marketplace', 'servicecategory'),
	(111, 'marketplace', 'agency'),
	(112, 'marketplace', 'case'),
	(113, 'marketplace', 'owner'),
	(114, 'marketplace', 'control'),
	(115, 'marketplace', 'creditcase'),
	(116, 'marketplace', 'olddeposit'),
	(117, 'marketplace', 'savingssum'),
	(118, 'marketplace', 'traderecord'),
	(119, 'marketplace', 'servicetype'),
	(120, 'marketplace', 'casequestion'),
	(121, 'marketplace', 'admission'),
	(122, 'marketplace', 'procurement'),
	(123, 'marketplace', 'needtemplate'),
	(124, 'marketplace', 'subscription'),
	(125, 'marketplace', 'certificate'),
	(126, 'marketplace', 'need'),
	(127, 'marketplace', 'bar'),
	(128, 'marketplace', 'release'),
	(129, 'marketplace', 'auction'),
	(130, 'marketplace', 'evaluation'),
	(131, 'marketplace', 'needclock'),
	(132, 'marketplace', 'methodchange'),
	(133, 'marketplace', 'invitation'),
	(134, 'marketplace', 'guarantee'),
	(135, 'marketplace', 'draw'),
	(136, 'marketplace', 'clue'),
	(137, 'marketplace', 'choice'),
	(138, 'marketplace', 'bid'),
	(139, 'marketplace', 'amendment'),
	(140, 'marketplace', 'alarm'),
	(141, 'marketplace', 'needdocument'),
	(142, 'marketplace', 'panel'),
	(143, 'marketplace', 'pricejudgement'),
	(144, 'marketplace', 'pricequestion'),
	(145, 'marketplace', 'question'),
	(146, 'marketplace', 'sealedbox'),
	(147, 'marketplace', 'auctionmove'),
	(148, 'marketplace', 'openedbid'),
	(149, 'marketplace', 'seat'),
	(150, 'marketplace', 'award'),
	(151, 'marketplace', 'agreedscore'),
	(152, 'marketplace', 'scoresheet'),
	(153, 'marketplace', 'contract'),
	(154, 'marketplace', 'dispute'),
	(155, 'marketplace', 'countedcontract'),
	(156, 'marketplace', 'contractchange'),
	(157, 'marketplace', 'contractpayment'),
	(158, 'marketplace', 'milestone'),
	(159, 'marketplace', 'rating'),
	(160, 'marketplace', 'earlyend'),
	(161, 'marketplace', 'expert'),
	(162, 'marketplace', 'opener'),
	(163, 'marketplace', 'openerkey'),
	(164, 'marketplace', 'recusal'),
	(165, 'marketplace', 'openedpaper'),
	(166, 'marketplace', 'paperpack'),
	(167, 'marketplace', 'devicemark'),
	(168, 'marketplace', 'openerexchange'),
	(169, 'marketplace', 'professional'),
	(170, 'marketplace', 'examination'),
	(171, 'pages', 'articleindexpage'),
	(172, 'pages', 'articlepage'),
	(173, 'pages', 'departmentreview'),
	(174, 'pages', 'homepage'),
	(175, 'pages', 'policyindexpage'),
	(176, 'pages', 'faircompetitionreview'),
	(177, 'pages', 'policypage'),
	(178, 'demo', 'livedstep'),
	(179, 'wagtailforms', 'formsubmission'),
	(180, 'wagtailredirects', 'redirect'),
	(181, 'wagtailembeds', 'embed'),
	(182, 'wagtailusers', 'userprofile'),
	(183, 'wagtailimages', 'rendition'),
	(184, 'wagtailsearch', 'indexentry'),
	(185, 'wagtailadmin', 'editingsession'),
	(186, 'wagtailadmin', 'formstate'),
	(187, 'taggit', 'tag'),
	(188, 'taggit', 'taggeditem'),
	(189, 'pghistory', 'context'),
	(190, 'pghistory', 'events'),
	(191, 'pghistory', 'middlewareevents'),
	(192, 'django_celery_beat', 'crontabschedule'),
	(193, 'django_celery_beat', 'intervalschedule'),
	(194, 'django_celery_beat', 'periodictask'),
	(195, 'django_celery_beat', 'periodictasks'),
	(196, 'django_celery_beat', 'solarschedule'),
	(197, 'django_celery_beat', 'clockedschedule'),
	(198, 'account', 'emailaddress'),
	(199, 'account', 'emailconfirmation'),
	(200, 'mfa', 'authenticator');
INSERT INTO public.django_content_type VALUES
	(201, 'axes', 'accessattempt'),
	(202, 'axes', 'accesslog'),
	(203, 'axes', 'accessfailurelog'),
	(204, 'axes', 'accessattemptexpiration'),
	(205, 'auth', 'permission'),
	(206, 'auth', 'group'),
	(207, 'contenttypes', 'contenttype'),
	(208, 'sessions', 'session');


INSERT INTO public.django_migrations VALUES
	(1, 'contenttypes', '0001_initial', now()),
	(2, 'contenttypes', '0002_remove_content_type_name', now()),
	(3, 'auth', '0001_initial', now()),
	(4, 'auth', '0002_alter_permission_name_max_length', now()),
	(5, 'auth', '0003_alter_user_email_max_length', now()),
	(6, 'auth', '0004_alter_user_username_opts', now()),
	(7, 'auth', '0005_alter_user_last_login_null', now()),
	(8, 'auth', '0006_require_contenttypes_0002', now()),
	(9, 'auth', '0007_alter_validators_add_error_messages', now()),
	(10, 'auth', '0008_alter_user_username_max_length', now()),
	(11, 'auth', '0009_alter_user_last_name_max_length', now()),
	(12, 'auth', '0010_alter_group_name_max_length', now()),
	(13, 'auth', '0011_update_proxy_permissions', now()),
	(14, 'auth', '0012_alter_user_first_name_max_length', now()),
	(15, 'kernel', '0001_people_trail_and_errands', now()),
	(16, 'account', '0001_initial', now()),
	(17, 'account', '0002_email_max_length', now()),
	(18, 'account', '0003_alter_emailaddress_create_unique_verified_email', now()),
	(19, 'account', '0004_alter_emailaddress_drop_unique_email', now()),
	(20, 'account', '0005_emailaddress_idx_upper_email', now()),
	(21, 'account', '0006_emailaddress_lower', now()),
	(22, 'account', '0007_emailaddress_idx_email', now()),
	(23, 'account', '0008_emailaddress_unique_primary_email_fixup', now()),
	(24, 'account', '0009_emailaddress_unique_primary_email', now()),
	(25, 'axes', '0001_initial', now()),
	(26, 'axes', '0002_auto_20151217_2044', now()),
	(27, 'axes', '0003_auto_20160322_0929', now()),
	(28, 'axes', '0004_auto_20181024_1538', now()),
	(29, 'axes', '0005_remove_accessattempt_trusted', now()),
	(30, 'axes', '0006_remove_accesslog_trusted', now()),
	(31, 'axes', '0007_alter_accessattempt_unique_together', now()),
	(32, 'axes', '0008_accessfailurelog', now()),
	(33, 'axes', '0009_add_session_hash', now()),
	(34, 'axes', '0010_accessattemptexpiration', now()),
	(35, 'django_celery_beat', '0001_initial', now()),
	(36, 'django_celery_beat', '0002_auto_20161118_0346', now()),
	(37, 'django_celery_beat', '0003_auto_20161209_0049', now()),
	(38, 'django_celery_beat', '0004_auto_20170221_0000', now()),
	(39, 'django_celery_beat', '0005_add_solarschedule_events_choices', now()),
	(40, 'django_celery_beat', '0006_auto_20180322_0932', now()),
	(41, 'django_celery_beat', '0007_auto_20180521_0826', now()),
	(42, 'django_celery_beat', '0008_auto_20180914_1922', now()),
	(43, 'django_celery_beat', '0006_auto_20180210_1226', now()),
	(44, 'django_celery_beat', '0006_periodictask_priority', now()),
	(45, 'django_celery_beat', '0009_periodictask_headers', now()),
	(46, 'django_celery_beat', '0010_auto_20190429_0326', now()),
	(47, 'django_celery_beat', '0011_auto_20190508_0153', now()),
	(48, 'django_celery_beat', '0012_periodictask_expire_seconds', now()),
	(49, 'django_celery_beat', '0013_auto_20200609_0727', now()),
	(50, 'django_celery_beat', '0014_remove_clockedschedule_enabled', now()),
	(51, 'django_celery_beat', '0015_edit_solarschedule_events_choices', now()),
	(52, 'django_celery_beat', '0016_alter_crontabschedule_timezone', now()),
	(53, 'django_celery_beat', '0017_alter_crontabschedule_month_of_year', now()),
	(54, 'django_celery_beat', '0018_improve_crontab_helptext', now()),
	(55, 'django_celery_beat', '0019_alter_periodictasks_options', now()),
	(56, 'mfa', '0001_initial', now()),
	(57, 'mfa', '0002_authenticator_timestamps', now()),
	(58, 'mfa', '0003_authenticator_type_uniq', now()),
	(59, 'wagtailcore', '0001_initial', now()),
	(60, 'wagtailcore', '0002_initial_data', now()),
	(61, 'wagtailcore', '0003_add_uniqueness_constraint_on_group_page_permission', now()),
	(62, 'wagtailcore', '0004_page_locked', now()),
	(63, 'wagtailcore', '0005_add_page_lock_permission_to_moderators', now()),
	(64, 'wagtailcore', '0006_add_lock_page_permission', now()),
	(65, 'wagtailcore', '0007_page_latest_revision_created_at', now()),
	(66, 'wagtailcore', '0008_populate_latest_revision_created_at', now()),
	(67, 'wagtailcore', '0009_remove_auto_now_add_from_pagerevision_created_at', now()),
	(68, 'wagtailcore', '0010_change_page_owner_to_null_on_delete', now()),
	(69, 'wagtailcore', '0011_page_first_published_at', now()),
	(70, 'wagtailcore', '0012_extend_page_slug_field', now()),
	(71, 'wagtailcore', '0013_update_golive_expire_help_text', now()),
	(72, 'wagtailcore', '0014_add_verbose_name', now()),
	(73, 'wagtailcore', '0015_add_more_verbose_names', now()),
	(74, 'wagtailcore', '0016_change_page_url_path_to_text_field', now()),
	(75, 'wagtailcore', '0017_change_edit_page_permission_description', now()),
	(76, 'wagtailcore', '0018_pagerevision_submitted_for_moderation_index', now()),
	(77, 'wagtailcore', '0019_verbose_names_cleanup', now()),
	(78, 'wagtailcore', '0020_add_index_on_page_first_published_at', now()),
	(79, 'wagtailcore', '0021_capitalizeverbose', now()),
	(80, 'wagtailcore', '0022_add_site_name', now()),
	(81, 'wagtailcore', '0023_alter_page_revision_on_delete_behaviour', now()),
	(82, 'wagtailcore', '0024_collection', now()),
	(83, 'wagtailcore', '0025_collection_initial_data', now()),
	(84, 'wagtailcore', '0026_group_collection_permission', now()),
	(85, 'wagtailcore', '0027_fix_collection_path_collation', now()),
	(86, 'wagtailcore', '0024_alter_page_content_type_on_delete_behaviour', now()),
	(87, 'wagtailcore', '0028_merge', now()),
	(88, 'wagtailcore', '0029_unicode_slugfield_dj19', now()),
	(89, 'wagtailcore', '0030_index_on_pagerevision_created_at', now()),
	(90, 'wagtailcore', '0031_add_page_view_restriction_types', now()),
	(91, 'wagtailcore', '0032_add_bulk_delete_page_permission', now()),
	(92, 'wagtailcore', '0033_remove_golive_expiry_help_text', now()),
	(93, 'wagtailcore', '0034_page_live_revision', now()),
	(94, 'wagtailcore', '0035_page_last_published_at', now()),
	(95, 'wagtailcore', '0036_populate_page_last_published_at', now()),
	(96, 'wagtailcore', '0037_set_page_owner_editable', now()),
	(97, 'wagtailcore', '0038_make_first_published_at_editable', now()),
	(98, 'wagtailcore', '0039_collectionviewrestriction', now()),
	(99, 'wagtailcore', '0040_page_draft_title', now()),
	(100, 'wagtailcore', '0041_group_collection_permissions_verbose_name_plural', now());
INSERT INTO public.django_migrations VALUES
	(101, 'wagtailcore', '0042_index_on_pagerevision_approved_go_live_at', now()),
	(102, 'wagtailcore', '0043_lock_fields', now()),
	(103, 'wagtailcore', '0044_add_unlock_grouppagepermission', now()),
	(104, 'wagtailcore', '0045_assign_unlock_grouppagepermission', now()),
	(105, 'wagtailcore', '0046_site_name_remove_null', now()),
	(106, 'wagtailcore', '0047_add_workflow_models', now()),
	(107, 'wagtailcore', '0048_add_default_workflows', now()),
	(108, 'wagtailcore', '0049_taskstate_finished_by', now()),
	(109, 'wagtailcore', '0050_workflow_rejected_to_needs_changes', now()),
	(110, 'wagtailcore', '0051_taskstate_comment', now()),
	(111, 'wagtailcore', '0052_pagelogentry', now()),
	(112, 'wagtailcore', '0053_locale_model', now()),
	(113, 'wagtailcore', '0054_initial_locale', now()),
	(114, 'wagtailcore', '0055_page_locale_fields', now()),
	(115, 'wagtailcore', '0056_page_locale_fields_populate', now()),
	(116, 'wagtailcore', '0057_page_locale_fields_notnull', now()),
	(117, 'wagtailcore', '0058_page_alias_of', now()),
	(118, 'wagtailcore', '0059_apply_collection_ordering', now()),
	(119, 'wagtailcore', '0060_fix_workflow_unique_constraint', now()),
	(120, 'wagtailcore', '0061_change_promote_tab_helpt_text_and_verbose_names', now()),
	(121, 'wagtailcore', '0062_comment_models_and_pagesubscription', now()),
	(122, 'wagtailcore', '0063_modellogentry', now()),
	(123, 'wagtailcore', '0064_log_timestamp_indexes', now()),
	(124, 'wagtailcore', '0065_log_entry_uuid', now()),
	(125, 'wagtailcore', '0066_collection_management_permissions', now()),
	(126, 'wagtailcore', '0067_alter_pagerevision_content_json', now()),
	(127, 'wagtailcore', '0068_log_entry_empty_object', now()),
	(128, 'wagtailcore', '0069_log_entry_jsonfield', now()),
	(129, 'wagtailcore', '0070_rename_pagerevision_revision', now()),
	(130, 'wagtailcore', '0071_populate_revision_content_type', now()),
	(131, 'wagtailcore', '0072_alter_revision_content_type_notnull', now()),
	(132, 'wagtailcore', '0073_page_latest_revision', now()),
	(133, 'wagtailcore', '0074_revision_object_str', now()),
	(134, 'wagtailcore', '0075_populate_latest_revision_and_revision_object_str', now()),
	(135, 'wagtailcore', '0076_modellogentry_revision', now()),
	(136, 'wagtailcore', '0077_alter_revision_user', now()),
	(137, 'wagtailcore', '0078_referenceindex', now()),
	(138, 'wagtailcore', '0079_rename_taskstate_page_revision', now()),
	(139, 'wagtailcore', '0080_generic_workflowstate', now()),
	(140, 'wagtailcore', '0081_populate_workflowstate_content_type', now()),
	(141, 'wagtailcore', '0082_alter_workflowstate_content_type_notnull', now()),
	(142, 'wagtailcore', '0083_workflowcontenttype', now()),
	(143, 'wagtailcore', '0084_add_default_page_permissions', now()),
	(144, 'wagtailcore', '0085_add_grouppagepermission_permission', now()),
	(145, 'wagtailcore', '0086_populate_grouppagepermission_permission', now()),
	(146, 'wagtailcore', '0087_alter_grouppagepermission_unique_together_and_more', now()),
	(147, 'wagtailcore', '0088_fix_log_entry_json_timestamps', now()),
	(148, 'wagtailcore', '0089_log_entry_data_json_null_to_object', now()),
	(149, 'wagtailcore', '0090_remove_grouppagepermission_permission_type', now()),
	(150, 'wagtailcore', '0091_remove_revision_submitted_for_moderation', now()),
	(151, 'wagtailcore', '0092_alter_collectionviewrestriction_password_and_more', now()),
	(152, 'wagtailcore', '0093_uploadedfile', now()),
	(153, 'wagtailcore', '0094_alter_page_locale', now()),
	(154, 'wagtailcore', '0095_groupsitepermission', now()),
	(155, 'wagtailcore', '0096_referenceindex_referenceindex_source_object_and_more', now()),
	(156, 'wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes', now()),
	(157, 'pghistory', '0001_initial', now()),
	(158, 'pghistory', '0002_aggregateevent', now()),
	(159, 'pghistory', '0003_auto_20201023_1636', now()),
	(160, 'pghistory', '0004_auto_20220906_1625', now()),
	(161, 'pghistory', '0005_events_middlewareevents', now()),
	(162, 'pghistory', '0006_delete_aggregateevent', now()),
	(163, 'pghistory', '0007_auto_20250421_0444', now()),
	(164, 'sessions', '0001_initial', now()),
	(165, 'taggit', '0001_initial', now()),
	(166, 'taggit', '0002_auto_20150616_2121', now()),
	(167, 'taggit', '0003_taggeditem_add_unique_index', now()),
	(168, 'taggit', '0004_alter_taggeditem_content_type_alter_taggeditem_tag', now()),
	(169, 'taggit', '0005_auto_20220424_2025', now()),
	(170, 'taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx', now()),
	(171, 'wagtailadmin', '0001_create_admin_access_permissions', now()),
	(172, 'wagtailadmin', '0002_admin', now()),
	(173, 'wagtailadmin', '0003_admin_managed', now()),
	(174, 'wagtailadmin', '0004_editingsession', now()),
	(175, 'wagtailadmin', '0005_editingsession_is_editing', now()),
	(176, 'wagtailadmin', '0006_formstate', now()),
	(177, 'wagtaildocs', '0001_initial', now()),
	(178, 'wagtaildocs', '0002_initial_data', now()),
	(179, 'wagtaildocs', '0003_add_verbose_names', now()),
	(180, 'wagtaildocs', '0004_capitalizeverbose', now()),
	(181, 'wagtaildocs', '0005_document_collection', now()),
	(182, 'wagtaildocs', '0006_copy_document_permissions_to_collections', now()),
	(183, 'wagtaildocs', '0005_alter_uploaded_by_user_on_delete_action', now()),
	(184, 'wagtaildocs', '0007_merge', now()),
	(185, 'wagtaildocs', '0008_document_file_size', now()),
	(186, 'wagtaildocs', '0009_document_verbose_name_plural', now()),
	(187, 'wagtaildocs', '0010_document_file_hash', now()),
	(188, 'wagtaildocs', '0011_add_choose_permissions', now()),
	(189, 'wagtaildocs', '0012_uploadeddocument', now()),
	(190, 'wagtaildocs', '0013_delete_uploadeddocument', now()),
	(191, 'wagtaildocs', '0014_alter_document_file_size', now()),
	(192, 'wagtailembeds', '0001_initial', now()),
	(193, 'wagtailembeds', '0002_add_verbose_names', now()),
	(194, 'wagtailembeds', '0003_capitalizeverbose', now()),
	(195, 'wagtailembeds', '0004_embed_verbose_name_plural', now()),
	(196, 'wagtailembeds', '0005_specify_thumbnail_url_max_length', now()),
	(197, 'wagtailembeds', '0006_add_embed_hash', now()),
	(198, 'wagtailembeds', '0007_populate_hash', now()),
	(199, 'wagtailembeds', '0008_allow_long_urls', now()),
	(200, 'wagtailembeds', '0009_embed_cache_until', now());
INSERT INTO public.django_migrations VALUES
	(201, 'wagtailforms', '0001_initial', now()),
	(202, 'wagtailforms', '0002_add_verbose_names', now()),
	(203, 'wagtailforms', '0003_capitalizeverbose', now()),
	(204, 'wagtailforms', '0004_add_verbose_name_plural', now()),
	(205, 'wagtailforms', '0005_alter_formsubmission_form_data', now()),
	(206, 'wagtailimages', '0001_initial', now()),
	(207, 'wagtailimages', '0002_initial_data', now()),
	(208, 'wagtailimages', '0003_fix_focal_point_fields', now()),
	(209, 'wagtailimages', '0004_make_focal_point_key_not_nullable', now()),
	(210, 'wagtailimages', '0005_make_filter_spec_unique', now()),
	(211, 'wagtailimages', '0006_add_verbose_names', now()),
	(212, 'wagtailimages', '0007_image_file_size', now()),
	(213, 'wagtailimages', '0008_image_created_at_index', now()),
	(214, 'wagtailimages', '0009_capitalizeverbose', now()),
	(215, 'wagtailimages', '0010_change_on_delete_behaviour', now()),
	(216, 'wagtailimages', '0011_image_collection', now()),
	(217, 'wagtailimages', '0012_copy_image_permissions_to_collections', now()),
	(218, 'wagtailimages', '0013_make_rendition_upload_callable', now()),
	(219, 'wagtailimages', '0014_add_filter_spec_field', now()),
	(220, 'wagtailimages', '0015_fill_filter_spec_field', now()),
	(221, 'wagtailimages', '0016_deprecate_rendition_filter_relation', now()),
	(222, 'wagtailimages', '0017_reduce_focal_point_key_max_length', now()),
	(223, 'wagtailimages', '0018_remove_rendition_filter', now()),
	(224, 'wagtailimages', '0019_delete_filter', now()),
	(225, 'wagtailimages', '0020_add-verbose-name', now()),
	(226, 'wagtailimages', '0021_image_file_hash', now()),
	(227, 'wagtailimages', '0022_uploadedimage', now()),
	(228, 'wagtailimages', '0023_add_choose_permissions', now()),
	(229, 'wagtailimages', '0024_index_image_file_hash', now()),
	(230, 'wagtailimages', '0025_alter_image_file_alter_rendition_file', now()),
	(231, 'wagtailimages', '0026_delete_uploadedimage', now()),
	(232, 'wagtailimages', '0027_image_description', now()),
	(233, 'wagtailredirects', '0001_initial', now()),
	(234, 'wagtailredirects', '0002_add_verbose_names', now()),
	(235, 'wagtailredirects', '0003_make_site_field_editable', now()),
	(236, 'wagtailredirects', '0004_set_unique_on_path_and_site', now()),
	(237, 'wagtailredirects', '0005_capitalizeverbose', now()),
	(238, 'wagtailredirects', '0006_redirect_increase_max_length', now()),
	(239, 'wagtailredirects', '0007_add_autocreate_fields', now()),
	(240, 'wagtailredirects', '0008_add_verbose_name_plural', now()),
	(241, 'wagtailsearch', '0001_initial', now()),
	(242, 'wagtailsearch', '0002_add_verbose_names', now()),
	(243, 'wagtailsearch', '0003_remove_editors_pick', now()),
	(244, 'wagtailsearch', '0004_querydailyhits_verbose_name_plural', now()),
	(245, 'wagtailsearch', '0005_create_indexentry', now()),
	(246, 'wagtailsearch', '0006_customise_indexentry', now()),
	(247, 'wagtailsearch', '0007_delete_editorspick', now()),
	(248, 'wagtailsearch', '0008_remove_query_and_querydailyhits_models', now()),
	(249, 'wagtailsearch', '0009_remove_ngram_autocomplete', now()),
	(250, 'wagtailsearch', '0010_add_text_fields', now()),
	(251, 'wagtailusers', '0001_initial', now()),
	(252, 'wagtailusers', '0002_add_verbose_name_on_userprofile', now()),
	(253, 'wagtailusers', '0003_add_verbose_names', now()),
	(254, 'wagtailusers', '0004_capitalizeverbose', now()),
	(255, 'wagtailusers', '0005_make_related_name_wagtail_specific', now()),
	(256, 'wagtailusers', '0006_userprofile_prefered_language', now()),
	(257, 'wagtailusers', '0007_userprofile_current_time_zone', now()),
	(258, 'wagtailusers', '0008_userprofile_avatar', now()),
	(259, 'wagtailusers', '0009_userprofile_verbose_name_plural', now()),
	(260, 'wagtailusers', '0010_userprofile_updated_comments_notifications', now()),
	(261, 'wagtailusers', '0011_userprofile_dismissibles', now()),
	(262, 'wagtailusers', '0012_userprofile_theme', now()),
	(263, 'wagtailusers', '0013_userprofile_density', now()),
	(264, 'wagtailusers', '0014_userprofile_contrast', now()),
	(265, 'wagtailusers', '0015_userprofile_keyboard_shortcuts', now()),
	(266, 'wagtailimages', '0001_squashed_0021', now()),
	(267, 'wagtailcore', '0001_squashed_0016_change_page_url_path_to_text_field', now()),
	(268, 'demo', '0001_lived_steps', now()),
	(269, 'kernel', '0002_business_now_in_sql', now()),
	(270, 'kernel', '0003_files_kept_for_those_who_handle_them', now()),
	(271, 'kernel', '0004_messages_that_may_be_turned_off', now()),
	(272, 'kernel', '0005_messages_reach_each_reader_once', now()),
	(273, 'kernel', '0006_refusals_counted_and_events_found_by_what_they_name', now()),
	(274, 'kernel', '0007_english_names_knocks_and_who_was_told', now()),
	(275, 'marketplace', '0001_from_a_need_to_a_saving', now()),
	(276, 'marketplace', '0002_openers_experts_and_early_ends', now()),
	(277, 'marketplace', '0003_sealed_papers_and_one_sided_ends', now()),
	(278, 'marketplace', '0004_awards_taken_back', now()),
	(279, 'marketplace', '0005_devices_accounts_and_exchanged_openers', now()),
	(280, 'marketplace', '0006_renewals_objections_and_rulings_by_two', now()),
	(281, 'marketplace', '0007_professionals_of_agencies', now()),
	(282, 'marketplace', '0008_what_a_complaint_waits_for', now()),
	(283, 'policies', '0001_from_a_clause_to_a_payment', now()),
	(284, 'pages', '0001_pages_and_review', now()),
	(285, 'pages', '0002_applications', now()),
	(286, 'pages', '0003_interpretation_questions_and_attachments', now()),
	(287, 'policies', '0002_ledger_check_and_stop_switch', now()),
	(288, 'policies', '0003_instalments_sources_and_levels', now()),
	(289, 'policies', '0004_applications', now()),
	(290, 'policies', '0005_groups_and_code_sets', now()),
	(291, 'policies', '0006_who_is_told', now()),
	(292, 'policies', '0007_a_move_writes_few_indexes', now()),
	(293, 'policies', '0008_what_lines_bear_is_whole', now()),
	(294, 'policies', '0009_two_people_and_persons', now()),
	(295, 'policies', '0010_projects_rests_and_scores_given_back', now()),
	(296, 'policies', '0011_awards_told_once_by_others', now()),
	(297, 'policies', '0012_what_was_typed_is_encrypted', now()),
	(298, 'policies', '0013_a_payee_is_named_by_two_people', now());


INSERT INTO public.policies_stopswitch VALUES
	(1, false, '', NULL);


INSERT INTO public.wagtailcore_collection VALUES
	(1, '0001', 1, 0, 'Root');


INSERT INTO public.wagtailcore_groupapprovaltask VALUES
	(1);


INSERT INTO public.wagtailcore_groupapprovaltask_groups VALUES
	(1, 1, 1);


INSERT INTO public.wagtailcore_groupcollectionpermission VALUES
	(1, 1, 1, 106),
	(2, 1, 2, 106),
	(3, 1, 1, 107),
	(4, 1, 2, 107),
	(5, 1, 1, 109),
	(6, 1, 2, 109),
	(7, 1, 1, 110),
	(8, 1, 2, 110),
	(9, 1, 1, 111),
	(10, 1, 2, 111),
	(11, 1, 1, 113),
	(12, 1, 2, 113);


INSERT INTO public.wagtailcore_grouppagepermission VALUES
	(1, 1, 1, 65),
	(2, 1, 1, 66),
	(3, 1, 1, 71),
	(4, 2, 1, 65),
	(5, 2, 1, 66),
	(6, 1, 1, 70),
	(7, 1, 1, 72);


INSERT INTO public.wagtailcore_locale VALUES
	(1, 'zh-hans');


INSERT INTO public.wagtailcore_page VALUES
	(1, '0001', 1, 1, 'Root', 'root', true, false, '/', '', false, '', NULL, NULL, false, 1, NULL, false, NULL, NULL, NULL, NULL, 'Root', NULL, NULL, gen_random_uuid(), 1, NULL, NULL),
	(2, '00010001', 2, 0, 'Welcome to your new Wagtail site!', 'home', true, false, '/home/', '', false, '', NULL, NULL, false, 1, NULL, false, NULL, NULL, NULL, NULL, 'Welcome to your new Wagtail site!', NULL, NULL, gen_random_uuid(), 1, NULL, NULL);


INSERT INTO public.wagtailcore_site VALUES
	(1, 'localhost', 80, true, 2, '');


INSERT INTO public.wagtailcore_task VALUES
	(1, 'Moderators approval', true, 2);


INSERT INTO public.wagtailcore_workflow VALUES
	(1, 'Moderators approval', true);


INSERT INTO public.wagtailcore_workflowpage VALUES
	(1, 1);


INSERT INTO public.wagtailcore_workflowtask VALUES
	(1, 0, 1, 1);


SELECT pg_catalog.setval('public.account_emailaddress_id_seq', 1, false);


SELECT pg_catalog.setval('public.account_emailconfirmation_id_seq', 1, false);


SELECT pg_catalog.setval('public.auth_group_id_seq', 2, true);


SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 18, true);


SELECT pg_catalog.setval('public.auth_permission_id_seq', 835, true);


SELECT pg_catalog.setval('public.axes_accessattempt_id_seq', 1, false);


SELECT pg_catalog.setval('public.axes_accessfailurelog_id_seq', 1, false);


SELECT pg_catalog.setval('public.axes_accesslog_id_seq', 1, false);


SELECT pg_catalog.setval('public.demo_livedstep_id_seq', 1, false);


SELECT pg_catalog.setval('public.django_celery_beat_clockedschedule_id_seq', 1, false);


SELECT pg_catalog.setval('public.django_celery_beat_crontabschedule_id_seq', 1, false);


SELECT pg_catalog.setval('public.django_celery_beat_intervalschedule_id_seq', 1, false);


SELECT pg_catalog.setval('public.django_celery_beat_periodictask_id_seq', 1, false);


SELECT pg_catalog.setval('public.django_celery_beat_solarschedule_id_seq', 1, false);


SELECT pg_catalog.setval('public.django_content_type_id_seq', 208, true);


SELECT pg_catalog.setval('public.django_migrations_id_seq', 298, true);


SELECT pg_catalog.setval('public.kernel_calendarday_id_seq', 1, false);


SELECT pg_catalog.setval('public.kernel_daychange_id_seq', 1, false);


SELECT pg_catalog.setval('public.kernel_errand_id_seq', 1, false);


SELECT pg_catalog.setval('public.kernel_event_id_seq', 1, false);


SELECT pg_catalog.setval('public.kernel_export_id_seq', 1, false);


SELECT pg_catalog.setval('public.kernel_job_id_seq', 1, false);


SELECT pg_catalog.setval('public.kernel_knocks_id_seq', 1, false);


SELECT pg_catalog.setval('public.kernel_membership_id_seq', 1, false);


SELECT pg_catalog.setval('public.kernel_message_id_seq', 1, false);


SELECT pg_catalog.setval('public.kernel_party_id_seq', 1, false);


SELECT pg_catalog.setval('public.kernel_refusedcount_id_seq', 1, false);


SELECT pg_catalog.setval('public.kernel_refusedmessage_id_seq', 1, false);


SELECT pg_catalog.setval('public.kernel_storedfile_id_seq', 1, false);


SELECT pg_catalog.setval('public.kernel_user_groups_id_seq', 1, false);


SELECT pg_catalog.setval('public.kernel_user_id_seq', 1, false);


SELECT pg_catalog.setval('public.kernel_user_user_permissions_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_admission_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_agency_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_agreedscore_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_alarm_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_amendment_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_auction_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_auctionmove_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_award_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_bar_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_bid_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_case_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_casequestion_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_certificate_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_choice_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_clue_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_clue_parties_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_contract_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_contractchange_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_contractpayment_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_control_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_creditcase_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_dispute_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_draw_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_earlyend_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_evaluation_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_examination_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_expert_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_expert_specialities_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_guarantee_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_invitation_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_marketlook_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_methodchange_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_milestone_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_need_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_needdocument_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_needtemplate_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_olddeposit_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_openedbid_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_opener_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_openerexchange_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_openerkey_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_owner_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_panel_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_paperpack_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_pricejudgement_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_pricequestion_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_procurement_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_professional_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_question_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_rating_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_recusal_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_release_number_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_savingssum_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_scoresheet_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_sealedbox_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_seat_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_servicecategory_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_servicetype_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_subscription_id_seq', 1, false);


SELECT pg_catalog.setval('public.marketplace_traderecord_id_seq', 1, false);


SELECT pg_catalog.setval('public.mfa_authenticator_id_seq', 1, false);


SELECT pg_catalog.setval('public.pages_policypage_co_departments_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_account_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_application_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_approval_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_approvaltier_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_attempt_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_awardrecord_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_awardrevocation_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_bankaccount_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_banknotice_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_batch_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_break_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_broughtstatement_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_budgetline_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_call_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_callline_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_catalogueentry_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_clawback_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_codechange_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_codeedition_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_codeentry_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_contact_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_correction_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_dayclose_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_decision_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_declaredfact_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_enterprise_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_entry_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_exclusion_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_fact_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_factconflict_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_factcontest_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_factimport_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_factkind_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_formernumber_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_grant_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_instalment_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_listmembership_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_match_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_matchpart_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_matchround_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_matchrun_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_namedpayee_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_namedperson_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_notice_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_noticeline_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_objection_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_opinion_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_paper_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_payment_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_petition_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_policy_co_departments_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_policy_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_score_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_seriespoint_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_silentline_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_silentlist_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_slice_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_sourcekey_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_statement_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_statementline_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_subscription_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_telling_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_transfer_id_seq', 1, false);


SELECT pg_catalog.setval('public.policies_version_id_seq', 1, false);


SELECT pg_catalog.setval('public.taggit_tag_id_seq', 1, false);


SELECT pg_catalog.setval('public.taggit_taggeditem_id_seq', 1, false);


SELECT pg_catalog.setval('public.wagtailadmin_admin_id_seq', 1, false);


SELECT pg_catalog.setval('public.wagtailadmin_editingsession_id_seq', 1, false);


SELECT pg_catalog.setval('public.wagtailadmin_formstate_id_seq', 1, false);


SELECT pg_catalog.setval('public.wagtailcore_collection_id_seq', 1, true);


SELECT pg_catalog.setval('public.wagtailcore_collectionviewrestriction_groups_id_seq', 1, false);


SELECT pg_catalog.setval('public.wagtailcore_collectionviewrestriction_id_seq', 1, false);


SELECT pg_catalog.setval('public.wagtailcore_comment_id_seq', 1, false);


SELECT pg_catalog.setval('public.wagtailcore_commentreply_id_seq', 1, false);


SELECT pg_catalog.setval('public.wagtailcore_groupapprovaltask_groups_id_seq', 1, true);


SELECT pg_catalog.setval('public.wagtailcore_groupcollectionpermission_id_seq', 12, true);


SELECT pg_catalog.setval('public.wagtailcore_grouppagepermission_id_seq', 7, true);


SELECT pg_catalog.setval('public.wagtailcore_groupsitepermission_id_seq', 1, false);


SELECT pg_catalog.setval('public.wagtailcore_locale_id_seq', 1, true);


SELECT pg_catalog.setval('public.wagtailcore_modellogentry_id_seq', 1, false);


SELECT pg_catalog.setval('public.wagtailcore_page_id_seq', 2, true);


SELECT pg_catalog.setval('public.wagtailcore_pagelogentry_id_seq', 1, false);


SELECT pg_catalog.setval('public.wagtailcore_pagerevision_id_seq', 1, false);


SELECT pg_catalog.setval('public.wagtailcore_pagesubscription_id_seq', 1, false);


SELECT pg_catalog.setval('public.wagtailcore_pageviewrestriction_groups_id_seq', 1, false);


SELECT pg_catalog.setval('public.wagtailcore_pageviewrestriction_id_seq', 1, false);


SELECT pg_catalog.setval('public.wagtailcore_referenceindex_id_seq', 1, false);


SELECT pg_catalog.setval('public.wagtailcore_site_id_seq', 1, true);


SELECT pg_catalog.setval('public.wagtailcore_task_id_seq', 1, true);


SELECT pg_catalog.setval('public.wagtailcore_taskstate_id_seq', 1, false);


SELECT pg_catalog.setval('public.wagtailcore_uploadedfile_id_seq', 1, false);


SELECT pg_catalog.setval('public.wagtailcore_workflow_id_seq', 1, true);


SELECT pg_catalog.setval('public.wagtailcore_workflowstate_id_seq', 1, false);


SELECT pg_catalog.setval('public.wagtailcore_workflowtask_id_seq', 1, true);


SELECT pg_catalog.setval('public.wagtaildocs_document_id_seq', 1, false);


SELECT pg_catalog.setval('public.wagtailembeds_embed_id_seq', 1, false);


SELECT pg_catalog.setval('public.wagtailforms_formsubmission_id_seq', 1, false);


SELECT pg_catalog.setval('public.wagtailimages_image_id_seq', 1, false);


SELECT pg_catalog.setval('public.wagtailimages_rendition_id_seq', 1, false);


SELECT pg_catalog.setval('public.wagtailredirects_redirect_id_seq', 1, false);


SELECT pg_catalog.setval('public.wagtailsearch_indexentry_id_seq', 1, false);


SELECT pg_catalog.setval('public.wagtailusers_userprofile_id_seq', 1, false);


ALTER TABLE ONLY public.marketplace_bar
    ADD CONSTRAINT a_bar_is_stated_once UNIQUE (procurement_id, party_id, reason);


ALTER TABLE ONLY public.policies_budgetline
    ADD CONSTRAINT a_budget_code_is_used_once_a_year_and_level UNIQUE (fiscal_year, code, level);


ALTER TABLE ONLY public.marketplace_control
    ADD CONSTRAINT a_control_relation_is_stated_once UNIQUE (holder_id, held_id);


ALTER TABLE ONLY public.marketplace_devicemark
    ADD CONSTRAINT a_device_is_noted_once_a_day UNIQUE (party_id, day, device);


ALTER TABLE ONLY public.marketplace_needdocument
    ADD CONSTRAINT a_document_is_attached_once UNIQUE (need_id, file_id);


ALTER TABLE ONLY public.policies_declaredfact
    ADD CONSTRAINT a_fact_is_stated_once UNIQUE (application_id, code, period);


ALTER TABLE ONLY public.policies_noticeline
    ADD CONSTRAINT a_grant_stands_once_in_a_notice UNIQUE (notice_id, grant_id);


ALTER TABLE ONLY public.policies_transfer
    ADD CONSTRAINT a_key_moves_money_once UNIQUE (key);


ALTER TABLE ONLY public.marketplace_pricequestion
    ADD CONSTRAINT a_low_price_is_asked_about_once UNIQUE (need_id, party_id);


ALTER TABLE ONLY public.marketplace_pricejudgement
    ADD CONSTRAINT a_low_price_is_judged_once UNIQUE (need_id, party_id);


ALTER TABLE ONLY public.policies_exclusion
    ADD CONSTRAINT a_match_is_left_out_once UNIQUE (decision_id, match_id);


ALTER TABLE ONLY public.policies_silentline
    ADD CONSTRAINT a_name_stands_once_on_a_list UNIQUE (silent_list_id, grant_id);


ALTER TABLE ONLY public.marketplace_choice
    ADD CONSTRAINT a_party_is_chosen_once_in_a_need UNIQUE (need_id, party_id);


ALTER TABLE ONLY public.marketplace_invitation
    ADD CONSTRAINT a_party_is_invited_once UNIQUE (need_id, party_id);


ALTER TABLE ONLY public.marketplace_contractpayment
    ADD CONSTRAINT a_payment_is_recorded_once UNIQUE (contract_id, voucher);


ALTER TABLE ONLY public.marketplace_bid
    ADD CONSTRAINT a_receipt_is_given_once UNIQUE (receipt);


ALTER TABLE ONLY public.marketplace_recusal
    ADD CONSTRAINT a_recusal_is_stated_once UNIQUE (expert_id, party_id);


ALTER TABLE ONLY public.policies_contact
    ADD CONSTRAINT a_reminder_is_sent_once UNIQUE (grant_id, due_at);


ALTER TABLE ONLY public.policies_score
    ADD CONSTRAINT a_reviewer_scores_an_application_once UNIQUE (application_id, reviewer_id);


ALTER TABLE ONLY public.marketplace_traderecord
    ADD CONSTRAINT a_trade_is_entered_once UNIQUE (kind, name, closed_on);


ALTER TABLE ONLY public.marketplace_subscription
    ADD CONSTRAINT a_type_is_subscribed_to_once UNIQUE (party_id, service_type_id);


ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);


ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);


ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_telling
    ADD CONSTRAINT an_eligibility_is_told_once UNIQUE (enterprise_id, policy_id, period, user_id);


ALTER TABLE ONLY public.policies_attempt
    ADD CONSTRAINT an_end_to_end_id_is_used_once UNIQUE (end_to_end_id);


ALTER TABLE ONLY public.policies_listmembership
    ADD CONSTRAINT an_enterprise_enters_a_list_once_a_day UNIQUE (list_code, enterprise_id, valid_from);


ALTER TABLE ONLY public.policies_callline
    ADD CONSTRAINT an_enterprise_is_asked_for_a_fact_once UNIQUE (version_id, fact, enterprise_id);


ALTER TABLE ONLY public.policies_statementline
    ADD CONSTRAINT an_entry_is_on_one_statement UNIQUE (bank_account, reference);


ALTER TABLE ONLY public.marketplace_scoresheet
    ADD CONSTRAINT an_expert_scores_an_offer_once UNIQUE (seat_id, bid_id);


ALTER TABLE ONLY public.marketplace_seat
    ADD CONSTRAINT an_expert_sits_once UNIQUE (panel_id, expert_id);


ALTER TABLE ONLY public.policies_instalment
    ADD CONSTRAINT an_instalment_is_planned_once_a_payee UNIQUE (grant_id, number, payee_id, is_personal);


ALTER TABLE ONLY public.marketplace_agreedscore
    ADD CONSTRAINT an_offer_has_one_agreed_score UNIQUE (panel_id, bid_id);


ALTER TABLE ONLY public.marketplace_olddeposit
    ADD CONSTRAINT an_old_deposit_is_listed_once UNIQUE (project, payer, received_on, amount);


ALTER TABLE ONLY public.marketplace_opener
    ADD CONSTRAINT an_opener_is_named_once UNIQUE (need_id, user_id);


ALTER TABLE ONLY public.policies_attempt
    ADD CONSTRAINT attempts_of_a_payment_are_numbered UNIQUE (payment_id, number);


ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);


ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);


ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);


ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.axes_accessattempt
    ADD CONSTRAINT axes_accessattempt_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.axes_accessattempt
    ADD CONSTRAINT axes_accessattempt_username_ip_address_user_agent_8ea22282_uniq UNIQUE (username, ip_address, user_agent);


ALTER TABLE ONLY public.axes_accessattemptexpiration
    ADD CONSTRAINT axes_accessattemptexpiration_pkey PRIMARY KEY (access_attempt_id);


ALTER TABLE ONLY public.axes_accessfailurelog
    ADD CONSTRAINT axes_accessfailurelog_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.axes_accesslog
    ADD CONSTRAINT axes_accesslog_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_contractchange
    ADD CONSTRAINT changes_of_a_contract_are_numbered UNIQUE (contract_id, number);


ALTER TABLE ONLY public.demo_livedstep
    ADD CONSTRAINT demo_livedstep_key_key UNIQUE (key);


ALTER TABLE ONLY public.demo_livedstep
    ADD CONSTRAINT demo_livedstep_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.django_celery_beat_clockedschedule
    ADD CONSTRAINT django_celery_beat_clockedschedule_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.django_celery_beat_crontabschedule
    ADD CONSTRAINT django_celery_beat_crontabschedule_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.django_celery_beat_intervalschedule
    ADD CONSTRAINT django_celery_beat_intervalschedule_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.django_celery_beat_periodictask
    ADD CONSTRAINT django_celery_beat_periodictask_name_key UNIQUE (name);


ALTER TABLE ONLY public.django_celery_beat_periodictask
    ADD CONSTRAINT django_celery_beat_periodictask_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.django_celery_beat_periodictasks
    ADD CONSTRAINT django_celery_beat_periodictasks_pkey PRIMARY KEY (ident);


ALTER TABLE ONLY public.django_celery_beat_solarschedule
    ADD CONSTRAINT django_celery_beat_solar_event_latitude_longitude_ba64999a_uniq UNIQUE (event, latitude, longitude);


ALTER TABLE ONLY public.django_celery_beat_solarschedule
    ADD CONSTRAINT django_celery_beat_solarschedule_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);


ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);


ALTER TABLE ONLY public.marketplace_rating
    ADD CONSTRAINT each_side_rates_once UNIQUE (contract_id, by_owner);


ALTER TABLE ONLY public.policies_entry
    ADD CONSTRAINT entries_of_an_account_are_numbered UNIQUE (account_id, version);


ALTER TABLE ONLY public.kernel_event
    ADD CONSTRAINT events_of_a_thing_are_numbered UNIQUE (subject_type, subject_id, sequence);


ALTER TABLE ONLY public.kernel_businessclock
    ADD CONSTRAINT kernel_businessclock_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.kernel_calendarday
    ADD CONSTRAINT kernel_calendarday_day_key UNIQUE (day);


ALTER TABLE ONLY public.kernel_calendarday
    ADD CONSTRAINT kernel_calendarday_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.kernel_daychange
    ADD CONSTRAINT kernel_daychange_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.kernel_errand
    ADD CONSTRAINT kernel_errand_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.kernel_event
    ADD CONSTRAINT kernel_event_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.kernel_export
    ADD CONSTRAINT kernel_export_job_id_key UNIQUE (job_id);


ALTER TABLE ONLY public.kernel_export
    ADD CONSTRAINT kernel_export_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.kernel_job
    ADD CONSTRAINT kernel_job_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.kernel_knocks
    ADD CONSTRAINT kernel_knocks_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.kernel_membership
    ADD CONSTRAINT kernel_membership_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.kernel_message
    ADD CONSTRAINT kernel_message_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.kernel_party
    ADD CONSTRAINT kernel_party_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.kernel_party
    ADD CONSTRAINT kernel_party_uscc_key UNIQUE (uscc);


ALTER TABLE ONLY public.kernel_refusedcount
    ADD CONSTRAINT kernel_refusedcount_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.kernel_refusedmessage
    ADD CONSTRAINT kernel_refusedmessage_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.kernel_storedfile
    ADD CONSTRAINT kernel_storedfile_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.kernel_user
    ADD CONSTRAINT kernel_user_email_key UNIQUE (email);


ALTER TABLE ONLY public.kernel_user_groups
    ADD CONSTRAINT kernel_user_groups_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.kernel_user_groups
    ADD CONSTRAINT kernel_user_groups_user_id_group_id_176b7b25_uniq UNIQUE (user_id, group_id);


ALTER TABLE ONLY public.kernel_user
    ADD CONSTRAINT kernel_user_mobile_key UNIQUE (mobile);


ALTER TABLE ONLY public.kernel_user
    ADD CONSTRAINT kernel_user_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.kernel_user_user_permissions
    ADD CONSTRAINT kernel_user_user_permiss_user_id_permission_id_78d8fc93_uniq UNIQUE (user_id, permission_id);


ALTER TABLE ONLY public.kernel_user_user_permissions
    ADD CONSTRAINT kernel_user_user_permissions_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_admission
    ADD CONSTRAINT marketplace_admission_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_agency
    ADD CONSTRAINT marketplace_agency_party_id_key UNIQUE (party_id);


ALTER TABLE ONLY public.marketplace_agency
    ADD CONSTRAINT marketplace_agency_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_agreedscore
    ADD CONSTRAINT marketplace_agreedscore_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_alarm
    ADD CONSTRAINT marketplace_alarm_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_amendment
    ADD CONSTRAINT marketplace_amendment_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_auction
    ADD CONSTRAINT marketplace_auction_need_id_key UNIQUE (need_id);


ALTER TABLE ONLY public.marketplace_auction
    ADD CONSTRAINT marketplace_auction_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_auctionmove
    ADD CONSTRAINT marketplace_auctionmove_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_award
    ADD CONSTRAINT marketplace_award_code_key UNIQUE (code);


ALTER TABLE ONLY public.marketplace_award
    ADD CONSTRAINT marketplace_award_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_bar
    ADD CONSTRAINT marketplace_bar_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_bid
    ADD CONSTRAINT marketplace_bid_pack_id_key UNIQUE (pack_id);


ALTER TABLE ONLY public.marketplace_bid
    ADD CONSTRAINT marketplace_bid_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_case
    ADD CONSTRAINT marketplace_case_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_casequestion
    ADD CONSTRAINT marketplace_casequestion_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_certificate
    ADD CONSTRAINT marketplace_certificate_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_choice
    ADD CONSTRAINT marketplace_choice_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_clue
    ADD CONSTRAINT marketplace_clue_fingerprint_key UNIQUE (fingerprint);


ALTER TABLE ONLY public.marketplace_clue_parties
    ADD CONSTRAINT marketplace_clue_parties_clue_id_party_id_39167ae1_uniq UNIQUE (clue_id, party_id);


ALTER TABLE ONLY public.marketplace_clue_parties
    ADD CONSTRAINT marketplace_clue_parties_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_clue
    ADD CONSTRAINT marketplace_clue_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_contract
    ADD CONSTRAINT marketplace_contract_award_id_key UNIQUE (award_id);


ALTER TABLE ONLY public.marketplace_contract
    ADD CONSTRAINT marketplace_contract_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_contract
    ADD CONSTRAINT marketplace_contract_procurement_id_key UNIQUE (procurement_id);


ALTER TABLE ONLY public.marketplace_contractchange
    ADD CONSTRAINT marketplace_contractchange_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_contractpayment
    ADD CONSTRAINT marketplace_contractpayment_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_control
    ADD CONSTRAINT marketplace_control_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_countedcontract
    ADD CONSTRAINT marketplace_countedcontract_pkey PRIMARY KEY (contract_id);


ALTER TABLE ONLY public.marketplace_creditcase
    ADD CONSTRAINT marketplace_creditcase_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_devicemark
    ADD CONSTRAINT marketplace_devicemark_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_dispute
    ADD CONSTRAINT marketplace_dispute_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_draw
    ADD CONSTRAINT marketplace_draw_name_key UNIQUE (name);


ALTER TABLE ONLY public.marketplace_draw
    ADD CONSTRAINT marketplace_draw_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_earlyend
    ADD CONSTRAINT marketplace_earlyend_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_evaluation
    ADD CONSTRAINT marketplace_evaluation_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_examination
    ADD CONSTRAINT marketplace_examination_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_expert
    ADD CONSTRAINT marketplace_expert_number_key UNIQUE (number);


ALTER TABLE ONLY public.marketplace_expert
    ADD CONSTRAINT marketplace_expert_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_expert_specialities
    ADD CONSTRAINT marketplace_expert_speci_expert_id_servicecategor_7c9af80f_uniq UNIQUE (expert_id, servicecategory_id);


ALTER TABLE ONLY public.marketplace_expert_specialities
    ADD CONSTRAINT marketplace_expert_specialities_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_expert
    ADD CONSTRAINT marketplace_expert_user_id_key UNIQUE (user_id);


ALTER TABLE ONLY public.marketplace_guarantee
    ADD CONSTRAINT marketplace_guarantee_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_invitation
    ADD CONSTRAINT marketplace_invitation_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_marketlook
    ADD CONSTRAINT marketplace_marketlook_day_key UNIQUE (day);


ALTER TABLE ONLY public.marketplace_marketlook
    ADD CONSTRAINT marketplace_marketlook_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_methodchange
    ADD CONSTRAINT marketplace_methodchange_need_id_key UNIQUE (need_id);


ALTER TABLE ONLY public.marketplace_methodchange
    ADD CONSTRAINT marketplace_methodchange_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_milestone
    ADD CONSTRAINT marketplace_milestone_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_need
    ADD CONSTRAINT marketplace_need_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_needclock
    ADD CONSTRAINT marketplace_needclock_pkey PRIMARY KEY (need_id);


ALTER TABLE ONLY public.marketplace_needdocument
    ADD CONSTRAINT marketplace_needdocument_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_needtemplate
    ADD CONSTRAINT marketplace_needtemplate_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_needtemplate
    ADD CONSTRAINT marketplace_needtemplate_service_type_id_key UNIQUE (service_type_id);


ALTER TABLE ONLY public.marketplace_olddeposit
    ADD CONSTRAINT marketplace_olddeposit_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_openedbid
    ADD CONSTRAINT marketplace_openedbid_bid_id_key UNIQUE (bid_id);


ALTER TABLE ONLY public.marketplace_openedbid
    ADD CONSTRAINT marketplace_openedbid_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_openedpaper
    ADD CONSTRAINT marketplace_openedpaper_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_opener
    ADD CONSTRAINT marketplace_opener_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_openerexchange
    ADD CONSTRAINT marketplace_openerexchange_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_openerkey
    ADD CONSTRAINT marketplace_openerkey_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_owner
    ADD CONSTRAINT marketplace_owner_party_id_key UNIQUE (party_id);


ALTER TABLE ONLY public.marketplace_owner
    ADD CONSTRAINT marketplace_owner_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_panel
    ADD CONSTRAINT marketplace_panel_need_id_key UNIQUE (need_id);


ALTER TABLE ONLY public.marketplace_panel
    ADD CONSTRAINT marketplace_panel_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_paperpack
    ADD CONSTRAINT marketplace_paperpack_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_pricejudgement
    ADD CONSTRAINT marketplace_pricejudgement_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_pricequestion
    ADD CONSTRAINT marketplace_pricequestion_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_procurement
    ADD CONSTRAINT marketplace_procurement_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_professional
    ADD CONSTRAINT marketplace_professional_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_question
    ADD CONSTRAINT marketplace_question_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_rating
    ADD CONSTRAINT marketplace_rating_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_recusal
    ADD CONSTRAINT marketplace_recusal_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_release
    ADD CONSTRAINT marketplace_release_event_id_key UNIQUE (event_id);


ALTER TABLE ONLY public.marketplace_release
    ADD CONSTRAINT marketplace_release_pkey PRIMARY KEY (number);


ALTER TABLE ONLY public.marketplace_savingssum
    ADD CONSTRAINT marketplace_savingssum_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_scoresheet
    ADD CONSTRAINT marketplace_scoresheet_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_sealedbox
    ADD CONSTRAINT marketplace_sealedbox_need_id_key UNIQUE (need_id);


ALTER TABLE ONLY public.marketplace_sealedbox
    ADD CONSTRAINT marketplace_sealedbox_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_sealedbox
    ADD CONSTRAINT marketplace_sealedbox_reference_key UNIQUE (reference);


ALTER TABLE ONLY public.marketplace_seat
    ADD CONSTRAINT marketplace_seat_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_servicecategory
    ADD CONSTRAINT marketplace_servicecategory_code_key UNIQUE (code);


ALTER TABLE ONLY public.marketplace_servicecategory
    ADD CONSTRAINT marketplace_servicecategory_name_key UNIQUE (name);


ALTER TABLE ONLY public.marketplace_servicecategory
    ADD CONSTRAINT marketplace_servicecategory_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_servicetype
    ADD CONSTRAINT marketplace_servicetype_code_key UNIQUE (code);


ALTER TABLE ONLY public.marketplace_servicetype
    ADD CONSTRAINT marketplace_servicetype_name_key UNIQUE (name);


ALTER TABLE ONLY public.marketplace_servicetype
    ADD CONSTRAINT marketplace_servicetype_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_subscription
    ADD CONSTRAINT marketplace_subscription_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_traderecord
    ADD CONSTRAINT marketplace_traderecord_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.marketplace_auctionmove
    ADD CONSTRAINT moves_of_an_auction_are_numbered UNIQUE (auction_id, sequence);


ALTER TABLE ONLY public.policies_approval
    ADD CONSTRAINT nobody_signs_a_batch_twice UNIQUE (batch_id, by_id);


ALTER TABLE ONLY public.policies_notice
    ADD CONSTRAINT notices_of_a_decision_are_numbered UNIQUE (decision_id, number);


ALTER TABLE ONLY public.marketplace_admission
    ADD CONSTRAINT one_admission_per_agency_and_service_type UNIQUE (agency_id, service_type_id);


ALTER TABLE ONLY public.policies_codechange
    ADD CONSTRAINT one_change_per_pair_of_codes UNIQUE (code_set, old, new);


ALTER TABLE ONLY public.policies_correction
    ADD CONSTRAINT one_correction_per_round_and_field UNIQUE (application_id, round, field);


ALTER TABLE ONLY public.kernel_knocks
    ADD CONSTRAINT one_count_per_door_and_window UNIQUE (door, who);


ALTER TABLE ONLY public.policies_codeedition
    ADD CONSTRAINT one_edition_per_code_set_and_year UNIQUE (code_set, year);


ALTER TABLE ONLY public.policies_catalogueentry
    ADD CONSTRAINT one_entry_per_catalogue_and_day UNIQUE (catalogue, entry, valid_from);


ALTER TABLE ONLY public.policies_codeentry
    ADD CONSTRAINT one_entry_per_edition_and_code UNIQUE (edition_id, code);


ALTER TABLE ONLY public.policies_formernumber
    ADD CONSTRAINT one_entry_per_enterprise_and_number UNIQUE (enterprise_id, number);


ALTER TABLE ONLY public.policies_match
    ADD CONSTRAINT one_match_per_run_and_enterprise UNIQUE (run_id, enterprise_id);


ALTER TABLE ONLY public.policies_opinion
    ADD CONSTRAINT one_opinion_per_round_and_department UNIQUE (application_id, round, department_id);


ALTER TABLE ONLY public.policies_payment
    ADD CONSTRAINT one_payment_per_grant_instalment_and_payee UNIQUE (grant_id, instalment, payee_id, is_personal);


ALTER TABLE ONLY public.policies_statement
    ADD CONSTRAINT one_statement_per_account_and_day UNIQUE (bank_account, date);


ALTER TABLE ONLY public.marketplace_savingssum
    ADD CONSTRAINT one_sum_per_values_and_time UNIQUE (dimension, key, other, other_key, is_year, month);


ALTER TABLE ONLY public.pages_articleindexpage
    ADD CONSTRAINT pages_articleindexpage_pkey PRIMARY KEY (page_ptr_id);


ALTER TABLE ONLY public.pages_articlepage
    ADD CONSTRAINT pages_articlepage_pkey PRIMARY KEY (page_ptr_id);


ALTER TABLE ONLY public.pages_departmentreview
    ADD CONSTRAINT pages_departmentreview_pkey PRIMARY KEY (task_ptr_id);


ALTER TABLE ONLY public.pages_faircompetitionreview
    ADD CONSTRAINT pages_faircompetitionreview_pkey PRIMARY KEY (task_ptr_id);


ALTER TABLE ONLY public.pages_homepage
    ADD CONSTRAINT pages_homepage_pkey PRIMARY KEY (page_ptr_id);


ALTER TABLE ONLY public.pages_policyindexpage
    ADD CONSTRAINT pages_policyindexpage_pkey PRIMARY KEY (page_ptr_id);


ALTER TABLE ONLY public.pages_policypage_co_departments
    ADD CONSTRAINT pages_policypage_co_depa_policypage_id_party_id_bab9809a_uniq UNIQUE (policypage_id, party_id);


ALTER TABLE ONLY public.pages_policypage_co_departments
    ADD CONSTRAINT pages_policypage_co_departments_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.pages_policypage
    ADD CONSTRAINT pages_policypage_family_id_key UNIQUE (family_id);


ALTER TABLE ONLY public.pages_policypage
    ADD CONSTRAINT pages_policypage_pkey PRIMARY KEY (page_ptr_id);


ALTER TABLE ONLY public.marketplace_openedpaper
    ADD CONSTRAINT papers_of_a_bid_are_numbered UNIQUE (bid_id, number);


ALTER TABLE ONLY public.policies_matchpart
    ADD CONSTRAINT parts_of_a_round_are_numbered UNIQUE (round_id, number);


ALTER TABLE ONLY public.pghistory_context
    ADD CONSTRAINT pghistory_context_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_account
    ADD CONSTRAINT policies_account_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_application
    ADD CONSTRAINT policies_application_grant_id_key UNIQUE (grant_id);


ALTER TABLE ONLY public.policies_application
    ADD CONSTRAINT policies_application_match_id_key UNIQUE (match_id);


ALTER TABLE ONLY public.policies_application
    ADD CONSTRAINT policies_application_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_approval
    ADD CONSTRAINT policies_approval_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_approvaltier
    ADD CONSTRAINT policies_approvaltier_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_attempt
    ADD CONSTRAINT policies_attempt_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_awardrecord
    ADD CONSTRAINT policies_awardrecord_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_awardrevocation
    ADD CONSTRAINT policies_awardrevocation_award_id_key UNIQUE (award_id);


ALTER TABLE ONLY public.policies_awardrevocation
    ADD CONSTRAINT policies_awardrevocation_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_bankaccount
    ADD CONSTRAINT policies_bankaccount_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_banknotice
    ADD CONSTRAINT policies_banknotice_event_id_key UNIQUE (event_id);


ALTER TABLE ONLY public.policies_banknotice
    ADD CONSTRAINT policies_banknotice_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_batch
    ADD CONSTRAINT policies_batch_number_key UNIQUE (number);


ALTER TABLE ONLY public.policies_batch
    ADD CONSTRAINT policies_batch_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_break
    ADD CONSTRAINT policies_break_line_id_key UNIQUE (line_id);


ALTER TABLE ONLY public.policies_break
    ADD CONSTRAINT policies_break_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_broughtstatement
    ADD CONSTRAINT policies_broughtstatement_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_broughtstatement
    ADD CONSTRAINT policies_broughtstatement_statement_id_key UNIQUE (statement_id);


ALTER TABLE ONLY public.policies_budgetline
    ADD CONSTRAINT policies_budgetline_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_call
    ADD CONSTRAINT policies_call_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_callline
    ADD CONSTRAINT policies_callline_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_catalogueentry
    ADD CONSTRAINT policies_catalogueentry_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_clawback
    ADD CONSTRAINT policies_clawback_line_id_key UNIQUE (line_id);


ALTER TABLE ONLY public.policies_clawback
    ADD CONSTRAINT policies_clawback_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_codechange
    ADD CONSTRAINT policies_codechange_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_codeedition
    ADD CONSTRAINT policies_codeedition_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_codeentry
    ADD CONSTRAINT policies_codeentry_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_contact
    ADD CONSTRAINT policies_contact_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_correction
    ADD CONSTRAINT policies_correction_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_currentfact
    ADD CONSTRAINT policies_currentfact_pkey PRIMARY KEY (enterprise_id, kind_id, period);


ALTER TABLE ONLY public.policies_dayclose
    ADD CONSTRAINT policies_dayclose_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_dayclose
    ADD CONSTRAINT policies_dayclose_statement_id_key UNIQUE (statement_id);


ALTER TABLE ONLY public.policies_decision
    ADD CONSTRAINT policies_decision_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_declaredfact
    ADD CONSTRAINT policies_declaredfact_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_enterprise
    ADD CONSTRAINT policies_enterprise_party_id_key UNIQUE (party_id);


ALTER TABLE ONLY public.policies_enterprise
    ADD CONSTRAINT policies_enterprise_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_entry
    ADD CONSTRAINT policies_entry_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_exclusion
    ADD CONSTRAINT policies_exclusion_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_fact
    ADD CONSTRAINT policies_fact_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_factconflict
    ADD CONSTRAINT policies_factconflict_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_factcontest
    ADD CONSTRAINT policies_factcontest_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_factimport
    ADD CONSTRAINT policies_factimport_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_factkind
    ADD CONSTRAINT policies_factkind_code_key UNIQUE (code);


ALTER TABLE ONLY public.policies_factkind
    ADD CONSTRAINT policies_factkind_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_formernumber
    ADD CONSTRAINT policies_formernumber_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_grant
    ADD CONSTRAINT policies_grant_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_instalment
    ADD CONSTRAINT policies_instalment_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_listmembership
    ADD CONSTRAINT policies_listmembership_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_match
    ADD CONSTRAINT policies_match_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_matchpart
    ADD CONSTRAINT policies_matchpart_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_matchround
    ADD CONSTRAINT policies_matchround_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_matchrun
    ADD CONSTRAINT policies_matchrun_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_namedpayee
    ADD CONSTRAINT policies_namedpayee_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_namedperson
    ADD CONSTRAINT policies_namedperson_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_notice
    ADD CONSTRAINT policies_notice_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_noticeline
    ADD CONSTRAINT policies_noticeline_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_objection
    ADD CONSTRAINT policies_objection_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_opinion
    ADD CONSTRAINT policies_opinion_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_paper
    ADD CONSTRAINT policies_paper_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_payment
    ADD CONSTRAINT policies_payment_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_petition
    ADD CONSTRAINT policies_petition_number_key UNIQUE (number);


ALTER TABLE ONLY public.policies_petition
    ADD CONSTRAINT policies_petition_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_policy_co_departments
    ADD CONSTRAINT policies_policy_co_departments_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_policy_co_departments
    ADD CONSTRAINT policies_policy_co_departments_policy_id_party_id_815c1d8f_uniq UNIQUE (policy_id, party_id);


ALTER TABLE ONLY public.policies_policy
    ADD CONSTRAINT policies_policy_code_key UNIQUE (code);


ALTER TABLE ONLY public.policies_policy
    ADD CONSTRAINT policies_policy_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_score
    ADD CONSTRAINT policies_score_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_seriespoint
    ADD CONSTRAINT policies_seriespoint_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_silentline
    ADD CONSTRAINT policies_silentline_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_silentlist
    ADD CONSTRAINT policies_silentlist_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_slice
    ADD CONSTRAINT policies_slice_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_sourcekey
    ADD CONSTRAINT policies_sourcekey_name_key UNIQUE (name);


ALTER TABLE ONLY public.policies_sourcekey
    ADD CONSTRAINT policies_sourcekey_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_statement
    ADD CONSTRAINT policies_statement_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_statementline
    ADD CONSTRAINT policies_statementline_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_stopswitch
    ADD CONSTRAINT policies_stopswitch_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_subscription
    ADD CONSTRAINT policies_subscription_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_telling
    ADD CONSTRAINT policies_telling_message_id_key UNIQUE (message_id);


ALTER TABLE ONLY public.policies_telling
    ADD CONSTRAINT policies_telling_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_transfer
    ADD CONSTRAINT policies_transfer_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_transfer
    ADD CONSTRAINT policies_transfer_reversal_of_id_key UNIQUE (reversal_of_id);


ALTER TABLE ONLY public.policies_version
    ADD CONSTRAINT policies_version_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.policies_version
    ADD CONSTRAINT policies_version_supersedes_id_key UNIQUE (supersedes_id);


ALTER TABLE ONLY public.marketplace_need
    ADD CONSTRAINT postings_of_a_procurement_are_numbered UNIQUE (procurement_id, round);


ALTER TABLE ONLY public.marketplace_procurement
    ADD CONSTRAINT procurements_of_a_year_are_numbered UNIQUE (year, number);


ALTER TABLE ONLY public.kernel_refusedcount
    ADD CONSTRAINT refusals_of_an_hour_are_counted_once UNIQUE (boundary, reason, hour);


ALTER TABLE ONLY public.policies_slice
    ADD CONSTRAINT slices_of_a_batch_are_numbered UNIQUE (batch_id, number);


ALTER TABLE ONLY public.taggit_tag
    ADD CONSTRAINT taggit_tag_name_key UNIQUE (name);


ALTER TABLE ONLY public.taggit_tag
    ADD CONSTRAINT taggit_tag_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.taggit_tag
    ADD CONSTRAINT taggit_tag_slug_key UNIQUE (slug);


ALTER TABLE ONLY public.taggit_taggeditem
    ADD CONSTRAINT taggit_taggeditem_content_type_id_object_id_tag_id_4bb97a8e_uni UNIQUE (content_type_id, object_id, tag_id);


ALTER TABLE ONLY public.taggit_taggeditem
    ADD CONSTRAINT taggit_taggeditem_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailcore_grouppagepermission
    ADD CONSTRAINT unique_permission UNIQUE (group_id, page_id, permission_id);


ALTER TABLE ONLY public.policies_version
    ADD CONSTRAINT versions_of_a_policy_are_numbered UNIQUE (policy_id, number);


ALTER TABLE ONLY public.wagtailadmin_admin
    ADD CONSTRAINT wagtailadmin_admin_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailadmin_editingsession
    ADD CONSTRAINT wagtailadmin_editingsession_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailadmin_formstate
    ADD CONSTRAINT wagtailadmin_formstate_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailcore_collection
    ADD CONSTRAINT wagtailcore_collection_path_key UNIQUE (path);


ALTER TABLE ONLY public.wagtailcore_collection
    ADD CONSTRAINT wagtailcore_collection_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction_groups
    ADD CONSTRAINT wagtailcore_collectionvi_collectionviewrestrictio_988995ae_uniq UNIQUE (collectionviewrestriction_id, group_id);


ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction_groups
    ADD CONSTRAINT wagtailcore_collectionviewrestriction_groups_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction
    ADD CONSTRAINT wagtailcore_collectionviewrestriction_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailcore_comment
    ADD CONSTRAINT wagtailcore_comment_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailcore_commentreply
    ADD CONSTRAINT wagtailcore_commentreply_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailcore_groupapprovaltask_groups
    ADD CONSTRAINT wagtailcore_groupapprova_groupapprovaltask_id_gro_bb5ee7eb_uniq UNIQUE (groupapprovaltask_id, group_id);


ALTER TABLE ONLY public.wagtailcore_groupapprovaltask_groups
    ADD CONSTRAINT wagtailcore_groupapprovaltask_groups_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailcore_groupapprovaltask
    ADD CONSTRAINT wagtailcore_groupapprovaltask_pkey PRIMARY KEY (task_ptr_id);


ALTER TABLE ONLY public.wagtailcore_groupcollectionpermission
    ADD CONSTRAINT wagtailcore_groupcollect_group_id_collection_id_p_a21cefe9_uniq UNIQUE (group_id, collection_id, permission_id);


ALTER TABLE ONLY public.wagtailcore_groupcollectionpermission
    ADD CONSTRAINT wagtailcore_groupcollectionpermission_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailcore_grouppagepermission
    ADD CONSTRAINT wagtailcore_grouppagepermission_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailcore_groupsitepermission
    ADD CONSTRAINT wagtailcore_groupsiteper_group_id_site_id_permiss_a58ee30d_uniq UNIQUE (group_id, site_id, permission_id);


ALTER TABLE ONLY public.wagtailcore_groupsitepermission
    ADD CONSTRAINT wagtailcore_groupsitepermission_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailcore_locale
    ADD CONSTRAINT wagtailcore_locale_language_code_key UNIQUE (language_code);


ALTER TABLE ONLY public.wagtailcore_locale
    ADD CONSTRAINT wagtailcore_locale_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailcore_modellogentry
    ADD CONSTRAINT wagtailcore_modellogentry_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_path_key UNIQUE (path);


ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_translation_key_locale_id_9b041bad_uniq UNIQUE (translation_key, locale_id);


ALTER TABLE ONLY public.wagtailcore_pagelogentry
    ADD CONSTRAINT wagtailcore_pagelogentry_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailcore_revision
    ADD CONSTRAINT wagtailcore_pagerevision_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailcore_pagesubscription
    ADD CONSTRAINT wagtailcore_pagesubscription_page_id_user_id_0cef73ed_uniq UNIQUE (page_id, user_id);


ALTER TABLE ONLY public.wagtailcore_pagesubscription
    ADD CONSTRAINT wagtailcore_pagesubscription_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailcore_pageviewrestriction_groups
    ADD CONSTRAINT wagtailcore_pageviewrest_pageviewrestriction_id_g_d23f80bb_uniq UNIQUE (pageviewrestriction_id, group_id);


ALTER TABLE ONLY public.wagtailcore_pageviewrestriction_groups
    ADD CONSTRAINT wagtailcore_pageviewrestriction_groups_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailcore_pageviewrestriction
    ADD CONSTRAINT wagtailcore_pageviewrestriction_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailcore_referenceindex
    ADD CONSTRAINT wagtailcore_referenceind_base_content_type_id_obj_9e6ccd6a_uniq UNIQUE (base_content_type_id, object_id, to_content_type_id, to_object_id, content_path_hash);


ALTER TABLE ONLY public.wagtailcore_referenceindex
    ADD CONSTRAINT wagtailcore_referenceindex_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailcore_site
    ADD CONSTRAINT wagtailcore_site_hostname_port_2c626d70_uniq UNIQUE (hostname, port);


ALTER TABLE ONLY public.wagtailcore_site
    ADD CONSTRAINT wagtailcore_site_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailcore_task
    ADD CONSTRAINT wagtailcore_task_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstate_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailcore_uploadedfile
    ADD CONSTRAINT wagtailcore_uploadedfile_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailcore_workflow
    ADD CONSTRAINT wagtailcore_workflow_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailcore_workflowcontenttype
    ADD CONSTRAINT wagtailcore_workflowcontenttype_pkey PRIMARY KEY (content_type_id);


ALTER TABLE ONLY public.wagtailcore_workflowpage
    ADD CONSTRAINT wagtailcore_workflowpage_pkey PRIMARY KEY (page_id);


ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflowstate_current_task_state_id_key UNIQUE (current_task_state_id);


ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflowstate_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailcore_workflowtask
    ADD CONSTRAINT wagtailcore_workflowtask_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailcore_workflowtask
    ADD CONSTRAINT wagtailcore_workflowtask_workflow_id_task_id_4ec7a62b_uniq UNIQUE (workflow_id, task_id);


ALTER TABLE ONLY public.wagtaildocs_document
    ADD CONSTRAINT wagtaildocs_document_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailembeds_embed
    ADD CONSTRAINT wagtailembeds_embed_hash_c9bd8c9a_uniq UNIQUE (hash);


ALTER TABLE ONLY public.wagtailembeds_embed
    ADD CONSTRAINT wagtailembeds_embed_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailforms_formsubmission
    ADD CONSTRAINT wagtailforms_formsubmission_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailimages_image
    ADD CONSTRAINT wagtailimages_image_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailimages_rendition
    ADD CONSTRAINT wagtailimages_rendition_image_id_filter_spec_foc_323c8fe0_uniq UNIQUE (image_id, filter_spec, focal_point_key);


ALTER TABLE ONLY public.wagtailimages_rendition
    ADD CONSTRAINT wagtailimages_rendition_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailredirects_redirect
    ADD CONSTRAINT wagtailredirects_redirect_old_path_site_id_783622d7_uniq UNIQUE (old_path, site_id);


ALTER TABLE ONLY public.wagtailredirects_redirect
    ADD CONSTRAINT wagtailredirects_redirect_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailsearch_indexentry
    ADD CONSTRAINT wagtailsearch_indexentry_content_type_id_object_i_bcd7ba73_uniq UNIQUE (content_type_id, object_id);


ALTER TABLE ONLY public.wagtailsearch_indexentry
    ADD CONSTRAINT wagtailsearch_indexentry_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailusers_userprofile
    ADD CONSTRAINT wagtailusers_userprofile_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.wagtailusers_userprofile
    ADD CONSTRAINT wagtailusers_userprofile_user_id_key UNIQUE (user_id);


CREATE UNIQUE INDEX a_cash_receipt_is_registered_once_for_a_need ON public.marketplace_guarantee USING btree (need_id, number) WHERE ((form)::text = 'cash'::text);


CREATE UNIQUE INDEX a_file_is_received_once_for_a_day ON public.policies_factimport USING btree (file_hash, as_of) WHERE (NOT ((state)::text = 'cancelled'::text));


CREATE UNIQUE INDEX a_grant_is_topped_up_once ON public.policies_grant USING btree (tops_up_id) WHERE (NOT ((state)::text = ANY ((ARRAY['lapsed'::character varying, 'withdrawn'::character varying, 'reclaimed'::character varying])::text[])));


CREATE UNIQUE INDEX a_grant_names_one_person ON public.policies_namedperson USING btree (grant_id, state) WHERE (NOT ((state)::text = 'retired'::text));


CREATE UNIQUE INDEX a_guarantee_is_registered_once ON public.marketplace_guarantee USING btree (issuer, number) WHERE (NOT ((form)::text = 'cash'::text));


CREATE UNIQUE INDEX a_need_draws_once_for_each_purpose ON public.marketplace_draw USING btree (need_id, purpose) WHERE (NOT ((purpose)::text = 'tie'::text));


CREATE UNIQUE INDEX a_payee_of_a_policy_is_named_once ON public.policies_namedpayee USING btree (policy_id, who, state) WHERE (NOT ((state)::text = 'retired'::text));


CREATE UNIQUE INDEX a_policy_is_subscribed_to_once ON public.policies_subscription USING btree (user_id, enterprise_id, policy_id) NULLS NOT DISTINCT WHERE (ended_at IS NULL);


CREATE UNIQUE INDEX a_step_is_signed_once ON public.policies_approval USING btree (batch_id, step) WHERE (NOT ((step)::text = 'countersign'::text));


CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);


CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);


CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);


CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);


CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);


CREATE INDEX alarms_standing_first ON public.marketplace_alarm USING btree (ended_at, due_at);


CREATE UNIQUE INDEX an_absence_is_noted_once ON public.policies_break USING btree (attempt_id, statement_id) WHERE ((kind)::text = 'ours_not_theirs'::text);


CREATE UNIQUE INDEX an_account_is_kept_once ON public.policies_bankaccount USING btree (enterprise_id, number_hash) WHERE (NOT ((state)::text = 'retired'::text));


CREATE UNIQUE INDEX an_address_is_one_persons_in_any_case ON public.kernel_user USING btree (lower((email)::text));


CREATE UNIQUE INDEX an_agency_states_a_certificate_once_at_a_time ON public.marketplace_professional USING btree (agency_id, certificate_number) WHERE (ended_on IS NULL);


CREATE UNIQUE INDEX an_award_told_by_others_is_recorded_once ON public.policies_awardrecord USING btree (family, level, step, period, number, awarded_on) WHERE (grant_id IS NULL);


CREATE INDEX applications_of_an_enterprise ON public.policies_application USING btree (enterprise_id, id DESC);


CREATE INDEX applications_to_decide ON public.policies_application USING btree (decide_until) WHERE ((state)::text = 'submitted'::text);


CREATE INDEX attempts_on_the_wire ON public.policies_attempt USING btree (value_date) WHERE ((state)::text = ANY ((ARRAY['submitting'::character varying, 'accepted'::character varying, 'unknown'::character varying, 'manual_review'::character varying])::text[]));


CREATE INDEX attempts_to_look_after ON public.policies_attempt USING btree (claimed_at) WHERE ((state)::text = ANY ((ARRAY['submitting'::character varying, 'unknown'::character varying])::text[]));


CREATE INDEX attempts_under_way ON public.policies_attempt USING btree (slice_id, state) WHERE ((state)::text = ANY ((ARRAY['queued'::character varying, 'submitting'::character varying, 'unknown'::character varying])::text[]));


CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);


CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);


CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);


CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);


CREATE INDEX awards_newest_first ON public.marketplace_award USING btree (awarded_at DESC);


CREATE INDEX awards_of_a_grant ON public.policies_awardrecord USING btree (grant_id);


CREATE INDEX awards_of_an_enterprise ON public.policies_awardrecord USING btree (enterprise_id, family);


CREATE INDEX axes_accessattempt_ip_address_10922d9c ON public.axes_accessattempt USING btree (ip_address);


CREATE INDEX axes_accessattempt_user_agent_ad89678b ON public.axes_accessattempt USING btree (user_agent);


CREATE INDEX axes_accessattempt_user_agent_ad89678b_like ON public.axes_accessattempt USING btree (user_agent varchar_pattern_ops);


CREATE INDEX axes_accessattempt_username_3f2d4ca0 ON public.axes_accessattempt USING btree (username);


CREATE INDEX axes_accessattempt_username_3f2d4ca0_like ON public.axes_accessattempt USING btree (username varchar_pattern_ops);


CREATE INDEX axes_accessfailurelog_ip_address_2e9f5a7f ON public.axes_accessfailurelog USING btree (ip_address);


CREATE INDEX axes_accessfailurelog_user_agent_ea145dda ON public.axes_accessfailurelog USING btree (user_agent);


CREATE INDEX axes_accessfailurelog_user_agent_ea145dda_like ON public.axes_accessfailurelog USING btree (user_agent varchar_pattern_ops);


CREATE INDEX axes_accessfailurelog_username_a8b7e8a4 ON public.axes_accessfailurelog USING btree (username);


CREATE INDEX axes_accessfailurelog_username_a8b7e8a4_like ON public.axes_accessfailurelog USING btree (username varchar_pattern_ops);


CREATE INDEX axes_accesslog_ip_address_86b417e5 ON public.axes_accesslog USING btree (ip_address);


CREATE INDEX axes_accesslog_user_agent_0e659004 ON public.axes_accesslog USING btree (user_agent);


CREATE INDEX axes_accesslog_user_agent_0e659004_like ON public.axes_accesslog USING btree (user_agent varchar_pattern_ops);


CREATE INDEX axes_accesslog_username_df93064b ON public.axes_accesslog USING btree (username);


CREATE INDEX axes_accesslog_username_df93064b_like ON public.axes_accesslog USING btree (username varchar_pattern_ops);


CREATE INDEX base_content_object_idx ON public.wagtailcore_revision USING btree (base_content_type_id, object_id);


CREATE INDEX clues_newest_first ON public.marketplace_clue USING btree (found_at DESC);


CREATE INDEX content_object_idx ON public.wagtailcore_revision USING btree (content_type_id, object_id);


CREATE INDEX contracts_by_filing ON public.marketplace_contract USING btree (filed_at);


CREATE INDEX counted_by_agency ON public.marketplace_countedcontract USING btree (agency_id, filed_on);


CREATE INDEX counted_by_category ON public.marketplace_countedcontract USING btree (category, filed_on);


CREATE INDEX counted_by_day ON public.marketplace_countedcontract USING btree (filed_on);


CREATE INDEX counted_by_method ON public.marketplace_countedcontract USING btree (method, filed_on);


CREATE INDEX counted_by_owner ON public.marketplace_countedcontract USING btree (owner_id, filed_on);


CREATE INDEX counted_by_type ON public.marketplace_countedcontract USING btree (service_type, filed_on);


CREATE INDEX credit_by_party_and_day ON public.marketplace_creditcase USING btree (party_id, decided_at);


CREATE INDEX decisions_to_close ON public.policies_decision USING btree (state, confirm_until);


CREATE INDEX demo_livedstep_key_afc547d2_like ON public.demo_livedstep USING btree (key varchar_pattern_ops);


CREATE INDEX device_marks_by_day ON public.marketplace_devicemark USING btree (day);


CREATE INDEX disputes_by_due_day ON public.marketplace_dispute USING btree (state, due_on);


CREATE INDEX django_celery_beat_periodictask_clocked_id_47a69f82 ON public.django_celery_beat_periodictask USING btree (clocked_id);


CREATE INDEX django_celery_beat_periodictask_crontab_id_d3cba168 ON public.django_celery_beat_periodictask USING btree (crontab_id);


CREATE INDEX django_celery_beat_periodictask_interval_id_a8ca27da ON public.django_celery_beat_periodictask USING btree (interval_id);


CREATE INDEX django_celery_beat_periodictask_name_265a36b7_like ON public.django_celery_beat_periodictask USING btree (name varchar_pattern_ops);


CREATE INDEX django_celery_beat_periodictask_solar_id_a87ce72c ON public.django_celery_beat_periodictask USING btree (solar_id);


CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);


CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);


CREATE INDEX enterprise_by_industry ON public.policies_enterprise USING btree (industry);


CREATE INDEX enterprise_by_region ON public.policies_enterprise USING btree (operating_region);


CREATE INDEX errand_due ON public.kernel_errand USING btree (run_at, id) WHERE ((done_at IS NULL) AND (parked_at IS NULL));


CREATE INDEX events_by_what_they_name ON public.kernel_event USING gin (data jsonb_path_ops);


CREATE INDEX facts_of_a_batch ON public.policies_fact USING brin (batch_id);


CREATE INDEX former_number ON public.policies_formernumber USING btree (number);


CREATE INDEX formstate_user_object ON public.wagtailadmin_formstate USING btree (user_id, content_type_id, object_id, parent_object_id);


CREATE INDEX grants_asked_until ON public.policies_grant USING btree (confirm_until) WHERE ((state)::text = 'decided'::text);


CREATE INDEX grants_of_a_decision ON public.policies_grant USING btree (decision_id, state);


CREATE INDEX grants_of_an_enterprise ON public.policies_grant USING btree (enterprise_id, id DESC);


CREATE INDEX guarantees_by_form_and_day ON public.marketplace_guarantee USING btree (form, received_at);


CREATE INDEX instalments_to_fall_due ON public.policies_instalment USING btree (due_on) WHERE ((state)::text = ANY ((ARRAY['planned'::character varying, 'carried'::character varying])::text[]));


CREATE INDEX kernel_daychange_decided_by_id_bf94612c ON public.kernel_daychange USING btree (decided_by_id);


CREATE INDEX kernel_daychange_proposed_by_id_782f9ee7 ON public.kernel_daychange USING btree (proposed_by_id);


CREATE INDEX kernel_errand_event_id_615537d5 ON public.kernel_errand USING btree (event_id);


CREATE INDEX kernel_even_name_07b625_idx ON public.kernel_event USING btree (name, happened_at);


CREATE INDEX kernel_event_by_id_7d8aec8c ON public.kernel_event USING btree (by_id);


CREATE INDEX kernel_export_by_id_a88bedc6 ON public.kernel_export USING btree (by_id);


CREATE INDEX kernel_job_by_id_fbcb4381 ON public.kernel_job USING btree (by_id);


CREATE INDEX kernel_knoc_ends_at_4b6366_idx ON public.kernel_knocks USING btree (ends_at);


CREATE INDEX kernel_membership_party_id_22be316a ON public.kernel_membership USING btree (party_id);


CREATE INDEX kernel_membership_proof_id_fcf1cbe3 ON public.kernel_membership USING btree (proof_id);


CREATE INDEX kernel_membership_user_id_20a0e47a ON public.kernel_membership USING btree (user_id);


CREATE INDEX kernel_mess_party_i_df7cc5_idx ON public.kernel_message USING btree (party_id, sent_at DESC);


CREATE INDEX kernel_mess_user_id_6bebb4_idx ON public.kernel_message USING btree (user_id, sent_at DESC);


CREATE INDEX kernel_message_party_id_e2cd2b62 ON public.kernel_message USING btree (party_id);


CREATE INDEX kernel_message_user_id_ad6c2af1 ON public.kernel_message USING btree (user_id);


CREATE INDEX kernel_party_uscc_c3946e7c_like ON public.kernel_party USING btree (uscc varchar_pattern_ops);


CREATE INDEX kernel_storedfile_party_id_41a7bd62 ON public.kernel_storedfile USING btree (party_id);


CREATE INDEX kernel_storedfile_sha256_6061f212 ON public.kernel_storedfile USING btree (sha256);


CREATE INDEX kernel_storedfile_sha256_6061f212_like ON public.kernel_storedfile USING btree (sha256 varchar_pattern_ops);


CREATE INDEX kernel_storedfile_stored_by_id_5bc51ea2 ON public.kernel_storedfile USING btree (stored_by_id);


CREATE INDEX kernel_user_email_196a9958_like ON public.kernel_user USING btree (email varchar_pattern_ops);


CREATE INDEX kernel_user_groups_group_id_ba62c490 ON public.kernel_user_groups USING btree (group_id);


CREATE INDEX kernel_user_groups_user_id_4c0ac2e9 ON public.kernel_user_groups USING btree (user_id);


CREATE INDEX kernel_user_mobile_cbe7275d_like ON public.kernel_user USING btree (mobile varchar_pattern_ops);


CREATE INDEX kernel_user_user_permissions_permission_id_0a9527c4 ON public.kernel_user_user_permissions USING btree (permission_id);


CREATE INDEX kernel_user_user_permissions_user_id_8ea11596 ON public.kernel_user_user_permissions USING btree (user_id);


CREATE INDEX latest_run_of_a_version ON public.policies_matchrun USING btree (version_id, id DESC);


CREATE INDEX marketplace_admission_agency_id_8ae6a2e4 ON public.marketplace_admission USING btree (agency_id);


CREATE INDEX marketplace_admission_decided_by_id_01e97b5c ON public.marketplace_admission USING btree (decided_by_id);


CREATE INDEX marketplace_admission_service_type_id_11dccffa ON public.marketplace_admission USING btree (service_type_id);


CREATE INDEX marketplace_agreedscore_bid_id_96b023af ON public.marketplace_agreedscore USING btree (bid_id);


CREATE INDEX marketplace_agreedscore_panel_id_09968f9f ON public.marketplace_agreedscore USING btree (panel_id);


CREATE INDEX marketplace_alarm_need_id_0f45c9e1 ON public.marketplace_alarm USING btree (need_id);


CREATE INDEX marketplace_amendment_need_id_aa7e1fa7 ON public.marketplace_amendment USING btree (need_id);


CREATE INDEX marketplace_auction_turn_id_3cd64ee6 ON public.marketplace_auction USING btree (turn_id);


CREATE INDEX marketplace_auctionmove_auction_id_c7d1db82 ON public.marketplace_auctionmove USING btree (auction_id);


CREATE INDEX marketplace_auctionmove_by_id_d803d665 ON public.marketplace_auctionmove USING btree (by_id);


CREATE INDEX marketplace_auctionmove_party_id_dfccbc19 ON public.marketplace_auctionmove USING btree (party_id);


CREATE INDEX marketplace_award_awarded_by_id_6519089e ON public.marketplace_award USING btree (awarded_by_id);


CREATE INDEX marketplace_award_bid_id_9b0700d5 ON public.marketplace_award USING btree (bid_id);


CREATE INDEX marketplace_award_code_8adf06eb_like ON public.marketplace_award USING btree (code varchar_pattern_ops);


CREATE INDEX marketplace_award_evaluation_id_35bcc350 ON public.marketplace_award USING btree (evaluation_id);


CREATE INDEX marketplace_award_need_id_bcdc05f3 ON public.marketplace_award USING btree (need_id);


CREATE INDEX marketplace_award_party_id_a0a62578 ON public.marketplace_award USING btree (party_id);


CREATE INDEX marketplace_bar_party_id_3f642087 ON public.marketplace_bar USING btree (party_id);


CREATE INDEX marketplace_bar_procurement_id_92e27313 ON public.marketplace_bar USING btree (procurement_id);


CREATE INDEX marketplace_bid_need_id_b7a2299f ON public.marketplace_bid USING btree (need_id);


CREATE INDEX marketplace_case_ended_by_id_5983a785 ON public.marketplace_case USING btree (ended_by_id);


CREATE INDEX marketplace_case_opened_by_id_da0e29ab ON public.marketplace_case USING btree (opened_by_id);


CREATE INDEX marketplace_casequestion_answered_by_id_d96dba5e ON public.marketplace_casequestion USING btree (answered_by_id);


CREATE INDEX marketplace_casequestion_asked_by_id_25f8e2d7 ON public.marketplace_casequestion USING btree (asked_by_id);


CREATE INDEX marketplace_casequestion_case_id_241f8b61 ON public.marketplace_casequestion USING btree (case_id);


CREATE INDEX marketplace_casequestion_party_id_8ab1aa63 ON public.marketplace_casequestion USING btree (party_id);


CREATE INDEX marketplace_certificate_admission_id_5018c12e ON public.marketplace_certificate USING btree (admission_id);


CREATE INDEX marketplace_certificate_file_id_77e36537 ON public.marketplace_certificate USING btree (file_id);


CREATE INDEX marketplace_choice_made_by_id_0a2049ac ON public.marketplace_choice USING btree (made_by_id);


CREATE INDEX marketplace_choice_minutes_id_b992889c ON public.marketplace_choice USING btree (minutes_id);


CREATE INDEX marketplace_choice_need_id_52027900 ON public.marketplace_choice USING btree (need_id);


CREATE INDEX marketplace_choice_party_id_bef98167 ON public.marketplace_choice USING btree (party_id);


CREATE INDEX marketplace_clue_case_id_0b419a2d ON public.marketplace_clue USING btree (case_id);


CREATE INDEX marketplace_clue_fingerprint_77699e86_like ON public.marketplace_clue USING btree (fingerprint varchar_pattern_ops);


CREATE INDEX marketplace_clue_need_id_d87317e8 ON public.marketplace_clue USING btree (need_id);


CREATE INDEX marketplace_clue_parties_clue_id_b3a2e34d ON public.marketplace_clue_parties USING btree (clue_id);


CREATE INDEX marketplace_clue_parties_party_id_3e6974c1 ON public.marketplace_clue_parties USING btree (party_id);


CREATE INDEX marketplace_contact_ff7bfe_idx ON public.marketplace_agency USING btree (contact_mobile);


CREATE INDEX marketplace_contract_document_id_1f6659aa ON public.marketplace_contract USING btree (document_id);


CREATE INDEX marketplace_contract_filed_by_id_8cb4ff08 ON public.marketplace_contract USING btree (filed_by_id);


CREATE INDEX marketplace_contractchange_contract_id_fb048691 ON public.marketplace_contractchange USING btree (contract_id);


CREATE INDEX marketplace_contractchange_document_id_fa601f1d ON public.marketplace_contractchange USING btree (document_id);


CREATE INDEX marketplace_contractchange_made_by_id_42fcb49f ON public.marketplace_contractchange USING btree (made_by_id);


CREATE INDEX marketplace_contractpayment_contract_id_b663d04a ON public.marketplace_contractpayment USING btree (contract_id);


CREATE INDEX marketplace_contractpayment_recorded_by_id_b7eaf9e8 ON public.marketplace_contractpayment USING btree (recorded_by_id);


CREATE INDEX marketplace_control_held_id_abef7512 ON public.marketplace_control USING btree (held_id);


CREATE INDEX marketplace_control_holder_id_acf8526f ON public.marketplace_control USING btree (holder_id);


CREATE INDEX marketplace_countedcontract_agency_id_925c52bb ON public.marketplace_countedcontract USING btree (agency_id);


CREATE INDEX marketplace_countedcontract_owner_id_fab7ccae ON public.marketplace_countedcontract USING btree (owner_id);


CREATE INDEX marketplace_creditcase_decided_by_id_b38db034 ON public.marketplace_creditcase USING btree (decided_by_id);


CREATE INDEX marketplace_creditcase_party_id_ead59063 ON public.marketplace_creditcase USING btree (party_id);


CREATE INDEX marketplace_devicemark_party_id_18b555b4 ON public.marketplace_devicemark USING btree (party_id);


CREATE INDEX marketplace_dispute_award_id_766ff427 ON public.marketplace_dispute USING btree (award_id);


CREATE INDEX marketplace_dispute_decided_by_id_2e0807e1 ON public.marketplace_dispute USING btree (decided_by_id);


CREATE INDEX marketplace_dispute_evidence_id_847d37aa ON public.marketplace_dispute USING btree (evidence_id);


CREATE INDEX marketplace_dispute_objection_id_ad972910 ON public.marketplace_dispute USING btree (objection_id);


CREATE INDEX marketplace_dispute_party_id_59e63deb ON public.marketplace_dispute USING btree (party_id);


CREATE INDEX marketplace_dispute_raised_by_id_f729ec15 ON public.marketplace_dispute USING btree (raised_by_id);


CREATE INDEX marketplace_draw_name_f9111b9c_like ON public.marketplace_draw USING btree (name varchar_pattern_ops);


CREATE INDEX marketplace_draw_need_id_678af474 ON public.marketplace_draw USING btree (need_id);


CREATE INDEX marketplace_draw_recorded_by_id_ba6bf5f7 ON public.marketplace_draw USING btree (recorded_by_id);


CREATE INDEX marketplace_earlyend_answered_by_id_fa993193 ON public.marketplace_earlyend USING btree (answered_by_id);


CREATE INDEX marketplace_earlyend_contract_id_22eb8dbe ON public.marketplace_earlyend USING btree (contract_id);


CREATE INDEX marketplace_earlyend_document_id_5d2dda48 ON public.marketplace_earlyend USING btree (document_id);


CREATE INDEX marketplace_earlyend_proposed_by_id_6ccfd3dc ON public.marketplace_earlyend USING btree (proposed_by_id);


CREATE INDEX marketplace_evaluation_need_id_6b62d512 ON public.marketplace_evaluation USING btree (need_id);


CREATE INDEX marketplace_evaluation_winner_id_709371dd ON public.marketplace_evaluation USING btree (winner_id);


CREATE INDEX marketplace_examination_dispute_id_d6652456 ON public.marketplace_examination USING btree (dispute_id);


CREATE INDEX marketplace_expert_employer_id_e2453676 ON public.marketplace_expert USING btree (employer_id);


CREATE INDEX marketplace_expert_number_d9272ede_like ON public.marketplace_expert USING btree (number varchar_pattern_ops);


CREATE INDEX marketplace_expert_specialities_expert_id_93fd0fc0 ON public.marketplace_expert_specialities USING btree (expert_id);


CREATE INDEX marketplace_expert_specialities_servicecategory_id_9950be19 ON public.marketplace_expert_specialities USING btree (servicecategory_id);


CREATE INDEX marketplace_guarantee_need_id_45ccd896 ON public.marketplace_guarantee USING btree (need_id);


CREATE INDEX marketplace_guarantee_party_id_90f9f0c1 ON public.marketplace_guarantee USING btree (party_id);


CREATE INDEX marketplace_guarantee_received_by_id_d444f03a ON public.marketplace_guarantee USING btree (received_by_id);


CREATE INDEX marketplace_invitation_need_id_fe821ae3 ON public.marketplace_invitation USING btree (need_id);


CREATE INDEX marketplace_invitation_party_id_19844774 ON public.marketplace_invitation USING btree (party_id);


CREATE INDEX marketplace_legal_p_2f0f19_idx ON public.marketplace_agency USING btree (legal_person_digest);


CREATE INDEX marketplace_milestone_contract_id_5796a0f3 ON public.marketplace_milestone USING btree (contract_id);


CREATE INDEX marketplace_need_procurement_id_a68e5a8f ON public.marketplace_need USING btree (procurement_id);


CREATE INDEX marketplace_needdocument_file_id_f264fcd0 ON public.marketplace_needdocument USING btree (file_id);


CREATE INDEX marketplace_needdocument_need_id_0211c394 ON public.marketplace_needdocument USING btree (need_id);


CREATE INDEX marketplace_openedbid_admission_id_931d7c50 ON public.marketplace_openedbid USING btree (admission_id);


CREATE INDEX marketplace_openedbid_need_id_98f177e4 ON public.marketplace_openedbid USING btree (need_id);


CREATE INDEX marketplace_openedbid_party_id_053cd033 ON public.marketplace_openedbid USING btree (party_id);


CREATE INDEX marketplace_openedbid_submitted_by_id_7d933f99 ON public.marketplace_openedbid USING btree (submitted_by_id);


CREATE INDEX marketplace_openedpaper_bid_id_980c831f ON public.marketplace_openedpaper USING btree (bid_id);


CREATE INDEX marketplace_opener_key_id_302e6ec6 ON public.marketplace_opener USING btree (key_id);


CREATE INDEX marketplace_opener_need_id_bf960235 ON public.marketplace_opener USING btree (need_id);


CREATE INDEX marketplace_opener_party_id_f511c855 ON public.marketplace_opener USING btree (party_id);


CREATE INDEX marketplace_opener_user_id_bdfc73e6 ON public.marketplace_opener USING btree (user_id);


CREATE INDEX marketplace_openerexchange_coming_id_5452140b ON public.marketplace_openerexchange USING btree (coming_id);


CREATE INDEX marketplace_openerexchange_decided_by_id_85bf7f71 ON public.marketplace_openerexchange USING btree (decided_by_id);


CREATE INDEX marketplace_openerexchange_leaving_id_e1f3311e ON public.marketplace_openerexchange USING btree (leaving_id);


CREATE INDEX marketplace_openerexchange_proposed_by_id_02283e98 ON public.marketplace_openerexchange USING btree (proposed_by_id);


CREATE INDEX marketplace_openerkey_user_id_ae405e06 ON public.marketplace_openerkey USING btree (user_id);


CREATE INDEX marketplace_owner_decided_by_id_dd882baa ON public.marketplace_owner USING btree (decided_by_id);


CREATE INDEX marketplace_owner_department_id_13ac6491 ON public.marketplace_owner USING btree (department_id);


CREATE INDEX marketplace_pricejudgement_judged_by_id_8b9560cf ON public.marketplace_pricejudgement USING btree (judged_by_id);


CREATE INDEX marketplace_pricejudgement_need_id_68ba3743 ON public.marketplace_pricejudgement USING btree (need_id);


CREATE INDEX marketplace_pricejudgement_party_id_054ebeb5 ON public.marketplace_pricejudgement USING btree (party_id);


CREATE INDEX marketplace_pricequestion_file_id_8ba23a68 ON public.marketplace_pricequestion USING btree (file_id);


CREATE INDEX marketplace_pricequestion_need_id_eb845a92 ON public.marketplace_pricequestion USING btree (need_id);


CREATE INDEX marketplace_pricequestion_party_id_9089bf70 ON public.marketplace_pricequestion USING btree (party_id);


CREATE INDEX marketplace_procurement_owner_id_cef54c4b ON public.marketplace_procurement USING btree (owner_id);


CREATE INDEX marketplace_procurement_service_type_id_9220ffaf ON public.marketplace_procurement USING btree (service_type_id);


CREATE INDEX marketplace_professional_agency_id_5fbcb5e4 ON public.marketplace_professional USING btree (agency_id);


CREATE INDEX marketplace_question_need_id_51e669de ON public.marketplace_question USING btree (need_id);


CREATE INDEX marketplace_rating_contract_id_09a2d205 ON public.marketplace_rating USING btree (contract_id);


CREATE INDEX marketplace_rating_rated_by_id_f2cd6eca ON public.marketplace_rating USING btree (rated_by_id);


CREATE INDEX marketplace_recusal_expert_id_458e3e0d ON public.marketplace_recusal USING btree (expert_id);


CREATE INDEX marketplace_recusal_party_id_fcaf2a77 ON public.marketplace_recusal USING btree (party_id);


CREATE INDEX marketplace_release_procurement_id_8861865d ON public.marketplace_release USING btree (procurement_id);


CREATE INDEX marketplace_scoresheet_bid_id_355afbd8 ON public.marketplace_scoresheet USING btree (bid_id);


CREATE INDEX marketplace_scoresheet_seat_id_c3eb198b ON public.marketplace_scoresheet USING btree (seat_id);


CREATE INDEX marketplace_sealedbox_reference_3e26a7e7_like ON public.marketplace_sealedbox USING btree (reference varchar_pattern_ops);


CREATE INDEX marketplace_seat_expert_id_7fed0fc8 ON public.marketplace_seat USING btree (expert_id);


CREATE INDEX marketplace_seat_panel_id_590e6a37 ON public.marketplace_seat USING btree (panel_id);


CREATE INDEX marketplace_service_d0f1a4_idx ON public.marketplace_admission USING btree (service_type_id, state);


CREATE INDEX marketplace_servicecategory_code_ef06bf9b_like ON public.marketplace_servicecategory USING btree (code varchar_pattern_ops);


CREATE INDEX marketplace_servicecategory_name_36ff5cfa_like ON public.marketplace_servicecategory USING btree (name varchar_pattern_ops);


CREATE INDEX marketplace_servicetype_category_id_0af54de1 ON public.marketplace_servicetype USING btree (category_id);


CREATE INDEX marketplace_servicetype_code_206c4c98_like ON public.marketplace_servicetype USING btree (code varchar_pattern_ops);


CREATE INDEX marketplace_servicetype_department_id_992f7cf4 ON public.marketplace_servicetype USING btree (department_id);


CREATE INDEX marketplace_servicetype_name_22bcd95c_like ON public.marketplace_servicetype USING btree (name varchar_pattern_ops);


CREATE INDEX marketplace_state_06e5f4_idx ON public.marketplace_auction USING btree (state, turn_until);


CREATE INDEX marketplace_state_2eeb6a_idx ON public.marketplace_need USING btree (state, closes_at);


CREATE INDEX marketplace_state_328b61_idx ON public.marketplace_admission USING btree (state, valid_until);


CREATE INDEX marketplace_state_3dc1f6_idx ON public.marketplace_need USING btree (state, opens_at);


CREATE INDEX marketplace_state_5da396_idx ON public.marketplace_admission USING btree (state, due_on);


CREATE INDEX marketplace_state_b12c9a_idx ON public.marketplace_owner USING btree (state, due_on);


CREATE INDEX marketplace_subscription_party_id_60c7ffac ON public.marketplace_subscription USING btree (party_id);


CREATE INDEX marketplace_subscription_service_type_id_b15a0849 ON public.marketplace_subscription USING btree (service_type_id);


CREATE INDEX marketplace_traderecord_entered_by_id_048cdd1b ON public.marketplace_traderecord USING btree (entered_by_id);


CREATE INDEX matches_of_a_run ON public.policies_match USING btree (run_id, verdict);


CREATE INDEX memberships_to_tell ON public.kernel_membership USING btree (id) WHERE (((state)::text = 'active'::text) AND (told_at IS NULL));


CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);


CREATE INDEX need_clocks_due ON public.marketplace_needclock USING btree (next_check) WHERE (next_check IS NOT NULL);


CREATE INDEX notices_to_close ON public.policies_notice USING btree (state, closes_at);


CREATE INDEX objections_unanswered ON public.marketplace_question USING btree (due_on) WHERE ((answered_at IS NULL) AND is_objection);


CREATE UNIQUE INDEX one_account_per_bank_account_and_kind ON public.policies_account USING btree (bank_account, kind) WHERE (line_id IS NULL);


CREATE UNIQUE INDEX one_account_per_line_and_kind ON public.policies_account USING btree (line_id, kind) WHERE ((bank_account)::text = ''::text);


CREATE UNIQUE INDEX one_award_per_need ON public.marketplace_award USING btree (need_id) WHERE (NOT ((state)::text = ANY ((ARRAY['given_up'::character varying, 'revoked'::character varying])::text[])));


CREATE UNIQUE INDEX one_brought_statement_of_a_day_waits ON public.policies_broughtstatement USING btree (bank_account, date) WHERE ((state)::text = 'brought'::text);


CREATE UNIQUE INDEX one_credit_case_per_source ON public.marketplace_creditcase USING btree (party_id, source) WHERE (NOT ((source)::text = ''::text));


CREATE UNIQUE INDEX one_end_of_a_contract_is_open_or_agreed ON public.marketplace_earlyend USING btree (contract_id) WHERE (agreed OR ((agreed IS NULL) AND (NOT ((way)::text = 'ruling'::text))));


CREATE UNIQUE INDEX one_live_attempt_per_payment ON public.policies_attempt USING btree (payment_id) WHERE ((state)::text = ANY ((ARRAY['queued'::character varying, 'submitting'::character varying, 'accepted'::character varying, 'unknown'::character varying, 'manual_review'::character varying, 'settled'::character varying])::text[]));


CREATE UNIQUE INDEX one_live_dispute_of_a_kind_per_party_and_award ON public.marketplace_dispute USING btree (award_id, party_id, kind) WHERE ((state)::text = ANY ((ARRAY['accepted'::character varying, 'received'::character varying])::text[]));


CREATE UNIQUE INDEX one_live_grant_per_benefit_scope_and_period ON public.policies_grant USING btree (policy_id, scope_key, period) WHERE (NOT ((state)::text = ANY ((ARRAY['lapsed'::character varying, 'withdrawn'::character varying, 'reclaimed'::character varying])::text[])));


CREATE UNIQUE INDEX one_live_grant_per_exclusive_group ON public.policies_grant USING btree (exclusive_key) WHERE ((NOT ((exclusive_key)::text = ''::text)) AND (NOT ((state)::text = ANY ((ARRAY['lapsed'::character varying, 'withdrawn'::character varying, 'reclaimed'::character varying])::text[]))));


CREATE UNIQUE INDEX one_live_grant_per_match ON public.policies_grant USING btree (match_id) WHERE (NOT ((state)::text = ANY ((ARRAY['lapsed'::character varying, 'withdrawn'::character varying, 'reclaimed'::character varying])::text[])));


CREATE UNIQUE INDEX one_live_membership_per_person_party_and_role ON public.kernel_membership USING btree (user_id, party_id, role) WHERE (NOT ((state)::text = ANY ((ARRAY['ended'::character varying, 'refused'::character varying])::text[])));


CREATE UNIQUE INDEX one_live_posting_per_procurement ON public.marketplace_need USING btree (procurement_id) WHERE (NOT ((state)::text = ANY ((ARRAY['failed'::character varying, 'cancelled'::character varying])::text[])));


CREATE UNIQUE INDEX one_live_version_per_policy ON public.policies_version USING btree (policy_id) WHERE ((state)::text = 'live'::text);


CREATE UNIQUE INDEX one_open_application_per_benefit_scope_and_period ON public.policies_application USING btree (policy_id, scope_key, period) WHERE ((state)::text = ANY ((ARRAY['draft'::character varying, 'submitted'::character varying, 'returned'::character varying, 'shortlisted'::character varying])::text[]));


CREATE UNIQUE INDEX one_open_change_per_day ON public.kernel_daychange USING btree (day) WHERE ((state)::text = 'proposed'::text);


CREATE UNIQUE INDEX one_open_clawback_per_payment ON public.policies_clawback USING btree (payment_id) WHERE ((state)::text = ANY ((ARRAY['proposed'::character varying, 'demanded'::character varying])::text[]));


CREATE UNIQUE INDEX one_open_conflict_per_fact ON public.policies_factconflict USING btree (enterprise_id, kind_id, period) WHERE ((state)::text = 'open'::text);


CREATE UNIQUE INDEX one_open_contest_per_fact ON public.policies_factcontest USING btree (fact_id) WHERE ((state)::text = 'open'::text);


CREATE UNIQUE INDEX one_open_exchange_per_opener ON public.marketplace_openerexchange USING btree (leaving_id) WHERE ((state)::text = 'proposed'::text);


CREATE UNIQUE INDEX one_ruling_of_a_contract_waits ON public.marketplace_earlyend USING btree (contract_id) WHERE ((agreed IS NULL) AND ((way)::text = 'ruling'::text));


CREATE UNIQUE INDEX one_running_examination_per_dispute ON public.marketplace_examination USING btree (dispute_id) WHERE (ended_on IS NULL);


CREATE UNIQUE INDEX one_sealed_bid_per_bidder_and_need ON public.marketplace_bid USING btree (need_id, pseudonym) WHERE ((state)::text = 'sealed'::text);


CREATE UNIQUE INDEX one_standing_alarm_per_event ON public.marketplace_alarm USING btree (need_id, event) WHERE (ended_at IS NULL);


CREATE UNIQUE INDEX one_valid_bid_per_party_and_need ON public.marketplace_openedbid USING btree (need_id, party_id) WHERE ((fault)::text = ''::text);


CREATE UNIQUE INDEX one_value_per_series_and_day ON public.policies_seriespoint USING btree (series, valid_from) WHERE (superseded_at IS NULL);


CREATE UNIQUE INDEX one_verified_account_per_enterprise ON public.policies_bankaccount USING btree (enterprise_id) WHERE ((state)::text = 'verified'::text);


CREATE INDEX pages_faircompetitionreview_department_id_daa3854b ON public.pages_faircompetitionreview USING btree (department_id);


CREATE INDEX pages_policypage_budget_line_id_486eb127 ON public.pages_policypage USING btree (budget_line_id);


CREATE INDEX pages_policypage_co_departments_party_id_5f0be881 ON public.pages_policypage_co_departments USING btree (party_id);


CREATE INDEX pages_policypage_co_departments_policypage_id_fc87de1b ON public.pages_policypage_co_departments USING btree (policypage_id);


CREATE INDEX pages_policypage_lead_department_id_accd9889 ON public.pages_policypage USING btree (lead_department_id);


CREATE INDEX payments_of_a_batch ON public.policies_payment USING btree (batch_id, state);


CREATE INDEX payments_settled_on ON public.policies_payment USING btree (settled_on) WHERE (settled_on IS NOT NULL);


CREATE INDEX payments_that_wait ON public.policies_payment USING btree (state) WHERE ((state)::text = ANY ((ARRAY['drafted'::character varying, 'failed'::character varying, 'returned'::character varying, 'correcting'::character varying, 'held'::character varying, 'frozen'::character varying])::text[]));


CREATE INDEX petitions_by_clock ON public.policies_petition USING btree (state, accept_by);


CREATE INDEX policies_account_line_id_76dbd954 ON public.policies_account USING btree (line_id);


CREATE INDEX policies_application_account_id_16364db4 ON public.policies_application USING btree (account_id);


CREATE INDEX policies_application_begun_by_id_2944eb73 ON public.policies_application USING btree (begun_by_id);


CREATE INDEX policies_application_decided_by_id_4fad88f7 ON public.policies_application USING btree (decided_by_id);


CREATE INDEX policies_application_enterprise_id_b49e42a8 ON public.policies_application USING btree (enterprise_id);


CREATE INDEX policies_application_policy_id_44b1002b ON public.policies_application USING btree (policy_id);


CREATE INDEX policies_application_version_id_bc235b8a ON public.policies_application USING btree (version_id);


CREATE INDEX policies_approval_batch_id_98a0b49f ON public.policies_approval USING btree (batch_id);


CREATE INDEX policies_approval_by_id_dcb3b44b ON public.policies_approval USING btree (by_id);


CREATE INDEX policies_approvaltier_confirmed_by_id_25882e03 ON public.policies_approvaltier USING btree (confirmed_by_id);


CREATE INDEX policies_approvaltier_proposed_by_id_d1bdd95d ON public.policies_approvaltier USING btree (proposed_by_id);


CREATE INDEX policies_awardrecord_enterprise_id_2c5f91ea ON public.policies_awardrecord USING btree (enterprise_id);


CREATE INDEX policies_bankaccount_batch_id_8614ae03 ON public.policies_bankaccount USING btree (batch_id);


CREATE INDEX policies_bankaccount_enterprise_id_bebfb570 ON public.policies_bankaccount USING btree (enterprise_id);


CREATE INDEX policies_bankaccount_given_by_id_bf0e3614 ON public.policies_bankaccount USING btree (given_by_id);


CREATE INDEX policies_bankaccount_verified_by_id_be0e61d4 ON public.policies_bankaccount USING btree (verified_by_id);


CREATE INDEX policies_banknotice_event_id_497ae0ef_like ON public.policies_banknotice USING btree (event_id varchar_pattern_ops);


CREATE INDEX policies_batch_drafted_by_id_2a47c8a8 ON public.policies_batch USING btree (drafted_by_id);


CREATE INDEX policies_batch_number_fa748b23_like ON public.policies_batch USING btree (number varchar_pattern_ops);


CREATE INDEX policies_break_attempt_id_fdffcd11 ON public.policies_break USING btree (attempt_id);


CREATE INDEX policies_break_clawback_id_6fcaf8f5 ON public.policies_break USING btree (clawback_id);


CREATE INDEX policies_break_confirmed_by_id_5ad1cb19 ON public.policies_break USING btree (confirmed_by_id);


CREATE INDEX policies_break_evidence_id_03347c4f ON public.policies_break USING btree (evidence_id);


CREATE INDEX policies_break_proposed_by_id_6aac6ae0 ON public.policies_break USING btree (proposed_by_id);


CREATE INDEX policies_break_statement_id_36c88555 ON public.policies_break USING btree (statement_id);


CREATE INDEX policies_broughtstatement_brought_by_id_3b3e2898 ON public.policies_broughtstatement USING btree (brought_by_id);


CREATE INDEX policies_broughtstatement_decided_by_id_b91a767d ON public.policies_broughtstatement USING btree (decided_by_id);


CREATE INDEX policies_budgetline_department_id_5509a0f9 ON public.policies_budgetline USING btree (department_id);


CREATE INDEX policies_call_called_by_id_2f224046 ON public.policies_call USING btree (called_by_id);


CREATE INDEX policies_call_version_id_a274fbae ON public.policies_call USING btree (version_id);


CREATE INDEX policies_callline_call_id_96253339 ON public.policies_callline USING btree (call_id);


CREATE INDEX policies_callline_enterprise_id_7d928b34 ON public.policies_callline USING btree (enterprise_id);


CREATE INDEX policies_clawback_agreed_by_id_44c16ab0 ON public.policies_clawback USING btree (agreed_by_id);


CREATE INDEX policies_clawback_payment_id_b9ae65ed ON public.policies_clawback USING btree (payment_id);


CREATE INDEX policies_clawback_proposed_by_id_68b17dec ON public.policies_clawback USING btree (proposed_by_id);


CREATE INDEX policies_codeentry_edition_id_8ed19506 ON public.policies_codeentry USING btree (edition_id);


CREATE INDEX policies_contact_by_id_8b59d213 ON public.policies_contact USING btree (by_id);


CREATE INDEX policies_contact_grant_id_58ff9f88 ON public.policies_contact USING btree (grant_id);


CREATE INDEX policies_correction_application_id_d5d26102 ON public.policies_correction USING btree (application_id);


CREATE INDEX policies_correction_made_by_id_40c9c8cc ON public.policies_correction USING btree (made_by_id);


CREATE INDEX policies_dayclose_closed_by_id_0f4d91bd ON public.policies_dayclose USING btree (closed_by_id);


CREATE INDEX policies_decision_budget_line_id_5cc11596 ON public.policies_decision USING btree (budget_line_id);


CREATE INDEX policies_decision_decided_by_id_40570b40 ON public.policies_decision USING btree (decided_by_id);


CREATE INDEX policies_decision_run_id_a4b48ac5 ON public.policies_decision USING btree (run_id);


CREATE INDEX policies_decision_version_id_31473344 ON public.policies_decision USING btree (version_id);


CREATE INDEX policies_declaredfact_application_id_90b415d2 ON public.policies_declaredfact USING btree (application_id);


CREATE INDEX policies_declaredfact_checked_by_id_af1f5b45 ON public.policies_declaredfact USING btree (checked_by_id);


CREATE INDEX policies_declaredfact_evidence_id_47ef2b54 ON public.policies_declaredfact USING btree (evidence_id);


CREATE INDEX policies_declaredfact_stated_by_id_62ff0ae7 ON public.policies_declaredfact USING btree (stated_by_id);


CREATE INDEX policies_exclusion_decision_id_70aec226 ON public.policies_exclusion USING btree (decision_id);


CREATE INDEX policies_exclusion_match_id_5b82cd73 ON public.policies_exclusion USING btree (match_id);


CREATE INDEX policies_fact_enterprise_id_fe5b9205 ON public.policies_fact USING btree (enterprise_id);


CREATE INDEX policies_factconflict_earlier_id_0f4710dc ON public.policies_factconflict USING btree (earlier_id);


CREATE INDEX policies_factconflict_enterprise_id_2b42e307 ON public.policies_factconflict USING btree (enterprise_id);


CREATE INDEX policies_factconflict_kind_id_397cf213 ON public.policies_factconflict USING btree (kind_id);


CREATE INDEX policies_factconflict_settled_by_id_ccfa70b4 ON public.policies_factconflict USING btree (settled_by_id);


CREATE INDEX policies_factcontest_answered_by_id_754c18b7 ON public.policies_factcontest USING btree (answered_by_id);


CREATE INDEX policies_factcontest_enterprise_id_e482251c ON public.policies_factcontest USING btree (enterprise_id);


CREATE INDEX policies_factcontest_evidence_id_29f0908f ON public.policies_factcontest USING btree (evidence_id);


CREATE INDEX policies_factcontest_fact_id_0b482bf3 ON public.policies_factcontest USING btree (fact_id);


CREATE INDEX policies_factcontest_raised_by_id_75d29167 ON public.policies_factcontest USING btree (raised_by_id);


CREATE INDEX policies_factimport_received_by_id_3d1080c2 ON public.policies_factimport USING btree (received_by_id);


CREATE INDEX policies_factkind_code_fabf0f2a_like ON public.policies_factkind USING btree (code varchar_pattern_ops);


CREATE INDEX policies_formernumber_enterprise_id_24d65a05 ON public.policies_formernumber USING btree (enterprise_id);


CREATE INDEX policies_grant_account_id_11bec441 ON public.policies_grant USING btree (account_id);


CREATE INDEX policies_grant_budget_line_id_21d9edeb ON public.policies_grant USING btree (budget_line_id);


CREATE INDEX policies_grant_confirmed_by_id_41d80da7 ON public.policies_grant USING btree (confirmed_by_id);


CREATE INDEX policies_grant_decision_id_768c8b34 ON public.policies_grant USING btree (decision_id);


CREATE INDEX policies_grant_enterprise_id_9df99657 ON public.policies_grant USING btree (enterprise_id);


CREATE INDEX policies_grant_match_id_ee501e7d ON public.policies_grant USING btree (match_id);


CREATE INDEX policies_grant_policy_id_92469e0f ON public.policies_grant USING btree (policy_id);


CREATE INDEX policies_grant_tops_up_id_589cf71a ON public.policies_grant USING btree (tops_up_id);


CREATE INDEX policies_grant_version_id_fa421501 ON public.policies_grant USING btree (version_id);


CREATE INDEX policies_instalment_account_id_ad80d3bd ON public.policies_instalment USING btree (account_id);


CREATE INDEX policies_instalment_decided_by_id_935fc659 ON public.policies_instalment USING btree (decided_by_id);


CREATE INDEX policies_instalment_grant_id_c52b9396 ON public.policies_instalment USING btree (grant_id);


CREATE INDEX policies_instalment_payee_id_fa826bae ON public.policies_instalment USING btree (payee_id);


CREATE INDEX policies_listmembership_enterprise_id_d0c5b0ab ON public.policies_listmembership USING btree (enterprise_id);


CREATE INDEX policies_match_enterprise_id_cb7b1599 ON public.policies_match USING btree (enterprise_id);


CREATE INDEX policies_matchrun_round_id_84aa2619 ON public.policies_matchrun USING btree (round_id);


CREATE INDEX policies_matchrun_version_id_a56645e9 ON public.policies_matchrun USING btree (version_id);


CREATE INDEX policies_namedpayee_confirmed_by_id_63dfa28c ON public.policies_namedpayee USING btree (confirmed_by_id);


CREATE INDEX policies_namedpayee_enterprise_id_53b1f964 ON public.policies_namedpayee USING btree (enterprise_id);


CREATE INDEX policies_namedpayee_named_by_id_ec9eca65 ON public.policies_namedpayee USING btree (named_by_id);


CREATE INDEX policies_namedpayee_policy_id_b603b3f1 ON public.policies_namedpayee USING btree (policy_id);


CREATE INDEX policies_namedperson_given_by_id_47fc6368 ON public.policies_namedperson USING btree (given_by_id);


CREATE INDEX policies_namedperson_grant_id_ef769bd4 ON public.policies_namedperson USING btree (grant_id);


CREATE INDEX policies_namedperson_verified_by_id_ff5cb485 ON public.policies_namedperson USING btree (verified_by_id);


CREATE INDEX policies_notice_decision_id_e90564da ON public.policies_notice USING btree (decision_id);


CREATE INDEX policies_noticeline_grant_id_98e1a17c ON public.policies_noticeline USING btree (grant_id);


CREATE INDEX policies_noticeline_notice_id_3cfcca04 ON public.policies_noticeline USING btree (notice_id);


CREATE INDEX policies_objection_decided_by_id_8de3db48 ON public.policies_objection USING btree (decided_by_id);


CREATE INDEX policies_objection_evidence_id_8c5e7efa ON public.policies_objection USING btree (evidence_id);


CREATE INDEX policies_objection_line_id_cb4d5312 ON public.policies_objection USING btree (line_id);


CREATE INDEX policies_opinion_application_id_0e80cca7 ON public.policies_opinion USING btree (application_id);


CREATE INDEX policies_opinion_department_id_2f9dbdc8 ON public.policies_opinion USING btree (department_id);


CREATE INDEX policies_opinion_given_by_id_4048cc52 ON public.policies_opinion USING btree (given_by_id);


CREATE INDEX policies_paper_application_id_a7dedfff ON public.policies_paper USING btree (application_id);


CREATE INDEX policies_paper_file_id_d4d510ce ON public.policies_paper USING btree (file_id);


CREATE INDEX policies_paper_given_by_id_0a80fd4d ON public.policies_paper USING btree (given_by_id);


CREATE INDEX policies_payment_payee_id_136f9580 ON public.policies_payment USING btree (payee_id);


CREATE INDEX policies_petition_department_id_bc8b1550 ON public.policies_petition USING btree (department_id);


CREATE INDEX policies_petition_evidence_id_eef06274 ON public.policies_petition USING btree (evidence_id);


CREATE INDEX policies_petition_handled_by_id_ea80b818 ON public.policies_petition USING btree (handled_by_id);


CREATE INDEX policies_petition_notice_id_d84ba312 ON public.policies_petition USING btree (notice_id);


CREATE INDEX policies_petition_number_a84f7283_like ON public.policies_petition USING btree (number varchar_pattern_ops);


CREATE INDEX policies_policy_co_departments_party_id_7eb80328 ON public.policies_policy_co_departments USING btree (party_id);


CREATE INDEX policies_policy_co_departments_policy_id_ef2ca72a ON public.policies_policy_co_departments USING btree (policy_id);


CREATE INDEX policies_policy_code_9d05f00a_like ON public.policies_policy USING btree (code varchar_pattern_ops);


CREATE INDEX policies_policy_lead_department_id_03be02fd ON public.policies_policy USING btree (lead_department_id);


CREATE INDEX policies_score_application_id_4f296ab1 ON public.policies_score USING btree (application_id);


CREATE INDEX policies_score_named_by_id_ce1029e3 ON public.policies_score USING btree (named_by_id);


CREATE INDEX policies_score_reviewer_id_7efbe33e ON public.policies_score USING btree (reviewer_id);


CREATE INDEX policies_silentline_grant_id_58c14535 ON public.policies_silentline USING btree (grant_id);


CREATE INDEX policies_silentline_silent_list_id_ca21ecb9 ON public.policies_silentline USING btree (silent_list_id);


CREATE INDEX policies_silentlist_decision_id_66d8e293 ON public.policies_silentlist USING btree (decision_id);


CREATE INDEX policies_silentlist_published_by_id_503b10df ON public.policies_silentlist USING btree (published_by_id);


CREATE INDEX policies_slice_batch_id_c0e27dba ON public.policies_slice USING btree (batch_id);


CREATE INDEX policies_sourcekey_issued_by_id_106dfc03 ON public.policies_sourcekey USING btree (issued_by_id);


CREATE INDEX policies_sourcekey_name_2262302e_like ON public.policies_sourcekey USING btree (name varchar_pattern_ops);


CREATE INDEX policies_statementline_statement_id_58f72e02 ON public.policies_statementline USING btree (statement_id);


CREATE INDEX policies_subscription_enterprise_id_713e8512 ON public.policies_subscription USING btree (enterprise_id);


CREATE INDEX policies_subscription_policy_id_80b06f5a ON public.policies_subscription USING btree (policy_id);


CREATE INDEX policies_subscription_user_id_0ebd6ecd ON public.policies_subscription USING btree (user_id);


CREATE INDEX policies_telling_match_id_8a6361f0 ON public.policies_telling USING btree (match_id);


CREATE INDEX policies_telling_policy_id_75211541 ON public.policies_telling USING btree (policy_id);


CREATE INDEX policies_telling_user_id_7e1a0f13 ON public.policies_telling USING btree (user_id);


CREATE INDEX policies_transfer_source_id_d41a204e ON public.policies_transfer USING btree (source_id);


CREATE INDEX policies_version_budget_line_id_0d548929 ON public.policies_version USING btree (budget_line_id);


CREATE INDEX policies_version_policy_id_8102a317 ON public.policies_version USING btree (policy_id);


CREATE INDEX policies_version_published_by_id_e0ab1524 ON public.policies_version USING btree (published_by_id);


CREATE INDEX professionals_by_certificate ON public.marketplace_professional USING btree (certificate_number) WHERE (ended_on IS NULL);


CREATE INDEX referenceindex_source_object ON public.wagtailcore_referenceindex USING btree (base_content_type_id, object_id);


CREATE INDEX referenceindex_target_object ON public.wagtailcore_referenceindex USING btree (to_content_type_id, to_object_id);


CREATE INDEX releases_by_moment ON public.marketplace_release USING btree (happened_at);


CREATE INDEX statement_lines_of_an_attempt ON public.policies_statementline USING btree (end_to_end_id);


CREATE INDEX sums_by_first_value ON public.marketplace_savingssum USING btree (is_year, dimension, other, key, month);


CREATE INDEX sums_by_second_value ON public.marketplace_savingssum USING btree (is_year, dimension, other, other_key, month);


CREATE INDEX taggit_tag_name_58eb2ed9_like ON public.taggit_tag USING btree (name varchar_pattern_ops);


CREATE INDEX taggit_tag_slug_6be58b2c_like ON public.taggit_tag USING btree (slug varchar_pattern_ops);


CREATE INDEX taggit_tagg_content_8fc721_idx ON public.taggit_taggeditem USING btree (content_type_id, object_id);


CREATE INDEX taggit_taggeditem_content_type_id_9957a03c ON public.taggit_taggeditem USING btree (content_type_id);


CREATE INDEX taggit_taggeditem_object_id_e2d7d1df ON public.taggit_taggeditem USING btree (object_id);


CREATE INDEX taggit_taggeditem_tag_id_f4f5b767 ON public.taggit_taggeditem USING btree (tag_id);


CREATE INDEX trades_by_kind_and_day ON public.marketplace_traderecord USING btree (kind, closed_on);


CREATE INDEX transfers_about_a_thing ON public.policies_transfer USING btree (about);


CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY ((ARRAY['totp'::character varying, 'recovery_codes'::character varying])::text[]));


CREATE UNIQUE INDEX unique_in_progress_workflow ON public.wagtailcore_workflowstate USING btree (base_content_type_id, object_id) WHERE ((status)::text = ANY ((ARRAY['in_progress'::character varying, 'needs_changes'::character varying])::text[]));


CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";


CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;


CREATE INDEX wagtailadmi_content_717955_idx ON public.wagtailadmin_editingsession USING btree (content_type_id, object_id);


CREATE INDEX wagtailadmin_editingsession_content_type_id_4df7730e ON public.wagtailadmin_editingsession USING btree (content_type_id);


CREATE INDEX wagtailadmin_editingsession_user_id_6e1a9b70 ON public.wagtailadmin_editingsession USING btree (user_id);


CREATE INDEX wagtailadmin_formstate_content_type_id_e32438b3 ON public.wagtailadmin_formstate USING btree (content_type_id);


CREATE INDEX wagtailadmin_formstate_user_id_b910adc2 ON public.wagtailadmin_formstate USING btree (user_id);


CREATE INDEX wagtailcore_collection_path_d848dc19_like ON public.wagtailcore_collection USING btree (path varchar_pattern_ops);


CREATE INDEX wagtailcore_collectionview_collectionviewrestriction__47320efd ON public.wagtailcore_collectionviewrestriction_groups USING btree (collectionviewrestriction_id);


CREATE INDEX wagtailcore_collectionviewrestriction_collection_id_761908ec ON public.wagtailcore_collectionviewrestriction USING btree (collection_id);


CREATE INDEX wagtailcore_collectionviewrestriction_groups_group_id_1823f2a3 ON public.wagtailcore_collectionviewrestriction_groups USING btree (group_id);


CREATE INDEX wagtailcore_comment_page_id_108444b5 ON public.wagtailcore_comment USING btree (page_id);


CREATE INDEX wagtailcore_comment_resolved_by_id_a282aa0e ON public.wagtailcore_comment USING btree (resolved_by_id);


CREATE INDEX wagtailcore_comment_revision_created_id_1d058279 ON public.wagtailcore_comment USING btree (revision_created_id);


CREATE INDEX wagtailcore_comment_user_id_0c577ca6 ON public.wagtailcore_comment USING btree (user_id);


CREATE INDEX wagtailcore_commentreply_comment_id_afc7e027 ON public.wagtailcore_commentreply USING btree (comment_id);


CREATE INDEX wagtailcore_commentreply_user_id_d0b3b9c3 ON public.wagtailcore_commentreply USING btree (user_id);


CREATE INDEX wagtailcore_groupapprovalt_groupapprovaltask_id_9a9255ea ON public.wagtailcore_groupapprovaltask_groups USING btree (groupapprovaltask_id);


CREATE INDEX wagtailcore_groupapprovaltask_groups_group_id_2e64b61f ON public.wagtailcore_groupapprovaltask_groups USING btree (group_id);


CREATE INDEX wagtailcore_groupcollectionpermission_collection_id_5423575a ON public.wagtailcore_groupcollectionpermission USING btree (collection_id);


CREATE INDEX wagtailcore_groupcollectionpermission_group_id_05d61460 ON public.wagtailcore_groupcollectionpermission USING btree (group_id);


CREATE INDEX wagtailcore_groupcollectionpermission_permission_id_1b626275 ON public.wagtailcore_groupcollectionpermission USING btree (permission_id);


CREATE INDEX wagtailcore_grouppagepermission_group_id_fc07e671 ON public.wagtailcore_grouppagepermission USING btree (group_id);


CREATE INDEX wagtailcore_grouppagepermission_page_id_710b114a ON public.wagtailcore_grouppagepermission USING btree (page_id);


CREATE INDEX wagtailcore_grouppagepermission_permission_id_05acb22e ON public.wagtailcore_grouppagepermission USING btree (permission_id);


CREATE INDEX wagtailcore_groupsitepermission_group_id_e5cdbee4 ON public.wagtailcore_groupsitepermission USING btree (group_id);


CREATE INDEX wagtailcore_groupsitepermission_permission_id_459b1f38 ON public.wagtailcore_groupsitepermission USING btree (permission_id);


CREATE INDEX wagtailcore_groupsitepermission_site_id_245de488 ON public.wagtailcore_groupsitepermission USING btree (site_id);


CREATE INDEX wagtailcore_locale_language_code_03149338_like ON public.wagtailcore_locale USING btree (language_code varchar_pattern_ops);


CREATE INDEX wagtailcore_modellogentry_action_d2d856ee ON public.wagtailcore_modellogentry USING btree (action);


CREATE INDEX wagtailcore_modellogentry_action_d2d856ee_like ON public.wagtailcore_modellogentry USING btree (action varchar_pattern_ops);


CREATE INDEX wagtailcore_modellogentry_content_changed_8bc39742 ON public.wagtailcore_modellogentry USING btree (content_changed);


CREATE INDEX wagtailcore_modellogentry_content_type_id_68849e77 ON public.wagtailcore_modellogentry USING btree (content_type_id);


CREATE INDEX wagtailcore_modellogentry_object_id_e0e7d4ef ON public.wagtailcore_modellogentry USING btree (object_id);


CREATE INDEX wagtailcore_modellogentry_object_id_e0e7d4ef_like ON public.wagtailcore_modellogentry USING btree (object_id varchar_pattern_ops);


CREATE INDEX wagtailcore_modellogentry_revision_id_df6ca33a ON public.wagtailcore_modellogentry USING btree (revision_id);


CREATE INDEX wagtailcore_modellogentry_timestamp_9694521b ON public.wagtailcore_modellogentry USING btree ("timestamp");


CREATE INDEX wagtailcore_modellogentry_user_id_0278d1bf ON public.wagtailcore_modellogentry USING btree (user_id);


CREATE INDEX wagtailcore_page_alias_of_id_12945502 ON public.wagtailcore_page USING btree (alias_of_id);


CREATE INDEX wagtailcore_page_content_type_id_c28424df ON public.wagtailcore_page USING btree (content_type_id);


CREATE INDEX wagtailcore_page_first_published_at_2b5dd637 ON public.wagtailcore_page USING btree (first_published_at);


CREATE INDEX wagtailcore_page_latest_revision_id_e60fef51 ON public.wagtailcore_page USING btree (latest_revision_id);


CREATE INDEX wagtailcore_page_live_revision_id_930bd822 ON public.wagtailcore_page USING btree (live_revision_id);


CREATE INDEX wagtailcore_page_locale_id_3c7e30a6 ON public.wagtailcore_page USING btree (locale_id);


CREATE INDEX wagtailcore_page_locked_by_id_bcb86245 ON public.wagtailcore_page USING btree (locked_by_id);


CREATE INDEX wagtailcore_page_owner_id_fbf7c332 ON public.wagtailcore_page USING btree (owner_id);


CREATE INDEX wagtailcore_page_path_98eba2c8_like ON public.wagtailcore_page USING btree (path varchar_pattern_ops);


CREATE INDEX wagtailcore_page_slug_e7c11b8f ON public.wagtailcore_page USING btree (slug);


CREATE INDEX wagtailcore_page_slug_e7c11b8f_like ON public.wagtailcore_page USING btree (slug varchar_pattern_ops);


CREATE INDEX wagtailcore_pagelogentry_action_c2408198 ON public.wagtailcore_pagelogentry USING btree (action);


CREATE INDEX wagtailcore_pagelogentry_action_c2408198_like ON public.wagtailcore_pagelogentry USING btree (action varchar_pattern_ops);


CREATE INDEX wagtailcore_pagelogentry_content_changed_99f27ade ON public.wagtailcore_pagelogentry USING btree (content_changed);


CREATE INDEX wagtailcore_pagelogentry_content_type_id_74e7708a ON public.wagtailcore_pagelogentry USING btree (content_type_id);


CREATE INDEX wagtailcore_pagelogentry_page_id_8464e327 ON public.wagtailcore_pagelogentry USING btree (page_id);


CREATE INDEX wagtailcore_pagelogentry_revision_id_8043d103 ON public.wagtailcore_pagelogentry USING btree (revision_id);


CREATE INDEX wagtailcore_pagelogentry_timestamp_deb774c4 ON public.wagtailcore_pagelogentry USING btree ("timestamp");


CREATE INDEX wagtailcore_pagelogentry_user_id_604ccfd8 ON public.wagtailcore_pagelogentry USING btree (user_id);


CREATE INDEX wagtailcore_pagerevision_approved_go_live_at_e56afc67 ON public.wagtailcore_revision USING btree (approved_go_live_at);


CREATE INDEX wagtailcore_pagerevision_created_at_66954e3b ON public.wagtailcore_revision USING btree (created_at);


CREATE INDEX wagtailcore_pagerevision_user_id_2409d2f4 ON public.wagtailcore_revision USING btree (user_id);


CREATE INDEX wagtailcore_pagesubscription_page_id_a085e7a6 ON public.wagtailcore_pagesubscription USING btree (page_id);


CREATE INDEX wagtailcore_pagesubscription_user_id_89d7def9 ON public.wagtailcore_pagesubscription USING btree (user_id);


CREATE INDEX wagtailcore_pageviewrestri_pageviewrestriction_id_f147a99a ON public.wagtailcore_pageviewrestriction_groups USING btree (pageviewrestriction_id);


CREATE INDEX wagtailcore_pageviewrestriction_groups_group_id_6460f223 ON public.wagtailcore_pageviewrestriction_groups USING btree (group_id);


CREATE INDEX wagtailcore_pageviewrestriction_page_id_15a8bea6 ON public.wagtailcore_pageviewrestriction USING btree (page_id);


CREATE INDEX wagtailcore_referenceindex_base_content_type_id_313cf40f ON public.wagtailcore_referenceindex USING btree (base_content_type_id);


CREATE INDEX wagtailcore_referenceindex_content_type_id_766e0336 ON public.wagtailcore_referenceindex USING btree (content_type_id);


CREATE INDEX wagtailcore_referenceindex_to_content_type_id_93690bbd ON public.wagtailcore_referenceindex USING btree (to_content_type_id);


CREATE INDEX wagtailcore_revision_base_content_type_id_5b4ef7bd ON public.wagtailcore_revision USING btree (base_content_type_id);


CREATE INDEX wagtailcore_revision_content_type_id_c8cb69c0 ON public.wagtailcore_revision USING btree (content_type_id);


CREATE INDEX wagtailcore_site_hostname_96b20b46 ON public.wagtailcore_site USING btree (hostname);


CREATE INDEX wagtailcore_site_hostname_96b20b46_like ON public.wagtailcore_site USING btree (hostname varchar_pattern_ops);


CREATE INDEX wagtailcore_site_root_page_id_e02fb95c ON public.wagtailcore_site USING btree (root_page_id);


CREATE INDEX wagtailcore_task_content_type_id_249ab8ba ON public.wagtailcore_task USING btree (content_type_id);


CREATE INDEX wagtailcore_taskstate_content_type_id_0a758fdc ON public.wagtailcore_taskstate USING btree (content_type_id);


CREATE INDEX wagtailcore_taskstate_finished_by_id_13f98229 ON public.wagtailcore_taskstate USING btree (finished_by_id);


CREATE INDEX wagtailcore_taskstate_page_revision_id_9f52c88e ON public.wagtailcore_taskstate USING btree (revision_id);


CREATE INDEX wagtailcore_taskstate_task_id_c3677c34 ON public.wagtailcore_taskstate USING btree (task_id);


CREATE INDEX wagtailcore_taskstate_workflow_state_id_9239a775 ON public.wagtailcore_taskstate USING btree (workflow_state_id);


CREATE INDEX wagtailcore_uploadedfile_for_content_type_id_b0fc87b2 ON public.wagtailcore_uploadedfile USING btree (for_content_type_id);


CREATE INDEX wagtailcore_uploadedfile_uploaded_by_user_id_c7580fe8 ON public.wagtailcore_uploadedfile USING btree (uploaded_by_user_id);


CREATE INDEX wagtailcore_uuid_06a44d_idx ON public.wagtailcore_pagelogentry USING btree (uuid, action, "timestamp" DESC);


CREATE INDEX wagtailcore_uuid_d6363b_idx ON public.wagtailcore_modellogentry USING btree (uuid, action, "timestamp" DESC);


CREATE INDEX wagtailcore_workflowcontenttype_workflow_id_9aad7cd2 ON public.wagtailcore_workflowcontenttype USING btree (workflow_id);


CREATE INDEX wagtailcore_workflowpage_workflow_id_56f56ff6 ON public.wagtailcore_workflowpage USING btree (workflow_id);


CREATE INDEX wagtailcore_workflowstate_base_content_type_id_a30dc576 ON public.wagtailcore_workflowstate USING btree (base_content_type_id);


CREATE INDEX wagtailcore_workflowstate_content_type_id_2bb78ce1 ON public.wagtailcore_workflowstate USING btree (content_type_id);


CREATE INDEX wagtailcore_workflowstate_requested_by_id_4090bca3 ON public.wagtailcore_workflowstate USING btree (requested_by_id);


CREATE INDEX wagtailcore_workflowstate_workflow_id_1f18378f ON public.wagtailcore_workflowstate USING btree (workflow_id);


CREATE INDEX wagtailcore_workflowtask_task_id_ce7716fe ON public.wagtailcore_workflowtask USING btree (task_id);


CREATE INDEX wagtailcore_workflowtask_workflow_id_b9717175 ON public.wagtailcore_workflowtask USING btree (workflow_id);


CREATE INDEX wagtaildocs_document_collection_id_23881625 ON public.wagtaildocs_document USING btree (collection_id);


CREATE INDEX wagtaildocs_document_uploaded_by_user_id_17258b41 ON public.wagtaildocs_document USING btree (uploaded_by_user_id);


CREATE INDEX wagtailembeds_embed_cache_until_26c94bb0 ON public.wagtailembeds_embed USING btree (cache_until);


CREATE INDEX wagtailembeds_embed_hash_c9bd8c9a_like ON public.wagtailembeds_embed USING btree (hash varchar_pattern_ops);


CREATE INDEX wagtailforms_formsubmission_page_id_e48e93e7 ON public.wagtailforms_formsubmission USING btree (page_id);


CREATE INDEX wagtailimages_image_collection_id_c2f8af7e ON public.wagtailimages_image USING btree (collection_id);


CREATE INDEX wagtailimages_image_created_at_86fa6cd4 ON public.wagtailimages_image USING btree (created_at);


CREATE INDEX wagtailimages_image_file_hash_fb5bbb23 ON public.wagtailimages_image USING btree (file_hash);


CREATE INDEX wagtailimages_image_file_hash_fb5bbb23_like ON public.wagtailimages_image USING btree (file_hash varchar_pattern_ops);


CREATE INDEX wagtailimages_image_uploaded_by_user_id_5d73dc75 ON public.wagtailimages_image USING btree (uploaded_by_user_id);


CREATE INDEX wagtailimages_rendition_filter_spec_1cba3201 ON public.wagtailimages_rendition USING btree (filter_spec);


CREATE INDEX wagtailimages_rendition_filter_spec_1cba3201_like ON public.wagtailimages_rendition USING btree (filter_spec varchar_pattern_ops);


CREATE INDEX wagtailimages_rendition_image_id_3e1fd774 ON public.wagtailimages_rendition USING btree (image_id);


CREATE INDEX wagtailredirects_redirect_old_path_bb35247b ON public.wagtailredirects_redirect USING btree (old_path);


CREATE INDEX wagtailredirects_redirect_old_path_bb35247b_like ON public.wagtailredirects_redirect USING btree (old_path varchar_pattern_ops);


CREATE INDEX wagtailredirects_redirect_redirect_page_id_b5728a8f ON public.wagtailredirects_redirect USING btree (redirect_page_id);


CREATE INDEX wagtailredirects_redirect_site_id_780a0e1e ON public.wagtailredirects_redirect USING btree (site_id);


CREATE INDEX wagtailsear_autocom_476c89_gin ON public.wagtailsearch_indexentry USING gin (autocomplete);


CREATE INDEX wagtailsear_body_90c85d_gin ON public.wagtailsearch_indexentry USING gin (body);


CREATE INDEX wagtailsear_title_9caae0_gin ON public.wagtailsearch_indexentry USING gin (title);


CREATE INDEX wagtailsearch_indexentry_content_type_id_62ed694f ON public.wagtailsearch_indexentry USING btree (content_type_id);


CREATE INDEX workflowstate_base_ct_id_idx ON public.wagtailcore_workflowstate USING btree (base_content_type_id, object_id);


CREATE INDEX workflowstate_ct_id_idx ON public.wagtailcore_workflowstate USING btree (content_type_id, object_id);


CREATE OR REPLACE VIEW public.policies_ledger_check AS
 SELECT ( SELECT COALESCE(sum(policies_account.balance_fen), (0)::numeric) AS "coalesce"
           FROM public.policies_account) AS total,
    ( SELECT count(*) AS count
           FROM public.policies_account a
          WHERE ((a.balance_fen)::numeric <> ( SELECT COALESCE(sum(e.delta_fen), (0)::numeric) AS "coalesce"
                   FROM public.policies_entry e
                  WHERE (e.account_id = a.id)))) AS bad_fold,
    ( SELECT count(*) AS count
           FROM ( SELECT t.id
                   FROM (public.policies_transfer t
                     LEFT JOIN public.policies_entry e ON ((e.transfer_id = t.id)))
                  GROUP BY t.id
                 HAVING ((count(e.id) <> 2) OR (sum(e.delta_fen) <> (0)::numeric) OR (sum(e.delta_fen) FILTER (WHERE (e.account_id = t.target_id)) IS DISTINCT FROM (t.amount_fen)::numeric) OR (sum(e.delta_fen) FILTER (WHERE (e.account_id = t.source_id)) IS DISTINCT FROM ((- t.amount_fen))::numeric))) p) AS bad_pairs,
    ( SELECT count(*) AS count
           FROM ( SELECT (policies_entry.balance_after_fen - policies_entry.delta_fen) AS before,
                    policies_entry.version,
                    row_number() OVER w AS place,
                    lag(policies_entry.balance_after_fen, 1, (0)::bigint) OVER w AS previous
                   FROM public.policies_entry
                  WINDOW w AS (PARTITION BY policies_entry.account_id ORDER BY policies_entry.version)) c
          WHERE ((c.before <> c.previous) OR (c.version <> c.place))) AS bad_chain,
    ( SELECT count(*) AS count
           FROM public.policies_account
          WHERE ((policies_account.balance_fen < 0) AND ((policies_account.kind)::text <> ALL ((ARRAY['appropriated'::character varying, 'unexplained'::character varying])::text[])))) AS negative,
    ( SELECT count(*) AS count
           FROM (public.policies_transfer r
             JOIN public.policies_transfer t ON ((t.id = r.reversal_of_id)))
          WHERE ((r.source_id <> t.target_id) OR (r.target_id <> t.source_id) OR (r.amount_fen <> t.amount_fen))) AS bad_reversal;


CREATE TRIGGER pgtrigger_account_balance_is_a_fold_01d00 BEFORE UPDATE ON public.policies_account FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_account_balance_is_a_fold_01d00();


COMMENT ON TRIGGER pgtrigger_account_balance_is_a_fold_01d00 ON public.policies_account IS '2267bbeb3a544161b7bef657e546884cb138da51';


CREATE TRIGGER pgtrigger_account_is_kept_f4825 BEFORE DELETE ON public.policies_account FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_account_is_kept_f4825();


COMMENT ON TRIGGER pgtrigger_account_is_kept_f4825 ON public.policies_account IS '8d6999ed8e0cbe8eac3d842a35e187a7b7b29328';


CREATE TRIGGER pgtrigger_account_opens_empty_0b2ff BEFORE INSERT ON public.policies_account FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_account_opens_empty_0b2ff();


COMMENT ON TRIGGER pgtrigger_account_opens_empty_0b2ff ON public.policies_account IS '09b83bc32e7c61214cca230f554eb3c12ba39e61';


CREATE TRIGGER pgtrigger_amendment_append_only_5d9c1 BEFORE DELETE OR UPDATE ON public.marketplace_amendment FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_amendment_append_only_5d9c1();


COMMENT ON TRIGGER pgtrigger_amendment_append_only_5d9c1 ON public.marketplace_amendment IS '26c06dc92252c2bbd8306be74cbe6e926fc794b3';


CREATE TRIGGER pgtrigger_amendment_no_truncate_69d98 BEFORE TRUNCATE ON public.marketplace_amendment FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_amendment_no_truncate_69d98();


COMMENT ON TRIGGER pgtrigger_amendment_no_truncate_69d98 ON public.marketplace_amendment IS 'd92a2417cc9369d52029613a3a5d2ad7a31948d2';


CREATE TRIGGER pgtrigger_approval_append_only_b2e3e BEFORE DELETE OR UPDATE ON public.policies_approval FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_approval_append_only_b2e3e();


COMMENT ON TRIGGER pgtrigger_approval_append_only_b2e3e ON public.policies_approval IS '09c8732a7ed52361179915912967ec6ef1689dfd';


CREATE TRIGGER pgtrigger_approval_no_truncate_30fad BEFORE TRUNCATE ON public.policies_approval FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_approval_no_truncate_30fad();


COMMENT ON TRIGGER pgtrigger_approval_no_truncate_30fad ON public.policies_approval IS '7e2841b6ad91445e863436b091e211f0c88857d3';


CREATE TRIGGER pgtrigger_attempt_is_kept_52c49 BEFORE DELETE ON public.policies_attempt FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_attempt_is_kept_52c49();


COMMENT ON TRIGGER pgtrigger_attempt_is_kept_52c49 ON public.policies_attempt IS 'e29002bb976fa2387bd120ef5343a46943ae68ca';


CREATE TRIGGER pgtrigger_attempt_moves_1e971 BEFORE UPDATE ON public.policies_attempt FOR EACH ROW WHEN ((((old.state)::text <> (new.state)::text) AND (((((((((((((((((((old.state)::text <> 'accepted'::text) OR ((new.state)::text <> 'manual_review'::text)) AND (((old.state)::text <> 'accepted'::text) OR ((new.state)::text <> 'settled'::text))) AND (((old.state)::text <> 'accepted'::text) OR ((new.state)::text <> 'unknown'::text))) AND (((old.state)::text <> 'manual_review'::text) OR ((new.state)::text <> 'rejected'::text))) AND (((old.state)::text <> 'manual_review'::text) OR ((new.state)::text <> 'settled'::text))) AND (((old.state)::text <> 'queued'::text) OR ((new.state)::text <> 'cancelled'::text))) AND (((old.state)::text <> 'queued'::text) OR ((new.state)::text <> 'submitting'::text))) AND (((old.state)::text <> 'rejected'::text) OR ((new.state)::text <> 'settled'::text))) AND (((old.state)::text <> 'settled'::text) OR ((new.state)::text <> 'returned'::text))) AND (((old.state)::text <> 'submitting'::text) OR ((new.state)::text <> 'accepted'::text))) AND (((old.state)::text <> 'submitting'::text) OR ((new.state)::text <> 'rejected'::text))) AND (((old.state)::text <> 'submitting'::text) OR ((new.state)::text <> 'settled'::text))) AND (((old.state)::text <> 'submitting'::text) OR ((new.state)::text <> 'unknown'::text))) AND (((old.state)::text <> 'unknown'::text) OR ((new.state)::text <> 'accepted'::text))) AND (((old.state)::text <> 'unknown'::text) OR ((new.state)::text <> 'manual_review'::text))) AND (((old.state)::text <> 'unknown'::text) OR ((new.state)::text <> 'rejected'::text))) AND (((old.state)::text <> 'unknown'::text) OR ((new.state)::text <> 'settled'::text))))) EXECUTE FUNCTION public.pgtrigger_attempt_moves_1e971();


COMMENT ON TRIGGER pgtrigger_attempt_moves_1e971 ON public.policies_attempt IS 'af525a4f6503aa7a09549addbc3bca64d29d2f74';


CREATE TRIGGER pgtrigger_auction_move_append_only_e3278 BEFORE DELETE OR UPDATE ON public.marketplace_auctionmove FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_auction_move_append_only_e3278();


COMMENT ON TRIGGER pgtrigger_auction_move_append_only_e3278 ON public.marketplace_auctionmove IS '064ab0cb5d319da99118fa5602a7b8601b868121';


CREATE TRIGGER pgtrigger_auction_move_no_truncate_7f6bf BEFORE TRUNCATE ON public.marketplace_auctionmove FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_auction_move_no_truncate_7f6bf();


COMMENT ON TRIGGER pgtrigger_auction_move_no_truncate_7f6bf ON public.marketplace_auctionmove IS 'fad8890075d831363a36282d191836ead445fe99';


CREATE TRIGGER pgtrigger_award_record_append_only_644f9 BEFORE DELETE OR UPDATE ON public.policies_awardrecord FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_award_record_append_only_644f9();


COMMENT ON TRIGGER pgtrigger_award_record_append_only_644f9 ON public.policies_awardrecord IS '1794df53225e8abb8e6efb4ee79f63082cb58f7d';


CREATE TRIGGER pgtrigger_award_record_no_truncate_4ca7f BEFORE TRUNCATE ON public.policies_awardrecord FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_award_record_no_truncate_4ca7f();


COMMENT ON TRIGGER pgtrigger_award_record_no_truncate_4ca7f ON public.policies_awardrecord IS 'e5c0cf473d9071662bebd799a374bdfc493f5607';


CREATE TRIGGER pgtrigger_award_revocation_append_only_fe3a3 BEFORE DELETE OR UPDATE ON public.policies_awardrevocation FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_award_revocation_append_only_fe3a3();


COMMENT ON TRIGGER pgtrigger_award_revocation_append_only_fe3a3 ON public.policies_awardrevocation IS '071a7bab2dea63552fdb536d8b226e14f9c38aa7';


CREATE TRIGGER pgtrigger_award_revocation_no_truncate_b5a4b BEFORE TRUNCATE ON public.policies_awardrevocation FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_award_revocation_no_truncate_b5a4b();


COMMENT ON TRIGGER pgtrigger_award_revocation_no_truncate_b5a4b ON public.policies_awardrevocation IS '46786209946534219a2909fa23d1ad795d876c46';


CREATE TRIGGER pgtrigger_bank_notice_append_only_d4bcf BEFORE DELETE OR UPDATE ON public.policies_banknotice FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_bank_notice_append_only_d4bcf();


COMMENT ON TRIGGER pgtrigger_bank_notice_append_only_d4bcf ON public.policies_banknotice IS 'a2371a01be7e684639e7d2526e2b1dc27f761df8';


CREATE TRIGGER pgtrigger_bank_notice_no_truncate_3db28 BEFORE TRUNCATE ON public.policies_banknotice FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_bank_notice_no_truncate_3db28();


COMMENT ON TRIGGER pgtrigger_bank_notice_no_truncate_3db28 ON public.policies_banknotice IS '20697dee008f139aed4aad45d99db23f3e3f8c44';


CREATE TRIGGER pgtrigger_brought_statement_is_fixed_2de7d BEFORE UPDATE ON public.policies_broughtstatement FOR EACH ROW WHEN (((((((old.bank_account)::text IS DISTINCT FROM (new.bank_account)::text) OR (old.date IS DISTINCT FROM new.date)) OR ((old.content_hash)::text IS DISTINCT FROM (new.content_hash)::text)) OR (old.body IS DISTINCT FROM new.body)) OR (old.brought_by_id IS DISTINCT FROM new.brought_by_id))) EXECUTE FUNCTION public.pgtrigger_brought_statement_is_fixed_2de7d();


COMMENT ON TRIGGER pgtrigger_brought_statement_is_fixed_2de7d ON public.policies_broughtstatement IS '3703d023feb7a6b3bfce0dc4a07436eebcf246be';


CREATE TRIGGER pgtrigger_brought_statement_is_kept_d64af BEFORE DELETE ON public.policies_broughtstatement FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_brought_statement_is_kept_d64af();


COMMENT ON TRIGGER pgtrigger_brought_statement_is_kept_d64af ON public.policies_broughtstatement IS '7a15c2e8535e4392fe11b3270359d9f88ac50664';


CREATE TRIGGER pgtrigger_brought_statement_moves_c2603 BEFORE UPDATE ON public.policies_broughtstatement FOR EACH ROW WHEN ((((old.state)::text <> (new.state)::text) AND ((((old.state)::text <> 'brought'::text) OR ((new.state)::text <> 'confirmed'::text)) AND (((old.state)::text <> 'brought'::text) OR ((new.state)::text <> 'declined'::text))))) EXECUTE FUNCTION public.pgtrigger_brought_statement_moves_c2603();


COMMENT ON TRIGGER pgtrigger_brought_statement_moves_c2603 ON public.policies_broughtstatement IS '43b6b31aa5f4dbf77a91fa0234640b66012a8d4e';


CREATE TRIGGER pgtrigger_choice_append_only_223e6 BEFORE DELETE OR UPDATE ON public.marketplace_choice FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_choice_append_only_223e6();


COMMENT ON TRIGGER pgtrigger_choice_append_only_223e6 ON public.marketplace_choice IS '66a4ea231fc822722df68af16205f4e052487ec8';


CREATE TRIGGER pgtrigger_choice_no_truncate_28fc8 BEFORE TRUNCATE ON public.marketplace_choice FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_choice_no_truncate_28fc8();


COMMENT ON TRIGGER pgtrigger_choice_no_truncate_28fc8 ON public.marketplace_choice IS '0139c98270474cf36ba16fc277747220211061de';


CREATE TRIGGER pgtrigger_contact_append_only_782a9 BEFORE DELETE OR UPDATE ON public.policies_contact FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_contact_append_only_782a9();


COMMENT ON TRIGGER pgtrigger_contact_append_only_782a9 ON public.policies_contact IS 'f942a282d98e08740fac832c68fa1321c7d63ed2';


CREATE TRIGGER pgtrigger_contact_no_truncate_a9b01 BEFORE TRUNCATE ON public.policies_contact FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_contact_no_truncate_a9b01();


COMMENT ON TRIGGER pgtrigger_contact_no_truncate_a9b01 ON public.policies_contact IS 'd2a36f13630c32b24f97c4f5c329bd8fdb27c18c';


CREATE TRIGGER pgtrigger_correction_append_only_1179a BEFORE DELETE OR UPDATE ON public.policies_correction FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_correction_append_only_1179a();


COMMENT ON TRIGGER pgtrigger_correction_append_only_1179a ON public.policies_correction IS 'b7104cc49b588cf59d34b80c50467aedad8ac0a5';


CREATE TRIGGER pgtrigger_correction_no_truncate_d916a BEFORE TRUNCATE ON public.policies_correction FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_correction_no_truncate_d916a();


COMMENT ON TRIGGER pgtrigger_correction_no_truncate_d916a ON public.policies_correction IS '33916221fd5357684dd4f71b060d52c75a13f40e';


CREATE TRIGGER pgtrigger_day_close_append_only_3789f BEFORE DELETE OR UPDATE ON public.policies_dayclose FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_day_close_append_only_3789f();


COMMENT ON TRIGGER pgtrigger_day_close_append_only_3789f ON public.policies_dayclose IS 'cda625848043ad44553b603e1e6e3983d0174b49';


CREATE TRIGGER pgtrigger_day_close_no_truncate_6f698 BEFORE TRUNCATE ON public.policies_dayclose FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_day_close_no_truncate_6f698();


COMMENT ON TRIGGER pgtrigger_day_close_no_truncate_6f698 ON public.policies_dayclose IS '66996942c90fd49e53b11ef1ef81fbff681a5d92';


CREATE TRIGGER pgtrigger_entry_append_only_9ae5b BEFORE DELETE OR UPDATE ON public.policies_entry FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_entry_append_only_9ae5b();


COMMENT ON TRIGGER pgtrigger_entry_append_only_9ae5b ON public.policies_entry IS 'e48f74538de3edd25f2290f78ad96e7707e91177';


CREATE TRIGGER pgtrigger_entry_by_posting_97cb7 BEFORE INSERT ON public.policies_entry FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_entry_by_posting_97cb7();


COMMENT ON TRIGGER pgtrigger_entry_by_posting_97cb7 ON public.policies_entry IS '8b355588a71c9632c0bdd10c81ff6908e8582644';


CREATE TRIGGER pgtrigger_entry_no_truncate_ceb4a BEFORE TRUNCATE ON public.policies_entry FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_entry_no_truncate_ceb4a();


COMMENT ON TRIGGER pgtrigger_entry_no_truncate_ceb4a ON public.policies_entry IS '2743c01f73b8d3e67e400583e121fb452843f100';


CREATE TRIGGER pgtrigger_evaluation_append_only_50d27 BEFORE DELETE OR UPDATE ON public.marketplace_evaluation FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_evaluation_append_only_50d27();


COMMENT ON TRIGGER pgtrigger_evaluation_append_only_50d27 ON public.marketplace_evaluation IS 'd4e1c97ccce47c0020e7a0c6cf674599570e3241';


CREATE TRIGGER pgtrigger_evaluation_no_truncate_0c6f4 BEFORE TRUNCATE ON public.marketplace_evaluation FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_evaluation_no_truncate_0c6f4();


COMMENT ON TRIGGER pgtrigger_evaluation_no_truncate_0c6f4 ON public.marketplace_evaluation IS '3d8ee20175f4cba57c2c716936d8150ffafcec69';


CREATE TRIGGER pgtrigger_event_append_only_28c2e BEFORE DELETE OR UPDATE ON public.kernel_event FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_event_append_only_28c2e();


COMMENT ON TRIGGER pgtrigger_event_append_only_28c2e ON public.kernel_event IS 'c74e570d71b3238a71a4fd095cf4548b67b25712';


CREATE TRIGGER pgtrigger_event_no_truncate_1cdbe BEFORE TRUNCATE ON public.kernel_event FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_event_no_truncate_1cdbe();


COMMENT ON TRIGGER pgtrigger_event_no_truncate_1cdbe ON public.kernel_event IS '6328db61844b7a02540dde15ccbc15375dbde5c9';


CREATE TRIGGER pgtrigger_fact_append_only_b18b6 BEFORE DELETE OR UPDATE ON public.policies_fact FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_fact_append_only_b18b6();


COMMENT ON TRIGGER pgtrigger_fact_append_only_b18b6 ON public.policies_fact IS '951f4d1c328b00f9862919d273ce31c048796bf2';


CREATE TRIGGER pgtrigger_fact_becomes_current_5f778 AFTER INSERT ON public.policies_fact REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_fact_becomes_current_5f778();


COMMENT ON TRIGGER pgtrigger_fact_becomes_current_5f778 ON public.policies_fact IS '4a4d9652cc5963b50634a05e150c67dead93d112';


CREATE TRIGGER pgtrigger_fact_no_truncate_dbfa8 BEFORE TRUNCATE ON public.policies_fact FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_fact_no_truncate_dbfa8();


COMMENT ON TRIGGER pgtrigger_fact_no_truncate_dbfa8 ON public.policies_fact IS 'bf281259c22e898fbb2d575926e27dcbeebd24b9';


CREATE TRIGGER pgtrigger_match_append_only_e9702 BEFORE DELETE OR UPDATE ON public.policies_match FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_match_append_only_e9702();


COMMENT ON TRIGGER pgtrigger_match_append_only_e9702 ON public.policies_match IS '115daf4bb96a4f738f3dc93e741b7eb47d22747d';


CREATE TRIGGER pgtrigger_match_no_truncate_ab03b BEFORE TRUNCATE ON public.policies_match FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_match_no_truncate_ab03b();


COMMENT ON TRIGGER pgtrigger_match_no_truncate_ab03b ON public.policies_match IS 'a2c913e9384807f9375e912866673325406a8dde';


CREATE TRIGGER pgtrigger_named_payee_is_fixed_9268c BEFORE UPDATE ON public.policies_namedpayee FOR EACH ROW WHEN (((((old.policy_id IS DISTINCT FROM new.policy_id) OR ((old.who)::text IS DISTINCT FROM (new.who)::text)) OR (old.enterprise_id IS DISTINCT FROM new.enterprise_id)) OR (old.named_by_id IS DISTINCT FROM new.named_by_id))) EXECUTE FUNCTION public.pgtrigger_named_payee_is_fixed_9268c();


COMMENT ON TRIGGER pgtrigger_named_payee_is_fixed_9268c ON public.policies_namedpayee IS 'cb2372279a686691080d8cd5c40713bdf4501807';


CREATE TRIGGER pgtrigger_named_payee_is_kept_4b553 BEFORE DELETE ON public.policies_namedpayee FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_named_payee_is_kept_4b553();


COMMENT ON TRIGGER pgtrigger_named_payee_is_kept_4b553 ON public.policies_namedpayee IS '62a518c066ce41a77907eb8792c79f9b56f26f1d';


CREATE TRIGGER pgtrigger_named_person_is_fixed_bb9e1 BEFORE UPDATE ON public.policies_namedperson FOR EACH ROW WHEN (((((((((old.grant_id IS DISTINCT FROM new.grant_id) OR (old.name IS DISTINCT FROM new.name)) OR (old.identity IS DISTINCT FROM new.identity)) OR ((old.identity_hash)::text IS DISTINCT FROM (new.identity_hash)::text)) OR (old.number IS DISTINCT FROM new.number)) OR ((old.number_hash)::text IS DISTINCT FROM (new.number_hash)::text)) OR ((old.bank_name)::text IS DISTINCT FROM (new.bank_name)::text)) OR ((old.bank_code)::text IS DISTINCT FROM (new.bank_code)::text))) EXECUTE FUNCTION public.pgtrigger_named_person_is_fixed_bb9e1();


COMMENT ON TRIGGER pgtrigger_named_person_is_fixed_bb9e1 ON public.policies_namedperson IS '153289c0662674f6f44edcfbaf49c6a25f314faa';


CREATE TRIGGER pgtrigger_named_person_is_kept_7568b BEFORE DELETE ON public.policies_namedperson FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_named_person_is_kept_7568b();


COMMENT ON TRIGGER pgtrigger_named_person_is_kept_7568b ON public.policies_namedperson IS '0dafb217963c53f38c28f99b6202063a1cc571d1';


CREATE TRIGGER pgtrigger_notice_line_append_only_16bc5 BEFORE DELETE OR UPDATE ON public.policies_noticeline FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_notice_line_append_only_16bc5();


COMMENT ON TRIGGER pgtrigger_notice_line_append_only_16bc5 ON public.policies_noticeline IS '541f4ba2c869e06dbf631f29c1d90d2f49a8e444';


CREATE TRIGGER pgtrigger_notice_line_no_truncate_ad876 BEFORE TRUNCATE ON public.policies_noticeline FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_notice_line_no_truncate_ad876();


COMMENT ON TRIGGER pgtrigger_notice_line_no_truncate_ad876 ON public.policies_noticeline IS '561a0f964c26dde1eb73496756f8d147b52b9abd';


CREATE TRIGGER pgtrigger_opened_bid_append_only_e9ba7 BEFORE DELETE OR UPDATE ON public.marketplace_openedbid FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_opened_bid_append_only_e9ba7();


COMMENT ON TRIGGER pgtrigger_opened_bid_append_only_e9ba7 ON public.marketplace_openedbid IS '2070ae546d6f79fb09eb465e23eff2c68f0ab748';


CREATE TRIGGER pgtrigger_opened_bid_no_truncate_176b4 BEFORE TRUNCATE ON public.marketplace_openedbid FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_opened_bid_no_truncate_176b4();


COMMENT ON TRIGGER pgtrigger_opened_bid_no_truncate_176b4 ON public.marketplace_openedbid IS '7ee4cc9718dd83695053fa7a1134c6dad57dac57';


CREATE TRIGGER pgtrigger_opened_paper_append_only_f672d BEFORE DELETE OR UPDATE ON public.marketplace_openedpaper FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_opened_paper_append_only_f672d();


COMMENT ON TRIGGER pgtrigger_opened_paper_append_only_f672d ON public.marketplace_openedpaper IS '4198beeb8a4ca8e2f34dc89b18fbb15323e4a588';


CREATE TRIGGER pgtrigger_opened_paper_no_truncate_9064c BEFORE TRUNCATE ON public.marketplace_openedpaper FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_opened_paper_no_truncate_9064c();


COMMENT ON TRIGGER pgtrigger_opened_paper_no_truncate_9064c ON public.marketplace_openedpaper IS '82c4af4237ceb2402910a2dfabff55aa5ca7b0cd';


CREATE TRIGGER pgtrigger_opener_key_append_only_9c3a8 BEFORE DELETE OR UPDATE ON public.marketplace_openerkey FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_opener_key_append_only_9c3a8();


COMMENT ON TRIGGER pgtrigger_opener_key_append_only_9c3a8 ON public.marketplace_openerkey IS '75e1177a9df8f2d5f707c5f4a1c42d5bf0c9586f';


CREATE TRIGGER pgtrigger_opener_key_no_truncate_a39ed BEFORE TRUNCATE ON public.marketplace_openerkey FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_opener_key_no_truncate_a39ed();


COMMENT ON TRIGGER pgtrigger_opener_key_no_truncate_a39ed ON public.marketplace_openerkey IS '0e94b33b4e4b347e82fbe07f69918e1827d5b866';


CREATE TRIGGER pgtrigger_paper_append_only_d4e54 BEFORE DELETE OR UPDATE ON public.policies_paper FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_paper_append_only_d4e54();


COMMENT ON TRIGGER pgtrigger_paper_append_only_d4e54 ON public.policies_paper IS 'ab1869e4e532b7f9b5018d97b4dfb4238002c84a';


CREATE TRIGGER pgtrigger_paper_no_truncate_67a70 BEFORE TRUNCATE ON public.policies_paper FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_paper_no_truncate_67a70();


COMMENT ON TRIGGER pgtrigger_paper_no_truncate_67a70 ON public.policies_paper IS '5a47b1ce02b069f7840b7a171d1b56d4bd856de0';


CREATE TRIGGER pgtrigger_payment_content_is_fixed_4c3d3 BEFORE UPDATE ON public.policies_payment FOR EACH ROW WHEN (((((old.state)::text <> ALL ((ARRAY['drafted'::character varying, 'correcting'::character varying, 'held'::character varying])::text[])) AND ((((((((((((new.grant_id IS DISTINCT FROM old.grant_id) OR (new.instalment IS DISTINCT FROM old.instalment)) OR (new.payee_id IS DISTINCT FROM old.payee_id)) OR (new.is_personal IS DISTINCT FROM old.is_personal)) OR ((new.payee_name)::text IS DISTINCT FROM (old.payee_name)::text)) OR (new.account IS DISTINCT FROM old.account)) OR ((new.bank_code)::text IS DISTINCT FROM (old.bank_code)::text)) OR (new.person_id IS DISTINCT FROM old.person_id)) OR (new.amount IS DISTINCT FROM old.amount)) OR ((new.purpose)::text IS DISTINCT FROM (old.purpose)::text)) OR (new.line_id IS DISTINCT FROM old.line_id)) OR (new.sources IS DISTINCT FROM old.sources))) OR (((old.state)::text <> 'drafted'::text) AND ((((((((new.grant_id IS DISTINCT FROM old.grant_id) OR (new.instalment IS DISTINCT FROM old.instalment)) OR (new.payee_id IS DISTINCT FROM old.payee_id)) OR (new.is_personal IS DISTINCT FROM old.is_personal)) OR (new.amount IS DISTINCT FROM old.amount)) OR ((new.purpose)::text IS DISTINCT FROM (old.purpose)::text)) OR (new.line_id IS DISTINCT FROM old.line_id)) OR (new.sources IS DISTINCT FROM old.sources))))) EXECUTE FUNCTION public.pgtrigger_payment_content_is_fixed_4c3d3();


COMMENT ON TRIGGER pgtrigger_payment_content_is_fixed_4c3d3 ON public.policies_payment IS '6fcfc37edb9da83fdbb641332e92c1fa4e30a7ed';


CREATE TRIGGER pgtrigger_payment_is_kept_8ac79 BEFORE DELETE ON public.policies_payment FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_payment_is_kept_8ac79();


COMMENT ON TRIGGER pgtrigger_payment_is_kept_8ac79 ON public.policies_payment IS 'a1b12fce458948b0871402dc0b6caca7971f9ce5';


CREATE TRIGGER pgtrigger_payment_moves_b23c7 BEFORE UPDATE ON public.policies_payment FOR EACH ROW WHEN ((((old.state)::text <> (new.state)::text) AND ((((((((((((((((((((((((((((((((((((old.state)::text <> 'approved'::text) OR ((new.state)::text <> 'drafted'::text)) AND (((old.state)::text <> 'approved'::text) OR ((new.state)::text <> 'frozen'::text))) AND (((old.state)::text <> 'approved'::text) OR ((new.state)::text <> 'released'::text))) AND (((old.state)::text <> 'closed'::text) OR ((new.state)::text <> 'frozen'::text))) AND (((old.state)::text <> 'closed'::text) OR ((new.state)::text <> 'returned'::text))) AND (((old.state)::text <> 'correcting'::text) OR ((new.state)::text <> 'cancelled'::text))) AND (((old.state)::text <> 'correcting'::text) OR ((new.state)::text <> 'drafted'::text))) AND (((old.state)::text <> 'correcting'::text) OR ((new.state)::text <> 'frozen'::text))) AND (((old.state)::text <> 'drafted'::text) OR ((new.state)::text <> 'cancelled'::text))) AND (((old.state)::text <> 'drafted'::text) OR ((new.state)::text <> 'frozen'::text))) AND (((old.state)::text <> 'drafted'::text) OR ((new.state)::text <> 'held'::text))) AND (((old.state)::text <> 'drafted'::text) OR ((new.state)::text <> 'locked'::text))) AND (((old.state)::text <> 'failed'::text) OR ((new.state)::text <> 'correcting'::text))) AND (((old.state)::text <> 'failed'::text) OR ((new.state)::text <> 'drafted'::text))) AND (((old.state)::text <> 'failed'::text) OR ((new.state)::text <> 'frozen'::text))) AND (((old.state)::text <> 'frozen'::text) OR ((new.state)::text <> 'failed'::text))) AND (((old.state)::text <> 'frozen'::text) OR ((new.state)::text <> 'held'::text))) AND (((old.state)::text <> 'frozen'::text) OR ((new.state)::text <> 'released'::text))) AND (((old.state)::text <> 'frozen'::text) OR ((new.state)::text <> 'returned'::text))) AND (((old.state)::text <> 'frozen'::text) OR ((new.state)::text <> 'settled'::text))) AND (((old.state)::text <> 'held'::text) OR ((new.state)::text <> 'drafted'::text))) AND (((old.state)::text <> 'held'::text) OR ((new.state)::text <> 'frozen'::text))) AND (((old.state)::text <> 'locked'::text) OR ((new.state)::text <> 'approved'::text))) AND (((old.state)::text <> 'locked'::text) OR ((new.state)::text <> 'drafted'::text))) AND (((old.state)::text <> 'locked'::text) OR ((new.state)::text <> 'frozen'::text))) AND (((old.state)::text <> 'released'::text) OR ((new.state)::text <> 'failed'::text))) AND (((old.state)::text <> 'released'::text) OR ((new.state)::text <> 'frozen'::text))) AND (((old.state)::text <> 'released'::text) OR ((new.state)::text <> 'held'::text))) AND (((old.state)::text <> 'released'::text) OR ((new.state)::text <> 'settled'::text))) AND (((old.state)::text <> 'returned'::text) OR ((new.state)::text <> 'correcting'::text))) AND (((old.state)::text <> 'returned'::text) OR ((new.state)::text <> 'frozen'::text))) AND (((old.state)::text <> 'settled'::text) OR ((new.state)::text <> 'closed'::text))) AND (((old.state)::text <> 'settled'::text) OR ((new.state)::text <> 'frozen'::text))) AND (((old.state)::text <> 'settled'::text) OR ((new.state)::text <> 'returned'::text))))) EXECUTE FUNCTION public.pgtrigger_payment_moves_b23c7();


COMMENT ON TRIGGER pgtrigger_payment_moves_b23c7 ON public.policies_payment IS 'f64e5f10c66581a0151d3d787d58a7a75a5d5b17';


CREATE TRIGGER pgtrigger_price_judgement_append_only_70e2d BEFORE DELETE OR UPDATE ON public.marketplace_pricejudgement FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_price_judgement_append_only_70e2d();


COMMENT ON TRIGGER pgtrigger_price_judgement_append_only_70e2d ON public.marketplace_pricejudgement IS '10612946445e810c35c0feb4cd73f78120f0219d';


CREATE TRIGGER pgtrigger_price_judgement_no_truncate_261c9 BEFORE TRUNCATE ON public.marketplace_pricejudgement FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_price_judgement_no_truncate_261c9();


COMMENT ON TRIGGER pgtrigger_price_judgement_no_truncate_261c9 ON public.marketplace_pricejudgement IS 'cb9f49bddff96c4e7557bee2cc46290d9b90300b';


CREATE TRIGGER pgtrigger_refused_message_append_only_06e2a BEFORE DELETE OR UPDATE ON public.kernel_refusedmessage FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_refused_message_append_only_06e2a();


COMMENT ON TRIGGER pgtrigger_refused_message_append_only_06e2a ON public.kernel_refusedmessage IS '7b763bf9658611e2c62d8a4ed8abd97c8b43854c';


CREATE TRIGGER pgtrigger_refused_message_no_truncate_ce742 BEFORE TRUNCATE ON public.kernel_refusedmessage FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_refused_message_no_truncate_ce742();


COMMENT ON TRIGGER pgtrigger_refused_message_no_truncate_ce742 ON public.kernel_refusedmessage IS '9b77bb6cccc17b8ddd1b63fd807d37be61abfeab';


CREATE TRIGGER pgtrigger_release_append_only_ab114 BEFORE DELETE OR UPDATE ON public.marketplace_release FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_release_append_only_ab114();


COMMENT ON TRIGGER pgtrigger_release_append_only_ab114 ON public.marketplace_release IS '1a8944b768a3ed8c01242e9ec46608dcab0143e5';


CREATE TRIGGER pgtrigger_release_no_truncate_fb071 BEFORE TRUNCATE ON public.marketplace_release FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_release_no_truncate_fb071();


COMMENT ON TRIGGER pgtrigger_release_no_truncate_fb071 ON public.marketplace_release IS 'c285c7b09a35860310785eaa4813624529047a0e';


CREATE TRIGGER pgtrigger_score_sheet_append_only_b4b99 BEFORE DELETE OR UPDATE ON public.marketplace_scoresheet FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_score_sheet_append_only_b4b99();


COMMENT ON TRIGGER pgtrigger_score_sheet_append_only_b4b99 ON public.marketplace_scoresheet IS 'fdc17485a97f19ca6fbff44b04cd7e8c05198e0b';


CREATE TRIGGER pgtrigger_score_sheet_no_truncate_6525f BEFORE TRUNCATE ON public.marketplace_scoresheet FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_score_sheet_no_truncate_6525f();


COMMENT ON TRIGGER pgtrigger_score_sheet_no_truncate_6525f ON public.marketplace_scoresheet IS '133cfdf9259541b7ee91faaede5a635a3b579ca6';


CREATE TRIGGER pgtrigger_silent_line_append_only_a7ffe BEFORE DELETE OR UPDATE ON public.policies_silentline FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_silent_line_append_only_a7ffe();


COMMENT ON TRIGGER pgtrigger_silent_line_append_only_a7ffe ON public.policies_silentline IS '5cf19ff5dc5532d098969ddc635a04329636c67d';


CREATE TRIGGER pgtrigger_silent_line_no_truncate_25506 BEFORE TRUNCATE ON public.policies_silentline FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_silent_line_no_truncate_25506();


COMMENT ON TRIGGER pgtrigger_silent_line_no_truncate_25506 ON public.policies_silentline IS '9039ef7cf6e08e2b22e2d2892beabe3419750769';


CREATE TRIGGER pgtrigger_silent_list_append_only_aa30f BEFORE DELETE OR UPDATE ON public.policies_silentlist FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_silent_list_append_only_aa30f();


COMMENT ON TRIGGER pgtrigger_silent_list_append_only_aa30f ON public.policies_silentlist IS 'c8de4ababab15fbb8a7a609179774d5174909c1a';


CREATE TRIGGER pgtrigger_silent_list_no_truncate_a498d BEFORE TRUNCATE ON public.policies_silentlist FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_silent_list_no_truncate_a498d();


COMMENT ON TRIGGER pgtrigger_silent_list_no_truncate_a498d ON public.policies_silentlist IS 'c70cef654b206b8b7b26a70fc54887a58997f297';


CREATE TRIGGER pgtrigger_statement_append_only_a8d81 BEFORE DELETE OR UPDATE ON public.policies_statement FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_statement_append_only_a8d81();


COMMENT ON TRIGGER pgtrigger_statement_append_only_a8d81 ON public.policies_statement IS '2224970589bb541ba559563f6ce0e19767303570';


CREATE TRIGGER pgtrigger_statement_line_append_only_61afb BEFORE DELETE OR UPDATE ON public.policies_statementline FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_statement_line_append_only_61afb();


COMMENT ON TRIGGER pgtrigger_statement_line_append_only_61afb ON public.policies_statementline IS 'b234a5a7df50f5d830f40a3781d87d91c164394a';


CREATE TRIGGER pgtrigger_statement_line_no_truncate_a1b64 BEFORE TRUNCATE ON public.policies_statementline FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_statement_line_no_truncate_a1b64();


COMMENT ON TRIGGER pgtrigger_statement_line_no_truncate_a1b64 ON public.policies_statementline IS '13ad2b9871fdd4798ab49e815d7f97fb74df5839';


CREATE TRIGGER pgtrigger_statement_no_truncate_ce3bb BEFORE TRUNCATE ON public.policies_statement FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_statement_no_truncate_ce3bb();


COMMENT ON TRIGGER pgtrigger_statement_no_truncate_ce3bb ON public.policies_statement IS 'b686cbd3cfe28499c164b9995e0ed7e802a9826a';


CREATE TRIGGER pgtrigger_transfer_append_only_2f01b BEFORE DELETE OR UPDATE ON public.policies_transfer FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_transfer_append_only_2f01b();


COMMENT ON TRIGGER pgtrigger_transfer_append_only_2f01b ON public.policies_transfer IS '3572a88dce6c4fdfb8e32bbd83f24e0ec97ee865';


CREATE TRIGGER pgtrigger_transfer_no_truncate_701d7 BEFORE TRUNCATE ON public.policies_transfer FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_transfer_no_truncate_701d7();


COMMENT ON TRIGGER pgtrigger_transfer_no_truncate_701d7 ON public.policies_transfer IS '4ce6119aafd0faa4b6244fccc393830c9b19a4db';


CREATE TRIGGER pgtrigger_transfer_post_ec775 AFTER INSERT ON public.policies_transfer REFERENCING NEW TABLE AS posted FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_transfer_post_ec775();


COMMENT ON TRIGGER pgtrigger_transfer_post_ec775 ON public.policies_transfer IS '3eb7d580e7d8e3369d42ff22e5fde076b426ade0';


CREATE TRIGGER pgtrigger_version_is_frozen_49baa BEFORE UPDATE ON public.policies_version FOR EACH ROW WHEN (((old.id IS DISTINCT FROM new.id) OR (old.policy_id IS DISTINCT FROM new.policy_id) OR (old.number IS DISTINCT FROM new.number) OR ((old.title_zh)::text IS DISTINCT FROM (new.title_zh)::text) OR ((old.title_en)::text IS DISTINCT FROM (new.title_en)::text) OR (old.text IS DISTINCT FROM new.text) OR ((old.text_hash)::text IS DISTINCT FROM (new.text_hash)::text) OR (old.rule IS DISTINCT FROM new.rule) OR ((old.rule_hash)::text IS DISTINCT FROM (new.rule_hash)::text) OR (old.cases IS DISTINCT FROM new.cases) OR ((old.benefit_class)::text IS DISTINCT FROM (new.benefit_class)::text) OR ((old.level)::text IS DISTINCT FROM (new.level)::text) OR ((old.channel)::text IS DISTINCT FROM (new.channel)::text) OR (old.valid_from IS DISTINCT FROM new.valid_from) OR (old.last_day IS DISTINCT FROM new.last_day) OR (old.notice_days IS DISTINCT FROM new.notice_days) OR ((old.notice_unit)::text IS DISTINCT FROM (new.notice_unit)::text) OR (old.confirm_days IS DISTINCT FROM new.confirm_days) OR ((old.confirm_unit)::text IS DISTINCT FROM (new.confirm_unit)::text) OR ((old.lapse_rule)::text IS DISTINCT FROM (new.lapse_rule)::text) OR ((old."order")::text IS DISTINCT FROM (new."order")::text) OR (old.budget_line_id IS DISTINCT FROM new.budget_line_id) OR ((old.shortage_rule)::text IS DISTINCT FROM (new.shortage_rule)::text) OR ((old.exclusive_group)::text IS DISTINCT FROM (new.exclusive_group)::text) OR ((old.once_per)::text IS DISTINCT FROM (new.once_per)::text) OR (old.decide_days IS DISTINCT FROM new.decide_days) OR (old.apply_from IS DISTINCT FROM new.apply_from) OR (old.apply_until IS DISTINCT FROM new.apply_until) OR (old.evidence IS DISTINCT FROM new.evidence) OR (old.published_at IS DISTINCT FROM new.published_at) OR (old.published_by_id IS DISTINCT FROM new.published_by_id) OR (old.supersedes_id IS DISTINCT FROM new.supersedes_id))) EXECUTE FUNCTION public.pgtrigger_version_is_frozen_49baa();


COMMENT ON TRIGGER pgtrigger_version_is_frozen_49baa ON public.policies_version IS '40f26c5b447cd479d6e202a6680aad548d1f0fda';


CREATE TRIGGER pgtrigger_version_is_kept_8c125 BEFORE DELETE ON public.policies_version FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_version_is_kept_8c125();


COMMENT ON TRIGGER pgtrigger_version_is_kept_8c125 ON public.policies_version IS 'aae153c8deaf88cf8763f69fbe094de7904f6184';


CREATE TRIGGER pgtrigger_version_no_truncate_adde7 BEFORE TRUNCATE ON public.policies_version FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_version_no_truncate_adde7();


COMMENT ON TRIGGER pgtrigger_version_no_truncate_adde7 ON public.policies_version IS 'e5df95eebd9058dbc20dc8131a5bc7eec9baca83';


ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_kernel_user_id FOREIGN KEY (user_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.axes_accessattemptexpiration
    ADD CONSTRAINT axes_accessattemptex_access_attempt_id_6b73a47a_fk_axes_acce FOREIGN KEY (access_attempt_id) REFERENCES public.axes_accessattempt(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.django_celery_beat_periodictask
    ADD CONSTRAINT django_celery_beat_p_clocked_id_47a69f82_fk_django_ce FOREIGN KEY (clocked_id) REFERENCES public.django_celery_beat_clockedschedule(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.django_celery_beat_periodictask
    ADD CONSTRAINT django_celery_beat_p_crontab_id_d3cba168_fk_django_ce FOREIGN KEY (crontab_id) REFERENCES public.django_celery_beat_crontabschedule(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.django_celery_beat_periodictask
    ADD CONSTRAINT django_celery_beat_p_interval_id_a8ca27da_fk_django_ce FOREIGN KEY (interval_id) REFERENCES public.django_celery_beat_intervalschedule(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.django_celery_beat_periodictask
    ADD CONSTRAINT django_celery_beat_p_solar_id_a87ce72c_fk_django_ce FOREIGN KEY (solar_id) REFERENCES public.django_celery_beat_solarschedule(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.kernel_daychange
    ADD CONSTRAINT kernel_daychange_decided_by_id_bf94612c_fk_kernel_user_id FOREIGN KEY (decided_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.kernel_daychange
    ADD CONSTRAINT kernel_daychange_proposed_by_id_782f9ee7_fk_kernel_user_id FOREIGN KEY (proposed_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.kernel_errand
    ADD CONSTRAINT kernel_errand_event_id_615537d5_fk_kernel_event_id FOREIGN KEY (event_id) REFERENCES public.kernel_event(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.kernel_event
    ADD CONSTRAINT kernel_event_by_id_7d8aec8c_fk_kernel_user_id FOREIGN KEY (by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.kernel_export
    ADD CONSTRAINT kernel_export_by_id_a88bedc6_fk_kernel_user_id FOREIGN KEY (by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.kernel_export
    ADD CONSTRAINT kernel_export_job_id_6a22fae0_fk_kernel_job_id FOREIGN KEY (job_id) REFERENCES public.kernel_job(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.kernel_job
    ADD CONSTRAINT kernel_job_by_id_fbcb4381_fk_kernel_user_id FOREIGN KEY (by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.kernel_membership
    ADD CONSTRAINT kernel_membership_party_id_22be316a_fk_kernel_party_id FOREIGN KEY (party_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.kernel_membership
    ADD CONSTRAINT kernel_membership_proof_id_fcf1cbe3_fk_kernel_storedfile_id FOREIGN KEY (proof_id) REFERENCES public.kernel_storedfile(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.kernel_membership
    ADD CONSTRAINT kernel_membership_user_id_20a0e47a_fk_kernel_user_id FOREIGN KEY (user_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.kernel_message
    ADD CONSTRAINT kernel_message_party_id_e2cd2b62_fk_kernel_party_id FOREIGN KEY (party_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.kernel_message
    ADD CONSTRAINT kernel_message_user_id_ad6c2af1_fk_kernel_user_id FOREIGN KEY (user_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.kernel_storedfile
    ADD CONSTRAINT kernel_storedfile_party_id_41a7bd62_fk_kernel_party_id FOREIGN KEY (party_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.kernel_storedfile
    ADD CONSTRAINT kernel_storedfile_stored_by_id_5bc51ea2_fk_kernel_user_id FOREIGN KEY (stored_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.kernel_user_groups
    ADD CONSTRAINT kernel_user_groups_group_id_ba62c490_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.kernel_user_groups
    ADD CONSTRAINT kernel_user_groups_user_id_4c0ac2e9_fk_kernel_user_id FOREIGN KEY (user_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.kernel_user_user_permissions
    ADD CONSTRAINT kernel_user_user_per_permission_id_0a9527c4_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.kernel_user_user_permissions
    ADD CONSTRAINT kernel_user_user_permissions_user_id_8ea11596_fk_kernel_user_id FOREIGN KEY (user_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_admission
    ADD CONSTRAINT marketplace_admissio_agency_id_8ae6a2e4_fk_marketpla FOREIGN KEY (agency_id) REFERENCES public.marketplace_agency(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_admission
    ADD CONSTRAINT marketplace_admissio_service_type_id_11dccffa_fk_marketpla FOREIGN KEY (service_type_id) REFERENCES public.marketplace_servicetype(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_admission
    ADD CONSTRAINT marketplace_admission_decided_by_id_01e97b5c_fk_kernel_user_id FOREIGN KEY (decided_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_agency
    ADD CONSTRAINT marketplace_agency_party_id_e59bf2ab_fk_kernel_party_id FOREIGN KEY (party_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_agreedscore
    ADD CONSTRAINT marketplace_agreedsc_bid_id_96b023af_fk_marketpla FOREIGN KEY (bid_id) REFERENCES public.marketplace_openedbid(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_agreedscore
    ADD CONSTRAINT marketplace_agreedsc_panel_id_09968f9f_fk_marketpla FOREIGN KEY (panel_id) REFERENCES public.marketplace_panel(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_alarm
    ADD CONSTRAINT marketplace_alarm_need_id_0f45c9e1_fk_marketplace_need_id FOREIGN KEY (need_id) REFERENCES public.marketplace_need(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_amendment
    ADD CONSTRAINT marketplace_amendment_need_id_aa7e1fa7_fk_marketplace_need_id FOREIGN KEY (need_id) REFERENCES public.marketplace_need(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_auction
    ADD CONSTRAINT marketplace_auction_need_id_d8b4e3e9_fk_marketplace_need_id FOREIGN KEY (need_id) REFERENCES public.marketplace_need(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_auction
    ADD CONSTRAINT marketplace_auction_turn_id_3cd64ee6_fk_kernel_party_id FOREIGN KEY (turn_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_auctionmove
    ADD CONSTRAINT marketplace_auctionm_auction_id_c7d1db82_fk_marketpla FOREIGN KEY (auction_id) REFERENCES public.marketplace_auction(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_auctionmove
    ADD CONSTRAINT marketplace_auctionmove_by_id_d803d665_fk_kernel_user_id FOREIGN KEY (by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_auctionmove
    ADD CONSTRAINT marketplace_auctionmove_party_id_dfccbc19_fk_kernel_party_id FOREIGN KEY (party_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_award
    ADD CONSTRAINT marketplace_award_awarded_by_id_6519089e_fk_kernel_user_id FOREIGN KEY (awarded_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_award
    ADD CONSTRAINT marketplace_award_bid_id_9b0700d5_fk_marketplace_openedbid_id FOREIGN KEY (bid_id) REFERENCES public.marketplace_openedbid(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_award
    ADD CONSTRAINT marketplace_award_evaluation_id_35bcc350_fk_marketpla FOREIGN KEY (evaluation_id) REFERENCES public.marketplace_evaluation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_award
    ADD CONSTRAINT marketplace_award_need_id_bcdc05f3_fk_marketplace_need_id FOREIGN KEY (need_id) REFERENCES public.marketplace_need(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_award
    ADD CONSTRAINT marketplace_award_party_id_a0a62578_fk_kernel_party_id FOREIGN KEY (party_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_bar
    ADD CONSTRAINT marketplace_bar_party_id_3f642087_fk_kernel_party_id FOREIGN KEY (party_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_bar
    ADD CONSTRAINT marketplace_bar_procurement_id_92e27313_fk_marketpla FOREIGN KEY (procurement_id) REFERENCES public.marketplace_procurement(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_bid
    ADD CONSTRAINT marketplace_bid_need_id_b7a2299f_fk_marketplace_need_id FOREIGN KEY (need_id) REFERENCES public.marketplace_need(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_bid
    ADD CONSTRAINT marketplace_bid_pack_id_12d25302_fk_marketplace_paperpack_id FOREIGN KEY (pack_id) REFERENCES public.marketplace_paperpack(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_case
    ADD CONSTRAINT marketplace_case_ended_by_id_5983a785_fk_kernel_user_id FOREIGN KEY (ended_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_case
    ADD CONSTRAINT marketplace_case_opened_by_id_da0e29ab_fk_kernel_user_id FOREIGN KEY (opened_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_casequestion
    ADD CONSTRAINT marketplace_caseques_answered_by_id_d96dba5e_fk_kernel_us FOREIGN KEY (answered_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_casequestion
    ADD CONSTRAINT marketplace_caseques_case_id_241f8b61_fk_marketpla FOREIGN KEY (case_id) REFERENCES public.marketplace_case(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_casequestion
    ADD CONSTRAINT marketplace_casequestion_asked_by_id_25f8e2d7_fk_kernel_user_id FOREIGN KEY (asked_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_casequestion
    ADD CONSTRAINT marketplace_casequestion_party_id_8ab1aa63_fk_kernel_party_id FOREIGN KEY (party_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_certificate
    ADD CONSTRAINT marketplace_certific_admission_id_5018c12e_fk_marketpla FOREIGN KEY (admission_id) REFERENCES public.marketplace_admission(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_certificate
    ADD CONSTRAINT marketplace_certific_file_id_77e36537_fk_kernel_st FOREIGN KEY (file_id) REFERENCES public.kernel_storedfile(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_choice
    ADD CONSTRAINT marketplace_choice_made_by_id_0a2049ac_fk_kernel_user_id FOREIGN KEY (made_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_choice
    ADD CONSTRAINT marketplace_choice_minutes_id_b992889c_fk_kernel_storedfile_id FOREIGN KEY (minutes_id) REFERENCES public.kernel_storedfile(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_choice
    ADD CONSTRAINT marketplace_choice_need_id_52027900_fk_marketplace_need_id FOREIGN KEY (need_id) REFERENCES public.marketplace_need(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_choice
    ADD CONSTRAINT marketplace_choice_party_id_bef98167_fk_kernel_party_id FOREIGN KEY (party_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_clue
    ADD CONSTRAINT marketplace_clue_case_id_0b419a2d_fk_marketplace_case_id FOREIGN KEY (case_id) REFERENCES public.marketplace_case(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_clue
    ADD CONSTRAINT marketplace_clue_need_id_d87317e8_fk_marketplace_need_id FOREIGN KEY (need_id) REFERENCES public.marketplace_need(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_clue_parties
    ADD CONSTRAINT marketplace_clue_par_clue_id_b3a2e34d_fk_marketpla FOREIGN KEY (clue_id) REFERENCES public.marketplace_clue(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_clue_parties
    ADD CONSTRAINT marketplace_clue_parties_party_id_3e6974c1_fk_kernel_party_id FOREIGN KEY (party_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_contract
    ADD CONSTRAINT marketplace_contract_award_id_3ccd7834_fk_marketplace_award_id FOREIGN KEY (award_id) REFERENCES public.marketplace_award(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_contractpayment
    ADD CONSTRAINT marketplace_contract_contract_id_b663d04a_fk_marketpla FOREIGN KEY (contract_id) REFERENCES public.marketplace_contract(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_contractchange
    ADD CONSTRAINT marketplace_contract_contract_id_fb048691_fk_marketpla FOREIGN KEY (contract_id) REFERENCES public.marketplace_contract(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_contract
    ADD CONSTRAINT marketplace_contract_document_id_1f6659aa_fk_kernel_st FOREIGN KEY (document_id) REFERENCES public.kernel_storedfile(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_contractchange
    ADD CONSTRAINT marketplace_contract_document_id_fa601f1d_fk_kernel_st FOREIGN KEY (document_id) REFERENCES public.kernel_storedfile(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_contract
    ADD CONSTRAINT marketplace_contract_filed_by_id_8cb4ff08_fk_kernel_user_id FOREIGN KEY (filed_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_contractchange
    ADD CONSTRAINT marketplace_contract_made_by_id_42fcb49f_fk_kernel_us FOREIGN KEY (made_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_contract
    ADD CONSTRAINT marketplace_contract_procurement_id_faae72ed_fk_marketpla FOREIGN KEY (procurement_id) REFERENCES public.marketplace_procurement(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_contractpayment
    ADD CONSTRAINT marketplace_contract_recorded_by_id_b7eaf9e8_fk_kernel_us FOREIGN KEY (recorded_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_control
    ADD CONSTRAINT marketplace_control_held_id_abef7512_fk_kernel_party_id FOREIGN KEY (held_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_control
    ADD CONSTRAINT marketplace_control_holder_id_acf8526f_fk_kernel_party_id FOREIGN KEY (holder_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_countedcontract
    ADD CONSTRAINT marketplace_countedc_agency_id_925c52bb_fk_kernel_pa FOREIGN KEY (agency_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_countedcontract
    ADD CONSTRAINT marketplace_countedc_contract_id_45e6d143_fk_marketpla FOREIGN KEY (contract_id) REFERENCES public.marketplace_contract(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_countedcontract
    ADD CONSTRAINT marketplace_countedc_owner_id_fab7ccae_fk_marketpla FOREIGN KEY (owner_id) REFERENCES public.marketplace_owner(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_creditcase
    ADD CONSTRAINT marketplace_creditcase_decided_by_id_b38db034_fk_kernel_user_id FOREIGN KEY (decided_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_creditcase
    ADD CONSTRAINT marketplace_creditcase_party_id_ead59063_fk_kernel_party_id FOREIGN KEY (party_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_devicemark
    ADD CONSTRAINT marketplace_devicemark_party_id_18b555b4_fk_kernel_party_id FOREIGN KEY (party_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_dispute
    ADD CONSTRAINT marketplace_dispute_award_id_766ff427_fk_marketplace_award_id FOREIGN KEY (award_id) REFERENCES public.marketplace_award(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_dispute
    ADD CONSTRAINT marketplace_dispute_decided_by_id_2e0807e1_fk_kernel_user_id FOREIGN KEY (decided_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_dispute
    ADD CONSTRAINT marketplace_dispute_evidence_id_847d37aa_fk_kernel_st FOREIGN KEY (evidence_id) REFERENCES public.kernel_storedfile(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_dispute
    ADD CONSTRAINT marketplace_dispute_objection_id_ad972910_fk_marketpla FOREIGN KEY (objection_id) REFERENCES public.marketplace_dispute(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_dispute
    ADD CONSTRAINT marketplace_dispute_party_id_59e63deb_fk_kernel_party_id FOREIGN KEY (party_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_dispute
    ADD CONSTRAINT marketplace_dispute_raised_by_id_f729ec15_fk_kernel_user_id FOREIGN KEY (raised_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_draw
    ADD CONSTRAINT marketplace_draw_need_id_678af474_fk_marketplace_need_id FOREIGN KEY (need_id) REFERENCES public.marketplace_need(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_draw
    ADD CONSTRAINT marketplace_draw_recorded_by_id_ba6bf5f7_fk_kernel_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_earlyend
    ADD CONSTRAINT marketplace_earlyend_answered_by_id_fa993193_fk_kernel_user_id FOREIGN KEY (answered_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_earlyend
    ADD CONSTRAINT marketplace_earlyend_contract_id_22eb8dbe_fk_marketpla FOREIGN KEY (contract_id) REFERENCES public.marketplace_contract(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_earlyend
    ADD CONSTRAINT marketplace_earlyend_document_id_5d2dda48_fk_kernel_st FOREIGN KEY (document_id) REFERENCES public.kernel_storedfile(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_earlyend
    ADD CONSTRAINT marketplace_earlyend_proposed_by_id_6ccfd3dc_fk_kernel_user_id FOREIGN KEY (proposed_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_evaluation
    ADD CONSTRAINT marketplace_evaluation_need_id_6b62d512_fk_marketplace_need_id FOREIGN KEY (need_id) REFERENCES public.marketplace_need(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_evaluation
    ADD CONSTRAINT marketplace_evaluation_winner_id_709371dd_fk_kernel_party_id FOREIGN KEY (winner_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_examination
    ADD CONSTRAINT marketplace_examinat_dispute_id_d6652456_fk_marketpla FOREIGN KEY (dispute_id) REFERENCES public.marketplace_dispute(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_expert
    ADD CONSTRAINT marketplace_expert_employer_id_e2453676_fk_kernel_party_id FOREIGN KEY (employer_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_expert_specialities
    ADD CONSTRAINT marketplace_expert_s_expert_id_93fd0fc0_fk_marketpla FOREIGN KEY (expert_id) REFERENCES public.marketplace_expert(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_expert_specialities
    ADD CONSTRAINT marketplace_expert_s_servicecategory_id_9950be19_fk_marketpla FOREIGN KEY (servicecategory_id) REFERENCES public.marketplace_servicecategory(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_expert
    ADD CONSTRAINT marketplace_expert_user_id_f7c5822c_fk_kernel_user_id FOREIGN KEY (user_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_guarantee
    ADD CONSTRAINT marketplace_guarantee_need_id_45ccd896_fk_marketplace_need_id FOREIGN KEY (need_id) REFERENCES public.marketplace_need(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_guarantee
    ADD CONSTRAINT marketplace_guarantee_party_id_90f9f0c1_fk_kernel_party_id FOREIGN KEY (party_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_guarantee
    ADD CONSTRAINT marketplace_guarantee_received_by_id_d444f03a_fk_kernel_user_id FOREIGN KEY (received_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_invitation
    ADD CONSTRAINT marketplace_invitation_need_id_fe821ae3_fk_marketplace_need_id FOREIGN KEY (need_id) REFERENCES public.marketplace_need(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_invitation
    ADD CONSTRAINT marketplace_invitation_party_id_19844774_fk_kernel_party_id FOREIGN KEY (party_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_methodchange
    ADD CONSTRAINT marketplace_methodch_need_id_9b9b3e17_fk_marketpla FOREIGN KEY (need_id) REFERENCES public.marketplace_need(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_milestone
    ADD CONSTRAINT marketplace_mileston_contract_id_5796a0f3_fk_marketpla FOREIGN KEY (contract_id) REFERENCES public.marketplace_contract(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_need
    ADD CONSTRAINT marketplace_need_procurement_id_a68e5a8f_fk_marketpla FOREIGN KEY (procurement_id) REFERENCES public.marketplace_procurement(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_needclock
    ADD CONSTRAINT marketplace_needclock_need_id_6ce2f9f2_fk_marketplace_need_id FOREIGN KEY (need_id) REFERENCES public.marketplace_need(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_needdocument
    ADD CONSTRAINT marketplace_needdocu_file_id_f264fcd0_fk_kernel_st FOREIGN KEY (file_id) REFERENCES public.kernel_storedfile(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_needdocument
    ADD CONSTRAINT marketplace_needdocu_need_id_0211c394_fk_marketpla FOREIGN KEY (need_id) REFERENCES public.marketplace_need(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_needtemplate
    ADD CONSTRAINT marketplace_needtemp_service_type_id_9ed8aafa_fk_marketpla FOREIGN KEY (service_type_id) REFERENCES public.marketplace_servicetype(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_openedbid
    ADD CONSTRAINT marketplace_openedbi_admission_id_931d7c50_fk_marketpla FOREIGN KEY (admission_id) REFERENCES public.marketplace_admission(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_openedbid
    ADD CONSTRAINT marketplace_openedbi_submitted_by_id_7d933f99_fk_kernel_us FOREIGN KEY (submitted_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_openedbid
    ADD CONSTRAINT marketplace_openedbid_bid_id_49668d03_fk_marketplace_bid_id FOREIGN KEY (bid_id) REFERENCES public.marketplace_bid(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_openedbid
    ADD CONSTRAINT marketplace_openedbid_need_id_98f177e4_fk_marketplace_need_id FOREIGN KEY (need_id) REFERENCES public.marketplace_need(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_openedbid
    ADD CONSTRAINT marketplace_openedbid_party_id_053cd033_fk_kernel_party_id FOREIGN KEY (party_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_openedpaper
    ADD CONSTRAINT marketplace_openedpa_bid_id_980c831f_fk_marketpla FOREIGN KEY (bid_id) REFERENCES public.marketplace_openedbid(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_opener
    ADD CONSTRAINT marketplace_opener_key_id_302e6ec6_fk_marketplace_openerkey_id FOREIGN KEY (key_id) REFERENCES public.marketplace_openerkey(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_opener
    ADD CONSTRAINT marketplace_opener_need_id_bf960235_fk_marketplace_need_id FOREIGN KEY (need_id) REFERENCES public.marketplace_need(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_opener
    ADD CONSTRAINT marketplace_opener_party_id_f511c855_fk_kernel_party_id FOREIGN KEY (party_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_opener
    ADD CONSTRAINT marketplace_opener_user_id_bdfc73e6_fk_kernel_user_id FOREIGN KEY (user_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_openerexchange
    ADD CONSTRAINT marketplace_openerex_coming_id_5452140b_fk_marketpla FOREIGN KEY (coming_id) REFERENCES public.marketplace_opener(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_openerexchange
    ADD CONSTRAINT marketplace_openerex_decided_by_id_85bf7f71_fk_kernel_us FOREIGN KEY (decided_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_openerexchange
    ADD CONSTRAINT marketplace_openerex_leaving_id_e1f3311e_fk_marketpla FOREIGN KEY (leaving_id) REFERENCES public.marketplace_opener(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_openerexchange
    ADD CONSTRAINT marketplace_openerex_proposed_by_id_02283e98_fk_kernel_us FOREIGN KEY (proposed_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_openerkey
    ADD CONSTRAINT marketplace_openerkey_user_id_ae405e06_fk_kernel_user_id FOREIGN KEY (user_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_owner
    ADD CONSTRAINT marketplace_owner_decided_by_id_dd882baa_fk_kernel_user_id FOREIGN KEY (decided_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_owner
    ADD CONSTRAINT marketplace_owner_department_id_13ac6491_fk_kernel_party_id FOREIGN KEY (department_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_owner
    ADD CONSTRAINT marketplace_owner_party_id_341ec5dd_fk_kernel_party_id FOREIGN KEY (party_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_panel
    ADD CONSTRAINT marketplace_panel_need_id_d4a9e073_fk_marketplace_need_id FOREIGN KEY (need_id) REFERENCES public.marketplace_need(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_pricejudgement
    ADD CONSTRAINT marketplace_pricejud_judged_by_id_8b9560cf_fk_kernel_us FOREIGN KEY (judged_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_pricejudgement
    ADD CONSTRAINT marketplace_pricejud_need_id_68ba3743_fk_marketpla FOREIGN KEY (need_id) REFERENCES public.marketplace_need(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_pricejudgement
    ADD CONSTRAINT marketplace_pricejudgement_party_id_054ebeb5_fk_kernel_party_id FOREIGN KEY (party_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_pricequestion
    ADD CONSTRAINT marketplace_priceque_file_id_8ba23a68_fk_kernel_st FOREIGN KEY (file_id) REFERENCES public.kernel_storedfile(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_pricequestion
    ADD CONSTRAINT marketplace_priceque_need_id_eb845a92_fk_marketpla FOREIGN KEY (need_id) REFERENCES public.marketplace_need(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_pricequestion
    ADD CONSTRAINT marketplace_pricequestion_party_id_9089bf70_fk_kernel_party_id FOREIGN KEY (party_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_procurement
    ADD CONSTRAINT marketplace_procurem_owner_id_cef54c4b_fk_marketpla FOREIGN KEY (owner_id) REFERENCES public.marketplace_owner(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_procurement
    ADD CONSTRAINT marketplace_procurem_service_type_id_9220ffaf_fk_marketpla FOREIGN KEY (service_type_id) REFERENCES public.marketplace_servicetype(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_professional
    ADD CONSTRAINT marketplace_professi_agency_id_5fbcb5e4_fk_marketpla FOREIGN KEY (agency_id) REFERENCES public.marketplace_agency(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_question
    ADD CONSTRAINT marketplace_question_need_id_51e669de_fk_marketplace_need_id FOREIGN KEY (need_id) REFERENCES public.marketplace_need(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_rating
    ADD CONSTRAINT marketplace_rating_contract_id_09a2d205_fk_marketpla FOREIGN KEY (contract_id) REFERENCES public.marketplace_contract(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_rating
    ADD CONSTRAINT marketplace_rating_rated_by_id_f2cd6eca_fk_kernel_user_id FOREIGN KEY (rated_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_recusal
    ADD CONSTRAINT marketplace_recusal_expert_id_458e3e0d_fk_marketplace_expert_id FOREIGN KEY (expert_id) REFERENCES public.marketplace_expert(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_recusal
    ADD CONSTRAINT marketplace_recusal_party_id_fcaf2a77_fk_kernel_party_id FOREIGN KEY (party_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_release
    ADD CONSTRAINT marketplace_release_event_id_0faf9b67_fk_kernel_event_id FOREIGN KEY (event_id) REFERENCES public.kernel_event(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_release
    ADD CONSTRAINT marketplace_release_procurement_id_8861865d_fk_marketpla FOREIGN KEY (procurement_id) REFERENCES public.marketplace_procurement(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_scoresheet
    ADD CONSTRAINT marketplace_scoreshe_bid_id_355afbd8_fk_marketpla FOREIGN KEY (bid_id) REFERENCES public.marketplace_openedbid(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_scoresheet
    ADD CONSTRAINT marketplace_scoresheet_seat_id_c3eb198b_fk_marketplace_seat_id FOREIGN KEY (seat_id) REFERENCES public.marketplace_seat(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_sealedbox
    ADD CONSTRAINT marketplace_sealedbox_need_id_0a686812_fk_marketplace_need_id FOREIGN KEY (need_id) REFERENCES public.marketplace_need(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_seat
    ADD CONSTRAINT marketplace_seat_expert_id_7fed0fc8_fk_kernel_user_id FOREIGN KEY (expert_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_seat
    ADD CONSTRAINT marketplace_seat_panel_id_590e6a37_fk_marketplace_panel_id FOREIGN KEY (panel_id) REFERENCES public.marketplace_panel(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_servicetype
    ADD CONSTRAINT marketplace_servicet_category_id_0af54de1_fk_marketpla FOREIGN KEY (category_id) REFERENCES public.marketplace_servicecategory(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_servicetype
    ADD CONSTRAINT marketplace_servicet_department_id_992f7cf4_fk_kernel_pa FOREIGN KEY (department_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_subscription
    ADD CONSTRAINT marketplace_subscrip_service_type_id_b15a0849_fk_marketpla FOREIGN KEY (service_type_id) REFERENCES public.marketplace_servicetype(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_subscription
    ADD CONSTRAINT marketplace_subscription_party_id_60c7ffac_fk_kernel_party_id FOREIGN KEY (party_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.marketplace_traderecord
    ADD CONSTRAINT marketplace_traderec_entered_by_id_048cdd1b_fk_kernel_us FOREIGN KEY (entered_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_kernel_user_id FOREIGN KEY (user_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.pages_articleindexpage
    ADD CONSTRAINT pages_articleindexpa_page_ptr_id_dfd3755f_fk_wagtailco FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.pages_articlepage
    ADD CONSTRAINT pages_articlepage_page_ptr_id_0e3df446_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.pages_departmentreview
    ADD CONSTRAINT pages_departmentrevi_task_ptr_id_1a13a0a4_fk_wagtailco FOREIGN KEY (task_ptr_id) REFERENCES public.wagtailcore_task(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.pages_faircompetitionreview
    ADD CONSTRAINT pages_faircompetitio_department_id_daa3854b_fk_kernel_pa FOREIGN KEY (department_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.pages_faircompetitionreview
    ADD CONSTRAINT pages_faircompetitio_task_ptr_id_8e40f95f_fk_wagtailco FOREIGN KEY (task_ptr_id) REFERENCES public.wagtailcore_task(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.pages_homepage
    ADD CONSTRAINT pages_homepage_page_ptr_id_5b805d74_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.pages_policyindexpage
    ADD CONSTRAINT pages_policyindexpag_page_ptr_id_7dac54f6_fk_wagtailco FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.pages_policypage
    ADD CONSTRAINT pages_policypage_budget_line_id_486eb127_fk_policies_ FOREIGN KEY (budget_line_id) REFERENCES public.policies_budgetline(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.pages_policypage_co_departments
    ADD CONSTRAINT pages_policypage_co__party_id_5f0be881_fk_kernel_pa FOREIGN KEY (party_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.pages_policypage_co_departments
    ADD CONSTRAINT pages_policypage_co__policypage_id_fc87de1b_fk_pages_pol FOREIGN KEY (policypage_id) REFERENCES public.pages_policypage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.pages_policypage
    ADD CONSTRAINT pages_policypage_family_id_483ead56_fk_policies_policy_id FOREIGN KEY (family_id) REFERENCES public.policies_policy(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.pages_policypage
    ADD CONSTRAINT pages_policypage_lead_department_id_accd9889_fk_kernel_party_id FOREIGN KEY (lead_department_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.pages_policypage
    ADD CONSTRAINT pages_policypage_page_ptr_id_2aead73d_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_account
    ADD CONSTRAINT policies_account_line_id_76dbd954_fk_policies_budgetline_id FOREIGN KEY (line_id) REFERENCES public.policies_budgetline(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_application
    ADD CONSTRAINT policies_application_account_id_16364db4_fk_policies_ FOREIGN KEY (account_id) REFERENCES public.policies_bankaccount(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_application
    ADD CONSTRAINT policies_application_begun_by_id_2944eb73_fk_kernel_user_id FOREIGN KEY (begun_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_application
    ADD CONSTRAINT policies_application_decided_by_id_4fad88f7_fk_kernel_user_id FOREIGN KEY (decided_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_application
    ADD CONSTRAINT policies_application_enterprise_id_b49e42a8_fk_policies_ FOREIGN KEY (enterprise_id) REFERENCES public.policies_enterprise(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_application
    ADD CONSTRAINT policies_application_grant_id_a2e97d00_fk_policies_grant_id FOREIGN KEY (grant_id) REFERENCES public.policies_grant(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_application
    ADD CONSTRAINT policies_application_match_id_d7bee2b6_fk_policies_match_id FOREIGN KEY (match_id) REFERENCES public.policies_match(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_application
    ADD CONSTRAINT policies_application_policy_id_44b1002b_fk_policies_policy_id FOREIGN KEY (policy_id) REFERENCES public.policies_policy(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_application
    ADD CONSTRAINT policies_application_version_id_bc235b8a_fk_policies_version_id FOREIGN KEY (version_id) REFERENCES public.policies_version(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_approval
    ADD CONSTRAINT policies_approval_batch_id_98a0b49f_fk_policies_batch_id FOREIGN KEY (batch_id) REFERENCES public.policies_batch(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_approval
    ADD CONSTRAINT policies_approval_by_id_dcb3b44b_fk_kernel_user_id FOREIGN KEY (by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_approvaltier
    ADD CONSTRAINT policies_approvaltie_confirmed_by_id_25882e03_fk_kernel_us FOREIGN KEY (confirmed_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_approvaltier
    ADD CONSTRAINT policies_approvaltier_proposed_by_id_d1bdd95d_fk_kernel_user_id FOREIGN KEY (proposed_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_attempt
    ADD CONSTRAINT policies_attempt_payment_id_65c25816_fk_policies_payment_id FOREIGN KEY (payment_id) REFERENCES public.policies_payment(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_attempt
    ADD CONSTRAINT policies_attempt_slice_id_d65d5c65_fk_policies_slice_id FOREIGN KEY (slice_id) REFERENCES public.policies_slice(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_awardrecord
    ADD CONSTRAINT policies_awardrecord_enterprise_id_2c5f91ea_fk_policies_ FOREIGN KEY (enterprise_id) REFERENCES public.policies_enterprise(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_awardrevocation
    ADD CONSTRAINT policies_awardrevoca_award_id_90ceb53e_fk_policies_ FOREIGN KEY (award_id) REFERENCES public.policies_awardrecord(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_bankaccount
    ADD CONSTRAINT policies_bankaccount_batch_id_8614ae03_fk_policies_ FOREIGN KEY (batch_id) REFERENCES public.policies_factimport(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_bankaccount
    ADD CONSTRAINT policies_bankaccount_enterprise_id_bebfb570_fk_policies_ FOREIGN KEY (enterprise_id) REFERENCES public.policies_enterprise(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_bankaccount
    ADD CONSTRAINT policies_bankaccount_given_by_id_bf0e3614_fk_kernel_user_id FOREIGN KEY (given_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_bankaccount
    ADD CONSTRAINT policies_bankaccount_verified_by_id_be0e61d4_fk_kernel_user_id FOREIGN KEY (verified_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_batch
    ADD CONSTRAINT policies_batch_drafted_by_id_2a47c8a8_fk_kernel_user_id FOREIGN KEY (drafted_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_break
    ADD CONSTRAINT policies_break_attempt_id_fdffcd11_fk_policies_attempt_id FOREIGN KEY (attempt_id) REFERENCES public.policies_attempt(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_break
    ADD CONSTRAINT policies_break_clawback_id_6fcaf8f5_fk_policies_clawback_id FOREIGN KEY (clawback_id) REFERENCES public.policies_clawback(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_break
    ADD CONSTRAINT policies_break_confirmed_by_id_5ad1cb19_fk_kernel_user_id FOREIGN KEY (confirmed_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_break
    ADD CONSTRAINT policies_break_evidence_id_03347c4f_fk_kernel_storedfile_id FOREIGN KEY (evidence_id) REFERENCES public.kernel_storedfile(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_break
    ADD CONSTRAINT policies_break_line_id_962f3688_fk_policies_statementline_id FOREIGN KEY (line_id) REFERENCES public.policies_statementline(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_break
    ADD CONSTRAINT policies_break_proposed_by_id_6aac6ae0_fk_kernel_user_id FOREIGN KEY (proposed_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_break
    ADD CONSTRAINT policies_break_statement_id_36c88555_fk_policies_statement_id FOREIGN KEY (statement_id) REFERENCES public.policies_statement(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_broughtstatement
    ADD CONSTRAINT policies_broughtstat_brought_by_id_3b3e2898_fk_kernel_us FOREIGN KEY (brought_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_broughtstatement
    ADD CONSTRAINT policies_broughtstat_decided_by_id_b91a767d_fk_kernel_us FOREIGN KEY (decided_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_broughtstatement
    ADD CONSTRAINT policies_broughtstat_statement_id_de858309_fk_policies_ FOREIGN KEY (statement_id) REFERENCES public.policies_statement(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_budgetline
    ADD CONSTRAINT policies_budgetline_department_id_5509a0f9_fk_kernel_party_id FOREIGN KEY (department_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_call
    ADD CONSTRAINT policies_call_called_by_id_2f224046_fk_kernel_user_id FOREIGN KEY (called_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_call
    ADD CONSTRAINT policies_call_version_id_a274fbae_fk_policies_version_id FOREIGN KEY (version_id) REFERENCES public.policies_version(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_callline
    ADD CONSTRAINT policies_callline_call_id_96253339_fk_policies_call_id FOREIGN KEY (call_id) REFERENCES public.policies_call(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_callline
    ADD CONSTRAINT policies_callline_enterprise_id_7d928b34_fk_policies_ FOREIGN KEY (enterprise_id) REFERENCES public.policies_enterprise(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_callline
    ADD CONSTRAINT policies_callline_version_id_f6d43e6c_fk_policies_version_id FOREIGN KEY (version_id) REFERENCES public.policies_version(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_clawback
    ADD CONSTRAINT policies_clawback_agreed_by_id_44c16ab0_fk_kernel_user_id FOREIGN KEY (agreed_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_clawback
    ADD CONSTRAINT policies_clawback_line_id_a561861e_fk_policies_statementline_id FOREIGN KEY (line_id) REFERENCES public.policies_statementline(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_clawback
    ADD CONSTRAINT policies_clawback_payment_id_b9ae65ed_fk_policies_payment_id FOREIGN KEY (payment_id) REFERENCES public.policies_payment(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_clawback
    ADD CONSTRAINT policies_clawback_proposed_by_id_68b17dec_fk_kernel_user_id FOREIGN KEY (proposed_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_codeentry
    ADD CONSTRAINT policies_codeentry_edition_id_8ed19506_fk_policies_ FOREIGN KEY (edition_id) REFERENCES public.policies_codeedition(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_contact
    ADD CONSTRAINT policies_contact_by_id_8b59d213_fk_kernel_user_id FOREIGN KEY (by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_contact
    ADD CONSTRAINT policies_contact_grant_id_58ff9f88_fk_policies_grant_id FOREIGN KEY (grant_id) REFERENCES public.policies_grant(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_correction
    ADD CONSTRAINT policies_correction_application_id_d5d26102_fk_policies_ FOREIGN KEY (application_id) REFERENCES public.policies_application(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_correction
    ADD CONSTRAINT policies_correction_made_by_id_40c9c8cc_fk_kernel_user_id FOREIGN KEY (made_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_dayclose
    ADD CONSTRAINT policies_dayclose_closed_by_id_0f4d91bd_fk_kernel_user_id FOREIGN KEY (closed_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_dayclose
    ADD CONSTRAINT policies_dayclose_statement_id_a6903688_fk_policies_ FOREIGN KEY (statement_id) REFERENCES public.policies_statement(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_decision
    ADD CONSTRAINT policies_decision_budget_line_id_5cc11596_fk_policies_ FOREIGN KEY (budget_line_id) REFERENCES public.policies_budgetline(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_decision
    ADD CONSTRAINT policies_decision_decided_by_id_40570b40_fk_kernel_user_id FOREIGN KEY (decided_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_decision
    ADD CONSTRAINT policies_decision_run_id_a4b48ac5_fk_policies_matchrun_id FOREIGN KEY (run_id) REFERENCES public.policies_matchrun(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_decision
    ADD CONSTRAINT policies_decision_version_id_31473344_fk_policies_version_id FOREIGN KEY (version_id) REFERENCES public.policies_version(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_declaredfact
    ADD CONSTRAINT policies_declaredfac_application_id_90b415d2_fk_policies_ FOREIGN KEY (application_id) REFERENCES public.policies_application(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_declaredfact
    ADD CONSTRAINT policies_declaredfac_evidence_id_47ef2b54_fk_kernel_st FOREIGN KEY (evidence_id) REFERENCES public.kernel_storedfile(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_declaredfact
    ADD CONSTRAINT policies_declaredfact_checked_by_id_af1f5b45_fk_kernel_user_id FOREIGN KEY (checked_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_declaredfact
    ADD CONSTRAINT policies_declaredfact_stated_by_id_62ff0ae7_fk_kernel_user_id FOREIGN KEY (stated_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_enterprise
    ADD CONSTRAINT policies_enterprise_party_id_a543cbd7_fk_kernel_party_id FOREIGN KEY (party_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_entry
    ADD CONSTRAINT policies_entry_account_id_036988f7_fk_policies_account_id FOREIGN KEY (account_id) REFERENCES public.policies_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_entry
    ADD CONSTRAINT policies_entry_transfer_id_c4639842_fk_policies_transfer_id FOREIGN KEY (transfer_id) REFERENCES public.policies_transfer(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_exclusion
    ADD CONSTRAINT policies_exclusion_decision_id_70aec226_fk_policies_decision_id FOREIGN KEY (decision_id) REFERENCES public.policies_decision(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_exclusion
    ADD CONSTRAINT policies_exclusion_match_id_5b82cd73_fk_policies_match_id FOREIGN KEY (match_id) REFERENCES public.policies_match(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_factconflict
    ADD CONSTRAINT policies_factconflic_enterprise_id_2b42e307_fk_policies_ FOREIGN KEY (enterprise_id) REFERENCES public.policies_enterprise(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_factconflict
    ADD CONSTRAINT policies_factconflict_earlier_id_0f4710dc_fk_policies_fact_id FOREIGN KEY (earlier_id) REFERENCES public.policies_fact(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_factconflict
    ADD CONSTRAINT policies_factconflict_kind_id_397cf213_fk_policies_factkind_id FOREIGN KEY (kind_id) REFERENCES public.policies_factkind(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_factconflict
    ADD CONSTRAINT policies_factconflict_settled_by_id_ccfa70b4_fk_kernel_user_id FOREIGN KEY (settled_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_factcontest
    ADD CONSTRAINT policies_factcontest_answered_by_id_754c18b7_fk_kernel_user_id FOREIGN KEY (answered_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_factcontest
    ADD CONSTRAINT policies_factcontest_enterprise_id_e482251c_fk_policies_ FOREIGN KEY (enterprise_id) REFERENCES public.policies_enterprise(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_factcontest
    ADD CONSTRAINT policies_factcontest_evidence_id_29f0908f_fk_kernel_st FOREIGN KEY (evidence_id) REFERENCES public.kernel_storedfile(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_factcontest
    ADD CONSTRAINT policies_factcontest_fact_id_0b482bf3_fk_policies_fact_id FOREIGN KEY (fact_id) REFERENCES public.policies_fact(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_factcontest
    ADD CONSTRAINT policies_factcontest_raised_by_id_75d29167_fk_kernel_user_id FOREIGN KEY (raised_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_factimport
    ADD CONSTRAINT policies_factimport_received_by_id_3d1080c2_fk_kernel_user_id FOREIGN KEY (received_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_formernumber
    ADD CONSTRAINT policies_formernumbe_enterprise_id_24d65a05_fk_policies_ FOREIGN KEY (enterprise_id) REFERENCES public.policies_enterprise(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_grant
    ADD CONSTRAINT policies_grant_account_id_11bec441_fk_policies_bankaccount_id FOREIGN KEY (account_id) REFERENCES public.policies_bankaccount(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_grant
    ADD CONSTRAINT policies_grant_budget_line_id_21d9edeb_fk_policies_ FOREIGN KEY (budget_line_id) REFERENCES public.policies_budgetline(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_grant
    ADD CONSTRAINT policies_grant_confirmed_by_id_41d80da7_fk_kernel_user_id FOREIGN KEY (confirmed_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_grant
    ADD CONSTRAINT policies_grant_decision_id_768c8b34_fk_policies_decision_id FOREIGN KEY (decision_id) REFERENCES public.policies_decision(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_grant
    ADD CONSTRAINT policies_grant_enterprise_id_9df99657_fk_policies_enterprise_id FOREIGN KEY (enterprise_id) REFERENCES public.policies_enterprise(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_grant
    ADD CONSTRAINT policies_grant_match_id_ee501e7d_fk_policies_match_id FOREIGN KEY (match_id) REFERENCES public.policies_match(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_grant
    ADD CONSTRAINT policies_grant_policy_id_92469e0f_fk_policies_policy_id FOREIGN KEY (policy_id) REFERENCES public.policies_policy(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_grant
    ADD CONSTRAINT policies_grant_tops_up_id_589cf71a_fk_policies_grant_id FOREIGN KEY (tops_up_id) REFERENCES public.policies_grant(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_grant
    ADD CONSTRAINT policies_grant_version_id_fa421501_fk_policies_version_id FOREIGN KEY (version_id) REFERENCES public.policies_version(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_instalment
    ADD CONSTRAINT policies_instalment_account_id_ad80d3bd_fk_policies_ FOREIGN KEY (account_id) REFERENCES public.policies_bankaccount(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_instalment
    ADD CONSTRAINT policies_instalment_decided_by_id_935fc659_fk_kernel_user_id FOREIGN KEY (decided_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_instalment
    ADD CONSTRAINT policies_instalment_grant_id_c52b9396_fk_policies_grant_id FOREIGN KEY (grant_id) REFERENCES public.policies_grant(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_instalment
    ADD CONSTRAINT policies_instalment_payee_id_fa826bae_fk_kernel_party_id FOREIGN KEY (payee_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_listmembership
    ADD CONSTRAINT policies_listmembers_enterprise_id_d0c5b0ab_fk_policies_ FOREIGN KEY (enterprise_id) REFERENCES public.policies_enterprise(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_match
    ADD CONSTRAINT policies_match_enterprise_id_cb7b1599_fk_policies_enterprise_id FOREIGN KEY (enterprise_id) REFERENCES public.policies_enterprise(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_match
    ADD CONSTRAINT policies_match_run_id_4fb16acd_fk_policies_matchrun_id FOREIGN KEY (run_id) REFERENCES public.policies_matchrun(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_match
    ADD CONSTRAINT policies_match_version_id_27597241_fk_policies_version_id FOREIGN KEY (version_id) REFERENCES public.policies_version(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_matchpart
    ADD CONSTRAINT policies_matchpart_round_id_2b05921b_fk_policies_matchround_id FOREIGN KEY (round_id) REFERENCES public.policies_matchround(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_matchrun
    ADD CONSTRAINT policies_matchrun_round_id_84aa2619_fk_policies_matchround_id FOREIGN KEY (round_id) REFERENCES public.policies_matchround(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_matchrun
    ADD CONSTRAINT policies_matchrun_version_id_a56645e9_fk_policies_version_id FOREIGN KEY (version_id) REFERENCES public.policies_version(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_namedpayee
    ADD CONSTRAINT policies_namedpayee_confirmed_by_id_63dfa28c_fk_kernel_user_id FOREIGN KEY (confirmed_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_namedpayee
    ADD CONSTRAINT policies_namedpayee_enterprise_id_53b1f964_fk_policies_ FOREIGN KEY (enterprise_id) REFERENCES public.policies_enterprise(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_namedpayee
    ADD CONSTRAINT policies_namedpayee_named_by_id_ec9eca65_fk_kernel_user_id FOREIGN KEY (named_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_namedpayee
    ADD CONSTRAINT policies_namedpayee_policy_id_b603b3f1_fk_policies_policy_id FOREIGN KEY (policy_id) REFERENCES public.policies_policy(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_namedperson
    ADD CONSTRAINT policies_namedperson_given_by_id_47fc6368_fk_kernel_user_id FOREIGN KEY (given_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_namedperson
    ADD CONSTRAINT policies_namedperson_grant_id_ef769bd4_fk_policies_grant_id FOREIGN KEY (grant_id) REFERENCES public.policies_grant(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_namedperson
    ADD CONSTRAINT policies_namedperson_verified_by_id_ff5cb485_fk_kernel_user_id FOREIGN KEY (verified_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_notice
    ADD CONSTRAINT policies_notice_decision_id_e90564da_fk_policies_decision_id FOREIGN KEY (decision_id) REFERENCES public.policies_decision(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_noticeline
    ADD CONSTRAINT policies_noticeline_grant_id_98e1a17c_fk_policies_grant_id FOREIGN KEY (grant_id) REFERENCES public.policies_grant(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_noticeline
    ADD CONSTRAINT policies_noticeline_notice_id_3cfcca04_fk_policies_notice_id FOREIGN KEY (notice_id) REFERENCES public.policies_notice(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_objection
    ADD CONSTRAINT policies_objection_decided_by_id_8de3db48_fk_kernel_user_id FOREIGN KEY (decided_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_objection
    ADD CONSTRAINT policies_objection_evidence_id_8c5e7efa_fk_kernel_storedfile_id FOREIGN KEY (evidence_id) REFERENCES public.kernel_storedfile(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_objection
    ADD CONSTRAINT policies_objection_line_id_cb4d5312_fk_policies_noticeline_id FOREIGN KEY (line_id) REFERENCES public.policies_noticeline(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_opinion
    ADD CONSTRAINT policies_opinion_application_id_0e80cca7_fk_policies_ FOREIGN KEY (application_id) REFERENCES public.policies_application(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_opinion
    ADD CONSTRAINT policies_opinion_department_id_2f9dbdc8_fk_kernel_party_id FOREIGN KEY (department_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_opinion
    ADD CONSTRAINT policies_opinion_given_by_id_4048cc52_fk_kernel_user_id FOREIGN KEY (given_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_paper
    ADD CONSTRAINT policies_paper_application_id_a7dedfff_fk_policies_ FOREIGN KEY (application_id) REFERENCES public.policies_application(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_paper
    ADD CONSTRAINT policies_paper_file_id_d4d510ce_fk_kernel_storedfile_id FOREIGN KEY (file_id) REFERENCES public.kernel_storedfile(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_paper
    ADD CONSTRAINT policies_paper_given_by_id_0a80fd4d_fk_kernel_user_id FOREIGN KEY (given_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_payment
    ADD CONSTRAINT policies_payment_batch_id_59321c8b_fk_policies_batch_id FOREIGN KEY (batch_id) REFERENCES public.policies_batch(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_payment
    ADD CONSTRAINT policies_payment_cancel_proposed_by_i_075ca027_fk_kernel_us FOREIGN KEY (cancel_proposed_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_payment
    ADD CONSTRAINT policies_payment_grant_id_f644c99e_fk_policies_grant_id FOREIGN KEY (grant_id) REFERENCES public.policies_grant(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_payment
    ADD CONSTRAINT policies_payment_line_id_e44478f0_fk_policies_budgetline_id FOREIGN KEY (line_id) REFERENCES public.policies_budgetline(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_payment
    ADD CONSTRAINT policies_payment_payee_id_136f9580_fk_kernel_party_id FOREIGN KEY (payee_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_payment
    ADD CONSTRAINT policies_payment_person_id_5047a022_fk_policies_namedperson_id FOREIGN KEY (person_id) REFERENCES public.policies_namedperson(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_payment
    ADD CONSTRAINT policies_payment_redirected_by_id_9ed9d004_fk_kernel_user_id FOREIGN KEY (redirected_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_petition
    ADD CONSTRAINT policies_petition_department_id_bc8b1550_fk_kernel_party_id FOREIGN KEY (department_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_petition
    ADD CONSTRAINT policies_petition_evidence_id_eef06274_fk_kernel_storedfile_id FOREIGN KEY (evidence_id) REFERENCES public.kernel_storedfile(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_petition
    ADD CONSTRAINT policies_petition_handled_by_id_ea80b818_fk_kernel_user_id FOREIGN KEY (handled_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_petition
    ADD CONSTRAINT policies_petition_notice_id_d84ba312_fk_policies_notice_id FOREIGN KEY (notice_id) REFERENCES public.policies_notice(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_policy_co_departments
    ADD CONSTRAINT policies_policy_co_d_party_id_7eb80328_fk_kernel_pa FOREIGN KEY (party_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_policy_co_departments
    ADD CONSTRAINT policies_policy_co_d_policy_id_ef2ca72a_fk_policies_ FOREIGN KEY (policy_id) REFERENCES public.policies_policy(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_policy
    ADD CONSTRAINT policies_policy_lead_department_id_03be02fd_fk_kernel_party_id FOREIGN KEY (lead_department_id) REFERENCES public.kernel_party(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_score
    ADD CONSTRAINT policies_score_application_id_4f296ab1_fk_policies_ FOREIGN KEY (application_id) REFERENCES public.policies_application(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_score
    ADD CONSTRAINT policies_score_named_by_id_ce1029e3_fk_kernel_user_id FOREIGN KEY (named_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_score
    ADD CONSTRAINT policies_score_reviewer_id_7efbe33e_fk_kernel_user_id FOREIGN KEY (reviewer_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_silentline
    ADD CONSTRAINT policies_silentline_grant_id_58c14535_fk_policies_grant_id FOREIGN KEY (grant_id) REFERENCES public.policies_grant(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_silentline
    ADD CONSTRAINT policies_silentline_silent_list_id_ca21ecb9_fk_policies_ FOREIGN KEY (silent_list_id) REFERENCES public.policies_silentlist(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_silentlist
    ADD CONSTRAINT policies_silentlist_decision_id_66d8e293_fk_policies_ FOREIGN KEY (decision_id) REFERENCES public.policies_decision(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_silentlist
    ADD CONSTRAINT policies_silentlist_published_by_id_503b10df_fk_kernel_user_id FOREIGN KEY (published_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_slice
    ADD CONSTRAINT policies_slice_batch_id_c0e27dba_fk_policies_batch_id FOREIGN KEY (batch_id) REFERENCES public.policies_batch(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_sourcekey
    ADD CONSTRAINT policies_sourcekey_issued_by_id_106dfc03_fk_kernel_user_id FOREIGN KEY (issued_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_statementline
    ADD CONSTRAINT policies_statementli_statement_id_58f72e02_fk_policies_ FOREIGN KEY (statement_id) REFERENCES public.policies_statement(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_subscription
    ADD CONSTRAINT policies_subscriptio_enterprise_id_713e8512_fk_policies_ FOREIGN KEY (enterprise_id) REFERENCES public.policies_enterprise(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_subscription
    ADD CONSTRAINT policies_subscription_policy_id_80b06f5a_fk_policies_policy_id FOREIGN KEY (policy_id) REFERENCES public.policies_policy(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_subscription
    ADD CONSTRAINT policies_subscription_user_id_0ebd6ecd_fk_kernel_user_id FOREIGN KEY (user_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_telling
    ADD CONSTRAINT policies_telling_enterprise_id_4c00bfb6_fk_policies_ FOREIGN KEY (enterprise_id) REFERENCES public.policies_enterprise(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_telling
    ADD CONSTRAINT policies_telling_match_id_8a6361f0_fk_policies_match_id FOREIGN KEY (match_id) REFERENCES public.policies_match(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_telling
    ADD CONSTRAINT policies_telling_message_id_9e199db3_fk_kernel_message_id FOREIGN KEY (message_id) REFERENCES public.kernel_message(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_telling
    ADD CONSTRAINT policies_telling_policy_id_75211541_fk_policies_policy_id FOREIGN KEY (policy_id) REFERENCES public.policies_policy(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_telling
    ADD CONSTRAINT policies_telling_user_id_7e1a0f13_fk_kernel_user_id FOREIGN KEY (user_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_transfer
    ADD CONSTRAINT policies_transfer_reversal_of_id_cb4d5881_fk_policies_ FOREIGN KEY (reversal_of_id) REFERENCES public.policies_transfer(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_transfer
    ADD CONSTRAINT policies_transfer_source_id_d41a204e_fk_policies_account_id FOREIGN KEY (source_id) REFERENCES public.policies_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_transfer
    ADD CONSTRAINT policies_transfer_target_id_80c9893f_fk_policies_account_id FOREIGN KEY (target_id) REFERENCES public.policies_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_version
    ADD CONSTRAINT policies_version_budget_line_id_0d548929_fk_policies_ FOREIGN KEY (budget_line_id) REFERENCES public.policies_budgetline(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_version
    ADD CONSTRAINT policies_version_policy_id_8102a317_fk_policies_policy_id FOREIGN KEY (policy_id) REFERENCES public.policies_policy(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_version
    ADD CONSTRAINT policies_version_published_by_id_e0ab1524_fk_kernel_user_id FOREIGN KEY (published_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.policies_version
    ADD CONSTRAINT policies_version_supersedes_id_0929a6e2_fk_policies_version_id FOREIGN KEY (supersedes_id) REFERENCES public.policies_version(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.taggit_taggeditem
    ADD CONSTRAINT taggit_taggeditem_content_type_id_9957a03c_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.taggit_taggeditem
    ADD CONSTRAINT taggit_taggeditem_tag_id_f4f5b767_fk_taggit_tag_id FOREIGN KEY (tag_id) REFERENCES public.taggit_tag(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailadmin_editingsession
    ADD CONSTRAINT wagtailadmin_editing_content_type_id_4df7730e_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailadmin_editingsession
    ADD CONSTRAINT wagtailadmin_editingsession_user_id_6e1a9b70_fk_kernel_user_id FOREIGN KEY (user_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailadmin_formstate
    ADD CONSTRAINT wagtailadmin_formsta_content_type_id_e32438b3_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailadmin_formstate
    ADD CONSTRAINT wagtailadmin_formstate_user_id_b910adc2_fk_kernel_user_id FOREIGN KEY (user_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction
    ADD CONSTRAINT wagtailcore_collecti_collection_id_761908ec_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES public.wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction_groups
    ADD CONSTRAINT wagtailcore_collecti_collectionviewrestri_47320efd_fk_wagtailco FOREIGN KEY (collectionviewrestriction_id) REFERENCES public.wagtailcore_collectionviewrestriction(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction_groups
    ADD CONSTRAINT wagtailcore_collecti_group_id_1823f2a3_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_comment
    ADD CONSTRAINT wagtailcore_comment_page_id_108444b5_fk_wagtailcore_page_id FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_comment
    ADD CONSTRAINT wagtailcore_comment_resolved_by_id_a282aa0e_fk_kernel_user_id FOREIGN KEY (resolved_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_comment
    ADD CONSTRAINT wagtailcore_comment_revision_created_id_1d058279_fk_wagtailco FOREIGN KEY (revision_created_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_comment
    ADD CONSTRAINT wagtailcore_comment_user_id_0c577ca6_fk_kernel_user_id FOREIGN KEY (user_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_commentreply
    ADD CONSTRAINT wagtailcore_commentr_comment_id_afc7e027_fk_wagtailco FOREIGN KEY (comment_id) REFERENCES public.wagtailcore_comment(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_commentreply
    ADD CONSTRAINT wagtailcore_commentreply_user_id_d0b3b9c3_fk_kernel_user_id FOREIGN KEY (user_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_groupapprovaltask_groups
    ADD CONSTRAINT wagtailcore_groupapp_group_id_2e64b61f_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_groupapprovaltask_groups
    ADD CONSTRAINT wagtailcore_groupapp_groupapprovaltask_id_9a9255ea_fk_wagtailco FOREIGN KEY (groupapprovaltask_id) REFERENCES public.wagtailcore_groupapprovaltask(task_ptr_id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_groupapprovaltask
    ADD CONSTRAINT wagtailcore_groupapp_task_ptr_id_cfe58781_fk_wagtailco FOREIGN KEY (task_ptr_id) REFERENCES public.wagtailcore_task(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_groupcollectionpermission
    ADD CONSTRAINT wagtailcore_groupcol_collection_id_5423575a_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES public.wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_groupcollectionpermission
    ADD CONSTRAINT wagtailcore_groupcol_group_id_05d61460_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_groupcollectionpermission
    ADD CONSTRAINT wagtailcore_groupcol_permission_id_1b626275_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_grouppagepermission
    ADD CONSTRAINT wagtailcore_grouppag_group_id_fc07e671_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_grouppagepermission
    ADD CONSTRAINT wagtailcore_grouppag_page_id_710b114a_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_grouppagepermission
    ADD CONSTRAINT wagtailcore_grouppag_permission_id_05acb22e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_groupsitepermission
    ADD CONSTRAINT wagtailcore_groupsit_group_id_e5cdbee4_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_groupsitepermission
    ADD CONSTRAINT wagtailcore_groupsit_permission_id_459b1f38_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_groupsitepermission
    ADD CONSTRAINT wagtailcore_groupsit_site_id_245de488_fk_wagtailco FOREIGN KEY (site_id) REFERENCES public.wagtailcore_site(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_modellogentry
    ADD CONSTRAINT wagtailcore_modellog_content_type_id_68849e77_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_alias_of_id_12945502_fk_wagtailcore_page_id FOREIGN KEY (alias_of_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_content_type_id_c28424df_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_latest_revision_id_e60fef51_fk_wagtailco FOREIGN KEY (latest_revision_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_live_revision_id_930bd822_fk_wagtailco FOREIGN KEY (live_revision_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_locale_id_3c7e30a6_fk_wagtailcore_locale_id FOREIGN KEY (locale_id) REFERENCES public.wagtailcore_locale(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_locked_by_id_bcb86245_fk_kernel_user_id FOREIGN KEY (locked_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_owner_id_fbf7c332_fk_kernel_user_id FOREIGN KEY (owner_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_pagelogentry
    ADD CONSTRAINT wagtailcore_pageloge_content_type_id_74e7708a_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_revision
    ADD CONSTRAINT wagtailcore_pagerevision_user_id_2409d2f4_fk_kernel_user_id FOREIGN KEY (user_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_pagesubscription
    ADD CONSTRAINT wagtailcore_pagesubs_page_id_a085e7a6_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_pagesubscription
    ADD CONSTRAINT wagtailcore_pagesubscription_user_id_89d7def9_fk_kernel_user_id FOREIGN KEY (user_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_pageviewrestriction_groups
    ADD CONSTRAINT wagtailcore_pageview_group_id_6460f223_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_pageviewrestriction
    ADD CONSTRAINT wagtailcore_pageview_page_id_15a8bea6_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_pageviewrestriction_groups
    ADD CONSTRAINT wagtailcore_pageview_pageviewrestriction__f147a99a_fk_wagtailco FOREIGN KEY (pageviewrestriction_id) REFERENCES public.wagtailcore_pageviewrestriction(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_referenceindex
    ADD CONSTRAINT wagtailcore_referenc_base_content_type_id_313cf40f_fk_django_co FOREIGN KEY (base_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_referenceindex
    ADD CONSTRAINT wagtailcore_referenc_content_type_id_766e0336_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_referenceindex
    ADD CONSTRAINT wagtailcore_referenc_to_content_type_id_93690bbd_fk_django_co FOREIGN KEY (to_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_revision
    ADD CONSTRAINT wagtailcore_revision_base_content_type_id_5b4ef7bd_fk_django_co FOREIGN KEY (base_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_revision
    ADD CONSTRAINT wagtailcore_revision_content_type_id_c8cb69c0_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_site
    ADD CONSTRAINT wagtailcore_site_root_page_id_e02fb95c_fk_wagtailcore_page_id FOREIGN KEY (root_page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_task
    ADD CONSTRAINT wagtailcore_task_content_type_id_249ab8ba_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstat_content_type_id_0a758fdc_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstat_revision_id_df25a499_fk_wagtailco FOREIGN KEY (revision_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstat_workflow_state_id_9239a775_fk_wagtailco FOREIGN KEY (workflow_state_id) REFERENCES public.wagtailcore_workflowstate(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstate_finished_by_id_13f98229_fk_kernel_user_id FOREIGN KEY (finished_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstate_task_id_c3677c34_fk_wagtailcore_task_id FOREIGN KEY (task_id) REFERENCES public.wagtailcore_task(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_uploadedfile
    ADD CONSTRAINT wagtailcore_uploaded_for_content_type_id_b0fc87b2_fk_django_co FOREIGN KEY (for_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_uploadedfile
    ADD CONSTRAINT wagtailcore_uploaded_uploaded_by_user_id_c7580fe8_fk_kernel_us FOREIGN KEY (uploaded_by_user_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflow_base_content_type_id_a30dc576_fk_django_co FOREIGN KEY (base_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflow_content_type_id_2bb78ce1_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_workflowcontenttype
    ADD CONSTRAINT wagtailcore_workflow_content_type_id_b261bb37_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflow_current_task_state_i_3a1a0632_fk_wagtailco FOREIGN KEY (current_task_state_id) REFERENCES public.wagtailcore_taskstate(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_workflowpage
    ADD CONSTRAINT wagtailcore_workflow_page_id_81e7bab6_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflow_requested_by_id_4090bca3_fk_kernel_us FOREIGN KEY (requested_by_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_workflowtask
    ADD CONSTRAINT wagtailcore_workflow_task_id_ce7716fe_fk_wagtailco FOREIGN KEY (task_id) REFERENCES public.wagtailcore_task(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflow_workflow_id_1f18378f_fk_wagtailco FOREIGN KEY (workflow_id) REFERENCES public.wagtailcore_workflow(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_workflowpage
    ADD CONSTRAINT wagtailcore_workflow_workflow_id_56f56ff6_fk_wagtailco FOREIGN KEY (workflow_id) REFERENCES public.wagtailcore_workflow(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_workflowcontenttype
    ADD CONSTRAINT wagtailcore_workflow_workflow_id_9aad7cd2_fk_wagtailco FOREIGN KEY (workflow_id) REFERENCES public.wagtailcore_workflow(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailcore_workflowtask
    ADD CONSTRAINT wagtailcore_workflow_workflow_id_b9717175_fk_wagtailco FOREIGN KEY (workflow_id) REFERENCES public.wagtailcore_workflow(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtaildocs_document
    ADD CONSTRAINT wagtaildocs_document_collection_id_23881625_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES public.wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtaildocs_document
    ADD CONSTRAINT wagtaildocs_document_uploaded_by_user_id_17258b41_fk_kernel_us FOREIGN KEY (uploaded_by_user_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailforms_formsubmission
    ADD CONSTRAINT wagtailforms_formsub_page_id_e48e93e7_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailimages_image
    ADD CONSTRAINT wagtailimages_image_collection_id_c2f8af7e_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES public.wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailimages_image
    ADD CONSTRAINT wagtailimages_image_uploaded_by_user_id_5d73dc75_fk_kernel_us FOREIGN KEY (uploaded_by_user_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailimages_rendition
    ADD CONSTRAINT wagtailimages_rendit_image_id_3e1fd774_fk_wagtailim FOREIGN KEY (image_id) REFERENCES public.wagtailimages_image(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailredirects_redirect
    ADD CONSTRAINT wagtailredirects_red_redirect_page_id_b5728a8f_fk_wagtailco FOREIGN KEY (redirect_page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailredirects_redirect
    ADD CONSTRAINT wagtailredirects_red_site_id_780a0e1e_fk_wagtailco FOREIGN KEY (site_id) REFERENCES public.wagtailcore_site(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailsearch_indexentry
    ADD CONSTRAINT wagtailsearch_indexe_content_type_id_62ed694f_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.wagtailusers_userprofile
    ADD CONSTRAINT wagtailusers_userprofile_user_id_59c92331_fk_kernel_user_id FOREIGN KEY (user_id) REFERENCES public.kernel_user(id) DEFERRABLE INITIALLY DEFERRED;


