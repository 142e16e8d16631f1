-- Reads whether a claim would be refused, so that a refused claim mints no generation.
-- KEYS 1 meeting   ARGV 1 org, 2 controller
-- Reply {'ok'} | {'already-owned', leaseUntil}
local now = now_ms()
local m = redis.call('HMGET', KEYS[1], 'org', 'owner', 'lease_until')
if m[1] == ARGV[1] and m[2] ~= ARGV[2] and tonumber(m[3]) > now then
  return {'already-owned', m[3]}
end
return {'ok'}
