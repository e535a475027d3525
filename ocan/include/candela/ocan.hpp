// Operation chaining and nesting: build chains, expose objects, run one on the other.
#pragma once

#include <candela/ocan/access.hpp>
#include <candela/ocan/batch.hpp>
#include <candela/ocan/batch_chains.hpp>
#include <candela/ocan/call.hpp>
#include <candela/ocan/chain.hpp>
#include <candela/ocan/chain_text.hpp>
#include <candela/ocan/describe.hpp>
#include <candela/ocan/error.hpp>
#include <candela/ocan/execution.hpp>
#include <candela/ocan/expose.hpp>
#include <candela/ocan/failure.hpp>
#include <candela/ocan/function.hpp>
#include <candela/ocan/inject.hpp>
#include <candela/ocan/lendable.hpp>
#include <candela/ocan/limits.hpp>
#include <candela/ocan/marker.hpp>
#include <candela/ocan/outcome.hpp>
#include <candela/ocan/result.hpp>
#include <candela/ocan/target.hpp>
#include <candela/ocan/typed.hpp>
#include <candela/ocan/unfinished.hpp>
