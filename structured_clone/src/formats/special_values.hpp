// The pieces of text that both formats share: names of special numbers and of boxed types, bigint
// digits, dates.
#pragma once

#include <optional>
#include <string_view>

#include <candela/structured_clone/format.hpp>

#include "graph/core.hpp"
#include "text/output.hpp"

namespace candela {

/// "NaN", "Infinity" or "-Infinity", or empty for a finite number.
std::string_view special_number_name(double number) noexcept;
std::optional<double> special_number(std::string_view name) noexcept;

/// "boolean-object" and so on.
std::string_view boxed_tag(Kind primitive) noexcept;

/// A finite number; -0 only in the lossless form.
void put_number(Output& out, double number, Fidelity fidelity);

/// A bigint from its digits. CloneError{bad_number, limit_bigint} at `offset`.
Slot read_bigint(Core& core, std::string_view digits, const Limits& limits, std::size_t offset);

/// The text of a date: ISO, or "NaN" for an invalid one (not_serializable in the reference form, as
/// the original throws).
void put_date(Output& out, double ms, Fidelity fidelity);
/// A date's header from its text. CloneError{bad_shape} at `offset`.
void read_date(Core& core, HeaderIndex index, std::string_view iso, std::size_t offset);

/// The primitive inside of a boxed value of the tag ("number-object"), from what the wire has for
/// it, or slots::hole when that is of a wrong type.
Slot read_boxed(Core& core, std::string_view tag, Slot wire, const Limits& limits,
                std::size_t offset);
/// The wire's form of the primitive inside: itself, a special number's name, a bigint's digits as a
/// string.
void put_boxed(Output& out, const Core& core, Slot primitive, Fidelity fidelity);

/// The lossless form of a host record's body takes the place of the plain one.
void restore_body(Core& core, HeaderIndex record, const HostType& type);

}  // namespace candela
