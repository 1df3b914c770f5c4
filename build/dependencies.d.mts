interface LockedPackage {
  readonly version?: string;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
}
export function fitsLock(
  lock: { readonly packages: Readonly<Record<string, LockedPackage>> },
  installed: Readonly<Record<string, { readonly version?: string }>> | undefined,
): boolean;
