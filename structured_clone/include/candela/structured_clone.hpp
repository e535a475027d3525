// The whole codec: documents, values, both text formats, conversions, comparing and showing.
#pragma once

#include <candela/structured_clone/bigint.hpp>
#include <candela/structured_clone/clone.hpp>
#include <candela/structured_clone/convert.hpp>
#include <candela/structured_clone/convert_containers.hpp>
#include <candela/structured_clone/convert_pointers.hpp>
#include <candela/structured_clone/convert_time.hpp>
#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/equal.hpp>
#include <candela/structured_clone/error.hpp>
#include <candela/structured_clone/fields.hpp>
#include <candela/structured_clone/format.hpp>
#include <candela/structured_clone/hash.hpp>
#include <candela/structured_clone/host_type.hpp>
#include <candela/structured_clone/inspect.hpp>
#include <candela/structured_clone/json_schema.hpp>
#include <candela/structured_clone/kind.hpp>
#include <candela/structured_clone/limits.hpp>
#include <candela/structured_clone/log.hpp>
#include <candela/structured_clone/merge_patch.hpp>
#include <candela/structured_clone/path.hpp>
#include <candela/structured_clone/plain.hpp>
#include <candela/structured_clone/transform.hpp>
#include <candela/structured_clone/typed.hpp>
#include <candela/structured_clone/value.hpp>
