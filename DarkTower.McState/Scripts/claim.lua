-- Takes a meeting with a generation that gc-database has just minted.
-- KEYS 1 meeting, 2 participants, 3 deadlines, 4 events, 5 due index
-- ARGV 1 org, 2 controller, 3 generation, 4 lease ms, 5 retention ms, 6 meeting
-- Reply {'ok', leaseUntil} | {'already-owned', leaseUntil} | {'fenced'} | {'meeting-not-found'}
local now = now_ms()
local generation = tonumber(ARGV[3])
local m = redis.call('HMGET', KEYS[1], 'org', 'gen', 'owner', 'lease_until')
if m[2] then
  if m[1] ~= ARGV[1] then return {'meeting-not-found'} end
  if m[3] ~= ARGV[2] and tonumber(m[4]) > now then return {'already-owned', m[4]} end
  if tonumber(m[2]) >= generation then return {'fenced'} end
end

local lease_until = now + tonumber(ARGV[4])
redis.call('HSET', KEYS[1], 'org', ARGV[1], 'gen', num(generation), 'owner', ARGV[2], 'lease_ms', ARGV[4], 'lease_until', num(lease_until))
if not m[2] then
  -- The live state begins here, or begins again after Redis lost it: the generation, which never repeats, names this beginning.
  redis.call('HSET', KEYS[1], 'epoch', num(generation), 'seq', '0', 'joins', '0', 'state', 'active')
end
keep(KEYS, ARGV[6], lease_until, ARGV[5])
return {'ok', num(lease_until)}
