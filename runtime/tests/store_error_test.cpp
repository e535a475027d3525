#include <candela/runtime/store_error.hpp>

#include <doctest/doctest.h>

namespace candela {
namespace {

TEST_CASE("a store's error says which file, what happened, and how much is lost") {
  const StoreError error(StoreErrorCode::disk_full, "SQLite 13", {"/data/0.db", StoreLoss::group});
  CHECK(std::string(error.what()) == "store /data/0.db: the disk is full: SQLite 13");
  CHECK(error.code() == StoreErrorCode::disk_full);
  CHECK(error.path() == "/data/0.db");
  CHECK(error.loss() == StoreLoss::group);
}

TEST_CASE("a limit's error names the limit and no file") {
  const StoreError error(StoreErrorCode::key_too_long, "2049 > 2048", {});
  CHECK(std::string(error.what()) == "store: the key is longer than max_key_bytes: 2049 > 2048");
  CHECK(error.loss() == StoreLoss::turn);
}

TEST_CASE("every code has words of its own") {
  for (int code = 0; code <= static_cast<int>(StoreErrorCode::too_deep); ++code) {
    CHECK(to_string(static_cast<StoreErrorCode>(code)) != "unknown error");
  }
}

}  // namespace
}  // namespace candela
