/** 保存到: a card for each stick, the outbox folder, and the system's dialog. The state is useTarget's. */
import { FolderOpenOutlined, FolderOutlined, UsbOutlined } from '@ant-design/icons';
import { Radio, Tag, Typography } from 'antd';
import type { ComponentType } from 'react';
import './target-chooser.css';
import type { Target, TargetOption } from './target-options.ts';
import { targetText as words } from './target-text.ts';
import type { TargetChoice } from './use-target.ts';

// a form needs both, and one line says so
export { useTarget } from './use-target.ts';

export interface TargetChooserProps {
  /** from {@link useTarget} */
  readonly target: TargetChoice;
  readonly disabled?: boolean;
}

export function TargetChooser({ target, disabled = false }: TargetChooserProps) {
  const noDrive = !target.options.some((option) => option.target.kind === 'drive');
  return (
    <div className="target">
      <Typography.Text strong>{words.label}</Typography.Text>
      <Radio.Group
        value={target.chosen?.key}
        onChange={(event) => target.choose(String(event.target.value))}
        disabled={disabled}
        className="target-options"
        aria-label={words.label}
      >
        {noDrive && (
          <div className="target-empty" data-testid="target.empty" role="status">
            <UsbOutlined aria-hidden /> {target.cannotList ? words.cannotList : words.noDrive}
          </div>
        )}
        {target.options.map((option) => (
          <TargetCard key={option.key} option={option} chosen={option.key === target.chosen?.key} />
        ))}
      </Radio.Group>
    </div>
  );
}

const ICONS: Readonly<Record<Target['kind'], ComponentType>> = { drive: UsbOutlined, outbox: FolderOutlined, other: FolderOpenOutlined };

function TargetCard({ option, chosen }: { readonly option: TargetOption; readonly chosen: boolean }) {
  const Icon = ICONS[option.target.kind];
  const blocked = option.problem !== undefined;
  return (
    <Radio
      value={option.key}
      className={`target-card${chosen ? ' is-chosen' : ''}${blocked ? ' is-blocked' : ''}`}
      {...(blocked && { disabled: true })}
      data-testid={option.testId}
    >
      <span className="target-title">
        <Icon />
        <span className="target-name" title={option.title}>
          {option.title}
        </span>
        {option.tag && <Tag>{option.tag}</Tag>}
      </span>
      <span className="target-detail" title={option.detail}>
        {option.detail}
      </span>
      {blocked && <span className="target-problem">{option.problem}</span>}
    </Radio>
  );
}
