#include "alias_pass.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <utility>

#include "text/plain_json.hpp"

namespace candela {

bool is_beyond_json(const Core& core, Slot slot) noexcept {
  const Kind kind = core.kind(slot);
  if (kind != Kind::array) return kind > Kind::array;
  const Header& list = core[slots::header_of(slot)];
  if (list.size != 2) return false;
  const Slot tag = core.cells[list.cells];
  return slots::is_string(tag) && core.text(tag) == "$lmz" &&
         slots::is_number(core.cells[list.cells + 1]);
}

void AliasPass::run(Slot root) {
  const std::uint32_t count = core_.headers.size();
  marks_.extend(count);
  std::memset(marks_.data(), 0, std::size_t{count} * sizeof(std::uint32_t));
  visit(root, root_cell);
  while (frames_.size() != 0) {
    Frame& frame = frames_[frames_.size() - std::size_t{1}];
    if (frame.list == 0) {
      // Cells that lie side by side: the primitives among them are passed here.
      const Slot* const cells = core_.cells.data();
      std::uint32_t next = frame.next;
      while (next != frame.end && !slots::is_reference(cells[next]))
        ++next;
      frame.next = next + 1;
      if (next != frame.end) {
        visit(cells[next], next);
      } else {
        frames_.truncate(frames_.size() - 1);
      }
      continue;
    }
    if (frame.next == frame.end) {
      lists_.pop_back();
      frames_.truncate(frames_.size() - 1);
      continue;
    }
    const std::uint32_t cell = lists_[frame.list - 1][frame.next++];
    visit(core_.cells[cell], cell);
  }
}

void AliasPass::visit(Slot slot, std::uint32_t cell) {
  if (!slots::is_reference(slot)) return;
  const HeaderIndex header = slots::header_of(slot);
  const auto position = order_.size();
  if (core_[header].kind == Kind::function) {
    functions_[cell] = position;
    order_.push(header);
    return;
  }
  if (marks_[header] != 0) {
    marks_[header] |= shared_bit;
    any_shared_ = true;
    return;
  }
  marks_[header] = position + 1;
  order_.push(header);
  open(header);
}

void AliasPass::open(HeaderIndex index) {
  const Header& header = core_[index];
  switch (header.kind) {
    case Kind::object:
    case Kind::error: return open_properties(index);
    case Kind::array:
    case Kind::set: return open_cells(header.cells, header.size);
    case Kind::map: return open_cells(header.cells, header.size * 2);
    case Kind::typed_array:
    case Kind::data_view:
      if (fidelity_ == Fidelity::lossless) open_cells(header.cells, 1);
      return;
    case Kind::host: return open_host(index);
    default: return;
  }
}

void AliasPass::open_cells(std::uint32_t first, std::uint32_t count) {
  if (count != 0) frames_.push(Frame{first, first + count, 0});
}

void AliasPass::open_list(std::vector<std::uint32_t> cells) {
  const auto count = static_cast<std::uint32_t>(cells.size());
  lists_.push_back(std::move(cells));
  frames_.push(Frame{0, count, static_cast<std::uint32_t>(lists_.size())});
}

void AliasPass::open_properties(HeaderIndex index) {
  const Header& header = core_[index];
  const std::uint32_t first = Core::first_value(header);
  if (!header.has_index_keys) return open_cells(header.cells, first + header.size);
  std::vector<std::uint32_t> cells;
  cells.reserve(first + header.size);
  for (std::uint32_t part = 0; part < first; ++part)
    cells.push_back(header.cells + part);
  for (const std::uint32_t at : core_.property_order(index))
    cells.push_back(header.cells + first + at);
  open_list(std::move(cells));
}

void AliasPass::open_host(HeaderIndex host) {
  const Slot payload = core_.cells[core_[host].cells + 1];
  if (core_.kind(payload) != Kind::object) return;
  const HeaderIndex record = slots::header_of(payload);
  const HostType* const type = host_type(host);
  if (type == nullptr && unknown_hosts_ == UnknownHosts::values) return open_properties(record);
  if (type == nullptr) {
    const Header& header = core_[record];
    const std::vector<std::uint32_t> order = core_.property_order(record);
    std::vector<std::uint32_t> beyond_json;
    for (std::uint32_t i = 0; i < header.size; ++i) {
      const std::uint32_t cell = header.cells + (order.empty() ? i : order[i]);
      if (is_beyond_json(core_, core_.cells[cell])) beyond_json.push_back(cell);
    }
    return open_list(std::move(beyond_json));
  }
  if (type->payload == HostType::Payload::plain) return;
  std::vector<std::uint32_t> cells;
  const auto add = [&](std::string_view name) {
    const std::uint32_t at = core_.find_property(record, core_.find_key(name));
    if (at != Core::nowhere) cells.push_back(core_[record].cells + at);
  };
  add(type->encoded_field);
  if (!type->body_field.empty() && fidelity_ == Fidelity::lossless &&
      !is_plain_body(core_.property(record, core_.find_key(type->body_field))))
    add(type->body_field);
  open_list(std::move(cells));
}

bool AliasPass::needs_buffer(HeaderIndex view) const noexcept {
  if (fidelity_ == Fidelity::reference) return false;
  const Header& header = core_[view];
  const HeaderIndex buffer = slots::header_of(core_.cells[header.cells]);
  if (is_shared(buffer)) return true;
  // A DataView writes its whole buffer and the part's place anyway.
  return header.kind == Kind::typed_array &&
         core_[buffer].size != header.size * element_size(header.element);
}

const HostType* AliasPass::host_type(HeaderIndex host) const noexcept {
  const std::string_view tag = core_.text(core_.cells[core_[host].cells]);
  for (const HostType& type : hosts_)
    if (type.tag == tag) return &type;
  return nullptr;
}

bool AliasPass::needs_body_value(const HostType& type, HeaderIndex record) const {
  if (fidelity_ == Fidelity::reference || type.body_field.empty()) return false;
  const Slot body = core_.property(record, core_.find_key(type.body_field));
  if (slots::is_reference(body)) return !plain_bodies_.at(slots::header_of(body));
  std::size_t steps = 1;
  return !is_plain_json(core_, body, steps);
}

bool AliasPass::is_plain_body(Slot body) {
  std::size_t one = 1;
  if (!slots::is_reference(body)) return is_plain_json(core_, body, one);
  const auto [known, is_new] = plain_bodies_.try_emplace(slots::header_of(body), false);
  if (is_new) known->second = is_plain_json(core_, body, plain_steps_);
  return known->second;
}

}  // namespace candela
