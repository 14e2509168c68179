import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Plugin } from "vite";

const TEXT = /\.(css|html|js|json|svg|txt|webmanifest)$/;
const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);

/**
 * Writes `<file>.br` and `<file>.gz` beside every text file of the build that they make smaller,
 * once `last`, the environment that is built last, is done.
 */
export function compress(last: string): Plugin {
  let folder = "";
  return {
    name: "portal-compress",
    apply: "build",
    enforce: "post",
    applyToEnvironment: ({ name }) => name === last,
    configResolved(config) {
      folder = join(config.root, config.build.outDir);
    },
    async closeBundle() {
      const names = await readdir(folder, { recursive: true });
      await Promise.all(names.filter((name) => TEXT.test(name)).map((name) => both(join(folder, name))));
    },
  };
}

async function both(file: string): Promise<void> {
  const plain = await readFile(file);
  const size = { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
  const packed = {
    br: await brotli(plain, { params: { ...size, [constants.BROTLI_PARAM_QUALITY]: 11 } }),
    gz: await deflate(plain, { level: 9 }),
  };
  for (const [ending, bytes] of Object.entries(packed)) {
    if (bytes.length < plain.length) await writeFile(`${file}.${ending}`, bytes);
  }
}
