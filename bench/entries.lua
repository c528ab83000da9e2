-- Saves entries: each line of the file in BENCH_LEAVES is a token, an address and inputs, parted by tabs.
-- A save names the version of the one before, so a leaf comes back to its thread's queue when its answer has told the version; its
-- number goes along in the comment.
local threads = 0

function setup(thread)
    thread:set("number", threads)
    threads = threads + 1
end

function init()
    leaves, queue, first, last, saves = {}, {}, 1, 0, 0
    local count = 0
    for line in io.lines(os.getenv("BENCH_LEAVES")) do
        local token, path, inputs = line:match("^(.-)\t(.-)\t(.*)$")
        if count % 2 == number then
            leaves[#leaves + 1] = {path = path, inputs = inputs, version = 0, headers = {
                ["Authorization"] = "Bearer " .. token, ["Content-Type"] = "application/json"}}
            last = last + 1
            queue[last] = #leaves
        end
        count = count + 1
    end
end

function request()
    local place = queue[first]
    queue[first] = nil
    first = first + 1
    saves = saves + 1
    local leaf = leaves[place]
    local body = string.format('{"inputs":%s,"comment":"leaf %d, save %d","version":%d}', leaf.inputs, place, saves, leaf.version)
    return wrk.format("PUT", leaf.path, leaf.headers, body)
end

function response(status, headers, body)
    if status ~= 200 then return end
    local place = tonumber(body:match('"comment": ?"leaf (%d+)'))
    leaves[place].version = tonumber(body:match('"version": ?(%d+)'))
    last = last + 1
    queue[last] = place
end
