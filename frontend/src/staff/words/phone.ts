/** "+1 305 555 0142" from "+13055550142"; numbers of other countries stay as they are kept. */
export function phoneWords(number: string): string {
  const found = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
  return found ? `+1 ${found.slice(1).join(" ")}` : number;
}
