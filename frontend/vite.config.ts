import { defineConfig } from "vitest/config";
import { compress } from "./plugins/compress.ts";
import { deskPages } from "./plugins/desk-pages.ts";
import { preloadTexts } from "./plugins/preload-texts.ts";
import { serviceWorker } from "./plugins/service-worker.ts";

const server = `http://127.0.0.1:${process.env.PORTAL_PORT ?? "8000"}`;

/**
 * What is loaded together is one file: a phone on a slow line pays for each. What opens the app are
 * two, side by side, because each then fits into the first answer of a fresh connection (14 kB).
 */
const chunks = [
  { name: "vendor", tags: ["$initial" as const], test: /node_modules/, priority: 2 },
  { name: "app", tags: ["$initial" as const], priority: 1 },
  { name: "visits", test: /\/src\/(ui\/Card|participant\/(today|schedule|visit|app\/Pages|reminders\/useNotices))/ },
  { name: "unsent", test: /\/src\/(offline\/(?!blobs|files)|participant\/app\/UnsentBanner)/ },
  { name: "more", test: /\/src\/(ui\/Choices|participant\/more)/ },
];

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  css: { postcss: {} },
  plugins: [
    deskPages(),
    preloadTexts({ page: "index.html", texts: "src/i18n/en/first.ts" }),
    serviceWorker({
      source: "src/sw/sw.ts",
      page: "index.html",
      publicFiles: /(\.(svg|webmanifest)|^prefs\.js)$/,
    }),
    compress("desk"),
  ],
  build: {
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { output: { codeSplitting: { groups: chunks } } },
  },
  // The phone's app and the desk are built one after the other, so that neither is cut up for the other.
  builder: {},
  environments: {
    client: { build: { rolldownOptions: { input: "index.html" } } },
    desk: {
      consumer: "client",
      build: {
        rolldownOptions: { input: "staff/index.html" },
        outDir: "dist",
        emptyOutDir: false,
        copyPublicDir: false,
      },
    },
  },
  // The API compares where a request comes from with the host it was sent to: both stay this server.
  server: { proxy: { "/api": { target: server, changeOrigin: false } } },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.{ts,tsx}"],
    passWithNoTests: false,
    restoreMocks: true,
    testTimeout: 20_000,
    setupFiles: ["vitest.setup.ts"],
    env: { TZ: "UTC" },
  },
});
