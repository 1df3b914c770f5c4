/** The versions of one thing turned into lines: one a field, one value a version. */
import type { ConflictSide } from '#shared/workstation/api.ts';

export interface ConflictLine {
  readonly label: string;
  /** in the order of the sides; '' where a side doesn't name the field */
  readonly values: readonly string[];
  readonly differs: boolean;
}

/** Every field that any side names, in the order in which they are first named. */
export function conflictLines(sides: readonly ConflictSide[], onlyDiffering: boolean): readonly ConflictLine[] {
  const labels = [...new Set(sides.flatMap((side) => side.fields.map((field) => field.label)))];
  const lines = labels.map((label) => {
    const found = sides.map((side) => side.fields.find((field) => field.label === label));
    return {
      label,
      values: found.map((field) => field?.value ?? ''),
      differs: found.some((field) => field?.differs === true),
    };
  });
  return onlyDiffering ? lines.filter((line) => line.differs) : lines;
}
