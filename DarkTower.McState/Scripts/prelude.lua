-- Put before every script (LiveScripts.cs). Each function is pure or says what it writes.
-- Dialect: Redis 7 (Lua 5.1) and Garnet (Lua 5.4): numbers leave through num(), nil is false, time is the store's, replies are arrays.

local function num(n)
  return string.format('%.0f', n)
end

local function now_ms()
  local t = redis.call('TIME')
  return tonumber(t[1]) * 1000 + math.floor(tonumber(t[2]) / 1000)
end

-- Why this writer may not write, or false. m = HMGET meeting 'org' 'gen' 'owner' 'lease_until' ...
-- A generation that is not in the store is never "first write wins": the writer has to claim.
local function refusal(m, org, controller, generation, now)
  local stored = m[2] and tonumber(m[2])
  if not stored or m[1] ~= org or stored < generation then return 'claim-required' end
  if stored > generation then return 'fenced' end
  if m[3] ~= controller then return 'split-brain' end
  if tonumber(m[4]) <= now then return 'lease-lost' end
  return false
end

-- Writes: every key of the meeting lives `retention` ms from its last change; the due index holds when the meeting next needs a sweep.
-- keys: 1 meeting, 2 participants, 3 deadlines, 4 events, 5 due index.
local function keep(keys, meeting, lease_until, retention)
  local first = redis.call('ZRANGE', keys[3], '0', '0', 'WITHSCORES')
  local due = lease_until
  if first[2] and tonumber(first[2]) < due then due = tonumber(first[2]) end
  redis.call('ZADD', keys[5], num(due), meeting)
  for i = 1, 5 do
    redis.call('PEXPIRE', keys[i], retention)
  end
end
