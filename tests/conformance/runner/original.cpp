#include "original.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include <candela/structured_clone/equal.hpp>

#include "random_graph.hpp"

namespace candela::conformance {
namespace {

std::string joined(std::string_view first, std::string_view second, std::string_view third = {}) {
  return std::string(first).append(second).append(third);
}

/// Both texts from shortly before they part.
std::string difference(std::string_view what, std::string_view wanted, std::string_view got) {
  if (wanted == got) return {};
  constexpr std::size_t before = 60;
  constexpr std::size_t shown = 400;
  const auto [one, other] = std::mismatch(wanted.begin(), wanted.end(), got.begin(), got.end());
  const auto parted = static_cast<std::size_t>(one - wanted.begin());
  const std::size_t from = parted > before ? parted - before : 0;
  return joined(what, ", from byte ", std::to_string(from))
      .append("\n        wanted ")
      .append(wanted.substr(from, shown))
      .append("\n        got    ")
      .append(got.substr(from, shown));
}

std::string prefixed(std::string_view what, const std::string& wrong) {
  return wrong.empty() ? wrong : joined(what, ": ", wrong);
}

/// What follows on `word` in an answer of original.mjs; anything else is thrown.
std::string after(std::string_view word, const std::string& answer) {
  if (!answer.starts_with(word)) throw std::runtime_error("the original: " + answer);
  return answer.substr(std::min(word.size() + 1, answer.size()));
}

/// Ours alone: what it writes without loss is read as it was, in both formats.
std::string kept_by_us(const Codec& codec, Value made) {
  for (const Format format : {Format::nested, Format::tuple}) {
    const std::string text = codec.encode(made, format, Fidelity::lossless);
    const std::string wrong = first_difference(codec.decode(text).root(), made);
    if (!wrong.empty()) return joined(to_string(format), " of ours, read by us: ", wrong);
  }
  return {};
}

class GraphCheck {
 public:
  GraphCheck(const Codec& codec, LineProcess& original) : codec_(codec), original_(original) {}

  /// The first thing that is wrong; empty when all is right.
  std::string operator()(std::uint32_t seed) const {
    Document doc;
    const Value made = make_graph(doc, seed);
    const std::string number = std::to_string(seed);
    const std::string theirs = after("ok", original_.ask("encode " + number));
    const std::string ours = codec_.encode(made, Format::nested, Fidelity::lossless);
    const std::string reference = codec_.encode(made, Format::nested, Fidelity::reference);
    std::string wrong = difference("Fidelity::reference", theirs, reference);
    if (wrong.empty() && !is_lossy(seed)) wrong = as_theirs(made, theirs, ours);
    if (wrong.empty()) wrong = kept_by_us(codec_, made);
    if (wrong.empty()) {
      const std::string again = original_.ask(joined("read ", number, " " + ours));
      if (!again.starts_with("ok "))
        wrong = "ours, read by the original: " + again;
      else if (!is_lossy(seed))
        wrong = difference("ours, read and written by it", theirs, after("ok", again));
    }
    return wrong;
  }

 private:
  std::string as_theirs(Value made, std::string_view theirs, std::string_view ours) const {
    const std::string wrong = difference("Fidelity::lossless", theirs, ours);
    if (!wrong.empty()) return wrong;
    return prefixed("the original's, read by us",
                    first_difference(codec_.decode(theirs).root(), made));
  }

  const Codec& codec_;
  LineProcess& original_;
};

class RowCheck {
 public:
  RowCheck(const Codec& codec, LineProcess& original) : codec_(codec), original_(original) {}

  std::string operator()(const LossyRow& row) const {
    Document doc;
    const Value made = row.make(doc);
    const std::string ours = codec_.encode(made, Format::nested, Fidelity::lossless);
    std::string wrong = difference("Fidelity::lossless", row.ours, ours);
    if (wrong.empty()) wrong = written_by_original(row, made);
    if (wrong.empty()) wrong = kept_by_us(codec_, made);
    if (!wrong.empty()) return wrong;
    const std::string read = original_.ask(joined("read-row ", row.name, "\t" + ours));
    return read == "ok" ? "" : "ours, read by the original: " + read;
  }

 private:
  std::string written_by_original(const LossyRow& row, Value made) const {
    const std::string answer = original_.ask(joined("encode-row ", row.name));
    const bool throws = answer.starts_with("throws ");
    using Original = LossyRow::Original;
    if (throws != (row.original == Original::throws || row.original == Original::crashes))
      return "the original: " + answer;
    switch (row.original) {
      case Original::throws: return refused(made);
      case Original::crashes: return {};
      case Original::mistakes:
        return after("ok", answer) == row.ours ? "the original mistakes nothing" : "";
      case Original::writes: break;
    }
    return difference("Fidelity::reference", after("ok", answer),
                      codec_.encode(made, Format::nested, Fidelity::reference));
  }

  std::string refused(Value made) const {
    try {
      return "Fidelity::reference wrote " +
             codec_.encode(made, Format::nested, Fidelity::reference);
    } catch (const CloneError& error) {
      return error.code() == CloneErrorCode::not_serializable ? "" : error.what();
    }
  }

  const Codec& codec_;
  LineProcess& original_;
};

}  // namespace

void check_graphs(Seeds seeds, const Codec& codec, LineProcess& original, Report& report) {
  check_seeds("graphs", seeds, GraphCheck(codec, original), report);
  if (seeds.count < seeds_for_every_kind) return;
  report.check("every kind, and every way of sharing, was in a graph",
               [&] { return after("ok", original.ask("missing")); });
}

void check_rows(const Codec& codec, LineProcess& original, Report& report) {
  const RowCheck check(codec, original);
  for (const LossyRow& row : lossy_rows())
    report.check(joined("lossy ", row.name), [&] { return check(row); });
}

}  // namespace candela::conformance
