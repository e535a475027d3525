#include "idna.hpp"

#include <unicode/uidna.h>

#include <cassert>
#include <cstdint>
#include <memory>

namespace candela {
namespace {

constexpr std::string_view prefix = "xn--";

struct Close {
  void operator()(UIDNA* idna) const noexcept { uidna_close(idna); }
};

constexpr std::uint32_t options =
    UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII;

/// CheckHyphens and VerifyDnsLength are off in the standard, and cannot be switched off in ICU.
constexpr std::uint32_t ignored = UIDNA_ERROR_EMPTY_LABEL | UIDNA_ERROR_LABEL_TOO_LONG |
                                  UIDNA_ERROR_DOMAIN_NAME_TOO_LONG | UIDNA_ERROR_LEADING_HYPHEN |
                                  UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4;

std::string_view reason_of(std::uint32_t errors) noexcept {
  if ((errors & UIDNA_ERROR_DISALLOWED) != 0) return "has a character that no domain may have";
  if ((errors & UIDNA_ERROR_LEADING_COMBINING_MARK) != 0) {
    return "has a label that begins with a combining mark";
  }
  if ((errors & (UIDNA_ERROR_PUNYCODE | UIDNA_ERROR_INVALID_ACE_LABEL)) != 0) {
    return "has a label that is no Punycode, though it begins with xn--";
  }
  if ((errors & UIDNA_ERROR_BIDI) != 0) return "mixes directions of writing against the rules";
  if ((errors & UIDNA_ERROR_CONTEXTJ) != 0) return "has a joiner in a place where it may not be";
  return "is no domain by UTS #46";
}

/// Whether a label is "xn--" with nothing in it, or with ASCII alone: such a one is written without.
bool has_needless_punycode(std::string_view domain) noexcept {
  for (;;) {
    const std::size_t dot = domain.find('.');
    const std::string_view label = domain.substr(0, dot);
    if (label.substr(0, prefix.size()) == prefix && label.back() == '-') return true;
    if (dot == std::string_view::npos) return false;
    domain.remove_prefix(dot + 1);
  }
}

}  // namespace

bool has_punycode(std::string_view domain) noexcept {
  for (std::size_t at = domain.find(prefix); at != std::string_view::npos;
       at = domain.find(prefix, at + 1)) {
    if (at == 0 || domain[at - 1] == '.') return true;
  }
  return false;
}

AsciiDomain domain_to_ascii(std::string_view domain) {
  assert(domain.size() <= max_idna_bytes);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UIDNA, Close> idna(uidna_openUTS46(options, &status));
  if (U_FAILURE(status)) return {{}, "needs the tables of ICU, which cannot be read"};
  AsciiDomain result;
  result.domain.resize(domain.size() + 64);
  for (;;) {
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    status = U_ZERO_ERROR;
    const std::int32_t size = uidna_nameToASCII_UTF8(
        idna.get(), domain.data(), static_cast<std::int32_t>(domain.size()), result.domain.data(),
        static_cast<std::int32_t>(result.domain.size()), &info, &status);
    if (status == U_BUFFER_OVERFLOW_ERROR &&
        static_cast<std::size_t>(size) > result.domain.size()) {
      result.domain.resize(static_cast<std::size_t>(size));
      continue;
    }
    if (U_FAILURE(status)) return {{}, "has a label that is too long for Punycode"};
    result.domain.resize(static_cast<std::size_t>(size));
    const std::uint32_t errors = info.errors & ~ignored;
    if (errors != 0) return {{}, reason_of(errors)};
    if (has_needless_punycode(result.domain)) return {{}, reason_of(UIDNA_ERROR_PUNYCODE)};
    return result;
  }
}

}  // namespace candela
