import type { Translation } from "../core";
import type { stepup as english } from "../en/stepup";

export const stepup: Translation<typeof english> = {
  "stepup.lead": "Para asegurarnos de que es usted, enviamos un código nuevo a su correo.",
  "stepup.send": "Enviarme un código",
  "stepup.sent": "Enviamos un código a {email}. Puede tardar un minuto.",
  "stepup.code": "Código del correo",
  "stepup.code.hint": "8 dígitos",
  "stepup.code.error": { one: "El código tiene 8 dígitos. Usted escribió {n}.", other: "El código tiene 8 dígitos. Usted escribió {n}." },
  "stepup.wait": "¿No llegó el correo? Después de un minuto puede pedir otro código aquí.",
  "stepup.again": "Enviar otro código",
  "stepup.passkey": "Usar mi llave de acceso",
  "stepup.passkey.lead": "Para asegurarnos de que es usted, use su cara, su huella o el bloqueo de pantalla.",
  "stepup.passkey.no": "No se usó su llave de acceso. Intente otra vez o pida un código.",
};
