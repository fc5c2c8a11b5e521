-- GCRA, the sums of GcraPolicy. KEYS[1]: the caller. ARGV: interval in microseconds, burst.
-- Answers {allowed, remaining, retry after, reset}, times in microseconds.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local interval = tonumber(ARGV[1])
local tat = tonumber(redis.call('GET', KEYS[1]) or now)
if tat < now then tat = now end
local next = tat + interval
local passes_from = next - interval * tonumber(ARGV[2])
if passes_from > now then
  return {0, 0, passes_from - now, tat - now}
end
redis.call('SET', KEYS[1], string.format('%.0f', next), 'PX', math.ceil((next - now) / 1000) + 1)
return {1, math.floor((now - passes_from) / interval), 0, next - now}
