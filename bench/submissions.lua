-- Sends dossiers from home: begin, choose the office, the form with three attachments, send. Each thread holds one connection and plays
-- one citizen after the other, so that an answer is always to what was asked last (wrk -tN -cN).
-- BENCH_CITIZENS: a line each, the session's secret and its form token; BENCH_UNITS: a line each, the code of an office;
-- BENCH_FORM: a line each, name and answer; BENCH_PAPER: the bytes of a paper, in which the line of zeros becomes a number.
local MOST, BOUNDARY = 18, "----------------------------bench"
local threads = {}

function setup(thread)
    thread:set("number", #threads)
    thread:set("seed", os.time() * 1000 + #threads)
    threads[#threads + 1] = thread
end

local function lines(name)
    local all = {}
    for line in io.lines(os.getenv(name)) do all[#all + 1] = line end
    return all
end

local function escaped(text)
    return (text:gsub("[^%w%-_.]", function(byte) return string.format("%%%02X", byte:byte()) end))
end

function init()
    math.randomseed(seed)
    units, answers, citizens = lines("BENCH_UNITS"), {}, {}
    for _, line in ipairs(lines("BENCH_FORM")) do
        local name, value = line:match("^(.-)\t(.*)$")
        answers[#answers + 1] = {name = name, value = value}
    end
    for place, line in ipairs(lines("BENCH_CITIZENS")) do
        if place % tonumber(os.getenv("BENCH_THREADS")) == number then
            local secret, token = line:match("^(%S+)\t(%S+)$")
            citizens[#citizens + 1] = {cookie = "cchc_citizen=" .. secret, token = token}
        end
    end
    local file = io.open(os.getenv("BENCH_PAPER"), "rb")
    before, after = file:read("*a"):match("^(.-)0000000000000000(.*)$")
    file:close()
    citizen, papers, sent, refused, starved, step, told = 1, 0, 0, 0, 0, 1, ""
end

local function field(name, value)
    return "--" .. BOUNDARY .. '\r\nContent-Disposition: form-data; name="' .. name .. '"\r\n\r\n' .. value .. "\r\n"
end

local function multipart(token)
    local parts = {field("form_token", token), field("revision", "2"), field("step", "next")}
    for _, answer in ipairs(answers) do parts[#parts + 1] = field(answer.name, answer.value) end
    for paper = 1, 3 do
        papers = papers + 1
        parts[#parts + 1] = "--" .. BOUNDARY .. '\r\nContent-Disposition: form-data; name="q.lease"; filename="trang-' .. paper
            .. '.pdf"\r\nContent-Type: application/pdf\r\n\r\n'
        parts[#parts + 1] = before
        parts[#parts + 1] = string.format("%08d%08d", seed % 100000000, papers)
        parts[#parts + 1] = after
        parts[#parts + 1] = "\r\n"
    end
    parts[#parts + 1] = "--" .. BOUNDARY .. "--\r\n"
    return table.concat(parts)
end

function request()
    if sent >= citizen * MOST then citizen = citizen + 1 end
    local who = citizens[citizen]
    if not who then
        starved = 1
        return wrk.format("GET", "/readyz")
    end
    local headers = {["Cookie"] = who.cookie, ["Content-Type"] = "application/x-www-form-urlencoded"}
    local token = "form_token=" .. escaped(who.token)
    if step == 1 then return wrk.format("POST", os.getenv("BENCH_BEGIN"), headers, token) end
    if step == 2 then
        local unit = escaped(units[math.random(#units)])
        return wrk.format("POST", draft .. "/start", headers, token .. "&revision=1&step=next&applicant=&unit=" .. unit)
    end
    if step == 3 then
        headers["Content-Type"] = "multipart/form-data; boundary=" .. BOUNDARY
        return wrk.format("POST", draft .. "/part-2", headers, multipart(who.token))
    end
    return wrk.format("POST", draft .. "/review", headers, token .. "&revision=3")
end

function response(status, headers, body)
    if starved == 1 then return end
    local location = headers["Location"] or headers["location"] or ""
    local wanted = ({"^(/online/drafts/%w+)/start", "^(/online/drafts/%w+)/part%-", "^(/online/drafts/%w+)/part%-3", "^(/online/dossiers/[%w.%-]+)"})[step]
    local found = location:match(wanted)
    if status ~= 303 or not found then
        refused = refused + 1
        told = status .. " at step " .. step .. " " .. location .. " " .. body:gsub("<[^>]*>", " "):gsub("%s+", " "):sub(1, 600)
        step = 1
        return
    end
    if step == 1 then draft = found end
    if step == 4 then
        sent, step = sent + 1, 1
    else
        step = step + 1
    end
end

function done(summary)
    local all, bad, empty, words = 0, 0, 0, ""
    for _, thread in ipairs(threads) do
        all, bad, empty = all + thread:get("sent"), bad + thread:get("refused"), empty + thread:get("starved")
        if thread:get("told") ~= "" then words = thread:get("told") end
    end
    print(string.format("SENT %d in %d, refused %d, starved %d %s", all, summary.duration, bad, empty, words))
end
