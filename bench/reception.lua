-- Receives dossiers: every request is another person before the clerk of another unit (shop.py).
wrk.method = "POST"
local count = 0

function setup(thread)
    math.randomseed(os.time())
    thread:set("seed", math.random(1, 1000000))
end

function init()
    math.randomseed(seed)
end

function request()
    local unit = string.format("%03d", math.random(0, 199))
    count = count + 1
    local headers = {["Authorization"] = "Bearer bench" .. string.rep("0", 35) .. unit, ["Content-Type"] = "application/json"}
    local body = string.format(
        '{"name": "Nguyễn Văn %d", "document": "0%08d%03d", "address": "Phường đo", "decision": "accept", "fee": "8000"}',
        count, math.random(1, 99999999), count % 1000)
    return wrk.format("POST", "/api/v1/dossiers/units/BENCH-" .. unit .. "/reception/1.000656", headers, body)
end
