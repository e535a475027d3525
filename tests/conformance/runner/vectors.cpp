#include "vectors.hpp"

#include <array>
#include <string>
#include <string_view>

#include <candela/structured_clone/equal.hpp>

#include "recordings.hpp"
#include "vector_table.hpp"
#include "vectors_v8.hpp"

namespace candela::conformance {
namespace {

/// The original packages take this for a BigInt and write its text, which is no number.
constexpr std::string_view refused_vector = "key-constructor-bigint";

/// What one of the original packages did with a vector.
struct Recording {
  Format format;
  std::string_view wire;  // empty: it threw
  bool lossless;
};

Recording recording_of(Value vector, Format format) {
  const Value written = vector[to_string(format)];
  const Value lossless = written["lossless"];
  return {format, text_of(written, "wire"), lossless.is_boolean() && lossless.as_boolean()};
}

std::string difference(std::string_view what, std::string_view wanted, std::string_view got) {
  if (wanted == got) return {};
  std::string text(what);
  return text.append("\n        wanted ").append(wanted).append("\n        got    ").append(got);
}

class VectorCheck {
 public:
  VectorCheck(const Codec& codec, const Recording& recording)
      : codec_(codec), recording_(recording) {}

  /// The first thing that is wrong; empty when all is right.
  std::string made(const MadeVector& vector) const {
    Document doc;
    const Value value = vector.make(doc);
    const std::string_view stated =
        recording_.format == Format::nested ? vector.nested : vector.tuple;
    const std::string_view lossless = stated.empty() ? recording_.wire : stated;
    std::string wrong = difference("written without loss", lossless, encode(value));
    if (wrong.empty() && !recording_.wire.empty() && vector.beyond_reference.empty())
      wrong = difference("written as the original does", recording_.wire,
                         codec_.encode(value, recording_.format, Fidelity::reference));
    if (wrong.empty()) wrong = read_back(lossless, value);
    if (wrong.empty() && vector.name == refused_vector) return refused();
    if (wrong.empty() && !recording_.wire.empty()) wrong = stable();
    return wrong;
  }

  /// Reading alone: what was read is written, and reads the same again.
  std::string stable() const {
    const Document once = codec_.decode(recording_.wire);
    const std::string text = encode(once.root());
    const Document twice = codec_.decode(text);
    if (const std::string wrong = first_difference(once.root(), twice.root()); !wrong.empty())
      return "read, written and read again: " + wrong;
    return difference("written twice", text, encode(twice.root()));
  }

 private:
  std::string encode(Value value) const {
    return codec_.encode(value, recording_.format, Fidelity::lossless);
  }

  std::string read_back(std::string_view text, Value value) const {
    if (detect_format(text) != recording_.format) return "its format is not recognised";
    const std::string wrong = first_difference(codec_.decode(text).root(), value);
    return wrong.empty() ? wrong : "read: " + wrong;
  }

  std::string refused() const {
    try {
      codec_.decode(recording_.wire);
      return "a BigInt whose text is no number was read";
    } catch (const CloneError& error) {
      return error.code() == CloneErrorCode::bad_number ? "" : error.what();
    }
  }

  const Codec& codec_;
  Recording recording_;
};

std::string check(const Codec& codec, std::string_view name, const Recording& recording) {
  const VectorCheck check(codec, recording);
  if (const MadeVector* vector = find_made_vector(name)) return check.made(*vector);
  if (find_unheld_vector(name) == nullptr) return "is in no table of the runner";
  return check.stable();
}

std::string cross(const Codec& codec, const Recording& from, const Recording& to) {
  const Document doc = codec.decode(from.wire);
  return difference("written in the other format", to.wire,
                    codec.encode(doc.root(), to.format, Fidelity::lossless));
}

std::string title(std::string_view prefix, std::string_view name) {
  return std::string(prefix).append(" ").append(name);
}

void check_vector(Value vector, const Codec& codec, Report& report) {
  const std::string_view name = text_of(vector, "name");
  const Recording nested = recording_of(vector, Format::nested);
  const Recording tuple = recording_of(vector, Format::tuple);
  const UnheldVector* unheld = find_unheld_vector(name);
  for (const Recording& recording : {nested, tuple}) {
    const std::string_view format = to_string(recording.format);
    if (unheld != nullptr && recording.wire.empty()) {
      report.leave_out(title(format, name), unheld->reason);
    } else {
      report.check(title(format, name), [&] { return check(codec, name, recording); });
    }
  }
  if (nested.lossless && tuple.lossless) {
    report.check(title("across", name), [&] {
      const std::string wrong = cross(codec, nested, tuple);
      return wrong.empty() ? cross(codec, tuple, nested) : wrong;
    });
  }
}

}  // namespace

void check_vectors(Value recordings, const Codec& codec, Report& report) {
  for (std::size_t i = 0; i < recordings.size(); ++i)
    check_vector(recordings[i], codec, report);
  for (std::size_t i = 0; i < recordings.size(); ++i)
    check_v8_vector(recordings[i], report);
}

}  // namespace candela::conformance
