// Opens the SOPS file on standard input with the age identity in SOPS_AGE_KEY, and prints its values as JSON.
import { readFileSync } from "node:fs";
import { decryptSops } from "sops-age";

const text = readFileSync(0, "utf8");
const values = await decryptSops(text, { fileType: "yaml", secretKey: process.env.SOPS_AGE_KEY });
console.log(JSON.stringify(values));
