// The bytes of docs/formats against vectors that other programs computed, and against themselves:
// every size of tree, every single flipped bit.
#include <boost/json/parse.hpp>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

#include "base/bytes.hpp"
#include "base/json.hpp"
#include "domain/accountability/checkpoint.hpp"
#include "domain/accountability/journal_entry.hpp"
#include "domain/accountability/merkle.hpp"
#include "domain/accountability/proof.hpp"
#include "domain/accountability/refusals.hpp"
#include "domain/accountability/tiles.hpp"

namespace accountability {
namespace {

namespace fs = std::filesystem;

const fs::path source = CEIBA_SOURCE_DIR;
const fs::path fixtures = source / "../shared/fixtures";

std::string file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  EXPECT_TRUE(in) << path;
  return out.str();
}

const json::object& vectors() {
  static const auto all =
      parse_json(file(source / "docs/formats/journal-vectors.json")).value().as_object();
  return all;
}

std::string_view text(const json::value& value) { return value.as_string(); }

Hash hash_of(std::string_view hex64) {
  Hash hash;
  EXPECT_TRUE(parse(hex64, hash)) << hex64;
  return hash;
}

std::vector<Hash> numbered_leaves(int count) {
  std::vector<Hash> leaves;
  for (int i = 0; i < count; ++i) leaves.push_back(leaf_hash(std::to_string(i)));
  return leaves;
}

Leaves reader(const std::vector<Hash>& leaves) {
  return [&leaves](std::int64_t i) { return leaves.at(std::size_t(i)); };
}

// --- Entries -----------------------------------------------------------------------------------

TEST(journal_entry, bytes_and_leaf_are_those_of_the_document) {
  for (const auto& vector : vectors().at("entries").as_array()) {
    const auto& fields = vector.at("fields");
    JournalEntry entry;
    entry.institution = text(fields.at("institution"));
    entry.seq = fields.at("seq").as_int64();
    entry.base = fields.at("base").as_int64();
    entry.at = fields.at("at").as_int64();
    entry.actor = fields.at("actor").as_int64();
    entry.kind = text(fields.at("kind"));
    entry.version = fields.at("version").as_int64();
    const auto nonce = unhex(text(fields.at("nonce"))).value();
    std::ranges::copy(nonce, entry.nonce.begin());
    entry.act = text(fields.at("act"));
    entry.effect = hash_of(text(fields.at("effect")));

    EXPECT_EQ(bytes_of(entry), text(vector.at("bytes")));
    EXPECT_EQ(show(leaf_of(entry)), text(vector.at("leaf")));
    const auto back = parse_entry(text(vector.at("bytes")));
    ASSERT_TRUE(back) << back.error().code;
    EXPECT_EQ(*back, entry);
  }
}

TEST(journal_entry, other_bytes_are_refused) {
  for (const auto& vector : vectors().at("refused").as_array()) {
    const auto entry = parse_entry(text(vector.at("bytes")));
    ASSERT_FALSE(entry) << vector;
    EXPECT_EQ(entry.error().code, text(vector.at("code"))) << vector;
  }
}

TEST(journal_entry, no_flipped_bit_yields_the_same_leaf_or_entry) {
  const auto bytes = std::string(text(vectors().at("entries").at(1).at("bytes")));
  const auto entry = parse_entry(bytes).value();
  for (std::size_t i = 0; i < bytes.size(); ++i)
    for (int bit = 0; bit < 8; ++bit) {
      auto other = bytes;
      other[i] = static_cast<char>(other[i] ^ 1 << bit);
      const auto read = parse_entry(other);
      if (read) {
        EXPECT_NE(*read, entry) << i;
        EXPECT_NE(leaf_of(*read), leaf_of(entry)) << i;
      }
    }
}

// --- Tree --------------------------------------------------------------------------------------

TEST(merkle, roots_and_frontiers_are_those_of_the_document) {
  const auto leaves = numbered_leaves(12);
  for (const auto& tree : vectors().at("trees").as_array())
    EXPECT_EQ(show(root_of(reader(leaves), 0, tree.at("size").as_int64())), text(tree.at("root")));
  for (const auto& vector : vectors().at("frontiers").as_array()) {
    Frontier frontier;
    for (std::size_t i = 0; i < std::size_t(vector.at("size").as_int64()); ++i)
      frontier.append(leaves[i]);
    EXPECT_EQ(hex(frontier.to_bytes()), text(vector.at("bytes")));
    EXPECT_EQ(Frontier::parse(frontier.to_bytes()), frontier);
  }
}

TEST(merkle, a_frontier_of_another_length_is_refused) {
  for (const std::string& bytes :
       {std::string(), std::string(7, '\0'), std::string(9, '\0'), std::string(40, '\0'),
        std::string("\0\0\0\0\0\0\0\3", 8) + std::string(32, 'x'),
        std::string(8 + 64 * 32, '\xff')})
    EXPECT_FALSE(Frontier::parse(bytes)) << hex(bytes);
}

TEST(merkle, every_proof_of_every_tree_up_to_forty_holds_and_no_altered_one_does) {
  constexpr int most = 40;
  const auto leaves = numbered_leaves(most);
  const auto at = reader(leaves);
  std::vector<Hash> roots;
  Frontier frontier;
  for (int size = 0; size <= most; ++size) {
    roots.push_back(frontier.root());
    if (size < most) frontier.append(leaves[std::size_t(size)]);
  }
  const auto altered = [](std::vector<Hash> proof, std::size_t i) {
    proof[i].bytes[i % 32] ^= 1;
    return proof;
  };
  for (int size = 1; size <= most; ++size) {
    const auto& root = roots[std::size_t(size)];
    for (int i = 0; i < size; ++i) {
      const auto& leaf = leaves[std::size_t(i)];
      const auto proof = inclusion_proof(at, i, size);
      EXPECT_TRUE(includes(i, size, leaf, proof, root)) << i << " of " << size;
      for (int other = 0; other < size; ++other)
        EXPECT_EQ(includes(other, size, leaf, proof, root), other == i);
      EXPECT_FALSE(includes(i, size, roots[0], proof, root));
      for (std::size_t k = 0; k < proof.size(); ++k)
        EXPECT_FALSE(includes(i, size, leaf, altered(proof, k), root));
    }
    for (int before = 1; before <= size; ++before) {
      const auto& old_root = roots[std::size_t(before)];
      const auto proof = consistency_proof(at, before, size);
      EXPECT_TRUE(consistent(before, size, old_root, root, proof)) << before << " to " << size;
      EXPECT_EQ(consistent(before, size, root, root, proof), before == size);
      for (std::size_t k = 0; k < proof.size(); ++k)
        EXPECT_FALSE(consistent(before, size, old_root, root, altered(proof, k)));
    }
    for (int begin = 0; begin < size; ++begin)
      for (int end = begin + 1; end <= size; ++end) {
        if (!is_subtree(begin, end)) continue;
        const auto proof = subtree_consistency_proof(at, begin, end, size);
        EXPECT_TRUE(subtree_consistent(begin, end, size, root_of(at, begin, end), root, proof))
            << begin << ".." << end << " of " << size;
      }
  }
}

// A vector's hash, or where it is not 32 bytes long (our types cannot hold such a one) a hash that
// is right for nothing.
Hash vector_hash(const json::object& vector, std::string_view field) {
  const auto bytes = unbase64(vector.at(field).as_string()).value();
  Hash hash = sha256(bytes.empty() ? std::string(field) : bytes);
  if (bytes.size() == 32) std::ranges::copy(bytes, hash.bytes.begin());
  return hash;
}

std::vector<Hash> vector_proof(const json::object& vector, bool& readable) {
  std::vector<Hash> proof;
  if (const auto* array = vector.at("proof").if_array())
    for (const auto& item : *array) {
      const auto bytes = unbase64(item.as_string()).value();
      proof.emplace_back();
      readable = readable && bytes.size() == 32;
      if (bytes.size() == 32) std::ranges::copy(bytes, proof.back().bytes.begin());
    }
  return proof;
}

// Sizes above 2^63 come out negative, which no proof may accept.
std::int64_t vector_size(const json::object& vector, std::string_view field) {
  const auto& value = vector.at(field);
  return value.is_uint64() ? std::int64_t(value.as_uint64()) : value.as_int64();
}

TEST(merkle, the_vectors_of_transparency_dev_are_judged_as_they_say) {
  if (!fs::exists(fixtures / "merkle"))
    GTEST_SKIP() << "../shared/fixtures/merkle is not here: the tree is checked by our own vectors";
  int count = 0;
  for (const auto& entry : fs::recursive_directory_iterator(fixtures / "merkle/testdata")) {
    if (entry.path().extension() != ".json") continue;
    const auto parsed = json::parse(file(entry.path()));
    const auto& vector = parsed.as_object();
    const auto path = entry.path().string();
    bool readable = true;
    const auto proof = vector_proof(vector, readable);
    const auto size = [&](auto field) { return vector_size(vector, field); };
    const auto hash = [&](auto field) { return vector_hash(vector, field); };
    bool accepted = false;
    if (path.contains("/subtreeinclusion/"))
      accepted = subtree_includes(size("leafIdx"), size("start"), size("end"), hash("leafHash"),
                                  proof, hash("root"));
    else if (path.contains("/inclusion/"))
      accepted = includes(size("leafIdx"), size("treeSize"), hash("leafHash"), proof, hash("root"));
    else if (path.contains("/subtreeconsistency/"))
      accepted = subtree_consistent(size("start"), size("end"), size("size"), hash("root1"),
                                    hash("root2"), proof);
    else
      accepted = consistent(size("size1"), size("size2"), hash("root1"), hash("root2"), proof);
    EXPECT_EQ(readable && accepted, !vector.at("wantErr").as_bool()) << path;
    ++count;
  }
  EXPECT_GE(count, 196 + 200);
}

// --- Tiles -------------------------------------------------------------------------------------

TEST(tiles, paths_are_those_of_the_specification) {
  EXPECT_EQ(path_of({0, 1234067, 256}), "tile/0/x001/x234/067");
  EXPECT_EQ(path_of({2, 0, 1}), "tile/2/000.p/1");
  EXPECT_EQ(path_of({1, 1000, 256}), "tile/1/x001/000");
  EXPECT_EQ(entries_path_of({0, 273, 112}), "tile/entries/273.p/112");
}

TEST(tiles, a_tree_of_seventy_thousand_has_the_tiles_that_the_specification_counts) {
  const auto tiles = tiles_of(70'000);
  std::vector<std::string> partial;
  int full[3] = {};
  for (const auto& tile : tiles)
    if (tile.width == 256)
      ++full[tile.level];
    else
      partial.push_back(path_of(tile));
  EXPECT_EQ(full[0], 273);
  EXPECT_EQ(full[1], 1);
  EXPECT_EQ(full[2], 0);
  EXPECT_EQ(partial,
            (std::vector<std::string>{"tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"}));
  EXPECT_TRUE(tiles_of(0).empty());
  EXPECT_EQ(tiles_of(256), (std::vector<Tile>{{0, 0, 256}, {1, 0, 1}}));
}

TEST(tiles, only_what_has_grown_is_written_again) {
  EXPECT_TRUE(tiles_of(300, 300).empty());
  EXPECT_EQ(tiles_of(301, 300), (std::vector<Tile>{{0, 1, 45}}));
  EXPECT_EQ(tiles_of(513, 300), (std::vector<Tile>{{0, 1, 256}, {0, 2, 1}, {1, 0, 2}}));
  EXPECT_EQ(tiles_of(512, 256), (std::vector<Tile>{{0, 1, 256}, {1, 0, 2}}));
}

TEST(tiles, hashes_of_full_tiles_make_the_level_above_and_the_root) {
  const auto leaves = numbered_leaves(600);
  const auto at = reader(leaves);
  const auto above = bytes_of({1, 0, 2}, at);
  ASSERT_EQ(above.size(), 64U);
  EXPECT_EQ(above.substr(32), as_text(root_of(at, 256, 512)));
  EXPECT_EQ(bytes_of({0, 2, 88}, at).size(), 88U * 32);
}

TEST(tiles, an_entry_that_is_too_long_for_a_bundle_is_told) {
  EXPECT_EQ(entry_bundle(std::vector<std::string>{"a", ""}), std::string("\0\1a\0\0", 5));
  EXPECT_TRUE(entry_bundle(std::vector<std::string>{std::string(65'535, 'x')}));
  EXPECT_FALSE(entry_bundle(std::vector<std::string>{std::string(65'536, 'x')}));
}

// --- Keys, notes, checkpoints --------------------------------------------------------------------

TEST(ed25519, the_vectors_of_wycheproof_are_judged_as_they_say) {
  if (!fs::exists(fixtures / "ed25519"))
    GTEST_SKIP() << "../shared/fixtures/ed25519 is not here: signatures are checked by checkpoints";
  const auto parsed = json::parse(file(fixtures / "ed25519/ed25519_test.json"));
  int count = 0;
  for (const auto& group : parsed.at("testGroups").as_array()) {
    std::array<std::uint8_t, 32> key{};
    const auto raw = unhex(group.at("publicKey").at("pk").as_string()).value();
    ASSERT_EQ(raw.size(), key.size());
    std::ranges::copy(raw, key.begin());
    for (const auto& test : group.at("tests").as_array()) {
      const auto message = unhex(test.at("msg").as_string()).value();
      const auto signature = unhex(test.at("sig").as_string()).value();
      EXPECT_EQ(ed25519_verify(key, message, signature), test.at("result") == "valid")
          << test.at("tcId");
      ++count;
    }
  }
  EXPECT_EQ(count, parsed.at("numberOfTests").as_int64());
}

SignerKey signer() {
  return SignerKey::parse(text(vectors().at("checkpoint").at("signer_key"))).value();
}

TEST(checkpoint, key_and_note_are_those_of_the_document) {
  const auto& vector = vectors().at("checkpoint");
  const auto key = signer();
  EXPECT_EQ(encoded(key), text(vector.at("signer_key")));
  EXPECT_EQ(show(key.verifier()), text(vector.at("verifier_key")));
  EXPECT_EQ(VerifierKey::parse(text(vector.at("verifier_key"))), key.verifier());

  std::vector<Hash> leaves;
  for (const auto& entry : vectors().at("entries").as_array())
    leaves.push_back(hash_of(text(entry.at("leaf"))));
  const Checkpoint checkpoint{key.name, 3, root_of(reader(leaves), 0, 3), {}};
  EXPECT_EQ(sign(checkpoint, key), text(vector.at("note")));
  EXPECT_EQ(open_checkpoint(text(vector.at("note")), std::vector{key.verifier()}), checkpoint);
}

TEST(checkpoint, the_examples_of_signed_note_verify) {
  const auto key =
      VerifierKey::parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
  ASSERT_TRUE(key);
  const std::string bytes =
      "This is an example message.\n\n— example.com/foo "
      "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM="
      "\n";
  const auto note = parse_note(bytes);
  ASSERT_TRUE(note);
  EXPECT_TRUE(verify(*note, std::vector{*key}));
  EXPECT_EQ(show(*note), bytes);
}

TEST(checkpoint, no_flipped_bit_is_believed) {
  const auto note = std::string(text(vectors().at("checkpoint").at("note")));
  const std::vector known{signer().verifier()};
  for (std::size_t i = 0; i < note.size(); ++i)
    for (int bit = 0; bit < 8; ++bit) {
      auto other = note;
      other[i] = static_cast<char>(other[i] ^ 1 << bit);
      EXPECT_FALSE(open_checkpoint(other, known)) << "byte " << i << " bit " << bit;
    }
}

TEST(checkpoint, notes_are_read_strictly) {
  const std::string signature = "— a " + base64("123456789") + "\n";
  const struct {
    std::string bytes;
    std::string_view code;
  } cases[] = {
      {"", "prueba.nota_sin_firmas"},
      {"text\n", "prueba.nota_sin_firmas"},
      {"text\n\n", "prueba.nota_sin_firmas"},
      {"text\r\n\n" + signature, "prueba.nota_no_es_texto"},
      {"te\xFFxt\n\n" + signature, "prueba.nota_no_es_texto"},
      {std::string("te\0xt\n\n", 7) + signature, "prueba.nota_no_es_texto"},
      {"text\n\n" + signature.substr(0, signature.size() - 1), "prueba.nota_firma_mal_escrita"},
      {"text\n\n- a MTIzNDU2Nzg5\n", "prueba.nota_firma_mal_escrita"},
      {"text\n\n— a\n", "prueba.nota_firma_mal_escrita"},
      {"text\n\n—  MTIzNDU2Nzg5\n", "prueba.nota_firma_mal_escrita"},
      {"text\n\n— a+b MTIzNDU2Nzg5\n", "prueba.nota_firma_mal_escrita"},
      {"text\n\n— a\xC2\xA0 MTIzNDU2Nzg5\n", "prueba.nota_firma_mal_escrita"},
      {"text\n\n— a MTIzNA==\n", "prueba.nota_firma_mal_escrita"},
      {"text\n\n— a MTIzNDU2Nzg5 \n", "prueba.nota_firma_mal_escrita"},
      {std::string(1 << 20, 'x') + "\n\n" + signature, "prueba.nota_demasiado_grande"},
  };
  for (const auto& [bytes, code] : cases) {
    const auto note = parse_note(bytes);
    ASSERT_FALSE(note) << bytes.substr(0, 40);
    EXPECT_EQ(note.error().code, code) << bytes.substr(0, 40);
  }
  const auto note = parse_note("a\n\nb\n\n" + signature + signature);
  ASSERT_TRUE(note);
  EXPECT_EQ(note->text, "a\n\nb\n");
  EXPECT_EQ(note->signatures.size(), 2U);
  std::string many = "text\n\n";
  for (int i = 0; i < 16; ++i) many += signature;
  EXPECT_TRUE(parse_note(many));
}

TEST(checkpoint, texts_are_read_strictly) {
  const auto root = base64(as_text(empty_root()));
  EXPECT_TRUE(parse_checkpoint("o\n0\n" + root + "\n"));
  EXPECT_EQ(parse_checkpoint("o\n0\n" + root + "\nx y\n").value().extensions.size(), 1U);
  for (const auto& [bytes, line] : {
           std::pair<std::string, std::string_view>{"", "1"},
           {"\n0\n" + root + "\n", "1"},
           {"o\n00\n" + root + "\n", "2"},
           {"o\n-1\n" + root + "\n", "2"},
           {"o\n+1\n" + root + "\n", "2"},
           {"o\n9223372036854775808\n" + root + "\n", "2"},
           {"o\n", "2"},
           {"o\n0\n" + root, "3"},
           {"o\n0\n" + root.substr(4) + "\n", "3"},
           {"o\n0\n" + root + "\n\n", "4"},
           {"o\n0\n" + root + "\nx", "4"},
       }) {
    const auto checkpoint = parse_checkpoint(bytes);
    ASSERT_FALSE(checkpoint) << bytes;
    EXPECT_EQ(detail_of(checkpoint.error(), "linea"), line) << bytes;
  }
}

// The same key with another id.
std::string other_id(std::string vkey) {
  auto& digit = vkey[vkey.find('+') + 1];
  digit = digit == '0' ? '1' : '0';
  return vkey;
}

TEST(checkpoint, keys_are_read_strictly) {
  const auto good = show(signer().verifier());
  for (const std::string& bad : {std::string(), std::string("a"), std::string("a+b"), "+" + good,
                                 good.substr(0, good.size() - 1), good + "A", other_id(good)}) {
    EXPECT_FALSE(VerifierKey::parse(bad)) << bad;
    EXPECT_FALSE(SignerKey::parse("PRIVATE+KEY+" + bad)) << bad;
  }
  EXPECT_FALSE(SignerKey::parse(good));
  EXPECT_FALSE(is_key_name("dos palabras"));
  EXPECT_FALSE(
      is_key_name("a\xE2\x80\x83"
                  "b"));
  EXPECT_TRUE(is_key_name("ceiba.example/institución"));
}

TEST(checkpoint, signatures_of_strangers_are_ignored_and_false_friends_refused) {
  const auto key = signer();
  SignerKey stranger{"example.com/testigo", key.seed};
  auto note = signed_note(show(Checkpoint{key.name, 0, empty_root(), {}}), key);
  const auto theirs = signed_note(note.text, stranger).signatures[0];
  const std::vector known{key.verifier()};

  note.signatures.push_back(theirs);
  EXPECT_TRUE(open_checkpoint(show(note), known));

  auto only_theirs = note;
  only_theirs.signatures.erase(only_theirs.signatures.begin());
  EXPECT_EQ(open_checkpoint(show(only_theirs), known).error().code, "prueba.firma_de_desconocido");

  auto one_false = note;
  one_false.signatures.push_back(note.signatures[0]);
  one_false.signatures.back().bytes[0] =
      static_cast<char>(one_false.signatures.back().bytes[0] ^ 1);
  EXPECT_EQ(open_checkpoint(show(one_false), known).error().code, "prueba.firma_no_corresponde");

  // The stranger is trusted, but not for this log.
  EXPECT_EQ(open_checkpoint(show(note), std::vector{stranger.verifier()}).error().code,
            "prueba.punto_de_otra_bitacora");
}

TEST(tessera, every_checkpoint_tile_and_bundle_of_the_log_is_rebuilt_byte_by_byte) {
  const auto log = fixtures / "tlog-tessera/testdata/log";
  if (!fs::exists(log))
    GTEST_SKIP() << "../shared/fixtures/tlog-tessera is not here: checkpoints are checked by ours";
  const auto key = VerifierKey::parse(
      "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx");
  ASSERT_TRUE(key);
  const std::vector<std::string> entries{"one",    "two",   "three",    "four",    "five",
                                         "six",    "seven", "eit",      "nain",    "ten",
                                         "ileven", "twelf", "threeten", "fourten", "fivten"};
  std::vector<Hash> leaves;
  for (const auto& entry : entries) leaves.push_back(leaf_hash(entry));
  for (int size = 0; size <= 15; ++size) {
    const auto note = file(log / ("checkpoint." + std::to_string(size)));
    const auto checkpoint = open_checkpoint(note, std::vector{*key});
    ASSERT_TRUE(checkpoint) << size << ' ' << checkpoint.error().code;
    EXPECT_EQ(checkpoint->size, size);
    EXPECT_EQ(checkpoint->root, root_of(reader(leaves), 0, size));
    EXPECT_EQ(show(parse_note(note).value()), note);
    for (const auto& tile : tiles_of(size)) {
      EXPECT_EQ(bytes_of(tile, reader(leaves)), file(log / path_of(tile)));
      EXPECT_EQ(entry_bundle(std::span(entries).first(std::size_t(tile.width))),
                file(log / entries_path_of(tile)));
    }
    for (int i = 0; i < size; ++i) {
      const Proof proof{std::nullopt, i, inclusion_proof(reader(leaves), i, size), note};
      EXPECT_TRUE(verify(proof, leaves[std::size_t(i)], std::vector{*key}));
    }
  }
}

// --- Proofs --------------------------------------------------------------------------------------

TEST(proof, text_and_verdict_are_those_of_the_document) {
  const auto& vector = vectors().at("proof");
  const auto leaf = hash_of(text(vector.at("leaf")));
  const std::vector known{signer().verifier()};
  const auto proof = parse_proof(text(vector.at("text")));
  ASSERT_TRUE(proof);
  EXPECT_EQ(show(*proof), text(vector.at("text")));
  const auto checkpoint = verify(*proof, leaf, known);
  ASSERT_TRUE(checkpoint);
  EXPECT_EQ(checkpoint->size, 3);

  EXPECT_EQ(verify(*proof, leaf_hash("other"), known).error().code,
            "prueba.prueba_no_llega_a_la_raiz");
  auto beyond = *proof;
  beyond.index = 3;
  EXPECT_EQ(verify(beyond, leaf, known).error().code, "prueba.prueba_fuera_del_arbol");
}

TEST(proof, no_flipped_bit_is_believed) {
  const auto& vector = vectors().at("proof");
  const auto bytes = std::string(text(vector.at("text")));
  const auto leaf = hash_of(text(vector.at("leaf")));
  const std::vector known{signer().verifier()};
  for (std::size_t i = 0; i < bytes.size(); ++i)
    for (int bit = 0; bit < 8; ++bit) {
      auto other = bytes;
      other[i] = static_cast<char>(other[i] ^ 1 << bit);
      const auto proof = parse_proof(other);
      EXPECT_FALSE(proof && verify(*proof, leaf, known)) << "byte " << i << " bit " << bit;
    }
}

TEST(proof, texts_are_read_strictly) {
  const std::string head = "c2sp.org/tlog-proof@v1\n";
  const auto hash = base64(as_text(empty_root())) + "\n";
  EXPECT_TRUE(parse_proof(head + "index 0\n\ncheckpoint"));
  EXPECT_EQ(parse_proof(head + "extra YQ==\nindex 0\n" + hash + "\nx").value().extra, "a");
  for (const auto& bad :
       {std::string(), head, std::string("c2sp.org/tlog-proof@v2\nindex 0\n\nx"),
        head + "index 00\n\nx", head + "index -1\n\nx", head + "index x\n\nx",
        head + "extra Y\nindex 0\n\nx", head + "extra YQ==\n\nx", head + "index 0\n" + hash,
        head + "index 0\nYQ==\n\nx", head + "index 0\n\n", head + "index 0\r\n\nx"}) {
    EXPECT_FALSE(parse_proof(bad)) << bad;
  }
}

}  // namespace
}  // namespace accountability
