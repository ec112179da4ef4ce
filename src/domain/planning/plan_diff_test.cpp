// Differences are told by identifiers, so that an item put in the middle is one difference.
#include "domain/planning/plan_diff.hpp"

#include <gtest/gtest.h>

namespace planning {
namespace {

json::object object(std::string_view text) { return parse_json(text)->as_object(); }

TEST(plan_diff, one_change_one_line) {
  struct Case {
    const char* before;
    const char* after;
    std::vector<std::string> changes;
  };
  for (const auto& [before, after, expected] : std::vector<Case>{
           {R"({"a":1})", R"({"a":1})", {}},
           {R"({"a":1})", R"({"a":2})", {"a: 1 > 2"}},
           {R"({"a":"x"})", R"({})", {"a: x > "}},
           {R"({})", R"({"a":{"b":true}})", {R"(a:  > {"b":true})"}},
           {R"({"p":[{"id":"A","n":1},{"id":"B","n":1}]})",
            R"({"p":[{"id":"C","n":1},{"id":"A","n":1},{"id":"B","n":2}]})",
            {R"(p[C]:  > {"id":"C","n":1})", "p[B].n: 1 > 2"}},
           {R"({"p":[{"id":"A"},{"id":"B"}]})",
            R"({"p":[{"id":"B"}]})",
            {R"(p[A]: {"id":"A"} > )"}},
           {R"({"m":[1,2,3]})", R"({"m":[1,5,3,4]})", {"m[1]: 2 > 5", "m[3]:  > 4"}},
           {R"({"f":[{"codigo":"FI","version":1,"x":1},{"codigo":"FI","version":2,"x":1}]})",
            R"({"f":[{"codigo":"FI","version":1,"x":1},{"codigo":"FI","version":2,"x":3}]})",
            {"f[FI/2].x: 1 > 3"}},
           {R"({"a":[1]})", R"({"a":{}})", {"a: [1] > {}"}},
       }) {
    std::vector<std::string> found;
    for (const auto& change : changes_between(object(before), object(after)))
      found.push_back(change.campo + ": " + change.antes + " > " + change.ahora);
    EXPECT_EQ(found, expected) << before << " " << after;
  }
}

}  // namespace
}  // namespace planning
