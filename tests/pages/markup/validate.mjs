// Reads the source of one page after another, each as a line of JSON, and answers each with a line of the faults in it.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { HtmlValidate } from "html-validate";

const validator = new HtmlValidate(JSON.parse(readFileSync(new URL(".htmlvalidate.json", import.meta.url), "utf-8")));
for await (const line of createInterface({ input: process.stdin })) {
  const { results } = await validator.validateString(JSON.parse(line));
  console.log(JSON.stringify(results.flatMap(each => each.messages)));
}
