/** A key's fingerprint in groups of four, large enough to be read out on the telephone. */
import './fingerprint.css';

export function Fingerprint({ value, testId }: { readonly value: string; readonly testId: string }) {
  const groups = fingerprintGroups(value);
  return (
    <div className="fingerprint" data-testid={testId} title={groups.join(' ')}>
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
