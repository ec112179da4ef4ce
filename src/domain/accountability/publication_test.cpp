// Published files and figures: the unchanged ones are proved, and whatever was changed, in them or
// in their proof, is refused with its reason. Logs that were rewritten or forked are found out.
#include "domain/accountability/publication.hpp"

#include <gtest/gtest.h>
#include <map>

#include "domain/accountability/mirror.hpp"
#include "domain/accountability/refusals.hpp"

namespace accountability {
namespace {

const std::string csv =
    "\xEF\xBB\xBFmes,renglon,devengado\r\n01,011,1200.50\r\n02,\"a, \"\"b\"\"\",0.00\r\n03,,\r\n";
const FigureSource source{"", "2026-C1", "SICOIN", "quetzales"};
const std::string institution = "11130016";

SignerKey key_of(std::uint8_t first = 7, const std::string& name = "ceiba.example/11130016") {
  SignerKey key{name, {}};
  key.seed[0] = first;
  return key;
}

// A small log: some entries, and among them the publication.
struct Log {
  std::vector<JournalEntry> entries;
  SignerKey key = key_of();

  std::vector<Hash> leaves() const {
    std::vector<Hash> all;
    for (const auto& one : entries) all.push_back(leaf_of(one));
    return all;
  }
  std::string note(std::int64_t size = -1) const {
    const auto all = leaves();
    if (size < 0) size = std::int64_t(all.size());
    return sign({key.name, size, root_of([&](auto i) { return all[std::size_t(i)]; }, 0, size), {}},
                key);
  }
  Checkpoint checkpoint() const {
    const auto own = key.verifier();
    return open_checkpoint(note(), {&own, 1}).value();
  }
  void add(std::string kind, std::string act = "{}") {
    entries.push_back({.institution = institution,
                       .seq = std::int64_t(entries.size()) + 1,
                       .kind = std::move(kind),
                       .act = std::move(act)});
  }
  Proof proof(std::int64_t seq) const {
    const auto all = leaves();
    return {std::nullopt, seq - 1,
            inclusion_proof([&](auto i) { return all[std::size_t(i)]; }, seq - 1,
                            std::int64_t(all.size())),
            note()};
  }
};

struct Published {
  Log log;
  PublishedFile file = described("presupuesto.csv", "p.csv", csv, source).value();
  std::int64_t seq = 0;

