CREATE FUNCTION public.meetings_refuse_older_generation() RETURNS trigger
LANGUAGE plpgsql
SET search_path = ''
AS $$
BEGIN
    RAISE EXCEPTION 'generation % of meeting % is older than %', NEW.generation, OLD.meeting_id, OLD.generation
        USING ERRCODE = 'check_violation', CONSTRAINT = 'meetings_generation_forward_check', TABLE = 'meetings', SCHEMA = 'public';
END
$$;

COMMENT ON FUNCTION public.meetings_refuse_older_generation() IS
    'Trigger: a fencing token that went down would let a controller write that was replaced.';

CREATE TRIGGER meetings_generation_forward BEFORE UPDATE ON public.meetings
    FOR EACH ROW WHEN (NEW.generation < OLD.generation) EXECUTE FUNCTION public.meetings_refuse_older_generation();
