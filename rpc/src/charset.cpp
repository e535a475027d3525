#include "charset.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <candela/request_sync/body.hpp>

#include "kj/utf8.hpp"

namespace candela {
namespace {

struct Label {
  std::string_view label;
  const char* encoding;  // iconv's name
};

constexpr const char* utf8 = "UTF-8";
constexpr const char* windows_1252 = "WINDOWS-1252";

// The standard's encodings by their names, and the labels that are met.
constexpr Label labels[] = {
    {"utf-8", utf8},
    {"utf8", utf8},
    {"unicode-1-1-utf-8", utf8},
    {"x-unicode20utf8", utf8},
    {"windows-1252", windows_1252},
    {"ansi_x3.4-1968", windows_1252},
    {"ascii", windows_1252},
    {"us-ascii", windows_1252},
    {"cp1252", windows_1252},
    {"x-cp1252", windows_1252},
    {"cp819", windows_1252},
    {"ibm819", windows_1252},
    {"iso-8859-1", windows_1252},
    {"iso8859-1", windows_1252},
    {"iso88591", windows_1252},
    {"iso_8859-1", windows_1252},
    {"iso-ir-100", windows_1252},
    {"l1", windows_1252},
    {"latin1", windows_1252},
    {"utf-16", "UTF-16LE"},
    {"utf-16le", "UTF-16LE"},
    {"ucs-2", "UTF-16LE"},
    {"unicode", "UTF-16LE"},
    {"utf-16be", "UTF-16BE"},
    {"ibm866", "IBM866"},
    {"cp866", "IBM866"},
    {"iso-8859-2", "ISO-8859-2"},
    {"latin2", "ISO-8859-2"},
    {"iso-8859-3", "ISO-8859-3"},
    {"iso-8859-4", "ISO-8859-4"},
    {"iso-8859-5", "ISO-8859-5"},
    {"iso-8859-6", "ISO-8859-6"},
    {"iso-8859-7", "ISO-8859-7"},
    {"iso-8859-8", "ISO-8859-8"},
    {"iso-8859-10", "ISO-8859-10"},
    {"iso-8859-13", "ISO-8859-13"},
    {"iso-8859-14", "ISO-8859-14"},
    {"iso-8859-15", "ISO-8859-15"},
    {"latin9", "ISO-8859-15"},
    {"iso-8859-16", "ISO-8859-16"},
    {"koi8-r", "KOI8-R"},
    {"koi8-u", "KOI8-U"},
    {"macintosh", "MACINTOSH"},
    {"windows-874", "CP874"},
    {"iso-8859-11", "CP874"},
    {"tis-620", "CP874"},
    {"windows-1250", "WINDOWS-1250"},
    {"windows-1251", "WINDOWS-1251"},
    {"cp1251", "WINDOWS-1251"},
    {"windows-1253", "WINDOWS-1253"},
    {"windows-1254", "WINDOWS-1254"},
    {"iso-8859-9", "WINDOWS-1254"},
    {"latin5", "WINDOWS-1254"},
    {"windows-1255", "WINDOWS-1255"},
    {"windows-1256", "WINDOWS-1256"},
    {"windows-1257", "WINDOWS-1257"},
    {"windows-1258", "WINDOWS-1258"},
    {"gbk", "GB18030"},
    {"gb2312", "GB18030"},
    {"gb18030", "GB18030"},
    {"big5", "BIG5-HKSCS"},
    {"euc-jp", "EUC-JP"},
    {"iso-2022-jp", "ISO-2022-JP"},
    {"shift_jis", "CP932"},
    {"sjis", "CP932"},
    {"windows-31j", "CP932"},
    {"euc-kr", "UHC"},
    {"ks_c_5601-1987", "UHC"},
};

constexpr std::string_view replacement = "\xEF\xBF\xBD";

bool same_label(std::string_view written, std::string_view label) {
  return std::equal(written.begin(), written.end(), label.begin(), label.end(),
                    [](char left, char right) {
                      return (left >= 'A' && left <= 'Z' ? left - 'A' + 'a' : left) == right;
                    });
}

const char* encoding_of(std::string_view label) {
  constexpr std::string_view blanks = "\t\n\f\r ";
  const std::size_t begin = std::min(label.find_first_not_of(blanks), label.size());
  label = label.substr(begin, label.find_last_not_of(blanks) + 1 - begin);
  const auto* const found = std::find_if(std::begin(labels), std::end(labels), [label](Label one) {
    return same_label(label, one.label);
  });
  return found == std::end(labels) ? nullptr : found->encoding;
}

void append_utf8(std::string& text, std::uint32_t character) {
  const auto put = [&text](std::uint32_t byte) { text += static_cast<char>(byte); };
  if (character < 0x80) return put(character);
  if (character < 0x800) {
    put(0xC0U | (character >> 6U));
  } else {
    put(0xE0U | (character >> 12U));
    put(0x80U | ((character >> 6U) & 0x3FU));
  }
  put(0x80U | (character & 0x3FU));
}

/// Every byte is a character; iconv refuses the five that are control characters.
std::string from_windows_1252(std::string_view bytes) {
  constexpr std::array<std::uint16_t, 32> upper = {
      0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
      0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};
  std::string text;
  text.reserve(bytes.size());
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    append_utf8(text, byte >= 0x80 && byte < 0xA0 ? upper[byte - 0x80U] : byte);
  }
  return text;
}

class Converter {
 public:
  explicit Converter(const char* encoding)
      : handle_(::iconv_open(utf8, encoding)),
        unit_(std::string_view(encoding).starts_with("UTF-16") ? 2 : 1) {}
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  ~Converter() {
    if (is_open()) ::iconv_close(handle_);
  }
  bool is_open() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

