import type { Plugin } from "vite";

/** Lets the development server answer every page of the desk with the desk's entry, as the real one does. */
export function deskPages(): Plugin {
  return {
    name: "portal-desk-pages",
    apply: "serve",
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const path = request.url?.split("?")[0] ?? "";
        if (/^\/staff(\/[^.]*)?$/.test(path)) request.url = "/staff/index.html";
        next();
      });
    },
  };
}
