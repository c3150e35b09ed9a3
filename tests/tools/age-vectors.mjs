// Writes the published test vectors of age (C2SP CCTV) to the folder that is named as the argument, one file each.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as vectors from "cctv-age";

for (const [name, bytes] of Object.entries(vectors)) {
  writeFileSync(join(process.argv[2], name), bytes);
}
