// Files that wait between two steps of a wizard: what was uploaded, and what was found out about
// it. They lie in a folder of the system's for a day, belong to who brought them, and are no part
// of the base: nothing is decided from them but by an act.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "web/visit.hpp"

namespace web {

// The folder below the system's temporary one in which files of a kind wait ("espera", "subidas"):
// of this account alone. Everybody may write beside it, so what lies there under its name is only
// taken where it is a folder, ours, and closed to others. Errors: FolderForeign.
Result<std::filesystem::path> waiting_folder(std::string_view name);
// Removes bytes (NAME.bytes) that no note (NAME.json) tells of, and notes half written (*.nuevo),
// once they are a day old: what a process that was ended left between two steps.
void sweep_orphans(const std::filesystem::path& folder, Milliseconds now);

struct Held {
  std::string id;
  std::string path;  // Of the bytes.
  std::string file_name;
  std::uint64_t size = 0;
  json::object note;  // What the steps so far have found out.
};

// Takes the upload over. Errors: HeldFileFailed, FolderForeign.
Result<Held> hold(Visit&, const Upload&);
// Errors: HeldFileUnknown: it never was, was thrown away, is a day old, or is somebody else's.
Result<Held> held(const Visit&, std::string_view id);
// The bytes, for what is read whole. Errors: HeldFileFailed.
Result<std::string> bytes_of(const Held&);
// Writes the note down beside the bytes; also from a job, after the visit is over.
Result<void> keep_note(const Held&);
void throw_away(const Held&);

}  // namespace web
