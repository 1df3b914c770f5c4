/** An input of several lines that is as high as its text. */
import { Input } from 'antd';
import type { TextAreaProps } from 'antd/es/input';
import type { CSSProperties } from 'react';

export interface GrowingTextProps extends Omit<TextAreaProps, 'autoSize' | 'rows' | 'className' | 'style'> {
  /** lines; default 1 */
  readonly least?: number;
  /** lines from which on it scrolls; default: never */
  readonly most?: number;
}

/**
 * The browser sizes it (`field-sizing`, Chromium 123): antd's autoSize measures a copy of the text, which was three renders and
 * five layouts of the page for every key.
 */
export function GrowingText({ least = 1, most, ...props }: GrowingTextProps) {
  const lines = { '--least': least, ...(most !== undefined && { '--most': most }) } as CSSProperties;
  return <Input.TextArea {...props} className={most === undefined ? 'letter-text' : 'letter-text limited'} style={lines} />;
}
