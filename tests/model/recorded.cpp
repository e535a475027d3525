#include "recorded.hpp"

#include <iostream>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <candela/ocan.hpp>
#include <candela/structured_clone/format.hpp>

#include "exposed_actors.hpp"
#include "interpreter.hpp"
#include "mask.hpp"
#include "naive_actors.hpp"
#include "outcome.hpp"
#include "recordings.hpp"

namespace candela::model {

namespace {

using conformance::text_of;

/// That many ran when this was written; fewer are a mistake.
constexpr std::size_t fewest = 110;

/// `/__rpc/probe-do/name/call`; empty parts where it is another one.
struct Address {
  std::string binding;
  std::string instance;
};
Address address_of(std::string_view path) {
  path = path.substr(0, path.find('?'));
  constexpr std::string_view prefix = "/__rpc/";
  constexpr std::string_view suffix = "/call";
  if (!path.starts_with(prefix) || !path.ends_with(suffix)) return {};
  const std::string_view middle =
      path.substr(prefix.size(), path.size() - prefix.size() - suffix.size());
  const std::size_t slash = middle.find('/');
  if (slash == std::string_view::npos) return {};
  Address address{std::string(middle.substr(0, slash)), std::string(middle.substr(slash + 1))};
  for (char& letter : address.binding) {
    if (letter == '_') letter = '-';
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return address;
}

struct Instance {
  std::unique_ptr<NaiveActor> naive;
  Target exposed;
};

class Replay {
 public:
  Replay(Format format, Mistake mistake) : format_(format), mistake_(mistake) {}

  void run(Value recorded, std::string_view name);
  std::size_t ran = 0;
  std::size_t failed = 0;
  std::map<std::string, std::vector<std::string>> left_out;

 private:
  void check(Value recorded, std::string_view name, Instance& instance);
  void compare(std::string_view name, std::string_view who, const std::string& wanted,
               const std::string& got);
  Instance& instance_of(const Address& address);

  Format format_;
  Mistake mistake_;
  Heap heap_;
  std::map<std::string, Instance> instances_;
};

Instance& Replay::instance_of(const Address& address) {
  Instance& instance = instances_[address.binding + "/" + address.instance];
  if (!instance.naive) {
    instance.naive = NaiveActor::make(heap_, address.binding);
    instance.exposed = make_exposed_actor(address.binding);
  }
  return instance;
}

void Replay::run(Value recorded, std::string_view name) {
  const auto status = static_cast<int>(recorded["status"].as_number());
  if (status != 200 && status != 500) {
    const std::string reason =
        "answered by HTTP alone, with status " + std::to_string(status) + ":";
    left_out[reason].emplace_back(name);
    return;
  }
  Instance& instance = instance_of(address_of(text_of(recorded, "path")));
  if (!instance.naive || !instance.exposed) {
    left_out["of an actor that is not here:"].emplace_back(name);
    return;
  }
  ++ran;
  check(recorded, name, instance);
}

void Replay::compare(std::string_view name, std::string_view who, const std::string& wanted,
                     const std::string& got) {
  if (wanted == got) return;
  ++failed;
  std::cout << "FAIL  " << to_string(format_) << ' ' << name << ", " << who << "\n      wanted "
            << wanted << "\n      got    " << got << '\n';
}

/// In words that are the same for both formats, and for function markers that share operations.
std::string levelled(Document document, std::span<const std::string_view> masked) {
  level(document);
  return conformance::mask_values(stringify(document), masked);
}

void Replay::check(Value recorded, std::string_view name, Instance& instance) {
  std::vector<std::string_view> masked = {"timestamp", "stack"};
  if (const Value by_v8 = recorded["v8"]; by_v8.is_boolean() && by_v8.as_boolean())
    masked.emplace_back("message");
  const std::string_view answer = text_of(recorded, recorded.has("ours") ? "ours" : "resp");
  const std::string wanted = conformance::mask_values(answer, masked);
  const bool any_failed = recorded["status"].as_number() == 500;
  const Document request = parse(text_of(recorded, "body"));

  Interpreter interpreter(heap_, instance.naive->object(), {}, mistake_, ThrownStacks::exposed);
  Document naive;
  naive.set_root(Writer(naive).write(*interpreter.answer(request.root())));
  if (format_ == Format::nested)
    compare(name, "naive", wanted, conformance::mask_values(stringify(naive), masked));
  compare(name, "naive, levelled", levelled(parse(answer), masked),
          levelled(naive.clone(), masked));

  ExecutionOptions options;
  options.stacks = Stacks::exposed;
  BatchExecution batch(request.clone(), instance.exposed, options);
  if (batch.run() != ExecutionState::done) return compare(name, "executor", wanted, "waits");
  const Value response =
      batch.response(format_ == Format::tuple ? MarkerChains::shared : MarkerChains::separate);
  compare(name, "executor", wanted,
          conformance::mask_values(stringify(response, {.format = format_}), masked));
  compare(name, "executor, status", any_failed ? "500" : "200", batch.any_failed() ? "500" : "200");
}

}  // namespace

bool compare_recorded(const std::filesystem::path& folder, Mistake mistake) {
  std::size_t ran = 0;
  std::size_t failed = 0;
  for (const Format format : {Format::nested, Format::tuple}) {
    Replay replay(format, mistake);
    const std::string file = "exchanges-" + std::string(to_string(format)) + ".json";
    const Document recordings = conformance::read_recordings(folder / file);
    for (std::size_t i = 0; i < recordings.root().size(); ++i) {
      const Value conversation = recordings.root()[i];
      const Value exchanges = conversation["exchanges"];
      for (std::size_t e = 0; e < exchanges.size(); ++e)
        replay.run(exchanges[e], text_of(conversation, "name"));
    }
    std::cout << file << ": " << replay.ran << " exchanges ran\n";
    for (const auto& [reason, names] : replay.left_out) {
      std::cout << "  left out, " << reason;
      for (const std::string& name : names)
        std::cout << ' ' << name;
      std::cout << '\n';
    }
    ran += replay.ran;
    failed += replay.failed;
  }
  if (ran < fewest) std::cout << "TOO FEW: " << ran << " exchanges, wanted " << fewest << '\n';
  std::cout << failed << " differences\n";
  if (mistake != Mistake::none) return failed > 0;
  return failed == 0 && ran >= fewest;
}

}  // namespace candela::model
