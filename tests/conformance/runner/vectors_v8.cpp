#include "vectors_v8.hpp"

#include <string>
#include <string_view>

#include <candela/structured_clone/equal.hpp>
#include <candela/structured_clone/format.hpp>

#include "recordings.hpp"
#include "vector_table.hpp"

namespace candela::conformance {
namespace {

const StringifyOptions as_v8{.format = Format::v8};

struct Loss {
  std::string_view name;
  std::string_view what;
};

/// What V8 writes of these is less than the value.
constexpr Loss losses[] = {
    {"regexp-lastIndex", "where a RegExp goes on"},
    {"err-subclass", "names of errors that JavaScript does not have"},
    {"err-name-fetch", "names of errors that JavaScript does not have"},
    {"err-name-Function", "names of errors that JavaScript does not have"},
    {"err-name-Object", "names of errors that JavaScript does not have"},
    {"err-name-number", "names of errors that JavaScript does not have"},
    {"err-self-prop", "other properties of errors"},
    {"err-dollar-prop", "other properties of errors"},
    {"ta-u16-offset", "the buffer around a view, in node's form"},
    {"ta-shared-buffer", "that views share a buffer, in node's form"},
};

/// Classes of a program are plain objects to V8, and host values to us.
bool is_of_a_class(std::string_view name) {
  for (const std::string_view start : {"url", "headers", "reqs-", "ress-"})
    if (name.starts_with(start)) return true;
  return false;
}

/// Equal values, other bytes: V8 looks at how its engine keeps a list.
constexpr std::string_view other_bytes[] = {"dag-wide"};

template <typename Table>
bool contains(const Table& table, std::string_view name) {
  for (const auto& entry : table)
    if (entry == name) return true;
  return false;
}

bool loses(std::string_view name) {
  for (const Loss& loss : losses)
    if (loss.name == name) return true;
  return is_of_a_class(name);
}

std::string from_base64(std::string_view text) {
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  unsigned held = 0;
  unsigned bits = 0;
  for (const char c : text) {
    const std::size_t digit = digits.find(c);
    if (digit == std::string_view::npos) break;  // padding
    held = (held << 6U) | static_cast<unsigned>(digit);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(held >> bits);
    held &= (1U << bits) - 1;
  }
  return bytes;
}

/// Read, written and read again it stays what it is.
std::string stable(const Document& read) {
  const std::string bytes = stringify(read, as_v8);
  if (detect_format(bytes) != Format::v8) return "its format is not recognised";
  const std::string wrong = first_difference(parse(bytes).root(), read.root());
  return wrong.empty() ? wrong : "read, written and read again: " + wrong;
}

std::string check_made(const MadeVector& vector, const std::string& recorded) {
  Document made;
  made.set_root(vector.make(made));
  const Document read = parse(recorded);
  const std::string difference = first_difference(read.root(), made.root());
  if (loses(vector.name))
    return difference.empty() ? "nothing is lost any more: the table is wrong" : stable(read);
  if (!difference.empty()) return "read: " + difference;
  const std::string ours = stringify(made, as_v8);
  if (const std::string wrong = first_difference(parse(ours).root(), made.root()); !wrong.empty())
    return "ours: " + wrong;
  const bool same = ours == recorded;
  if (same == contains(other_bytes, vector.name))
    return same ? "the bytes are the same: the table is wrong" : "ours has other bytes";
  return {};
}

/// V8 throws for it, and so do we.
std::string check_refused(const MadeVector& vector) {
  Document made;
  made.set_root(vector.make(made));
  try {
    (void)stringify(made, as_v8);
    return "V8 refuses it, and ours was written";
  } catch (const CloneError& error) {
    return error.code() == CloneErrorCode::not_serializable ? "" : error.what();
  }
}

}  // namespace

void check_v8_vector(Value vector, Report& report) {
  const std::string_view name = text_of(vector, "name");
  const std::string title = "v8 " + std::string(name);
  const std::string recorded = from_base64(text_of(vector["v8"], "base64"));
  const MadeVector* const made = find_made_vector(name);
  const UnheldVector* const unheld = find_unheld_vector(name);
  if (recorded.empty() && made == nullptr) {
    report.leave_out(title, unheld != nullptr ? unheld->reason : "V8 refuses it");
    return;
  }
  report.check(title, [&]() -> std::string {
    if (recorded.empty()) return check_refused(*made);
    if (made != nullptr) return check_made(*made, recorded);
    return unheld != nullptr ? stable(parse(recorded)) : "is in no table of the runner";
  });
}

}  // namespace candela::conformance
