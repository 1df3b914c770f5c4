/** What the checks say, each with its clause; a click leads to the characters. */
import { CheckCircleOutlined, ExclamationCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { Typography } from 'antd';
import { memo, useState } from 'react';
import './paper.css';
import { paperText } from './paper-text.ts';

const words = paperText.problems;

/** What a check says, of whatever kind of document. */
export interface PaperProblem {
  readonly level: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
}

export interface ProblemsPanelProps<Problem extends PaperProblem> {
  /** undefined: not checked yet */
  readonly problems: readonly Problem[] | undefined;
  readonly onGo: (problem: Problem) => void;
}

function Panel<Problem extends PaperProblem>({ problems: found, onGo }: ProblemsPanelProps<Problem>) {
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
}

/** `memo` forgets that it is generic. */
export const ProblemsPanel = memo(Panel) as typeof Panel;

export interface ProblemListProps<Problem extends PaperProblem> {
  readonly problems: readonly Problem[];
  /** absent: they are told only */
  readonly onGo?: (problem: Problem) => void;
}

export function ProblemList<Problem extends PaperProblem>({ problems, onGo }: ProblemListProps<Problem>) {
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
