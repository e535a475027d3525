// What HttpGuard lets through, kj must read as the same messages: never more of them than the guard
// counted, whatever the bytes are and however they were cut. The first byte says how they are cut,
// and whether they are requests, answers, or answers to HEAD. One exception: kj takes a chunked body
// for complete at its last chunk, the guard only at the line end that must follow.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

#include <kj/async-io.h>
#include <kj/compat/http.h>

#include "kj/http_guard.hpp"

namespace {

using candela::HttpGuard;

constexpr std::uint8_t answers_from = 128;
constexpr std::uint8_t answers_to_head_from = 224;

struct Verdict {
  std::string accepted;
  std::size_t messages = 0;
  bool refused = false;
  bool in_body = false;
};

void require(bool holds) {
  if (!holds) std::abort();
}

using Peer = HttpGuard::Peer;

struct What {
  Peer peer;
  bool to_head;
};

Verdict judge(std::string_view bytes, std::size_t piece, What what) {
  HttpGuard guard(what.peer, candela::HttpGuardLimits{});
  Verdict verdict;
  while (verdict.accepted.size() < bytes.size()) {
    const std::string_view rest = bytes.substr(verdict.accepted.size(), piece);
    if (what.to_head && guard.between_messages()) guard.expect_no_body();
    const HttpGuard::Step step = guard.consume(rest);
    require(step.accepted <= rest.size());
    verdict.accepted += rest.substr(0, step.accepted);
    if (step.event == HttpGuard::Event::message_complete) ++verdict.messages;
    if (step.event == HttpGuard::Event::needs_more) require(step.accepted == rest.size());
    if (step.event == HttpGuard::Event::refused || step.event == HttpGuard::Event::finished) break;
  }
  verdict.refused = guard.refusal().has_value();
  verdict.in_body = guard.in_body();
  return verdict;
}

class Bytes final : public kj::AsyncInputStream {
 public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}
  kj::Promise<std::size_t> tryRead(void* buffer, std::size_t, std::size_t max_bytes) override {
    const std::size_t size = std::min(max_bytes, bytes_.size());
    std::memcpy(buffer, bytes_.data(), size);
    bytes_.remove_prefix(size);
    return size;
  }

 private:
  std::string_view bytes_;
};

/// How many messages kj reads to their end before the bytes end, or stop making sense to it.
std::size_t messages_of_kj(std::string_view bytes, What what) {
  kj::EventLoop loop;
  kj::WaitScope scope(loop);
  kj::HttpHeaderTable table;
  Bytes stream(bytes);
  auto input = kj::newHttpInputStream(stream, table);
  std::size_t messages = 0;
  kj::runCatchingExceptions([&input, &scope, &messages, what]() {
    const auto asked = what.to_head ? kj::HttpMethod::HEAD : kj::HttpMethod::POST;
    while (input->awaitNextMessage().wait(scope)) {
      auto body = what.peer == Peer::client ? input->readRequest().wait(scope).body
                                            : input->readResponse(asked).wait(scope).body;
      body->readAllBytes().wait(scope);
      ++messages;
    }
  });
  return messages;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const What what{data[0] < answers_from ? Peer::client : Peer::server,
                  data[0] >= answers_to_head_from};
  const Verdict whole = judge(bytes, std::max<std::size_t>(bytes.size(), 1), what);
  const Verdict cut = judge(bytes, std::size_t{1} + data[0] % answers_from, what);
  require(whole.refused == cut.refused);
  require(whole.messages == cut.messages);
  require(whole.in_body == cut.in_body);
  for (const Verdict* verdict : {&whole, &cut}) {
    const std::size_t begun = verdict->refused || verdict->in_body ? 1 : 0;
    require(messages_of_kj(verdict->accepted, what) <= verdict->messages + begun);
  }
  return 0;
}
