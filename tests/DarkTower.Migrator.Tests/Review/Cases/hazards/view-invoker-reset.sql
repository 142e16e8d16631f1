-- expect: tenant.view-bypass
-- options: --empty
-- why: the view was safe until now.
ALTER VIEW shop.my_baskets RESET (security_invoker);
