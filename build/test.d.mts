export function chooseStages(argv: readonly string[]): {
  readonly filter: readonly string[];
  readonly checks: boolean;
  readonly unit: boolean;
  readonly endToEnd: boolean;
};
