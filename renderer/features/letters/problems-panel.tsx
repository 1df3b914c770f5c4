/** What the checks say, each with its clause; a click leads to the characters. */
import { CheckCircleOutlined, ExclamationCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { Typography } from 'antd';
import { memo, useState } from 'react';
import type { LetterProblem } from '#shared/domain/letter-problem.ts';
import { text } from './text.ts';

const words = text.problems;

export interface ProblemsPanelProps {
  /** undefined: not checked yet */
  readonly problems: readonly LetterProblem[] | undefined;
  readonly onGo: (problem: LetterProblem) => void;
}

export const ProblemsPanel = memo(function ProblemsPanel({ problems: found, onGo }: ProblemsPanelProps) {
  const [open, setOpen] = useState(true);
  const problems = found ?? [];
  const errors = problems.filter((problem) => problem.level === 'error').length;
  return (
    <details
      className="letter-problems"
      open={open && problems.length > 0}
      onToggle={(event) => problems.length > 0 && setOpen(event.currentTarget.open)}
      data-testid="letter.problems"
      {...(found && { 'data-errors': errors, 'data-warnings': problems.length - errors })}
    >
      <summary aria-live="polite">
        {!found ? (
          <Typography.Text type="secondary">{words.checking}</Typography.Text>
        ) : problems.length === 0 ? (
          <Typography.Text type="success">
            <CheckCircleOutlined /> {words.none}
          </Typography.Text>
        ) : (
          <Typography.Text strong>{words.title(errors, problems.length - errors)}</Typography.Text>
        )}
      </summary>
      <ProblemList problems={problems} onGo={onGo} />
    </details>
  );
});

export function ProblemList({
  problems,
  onGo,
}: {
  readonly problems: readonly LetterProblem[];
  readonly onGo?: (problem: LetterProblem) => void;
}) {
  const sorted = [...problems].sort((a, b) => a.level.localeCompare(b.level));
  return (
    <ul className="letter-problem-list">
      {sorted.map((problem, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two problems of one kind in one place differ in nothing else
        <li key={`${problem.code}-${index}`}>
          <button
            type="button"
            className={`letter-problem ${problem.level}`}
            disabled={!onGo}
            title={onGo && words.go}
            onClick={() => onGo?.(problem)}
            data-testid={`letter.problem.${problem.code}`}
          >
            {problem.level === 'error' ? (
              <ExclamationCircleOutlined aria-label={words.error} />
            ) : (
              <WarningOutlined aria-label={words.warning} />
            )}
            <span>{problem.message}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
