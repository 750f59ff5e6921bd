/** The three roles, each allowed all that the ones before it are. */
export const ROLES = ["cashier", "senior", "manager"] as const;
export type Role = (typeof ROLES)[number];

/** Whether somebody of this role may do what needs at least the other. */
export function isAtLeast(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}
