#include "bind/typed_leaf.hpp"

#include <array>
#include <chrono>
#include <cmath>
#include <limits>

#include "bound_types.hpp"

using bound::refusal;
using bound::refused_value;
using candela::CloneErrorCode;
using candela::Document;
using candela::ElementType;
using candela::from;
using candela::to;
using candela::Value;

namespace chrono = std::chrono;

namespace {

using Milliseconds = chrono::time_point<chrono::system_clock, chrono::milliseconds>;
using Fine = chrono::time_point<chrono::system_clock, chrono::nanoseconds>;
using Days = chrono::sys_days;

}  // namespace

TEST_CASE("a time point is a Date") {
  Document doc;
  const Milliseconds when(chrono::milliseconds(1'764'046'351'123));
  CHECK(from(doc, when).date_ms() == 1'764'046'351'123.0);
  CHECK(to<Milliseconds>(from(doc, when)) == when);
  CHECK(to<Fine>(from(doc, when)) == when);
  CHECK(to<Days>(doc.date(86'400'000)).time_since_epoch() == chrono::days(1));
  // Rounded down, on both sides of 1970.
  CHECK(from(doc, Fine(chrono::nanoseconds(1'999'999))).date_ms() == 1);
  CHECK(from(doc, Fine(chrono::nanoseconds(-1))).date_ms() == -1);
  CHECK(from(doc, Fine(chrono::nanoseconds(1'700'000'000'000'999'999))).date_ms() ==
        1'700'000'000'000.0);
}

TEST_CASE("a Date that the type cannot hold is refused") {
  Document doc;
  const auto part = refused_value<Days>(doc.date(86'400'001));
  CHECK(part.code == CloneErrorCode::bad_number);
  CHECK(part.message ==
        "expected a Date that its type holds exactly, found 1970-01-02T00:00:00.001Z");
  CHECK(refused_value<Fine>(doc.date(8.64e15)).code == CloneErrorCode::bad_number);
  CHECK(refused_value<Milliseconds>(doc.date(std::nan(""))).message ==
        "expected a Date that its type holds exactly, found an invalid Date");
  CHECK(refused_value<Milliseconds>(doc.number(0)).message ==
        "expected a Date, found the number 0");
  const Milliseconds last(chrono::milliseconds(8'640'000'000'000'000));
  CHECK(to<Milliseconds>(from(doc, last)) == last);
  CHECK(refusal([&] { from(doc, last + chrono::milliseconds(1)); }).code ==
        CloneErrorCode::not_serializable);
}

TEST_CASE("a duration is a number of milliseconds, exact or refused") {
  Document doc;
  CHECK(from(doc, chrono::seconds(3)).as_number() == 3000);
  CHECK(from(doc, chrono::microseconds(1)).as_number() == 0.001);
  CHECK(to<chrono::nanoseconds>(doc.number(0.000007)) == chrono::nanoseconds(7));
  CHECK(to<chrono::hours>(doc.number(7'200'000)) == chrono::hours(2));
  CHECK(refused_value<chrono::seconds>(doc.number(1)).message ==
        "expected a number of milliseconds that its type holds exactly, found 1");
  CHECK(refused_value<chrono::nanoseconds>(doc.number(1e300)).code == CloneErrorCode::bad_number);
  CHECK(refused_value<chrono::nanoseconds>(doc.number(std::nan(""))).code ==
        CloneErrorCode::bad_number);
  using Seconds = chrono::duration<double>;
  CHECK(to<Seconds>(doc.number(1)).count() == 0.001);
  CHECK(refused_value<chrono::seconds>(doc.string("1")).code == CloneErrorCode::wrong_kind);
}

TEST_CASE("a duration of floating-point ticks is refused beyond their range") {
  Document doc;
  using Ticks = chrono::duration<float, std::milli>;
  constexpr float greatest = std::numeric_limits<float>::max();
  CHECK(to<Ticks>(doc.number(double{greatest})).count() == greatest);
  CHECK(to<Ticks>(doc.number(-double{greatest})).count() == -greatest);
  CHECK(refused_value<Ticks>(doc.number(1e300)).code == CloneErrorCode::bad_number);
  CHECK(refused_value<Ticks>(doc.number(-1e300)).code == CloneErrorCode::bad_number);
  CHECK(std::isinf(to<Ticks>(doc.number(std::numeric_limits<double>::infinity())).count()));
  CHECK(std::isnan(to<Ticks>(doc.number(std::nan(""))).count()));
}

TEST_CASE("vectors of bytes are Uint8Arrays") {
  Document doc;
  const std::vector<std::byte> bytes = {std::byte{1}, std::byte{255}};
  CHECK(from(doc, bytes).view_type() == ElementType::uint8);
  CHECK(to<std::vector<std::byte>>(from(doc, bytes)) == bytes);
  CHECK(to<std::vector<std::byte>>(doc.array_buffer(bytes)) == bytes);
  const std::vector<std::uint8_t> numbers = {1, 255};
  CHECK(from(doc, numbers).view_type() == ElementType::uint8);
  CHECK(to<std::vector<std::uint8_t>>(from(doc, numbers)) == numbers);
  CHECK(to<std::vector<std::uint8_t>>(doc.array({1, 255})) == numbers);
  CHECK(refused_value<std::vector<std::uint8_t>>(doc.array({1, 256})).path == "$[1]");
  CHECK(refused_value<std::vector<std::byte>>(doc.array({1, 255})).message ==
        "expected a Uint8Array, found an array of 2");
  CHECK(refused_value<std::vector<std::byte>>(
            doc.typed_array(ElementType::int16, std::span<const std::byte>(bytes)))
            .code == CloneErrorCode::wrong_kind);
  using Two = std::array<std::byte, 2>;
  CHECK(to<Two>(from(doc, Two{bytes[0], bytes[1]})) == Two{bytes[0], bytes[1]});
  CHECK(refused_value<std::array<std::byte, 3>>(from(doc, bytes)).code ==
        CloneErrorCode::wrong_kind);
  CHECK(to<std::vector<std::byte>>(doc.array_buffer(0)).empty());
}

TEST_CASE("numbers of every size are stored and loaded") {
  using namespace candela::detail::bind;
  std::int8_t small = 0;
  store(1, &small, static_cast<std::uint64_t>(std::int64_t{-5}));
  CHECK(small == -5);
  CHECK(load_signed(1, &small) == -5);
  CHECK(load_unsigned(1, &small) == 251);
  const std::int64_t least = std::numeric_limits<std::int64_t>::min();
  CHECK(integer_range(Shape::int64).least == least);
  CHECK(load_signed(8, &least) == least);
}

TEST_CASE("an expectation names what a type takes") {
  using candela::detail::bind::expectation;
  using candela::detail::bind::table;
  CHECK(expectation(table<std::optional<std::unique_ptr<int>>>) ==
        "a whole number from -2147483648 to 2147483647, or null, or undefined");
  CHECK(expectation(table<std::map<int, int>>) == "a Map");
  CHECK(expectation(table<std::tuple<int, int>>) == "an array of 2");
  CHECK(expectation(table<std::variant<bool, bound::Node>>) ==
        "one of: true or false; an object (Node)");
}
