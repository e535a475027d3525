#include <candela/structured_clone/equal.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "describe.hpp"
#include "text/iso_date.hpp"
#include "text/quoted.hpp"

namespace candela {
namespace {

constexpr std::array<std::string_view, 4> part_names = {"name", "message", "stack", "cause"};

// Of a deep path, so many steps are told at either end.
constexpr std::size_t shown_steps = 16;

bool same_number(double left, double right) noexcept {
  if (std::isnan(left) || std::isnan(right)) return std::isnan(left) && std::isnan(right);
  return left == right && std::signbit(left) == std::signbit(right);
}

// The first byte that differs, or the size of the shorter one.
std::size_t first_byte_apart(Value left, Value right) {
  const auto a = left.bytes();
  const auto b = right.bytes();
  const auto size = static_cast<std::ptrdiff_t>(std::min(a.size(), b.size()));
  return static_cast<std::size_t>(std::mismatch(a.begin(), a.begin() + size, b.begin()).first -
                                  a.begin());
}

// What a container is, besides what it holds. Requires: the same kind.
bool same_shape(Value left, Value right) {
  switch (left.kind()) {
    case Kind::array:
    case Kind::map:
    case Kind::set: return left.size() == right.size();
    case Kind::date: return same_number(left.date_ms(), right.date_ms());
    case Kind::regexp:
      return left.regexp_source() == right.regexp_source() &&
             left.regexp_flags() == right.regexp_flags() &&
             same_number(left.regexp_last_index(), right.regexp_last_index());
    case Kind::array_buffer:
      return left.bytes().size() == right.bytes().size() &&
             first_byte_apart(left, right) == left.bytes().size();
    case Kind::typed_array:
      if (left.view_type() != right.view_type()) return false;
      [[fallthrough]];
    case Kind::data_view:
      return left.bytes().size() == right.bytes().size() &&
             left.view_byte_offset() == right.view_byte_offset();
    case Kind::boxed: return left.boxed_value().is(right.boxed_value());
    case Kind::host: return left.host_tag() == right.host_tag();
    case Kind::function: return left.function_name() == right.function_name();
    default: return true;
  }
}

std::string show(Value value) {
  switch (value.kind()) {
    case Kind::date: {
      const std::string iso = to_iso(value.date_ms());
      return "the Date " + (iso.empty() ? "NaN" : iso);
    }
    case Kind::regexp: {
      std::string text = "/" + std::string(value.regexp_source()) + "/";
      text += value.regexp_flags();
      const double last_index = value.regexp_last_index();
      if (last_index != 0) text += " at " + describe_number(last_index);
      return text;
    }
    case Kind::typed_array:
    case Kind::data_view:
      return describe(value) + " at byte " + std::to_string(value.view_byte_offset());
    case Kind::function: {
      std::string text = "the function ";
      append_quoted(text, value.function_name(), described_bytes);
      return text;
    }
    default: return describe(value);
  }
}

std::string show_difference(Value left, Value right) {
  if (left.kind() == Kind::array_buffer && right.kind() == Kind::array_buffer &&
      left.bytes().size() == right.bytes().size()) {
    return "the bytes differ at " + std::to_string(first_byte_apart(left, right));
  }
  return show(left) + " is not " + show(right);
}

// What two values at one place have to do with each other.
enum class Verdict : std::uint8_t {
  open,           // to be compared
  missing_left,   // only the right one is there
  missing_right,  // only the left one is there
  order,          // both properties are on both sides, in another order
  values,         // compared, and different
  identity,       // met before, as different values on one side and as one on the other
};

struct Pair {
  Value left, right;
  Verdict verdict = Verdict::open;
};

// Walks the children of two containers in step. Requires: the same kind and shape, and that neither
// is written to.
class PairWalk {
 public:
  PairWalk(Value left, Value right) : left_(left), right_(right), kind_(left.kind()) {
    if (is_walked_by_cursor()) {
      left_entry_ = left.entries();
      right_entry_ = right.entries();
    }
  }

  /// False when all pairs were given.
  bool next(Pair& pair);
  /// Adds the place of the pair that was given last.
  void append_place(std::string& path) const;

 private:
  bool is_walked_by_cursor() const noexcept {
    return kind_ == Kind::object || kind_ == Kind::error || kind_ == Kind::map ||
           kind_ == Kind::set;
  }
  bool next_property(Pair& pair);
  bool next_error_part(Pair& pair);
  bool next_member(Pair& pair);

