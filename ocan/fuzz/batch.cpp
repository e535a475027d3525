// Any bytes as a batch, against a target with something of every kind to be reached. Whatever is
// decoded is also read as a chain and as text, which must come back the same.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <candela/ocan.hpp>
#include <candela/structured_clone/fields.hpp>
#include <candela/structured_clone/format.hpp>

namespace {

using candela::Call;
using candela::Document;
using candela::Value;

struct Point {
  int x = 0;
  std::optional<std::string> name;
};
CANDELA_FIELDS(Point, x, name)

class Inner : public candela::Lendable {
 public:
  std::string label = "inner";
  int bump(int by = 1) { return count_ += by; }
  CANDELA_EXPOSE(Inner, label, bump)

 private:
  int count_ = 0;
};

class Rich {
 public:
  int field = 1;
  int add(int a, int b = 2) {
    return static_cast<int>(static_cast<unsigned>(a) + static_cast<unsigned>(b));
  }
  Value echo(Value value) { return value; }
  Value list(Call& call, std::span<const Value> all) {
    Value array = call.document().array();
    for (const Value& value : all)
      array.push(value);
    return array;
  }
  std::string join(const std::string& a, std::string_view b) { return a + std::string(b); }
  std::shared_ptr<Inner> open() { return std::make_shared<Inner>(); }
  Inner& own() { return own_; }
  std::weak_ptr<Inner> weak() { return kept_; }
  /// Ends what it lent and what it kept.
  void drop() {
    own_.take_back();
    kept_ = std::make_shared<Inner>();
  }
  std::string label_of(const std::shared_ptr<Inner>& inner) { return inner->label; }
  candela::Result apply(const candela::Function& f, Value value) { return f(value, f.value()); }
  std::function<int(Point)> mover(int by) {
    return [by](const Point& point) {
      return static_cast<int>(static_cast<unsigned>(point.x) + static_cast<unsigned>(by));
    };
  }
  Value functions(Call& call) {
    Document& document = call.document();
    const Value function = call.function("f", [](Value value) { return value; });
    return document.array({function, document.make_map({{"f", function}, {function, 1}}),
                           document.make_set({function}), document.object({{"f", function}})});
  }
  candela::Deferred<int> later(int value) {
    candela::Deferred<int> deferred;
    waiting_ = deferred;
    if (value > 0) deferred.resolve(value);
    return deferred;
  }
  void fail(Value what) { throw candela::Error::from_value(what); }
  void settle() { waiting_.resolve(1); }

 private:
  Inner own_;
  std::shared_ptr<Inner> kept_ = std::make_shared<Inner>();
  candela::Deferred<int> waiting_;
  CANDELA_EXPOSE(Rich, field, add, echo, list, join, open, own, label_of, functions, later, fail,
                 weak, drop, apply, mover, CANDELA_SETTER("setField", field))
};

void run_batch(const Document& request, const candela::ExecutionOptions& options) {
  Rich rich;
  candela::BatchExecution batch(request.clone(), candela::target(rich), options);
  while (batch.run() == candela::ExecutionState::pending)
    rich.settle();
  // A result may be what no text can hold (too deep to be read again), but writing it must not
  // fail.
  static_cast<void>(candela::stringify(batch.response()));
}

void read_chains(const Document& request) {
  const Value root = request.root();
  const Value items = root.is_object() ? root["batch"] : Value();
  for (std::size_t i = 0; items.is_array() && i < items.size(); ++i) {
    const Value operations = items[i].is_object() ? items[i]["operations"] : Value();
    const candela::Chain chain = candela::Chain::from_value(operations);
    const Document written = chain.to_document();
    const Document again = candela::Chain::from_value(written.root()).to_document();
    if (candela::stringify(again) != candela::stringify(written)) std::abort();
    static_cast<void>(candela::to_string(chain));
  }
}

void parse_text(std::string_view text) {
  const std::string printed = candela::to_string(candela::parse_chain(text));
  if (candela::to_string(candela::parse_chain(printed)) != printed) std::abort();
}

template <typename Part>
void attempt(Part part) {
  try {
    part();
  } catch (const candela::Error&) {
    // Refused, as it may be.
  } catch (const candela::CloneError&) {
    // Refused by the codec.
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  attempt([&] { parse_text(text); });
  attempt([&] {
    const Document request = candela::parse(text, {.limits = candela::server_limits()});
    candela::ExecutionOptions options;
    options.limits.argument_values = 100'000;
    attempt([&] { run_batch(request, options); });
    options.stacks = candela::Stacks::exposed;
    options.markers = candela::FunctionMarkers::left;
    options.arguments = candela::ArgumentChecks::schema;
    attempt([&] { run_batch(request, options); });
    attempt([&] { read_chains(request); });
  });
  return 0;
}
