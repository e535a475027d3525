// What is hashed is a text of bytes that says the graph and nothing else: every container has the
// rank in which it is first referred to, its contents stand in the order of these ranks, and a
// reference is the rank. Two graphs have the same text when and only when they are isomorphic.
#include <candela/structured_clone/hash.hpp>

#include <xxhash.h>

#include <bit>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>
#include <type_traits>
#include <vector>

#include "graph/core.hpp"
#include "graph/number_map.hpp"

namespace candela {
namespace {

/// The hash of bytes that come in pieces. Numbers go in with the least byte first.
class ByteHash {
 public:
  explicit ByteHash(std::uint64_t seed) : seed_(seed) {}

  template <typename Number>
  void put(Number number) {
    static_assert(std::is_unsigned_v<Number>);
    if (sizeof number > sizeof buffer_ - used_) flush();
    if constexpr (std::endian::native == std::endian::little) {
      std::memcpy(buffer_ + used_, &number, sizeof number);
    } else {
      for (std::size_t i = 0; i < sizeof number; ++i)
        buffer_[used_ + i] = static_cast<char>(static_cast<std::uint64_t>(number) >> (8 * i));
    }
    used_ += sizeof number;
  }

  void put_bytes(std::string_view bytes) {
    if (bytes.size() > sizeof buffer_ - used_) {
      flush();
      if (bytes.size() > sizeof buffer_) return update(bytes);
    }
    if (!bytes.empty()) std::memcpy(buffer_ + used_, bytes.data(), bytes.size());
    used_ += bytes.size();
  }

  std::uint64_t result() {
    if (state_ == nullptr) return XXH3_64bits_withSeed(buffer_, used_, seed_);
    flush();
    return XXH3_64bits_digest(state_.get());
  }

 private:
  struct Free {
    void operator()(XXH3_state_t* state) const noexcept { XXH3_freeState(state); }
  };

  void flush() {
    update({buffer_, used_});
    used_ = 0;
  }
  void update(std::string_view bytes) {
    if (state_ == nullptr) {
      state_.reset(XXH3_createState());
      if (state_ == nullptr) throw std::bad_alloc();
      XXH3_64bits_reset_withSeed(state_.get(), seed_);
    }
    XXH3_64bits_update(state_.get(), bytes.data(), bytes.size());
  }

  std::uint64_t seed_;
  std::unique_ptr<XXH3_state_t, Free> state_;  // only for what does not fit the buffer
  std::size_t used_ = 0;
  char buffer_[4096];
};

/// How values begin. The numbers are part of the hash and must stay.
enum class Tag : std::uint8_t {
  undefined,
  null,
  no,
  yes,
  number,
  bigint,
  string,
  function,
  reference,
  hole,
  object = 16,
  array,
  map,
  set,
  date,
  regexp,
  error,
  array_buffer,
  typed_array,
  data_view,
  boxed,
  host,
};

class GraphHash {
 public:
  GraphHash(Core& core, std::uint64_t seed)
      : core_(core), bytes_(seed), ranks_(core.headers.size(), core.seed()) {}

  std::uint64_t run(Slot root) {
    put(root);
    for (std::size_t next = 0; next < met_.size(); ++next)
      put_contents(met_[next]);
    return bytes_.result();
  }

 private:
  void put(Tag tag) { bytes_.put(static_cast<std::uint8_t>(tag)); }

  void put(Slot slot) {
    if (slots::is_number(slot)) {
      put(Tag::number);
      return bytes_.put(slot);
    }
    switch (slots::tag(slot)) {
      case slots::tag_null: return put(Tag::null);
      case slots::tag_boolean: return put(slot == slots::yes ? Tag::yes : Tag::no);
      case slots::tag_string: return put_string(Tag::string, slot);
      case slots::tag_bigint: return put_bigint(core_.text(slot));
      case slots::tag_reference: return put_reference(slots::header_of(slot));
      default: return put(Tag::undefined);  // a hole reads so where it means nothing else
    }
  }
  /// Of an array, or an error's part.
  void put_or_hole(Slot slot) {
    if (slot == slots::hole) return put(Tag::hole);
    put(slot);
  }

