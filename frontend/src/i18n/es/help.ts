import type { Translation } from "../core";
import type { help as english } from "../en/help";

export const help: Translation<typeof english> = {
  "help.button": "Ayuda",
  "help.title": "Ayuda",
  "help.call": "Llamar: {team}",
  "help.open": "Hay alguien ahora.",
  "help.closed": "La oficina está cerrada ahora. Abre {when}.",
  "help.closedOnly": "La oficina está cerrada ahora.",
  "help.todayAt": "hoy a las {time}",
  "help.tomorrowAt": "mañana a las {time}",
  "help.dayAt": "el {day} a las {time}",
  "help.hours": "Horario",
  "help.hoursZone": "Hora de la clínica ({zone}).",
  "help.range": "de {from} a {until}",
  "help.days": "De {first} a {last}",
  "help.after": "Fuera de este horario",
  "help.emergency": "Emergencia",
  "help.emergency.call": "Llamar al {number}",
  "help.message": "Escribir al equipo",
  "help.write": "Enviar un correo",
  "help.where": "Dónde estamos",
  "help.unknown": "El teléfono del equipo del estudio está en la tarjeta y en el consentimiento que le dieron.",
  "help.unknown.emergency": "Si se siente muy mal, no espere. Llame al número de emergencia del lugar donde está.",
};
