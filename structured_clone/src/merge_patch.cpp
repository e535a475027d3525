#include <candela/structured_clone/merge_patch.hpp>

#include <cstddef>
#include <limits>
#include <string_view>
#include <utility>

#include <candela/structured_clone/equal.hpp>
#include <candela/structured_clone/format.hpp>
#include <candela/structured_clone/path.hpp>
#include <candela/structured_clone/plain.hpp>

#include "graph/core.hpp"
#include "text/output.hpp"
#include "text/plain_json.hpp"

namespace candela {
namespace {

bool is_index(Value object, std::string_view key) {
  const Core& core = *object.core();
  return core.keys.array_index(core.find_key(key)) != no_index;
}

/// CloneError for what is no JSON, circles too. Its text itself would not do: it loses -0.
void check_json(Value value) {
  Core none;  // of a primitive without bytes
  Output text(std::numeric_limits<std::size_t>::max());
  write_plain_json(text, value.core() != nullptr ? *value.core() : none, value.slot(),
                   Unwritable::strict);
}

class Differ {
 public:
  MergeDiff run(Value from, Value to) {
    result_.patch.set_root(patch_for(from, to));
    while (!frames_.empty())
      step();
    return std::move(result_);
  }

 private:
  /// Two objects at one place, and the patch of it; `from` may be none, then all is new.
  struct Frame {
    Value from;
    Value to;
    Value patch;
    Value::Cursor removed;
    Value::Cursor entries;
    std::string_view key;
    bool is_new;  // the patch's members that hold nothing are members all the same
  };
  static constexpr std::size_t most_reported = 100;

  /// What stands in the patch for a value; opens a frame for objects.
  Value patch_for(Value from, Value to) {
    Document& patch = result_.patch;
    if (!to.is_object()) return patch.copy(to);
    const bool is_new = !from.is_object();
    const Value made = patch.object();
    Frame frame{is_new ? Value() : from, to, made, {}, to.entries(), {}, is_new};
    if (!is_new) frame.removed = from.entries();
    check_order(frame);
    frames_.push_back(std::move(frame));
    return made;
  }

  void step() {
    Frame& frame = frames_.back();
    if (!frame.is_new && !frame.removed.done()) {
      frame.key = frame.removed.name();
      if (!frame.to.has(frame.key)) frame.patch.set(frame.key, nullptr);
      return frame.removed.next();
    }
    if (frame.entries.done()) return close();
    frame.key = frame.entries.name();
    const Value to = frame.entries.value();
    frame.entries.next();
    const bool was_there = !frame.is_new && frame.from.has(frame.key);
    const Value from = was_there ? frame.from[frame.key] : Value();
    if (to.is_null()) {
      if (!was_there || !from.is_null()) report("a member cannot become null");
      return;
    }
    if (was_there && !(from.is_object() && to.is_object()) && equal(from, to)) return;
    if (to.is_object()) {
      patch_for(from, to);  // `close` puts it where it belongs
    } else {
      frame.patch.set(frame.key, patch_for(from, to));
    }
  }

  /// An object in which nothing changed needs no member in the patch around it.
  void close() {
    const bool nothing = !frames_.back().is_new && frames_.back().patch.size() == 0;
    const Value made = frames_.back().patch;
    frames_.pop_back();
    if (!nothing && !frames_.empty()) frames_.back().patch.set(frames_.back().key, made);
  }

  /// Members that stay are in their old order, new ones come behind them.
  void check_order(const Frame& frame) {
    if (frame.is_new) return;
    auto old_entry = frame.from.entries();
    bool behind = false;
    for (auto entry = frame.to.entries(); !entry.done(); entry.next()) {
      if (is_index(frame.to, entry.name())) continue;  // always first, ascending
      if (!frame.from.has(entry.name())) {
        behind = true;
        continue;
      }
      while (!old_entry.done() &&
             (is_index(frame.from, old_entry.name()) || !frame.to.has(old_entry.name())))
        old_entry.next();
      if (behind || old_entry.done() || old_entry.name() != entry.name())
        return report("the order of members cannot change");
      old_entry.next();
    }
  }

  void report(std::string_view why) {
    if (++result_.unsaid_count > most_reported) return;
    std::vector<Path::Step> steps;
    for (const Frame& frame : frames_)
      steps.push_back({Path::StepKind::property, frame.key, 0});
    result_.unsaid.push_back(Path(steps).text().append(": ").append(why));
  }

  MergeDiff result_;
  std::vector<Frame> frames_;
};

/// RFC 7396, section 2, without recursion. All values are trees.
class Merger {
 public:
  Document run(Value target, Value patch) {
    result_.set_root(merged(target, patch));
    while (!frames_.empty())
      step();
    return std::move(result_);
  }

 private:
  struct Frame {
    Value target;  // an object, or none
    Value patch;
    Value made;
    Value::Cursor kept;
    Value::Cursor added;
  };

  Value merged(Value target, Value patch) {
    if (!patch.is_object()) return result_.copy(patch);
    Frame frame{
        target.is_object() ? target : Value(), patch, result_.object(), {}, patch.entries()};
    if (frame.target.is_object()) frame.kept = frame.target.entries();
    frames_.push_back(frame);
    return frame.made;
  }

  void step() {
    const std::size_t here = frames_.size() - 1;
    Frame& frame = frames_[here];
    const Value made = frame.made;
    if (frame.target.is_object() && !frame.kept.done()) {
      const std::string_view key = frame.kept.name();
      const Value old = frame.kept.value();
      frame.kept.next();
      if (!frame.patch.has(key)) {
        Value(made).set(key, result_.copy(old));
      } else if (const Value change = frame.patch[key]; !change.is_null()) {
        Value(made).set(key, merged(old, change));
      }
      return;
    }
    if (frame.added.done()) {
      frames_.pop_back();
      return;
    }
    const std::string_view key = frame.added.name();
    const Value change = frame.added.value();
    const bool is_new = !frame.target.is_object() || !frame.target.has(key);
    frame.added.next();
    if (is_new && !change.is_null()) Value(made).set(key, merged(Value(), change));
  }

  Document result_;
  std::vector<Frame> frames_;
};

}  // namespace

MergeDiff diff(const Document& from, const Document& to) {
  const Document before = to_plain(from);
  const Document after = to_plain(to);
  return Differ().run(before.root(), after.root());
}

Document apply(const Document& target, Value patch) {
  const Document before = to_plain(target);
  (void)stringify_json(patch);  // refuses circles; `from_plain` all else, with the place
  return from_plain(Merger().run(before.root(), patch).root());
}

Document merge_patch(Value target, Value patch) {
  check_json(target);
  check_json(patch);
  return Merger().run(target, patch);
}

}  // namespace candela
