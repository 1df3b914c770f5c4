export function wantedPackages(
  purpose: 'run' | 'test',
  present: { readonly display: boolean; readonly chineseFont: boolean },
): readonly string[];
export function missingFrom(names: readonly string[], listing: string): readonly string[];
export function chooseNames(names: readonly string[], policy: string): readonly string[] | undefined;
