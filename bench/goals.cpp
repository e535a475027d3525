#include "goals.hpp"

namespace candela::bench {

namespace {

// Ratios are the peer's time by ours, so "at most 1.4 times as long as X" stands here as 1 / 1.4.
constexpr Goal all_goals[] = {
    // clang-format off
    {"1", "graph", "clone", "node structuredClone", Bound::ratio, 200},
    {"1", "graph", "clone-kept", "node structuredClone", Bound::ratio, 15},
    {"2", "graph", "packed-encode", "node v8", Bound::ratio, 6},
    {"2", "graph", "packed-encode", "cereal", Bound::ratio, 3},
    {"3", "graph", "packed-decode", "node v8", Bound::ratio, 20},
    {"3", "graph", "packed-decode", "cereal", Bound::ratio, 10},
    {"4", "graph_shallow", "nested-encode", "lumenize", Bound::ratio, 10},
    {"4", "graph_shallow", "nested-decode", "lumenize", Bound::ratio, 10},
    {"5", "twitter", "nested-encode", "node JSON", Bound::ratio, 3},
    {"5", "twitter", "nested-encode", "RapidJSON", Bound::ratio, 2},
    {"5", "twitter", "nested-encode", "lumenize", Bound::ratio, 15},
    {"6", "twitter", "nested-decode", "node JSON", Bound::ratio, 6},
    {"6", "twitter", "nested-decode", "RapidJSON insitu", Bound::ratio, 1.3},
    {"6", "twitter", "nested-decode", "lumenize", Bound::ratio, 8},
    {"6", "twitter", "nested-decode", "simdjson DOM", Bound::stretch, 1},
    {"7", "twitter", "structs-encode", "RapidJSON", Bound::ratio, 4},
    {"7", "twitter", "structs-decode-strings", "RapidJSON insitu", Bound::ratio, 1},
    {"7", "twitter", "structs-decode-views", "RapidJSON insitu", Bound::ratio, 1.3},
    {"7", "twitter", "structs-decode-views", "RapidJSON insitu", Bound::stretch, 1.5},
    {"8", "twitter", "structs-packed-encode", "cereal", Bound::ratio, 5},
    {"8", "twitter", "structs-packed-decode-views", "cereal", Bound::ratio, 3},
    {"9", "numbers", "nested-encode", "node JSON", Bound::ratio, 4},
    {"9", "numbers", "nested-decode", "node JSON", Bound::ratio, 3},
    {"9", "numbers", "nested-decode", "simdjson DOM", Bound::ratio, 1},
    {"10", "numbers", "packed-typed-arrays-encode", "memcpy", Bound::ratio, 1 / 2.0},
    {"10", "numbers", "packed-typed-arrays-decode", "memcpy", Bound::ratio, 1 / 2.0},
    {"10", "numbers", "packed-arrays-encode", "memcpy", Bound::ratio, 1 / 6.0},
    {"10", "numbers", "packed-arrays-decode", "memcpy", Bound::ratio, 1 / 6.0},
    {"11", "typed", "packed-encode", "node v8", Bound::ratio, 2},
    {"11", "typed", "packed-encode", "cereal", Bound::ratio, 1},
    {"11", "typed", "packed-decode", "node v8", Bound::ratio, 2},
    {"11", "typed", "packed-decode", "cereal", Bound::ratio, 1},
    {"11", "typed", "nested-encode", "lumenize", Bound::ratio, 30},
    {"11", "typed", "nested-decode", "lumenize", Bound::ratio, 15},
    {"12", "small", "v8-encode", "node v8", Bound::ratio, 2},
    {"12", "small", "v8-decode", "node v8", Bound::ratio, 2},
    {"12", "twitter", "v8-encode", "node v8", Bound::ratio, 2},
    {"12", "twitter", "v8-decode", "node v8", Bound::ratio, 2},
    {"12", "graph", "v8-encode", "node v8", Bound::ratio, 2},
    {"12", "graph", "v8-decode", "node v8", Bound::ratio, 2},
    {"12", "graph_shallow", "v8-encode", "node v8", Bound::ratio, 2},
    {"12", "graph_shallow", "v8-decode", "node v8", Bound::ratio, 2},
    {"12", "numbers", "v8-encode", "node v8", Bound::ratio, 2},
    {"12", "numbers", "v8-decode", "node v8", Bound::ratio, 2},
    {"12", "typed", "v8-encode", "node v8", Bound::ratio, 2},
    {"12", "typed", "v8-decode", "node v8", Bound::ratio, 2},
    {"12", "deep", "v8-encode", "node v8", Bound::ratio, 2},
    {"12", "deep", "v8-decode", "node v8", Bound::ratio, 2},
    {"13", "deep", "nested-encode", "node v8", Bound::ratio, 5},
    {"13", "deep", "nested-decode", "node v8", Bound::ratio, 5},
    {"13", "deep_million", "nested-encode", "", Bound::passes, 1},
    {"13", "deep_million", "nested-decode", "", Bound::passes, 1},
    {"14", "small", "nested-encode", "", Bound::nanoseconds, 300},
    {"14", "small", "nested-encode", "node v8", Bound::ratio, 5},
    {"14", "small", "nested-decode", "", Bound::nanoseconds, 300},
    {"14", "small", "nested-decode", "node v8", Bound::ratio, 5},
    {"14", "small", "structs-packed-encode", "", Bound::nanoseconds, 60},
    {"U1", "urls", "parse", "node URL", Bound::ratio, 3},
    {"O1", "chain", "execute-nested-adds", "", Bound::nanoseconds, 1'500},
    {"O2", "chain", "execute-49-steps", "", Bound::nanoseconds, 49 * 100},
    {"O3", "chain", "build-3-typed-calls", "", Bound::nanoseconds, 300},
    {"R1", "call", "websocket-64", "kj WebSocket echo", Bound::ratio, 1.2},
    {"R1", "call", "websocket-64", "capnweb", Bound::ratio, 4},
    {"R1", "call", "websocket-64", "gRPC async", Bound::ratio, 2},
    {"R1", "call", "websocket-64", "Cap'n Proto RPC", Bound::ratio, 2},
    {"R2", "call", "websocket-1", "kj WebSocket echo", Bound::ratio, 1 / 1.4},
    {"R3", "call", "http-64", "kj HTTP echo", Bound::ratio, 0.8},
    {"R4", "call", "websocket-64-cpu", "capnweb", Bound::ratio, 4},
    {"R4", "call", "websocket-64-cpu", "", Bound::nanoseconds, 8'700},
    {"R5", "call", "http-batch-100-cpu", "", Bound::nanoseconds, 1'500},
    {"R6", "chain of 3", "websocket-1-cpu", "single call", Bound::ratio, 1 / 1.5},
    {"A1", "actors", "volatile-call", "", Bound::nanoseconds, 1'000},
    {"A2", "actors", "durable-call", "", Bound::nanoseconds, 1e9 / 30'000},
    {"A3", "actors", "durable-turn", "fdatasync", Bound::ratio, 1 / 1.5},
    {"A4", "actors", "durable-turns", "SQLite", Bound::ratio, 0.6},
    {"A6", "actors", "cold-start", "", Bound::nanoseconds, 25'000},
    {"A7", "actors", "schedule", "", Bound::nanoseconds, 1e9 / 50'000},
    {"A8", "actors", "hop-between-shards", "", Bound::nanoseconds, 1'000},
    // clang-format on
};

}  // namespace

std::span<const Goal> goals() {
  return all_goals;
}

}  // namespace candela::bench
