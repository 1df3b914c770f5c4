/** A day or a time in a plain input: read while it is typed, written out in full when it is left. */
import { type KeyboardEvent, useState } from 'react';

export interface TypedInputProps {
  readonly id?: string;
  /** '' for none */
  readonly value: string;
  readonly placeholder: string;
  readonly label: string;
  readonly readOnly: boolean;
  /** undefined: it can't be read yet */
  readonly read: (typed: string) => string | undefined;
  readonly onSet: (value: string) => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly testId: string;
}

export function TypedInput({ id, value, placeholder, label, readOnly, read, onSet, onKeyDown, testId }: TypedInputProps) {
  // what stands there while it is typed; afterwards the value itself
  const [typed, setTyped] = useState<string>();
  const unread = typed !== undefined && typed.trim() !== '' && read(typed) === undefined;
  const change = (next: string) => {
    setTyped(next);
    const known = next.trim() === '' ? '' : (read(next) ?? '');
    if (known !== value) onSet(known);
  };
  return (
    <input
      {...(id !== undefined && { id })}
      className={unread ? 'record-input unread' : 'record-input'}
      value={typed ?? value}
      placeholder={placeholder}
      aria-label={label}
      aria-invalid={unread}
      title={label}
      maxLength={20}
      readOnly={readOnly}
      autoComplete="off"
      onChange={(event) => change(event.target.value)}
      // what can't be read stays, so that it can be put right
      onBlur={() => !unread && setTyped(undefined)}
      onKeyDown={onKeyDown}
      data-testid={testId}
    />
  );
}
