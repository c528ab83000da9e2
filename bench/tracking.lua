-- Asks for dossiers by the codes in the file BENCH_CODES, each time as somebody else behind a proxy of ours: who asks is limited.
function setup(thread)
    math.randomseed(os.time())
    thread:set("seed", math.random(1, 1000000))
end

function init()
    math.randomseed(seed)
    codes = {}
    for line in io.lines(os.getenv("BENCH_CODES")) do codes[#codes + 1] = line end
end

function request()
    local client = string.format("10.%d.%d.%d", math.random(0, 255), math.random(0, 255), math.random(0, 255))
    return wrk.format("GET", "/dossiers/track/" .. codes[math.random(#codes)], {["X-Forwarded-For"] = client})
end
