#include "core.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

#include "mix.hpp"
#include "text_hash.hpp"

namespace candela {
namespace {

/// Differs between documents and, where addresses are random, between runs; nothing that is shown
/// depends on it.
std::uint64_t fresh_seed(const void* core) noexcept {
  return mix(reinterpret_cast<std::uintptr_t>(core));
}

constexpr std::uint32_t index_words(std::uint32_t capacity) noexcept {
  return std::bit_ceil(capacity * 2);
}

bool has_keys(const Header& header) noexcept {
  return header.kind == Kind::object || header.kind == Kind::error;
}

bool has_bytes(Slot slot) noexcept {
  return slots::is_string(slot) || slots::is_bigint(slot);
}

/// How a bigint is stored: its sign, then its limbs, the least first, in the machine's byte order.
std::string bigint_image(const BigInt& number) {
  const auto limbs = number.limbs();
  std::string image(1 + limbs.size_bytes(), number.is_negative() ? '-' : '+');
  if (!limbs.empty()) std::memcpy(image.data() + 1, limbs.data(), limbs.size_bytes());
  return image;
}

constexpr std::uint32_t longest_inline = 0xFFFF;  // a length that says: see the 4 bytes before

}  // namespace

Core::Core() : keys(fresh_seed(this)), seed_(fresh_seed(&seed_)) {
  std::fill_n(free_cells_, size_classes, no_block);
  std::fill_n(free_words_, size_classes, no_block);
}

// Strings, bigints

Slot Core::string_slot(std::uint32_t offset, std::size_t length) noexcept {
  if (length < longest_inline) return slots::short_string(offset, length);
  const auto stored = static_cast<std::uint32_t>(length);
  std::memcpy(bytes.at(offset) - sizeof stored, &stored, sizeof stored);
  return (slots::tag_string << slots::tag_shift) | (Slot{longest_inline} << 32) | offset;
}

Slot Core::make_string(std::string_view text) {
  const std::size_t prefix = text.size() < longest_inline ? 0 : sizeof(std::uint32_t);
  char* const to = bytes.room(prefix + text.size());
  if (!text.empty()) std::memcpy(to + prefix, text.data(), text.size());
  const std::uint32_t offset = bytes.take(prefix + text.size());
  return string_slot(offset + static_cast<std::uint32_t>(prefix), text.size());
}

std::string_view Core::text(Slot string) const noexcept {
  const auto offset = static_cast<std::uint32_t>(string);
  const char* const start = bytes.at(offset);
  std::uint32_t length = static_cast<std::uint32_t>(string >> 32) & longest_inline;
  if (length == longest_inline) std::memcpy(&length, start - sizeof length, sizeof length);
  return {start, length};
}

Slot Core::make_bigint(const BigInt& number) {
  const Slot as_string = make_string(bigint_image(number));
  return (as_string & ~(Slot{0xFFFF} << slots::tag_shift)) |
         (slots::tag_bigint << slots::tag_shift);
}

BigInt Core::bigint(Slot slot) const {
  const std::string_view image = text(slot);
  std::vector<std::uint64_t> limbs((image.size() - 1) / sizeof(std::uint64_t));
  if (!limbs.empty()) std::memcpy(limbs.data(), image.data() + 1, image.size() - 1);
  return BigInt::from_limbs(limbs,
                            image[0] == '-' ? BigInt::Sign::negative : BigInt::Sign::positive);
}

Slot Core::from_init(const Init& init) {
  switch (init.form_) {
    case Init::Form::null: return slots::null;
    case Init::Form::boolean: return slots::boolean(init.flag_);
    case Init::Form::number: return slots::number(init.number_);
    case Init::Form::string: return make_string(init.text_);
    case Init::Form::bigint: return make_bigint(*init.bigint_);
    case Init::Form::value: break;
  }
  const Slot slot = init.value_.slot();
  if (init.value_.core() == this) return slot == slots::hole ? slots::undefined : slot;
  // A primitive without bytes belongs to no document.
  if (slots::is_number(slot) || slots::is_boolean(slot) || slot == slots::null ||
      slot == slots::undefined)
    return slot;
  throw CloneError(
      CloneErrorCode::foreign_value,
      "the value belongs to another document; Document::copy makes it anew in this one");
}

// Blocks
//
// Freed blocks wait in lists by the power of two that they hold at least; a block's first element
// links to the next.

std::uint32_t Core::allocate_cells(std::uint32_t count) {
  if (count == 0) return no_block;
  const auto size_class = static_cast<unsigned>(std::bit_width(count - 1));
  const std::uint32_t head = free_cells_[size_class];
  if (head == no_block) return cells.extend(count);
  free_cells_[size_class] = static_cast<std::uint32_t>(cells[head]);
  return head;
}

void Core::free_cells(std::uint32_t block, std::uint32_t count) noexcept {
  if (block == no_block || count == 0) return;
  if (block + count == cells.size()) return cells.truncate(block);
  const auto size_class = static_cast<unsigned>(std::bit_width(count)) - 1;
  cells[block] = free_cells_[size_class];
  free_cells_[size_class] = block;
}

std::uint32_t Core::allocate_words(std::uint32_t count) {
  if (count == 0) return no_block;
  const auto size_class = static_cast<unsigned>(std::bit_width(count - 1));
  const std::uint32_t head = free_words_[size_class];
  if (head == no_block) return words.extend(count);
  free_words_[size_class] = words[head];
  return head;
}

void Core::free_words(std::uint32_t block, std::uint32_t count) noexcept {
  if (block == no_block || count == 0) return;
  if (block + count == words.size()) return words.truncate(block);
  const auto size_class = static_cast<unsigned>(std::bit_width(count)) - 1;
  words[block] = free_words_[size_class];
  free_words_[size_class] = block;
}

std::uint32_t Core::cells_needed(const Header& header, std::uint32_t capacity) const noexcept {
  switch (header.kind) {
    case Kind::map: return capacity * 2;
    case Kind::error: return capacity + error_parts;
    case Kind::date:
    case Kind::boxed:
    case Kind::function:
    case Kind::typed_array:
    case Kind::data_view: return 1;
    case Kind::host: return 2;
    case Kind::regexp: return 3;
    default: return capacity;
  }
}

std::uint32_t Core::words_needed(const Header& header, std::uint32_t capacity) const noexcept {
  const bool entries = header.kind == Kind::map || header.kind == Kind::set;
  if (!entries && !has_keys(header)) return 0;
  const std::uint32_t index = capacity > hashed_above(header.kind) ? index_words(capacity) : 0;
  return has_keys(header) ? capacity + index : index;
}

// Headers

HeaderIndex Core::reuse_header(Kind kind) {
  HeaderIndex index = free_headers_;
  if (index != no_block) {
    free_headers_ = headers[index].cells;
  } else {
    index = headers.extend(1);
  }
  headers[index] = Header{};
  become(index, kind);
  return index;
}

void Core::become(HeaderIndex index, Kind kind) {
  headers[index].kind = kind;
  if (kind != Kind::error) return;
  const std::uint32_t block = allocate_cells(error_parts);
  std::fill_n(cells.data() + block, error_parts, slots::hole);
  headers[index].cells = block;
}

void Core::set_fixed(HeaderIndex index, std::initializer_list<Slot> values) {
  const auto count = static_cast<std::uint32_t>(values.size());
  if (headers[index].cells == no_block) {
    const std::uint32_t block = allocate_cells(count);
    headers[index].cells = block;
  }
  std::copy(values.begin(), values.end(), cells.data() + headers[index].cells);
}

void Core::free_header(HeaderIndex index) noexcept {
  const Header header = headers[index];
  free_words(header.words, words_needed(header, header.capacity));
  free_cells(header.cells, cells_needed(header, header.capacity));
  if (index + 1 == headers.size()) return headers.truncate(index);
  headers[index] = Header{};
  headers[index].cells = free_headers_;
  free_headers_ = index;
}

Kind Core::kind(Slot slot) const noexcept {
  if (slots::is_number(slot)) return Kind::number;
  switch (slots::tag(slot)) {
    case slots::tag_null: return Kind::null;
    case slots::tag_boolean: return Kind::boolean;
    case slots::tag_string: return Kind::string;
    case slots::tag_bigint: return Kind::bigint;
    case slots::tag_reference: return headers[slots::header_of(slot)].kind;
    default: return Kind::undefined;
  }
}

void Core::reserve(HeaderIndex index, std::uint32_t count) {
  const Header& header = headers[index];
  if (count <= header.capacity - header.size) return;
  const std::uint64_t needed = std::uint64_t{header.size} + count;
  const std::uint64_t capacity = std::max<std::uint64_t>({needed, header.capacity * 2ULL, 4});
  if (capacity > std::numeric_limits<std::uint32_t>::max() / 4)
    throw CloneError(CloneErrorCode::capacity, "the container is full: more than 2^30 entries");
  grow(index, static_cast<std::uint32_t>(capacity));
}

void Core::grow(HeaderIndex index, std::uint32_t capacity) {
  const Header old = headers[index];
  const std::uint32_t new_words = allocate_words(words_needed(old, capacity));
  const std::uint32_t new_cells = allocate_cells(cells_needed(old, capacity));
  const std::uint32_t used_cells = cells_needed(old, old.size);
  if (old.cells != no_block && used_cells != 0)
    std::memcpy(cells.data() + new_cells, cells.data() + old.cells, used_cells * sizeof(Slot));
  if (has_keys(old) && old.size != 0)
    std::memcpy(words.data() + new_words, words.data() + old.words,
                old.size * sizeof(std::uint32_t));
  Header& header = headers[index];
  header.cells = new_cells;
  header.words = new_words;
  header.capacity = capacity;
  free_words(old.words, words_needed(old, old.capacity));
  free_cells(old.cells, cells_needed(old, old.capacity));
  header.hashed = old.kind != Kind::array && capacity > hashed_above(old.kind);
  if (header.hashed) rebuild_index(index);
}

void Core::fill_object(HeaderIndex index, const KeyId* ids, const Slot* values,
                       std::uint32_t count) {
  if (count == 0) return;
  const auto size_class = static_cast<unsigned>(std::bit_width(count - 1));
  const bool can_append = free_cells_[size_class] == no_block &&
                          free_words_[size_class] == no_block &&
                          count <= hashed_above(Kind::object);
  if (can_append) {
    const std::uint32_t new_words = words.append(ids, count);
    const std::uint32_t new_cells = cells.append(values, count);
    Header& header = headers[index];
    header.words = new_words;
    header.cells = new_cells;
    header.capacity = count;
    header.size = count;
    return;
  }
  grow(index, count);
  Header& header = headers[index];
  header.size = count;
  std::memcpy(words.data() + header.words, ids, count * sizeof(KeyId));
  std::memcpy(cells.data() + header.cells, values, count * sizeof(Slot));
  if (header.hashed) rebuild_index(index);
}

void Core::fill_array(HeaderIndex index, const Slot* values, std::uint32_t count) {
  if (count == 0) return;
  if (free_cells_[std::bit_width(count - 1)] == no_block) {
    const std::uint32_t new_cells = cells.append(values, count);
    Header& header = headers[index];
    header.cells = new_cells;
    header.capacity = count;
    header.size = count;
    return;
  }
  grow(index, count);
  headers[index].size = count;
  std::memcpy(cells.data() + headers[index].cells, values, count * sizeof(Slot));
}

void Core::adopt_properties(HeaderIndex index, const KeyId* ids, std::uint32_t count) {
  Header& header = headers[index];
  header.size = count;
  header.capacity = count;
  if (count == 0) return;
  if (count <= hashed_above(header.kind)) {
    const std::uint32_t block = words.append(ids, count);
    header.words = block;
    return;
  }
  const std::uint32_t block = words.extend(words_needed(header, count));
  header.words = block;
  header.hashed = true;
  std::memcpy(words.data() + block, ids, count * sizeof(KeyId));
  rebuild_index(index);
}

void Core::drop_holes(HeaderIndex index) noexcept {
  Header& header = headers[index];
  std::uint32_t* const ids = words.data() + header.words;
  Slot* const values = cells.data() + header.cells + first_value(header);
  std::uint32_t kept = 0;
  for (std::uint32_t i = 0; i < header.size; ++i) {
    if (values[i] == slots::hole) continue;
    ids[kept] = ids[i];
    values[kept++] = values[i];
  }
  const bool dropped = kept != header.size;
  header.size = kept;
  if (dropped && header.hashed) rebuild_index(index);
}

// Hash indexes
//
// A table of positions + 1, twice the capacity rounded up to a power of two; 0 is free. It stands
// behind an object's key ids, or alone in a Map's or Set's words.

Core::EntryKey Core::entry_key(Slot slot) const noexcept {
  if (has_bytes(slot)) return {slot, text(slot)};
  return {normalized_key(slot), {}};
}

Core::EntryKey Core::entry_key(const Init& init, std::string& image) const {
  switch (init.form_) {
    case Init::Form::null: return {slots::null, {}};
    case Init::Form::boolean: return {slots::boolean(init.flag_), {}};
    case Init::Form::number: return {normalized_key(slots::number(init.number_)), {}};
    case Init::Form::string: return {slots::tag_string << slots::tag_shift, init.text_};
    case Init::Form::bigint:
      image = bigint_image(*init.bigint_);
      return {slots::tag_bigint << slots::tag_shift, image};
    case Init::Form::value: break;
  }
  const Value& value = init.value_;
  // A container of another document is in no Map of this one; its index would lie.
  if (value.has_identity() && value.core() != this) return {slots::hole, {}};
  return value.core() != nullptr ? value.core()->entry_key(value.slot()) : entry_key(value.slot());
}

std::uint64_t Core::hash_key(const EntryKey& key) const noexcept {
  if (!has_bytes(key.slot)) return mix(key.slot ^ seed_);
  return text_hash(key.image, seed_) + slots::tag(key.slot);
}

bool Core::matches(Slot stored, const EntryKey& key) const noexcept {
  if (!has_bytes(stored)) return stored == key.slot && stored != slots::hole;
  return slots::tag(stored) == slots::tag(key.slot) && text(stored) == key.image;
}

std::uint64_t Core::entry_hash(const Header& header, std::uint32_t position) const noexcept {
  if (has_keys(header)) return mix(words[header.words + position] ^ seed_);
  const std::uint32_t stride = header.kind == Kind::map ? 2 : 1;
  return hash_key(entry_key(cells[header.cells + position * stride]));
}

void Core::index_entry(HeaderIndex index, std::uint32_t position) noexcept {
  const Header& header = headers[index];
  std::uint32_t* const table =
      words.data() + header.words + (has_keys(header) ? header.capacity : 0);
  const std::uint32_t mask = index_words(header.capacity) - 1;
  auto at = static_cast<std::uint32_t>(entry_hash(header, position)) & mask;
  while (table[at] != 0)
    at = (at + 1) & mask;
  table[at] = position + 1;
}

void Core::rebuild_index(HeaderIndex index) noexcept {
  const Header& header = headers[index];
  std::uint32_t* const table =
      words.data() + header.words + (has_keys(header) ? header.capacity : 0);
  std::fill_n(table, index_words(header.capacity), 0U);
  const std::uint32_t stride = header.kind == Kind::map ? 2 : 1;
  for (std::uint32_t i = 0; i < header.size; ++i)
    if (has_keys(header) || cells[header.cells + i * stride] != slots::hole) index_entry(index, i);
}

// Objects, errors

std::uint32_t Core::find_property(HeaderIndex index, KeyId key) const noexcept {
  const Header& header = headers[index];
  if (header.size == 0 || key == no_key) return nowhere;
  const std::uint32_t* const ids = words.data() + header.words;
  if (!header.hashed) {
    for (std::uint32_t i = 0; i < header.size; ++i)
      if (ids[i] == key) return i;
    return nowhere;
  }
  const std::uint32_t* const table = ids + header.capacity;
  const std::uint32_t mask = index_words(header.capacity) - 1;
  auto at = static_cast<std::uint32_t>(mix(key ^ seed_)) & mask;
  for (; table[at] != 0; at = (at + 1) & mask)
    if (ids[table[at] - 1] == key) return table[at] - 1;
  return nowhere;
}

Slot Core::property(HeaderIndex index, KeyId key) const noexcept {
  const std::uint32_t at = find_property(index, key);
  if (at == nowhere) return slots::undefined;
  return cells[headers[index].cells + first_value(headers[index]) + at];
}

void Core::set_property(HeaderIndex index, KeyId key, Slot value) {
  std::uint32_t at = find_property(index, key);
  if (at == nowhere) {
    reserve(index, 1);
    Header& header = headers[index];
    at = header.size++;
    words[header.words + at] = key;
    if (keys.array_index(key) != no_index) header.has_index_keys = true;
    if (header.hashed) index_entry(index, at);
  }
  const Header& header = headers[index];
  cells[header.cells + first_value(header) + at] = value;
}

bool Core::erase_property(HeaderIndex index, KeyId key) {
  const std::uint32_t at = find_property(index, key);
  if (at == nowhere) return false;
  Header& header = headers[index];
  std::uint32_t* const ids = words.data() + header.words;
  Slot* const values = cells.data() + header.cells + first_value(header);
  std::copy(ids + at + 1, ids + header.size, ids + at);
  std::copy(values + at + 1, values + header.size, values + at);
  --header.size;
  if (header.hashed) rebuild_index(index);
  return true;
}

std::vector<std::uint32_t> Core::property_order(HeaderIndex index) const {
  const Header& header = headers[index];
  std::vector<std::uint32_t> order;
  if (!header.has_index_keys) return order;
  order.resize(header.size);
  for (std::uint32_t i = 0; i < header.size; ++i)
    order[i] = i;
  const auto array_index = [&](std::uint32_t position) {
    return keys.array_index(words[header.words + position]);  // no_index is the largest
  };
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t left, std::uint32_t right) {
    return array_index(left) < array_index(right);
  });
  return order;
}

