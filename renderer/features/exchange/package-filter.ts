/** What narrows the package list: the other department, and words. */
import type { PackageRow } from '#shared/workstation/api.ts';

export interface PackageFilter {
  readonly text: string;
  readonly departmentId: string | undefined;
}

export const ALL_PACKAGES: PackageFilter = { text: '', departmentId: undefined };

/** Words are looked for in title, department, file name and digests; each of several words must be found. */
export function filterPackages(rows: readonly PackageRow[], filter: PackageFilter): readonly PackageRow[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (filter.departmentId !== undefined && row.departmentId !== filter.departmentId) return false;
    const text = [row.title, row.departmentName, row.fileName, row.fileSha256, row.fileSm3, `第${row.sequence}包`, row.packageId]
      .join('\n')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** The departments of the list, each once, by name. */
export function departmentsOf(rows: readonly PackageRow[]): readonly { readonly value: string; readonly label: string }[] {
  const names = new Map(rows.map((row) => [row.departmentId, row.departmentName]));
  return [...names].map(([value, label]) => ({ value, label })).toSorted((a, b) => a.label.localeCompare(b.label, 'zh-CN'));
}
