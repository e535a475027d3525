// Typed chains that the compiler must refuse, with a message that says why.
#include <candela/ocan.hpp>

#include <functional>
#include <memory>
#include <string>
#include <string_view>

class Room {
 public:
  std::string name;
  int enter(int count = 1) { return count; }
  int size = 1;
  CANDELA_EXPOSE(Room, name, enter, size, CANDELA_SETTER("setName", name))
};

class House {
 public:
  int add(int a, int b = 2) { return a + b; }
  std::string label(std::string_view text) { return std::string(text); }
  std::shared_ptr<Room> room() { return nullptr; }
  std::function<int(int)> adder(int by) {
    return [by](int number) { return number + by; };
  }
  int apply(const candela::Function& f) { return f.call<int>(1); }
  bool light(bool on) { return on; }
  int hidden() { return 1; }
  int secret = 1;
  CANDELA_EXPOSE(House, add, label, room, adder, apply, light)
};

class Unlisted {
 public:
  int method() { return 1; }
};

int main() {
  using candela::ctn;
  [[maybe_unused]] const auto good =
      ctn<House>().call<&House::add>(1, ctn<Room>().call<&Room::enter>());
  [[maybe_unused]] const auto field = ctn<House>().call<&House::room>().get<&Room::name>();
  [[maybe_unused]] const auto called = ctn<House>().call<&House::adder>(1)(2);
  [[maybe_unused]] const auto passed =
      ctn<House>().call<&House::apply>(ctn<House>().function<&House::adder>());
  [[maybe_unused]] const auto set = ctn<Room>().set<&Room::name>("x");
#ifdef NO_SETTER
  ctn<Room>().set<&Room::size>(2);
#endif
#ifdef WRONG_VALUE_TYPE
  ctn<Room>().set<&Room::name>(2);
#endif
#ifdef UNEXPOSED_METHOD
  ctn<House>().call<&House::hidden>();
#endif
#ifdef UNEXPOSED_FIELD
  ctn<House>().get<&House::secret>();
#endif
#ifdef METHOD_OF_ANOTHER_TYPE
  ctn<House>().call<&Room::enter>();
#endif
#ifdef WRONG_ARGUMENT_TYPE
  ctn<House>().call<&House::add>("one", 2);
#endif
#ifdef TEXT_FOR_A_BOOLEAN
  ctn<House>().call<&House::light>("off");
#endif
#ifdef POINTER_FOR_A_BOOLEAN
  ctn<House>().call<&House::light>(static_cast<const int*>(nullptr));
#endif
#ifdef WRONG_CHAIN_TYPE
  ctn<House>().call<&House::add>(ctn<House>().call<&House::label>("x"));
#endif
#ifdef TOO_FEW_ARGUMENTS
  ctn<House>().call<&House::add>();
#endif
#ifdef TOO_MANY_ARGUMENTS
  ctn<House>().call<&House::add>(1, 2, 3);
#endif
#ifdef FIELD_CALLED
  ctn<Room>().call<&Room::name>();
#endif
#ifdef METHOD_READ
  ctn<Room>().get<&Room::enter>();
#endif
#ifdef FUNCTION_ARGUMENT
  ctn<House>().call<&House::adder>(1)("one");
#endif
#ifdef NO_FUNCTION
  ctn<House>().call<&House::apply>(ctn<House>().call<&House::add>(1));
#endif
#ifdef UNEXPOSED_FUNCTION
  ctn<House>().function<&House::hidden>();
#endif
#ifdef NO_CAPABILITY
  ctn<House>().call<&House::add>(1).call<&House::add>(1);
#endif
}
