#include "exchanges.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "mask.hpp"
#include "recordings.hpp"

namespace candela::conformance {
namespace {

HttpRequest request_of(Value recorded) {
  HttpRequest request{.method = std::string(text_of(recorded, "method")),
                      .target = std::string(text_of(recorded, "path")),
                      .body = std::string(text_of(recorded, "body"))};
  for (auto header = recorded["headers"].entries(); !header.done(); header.next())
    request.headers.emplace_back(header.name(), header.value().as_string());
  return request;
}

/// What the recording says of the answer; `ours` stands where we differ on purpose.
std::string_view recorded_answer(Value recorded) {
  return recorded.has("ours") ? text_of(recorded, "ours") : text_of(recorded, "resp");
}

std::vector<std::string_view> masked_names(Value recorded) {
  std::vector<std::string_view> names = {"timestamp", "stack"};
  const Value worded_by_v8 = recorded["v8"];
  if (worded_by_v8.is_boolean() && worded_by_v8.as_boolean()) names.emplace_back("message");
  return names;
}

std::string check_exchange(Value recorded, const Endpoint& server) {
  const HttpAnswer answer = exchange(server, request_of(recorded));
  const auto status = static_cast<int>(recorded["status"].as_number());
  const auto names = masked_names(recorded);
  const std::string wanted = mask_values(recorded_answer(recorded), names);
  const std::string got = mask_values(answer.body, names);
  const std::string_view type = text_of(recorded, "ct");
  const bool same_text = got == wanted && answer.content_type == type;
  if (answer.status == status && (same_text || status == 404)) return {};
  const auto line = [](int code, std::string_view content_type, const std::string& body) {
    return std::to_string(code) + ' ' + std::string(content_type) + ' ' + body;
  };
  return "asked  " + std::string(text_of(recorded, "body")) +  //
         "\n      wanted " + line(status, type, wanted) +      //
         "\n      got    " + line(answer.status, answer.content_type, got);
}

std::string check_conversation(Value recorded, const Endpoint& server) {
  const Value exchanges = recorded["exchanges"];
  for (std::size_t i = 0; i < exchanges.size(); ++i) {
    if (const std::string wrong = check_exchange(exchanges[i], server); !wrong.empty())
      return wrong;
  }
  return {};
}

/// `{batch: [{id: "1", operations: […]}]}`: each name is got, then applied to nothing.
std::string batch_of_calls(Format format, const std::vector<std::string_view>& names) {
  Document doc;
  Value operations = doc.array();
  for (const std::string_view name : names) {
    operations.push(doc.object({{"type", "get"}, {"key", name}}));
    operations.push(doc.object({{"type", "apply"}, {"args", doc.array()}}));
  }
  const Value item = doc.object({{"id", "1"}, {"operations", operations}});
  doc.set_root(doc.object({{"batch", doc.array({item})}}));
  return stringify(doc, {.format = format});
}

/// A session that counts is opened, bumped `calls - 1` times, and its opening counted.
std::string check_call_count(Format format, const Endpoint& server, std::size_t calls) {
  const std::string instance =
      "first-call-once-" + std::string(to_string(format)) + "-" + std::to_string(calls);
  const auto call = [&](const std::vector<std::string_view>& names) {
    const HttpAnswer answer = exchange(server, {.target = "/__rpc/PROBE_DO/" + instance + "/call",
                                                .body = batch_of_calls(format, names)});
    return parse(answer.body);
  };
  std::vector<std::string_view> chain(calls, "bump");
  chain.front() = "sess";
  const Document chained = call(chain);
  if (const Value success = chained.root()["batch"][0]["success"];
      !success.is_boolean() || !success.as_boolean())
    return "the chain failed: " + stringify(chained);
  const Document counted = call({"getCalls"});
  const Value count = counted.root()["batch"][0]["result"];
  if (count.is_number() && count.as_number() == 1) return {};
  return "the first call did not run once: " + stringify(counted);
}

}  // namespace

void check_exchanges(Value recordings, Format format, const Endpoint& server, Report& report) {
  for (std::size_t i = 0; i < recordings.size(); ++i) {
    const std::string name =
        std::string(to_string(format)).append(" ").append(text_of(recordings[i], "name"));
    report.check(name, [&] { return check_conversation(recordings[i], server); });
  }
}

void check_call_counts(Format format, const Endpoint& server, Report& report) {
  for (const std::size_t calls : {std::size_t{1}, std::size_t{12}, std::size_t{25}}) {
    const std::string name =
        std::string(to_string(format)) + " chain of " + std::to_string(calls) + " calls";
    report.check(name, [&] { return check_call_count(format, server, calls); });
  }
}

}  // namespace candela::conformance
