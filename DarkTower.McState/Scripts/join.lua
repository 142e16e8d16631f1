-- Takes a participant in: fence, idempotency, membership, capacity, presence, counters, event and request record, in one step.
-- KEYS 1 meeting, 2 participants, 3 deadlines, 4 events, 5 due index, 6 request record
-- ARGV 1 org, 2 controller, 3 generation, 4 participant, 5 profile 'role|user|name', 6 capacity (at most 1000), 7 fingerprint of the request,
--      8 presence ms, 9 ring length, 10 record ms, 11 retention ms, 12 meeting
-- Reply {'ok', record} | {refusal}; record = 'fingerprint|seq|epoch|joined ms|present until ms|present'
local now = now_ms()
local m = redis.call('HMGET', KEYS[1], 'org', 'gen', 'owner', 'lease_until', 'epoch', 'seq', 'joins')
local refused = refusal(m, ARGV[1], ARGV[2], tonumber(ARGV[3]), now)
if refused then return {refused} end

local record = redis.call('GET', KEYS[6])
if record then
  if string.sub(record, 1, #ARGV[7] + 1) == ARGV[7] .. '|' then return {'ok', record} end
  return {'request-id-reused'}
end

-- The deadline decides who is present, not the sweep: whoever is past it takes no place and may join again.
local deadline = redis.call('ZSCORE', KEYS[3], ARGV[4])
if deadline and tonumber(deadline) > now then return {'already-joined'} end
local present = redis.call('ZCOUNT', KEYS[3], '(' .. num(now), '+inf')
if present >= tonumber(ARGV[6]) then return {'meeting-full'} end

-- Every join removes all that are due, so a meeting never holds more members than its capacity: this loop is bounded by it.
local seq = tonumber(m[6])
local gone = redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', num(now), 'LIMIT', '0', '1000')
for i = 1, #gone do
  seq = seq + 1
  redis.call('ZREM', KEYS[3], gone[i])
  redis.call('HDEL', KEYS[2], gone[i])
  redis.call('RPUSH', KEYS[4], num(seq) .. '|' .. num(now) .. '|participant-left|' .. gone[i] .. '|timeout')
end

seq = seq + 1
local until_ms = now + tonumber(ARGV[8])
redis.call('HSET', KEYS[1], 'seq', num(seq), 'joins', num(tonumber(m[7]) + 1), 'cap', ARGV[6])
redis.call('HSET', KEYS[2], ARGV[4], num(now) .. '|' .. ARGV[5])
redis.call('ZADD', KEYS[3], num(until_ms), ARGV[4])
redis.call('RPUSH', KEYS[4], num(seq) .. '|' .. num(now) .. '|participant-joined|' .. ARGV[4] .. '|' .. ARGV[5])
redis.call('LTRIM', KEYS[4], '-' .. ARGV[9], '-1')
record = ARGV[7] .. '|' .. num(seq) .. '|' .. m[5] .. '|' .. num(now) .. '|' .. num(until_ms) .. '|' .. num(present + 1)
redis.call('SET', KEYS[6], record, 'PX', ARGV[10])
keep(KEYS, ARGV[12], tonumber(m[4]), ARGV[11])
return {'ok', record}
