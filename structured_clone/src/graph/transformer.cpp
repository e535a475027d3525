#include "transformer.hpp"

#include <utility>
#include <vector>

#include <candela/structured_clone/error.hpp>

#include "core.hpp"
#include "walk.hpp"

namespace candela {
namespace {

constexpr Slot unseen = slots::hole | 1;
constexpr Slot left_out = slots::hole;

class Transformer {
 public:
  Transformer(Document& document, const Transform& transform)
      : document_(document), core_(document.core()), transform_(transform), walk_(core_) {}

  void run() {
    const Slot root = decide(core_.root);
    core_.root = root == left_out ? slots::undefined : root;
    while (walk_.inside()) {
      if (walk_.next()) {
        step();
      } else {
        finish();
      }
    }
  }

  Path path() const noexcept { return walk_.path(); }

 private:
  /// What stands in the place of a value from now on. A container that is kept is entered.
  Slot decide(Slot slot) {
    if (!slots::is_reference(slot)) return ask(slot);
    const HeaderIndex header = slots::header_of(slot);
    if (outcome(header) != unseen) return outcome(header);
    const Slot decided = ask(slot);
    outcome(header) = decided;
    if (decided == slot) {
      walk_.enter(header);
      changed_.push_back(false);
    } else if (slots::is_reference(decided)) {
      Slot& of_replacement = outcome(slots::header_of(decided));
      if (of_replacement == unseen) of_replacement = decided;
    }
    return decided;
  }

  Slot ask(Slot slot) {
    const Change change = transform_(document_, Value(&core_, slot), walk_.path());
    switch (change.form()) {
      case Change::Form::omit: return left_out;
      case Change::Form::replace: return core_.from_init(change.value());
      case Change::Form::keep: break;
    }
    return slot;
  }

  /// By container; `unseen` for those that were made since.
  Slot& outcome(HeaderIndex header) {
    if (header >= outcomes_.size()) outcomes_.resize(core_.headers.size(), unseen);
    return outcomes_[header];
  }

  void step() {
    const std::size_t depth = changed_.size() - 1;
    const HeaderIndex container = walk_.container();
    const Path::StepKind kind = walk_.path().back().kind;
    const Slot slot = core_.cells[*walk_.cell()];
    const std::uint32_t offset = *walk_.cell() - core_[container].cells;
    const Slot decided = decide(slot);
    if (decided == slot) return;
    // Not entered, so that the walk is still where it was; but the function may have changed all.
    const std::optional<std::uint32_t> cell = walk_.cell();
    if (!cell) return;
    store({container, *cell, offset, kind}, decided);
    const bool is_key = kind == Path::StepKind::map_key || kind == Path::StepKind::set_member;
    const bool is_property = kind == Path::StepKind::property;
    if ((is_key && decided != left_out) || (is_property && decided == left_out))
      changed_[depth] = true;
  }

  struct Place {
    HeaderIndex container;
    std::uint32_t cell;
    std::uint32_t offset;  // of the cell among the container's
    Path::StepKind kind;
  };

  void store(const Place& place, Slot decided) {
    switch (place.kind) {
      case Path::StepKind::property:
      case Path::StepKind::error_part: core_.cells[place.cell] = decided; return;
      case Path::StepKind::index:
      case Path::StepKind::payload:
        core_.cells[place.cell] = decided == left_out ? slots::undefined : decided;
        return;
      case Path::StepKind::map_key:
      case Path::StepKind::map_value:
      case Path::StepKind::set_member: break;
    }
    if (decided != left_out) {
      const bool is_value = place.kind == Path::StepKind::map_value;
      core_.cells[place.cell] = is_value ? decided : normalized_key(decided);
      return;
    }
    // As Core::remove_entry leaves it.
    const bool is_map = core_[place.container].kind == Kind::map;
    const std::uint32_t first = place.cell - (is_map ? place.offset % 2 : 0);
    core_.cells[first] = slots::hole;
    if (is_map) core_.cells[first + 1] = slots::hole;
    --core_[place.container].live;
  }

  /// Properties that were left out stand as holes, and keys that were replaced stand where the
  /// index does not look for them: both are put in order once for each container.
  void finish() {
    const HeaderIndex container = walk_.container();
    walk_.leave();
    const bool changed = changed_.back();
    changed_.pop_back();
    if (!changed) return;
    const HeaderIndex fresh = core_.new_header(core_[container].kind);
    if (core_[container].kind == Kind::map || core_[container].kind == Kind::set) {
      put_entries(container, fresh);
    } else {
      put_properties(container, fresh);
    }
    std::swap(core_[container], core_[fresh]);
    core_.free_header(fresh);
  }

  void put_properties(HeaderIndex from, HeaderIndex to) {
    const std::uint32_t first = Core::first_value(core_[from]);
    for (std::uint32_t part = 0; part < first; ++part)
      core_.cells[core_[to].cells + part] = core_.cells[core_[from].cells + part];
    for (std::uint32_t i = 0; i < core_[from].size; ++i) {
      const Slot value = core_.cells[core_[from].cells + first + i];
      if (value != slots::hole) core_.set_property(to, core_.words[core_[from].words + i], value);
    }
  }

  void put_entries(HeaderIndex from, HeaderIndex to) {
    const std::uint32_t stride = core_[from].kind == Kind::map ? 2 : 1;
    for (std::uint32_t i = 0; i < core_[from].size; ++i) {
      const std::uint32_t cell = core_[from].cells + i * stride;
      if (core_.cells[cell] != slots::hole)
        core_.put_entry(to, core_.cells[cell], core_.cells[cell + stride - 1]);
    }
  }

  Document& document_;
  Core& core_;
  const Transform& transform_;
  GraphWalk walk_;
  std::vector<Slot> outcomes_;
  std::vector<bool> changed_;  // by depth
};

}  // namespace

void transform_graph(Document& document, const Transform& transform) {
  Transformer transformer(document, transform);
  try {
    transformer.run();
  } catch (const CloneError& error) {
    if (!error.path().empty()) throw;
    throw CloneError(error.code(), error.message(), error.offset(), transformer.path().text());
  }
}

}  // namespace candela
