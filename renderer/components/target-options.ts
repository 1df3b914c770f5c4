/** Where a file can be saved, and why somewhere it can't: pure, so that the chooser only draws. */
import type { Drive, ExchangeFolder } from '#shared/ipc.ts';
import { sizeText } from './size.ts';
import { targetText as words } from './target-text.ts';

export type Target = { readonly kind: 'drive'; readonly driveId: string } | { readonly kind: 'outbox' } | { readonly kind: 'other' };

export interface TargetOption {
  readonly target: Target;
  /** unique among the options, the same as long as the place is */
  readonly key: string;
  readonly testId: string;
  readonly title: string;
  /** e.g. FAT32; empty when there is nothing to say */
  readonly tag: string;
  readonly detail: string;
  /** why it can't be chosen */
  readonly problem: string | undefined;
}

export interface TargetPlaces {
  readonly drives: readonly Drive[];
  readonly outbox: ExchangeFolder | undefined;
  /** how large the file will be, where that is known or can be estimated */
  readonly neededBytes: number | undefined;
}

/** Sticks first, then the outbox, last the dialog, which is always there. */
export function targetOptions({ drives, outbox, neededBytes }: TargetPlaces): readonly TargetOption[] {
  const sticks = drives.map(
    (drive, index): TargetOption => ({
      target: { kind: 'drive', driveId: drive.id },
      key: `drive.${drive.id}`,
      testId: `target.drive.${index}`,
      title: drive.label,
      tag: drive.fileSystem,
      detail: words.room(sizeText(drive.freeBytes), sizeText(drive.totalBytes)),
      problem: driveProblem(drive, neededBytes ?? 0),
    }),
  );
  const folder: TargetOption | undefined = outbox && {
    target: { kind: 'outbox' },
    key: 'outbox',
    testId: 'target.outbox',
    title: words.outbox,
    tag: '',
    detail: outbox.path,
    problem: outbox.available ? undefined : words.outboxUnavailable,
  };
  const other: TargetOption = {
    target: { kind: 'other' },
    key: 'other',
    testId: 'target.other',
    title: words.other,
    tag: '',
    detail: words.otherHint,
    problem: undefined,
  };
  return [...sticks, ...(folder ? [folder] : []), other];
}

function driveProblem(drive: Drive, neededBytes: number): string | undefined {
  if (drive.readOnly) return words.readOnly;
  if (drive.maximumFileBytes !== undefined && neededBytes > drive.maximumFileBytes) {
    return words.fileTooLarge(drive.fileSystem, sizeText(drive.maximumFileBytes));
  }
  return neededBytes > drive.freeBytes || drive.freeBytes === 0 ? words.tooLittleRoom(sizeText(neededBytes)) : undefined;
}

/** What the user chose as long as it is possible, else the first place that is: a stick that was pulled out gives way. */
export function chosenOption(options: readonly TargetOption[], key: string | undefined): TargetOption | undefined {
  const possible = options.filter(({ problem }) => problem === undefined);
  return possible.find((option) => option.key === key) ?? possible[0];
}
