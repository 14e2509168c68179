import { join } from "node:path";
import type { Plugin } from "vite";

/**
 * Names the chunk of a page's first language in the page's head, so that it is fetched together with
 * the script that will ask for it, not after it.
 */
export function preloadTexts({ page, texts }: { page: string; texts: string }): Plugin {
  let root = "";
  return {
    name: "portal-preload-texts",
    apply: "build",
    configResolved(config) {
      root = config.root;
    },
    transformIndexHtml: {
      order: "post",
      handler(_html, { bundle, filename }) {
        if (!bundle || filename !== join(root, page)) return [];
        const chunk = Object.values(bundle).find(
          (file) => file.type === "chunk" && file.facadeModuleId === join(root, texts),
        );
        if (!chunk) throw new Error(`The build holds no chunk of ${texts}.`);
        const attrs = { rel: "modulepreload", crossorigin: true, href: `/${chunk.fileName}` };
        return [{ tag: "link", attrs, injectTo: "head" }];
      },
    },
  };
}
