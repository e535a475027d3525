#include <memory>
#include <string>

#include "native_peers.hpp"

#ifdef CANDELA_BENCH_MSGPACK

#include <msgpack.hpp>
#include <stdexcept>

#include "inputs.hpp"

namespace candela::bench {

namespace {

/// Writes a value that is plain JSON.
void pack(msgpack::packer<msgpack::sbuffer>& to, Value value) {
  switch (value.kind()) {
    case Kind::null: to.pack_nil(); return;
    case Kind::boolean: to.pack(value.as_boolean()); return;
    case Kind::string: to.pack(std::string(value.as_string())); return;
    case Kind::number: {
      const double number = value.as_number();
      const auto whole = static_cast<std::int64_t>(number);
      if (static_cast<double>(whole) == number) {
        to.pack(whole);
      } else {
        to.pack(number);
      }
      return;
    }
    case Kind::array:
      to.pack_array(static_cast<std::uint32_t>(value.size()));
      for (auto element = value.entries(); !element.done(); element.next())
        pack(to, element.value());
      return;
    case Kind::object:
      to.pack_map(static_cast<std::uint32_t>(value.size()));
      for (auto property = value.entries(); !property.done(); property.next()) {
        to.pack(std::string(property.name()));
        pack(to, property.value());
      }
      return;
    default: throw std::runtime_error("no plain JSON");
  }
}

std::shared_ptr<const msgpack::sbuffer> packed(const std::string& input) {
  auto bytes = std::make_shared<msgpack::sbuffer>();
  msgpack::packer<msgpack::sbuffer> packer(*bytes);
  pack(packer, make_input(input).root());
  return bytes;
}

}  // namespace

std::string msgpack_version() {
  return std::string("msgpack-cxx ") + MSGPACK_VERSION;
}

Contender msgpack_encode(const std::string& input) {
  return tried("msgpack-cxx", [&input] {
    const auto bytes = packed(input);
    auto object = std::make_shared<const msgpack::object_handle>(
        msgpack::unpack(bytes->data(), bytes->size()));
    return in_process("msgpack-cxx", [object] {
      msgpack::sbuffer out;
      msgpack::pack(out, object->get());
      keep(out);
    });
  });
}

Contender msgpack_decode(const std::string& input) {
  return tried("msgpack-cxx", [&input] {
    const auto bytes = packed(input);
    msgpack::sbuffer again;
    msgpack::pack(again, msgpack::unpack(bytes->data(), bytes->size()).get());
    if (std::string_view(again.data(), again.size()) !=
        std::string_view(bytes->data(), bytes->size()))
      throw std::runtime_error("a wrong answer");
    return in_process("msgpack-cxx",
                      [bytes] { keep(msgpack::unpack(bytes->data(), bytes->size())); });
  });
}

}  // namespace candela::bench

#else

namespace candela::bench {

std::string msgpack_version() {
  return "no msgpack-cxx";
}
Contender msgpack_encode(const std::string&) {
  return missing("msgpack-cxx", "libmsgpack-cxx-dev is not installed");
}
Contender msgpack_decode(const std::string&) {
  return missing("msgpack-cxx", "libmsgpack-cxx-dev is not installed");
}

}  // namespace candela::bench

#endif
