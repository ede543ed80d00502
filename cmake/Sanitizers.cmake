# Sanitizers are set for the whole tree, never for one target: a mixed build reports nonsense.
if(RATESTACK_SANITIZE)
  add_compile_options(-fsanitize=${RATESTACK_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  string(REPLACE "fuzzer-no-link," "" _link "${RATESTACK_SANITIZE}")
  add_link_options(-fsanitize=${_link})
endif()
