/** Searches while typing. Nothing is searched while an input method is still composing: half a pinyin is no word. */
import { SearchOutlined } from '@ant-design/icons';
import type { InputRef } from 'antd';
import { Input, Tooltip } from 'antd';
import { type Ref, useEffect, useRef, useState } from 'react';
import './search-box.css';
import { recordText } from './record-text.ts';

/** ms after the last key */
const DEBOUNCE = 120;

export interface SearchBoxProps {
  readonly ref?: Ref<InputRef>;
  readonly value: string;
  readonly onSearch: (value: string) => void;
  /** ↓ leads on into the list */
  readonly onDown: () => void;
  /** 搜索审批信息 */
  readonly label: string;
  readonly testId: string;
}

export function SearchBox({ ref, value, onSearch, onDown, label, testId }: SearchBoxProps) {
  const [typed, setTyped] = useState(value);
  const [composing, setComposing] = useState(false);
  const sent = useRef(value);

  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setTyped(value);
  }, [value]);

  useEffect(() => {
    if (composing || typed === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = typed;
      onSearch(typed);
    }, DEBOUNCE);
    return () => clearTimeout(timer);
  }, [typed, composing, onSearch]);

  return (
    <Tooltip title={`${recordText.searchHint}（${recordText.searchKey}）`} mouseEnterDelay={0.6}>
      <Input
        {...(ref && { ref })}
        className="search-box"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Escape') setTyped('');
          if (event.key === 'ArrowDown') onDown();
        }}
        placeholder={recordText.searchHint}
        aria-label={label}
        prefix={<SearchOutlined />}
        allowClear
        maxLength={100}
        spellCheck={false}
        data-testid={testId}
      />
    </Tooltip>
  );
}
