#include "packed_mutation.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace candela::conformance {
namespace {

using Count = std::uint32_t;

constexpr std::size_t header_bytes = 56;
constexpr std::size_t counts_at = 8;
constexpr std::size_t root_at = 48;
constexpr std::size_t slot_bytes = 8;

/// How many bytes one entry of each section has, in the order of the sections and of their counts.
/// Between the fifth and the sixth there is padding.
constexpr std::array<Count, 9> entry_bytes = {8, 8, 4, 4, 4, 1, 1, 1, 1};
constexpr std::size_t nodes = 0;
constexpr std::size_t slots = 1;
constexpr std::size_t tables = 5;
constexpr std::size_t buffers = 5;

struct Parts {
  std::string header;
  std::array<std::string, entry_bytes.size()> sections;
  std::string behind;
};

std::size_t padding_after(std::size_t size) {
  return (8 - size % 8) % 8;
}

template <typename Number>
void put(std::string& bytes, std::size_t at, Number number) {
  std::memcpy(bytes.data() + at, &number, sizeof number);
}

template <typename Number>
Number get(std::string_view bytes, std::size_t at) {
  Number number{};
  std::memcpy(&number, bytes.data() + at, sizeof number);
  return number;
}

Parts taken_apart(std::string_view message) {
  Parts parts{.header = std::string(message.substr(0, header_bytes)), .sections = {}, .behind = {}};
  std::size_t at = header_bytes;
  for (std::size_t i = 0; i < entry_bytes.size(); ++i) {
    if (i == tables) at += padding_after(at);
    const std::size_t size = entry_bytes[i] * get<Count>(message, counts_at + 4 * i);
    parts.sections[i] = message.substr(at, size);
    at += size;
  }
  return parts;
}

std::string joined(const Parts& parts) {
  std::string message = parts.header;
  for (std::size_t i = 0; i < entry_bytes.size(); ++i) {
    if (i == tables) message.append(padding_after(message.size()), '\0');
    put(message, counts_at + 4 * i, static_cast<Count>(parts.sections[i].size() / entry_bytes[i]));
    message += parts.sections[i];
  }
  return message + parts.behind;
}

class Mutation {
 public:
  Mutation(std::string_view message, Random& random)
      : parts_(taken_apart(message)), message_(message), random_(random) {}

  std::string operator()() {
    switch (random_.below(10)) {
      case 0: return flip();
      case 1: return set_word();
      case 2: return set_tag();
      case 3: return set_slot(odd_slot());
      case 4: return set_slot(get<std::uint64_t>(message_, slot_place()));
      case 5: return add_entry();
      case 6: return remove_entry();
      case 7: return cut_or_lengthen();
      case 8: return later_version();
      default: return set_kind();
    }
  }

 private:
  std::size_t below(std::size_t bound) { return random_.below(static_cast<std::uint32_t>(bound)); }

  std::string flip() {
    const std::size_t at = below(message_.size());
    put(message_, at,
        static_cast<std::uint8_t>(get<std::uint8_t>(message_, at) ^ (1U << random_.below(8))));
    return message_;
  }

  std::string set_word() {
    const std::size_t at = 4 * below(message_.size() / 4);
    const auto old = get<std::uint32_t>(message_, at);
    const std::array<std::uint32_t, 9> words = {
        0, 1, old + 1, old - 1, old + 8, random_.below(16), 0xFFFF, 0x80000000U, 0xFFFFFFFFU};
    put(message_, at, random_.pick(words));
    return message_;
  }

  /// Of the root, or of any other slot.
  std::size_t slot_place() {
    const std::size_t count = parts_.sections[slots].size() / slot_bytes;
    const std::size_t i = below(count + 1);
    return i == count ? root_at : header_bytes + parts_.sections[nodes].size() + slot_bytes * i;
  }

  std::string set_tag() {
    put(message_, slot_place() + 6, static_cast<std::uint16_t>(0xFFF0U + random_.below(16)));
    return message_;
  }

  std::string set_slot(std::uint64_t bits) {
    put(message_, slot_place(), bits);
    return message_;
  }

  std::uint64_t odd_slot() {
    static constexpr std::array<std::uint64_t, 16> odd = {
        0x8000000000000000U,  // -0
        0x7FF8000000000000U,  // NaN
        0x7FF8000000000001U,  // another one
        0x7FF0000000000000U,  // infinity
        0x3FE0000000000000U,  // 0.5
        0xBFF0000000000000U,  // -1
        0x4000000000000000U,  // 2
        0x4020000000000000U,  // 8
        0x433EB208C2DC0000U,  // 8.64e15: the last date
        0x433EB208C2DC0001U,  // behind it
        0xFFF1000000000000U,  // undefined
        0xFFF2000000000000U,  // null
        0xFFF3000000000001U,  // true
        0xFFF4000000000000U,  // the empty string
        0xFFF6000000000000U,  // node 0
        0xFFF7000000000000U,  // a hole
    };
    return random_.pick(odd);
  }

  /// A copy of an entry, or zeros, at the end of a section.
  std::string add_entry() {
    const std::size_t section = below(entry_bytes.size());
    std::string& bytes = parts_.sections[section];
    const std::size_t size = section == buffers ? 8 : entry_bytes[section];
    bytes.append(bytes.empty() || random_.odds(2)
                     ? std::string(size, '\0')
                     : bytes.substr(size * below(bytes.size() / size), size));
    return joined(parts_);
  }

  std::string remove_entry() {
    const std::size_t section = below(entry_bytes.size());
    std::string& bytes = parts_.sections[section];
    const std::size_t size = section == buffers ? 8 : entry_bytes[section];
    if (bytes.empty()) return flip();
    bytes.erase(size * below(bytes.size() / size), size);
    return joined(parts_);
  }

  std::string cut_or_lengthen() {
    if (random_.odds(2)) return message_ + std::string(1 + below(16), '\0');
    return message_.substr(0, below(message_.size()));
  }

  std::string later_version() {
    put(parts_.header, 5, static_cast<std::uint8_t>(1 + random_.below(3)));
    const std::size_t more = 4 * below(6);
    put(parts_.header, 6, static_cast<std::uint16_t>(header_bytes + more));
    parts_.header.append(more, 'x');
    parts_.behind.assign(below(20), 'x');
    return joined(parts_);
  }

  std::string set_kind() {
    const std::size_t count = parts_.sections[nodes].size() / entry_bytes[nodes];
    if (count == 0) return flip();
    put(message_, header_bytes + entry_bytes[nodes] * below(count),
        static_cast<std::uint8_t>(random_.below(15)));
    return message_;
  }

  Parts parts_;
  std::string message_;
  Random& random_;
};

}  // namespace

std::string mutated(std::string_view message, Random& random) {
  return Mutation(message, random)();
}

}  // namespace candela::conformance
