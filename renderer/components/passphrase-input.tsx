/** A field for the passphrase: show and hide, and a hint when Caps Lock is on. */
import { Input, type InputRef, Typography } from 'antd';
import type { KeyboardEvent, Ref } from 'react';
import { useState } from 'react';
import { componentText } from './text.ts';

export interface PassphraseInputProps {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
  readonly onEnter?: () => void;
  readonly onFocusChange?: (focused: boolean) => void;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  readonly fresh?: boolean;
  readonly size?: 'large' | 'medium';
  readonly placeholder?: string;
  readonly testId: string;
  readonly inputRef?: Ref<InputRef>;
}

/** Works alone and as the child of a Form.Item (`value`, `onChange` and `id` come from it). */
export function PassphraseInput(props: PassphraseInputProps) {
  const {
    id,
    value = '',
    onChange,
    onEnter,
    onFocusChange,
    disabled = false,
    autoFocus = false,
    fresh = false,
    size = 'medium',
    placeholder,
    testId,
    inputRef,
  } = props;
  const [capsLock, setCapsLock] = useState(false);
  const watch = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'));
  return (
    <>
      <Input.Password
        {...(id !== undefined && { id })}
        {...(inputRef && { ref: inputRef })}
        value={value}
        size={size}
        disabled={disabled}
        autoFocus={autoFocus}
        maxLength={200}
        {...(placeholder !== undefined && { placeholder })}
        autoComplete={fresh ? 'new-password' : 'current-password'}
        onChange={(event) => onChange?.(event.target.value)}
        {...(onEnter && { onPressEnter: onEnter })}
        onKeyDown={watch}
        onKeyUp={watch}
        onFocus={() => onFocusChange?.(true)}
        onBlur={() => {
          setCapsLock(false);
          onFocusChange?.(false);
        }}
        data-testid={testId}
      />
      {capsLock && (
        <Typography.Text type="warning" role="status" style={{ fontSize: 12 }}>
          {componentText.passphrase.capsLock}
        </Typography.Text>
      )}
    </>
  );
}