  std::string convert(std::string_view bytes) {
    std::string text;
    std::array<char, 4096> piece{};
    char* from = const_cast<char*>(bytes.data());  // iconv reads it only
    std::size_t left = bytes.size();
    while (left > 0) {
      char* to = piece.data();
      std::size_t room = piece.size();
      const std::size_t result = ::iconv(handle_, &from, &left, &to, &room);
      const int why = errno;
      text.append(piece.data(), to);
      if (result != static_cast<std::size_t>(-1) || why == E2BIG) continue;
      text += replacement;
      if (why == EINVAL || left < unit_) break;  // the last character is not whole
      from += unit_;
      left -= unit_;
    }
    return text;
  }

 private:
  iconv_t handle_;
  std::size_t unit_;  // bytes; what is wrong is skipped by so many
};

struct Mark {
  std::string_view bytes;
  const char* encoding;
};
constexpr Mark marks[] = {
    {"\xEF\xBB\xBF", utf8}, {"\xFE\xFF", "UTF-16BE"}, {"\xFF\xFE", "UTF-16LE"}};

}  // namespace

std::string from_utf8(std::string_view bytes) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (is_utf8(bytes)) return std::string(bytes.substr(bytes.starts_with(mark) ? mark.size() : 0));
  const auto* const first = reinterpret_cast<const std::byte*>(bytes.data());
  return Body(std::vector<std::byte>(first, first + bytes.size())).text();
}

std::optional<std::string> to_utf8(std::string_view bytes, std::string_view label) {
  const char* encoding = encoding_of(label);
  if (encoding == nullptr) return std::nullopt;
  for (const Mark& mark : marks) {
    if (!bytes.starts_with(mark.bytes)) continue;
    encoding = mark.encoding;
    if (encoding != utf8) bytes.remove_prefix(mark.bytes.size());
    break;
  }
  if (encoding == utf8) return from_utf8(bytes);  // which knows the mark
  if (encoding == windows_1252) return from_windows_1252(bytes);
  Converter converter(encoding);
  if (!converter.is_open()) return std::nullopt;
  return converter.convert(bytes);
}

}  // namespace candela
