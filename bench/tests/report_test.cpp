#include "../report.hpp"

#include <sstream>

#include <doctest/doctest.h>

#include <candela/structured_clone/format.hpp>

namespace candela::bench {

namespace {

Report example() {
  const Goal goal{"5", "twitter", "nested-encode", "RapidJSON", Bound::ratio, 2};
  const MeasuredCase measured{
      "twitter",
      "nested-encode",
      {"candela", {400'000}, Allocations{3, 600'000}, {}, 550'875},
      {{"RapidJSON", {1'000'000}, {}, {}, 560'000}, {"other", {}, {}, "not installed"}}};
  Report report;
  report.facts = {{"processor", "a fast one"}};
  report.rows = rows_of(measured, {&goal, 1});
  report.without_case = {{"9", "numbers", "decode", "node JSON", Bound::ratio, 3}};
  return report;
}

}  // namespace

TEST_CASE("the table shows times, ratio, goal and verdict, who is missing, and what has no case") {
  std::ostringstream out;
  print_table(out, example());
  const std::string table = out.str();
  CHECK(table.find("400 µs ± 0 %  3       RapidJSON  1.00 ms ± 0 %") != std::string::npos);
  CHECK(table.find("2.50 ± 0.00  #5 ≥ 2.00  met") != std::string::npos);
  CHECK(table.find("missing: not installed") != std::string::npos);
  CHECK(table.find("goals: 1 met, 0 open, 0 missed, 0 missing, 1 without a case") !=
        std::string::npos);
  CHECK(table.find("#9 numbers/decode") != std::string::npos);
}

TEST_CASE("a second table has the bytes of everybody who wrote, a line for each case") {
  std::ostringstream out;
  print_table(out, example());
  CHECK(out.str().find("bytes of  operation      candela  RapidJSON\n"
                       "twitter   nested-encode  550875   560000\n") != std::string::npos);
  Report none = example();
  for (Row& row : none.rows)
    row.ours.bytes.reset();
  std::ostringstream without;
  print_table(without, none);
  CHECK(without.str().find("bytes of") == std::string::npos);
}

TEST_CASE("the JSON has the same, with every sample") {
  const Document doc = parse_json(report_json(example()));
  const Value row = doc.root()["rows"][0];
  CHECK(row["ours"]["samples_ns"][0].as_number() == 400'000);
  CHECK(row["ours"]["allocations"].as_number() == 3);
  CHECK(row["ours"]["bytes"].as_number() == 550'875);
  CHECK(row["ratio"].as_number() == 2.5);
  CHECK(row["goal"]["value"].as_number() == 2);
  CHECK(row["verdict"].as_string() == "met");
  CHECK(doc.root()["rows"][1]["peer"]["missing"].as_string() == "not installed");
  CHECK(doc.root()["machine"]["processor"].as_string() == "a fast one");
  CHECK(doc.root()["goals_without_case"].size() == 1);
}

}  // namespace candela::bench
