export interface Violation {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly text: string;
}
/** Names of all rules. */
export const ruleNames: readonly string[];
/** A room of shared/ imports only rooms that stand before it. */
export const sharedRooms: readonly string[];
/** Reads every product file below a repository's root and names the imports that break a rule. */
export function checkImports(
  root: string,
): Promise<{ readonly files: number; readonly imports: number; readonly violations: readonly Violation[] }>;
