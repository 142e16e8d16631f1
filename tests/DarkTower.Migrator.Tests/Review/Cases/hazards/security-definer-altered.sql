-- expect: policy.security-definer-path
-- why: the function was harmless; ALTER makes it run as its owner. Its path is taken away in the same breath.
ALTER FUNCTION public.set_updated_at() SECURITY DEFINER RESET search_path;
