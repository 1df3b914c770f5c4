/** 来源系统: free text with the systems that tables came from before. */
import { AutoComplete, Input } from 'antd';
import { text } from './text.ts';

export interface SourceFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly known: readonly string[];
  /** the input was left or a known system was picked */
  readonly onDone?: () => void;
}

export function SourceField({ value, onChange, known, onDone }: SourceFieldProps) {
  return (
    <AutoComplete
      value={value}
      onChange={(typed) => onChange(typed ?? '')}
      onBlur={() => onDone?.()}
      options={known.map((source) => ({ value: source }))}
      showSearch={{ filterOption: (typed, option) => option?.value !== typed && String(option?.value ?? '').includes(typed) }}
      className="import-source"
    >
      <Input placeholder={text.choose.sourcePlaceholder} maxLength={100} aria-label={text.choose.source} data-testid="import.source" />
    </AutoComplete>
  );
}
