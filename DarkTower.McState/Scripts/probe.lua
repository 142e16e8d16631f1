-- Holds its key for a while: on an engine whose scripts are atomic nobody can write it meanwhile.
-- KEYS 1 probe key   ARGV 1 own value, 2 hold ms
-- Reply {'ok'} | {'interleaved'}
redis.call('SET', KEYS[1], ARGV[1], 'PX', '10000')
local started = now_ms()
for _ = 1, 10000000 do
  if now_ms() - started >= tonumber(ARGV[2]) then break end
end
if redis.call('GET', KEYS[1]) == ARGV[1] then return {'ok'} end
return {'interleaved'}