  Value left_, right_;
  Kind kind_;
  bool in_entry_ = false;  // the pair given last came from the cursors
  std::size_t given_ = 0;  // pairs given
  std::string_view name_;  // of the property given last
  Value::Cursor left_entry_, right_entry_;
};

bool PairWalk::next(Pair& pair) {
  pair = {};
  switch (kind_) {
    case Kind::object: return next_property(pair);
    case Kind::error: return next_error_part(pair) || next_property(pair);
    case Kind::map:
    case Kind::set: return next_member(pair);
    case Kind::array:
      if (given_ == left_.size()) return false;
      pair.left = left_[given_];
      pair.right = right_[given_];
      if (left_.is_hole(given_) != right_.is_hole(given_)) {
        pair.verdict = left_.is_hole(given_) ? Verdict::missing_left : Verdict::missing_right;
      }
      break;
    case Kind::typed_array:
    case Kind::data_view:
      if (given_ == 1) return false;
      pair.left = left_.view_buffer();
      pair.right = right_.view_buffer();
      break;
    case Kind::host:
      if (given_ == 1) return false;
      pair.left = left_.host_payload();
      pair.right = right_.host_payload();
      break;
    default: return false;
  }
  ++given_;
  return true;
}

bool PairWalk::next_property(Pair& pair) {
  if (in_entry_) {
    left_entry_.next();
    right_entry_.next();
  }
  in_entry_ = true;
  const bool left_done = left_entry_.done();
  const bool right_done = right_entry_.done();
  if (left_done && right_done) return false;
  if (!left_done) pair.left = left_entry_.value();
  if (!right_done) pair.right = right_entry_.value();
  name_ = left_done ? right_entry_.name() : left_entry_.name();
  if (left_done) {
    pair.verdict = Verdict::missing_left;
  } else if (right_done || !right_.has(name_)) {
    pair.verdict = Verdict::missing_right;
  } else if (name_ != right_entry_.name()) {
    const bool in_both = left_.has(right_entry_.name());
    pair.verdict = in_both ? Verdict::order : Verdict::missing_left;
    if (!in_both) name_ = right_entry_.name();
  }
  return true;
}

bool PairWalk::next_error_part(Pair& pair) {
  for (; given_ < part_names.size(); ++given_) {
    const auto part = static_cast<Value::ErrorPart>(given_);
    const bool in_left = left_.error_has(part);
    const bool in_right = right_.error_has(part);
    if (!in_left && !in_right) continue;
    name_ = part_names[given_++];
    pair.left = left_.error_part(part);
    pair.right = right_.error_part(part);
    if (!in_left) pair.verdict = Verdict::missing_left;
    if (!in_right) pair.verdict = Verdict::missing_right;
    return true;
  }
  return false;
}

// A Map gives each entry twice: its key, then its value.
bool PairWalk::next_member(Pair& pair) {
  const bool at_value = kind_ == Kind::map && given_ % 2 == 1;
  if (!at_value && given_ > 0) {
    left_entry_.next();
    right_entry_.next();
  }
  if (left_entry_.done() || right_entry_.done()) return false;
  pair.left = at_value ? left_entry_.value() : left_entry_.key();
  pair.right = at_value ? right_entry_.value() : right_entry_.key();
  ++given_;
  return true;
}

void PairWalk::append_place(std::string& path) const {
  switch (kind_) {
    case Kind::object:
    case Kind::error: return append_path_key(path, name_);
    case Kind::map:
      path += given_ % 2 == 1 ? ".keys()" : ".values()";
      return append_path_index(path, (given_ - 1) / 2);
    case Kind::set: path += ".values()"; return append_path_index(path, given_ - 1);
    case Kind::array: return append_path_index(path, given_ - 1);
    case Kind::host: return append_path_key(path, "payload");
    default: return append_path_key(path, "buffer");
  }
}

class Comparison {
 public:
  /// True when the graphs are isomorphic.
  bool run(Value left, Value right) {
    last_ = {.left = left, .right = right};
    if (!enter()) return false;
    while (!path_.empty()) {
      if (!path_.back().next(last_)) {
        path_.pop_back();
      } else if (!enter()) {
        return false;
      }
    }
    return true;
  }

  /// Requires: `run` gave false.
  std::string explain() const;

 private:
  bool enter();
  bool differ(Verdict verdict) {
    last_.verdict = verdict;
    return false;
  }

  std::vector<PairWalk> path_;
  Pair last_;
  // Which container of one side stands for which of the other; one document each, so slots are
  // enough.
  std::unordered_map<std::uint64_t, std::uint64_t> right_of_;
  std::unordered_map<std::uint64_t, std::uint64_t> left_of_;
};

// Compares the two values of `last_` by themselves, and goes into them when they hold more.
bool Comparison::enter() {
  if (last_.verdict != Verdict::open) return false;
  const Value left = last_.left;
  const Value right = last_.right;
  if (left.kind() != right.kind()) return differ(Verdict::values);
  if (!left.has_identity()) return left.is(right) || differ(Verdict::values);
  if (left.is_function()) return same_shape(left, right) || differ(Verdict::values);

  const auto known_right = right_of_.find(left.slot());
  const auto known_left = left_of_.find(right.slot());
  if (known_right != right_of_.end() && known_left != left_of_.end() &&
      known_right->second == right.slot()) {
    return true;
  }
  if (!same_shape(left, right)) return differ(Verdict::values);
  if (known_right != right_of_.end() || known_left != left_of_.end()) {
    return differ(Verdict::identity);
  }
  right_of_.emplace(left.slot(), right.slot());
  left_of_.emplace(right.slot(), left.slot());
  path_.emplace_back(left, right);
  return true;
}

std::string Comparison::explain() const {
  std::string text = "$";
  for (std::size_t step = 0; step < path_.size(); ++step) {
    if (step == shown_steps && path_.size() > 2 * shown_steps) {
      text += "...";
      step = path_.size() - shown_steps;
    }
    path_[step].append_place(text);
  }
  text += ": ";
  switch (last_.verdict) {
    case Verdict::missing_left: return text + describe(last_.right) + " is missing on the left";
    case Verdict::missing_right: return text + describe(last_.left) + " is missing on the right";
    case Verdict::order: return text + "the property comes later on the right";
    case Verdict::identity:
      return text + describe(last_.left) + " was met before, on one side only";
    default: return text + show_difference(last_.left, last_.right);
  }
}

}  // namespace

bool equal(Value left, Value right) {
  return Comparison().run(left, right);
}

std::string first_difference(Value left, Value right) {
  Comparison comparison;
  return comparison.run(left, right) ? std::string() : comparison.explain();
}

}  // namespace candela
