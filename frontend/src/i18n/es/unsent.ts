import type { Translation } from "../core";
import type { unsent as english } from "../en/unsent";

export const unsent: Translation<typeof english> = {
  "unsent.badge": "Aún sin enviar",
  "unsent.waiting": {
    one: "Hay {n} envío pendiente. Saldrá solo cuando tenga conexión.",
    other: "Hay {n} envíos pendientes. Saldrán solos cuando tenga conexión.",
  },
  "unsent.signIn": {
    one: "Hay {n} envío pendiente. Inicie sesión de nuevo para enviarlo.",
    other: "Hay {n} envíos pendientes. Inicie sesión de nuevo para enviarlos.",
  },
  "picture.failed": "Ahora no se puede mostrar la imagen. Se necesita conexión.",
  "unsent.now": "Enviar ahora",
  "unsent.notNow": "Todavía no se pudo enviar. Sigue guardado aquí y puede intentar de nuevo.",
  "unsent.refused": "No se pudo aceptar lo que envió ({when}).",
  "unsent.refused.why": "Intente de nuevo en un momento. Si vuelve a pasar, llame al equipo del estudio.",
  "unsent.look": "Verlo",
  "unsent.discard": "Descartar",
  "unsent.discard.what": "Descartar lo que escribió, {when}",
  "unsent.again.what": "Intentar de nuevo, {when}",
  "unsent.signout": {
    one: "Hay {n} envío pendiente. Si cierra la sesión ahora, se pierde.",
    other: "Hay {n} envíos pendientes. Si cierra la sesión ahora, se pierden.",
  },
  "unsent.signout.do": { one: "Cerrar sesión y perderlo", other: "Cerrar sesión y perderlos" },
};
