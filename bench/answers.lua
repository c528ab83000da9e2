-- Sends answers of a survey, each by a link of its own. Each thread holds one connection, so that what comes back is always of what was
-- sent last (wrk -tN -cN).
-- BENCH_LINKS: a line each, path and serial; BENCH_QUESTIONS: a line each, a question on a scale of five; BENCH_KEPT: a folder in which
-- each thread writes the serials that were acknowledged.
local threads = {}

function setup(thread)
    thread:set("number", #threads)
    threads[#threads + 1] = thread
end

function init()
    questions, links = {}, {}
    for line in io.lines(os.getenv("BENCH_QUESTIONS")) do questions[#questions + 1] = line end
    local place = 0
    for line in io.lines(os.getenv("BENCH_LINKS")) do
        place = place + 1
        if place % tonumber(os.getenv("BENCH_THREADS")) == number then
            local path, serial = line:match("^(%S+)\t(%d+)$")
            links[#links + 1] = {path = path, serial = tonumber(serial)}
        end
    end
    kept = io.open(os.getenv("BENCH_KEPT") .. "/" .. number, "a")
    kept:setvbuf("line")
    sent, answered, refused, starved, told = 0, 0, 0, 0, ""
end

function request()
    sent = sent + 1
    local link = links[sent]
    if not link then
        starved = 1
        return wrk.format("GET", "/readyz")
    end
    local parts = {"consent=1&step=save&q.adult=yes&q.commented=no&q.wish=time&q.wish=online"}
    for place, name in ipairs(questions) do
        parts[#parts + 1] = "q." .. name .. "=" .. (link.serial + place) % 5 + 1
    end
    parts[#parts + 1] = "q.remark=%C3%9D+ki%E1%BA%BFn+" .. string.format("%d", link.serial)
    return wrk.format("POST", link.path, {["Content-Type"] = "application/x-www-form-urlencoded"}, table.concat(parts, "&"))
end

function response(status, headers, body)
    if starved == 1 then return end
    if status == 200 and body:find("data-draft-done", 1, true) then
        answered = answered + 1
        kept:write(string.format("%d\n", links[sent].serial))
    else
        refused = refused + 1
        told = status .. " " .. body:gsub("<[^>]*>", " "):gsub("%s+", " "):sub(1, 600)
    end
end

function done(summary)
    local all, bad, empty, words = 0, 0, 0, ""
    for _, thread in ipairs(threads) do
        all, bad, empty = all + thread:get("answered"), bad + thread:get("refused"), empty + thread:get("starved")
        if thread:get("told") ~= "" then words = thread:get("told") end
    end
    print(string.format("ANSWERED %d in %d, refused %d, starved %d %s", all, summary.duration, bad, empty, words))
end
