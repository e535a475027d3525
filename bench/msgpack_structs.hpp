#pragma once

// How msgpack-cxx writes and reads the structs of the inputs: as arrays of their members, which is
// what its MSGPACK_DEFINE makes.
//
// Threads: no state.

#include <cstddef>
#include <cstdint>

#include <msgpack.hpp>

#include "structs.hpp"

namespace candela::bench {

template <Described T>
std::uint32_t member_count(const T& value) {
  std::uint32_t count = 0;
  T::members(value, [&count](const char*, const auto&) { ++count; });
  return count;
}

/// The members of an array of `size`, one after the other. Throws msgpack::type_error for others.
class MsgpackMembers {
 public:
  MsgpackMembers(const msgpack::object& from, std::size_t size) {
    if (from.type != msgpack::type::ARRAY || from.via.array.size != size)
      throw msgpack::type_error();
    next_ = from.via.array.ptr;
  }
  template <typename Member>
  void take(Member& member) {
    (next_++)->convert(member);
  }

 private:
  const msgpack::object* next_ = nullptr;
};

}  // namespace candela::bench

namespace msgpack {
MSGPACK_API_VERSION_NAMESPACE(MSGPACK_DEFAULT_API_NS) {
  namespace adaptor {

  template <candela::bench::Described T>
  struct pack<T> {
    template <typename Stream>
    packer<Stream>& operator()(packer<Stream>& out, const T& value) const {
      out.pack_array(candela::bench::member_count(value));
      T::members(value, [&out](const char*, const auto& member) { out.pack(member); });
      return out;
    }
  };

  template <candela::bench::Described T>
  struct convert<T> {
    const msgpack::object& operator()(const msgpack::object& from, T& value) const {
      candela::bench::MsgpackMembers members(from, candela::bench::member_count(value));
      T::members(value, [&members](const char*, auto& member) { members.take(member); });
      return from;
    }
  };

  template <>
  struct pack<candela::bench::Bytes> {
    template <typename Stream>
    packer<Stream>& operator()(packer<Stream>& out, const candela::bench::Bytes& bytes) const {
      return out.pack(bytes.all);
    }
  };

  template <>
  struct convert<candela::bench::Bytes> {
    const msgpack::object& operator()(const msgpack::object& from,
                                      candela::bench::Bytes& bytes) const {
      from.convert(bytes.all);
      return from;
    }
  };

  }  // namespace adaptor
}
}  // namespace msgpack
