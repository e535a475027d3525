#pragma once
// What can be called in a result, as markers that say how: the chain that led to the result, as it
// was sent, then one step for each container on the way inwards. Exposed objects become objects of
// their fields and of a marker for each method.
//
// What is put into the results is put when nothing will run any more: results of one batch may share
// containers, and a later chain may still call what stands in them.
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "thing.hpp"

namespace candela::model {

class ResultMarkers {
 public:
  ResultMarkers(Heap& heap, std::size_t most_operations)
      : heap_(heap), most_operations_(most_operations) {}

  /// What stands in the result's place. `base`: the operations that led to it, as they were sent.
  /// Throws what a field throws.
  Thing* collect(Thing* result, const Thing* base);
  void apply();

 private:
  using Way = std::vector<Thing*>;  // operations
  struct Part {
    Thing* container;
    Way way;
  };
  Thing* stand_in(const Thing& reachable, const Way& way);
  Thing* object_of(const Object& object, const Way& way);
  Thing* marker(const std::string& name, const Way& way);
  void visit(Thing& container, const Way& way);
  Way step_to(const Way& way, const Spot& spot);
  Thing* get(Thing* key);
  Thing* call(Things arguments);

  Heap& heap_;
  std::size_t most_operations_;
  const Thing* base_ = nullptr;
  std::vector<Part> objects_to_visit_;
  std::map<const Object*, Thing*> objects_;  // of one result
  std::set<const Thing*> seen_;              // of all
  using Place = std::tuple<const Thing*, Spot::Kind, std::size_t, std::string>;
  std::map<Place, std::pair<Spot, Thing*>> replacements_;
};

/// So that operations can be sent again: nested calls that have only their reference id become the
/// ones that have the chain. `chains` are those of a batch that may run.
void complete_reference_ids(const Things& chains);

}  // namespace candela::model
