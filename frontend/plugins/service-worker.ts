import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { build, type Plugin, type Rollup } from "vite";

/** One file of the shell. `revision` is null where the address itself changes with the content. */
export interface ShellFile {
  url: string;
  revision: string | null;
}

interface Options {
  /** The worker's source, from the root of the front end. */
  source: string;
  /** The page whose files make up the shell, from the root of the front end. */
  page: string;
  /** Which files of the public folder belong to the shell. */
  publicFiles: RegExp;
}

/**
 * Builds the service worker to `/sw.js` after the app, and tells it what the app is made of:
 * `__SHELL__` is the list of `ShellFile`, `__VERSION__` a hash of that list, so that the worker's
 * bytes change exactly when the shell does. Only what the named page can reach is in the list.
 */
export function serviceWorker({ source, page, publicFiles }: Options): Plugin {
  let root = "";
  let outDir = "";
  let publicDir = "";
  return {
    name: "portal-service-worker",
    apply: "build",
    applyToEnvironment: ({ name }) => name === "client",
    configResolved(config) {
      root = config.root;
      outDir = join(root, config.build.outDir);
      publicDir = config.publicDir;
    },
    async writeBundle(_options, bundle) {
      const shell = [
        await withRevision(outDir, page, "/"),
        ...reachable(bundle, join(root, page)).map((file) => ({ url: `/${file}`, revision: null })),
        ...(await publicShell(publicDir, publicFiles)),
      ].sort((a, b) => (a.url < b.url ? -1 : 1));
      await buildWorker(root, outDir, source, shell);
    },
  };
}

/** The scripts, styles and assets that a page loads or may load later, by file name. */
function reachable(bundle: Rollup.OutputBundle, page: string): string[] {
  const files = new Set<string>();
  const add = (name: string): void => {
    const chunk = bundle[name];
    if (!chunk || files.has(name)) return;
    files.add(name);
    if (chunk.type === "asset") return;
    chunk.viteMetadata?.importedCss.forEach(add);
    chunk.viteMetadata?.importedAssets.forEach(add);
    chunk.imports.forEach(add);
    chunk.dynamicImports.forEach(add);
  };
  for (const [name, chunk] of Object.entries(bundle)) {
    if (chunk.type === "chunk" && chunk.moduleIds.includes(page)) add(name);
  }
  if (files.size === 0) throw new Error(`The build holds no script for ${page}.`);
  return [...files];
}

async function publicShell(folder: string, wanted: RegExp): Promise<ShellFile[]> {
  if (!existsSync(folder)) return [];
  const names = await readdir(folder, { recursive: true });
  return Promise.all(names.filter((name) => wanted.test(name)).map((name) => withRevision(folder, name)));
}

async function withRevision(folder: string, name: string, url?: string): Promise<ShellFile> {
  const file = join(folder, name);
  const path = relative(folder, file).split(sep).join("/");
  return { url: url ?? `/${path}`, revision: hash(await readFile(file)) };
}

function hash(content: Buffer | string): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 16);
}

async function buildWorker(root: string, outDir: string, source: string, shell: ShellFile[]): Promise<void> {
  const list = JSON.stringify(shell);
  await build({
    configFile: false,
    root,
    logLevel: "warn",
    define: { __SHELL__: list, __VERSION__: JSON.stringify(hash(list)) },
    build: {
      outDir,
      emptyOutDir: false,
      copyPublicDir: false,
      modulePreload: false,
      rollupOptions: {
        input: join(root, source),
        output: { format: "iife", entryFileNames: "sw.js" },
      },
    },
  });
}
