/** A key's fingerprint in groups of four, large enough to be read out on the telephone. */
import './fingerprint.css';

export interface FingerprintProps {
  readonly value: string;
  /** four lines of four groups as on the 密钥确认单, where the two lie side by side; two lines of eight elsewhere */
  readonly asOnPaper?: boolean;
  readonly testId: string;
}

export function Fingerprint({ value, asOnPaper = false, testId }: FingerprintProps) {
  const groups = fingerprintGroups(value);
  return (
    <div className={asOnPaper ? 'fingerprint as-on-paper' : 'fingerprint'} data-testid={testId} title={groups.join(' ')}>
      {groups.map((group, position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: groups never move, and two may be equal
        <span key={position}>{group}</span>
      ))}
    </div>
  );
}

/** `a1b2c3d4…` or `A1B2 C3D4 …` → ['A1B2', 'C3D4', …] */
export function fingerprintGroups(fingerprint: string): readonly string[] {
  return (
    fingerprint
      .replace(/[^0-9a-z]/gi, '')
      .toUpperCase()
      .match(/.{1,4}/g) ?? []
  );
}
