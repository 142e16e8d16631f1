-- Reads a meeting whole, at one moment of the store's clock.
-- KEYS 1 meeting, 2 participants, 3 deadlines   ARGV 1 org
-- Reply {'ok', now ms, {meeting: name, value, ...}, {participants: id, 'joined ms|role|user|name', ...}, {id, deadline ms, ...}} | {'meeting-not-live'}
local meeting = redis.call('HGETALL', KEYS[1])
if redis.call('HGET', KEYS[1], 'org') ~= ARGV[1] then return {'meeting-not-live'} end
return {'ok', num(now_ms()), meeting, redis.call('HGETALL', KEYS[2]), redis.call('ZRANGE', KEYS[3], '0', '-1', 'WITHSCORES')}