// Arrays

void Core::push(HeaderIndex array, Slot value) {
  reserve(array, 1);
  Header& header = headers[array];
  cells[header.cells + header.size++] = value;
}

void Core::resize_array(HeaderIndex array, std::uint32_t size) {
  const std::uint32_t old = headers[array].size;
  if (size > old) {
    reserve(array, size - old);
    std::fill_n(cells.data() + headers[array].cells + old, size - old, slots::hole);
  }
  headers[array].size = size;
}

// Maps, Sets

std::uint32_t Core::find_entry(HeaderIndex index, const EntryKey& key) const noexcept {
  const Header& header = headers[index];
  if (header.size == 0) return nowhere;
  const std::uint32_t stride = header.kind == Kind::map ? 2 : 1;
  const Slot* const entries = cells.data() + header.cells;
  if (!header.hashed) {
    for (std::uint32_t i = 0; i < header.size; ++i)
      if (matches(entries[i * stride], key)) return i;
    return nowhere;
  }
  const std::uint32_t* const table = words.data() + header.words;
  const std::uint32_t mask = index_words(header.capacity) - 1;
  auto at = static_cast<std::uint32_t>(hash_key(key)) & mask;
  for (; table[at] != 0; at = (at + 1) & mask) {
    const std::uint32_t position = table[at] - 1;
    if (matches(entries[position * stride], key)) return position;
  }
  return nowhere;
}

