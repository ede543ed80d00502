# Sanitizers are set for the whole tree, never for one target: a mixed build reports nonsense. Their presets take warnings for
# warnings: what they put between our lines makes gcc 12 see overlaps and bounds that are not there. The other builds are strict.
if(RATESTACK_SANITIZE)
  add_compile_options(-fsanitize=${RATESTACK_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  string(REPLACE "fuzzer-no-link," "" _link "${RATESTACK_SANITIZE}")
  add_link_options(-fsanitize=${_link})
endif()
