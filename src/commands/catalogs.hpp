// Acts on catalogues and norms: load a file, add an entry, confirm a norm.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "commands/context.hpp"
#include "commands/submit.hpp"
#include "domain/values/catalog.hpp"

namespace commands {

// The entries of a file of docs/formats/catalog.md, CSV or XLSX, in its order. Errors: those of
// the readers, and CatalogRefusal with linea and columna; every faulty row is in Error::all.
Result<std::vector<CatalogEntry>> read_catalog(std::string_view catalog, std::string_view bytes);

// "catalogo.cargar" of these entries.
Submission load_catalog(std::string_view catalog, const std::vector<CatalogEntry>&);

// "catalogo.agregar". A parent that the code carries in itself need not be given.
Submission add_catalog_entry(std::string_view catalog, CatalogEntry);

// "norma.confirmar": the institution's legal adviser vouches for it.
Submission confirm_norm(std::string_view catalog, std::string_view code, std::optional<Date> from,
                        Certeza, std::string_view reason);

// Loads every catalogue and norm of the program, parents first: one act each, none for those that
// are there already. Yields the receipts in that order.
Result<std::vector<Receipt>> load_own_catalogs(Context&);

}  // namespace commands