void Core::put_entry(HeaderIndex index, Slot key, Slot value) {
  key = normalized_key(key);
  const bool is_map = headers[index].kind == Kind::map;
  std::uint32_t at = find_entry(index, entry_key(key));
  if (at == nowhere) {
    // Removed entries make room before the block grows.
    if (headers[index].size == headers[index].capacity &&
        headers[index].live <= headers[index].size / 2)
      compact_entries(index);
    reserve(index, 1);
    Header& header = headers[index];
    at = header.size++;
    ++header.live;
    cells[header.cells + at * (is_map ? 2 : 1)] = key;
    if (header.hashed) index_entry(index, at);
  }
  if (is_map) cells[headers[index].cells + at * 2 + 1] = value;
}

bool Core::remove_entry(HeaderIndex index, const EntryKey& key) {
  const std::uint32_t at = find_entry(index, key);
  if (at == nowhere) return false;
  Header& header = headers[index];
  const std::uint32_t stride = header.kind == Kind::map ? 2 : 1;
  // The index keeps pointing here; a hole is no key's equal, so probes walk on past it.
  for (std::uint32_t i = 0; i < stride; ++i)
    cells[header.cells + at * stride + i] = slots::hole;
  --header.live;
  return true;
}

bool Core::adopt_entries(HeaderIndex index, std::uint32_t count) {
  Header& header = headers[index];
  const std::uint32_t stride = header.kind == Kind::map ? 2 : 1;
  header.capacity = count;
  header.hashed = count > hashed_above(header.kind);
  if (header.hashed) {
    const std::uint32_t block = words.extend(index_words(count));
    header.words = block;
    std::fill_n(words.data() + block, index_words(count), 0U);
  }
  for (std::uint32_t i = 0; i < count; ++i) {
    Slot& slot = cells[header.cells + i * stride];
    slot = normalized_key(slot);
    const EntryKey key = entry_key(slot);
    if (!header.hashed) {
      if (find_entry(index, key) != nowhere) return false;
    } else {
      std::uint32_t* const table = words.data() + header.words;
      const std::uint32_t mask = index_words(count) - 1;
      auto at = static_cast<std::uint32_t>(hash_key(key)) & mask;
      for (; table[at] != 0; at = (at + 1) & mask)
        if (matches(cells[header.cells + (table[at] - 1) * stride], key)) return false;
      table[at] = i + 1;
    }
    header.size = i + 1;
    header.live = i + 1;
  }
  return true;
}