  void put_text(std::string_view text) {
    bytes_.put(static_cast<std::uint32_t>(text.size()));
    bytes_.put_bytes(text);
  }
  void put_string(Tag tag, Slot string) {
    put(tag);
    put_text(core_.text(string));
  }
  /// Its limbs stand in the machine's byte order.
  void put_bigint(std::string_view image) {
    put(Tag::bigint);
    bytes_.put(static_cast<std::uint32_t>(image.size()));
    bytes_.put(static_cast<std::uint8_t>(image[0]));
    for (std::size_t at = 1; at < image.size(); at += sizeof(std::uint64_t)) {
      std::uint64_t limb = 0;
      std::memcpy(&limb, image.data() + at, sizeof limb);
      bytes_.put(limb);
    }
  }
  void put_reference(HeaderIndex header) {
    // Functions have no identity.
    if (core_[header].kind == Kind::function) return put_string(Tag::function, cell(header, 0));
    std::uint32_t rank = ranks_.find(header);
    if (rank == NumberMap::absent) {
      rank = static_cast<std::uint32_t>(met_.size());
      ranks_.insert(header, rank);
      met_.push_back(header);
    }
    put(Tag::reference);
    bytes_.put(rank);
  }

  Slot cell(HeaderIndex header, std::uint32_t position) const noexcept {
    return core_.cells[core_[header].cells + position];
  }

  void put_contents(HeaderIndex header);
  void put_properties(HeaderIndex header);
  void put_entries(HeaderIndex header);
  void put_view(HeaderIndex header);

  Core& core_;
  ByteHash bytes_;
  NumberMap ranks_;               // by header
  std::vector<HeaderIndex> met_;  // by rank
};

void GraphHash::put_contents(HeaderIndex header) {
  switch (core_[header].kind) {
    case Kind::object: put(Tag::object); return put_properties(header);
    case Kind::error:
      put(Tag::error);
      for (std::uint32_t part = 0; part < Core::error_parts; ++part)
        put_or_hole(cell(header, part));
      return put_properties(header);
    case Kind::array:
      put(Tag::array);
      bytes_.put(core_[header].size);
      for (std::uint32_t i = 0; i < core_[header].size; ++i)
        put_or_hole(cell(header, i));
      return;
    case Kind::map: put(Tag::map); return put_entries(header);
    case Kind::set: put(Tag::set); return put_entries(header);
    case Kind::date: put(Tag::date); return put(cell(header, 0));
    case Kind::boxed: put(Tag::boxed); return put(cell(header, 0));
    case Kind::regexp:
      put(Tag::regexp);
      for (std::uint32_t i = 0; i < 3; ++i)
        put(cell(header, i));
      return;
    case Kind::host:
      put(Tag::host);
      put(cell(header, 0));
      return put(cell(header, 1));
    case Kind::array_buffer: {
      put(Tag::array_buffer);
      const std::span<char> bytes = core_.shown_bytes(header);
      return put_text({bytes.data(), bytes.size()});
    }
    case Kind::typed_array:
      put(Tag::typed_array);
      bytes_.put(static_cast<std::uint8_t>(core_[header].element));
      return put_view(header);
    case Kind::data_view: put(Tag::data_view); return put_view(header);
    default: return;  // functions and primitives are no containers
  }
}

void GraphHash::put_properties(HeaderIndex index) {
  const Header& header = core_[index];
  const std::vector<std::uint32_t> order = core_.property_order(index);
  bytes_.put(header.size);
  for (std::uint32_t i = 0; i < header.size; ++i) {
    const std::uint32_t at = order.empty() ? i : order[i];
    put_text(core_.key_text(core_.words[header.words + at]));
    put(core_.cells[header.cells + Core::first_value(header) + at]);
  }
}

void GraphHash::put_entries(HeaderIndex index) {
  const Header& header = core_[index];
  const std::uint32_t stride = header.kind == Kind::map ? 2 : 1;
  bytes_.put(header.live);
  for (std::uint32_t i = 0; i < header.size; ++i) {
    const std::uint32_t first = header.cells + i * stride;
    if (core_.cells[first] == slots::hole) continue;
    for (std::uint32_t each = 0; each < stride; ++each)
      put(core_.cells[first + each]);
  }
}

void GraphHash::put_view(HeaderIndex index) {
  const Header& header = core_[index];
  bytes_.put(header.words);
  bytes_.put(header.size);
  put(core_.cells[header.cells]);
}

}  // namespace

std::uint64_t hash(Value value, std::uint64_t seed) {
  if (value.core() != nullptr) return GraphHash(*value.core(), seed).run(value.slot());
  Core none;  // a primitive without bytes
  return GraphHash(none, seed).run(value.slot());
}

}  // namespace candela
