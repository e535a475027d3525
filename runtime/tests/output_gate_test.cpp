#include "output_gate.hpp"

#include <string>

#include <doctest/doctest.h>

namespace candela {
namespace {

struct GateFixture {
  std::shared_ptr<OutputGate> gate = std::make_shared<OutputGate>();
  std::string told;
  OutputGate::Opened opened() {
    return [this](const StoreError* failure) {
      told += failure ? std::string(to_string(failure->code())) : "open";
    };
  }
  StoreError error(StoreErrorCode code) { return StoreError(code, "", {}); }
};

TEST_CASE_FIXTURE(GateFixture, "a gate that holds nothing opens at once") {
  gate->close(opened());
  CHECK(told == "open");
}

TEST_CASE_FIXTURE(GateFixture, "a gate opens when the last of its turns is durable") {
  const auto first = gate->hold();
  const auto second = gate->hold();
  gate->close(opened());
  second->durable();
  CHECK(told.empty());
  first->durable();
  CHECK(told == "open");
}

TEST_CASE_FIXTURE(GateFixture, "a gate whose turns are durable already opens when it is closed") {
  gate->hold()->durable();
  CHECK(told.empty());
  gate->close(opened());
  CHECK(told == "open");
}

TEST_CASE_FIXTURE(GateFixture,
                  "one turn that failed fails the whole, once, with the first failure") {
  const auto first = gate->hold();
  const auto second = gate->hold();
  const auto third = gate->hold();
  gate->close(opened());
  first->durable();
  second->failed(error(StoreErrorCode::disk_full));
  third->failed(error(StoreErrorCode::io));
  CHECK(told == to_string(StoreErrorCode::disk_full));
}

TEST_CASE_FIXTURE(GateFixture, "a turn that was never submitted holds nothing") {
  auto refused = gate->hold();
  gate->close(opened());
  refused.reset();
  CHECK(told == "open");
}

TEST_CASE_FIXTURE(GateFixture, "waiters keep their gate alive") {
  const auto waiter = gate->hold();
  gate->close(opened());
  gate.reset();
  waiter->durable();
  CHECK(told == "open");
}

}  // namespace
}  // namespace candela
