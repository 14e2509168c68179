import type { Translation } from "../core";
import type english from "../en/passkeys";
import { stepup } from "./stepup";

const passkeys: Translation<typeof english> = {
  ...stepup,
  "passkey.title": "Entrar con este dispositivo",
  "passkey.lead": "Con una llave de acceso usted entra con su cara, su huella o el bloqueo de pantalla. Sin código y sin correo. Nunca salen de su dispositivo.",
  "passkey.none": "Todavía no tiene ninguna llave de acceso.",
  "passkey.add": "Agregar una llave de acceso",
  "passkey.added": "Listo. La próxima vez puede entrar con este dispositivo.",
  "passkey.no": "No se creó ninguna llave de acceso. Intente otra vez cuando quiera.",
  "passkey.known": "Este dispositivo ya tiene una llave de acceso para el portal.",
  "passkey.made": "Agregada: {when}",
  "passkey.used": "Último uso: {when}",
  "passkey.rename": "Cambiar nombre",
  "passkey.renameWhat": "Cambiar el nombre de {label}",
  "passkey.name": "Nombre",
  "passkey.name.error": "Escriba un nombre, por ejemplo Mi teléfono.",
  "passkey.name.save": "Guardar el nombre",
  "passkey.renamed": "Ahora se llama {label}.",
  "passkey.remove": "Quitar",
  "passkey.removeWhat": "Quitar {label}",
  "passkey.removing": "Si la quita, ya no podrá entrar con {label}. El código por correo sigue funcionando.",
  "passkey.removed": "Se quitó {label}.",
  "passkey.cancel": "Dejarla como está",
  "passkey.first": "Primero confirme que es usted.",
  "passkey.make": "Crear la llave de acceso",
  "passkey.card.title": "La próxima vez, use su cara, su huella o el bloqueo de pantalla",
  "passkey.card.body": "Así no necesita ningún código para entrar en este dispositivo.",
  "passkey.card.yes": "Sí, prepararlo",
  "passkey.card.no": "Ahora no",
  "passkey.card.later": "De acuerdo. Puede hacerlo cuando quiera en Más, Dispositivos y acceso.",
};
export default passkeys;
