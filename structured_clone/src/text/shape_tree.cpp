#include "shape_tree.hpp"

#include <algorithm>

namespace candela {
namespace {

/// Keys that stand in JSON as they are, and fit.
bool is_quotable(std::string_view name) noexcept {
  return name.size() < ShapeTree::compared && std::all_of(name.begin(), name.end(), [](char c) {
           return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
         });
}

/// Keys that stand in V8's format as one byte a character, and fit.
bool is_countable(std::string_view name, bool is_index) noexcept {
  return !is_index && name.size() < ShapeTree::compared &&
         std::all_of(name.begin(), name.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

void ShapeTree::make_comparable(Entry& entry, std::string_view name, bool is_index) const noexcept {
  if (form_ == Form::quoted) {
    if (!is_quotable(name)) return;
    std::copy(name.begin(), name.end(), entry.text);
    entry.text[name.size()] = '"';
  } else {
    if (!is_countable(name, is_index)) return;
    entry.text[0] = static_cast<char>(name.size());
    std::copy(name.begin(), name.end(), entry.text + 1);
  }
  entry.compare = 0xFFFF'FFFFU >> (31 - name.size());
}

ShapeTree::Node ShapeTree::find_other(Node parent, const char* at) noexcept {
  for (Node node = entries_[parent].first_child; node != none; node = entries_[node].next_sibling) {
    if (!matches(node, at)) continue;
    entries_[parent].likely = node;
    return node;
  }
  return none;
}

bool ShapeTree::is_on_path(Node node, KeyId key) const noexcept {
  for (; node != root; node = entries_[node].parent)
    if (entries_[node].key == key) return true;
  return false;
}

ShapeTree::Node ShapeTree::child(Node parent, KeyId key, std::string_view name, bool is_index) {
  for (Node node = entries_[parent].first_child; node != none; node = entries_[node].next_sibling) {
    if (entries_[node].key != key) continue;
    entries_[parent].likely = node;
    return node;
  }
  const Entry& above = entries_[parent];
  if (entries_.size() >= most_nodes || above.children >= most_children || above.depth >= deepest)
    return none;
  if (is_on_path(parent, key)) return none;
  Entry entry;
  entry.key = key;
  entry.parent = parent;
  entry.next_sibling = above.first_child;
  entry.depth = static_cast<std::uint16_t>(above.depth + 1);
  entry.special = above.special || name.starts_with('$');
  entry.has_index_keys = above.has_index_keys || is_index;
  entry.length = static_cast<std::uint32_t>(name.size());
  make_comparable(entry, name, is_index);
  const Node node = entries_.size();
  entries_.push(entry);
  Entry& holder = entries_[parent];
  holder.first_child = node;
  holder.likely = node;
  ++holder.children;
  return node;
}

}  // namespace candela
