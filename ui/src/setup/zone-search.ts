/** People type “sao paulo” or “lisbon”; the names are written America/Sao_Paulo. */
export function matchingZones(zones: string[], typed: string): string[] {
  const words = plain(typed).split(" ").filter(Boolean);
  return zones.filter((zone) => words.every((word) => plain(zone).includes(word)));
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[/_-]/g, " ").toLowerCase();
}
