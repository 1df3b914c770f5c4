/** 主送 or 抄送: names from 部门名录, or typed; in the order of the letter. */
import { Select } from 'antd';
import { workstation } from '../../app/workstation-client.ts';
import { useAsync } from '../use-async.ts';

export interface DepartmentNamesProps {
  readonly id: string;
  readonly label: string;
  readonly placeholder: string;
  readonly names: readonly string[];
  readonly disabled: boolean;
  readonly onChange: (names: string[]) => void;
}

export function DepartmentNames({ id, label, placeholder, names, disabled, onChange }: DepartmentNamesProps) {
  const directory = useAsync(() => workstation().directory()).value ?? [];
  return (
    <Select<string[]>
      id={id}
      mode="tags"
      value={[...names]}
      options={directory.map(({ department }) => ({ value: department.name, label: department.name }))}
      tokenSeparators={['，', '、', '；']}
      placeholder={placeholder}
      aria-label={label}
      disabled={disabled}
      style={{ width: '100%' }}
      onChange={(chosen) => onChange(chosen.map((name) => name.trim().slice(0, 100)).filter((name) => name !== ''))}
      data-testid={id}
    />
  );
}