  explicit Published(const std::string& kind = "datos.publicar") {
    for (int i = 0; i < 5; ++i) log.add("metas.enviar");
    log.add(kind, canonical(json::object{{"archivos", json::array{as_json(file)}}}));
    seq = std::int64_t(log.entries.size());
    for (int i = 0; i < 4; ++i) log.add("metas.validar");
  }
  std::string of_file(const std::string& name = "p.csv") const {
    return publication_proof(log.proof(seq), log.entries[std::size_t(seq) - 1], log.key.verifier(),
                             name, std::nullopt);
  }
  std::string of_row(std::int64_t row) const {
    const auto leaves = figure_leaves(csv, file.figures->about).value();
    return publication_proof(log.proof(seq), log.entries[std::size_t(seq) - 1], log.key.verifier(),
                             "p.csv", place_of(leaves, row));
  }
};

std::vector<std::string> statements(const std::string& bytes) {
  std::vector<std::string> all;
  auto about = source;
  about.file = "p.csv";
  EXPECT_TRUE(each_statement(bytes, about, [&](auto, std::string one) { all.push_back(one); }));
  return all;
}

std::string_view code(Refusal why) { return row_of(why).code; }
std::string refused(std::string_view bytes, std::string_view proof,
                    const std::optional<VerifierKey>& known = std::nullopt) {
  const auto checked = check_publication(bytes, proof, known);
  return checked ? "" : checked.error().code;
}

TEST(Publication, AStatementSaysWhatWhenHowMuchAndWhoSaysIt) {
  const auto all = statements(csv);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0],
            R"({"archivo":"p.csv","columnas":{"devengado":"1200.50","mes":"01","renglon":"011"},)"
            R"("corte":"2026-C1","fila":1,"fuente":"SICOIN","unidad":"quetzales"})");
  for (const auto& one : all) EXPECT_EQ(canonical(parse_json(one).value()), one);
  EXPECT_NE(all[1].find(R"("a, \"b\"")"), std::string::npos);
}

TEST(Publication, ACsvThatIsNotOfOurFormIsRefusedWithItsLine) {
  for (const auto& [bytes, line] :
       std::map<std::string, std::string>{{"", "0"},
                                          {"a,a\r\n1,2\r\n", "1"},
                                          {"a,b\n1,2\n", "1"},
                                          {"a,b\r\n1\r\n", "2"},
                                          {"a,b\r\n1,2\r\n1,\"2\r\n", "3"},
                                          {"a\r\nx\"y\r\n", "2"}}) {
    const auto leaves = figure_leaves(bytes, source);
    ASSERT_FALSE(leaves) << bytes;
    EXPECT_EQ(leaves.error().code, code(Refusal::FiguresMalformed));
    EXPECT_EQ(detail_of(leaves.error(), "linea"), line) << bytes;
  }
}

TEST(Publication, WhatAnActSaysOfAFileIsReadBack) {
  const auto file = Published{}.file;
  EXPECT_EQ(published_file(as_json(file)).value(), file);
  const auto plain = described("pdf", "i.pdf", "bytes", std::nullopt).value();
  EXPECT_EQ(published_file(as_json(plain)).value(), plain);
}

TEST(Publication, AFileAndEachOfItsFiguresAreProved) {
  const Published published;
  const auto known = published.log.key.verifier();
  const auto checked = check_publication(csv, published.of_file(), known);
  ASSERT_TRUE(checked) << checked.error().code;
  EXPECT_EQ(checked->entry.seq, 6);
  EXPECT_EQ(checked->checkpoint.size, 10);
  EXPECT_EQ(checked->file.name, "p.csv");
  EXPECT_FALSE(checked->row);
  const auto all = statements(csv);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto figure = check_publication(all[i], published.of_row(std::int64_t(i) + 1), known);
    ASSERT_TRUE(figure) << figure.error().code;
    EXPECT_EQ(figure->row, std::int64_t(i) + 1);
  }
}

TEST(Publication, OneDigitChangedIsRefused) {
  const Published published;
  auto file = csv;
  file[file.find("1200")] = '2';
  EXPECT_EQ(refused(file, published.of_file()), code(Refusal::FileDiffers));
  auto statement = statements(csv)[0];
  statement[statement.find("1200")] = '2';
  EXPECT_EQ(refused(statement, published.of_row(1)), code(Refusal::FigureDiffers));
  // A true figure in another row's place is not that row's figure.
  EXPECT_EQ(refused(statements(csv)[0], published.of_row(2)), code(Refusal::FigureDiffers));
  EXPECT_EQ(refused(statements(csv)[0], published.of_row(1)), "");
}

TEST(Publication, NoCharacterOfAProofCanBeChanged) {
  const Published published;
  const auto known = published.log.key.verifier();
  for (const auto& [bytes, proof] :
       {std::pair(csv, published.of_file()), std::pair(statements(csv)[1], published.of_row(2))})
    for (std::size_t at = 0; at < proof.size(); ++at) {
      auto forged = proof;
      forged[at] = forged[at] == 'A' ? 'B' : 'A';
      ASSERT_NE(refused(bytes, forged, known), "") << "at " << at;
      ASSERT_NE(refused(bytes, proof.substr(0, at), known), "") << "cut at " << at;
    }
}