void Core::compact_entries(HeaderIndex index) noexcept {
  Header& header = headers[index];
  const std::uint32_t stride = header.kind == Kind::map ? 2 : 1;
  Slot* const entries = cells.data() + header.cells;
  std::uint32_t kept = 0;
  for (std::uint32_t i = 0; i < header.size; ++i) {
    if (entries[i * stride] == slots::hole) continue;
    std::copy_n(entries + i * stride, stride, entries + kept * stride);
    ++kept;
  }
  header.size = kept;
  if (header.hashed) rebuild_index(index);
}

// Buffers

void Core::make_buffer(HeaderIndex index, std::size_t size) {
  if (size >= std::numeric_limits<std::uint32_t>::max())
    throw CloneError(CloneErrorCode::capacity, "an ArrayBuffer of 4 GiB or more does not fit");
  const std::uint32_t offset = bytes.allocate(size, 8);
  std::memset(bytes.at(offset), 0, size);
  headers[index].words = offset;
  headers[index].size = static_cast<std::uint32_t>(size);
}

void Core::make_view(HeaderIndex index, ElementType type, HeaderIndex buffer, ViewPart part) {
  const std::size_t unit = headers[index].kind == Kind::typed_array ? element_size(type) : 1;
  const std::size_t whole = headers[buffer].size;
  if (part.byte_offset % unit != 0)
    throw CloneError(CloneErrorCode::bad_shape,
                     "a typed array's byte offset must be a multiple of its element size");
  if (part.byte_offset > whole || part.size > (whole - part.byte_offset) / unit)
    throw CloneError(CloneErrorCode::bad_shape, "the view reaches past the end of its buffer");
  set_fixed(index, {slots::reference(buffer)});
  Header& header = headers[index];
  header.words = static_cast<std::uint32_t>(part.byte_offset);
  header.size = static_cast<std::uint32_t>(part.size);
  header.element = type;
}

