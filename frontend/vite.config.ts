import { defineConfig } from "vitest/config";
import { compress } from "./plugins/compress.ts";
import { deskPages } from "./plugins/desk-pages.ts";
import { serviceWorker } from "./plugins/service-worker.ts";

const server = `http://127.0.0.1:${process.env.PORTAL_PORT ?? "8000"}`;

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  css: { postcss: {} },
  plugins: [
    deskPages(),
    serviceWorker({
      source: "src/sw/sw.ts",
      page: "index.html",
      publicFiles: /(\.(svg|webmanifest)|^prefs\.js)$/,
    }),
    compress(),
  ],
  build: {
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: { input: ["index.html", "staff/index.html"] },
  },
  server: { proxy: { "/api": server } },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.{ts,tsx}"],
    passWithNoTests: false,
    restoreMocks: true,
    setupFiles: ["vitest.setup.ts"],
    env: { TZ: "UTC" },
  },
});
