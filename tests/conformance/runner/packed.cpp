#include "packed.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>

#include <candela/structured_clone/equal.hpp>
#include <candela/structured_clone/inspect.hpp>

#include "hex.hpp"
#include "packed_mutation.hpp"
#include "random_graph.hpp"
#include "recordings.hpp"
#include "vector_table.hpp"

namespace candela::conformance {
namespace {

std::string joined(std::string_view first, std::string_view second, std::string_view third = {}) {
  return std::string(first).append(second).append(third);
}

/// What follows on `word` in an answer of peer.mjs; anything else is thrown.
std::string after(std::string_view word, const std::string& answer) {
  if (!answer.starts_with(word)) throw std::runtime_error("the peer: " + answer);
  return answer.substr(std::min(word.size() + 1, answer.size()));
}

std::string encode(const Codec& codec, Value value) {
  return codec.encode(value, Format::packed, Fidelity::lossless);
}

class Exchange {
 public:
  Exchange(const Codec& codec, LineProcess& peer) : codec_(codec), peer_(peer) {}

  /// The peer, asked so, makes the same value: it must read ours as that, and we what it writes.
  std::string operator()(Value made, const std::string& question) const {
    const std::string ours = encode(codec_, made);
    const std::string answer = peer_.ask(joined(question, " ", to_hex(ours)));
    if (!answer.starts_with("ok ")) return "ours, read by the peer: " + answer;
    const Document theirs = codec_.decode(from_hex(after("ok", answer)));
    const std::string wrong = first_difference(theirs.root(), made);
    if (!wrong.empty()) return "the peer's, read by us: " + wrong;
    return encode(codec_, theirs.root()) == ours ? "" : "equal graphs have other bytes";
  }

 private:
  const Codec& codec_;
  LineProcess& peer_;
};

enum class Verdict : std::uint8_t { any, refused, taken };

/// Whether both readers refuse a message, or both read the same in it. Not thread-safe.
class Judges {
 public:
  explicit Judges(LineProcess& peer) : peer_(peer) {}

  std::string operator()(std::string_view message, Verdict wanted = Verdict::any) {
    // Without host types: whether a host has such a value is no matter of the format.
    const auto ours = try_parse(message, {.limits = wide, .format = Format::packed});
    const std::string answer = peer_.ask("take " + to_hex(message));
    std::string wrong = std::holds_alternative<CloneError>(ours)
                            ? refused(std::get<CloneError>(ours), answer, wanted)
                            : taken(std::get<Document>(ours).root(), answer, wanted);
    return wrong.empty() ? wrong : wrong.append("\n        in ").append(to_hex(message));
  }

  std::size_t refused_by_both() const { return refused_; }
  /// And read as the same.
  std::size_t taken_by_both() const { return taken_; }

 private:
  static constexpr Limits wide{.bigint_digits = 200'000};

  std::string refused(const CloneError& why, const std::string& answer, Verdict wanted) {
    if (wanted == Verdict::taken || !answer.starts_with("refuses "))
      return joined("refused by us: ", why.what(), "; the peer: " + answer.substr(0, 300));
    ++refused_;
    return {};
  }

  std::string taken(Value ours, const std::string& answer, Verdict wanted) {
    if (wanted == Verdict::refused || answer.starts_with("refuses "))
      return joined("read by us: ", inspect(ours).substr(0, 300),
                    "; the peer: " + answer.substr(0, 300));
    if (answer.starts_with("has-not ")) return {};
    const Document theirs = parse(from_hex(after("takes", answer)), {.limits = wide});
    const std::string wrong = first_difference(theirs.root(), ours);
    if (!wrong.empty()) return "read otherwise by the peer: " + wrong;
    ++taken_;
    return {};
  }

  LineProcess& peer_;
  std::size_t refused_ = 0;
  std::size_t taken_ = 0;
};

void check_messages(std::string_view which, Verdict verdict, LineProcess& peer, Report& report) {
  const std::string names = after("ok", peer.ask(joined("names ", which)));
  for (std::size_t start = 0; start < names.size();) {
    const std::size_t end = std::min(names.find('\t', start), names.size());
    const std::string name = joined(which, " ", names.substr(start, end - start));
    report.check(name, [&] {
      return Judges(peer)(from_hex(after("ok", peer.ask("message " + name))), verdict);
    });
    start = end + 1;
  }
}

}  // namespace

void check_packed_vectors(Value recordings, const Codec& codec, LineProcess& peer, Report& report) {
  for (std::size_t i = 0; i < recordings.size(); ++i) {
    const std::string_view name = text_of(recordings[i], "name");
    const std::string title = joined("packed ", name);
    const MadeVector* vector = find_made_vector(name);
    if (vector == nullptr) continue;
    const std::string can = peer.ask(joined("makes ", name));
    if (can.starts_with("cannot ")) {
      report.leave_out(title, after("cannot", can));
      continue;
    }
    report.check(title, [&] {
      Document doc;
      return Exchange(codec, peer)(vector->make(doc), joined("read-vector ", name));
    });
  }
}

void check_packed_graphs(Seeds seeds, const Codec& codec, LineProcess& peer, Report& report) {
  const Exchange exchange(codec, peer);
  const auto check = [&](std::uint32_t seed) {
    Document doc;
    return exchange(make_graph(doc, seed), "read " + std::to_string(seed));
  };
  check_seeds("graphs", seeds, check, report);
  if (seeds.count < seeds_for_every_kind) return;
  report.check("every kind, and every way of sharing, was in a graph",
               [&] { return after("ok", peer.ask("missing")); });
}

void check_packed_messages(LineProcess& peer, Report& report) {
  check_messages("refused", Verdict::refused, peer, report);
  check_messages("taken", Verdict::taken, peer, report);
}

void check_packed_mistakes(Seeds seeds, LineProcess& peer, Report& report) {
  Judges judges(peer);
  const auto check = [&](std::uint32_t seed) {
    Document doc;
    Random random(seed);
    return judges(mutated(stringify(make_graph(doc, seed), {.format = Format::packed}), random));
  };
  check_seeds("mistakes", seeds, check, report);
  if (seeds.count < seeds_for_every_kind) return;
  report.check("mistakes that both refuse, and others that both read", [&] {
    const std::size_t least = seeds.count / 10;
    if (judges.refused_by_both() >= least && judges.taken_by_both() >= least) return std::string();
    return "of " + std::to_string(seeds.count) + " " + std::to_string(judges.refused_by_both()) +
           " were refused, " + std::to_string(judges.taken_by_both()) + " read as the same";
  });
}

}  // namespace candela::conformance
