import assert from "node:assert/strict";
import { test } from "node:test";
import { format, parse } from "../src/router";

test("an address comes back as the place it was made from", () => {
  const place = parse(format(["entity", "MONDO:0008153"], { q: "a b/c?", none: undefined }));
  assert.deepEqual(place.path, ["entity", "MONDO:0008153"]);
  assert.equal(place.query.get("q"), "a b/c?");
  assert.equal(place.query.has("none"), false);
});

test("a broken escape is kept as it stands", () => assert.deepEqual(parse("/entity/%E0%A4%A").path, ["entity", "%E0%A4%A"]));
