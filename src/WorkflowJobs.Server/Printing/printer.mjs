// Typesets documents: one JSON object a line on stdin, one JSON answer a line on stdout. Its files are those of the job alone: the root is an
// empty folder. Arguments: the root, then font folders. It ends when stdin ends. Whoever started it limits its time and memory.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const { NodeCompiler } = createRequire(import.meta.url)("@myriaddreamin/typst-ts-node-compiler");
const [root, ...fontFolders] = process.argv.slice(2);

/** Code points that any of the fonts can draw, as sorted ranges read from their cmap tables (formats 4 and 12). */
function coverage(folders) {
  const covered = new Uint8Array(0x110000 >> 3);
  const mark = (from, to) => { for (let point = from; point <= to; point++) covered[point >> 3] |= 1 << (point & 7); };
  for (const folder of folders)
    for (const name of readdirSync(folder).filter(name => /\.(ttf|otf|ttc)$/i.test(name)))
      for (const face of faces(readFileSync(join(folder, name)))) face(mark);
  return point => (covered[point >> 3] & (1 << (point & 7))) !== 0;
}

function faces(file) {
  const starts = file.toString("latin1", 0, 4) === "ttcf"
    ? Array.from({ length: file.readUInt32BE(8) }, (_, face) => file.readUInt32BE(12 + 4 * face))
    : [0];
  return starts.map(start => mark => {
    for (let table = 0; table < file.readUInt16BE(start + 4); table++) {
      const entry = start + 12 + 16 * table;
      if (file.toString("latin1", entry, entry + 4) === "cmap") cmap(file, file.readUInt32BE(entry + 8), mark);
    }
  });
}

function cmap(file, start, mark) {
  for (let number = 0; number < file.readUInt16BE(start + 2); number++) {
    const platform = file.readUInt16BE(start + 4 + 8 * number);
    const table = start + file.readUInt32BE(start + 8 + 8 * number);
    if (platform !== 0 && platform !== 3) continue;
    const format = file.readUInt16BE(table);
    if (format === 12) {
      for (let group = 0; group < file.readUInt32BE(table + 12); group++)
        mark(file.readUInt32BE(table + 16 + 12 * group), file.readUInt32BE(table + 20 + 12 * group));
    } else if (format === 4) {
      const twice = file.readUInt16BE(table + 6);
      for (let segment = 0; segment < twice; segment += 2) {
        const [end, begin] = [file.readUInt16BE(table + 14 + segment), file.readUInt16BE(table + 16 + twice + segment)];
        if (begin !== 0xffff) mark(begin, end);
      }
    }
  }
}

/** The first character of the data that no font draws, with the path of the field that holds it. */
function undrawable(value, path) {
  if (typeof value === "string") {
    for (const character of value) {
      const point = character.codePointAt(0);
      // Line ends and tabs are layout, not glyphs; so are the marks that choose between forms of one character.
      if (point >= 0x20 && !(point >= 0xfe00 && point <= 0xfe0f) && !drawable(point)) return { path, point };
    }
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const found = undrawable(item, `${path}[${index}]`);
      if (found) return found;
    }
  } else if (value && typeof value === "object") {
    for (const [key, item] of Object.entries(value)) {
      const found = undrawable(item, path ? `${path}.${key}` : key);
      if (found) return found;
    }
  }
  return null;
}

function print({ id, files, pictures, data, created }) {
  const missing = undrawable(data, "") ?? Object.entries(files).map(([name, text]) => undrawable(text, name)).find(found => found);
  if (missing) return { id, error: "GLYPH", field: missing.path, message: `U+${missing.point.toString(16).toUpperCase().padStart(4, "0")}` };
  compiler.resetShadow();
  for (const [name, text] of Object.entries(files)) compiler.addSource(join(root, name), text);
  for (const [name, bytes] of Object.entries(pictures ?? {})) compiler.mapShadow(join(root, name), Buffer.from(bytes, "base64"));
  compiler.mapShadow(join(root, "data.json"), Buffer.from(JSON.stringify(data)));
  const compiled = compiler.compile({ mainFilePath: join(root, "main.typ") });
  try {
    if (compiled.hasError() || !compiled.result) {
      const first = compiler.fetchDiagnostics(compiled.takeDiagnostics()).find(one => one.severity === 1) ?? { message: "?" };
      return { id, error: "TEMPLATE", message: first.message, file: first.path?.startsWith(root) ? first.path.slice(root.length + 1) : "", line: (first.range?.start.line ?? -1) + 1 };
    }
    const pdf = compiler.pdf(compiled.result, { pdfStandard: "a-2b", creationTimestamp: created });
    return { id, pages: compiled.result.numOfPages, pdf: pdf.toString("base64") };
  } finally {
    compiler.evictCache(4);
  }
}

const compiler = NodeCompiler.create({ workspace: root, fontArgs: [{ fontPaths: fontFolders.filter(folder => statSync(folder).isDirectory()) }] });
const drawable = coverage(fontFolders);
for await (const line of createInterface({ input: process.stdin })) {
  const job = JSON.parse(line);
  let answer;
  try {
    answer = print(job);
  } catch (failure) {
    answer = { id: job.id, error: "TEMPLATE", message: String(failure?.message ?? failure), file: "", line: 0 };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
