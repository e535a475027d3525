#include "native_peers.hpp"

#ifdef CANDELA_BENCH_MSGPACK

#include <cmath>
#include <concepts>
#include <cstring>
#include <memory>
#include <stdexcept>

#include "msgpack_structs.hpp"
#include "struct_peer.hpp"

namespace candela::bench {

namespace {

struct Msgpack {
  template <typename T>
  static constexpr bool takes = !std::same_as<T, Graph>;
  static constexpr const char* why_not = "writes trees: no cycles and no aliases";

  template <typename T>
  static msgpack::sbuffer write(const T& value) {
    msgpack::sbuffer out;
    msgpack::pack(out, value);
    return out;
  }
  /// Strings stay where they are until they are the struct's.
  template <typename T>
  static void read(std::string_view bytes, T& value) {
    const auto refer = [](msgpack::type::object_type, std::size_t, void*) { return true; };
    msgpack::unpack(bytes.data(), bytes.size(), refer)->convert(value);
  }
};

using Packer = msgpack::packer<msgpack::sbuffer>;

void pack_number(Packer& out, double number) {
  constexpr double past_exact = 9'007'199'254'740'992.0;
  if (std::abs(number) < past_exact && std::trunc(number) == number) {
    out.pack(static_cast<std::int64_t>(number));
  } else {
    out.pack(number);
  }
}

void pack_text(Packer& out, std::string_view text) {
  out.pack(text);
}

/// A value that JSON can say.
void pack_tree(Packer& out, Value value) {
  if (value.is_number()) return pack_number(out, value.as_number());
  if (value.is_string()) return pack_text(out, value.as_string());
  if (value.is_boolean()) return static_cast<void>(out.pack(value.as_boolean()));
  if (value.is_null()) return static_cast<void>(out.pack_nil());
  const auto size = static_cast<std::uint32_t>(value.size());
  static_cast<void>(value.is_array() ? out.pack_array(size) : out.pack_map(size));
  for (auto entry = value.entries(); !entry.done(); entry.next()) {
    if (value.is_object()) pack_text(out, entry.name());
    pack_tree(out, entry.value());
  }
}

std::shared_ptr<const msgpack::sbuffer> packed_tree(const std::string& input) {
  const Document document = make_input(input);
  auto bytes = std::make_shared<msgpack::sbuffer>();
  Packer packer(*bytes);
  pack_tree(packer, document.root());
  return bytes;
}

msgpack::object_handle unpacked(const msgpack::sbuffer& bytes) {
  return msgpack::unpack(bytes.data(), bytes.size());
}

bool same(const msgpack::object& made, Value wanted) {
  if (wanted.is_number()) return made.as<double>() == wanted.as_number();
  if (wanted.is_string()) return made.as<std::string>() == wanted.as_string();
  if (wanted.is_boolean()) return made.as<bool>() == wanted.as_boolean();
  if (wanted.is_null()) return made.is_nil();
  if (wanted.is_array()) {
    if (made.via.array.size != wanted.size()) return false;
    for (std::uint32_t i = 0; i < made.via.array.size; ++i)
      if (!same(made.via.array.ptr[i], wanted[i])) return false;
    return true;
  }
  if (made.via.map.size != wanted.size()) return false;
  for (std::uint32_t i = 0; i < made.via.map.size; ++i) {
    const msgpack::object_kv& entry = made.via.map.ptr[i];
    if (!same(entry.val, wanted[entry.key.as<std::string>()])) return false;
  }
  return true;
}

Contender dom_contender(const std::string& input, Direction direction) {
  const auto bytes = packed_tree(input);
  auto dom = std::make_shared<const msgpack::object_handle>(unpacked(*bytes));
  const auto again = Msgpack::write(dom->get());
  if (!same(dom->get(), make_input(input).root()) || view_of(again) != view_of(*bytes)) {
    throw std::runtime_error("a wrong answer");
  }
  if (direction == Direction::decode) {
    return in_process("msgpack DOM", [bytes] { keep(unpacked(*bytes)); });
  }
  return in_process_writing("msgpack DOM", bytes->size(),
                            [dom] { keep(Msgpack::write(dom->get())); });
}

}  // namespace

std::string msgpack_version() {
  return std::string("msgpack-cxx ") + ::msgpack_version();
}

Contender msgpack_structs(const std::string& input, Direction direction) {
  return struct_peer<Msgpack>("msgpack-cxx", input, direction);
}

Contender msgpack_dom(const std::string& input, Direction direction) {
  return tried("msgpack DOM", [&input, direction] { return dom_contender(input, direction); });
}

}  // namespace candela::bench

#else

namespace candela::bench {

std::string msgpack_version() {
  return "no msgpack-cxx";
}
Contender msgpack_structs(const std::string&, Direction) {
  return missing("msgpack-cxx", "libmsgpack-cxx-dev is not installed");
}
Contender msgpack_dom(const std::string&, Direction) {
  return missing("msgpack DOM", "libmsgpack-cxx-dev is not installed");
}

}  // namespace candela::bench

#endif
