// Boost.JSON's containers, compiled here once with our own flags: Debian's library is built with exceptions and has no
// WebAssembly form, and core is built both ways.
#include <boost/json/src.hpp>
