// Bound types that the compiler must refuse, with a message that says why.
#include <candela/structured_clone.hpp>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct Unlisted {
  int number = 0;
};

struct Base {
  int number = 0;
};
CANDELA_FIELDS(Base, number)

struct Sound : Base {
  std::string text;
  std::map<int, std::string> map;
};
CANDELA_FIELDS_EXTENDS(Sound, Base, (text, candela::otherwise("none")), map)

struct View {
  std::vector<std::shared_ptr<View>> more;
  std::string_view text;
};
CANDELA_FIELDS(View, more, text)

enum class Color { red, green, unnamed };
CANDELA_ENUM(Color, red, green)
enum class Size { little, big };
CANDELA_ENUM(Size, little, big)

struct Hiding : Base {
#ifdef HIDDEN_MEMBER
  int number = 0;
#endif
  int more = 0;
};
CANDELA_FIELDS_EXTENDS(Hiding, Base, more)

struct Faulty : Unlisted {
  explicit Faulty(int) {}
#ifndef NO_CONSTRUCTOR
  Faulty() = default;
#endif
  int a = 0;
  int b = 0;
  Unlisted inner;
  std::map<std::vector<int>, int> map;
  std::uint8_t small = 0;
  Color color = Color::red;
  const int fixed = 0;
};
#if defined(UNKNOWN_MEMBER)
CANDELA_FIELDS(Faulty, a, inner)
#elif defined(ONE_NAME_TWICE)
CANDELA_FIELDS(Faulty, a, (b, candela::rename("a")))
#elif defined(WRONG_DEFAULT)
CANDELA_FIELDS(Faulty, a, (b, candela::otherwise("text")))
#elif defined(DEFAULT_OUT_OF_RANGE)
CANDELA_FIELDS(Faulty, a, (small, candela::otherwise(256)))
#elif defined(DEFAULT_OF_ANOTHER_ENUM)
CANDELA_FIELDS(Faulty, a, (color, candela::otherwise(Size::big)))
#elif defined(DEFAULT_WITHOUT_NAME)
CANDELA_FIELDS(Faulty, a, (color, candela::otherwise(Color::unnamed)))
#elif defined(CONST_MEMBER)
CANDELA_FIELDS(Faulty, a, fixed)
#elif defined(NO_BASE)
CANDELA_FIELDS_EXTENDS(Faulty, Base, a)
#elif defined(KEY_IS_NO_PRIMITIVE)
CANDELA_FIELDS(Faulty, a, map)
#else
CANDELA_FIELDS(Faulty, a, b, (small, candela::otherwise(255)),
               (color, candela::otherwise(Color::green)))
#endif

int main() {
  const std::string text = candela::stringify(Sound());
  candela::parse_as<Sound>(text);
  candela::parse_as<Hiding>(text);
  candela::stringify(View());
  candela::parse_as<Faulty>(candela::stringify(Faulty(1)));
#ifdef VIEW_IN_PARSE_AS
  candela::parse_as<View>(text);
#endif
#ifdef VALUE_IN_PARSE_AS
  candela::parse_as<std::vector<candela::Value>>(text);
#endif
#ifdef NO_FIELDS
  candela::parse_as<Unlisted>(text);
#endif
}
