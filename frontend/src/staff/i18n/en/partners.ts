/** Who helps a participant, as the team reads it. */
export const partners = {
  "partners.title": "Care partners",
  "partners.none": "Nobody helps this participant in the portal.",
  "partners.reads": "helps since {since}, may read check-ins",
  "partners.readsNot": "helps since {since}, does not see check-ins",
  "partners.ended": "helped from {since} to {until}",
  "partners.invited": "invited until {day}, has not joined",
  "partners.expired": "invited, the code was good until {day}",
} as const;
