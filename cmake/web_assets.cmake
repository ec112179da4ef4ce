# The style sheet and modules of the pages: compiled by npm packages that stay in build/web-tools of
# the source folder, so that all presets share one installation. What is built travels inside the
# binary as activos/NAME (rooms.cmake). Fuzz targets have no pages and skip all of this.
set(web_assets)
if(CEIBA_FUZZ)
  return()
endif()

set(web_source ${CMAKE_SOURCE_DIR}/src/web/assets)
set(web_tools ${CMAKE_SOURCE_DIR}/build/web-tools)
set(web_built ${CMAKE_BINARY_DIR}/activos)
file(MAKE_DIRECTORY ${web_built})

# The node that setup brought where Debian's is too old comes first.
find_program(CEIBA_NODE node HINTS ${CMAKE_SOURCE_DIR}/build/node/node_modules/.bin NO_DEFAULT_PATH)
find_program(CEIBA_NODE node REQUIRED)
find_program(CEIBA_NPM npm REQUIRED)

add_custom_command(
  OUTPUT ${web_tools}/installed
  COMMAND sh ${CMAKE_SOURCE_DIR}/cmake/web_tools.sh ${web_source} ${web_tools} ${CEIBA_NPM}
  DEPENDS ${web_source}/package.json ${web_source}/package-lock.json ${CMAKE_SOURCE_DIR}/cmake/web_tools.sh
  COMMENT "Installing what compiles the pages' style" VERBATIM)

file(GLOB web_scss CONFIGURE_DEPENDS ${web_source}/scss/*.scss)
add_custom_command(
  OUTPUT ${web_built}/ceiba.css
  COMMAND ${CEIBA_NODE} ${web_tools}/node_modules/sass/sass.js --no-source-map --style=compressed
          --quiet-deps --load-path=${web_tools}/node_modules ${web_source}/scss/ceiba.scss ${web_built}/ceiba.css
  DEPENDS ${web_tools}/installed ${web_scss}
  COMMENT "Compiling ceiba.css" VERBATIM)
list(APPEND web_assets ${web_built}/ceiba.css)

# One file a module: js/NAME.js and what it imports.
file(GLOB web_modules CONFIGURE_DEPENDS ${web_source}/js/*.js)
file(GLOB web_parts CONFIGURE_DEPENDS ${web_source}/js/parts/*.js)
foreach(module ${web_modules})
  get_filename_component(name ${module} NAME)
  set(outputs ${web_built}/${name})
  if(name STREQUAL "explorador.js")
    list(APPEND outputs ${web_built}/explorador.css)
  endif()
  add_custom_command(
    OUTPUT ${outputs}
    COMMAND ${CMAKE_COMMAND} -E env NODE_PATH=${web_tools}/node_modules
            ${CEIBA_NODE} ${web_tools}/node_modules/esbuild/bin/esbuild ${module} --bundle --minify
            --format=iife --target=es2020 --charset=utf8 --legal-comments=none --log-level=warning
            --outfile=${web_built}/${name}
    DEPENDS ${web_tools}/installed ${module} ${web_parts}
    COMMENT "Bundling ${name}" VERBATIM)
  list(APPEND web_assets ${outputs})
endforeach()

file(GLOB web_images CONFIGURE_DEPENDS ${web_source}/*.svg)
foreach(image ${web_images})
  get_filename_component(name ${image} NAME)
  add_custom_command(OUTPUT ${web_built}/${name}
                     COMMAND ${CMAKE_COMMAND} -E copy ${image} ${web_built}/${name}
                     DEPENDS ${image} VERBATIM)
  list(APPEND web_assets ${web_built}/${name})
endforeach()
