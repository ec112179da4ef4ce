# room(PATH DEPENDS …): src/PATH/*.cpp becomes the static library ceiba_<path>, and the *_test.cpp
# beside the code become <path>_test. Every other file in the folder belongs to the library: there
# is no list of files to forget one in.
function(room path)
  cmake_parse_arguments(ROOM "" "" "DEPENDS" ${ARGN})
  string(REPLACE "/" "_" name ${path})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${path}/*.cpp)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")

  set(links)
  foreach(dependency ${ROOM_DEPENDS})
    string(REPLACE "/" "_" flat ${dependency})
    if(TARGET ceiba_${flat})
      list(APPEND links ceiba_${flat})
    else()
      list(APPEND links ${dependency})
    endif()
  endforeach()

  if(sources)
    add_library(ceiba_${name} STATIC ${sources})
    target_include_directories(ceiba_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
    target_link_libraries(ceiba_${name} PUBLIC ${links})
  else()
    add_library(ceiba_${name} INTERFACE)
    target_include_directories(ceiba_${name} INTERFACE ${CMAKE_SOURCE_DIR}/src)
    target_link_libraries(ceiba_${name} INTERFACE ${links})
  endif()

  if(tests AND NOT CEIBA_FUZZ)
    unit_test(${name}_test ceiba_${name} ${tests})
  endif()
endfunction()

# A GoogleTest executable that ctest runs as one test, with the source folder and ../shared known.
function(unit_test name library)
  add_executable(${name} ${ARGN})
  target_link_libraries(${name} PRIVATE ${library} GTest::gtest_main GTest::gmock)
  target_compile_definitions(${name} PRIVATE CEIBA_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  add_test(NAME ${name} COMMAND ${name})
endfunction()

# Files that travel inside the binary: schema, catalogues, norms, demo, stylesheets, and what is
# built for the pages.
include(${CMAKE_SOURCE_DIR}/cmake/web_assets.cmake)
file(GLOB_RECURSE embedded CONFIGURE_DEPENDS
     ${CMAKE_SOURCE_DIR}/src/storage/schema/*.sql
     ${CMAKE_SOURCE_DIR}/src/documents/assets/*
     ${CMAKE_SOURCE_DIR}/catalogs/*
     ${CMAKE_SOURCE_DIR}/norms/*
     ${CMAKE_SOURCE_DIR}/demo/*
     ${CMAKE_SOURCE_DIR}/docs/manual/ayuda/*.md
     ${CMAKE_SOURCE_DIR}/docs/glosario.json
     ${CMAKE_SOURCE_DIR}/po/*.po)
list(SORT embedded)
list(SORT web_assets)
list(PREPEND embedded ${web_assets})  # "activos/…" comes before "catalogs/…".
set(assembly ".section .rodata\n")
set(table "#include \"base/resources.hpp\"\n\nextern \"C\" {\n")
set(rows "")
set(index 0)
foreach(file ${embedded})
  set(found ${file})
  if(file IN_LIST web_assets)
    file(RELATIVE_PATH short ${CMAKE_BINARY_DIR} ${file})  # activos/ceiba.css
  else()
    file(RELATIVE_PATH short ${CMAKE_SOURCE_DIR} ${file})
    set(found ${short})  # The same bytes for every folder that the source is built in.
  endif()
  string(APPEND assembly ".global ceiba_r${index}\n.global ceiba_r${index}_end\nceiba_r${index}:\n.incbin \"${found}\"\nceiba_r${index}_end:\n.byte 0\n")
  string(APPEND table "extern const char ceiba_r${index}[], ceiba_r${index}_end[];\n")
  string(APPEND rows "    {\"${short}\", {ceiba_r${index}, ceiba_r${index}_end}},\n")
  math(EXPR index "${index}+1")
endforeach()
string(APPEND assembly ".section .note.GNU-stack,\"\",%progbits\n")
string(APPEND table "}\n\nconst std::vector<Resource>& all_resources() {\n  static const std::vector<Resource> all{\n${rows}  };\n  return all;\n}\n")
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/resources.S CONTENT "${assembly}" @ONLY)
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/resources.cpp CONTENT "${table}" @ONLY)
set_source_files_properties(${CMAKE_BINARY_DIR}/resources.S PROPERTIES OBJECT_DEPENDS "${embedded}"
                            COMPILE_OPTIONS "-I${CMAKE_SOURCE_DIR}")
add_library(ceiba_resources STATIC ${CMAKE_BINARY_DIR}/resources.S ${CMAKE_BINARY_DIR}/resources.cpp)
target_include_directories(ceiba_resources PUBLIC ${CMAKE_SOURCE_DIR}/src)

enable_testing()
