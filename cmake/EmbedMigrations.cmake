# Writes the migrations NNNN_name.sql of one directory into a C++ source, so that a program carries the schema it was
# built for. Run as a script: cmake -D DIRECTORY=... -D STORE=sqlite|postgres -D OUTPUT=... -P EmbedMigrations.cmake
file(GLOB _files "${DIRECTORY}/[0-9][0-9][0-9][0-9]_*.sql")
list(SORT _files)

set(_entries "")
set(_expected 1)
foreach(_file IN LISTS _files)
  get_filename_component(_name "${_file}" NAME_WE)
  string(SUBSTRING "${_name}" 0 4 _digits)
  math(EXPR _version "1${_digits} - 10000")
  if(NOT _version EQUAL _expected)
    message(FATAL_ERROR "${_file}: the next migration must be number ${_expected}")
  endif()
  math(EXPR _expected "${_expected} + 1")
  file(READ "${_file}" _sql)
  file(SHA256 "${_file}" _checksum)
  string(APPEND _entries "    {${_version}, \"${_name}\", \"${_checksum}\", R\"migration(${_sql})migration\"},\n")
endforeach()

file(WRITE "${OUTPUT}" "// Made by cmake/EmbedMigrations.cmake from db/${STORE}.
#include \"native/storage/${STORE}/migrations.hpp\"

namespace ratestack::${STORE} {
namespace {

constexpr service::Migration kMigrations[] = {
${_entries}};

}  // namespace

std::span<const service::Migration> embedded_migrations() { return kMigrations; }

}  // namespace ratestack::${STORE}
")
