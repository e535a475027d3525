#pragma once
// The actors of the recordings, as far as the recorded exchanges call them, for the naive
// interpreter: ../conformance/data/actors.md says what they do.
#include <memory>
#include <string>
#include <string_view>

#include "thing.hpp"

namespace candela::model {

class NaiveActor {
 public:
  /// `binding`: "probe-do", "example-do"…; nullptr for others. Requires: the heap outlives it.
  static std::unique_ptr<NaiveActor> make(Heap& heap, std::string_view binding);
  explicit NaiveActor(Heap& heap) : heap_(heap) {}
  NaiveActor(NaiveActor&&) = delete;
  NaiveActor& operator=(NaiveActor&&) = delete;

  const Object& object() const { return object_; }

 private:
  void add(std::string name, Function run) { object_.members.push_back({name, false, run}); }
  void add_probe();
  void add_probe_values();
  void add_probe_errors();
  void add_example();
  void add_increment();
  Thing* touch(const std::string& label);
  Thing* answering_42();
  Thing* function(std::string_view name, std::string_view answer);

  Heap& heap_;
  Object object_;
  double count_ = 0;
  Object model_ = {};
  Object problem_ = {};
};

}  // namespace candela::model
