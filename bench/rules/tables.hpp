// The generated files and history as tables of comma-separated text, for a peer that speaks SQL.
#pragma once

#include <string>

#include "rules/generated.hpp"

// Writes FOLDER/NAME.csv: expediente, factura, item, cur, partida of the files, each with the place
// of its file; compra, precio, comision, serie, modificacion, compromiso, visado of the history.
// Amounts are centavos; what is not known is empty.
void write_tables(const std::string& folder, const GeneratedFiles&, const verification::History&);
