-- Moves the deadlines of participants that are still present.
-- KEYS 1 meeting, 2 participants, 3 deadlines, 4 events, 5 due index
-- ARGV 1 org, 2 controller, 3 generation, 4 presence ms, 5 retention ms, 6 meeting, 7... participants (1 to 500)
-- Reply {'ok', present until ms, {participants that are not present}} | {refusal}
local now = now_ms()
local m = redis.call('HMGET', KEYS[1], 'org', 'gen', 'owner', 'lease_until')
local refused = refusal(m, ARGV[1], ARGV[2], tonumber(ARGV[3]), now)
if refused then return {refused} end

local until_ms = num(now + tonumber(ARGV[4]))
local deadlines = redis.call('ZMSCORE', KEYS[3], unpack(ARGV, 7))
local beats, missing = {}, {}
for i = 1, #ARGV - 6 do
  if deadlines[i] and tonumber(deadlines[i]) > now then
    beats[#beats + 1] = until_ms
    beats[#beats + 1] = ARGV[i + 6]
  else
    missing[#missing + 1] = ARGV[i + 6]
  end
end
if #beats > 0 then redis.call('ZADD', KEYS[3], unpack(beats)) end
keep(KEYS, ARGV[6], tonumber(m[4]), ARGV[5])
return {'ok', until_ms, missing}