std::span<char> Core::shown_bytes(HeaderIndex index) noexcept {
  const Header& header = headers[index];
  if (header.kind == Kind::array_buffer) return {bytes.at(header.words), header.size};
  const HeaderIndex buffer = slots::header_of(cells[header.cells]);
  const std::size_t unit = header.kind == Kind::typed_array ? element_size(header.element) : 1;
  return {buffer_bytes(buffer) + header.words, header.size * unit};
}

// Whole documents

void Core::clear() noexcept {
  headers.truncate(0);
  cells.truncate(0);
  words.truncate(0);
  bytes.clear();
  keys.clear();
  root = slots::undefined;
  free_headers_ = no_block;
  std::fill_n(free_cells_, size_classes, no_block);
  std::fill_n(free_words_, size_classes, no_block);
}

void Core::assign(const Core& other) {
  headers.assign(other.headers);
  cells.assign(other.cells);
  words.assign(other.words);
  bytes.assign(other.bytes);
  keys.assign(other.keys);
  root = other.root;
  seed_ = other.seed_;
  free_headers_ = other.free_headers_;
  std::copy_n(other.free_cells_, size_classes, free_cells_);
  std::copy_n(other.free_words_, size_classes, free_words_);
}

std::size_t Core::memory() const noexcept {
  return sizeof(Core) + headers.memory() + cells.memory() + words.memory() + bytes.memory() +
         keys.memory();
}

}  // namespace candela