TEST(Publication, EachForgeryHasItsReason) {
  const Published published;
  const auto entry = published.log.entries[5];
  const auto own = published.log.key.verifier();
  EXPECT_EQ(refused(csv, published.of_file("otro.csv")), code(Refusal::FileNotInTheAct));
  EXPECT_EQ(refused(csv, published.of_file(), key_of(8).verifier()), code(Refusal::KeyNotTheGiven));
  EXPECT_EQ(refused(csv, Published("metas.enviar").of_file()), code(Refusal::NotAPublication));
  EXPECT_EQ(refused(csv, show(published.log.proof(6))), code(Refusal::PublicationMalformed));
  // The act is true, and the path is that of its neighbour.
  EXPECT_EQ(refused(csv, publication_proof(published.log.proof(7), entry, own, "p.csv", {})),
            code(Refusal::ProofOfAnotherEntry));
  // An act that never was in the journal.
  auto invented = entry;
  invented.at = 1;
  EXPECT_EQ(refused(csv, publication_proof(published.log.proof(6), invented, own, "p.csv", {})),
            code(Refusal::ProofMissesTheRoot));
  // Somebody else's journal, signed by its own key: true in itself, but of another institution.
  Published foreign;
  foreign.log.key = key_of(9, "otra.example/99");
  EXPECT_EQ(refused(csv, foreign.of_file()), code(Refusal::CheckpointOfAnotherLog));
  EXPECT_EQ(refused(csv, foreign.of_file(), own), code(Refusal::KeyNotTheGiven));
  // The checkpoint of another log under a proof of ours.
  auto mixed = parse_proof(published.of_file()).value();
  mixed.checkpoint = foreign.log.note();
  EXPECT_EQ(refused(csv, show(mixed)), code(Refusal::CheckpointOfAnotherLog));
}

std::map<std::string, std::string> tiles(const Log& log) {
  const auto leaves = log.leaves();
  std::map<std::string, std::string> files;
  for (const auto& tile : tiles_of(std::int64_t(leaves.size())))
    files[path_of(tile)] = bytes_of(tile, [&](auto i) { return leaves[std::size_t(i)]; });
  return files;
}
ReadTile reading(const std::map<std::string, std::string>& files) {
  return [&files](const std::string& path) -> std::optional<std::string> {
    const auto found = files.find(path);
    if (found == files.end()) return std::nullopt;
    return found->second;
  };
}

Log long_log(int size, int changed = -1) {
  Log log;
  for (int i = 0; i < size; ++i) log.add(i == changed ? "metas.validar" : "metas.enviar");
  return log;
}

TEST(Mirror, AWholeCopyLeadsToTheSignedRoot) {
  for (const int size : {0, 1, 255, 256, 257, 700}) {
    const auto log = long_log(size);
    const auto files = tiles(log);
    const auto leaves = leaves_of_tiles(log.checkpoint(), reading(files));
    ASSERT_TRUE(leaves) << size << ' ' << leaves.error().code;
    EXPECT_EQ(*leaves, log.leaves());
  }
}

TEST(Mirror, ATruncatedAMissingAndAChangedTileHaveTheirReasons) {
  const auto log = long_log(700);
  const auto whole = tiles(log);
  ASSERT_TRUE(whole.contains("tile/1/000.p/2"));
  for (const auto& [path, bytes] : whole) {
    auto files = whole;
    const auto why = [&] { return leaves_of_tiles(log.checkpoint(), reading(files)).error(); };
    files[path].pop_back();
    EXPECT_EQ(why().code, code(Refusal::TileTruncated));
    EXPECT_EQ(detail_of(why(), "archivo"), path);
    files[path] = bytes;
    files[path][5] ^= 1;
    EXPECT_EQ(why().code, code(Refusal::TilesMissTheRoot));
    files.erase(path);
    EXPECT_EQ(why().code, code(Refusal::TileMissing));
  }
}

TEST(Mirror, ALogThatOnlyGrewContainsWhatWasSigned) {
  const auto before = long_log(300).checkpoint();
  EXPECT_TRUE(contains(long_log(300).leaves(), before));
  EXPECT_TRUE(contains(long_log(700).leaves(), before));
  EXPECT_TRUE(contains(long_log(700).leaves(), long_log(0).checkpoint()));
}

TEST(Mirror, ARewrittenAForkedAndAShrunkLogAreFoundOut) {
  const auto kept = long_log(300).checkpoint();
  EXPECT_EQ(contains(long_log(700, 12).leaves(), kept).error().code, code(Refusal::LogRewritten));
  EXPECT_EQ(contains(long_log(300, 299).leaves(), kept).error().code, code(Refusal::LogRewritten));
  EXPECT_EQ(contains(long_log(299).leaves(), kept).error().code, code(Refusal::LogShrunk));
}

}  // namespace
}  // namespace accountability
