#pragma once
// Every difference between the versions of kj that we build with: 0.9.2 (Debian 12) and later.
//
// Nothing else in the project names KJ_IF_MAYBE or KJ_IF_SOME, asks for a version of kj, or
// overrides AsyncOutputStream::write. What differs is detected, where that is possible, not looked
// up.

#include <cstddef>
#include <string_view>

#include <kj/async-io.h>
#include <kj/common.h>
#include <kj/exception.h>

namespace candela {

/// What a kj::Maybe holds, or null. kj 0.x asks this by KJ_IF_MAYBE, kj 1.x by KJ_IF_SOME.
template <typename T>
T* value_of(kj::Maybe<T>& maybe) {
#if defined(KJ_IF_SOME)
  KJ_IF_SOME(value, maybe) {
    return &value;
  }
#else
  KJ_IF_MAYBE (value, maybe) {
    return value;
  }
#endif
  return nullptr;
}

template <typename T>
const T* value_of(const kj::Maybe<T>& maybe) {
#if defined(KJ_IF_SOME)
  KJ_IF_SOME(value, maybe) {
    return &value;
  }
#else
  KJ_IF_MAYBE (value, maybe) {
    return value;
  }
#endif
  return nullptr;
}

template <typename T>
T* value_of(const kj::Maybe<T&>& maybe) {
#if defined(KJ_IF_SOME)
  KJ_IF_SOME(value, maybe) {
    return &value;
  }
#else
  KJ_IF_MAYBE (value, maybe) {
    return value;
  }
#endif
  return nullptr;
}
template <typename T>
T* value_of(kj::Maybe<T&>& maybe) {
  return value_of(static_cast<const kj::Maybe<T&>&>(maybe));
}

/// The empty kj::Maybe: nullptr for kj 0.x, kj::none for kj 1.x.
#if defined(KJ_IF_SOME)
inline constexpr kj::None nothing = kj::none;
#else
inline constexpr decltype(nullptr) nothing = nullptr;
#endif

/// kj says by its text alone that WebSocket::receive met a message past the limit.
inline bool is_message_too_large(const kj::Exception& exception) {
  return std::string_view(exception.getDescription().cStr()).find("too large") !=
         std::string_view::npos;
}

/// kj up to 1.0 writes a pointer and a size, later ones an ArrayPtr.
template <typename Stream>
concept WritesPointers = requires(Stream& stream, const void* bytes, std::size_t size) {
  stream.write(bytes, size);
};

/// Base of a stream of ours: implement `write_bytes` and `write_pieces`, whatever kj calls them.
template <typename Base, bool = WritesPointers<Base>>
class StreamBase : public Base {
 public:
  kj::Promise<void> write(const void* bytes, std::size_t size) final {
    return write_bytes(kj::arrayPtr(static_cast<const kj::byte*>(bytes), size));
  }
  kj::Promise<void> write(kj::ArrayPtr<const kj::ArrayPtr<const kj::byte>> pieces) final {
    return write_pieces(pieces);
  }

 protected:
  ~StreamBase() = default;
  virtual kj::Promise<void> write_bytes(kj::ArrayPtr<const kj::byte> bytes) = 0;
  virtual kj::Promise<void> write_pieces(
      kj::ArrayPtr<const kj::ArrayPtr<const kj::byte>> pieces) = 0;
};

template <typename Base>
class StreamBase<Base, false> : public Base {
 public:
  kj::Promise<void> write(kj::ArrayPtr<const kj::byte> bytes) final { return write_bytes(bytes); }
  kj::Promise<void> write(kj::ArrayPtr<const kj::ArrayPtr<const kj::byte>> pieces) final {
    return write_pieces(pieces);
  }

 protected:
  ~StreamBase() = default;
  virtual kj::Promise<void> write_bytes(kj::ArrayPtr<const kj::byte> bytes) = 0;
  virtual kj::Promise<void> write_pieces(
      kj::ArrayPtr<const kj::ArrayPtr<const kj::byte>> pieces) = 0;
};

/// Writes bytes to any kj stream; they must stay valid until the promise resolves.
template <typename Stream>
kj::Promise<void> write_to(Stream& stream, kj::ArrayPtr<const kj::byte> bytes) {
  if constexpr (WritesPointers<Stream>) {
    return stream.write(bytes.begin(), bytes.size());
  } else {
    return stream.write(bytes);
  }
}

}  // namespace candela
